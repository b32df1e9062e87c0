"""The formats of answers: those of rows, and of a yes or no. Those of triples are the RDF formats."""

from typing import TYPE_CHECKING

from sco_ld.errors import ScoError

if TYPE_CHECKING:
    import pyoxigraph

MEDIA_TYPES = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
}
ROWS = ("table", "markdown", *MEDIA_TYPES)
BOOLEAN = ("table", "markdown", "csv", "json", "xml")
_OTHER_MEDIA_TYPES = {"application/json": "json", "application/xml": "xml", "text/xml": "xml"}  # that servers send


def of_media_type(media_type: str) -> str | None:
    """Return the name of the format of rows that a server's media type means; None if it means none.

    >>> of_media_type("text/xml")
    'xml'
    """
    names = {**{one: name for name, one in MEDIA_TYPES.items()}, **_OTHER_MEDIA_TYPES}
    return names.get(media_type)


def engine_format(name: str) -> "pyoxigraph.QueryResultsFormat":
    """Return a format of rows as pyoxigraph names it."""
    import pyoxigraph

    found = pyoxigraph.QueryResultsFormat.from_media_type(MEDIA_TYPES[name])
    assert found is not None  # noqa: S101
    return found


def fitting(name: str | None, default: str, formats: tuple[str, ...], what: str) -> str:
    """Return the name of a format or the default, or raise ScoError if the format cannot hold what the query gives."""
    if name is not None and name not in formats:
        raise ScoError(f"The query gives {what}; {name} cannot hold that. Formats that can: {', '.join(formats)}.")
    return name or default
