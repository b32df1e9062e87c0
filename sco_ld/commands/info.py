"""The command `info`: what is in a publication."""

from sco_ld.commands.requests import InfoRequest
from sco_ld.rdf.canonical import digest
from sco_ld.runtime.console import Console


def run(request: InfoRequest, console: Console) -> int:
    """Write the statistics, the SHA-256 of the canonical form, or the readiness."""
    publication = request.source.indexed(request.store, console.doing)
    console.doing("computing the canonical form" if request.digest else "counting")
    if request.readiness:
        from sco_ld.releases.readiness_rules import assess

        text = assess(publication).render(request.format or "text")
    else:
        text = digest(publication.quads) if request.digest else str(publication.info())
    with console.output(request.output) as stream:
        stream.write(f"{text}\n".encode())
    return 0
