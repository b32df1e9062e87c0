"""The formats of answers: those of rows, and of a yes or no. Those of triples are the RDF formats."""

from sco_ld.errors import ScoError

MEDIA_TYPES = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
}
ROWS = ("table", "markdown", *MEDIA_TYPES)
BOOLEAN = ("table", "markdown", "csv", "json", "xml")


def fitting(name: str | None, default: str, formats: tuple[str, ...], what: str) -> str:
    """Return the name of a format or the default, or raise ScoError if the format cannot hold what the query gives."""
    if name is not None and name not in formats:
        raise ScoError(f"The query gives {what}; {name} cannot hold that. Formats that can: {', '.join(formats)}.")
    return name or default
