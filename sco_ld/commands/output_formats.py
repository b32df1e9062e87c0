"""The format of an output, by the extension of its file where none is asked for."""

from collections.abc import Mapping
from pathlib import Path

from sco_ld.errors import ScoError
from sco_ld.rdf import formats as rdf_formats

RDF = {extension: format_.name for format_ in rdf_formats.FORMATS for extension in format_.extensions}
ROWS = {
    ".csv": "csv", ".tsv": "tsv", ".json": "json", ".srj": "json", ".xml": "xml", ".srx": "xml", ".md": "markdown",
    ".txt": "table",
}  # fmt: skip
PAGES = {".txt": "text", ".md": "markdown"}
PICTURES = {".svg": "svg"}
REPORTS = {".txt": "text", ".json": "json", ".sarif": "sarif", ".xml": "junit", ".ttl": "turtle"}


def by_extension(output: Path | None, known: Mapping[str, str], default: str | None) -> str | None:
    """Return the format that the extension of an output names; the default for an output without one.

    Raise ScoError, with the known extensions, for another extension.
    """
    suffix = Path(output.name.removesuffix(".gz")).suffix.lower() if output else ""
    if not suffix:
        return default
    if suffix not in known:
        listed = ", ".join(f"{extension} ({name})" for extension, name in known.items())
        raise ScoError(
            f"{output}: nothing is written as {suffix}. By extension it is one of {listed}; -f asks for a format."
        )
    return known[suffix]
