"""The files of a release that carry the data: every format, compressed and not, tables, and the sources themselves."""

import gzip
from collections.abc import Iterator, Mapping
from pathlib import Path

from sco_ld.export import csvw, writer
from sco_ld.export.writer import Syntax
from sco_ld.model.class_tables import class_tables
from sco_ld.model.dataset_description import dataset_values
from sco_ld.publication import Publication
from sco_ld.rdf import formats
from sco_ld.rdf.formats import FORMATS
from sco_ld.rdf.namespaces import DCTERMS
from sco_ld.rdf.publication_folder import CONTEXT
from sco_ld.releases.source_files import source_files

SOURCE = "source"
_OTHER_TYPES = {".csv": "text/csv", ".json": "application/json", ".rq": "application/sparql-query"}


def dumps(publication: Publication, name: str) -> Iterator[tuple[str, bytes]]:
    """Return the names and contents of the dumps: `NAME.*` has data and ontology, the others say what they have."""
    for format_ in FORMATS:
        content = writer.to_bytes(publication.quads, format_.name, publication.syntax)
        yield f"{name}{format_.extensions[0]}", content
        yield f"{name}{format_.extensions[0]}.gz", compressed(content)
    for part, quads in (("ontology", publication.ontology), ("shapes", publication.shapes)):
        syntax = Syntax(quads.prefixes.and_also(publication.prefixes), publication.context if part == "ontology" else None)
        for format_ in FORMATS if quads else ():
            if not format_.named_graphs or format_.name == "json-ld":
                yield f"{part}{format_.extensions[0]}", writer.to_bytes(quads, format_.name, syntax)
    tables = class_tables(publication.data, publication.names, publication.context, "en")
    titles, licences = (dataset_values(publication.data, f"{DCTERMS}{term}") for term in ("title", "license"))
    for file, content in csvw.files(tables, titles, licences).items() if tables else ():
        yield f"tables/{file}", content
    for path, content in source_files(publication.root).items():
        if path == CONTEXT.as_posix():
            yield "context.jsonld", content
        yield f"{SOURCE}/{path}", content


def compressed(content: bytes) -> bytes:
    """Return the gzip of some bytes, the same every time."""
    return gzip.compress(content, 9, mtime=0)


def downloads(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files that are forms of the data, without the sources that they are made of."""
    return {name: content for name, content in files.items() if not name.startswith(f"{SOURCE}/")}


def media_type_of(name: str) -> str:
    """Return the media type of a file, without its compression; empty if it is not known."""
    format_ = formats.of_path(Path(name))
    return format_.media_type if format_ else _OTHER_TYPES.get(Path(name).suffix, "")
