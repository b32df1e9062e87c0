"""The RDF formats: name, file extensions, media type. Everything else about formats is looked up here."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sco_ld.errors import ScoError

if TYPE_CHECKING:
    import pyoxigraph


class Format(NamedTuple):
    """A concrete syntax of RDF: whether it has named graphs, whether a quad is a line, whether it is read as a whole."""

    name: str
    extensions: tuple[str, ...]
    media_type: str
    named_graphs: bool = False
    lines: bool = False
    whole: bool = False

    @property
    def engine(self) -> "pyoxigraph.RdfFormat":
        """The format as pyoxigraph names it."""
        import pyoxigraph

        found = pyoxigraph.RdfFormat.from_media_type(self.media_type)
        assert found is not None  # noqa: S101
        return found


FORMATS = (
    Format("turtle", (".ttl",), "text/turtle"),
    Format("trig", (".trig",), "application/trig", named_graphs=True),
    Format("ntriples", (".nt",), "application/n-triples", lines=True),
    Format("nquads", (".nq",), "application/n-quads", named_graphs=True, lines=True),
    Format("json-ld", (".jsonld",), "application/ld+json", named_graphs=True, whole=True),
    Format("rdfxml", (".rdf", ".owl"), "application/rdf+xml", whole=True),
)
NAMES = tuple(format_.name for format_ in FORMATS)
EXTENSIONS = ", ".join(extension for format_ in FORMATS for extension in format_.extensions)
_BY_NAME = {format_.name: format_ for format_ in FORMATS}
_BY_EXTENSION = {extension: format_ for format_ in FORMATS for extension in format_.extensions}


def named(name: str) -> Format:
    """Return the format of that name, or raise ScoError with the known names."""
    if name not in _BY_NAME:
        raise ScoError(f'There is no format "{name}"; known are {", ".join(NAMES)}.')
    return _BY_NAME[name]


def of_media_type(media_type: str) -> Format | None:
    """Return the format of a media type; None if it is none of the known."""
    return next((format_ for format_ in FORMATS if format_.media_type == media_type), None)


def of_path(path: Path) -> Format | None:
    """Return the format that the extension of a file names, with or without `.gz` behind it; None if it names none.

    >>> of_path(Path("members.ttl.gz")).name
    'turtle'
    """
    name = path.name.removesuffix(".gz")
    return _BY_EXTENSION.get(Path(name).suffix.lower())
