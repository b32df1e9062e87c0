"""Files to quads; the only module that opens RDF."""

import gzip
import io
import itertools
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox

from sco_ld import formats, guard
from sco_ld.errors import ScoError

OX_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "json-ld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
_BLANK = (ox.BlankNode, ox.Triple)
_WHOLE = ("json-ld", "rdfxml")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_UTF8_MARK = b"\xef\xbb\xbf"


def rdf_files(paths: Iterable[Path]) -> list[Path]:
    """Give the RDF files among the paths, with those in folders and below, in order of name; `-` is standard input.

    A path that is missing, a file whose format is unknown, and a folder without RDF raise ScoError.
    """
    found = []
    for path in paths:
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*") if file.is_file() and formats.of_path(file))
            if not inside:
                raise ScoError(f"{path}: the folder has no RDF file; known are {_extensions()}.")
            found += inside
        elif path != Path("-") and not path.exists():
            raise ScoError(f"{path}: no such file or folder.")
        elif path != Path("-") and not formats.of_path(path):
            raise ScoError(f'{path}: unknown format "{path.suffix}"; known are {_extensions()}.')
        else:
            found.append(path)
    return found


def read(path: Path, format_: formats.Format | None = None) -> Iterator[ox.Quad]:
    """Give the quads of one file, lexical forms kept, streaming where the format allows.

    Standard input (`-`) is read as Turtle or TriG, or as JSON-LD or RDF/XML if it begins like that. Relative IRIs are
    resolved against the file's name alone, so that no folder of this machine enters the data. Raises ScoError with file,
    line and column.
    """
    format_ = format_ or formats.of_path(path) or _sniffed(path)
    try:
        with _opened(path) as stream:
            yield from _quads(stream, path, format_)
    except OSError as error:
        raise ScoError(f"{path}: {error.strerror or error}.") from error
    except (EOFError, zlib.error) as error:
        raise ScoError(f"{path}: not a whole gzip file.") from error


def read_all(paths: Iterable[Path], mark: str = "b") -> list[ox.Quad]:
    """Give the quads of all files as a list; see `stream`."""
    return list(stream(paths, mark))


def stream(paths: Iterable[Path], mark: str = "b") -> Iterator[ox.Quad]:
    """Give the quads of all files, in order; blank nodes are told apart by file and named in order of appearance.

    The names begin with the mark: what is read apart and put together needs a mark of its own.
    """
    count = itertools.count()
    for path in paths:
        names: dict[str, ox.BlankNode] = defaultdict(lambda: ox.BlankNode(f"{mark}{next(count)}"))
        for quad in read(path):
            if isinstance(quad.subject, _BLANK) or isinstance(quad.object, _BLANK) or isinstance(quad.graph_name, _BLANK):
                yield _renamed(quad, names)
            else:
                yield quad


def _renamed(part: Any, names: Mapping[str, ox.BlankNode]) -> Any:
    if isinstance(part, ox.BlankNode):
        return names[part.value]
    return type(part)(*(_renamed(one, names) for one in part)) if isinstance(part, ox.Quad | ox.Triple) else part


def load(path: Path, store: ox.Store) -> None:
    """Load one file into a store, as fast as the engine can; raises as `read` does."""
    format_ = formats.of_path(path)
    if format_ and format_.name not in _WHOLE and path.suffix != ".gz":
        try:
            store.bulk_load(path=path, format=OX_FORMATS[format_.name], base_iri=base(path))
        except (OSError, SyntaxError, MemoryError):  # what is wrong, or merely unusual, is for `read` to say
            pass
        else:
            return
    store.bulk_extend(read(path))


def text(path: Path) -> str:
    """Give the text of a file, without a byte order mark."""
    with _opened(path) as stream:
        return stream.read().decode("utf-8-sig", errors="replace")


def base(path: Path) -> str:
    """Give the IRI against which the relative IRIs of a file are resolved: its name alone."""
    return f"file:///{quote(path.name)}"


def _extensions() -> str:
    return ", ".join(extension for format_ in formats.FORMATS for extension in format_.extensions)


def _opened(path: Path) -> io.BufferedReader:
    if path == Path("-"):
        return io.BufferedReader(io.BytesIO(_standard_input()))
    if path.suffix == ".gz":
        return io.BufferedReader(gzip.open(path))
    return path.open("rb")


def _sniffed(path: Path) -> formats.Format:
    with _opened(path) as stream:
        start = stream.read(1000).lstrip(b"\xef\xbb\xbf \t\r\n")
    return formats.named("json-ld" if start[:1] == b"{" else "rdfxml" if start[:5] in (b"<?xml", b"<rdf:") else "trig")


@lru_cache(maxsize=1)
def _standard_input() -> bytes:
    return sys.stdin.buffer.read()


def _quads(stream: io.BufferedReader, path: Path, format_: formats.Format) -> Iterator[ox.Quad]:
    start = stream.peek(3)[:3]
    if start[:2] in _UTF16:
        raise ScoError(f"{path}: is UTF-16. Save it as UTF-8.")
    if start == _UTF8_MARK:
        stream.read(3)
    content: io.BufferedReader | bytes = stream
    if format_.name in _WHOLE:
        content = stream.read()
        check = guard.check_jsonld if format_.name == "json-ld" else guard.check_rdfxml
        check(content, str(path))
    try:
        yield from ox.parse(content, OX_FORMATS[format_.name], base_iri=base(path))
    except SyntaxError as error:
        raise ScoError(_sentence(error, path)) from error
    except MemoryError as error:
        raise ScoError(f"{path}: a term of more than 16 MB, which is refused.") from error


def _sentence(error: SyntaxError, path: Path) -> str:
    """Say where the parser stopped and what it expected: `members.ttl, line 12, column 5: …`."""
    words = str(error.msg)
    if words.startswith("Parser error"):
        words = words.partition(": ")[2]
    if "utf-8" in words.lower():
        words = "a byte that is not UTF-8. Save the file as UTF-8"
    place = f", line {error.lineno}" if error.lineno else ""
    place += f", column {error.offset}" if error.offset else ""
    return f"{path}{place}: {words}."
