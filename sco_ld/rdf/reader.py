"""RDF files to quads: the only module that opens RDF files."""

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

from sco_ld.errors import ScoError
from sco_ld.rdf import formats, limits
from sco_ld.rdf.namespaces import Prefixes

STDIN = Path("-")
_BLANK = (ox.BlankNode, ox.Triple)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_UTF8_MARK = b"\xef\xbb\xbf"


class QuadStream:
    """The quads of files, in order, lexical forms kept; iterate it once.

    Blank nodes are told apart by file and named in order of appearance, with names that begin with `mark`: quads that are
    read by two streams and then merged need two marks. Raise ScoError as `read` does.
    """

    def __init__(self, paths: Iterable[Path], mark: str = "b") -> None:
        self.paths, self.mark = tuple(paths), mark
        self._prefixes: dict[str, str] = {}

    def __iter__(self) -> Iterator[ox.Quad]:
        count = itertools.count()
        for path in self.paths:
            names: dict[str, ox.BlankNode] = defaultdict(lambda: ox.BlankNode(f"{self.mark}{next(count)}"))
            for quad in read(path, prefixes=self._prefixes):
                if isinstance(quad.subject, _BLANK) or isinstance(quad.object, _BLANK) or isinstance(quad.graph_name, _BLANK):
                    yield _renamed(quad, names)
                else:
                    yield quad

    @property
    def prefixes(self) -> Prefixes:
        """The prefixes that the files have declared so far; the first declaration of a prefix counts."""
        return Prefixes(self._prefixes)


class Quads(list[ox.Quad]):
    """A list of quads with the prefixes of the files that they come from."""

    def __init__(self, quads: Iterable[ox.Quad] = (), prefixes: Prefixes | None = None) -> None:
        super().__init__(quads)
        known = quads.prefixes if isinstance(quads, QuadStream | Quads) else Prefixes()
        self.prefixes: Prefixes = known if prefixes is None else prefixes


def rdf_files(paths: Iterable[Path]) -> list[Path]:
    """Return the RDF files among the paths, with those in folders and below, in order of name; `-` is standard input.

    Raise ScoError if a path is missing, if the format of a file is unknown, and if a folder has no RDF file.
    """
    found = []
    for path in paths:
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*") if file.is_file() and formats.of_path(file))
            if not inside:
                raise ScoError(f"{path}: the folder has no RDF file; known are {formats.EXTENSIONS}.")
            found += inside
        elif path != STDIN and not path.exists():
            raise ScoError(f"{path}: no such file or folder.")
        elif path != STDIN and not formats.of_path(path):
            raise ScoError(f'{path}: unknown format "{path.suffix}"; known are {formats.EXTENSIONS}.')
        else:
            found.append(path)
    return found


def read(
    path: Path, format_: formats.Format | None = None, *, prefixes: dict[str, str] | None = None
) -> Iterator[ox.Quad]:
    """Return the quads of one file, lexical forms kept, streaming where the format allows.

    Standard input (`-`) is read as Turtle or TriG, or as JSON-LD or RDF/XML if it begins like that. Relative IRIs are
    resolved against the file's name alone, so that no folder of this machine enters the data. The file's prefixes are added
    to `prefixes`. Raise ScoError with file, line and column if the file cannot be read or parsed.
    """
    format_ = format_ or formats.of_path(path) or _sniffed(path)
    try:
        with _opened(path) as stream:
            yield from _parsed(stream, path, format_, {} if prefixes is None else prefixes)
    except OSError as error:
        raise ScoError(f"{path}: {error.strerror or error}.") from error
    except (EOFError, zlib.error) as error:
        raise ScoError(f"{path}: not a whole gzip file.") from error


def read_all(paths: Iterable[Path], mark: str = "b") -> Quads:
    """Return the quads of all files, as `QuadStream` yields them."""
    return Quads(QuadStream(paths, mark))


def text(path: Path) -> str:
    """Return the text of a file, without a byte order mark."""
    with _opened(path) as stream:
        return stream.read().decode("utf-8-sig", errors="replace")


def base(path: Path) -> str:
    """Return the IRI against which the relative IRIs of a file are resolved: its name alone."""
    return f"file:///{quote(path.name)}"


def _renamed(part: Any, names: Mapping[str, ox.BlankNode]) -> Any:
    if isinstance(part, ox.BlankNode):
        return names[part.value]
    return type(part)(*(_renamed(one, names) for one in part)) if isinstance(part, ox.Quad | ox.Triple) else part


def _opened(path: Path) -> io.BufferedReader:
    if path == STDIN:
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


def _parsed(
    stream: io.BufferedReader, path: Path, format_: formats.Format, prefixes: dict[str, str]
) -> Iterator[ox.Quad]:
    start = stream.peek(3)[:3]
    if start[:2] in _UTF16:
        raise ScoError(f"{path}: is UTF-16. Save it as UTF-8.")
    if start == _UTF8_MARK:
        stream.read(3)
    content: io.BufferedReader | bytes = stream
    if format_.whole:
        content = stream.read()
        check = limits.check_jsonld if format_.name == "json-ld" else limits.check_rdfxml
        check(content, str(path))
    try:
        parser = ox.parse(content, format_.engine, base_iri=base(path))
        first = next(parser, None)
        _note(parser.prefixes, prefixes)  # those at the top of the file are known with the first quad
        if first is not None:
            yield first
            yield from parser
            _note(parser.prefixes, prefixes)
    except SyntaxError as error:
        raise ScoError(_sentence(error, path)) from error
    except MemoryError as error:
        raise ScoError(f"{path}: a term of more than 16 MB, which is refused.") from error


def _note(declared: Mapping[str, str], prefixes: dict[str, str]) -> None:
    for name, namespace in declared.items():
        prefixes.setdefault(name, namespace)


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
