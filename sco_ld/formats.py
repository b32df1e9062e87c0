"""The formats we speak: name, file extensions, media type."""

from dataclasses import dataclass
from pathlib import Path

from sco_ld.errors import ScoError


@dataclass(frozen=True)
class Format:
    """A concrete syntax of RDF."""

    name: str
    extensions: tuple[str, ...]
    media_type: str
    named_graphs: bool = False
    lines: bool = False


FORMATS = (
    Format("turtle", (".ttl",), "text/turtle"),
    Format("trig", (".trig",), "application/trig", named_graphs=True),
    Format("ntriples", (".nt",), "application/n-triples", lines=True),
    Format("nquads", (".nq",), "application/n-quads", named_graphs=True, lines=True),
    Format("json-ld", (".jsonld",), "application/ld+json", named_graphs=True),
    Format("rdfxml", (".rdf", ".owl"), "application/rdf+xml"),
)
NAMES = tuple(format_.name for format_ in FORMATS)
_BY_NAME = {format_.name: format_ for format_ in FORMATS}
_BY_EXTENSION = {extension: format_ for format_ in FORMATS for extension in format_.extensions}


def named(name: str) -> Format:
    """Give the format of that name."""
    if name not in _BY_NAME:
        raise ScoError(f'There is no format "{name}"; known are {", ".join(NAMES)}.')
    return _BY_NAME[name]


def of_path(path: Path) -> Format | None:
    """Give the format that a file name says, with or without `.gz` behind it; None where it says none.

    >>> of_path(Path("members.ttl.gz")).name
    'turtle'
    """
    name = path.name.removesuffix(".gz")
    return _BY_EXTENSION.get(Path(name).suffix.lower())
