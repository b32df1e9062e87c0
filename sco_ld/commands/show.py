"""The command `show`: all that is known of one resource."""

from sco_ld.commands.requests import ShowRequest
from sco_ld.export.writer import to_bytes
from sco_ld.rdf import formats
from sco_ld.runtime.console import Console


def run(request: ShowRequest, console: Console) -> int:
    """Write the page, or the triples of the resource, of the nodes that point to it, and of their passages and sources."""
    publication = request.source.indexed(request.store, console.doing)
    console.doing(f"looking for {request.name}")
    if request.format_name == "svg":
        from sco_ld.site import figures
        from sco_ld.site.content import Content, Options

        drawn = Content(publication.whole(), Options(day=request.source.day or ""))
        content = figures.of_resource(drawn, publication.names.find(request.name), request.lang or "en")
    elif request.format_name not in formats.NAMES:
        page = publication.describe(request.name, request.lang or "en").render(request.format_name)
        content = f"{page}\n".encode()
    else:
        iri = publication.names.find(request.name)
        quads = publication.describer_of(iri).index.subgraph(iri)
        if request.format_name == "json-ld":
            from sco_ld.export.jsonld import nested

            content = nested(quads, iri, publication.syntax)
        else:
            content = to_bytes(quads, request.format_name, publication.syntax)
    with console.output(request.output) as stream:
        stream.write(content)
    return 0
