"""The quads of an RDF file."""

import io
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from sco_ld.errors import ParseError
from sco_ld.rdf import brackets, formats
from sco_ld.rdf.bases import ALONE, Base
from sco_ld.rdf.contexts import NO_CONTEXTS, Contexts, with_local_contexts
from sco_ld.rdf.json_limits import check_jsonld
from sco_ld.rdf.parse_errors import syntax_error, too_long
from sco_ld.rdf.sources import opened
from sco_ld.rdf.turtle_limits import NestingGuard
from sco_ld.rdf.xml_limits import check_rdfxml

_SEARCHED = 2**24  # bytes in which an open bracket is looked for
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")  # of UTF-16 and UTF-32
_UTF8_MARK = b"\xef\xbb\xbf"
_JSON_START = re.compile(rb'\{\s*["}]|\[\s*(?:\{|\]\s*\Z)')
_TURTLE_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:@prefix|@base|PREFIX|BASE)\s", re.IGNORECASE)
_XML_START = re.compile(rb"<[?!]|<[\w:.-]+\s")


def read(  # noqa: PLR0913  how a file is read, and what is noted of it
    path: Path,
    format_: formats.Format | None = None,
    *,
    prefixes: dict[str, str] | None = None,
    base: Base = ALONE,
    contents: dict[Path, bytes] | None = None,
    contexts: Contexts = NO_CONTEXTS,
) -> Iterator[ox.Quad]:
    """Return the quads of one file, lexical forms kept, streaming where the format allows.

    The format of standard input (`-`) and of pipes is recognized by how they begin. The file's prefixes are
    added to `prefixes`, and its bytes to `contents`, so that it need not be opened again; bytes that are there already are
    read in its place. The files of `contexts` are read for remote contexts of JSON-LD. Raise ScoError with file, line and
    column if the file cannot be read or parsed.
    """
    reopen = partial(_opened, path, contents)
    with reopen() as stream:
        start = stream.peek(1000)
        if start.startswith(WIDE_MARKS):
            raise ParseError(str(path), "is UTF-16 or UTF-32. Save it as UTF-8.", 1, 1)
        if start.startswith(_UTF8_MARK):
            stream.read(len(_UTF8_MARK))
        found = format_ or formats.of_path(path) or recognized(start)
        parser = _Parser(path, found, base.of(path), reopen, contexts)
        yield from parser.quads(stream, {} if prefixes is None else prefixes)


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file, decompressed if its name ends in `.gz`."""
    with opened(path) as stream:
        return stream.read()


@contextmanager
def _opened(path: Path, contents: dict[Path, bytes] | None) -> Iterator[io.BufferedReader]:
    """Return a stream of the bytes of a file, which are those in `contents` or are added to them."""
    if contents is None:
        with opened(path) as stream:
            yield stream
        return
    if path not in contents:
        contents[path] = read_bytes(path)
    yield io.BufferedReader(io.BytesIO(contents[path]))


def recognized(start: bytes) -> formats.Format:
    """Return the format of a text that begins like that: JSON-LD, RDF/XML, or else TriG, of which Turtle is a part."""
    start = start.removeprefix(_UTF8_MARK).lstrip()
    is_json, is_xml = _JSON_START.match(start), _XML_START.match(start)
    return formats.named("json-ld" if is_json else "rdfxml" if is_xml else "trig")


@dataclass(frozen=True)
class _Parser:
    """The parser of one file."""

    path: Path
    format: formats.Format
    base: str
    reopen: Callable[[], AbstractContextManager[io.BufferedReader]]
    contexts: Contexts

    def quads(self, stream: io.BufferedReader, prefixes: dict[str, str]) -> Iterator[ox.Quad]:
        content = self._checked(stream)
        try:
            parser = ox.parse(content, self.format.engine, base_iri=self.base)
            first = next(parser, None)
            _note(parser.prefixes, prefixes)  # those at the top of the file are known with the first quad
            if first is not None:
                yield first
                yield from parser
                _note(parser.prefixes, prefixes)
        except SyntaxError as error:
            raise syntax_error(self._with_place(error, content), self.path, hint=self._hint(error)) from error
        except MemoryError as error:
            raise too_long(self.path) from error

    def _with_place(self, error: SyntaxError, content: IO[bytes] | bytes) -> SyntaxError:
        """Return the error with line and column in the file.

        The engine does not give them for all errors of JSON-LD and RDF/XML, and counts local contexts in.
        """
        if not isinstance(content, bytes):
            return error
        with self.reopen() as stream:
            written = stream.read().removeprefix(_UTF8_MARK)
        if error.lineno and written == content:
            return error
        from sco_ld.rdf.error_positions import position

        error.lineno, error.offset = position(written, self.format.name, self.base, str(error.msg), self.contexts)
        return error

    def _hint(self, error: SyntaxError) -> str:
        """Return of which format the file seems to be, or where the bracket was opened that is not closed at the error."""
        with self.reopen() as stream:
            content = stream.read(_SEARCHED)
        seeming = "turtle" if _TURTLE_START.match(content) else recognized(content).name
        if seeming not in (self.format.name, "trig") and (seeming != "turtle" or self.format.name != "trig"):
            return f" It begins like {seeming}, and its name says {self.format.name}."
        if self.format.lines or self.format.name == "rdfxml":
            return ""
        return brackets.hint_at(content.decode("utf-8-sig", errors="replace"), error.lineno, error.offset)

    def _checked(self, stream: io.BufferedReader) -> IO[bytes] | bytes:
        """Return what the engine may read without harm."""
        if not self.format.whole:
            return NestingGuard(stream, self.reopen, str(self.path))  # type: ignore[return-value]
        content = stream.read()
        if self.format.name != "json-ld":
            check_rdfxml(content, str(self.path))
            return content
        check_jsonld(content, str(self.path))
        return with_local_contexts(content, str(self.path), self.contexts)


def _note(declared: Mapping[str, str], prefixes: dict[str, str]) -> None:
    for name, namespace in declared.items():
        prefixes.setdefault(name, namespace)
