"""The command `export`: a publication, or files, in another format."""

import codecs
from pathlib import Path

from sco_ld.commands.requests import ExportRequest
from sco_ld.export import csvw
from sco_ld.model.class_tables import CLASSES, class_tables
from sco_ld.model.dataset_description import dataset_values
from sco_ld.publication import Publication
from sco_ld.rdf.json_limits import json_object
from sco_ld.rdf.namespaces import DCTERMS
from sco_ld.runtime.console import Console


def run(request: ExportRequest, console: Console) -> int:
    """Write the export."""
    publication = request.source.publication(request.paths)
    if request.frame:
        from sco_ld.export import jsonld

        console.doing("framing")
        document = jsonld.framed(publication.quads_of(request.paths), json_object(request.frame), publication.syntax)
        with console.output(request.output) as stream:
            stream.write(document)
    elif request.format_name == "svg":
        from sco_ld.site import figures
        from sco_ld.site.content import Content, Options

        drawn = Content(publication.whole(), Options(day=request.source.day or ""))
        content = figures.of_statuses(drawn, request.lang or "en")
        with console.output(request.output) as stream:
            stream.write(content)
    elif request.format == "csv" and request.output:
        console.doing("writing tables")
        _write_tables(publication, request, console, request.output)
    else:
        console.doing(f"writing {request.format_name}")
        with console.output(request.output) as stream:
            publication.write(stream, request.format_name, request.paths)
    return 0


def _write_tables(publication: Publication, request: ExportRequest, console: Console, target: Path) -> None:
    data = publication.quads_of(request.paths) if request.paths else publication.data
    tables = class_tables(data, publication.names, publication.context, request.lang or "en")
    titles, licences = (dataset_values(data, f"{DCTERMS}{name}") for name in ("title", "license"))
    files = csvw.files(tables, titles, licences, mark=codecs.BOM_UTF8 if request.bom else b"")
    console.folder(target, files, csvw.file_names(CLASSES))
