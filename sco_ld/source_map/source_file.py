"""A file whose statements are located: its text, its index, and the line and column of an offset."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf import formats, reader
from sco_ld.rdf.blank_nodes import blank_nodes
from sco_ld.rdf.contexts import Contexts, with_local_contexts
from sco_ld.source_map.blank_nodes import matched
from sco_ld.source_map.file_index import FileIndex, index_of
from sco_ld.source_map.turtle_positions import Term

_LONGEST = 5000  # characters of a line that is shown


@dataclass(frozen=True, order=True)
class Place:
    """A position in a file, with the text of its line; line and column count from 1, 0 where only the file is known.

    The text of a line of thousands of characters is left out.
    """

    file: str
    line: int = 0
    column: int = 0
    text: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class SourceFile:
    """A file with its text and index, each read when first asked for."""

    def __init__(self, file: Path, base: str, content: bytes | None, contexts: Contexts) -> None:
        self.file = file
        self.base = base
        self.content = content
        self.contexts = contexts
        self.indexed = False

    @cached_property
    def text(self) -> str:
        """The text, without a byte order mark."""
        try:
            content = reader.read_bytes(self.file) if self.content is None else self.content
        except ScoError:  # the file was removed since it was read
            return ""
        return content.decode("utf-8-sig", errors="replace")

    @cached_property
    def index(self) -> FileIndex:
        """The index of the statements."""
        self.indexed = True
        return index_of(self.file, self.text, self.base, self.contexts)

    @cached_property
    def blank_nodes(self) -> list[ox.BlankNode]:
        """The blank nodes of the text, in order."""
        return list(map(ox.BlankNode, dict.fromkeys(chain.from_iterable(map(blank_nodes, self.quads)))))

    @cached_property
    def matched(self) -> dict[ox.BlankNode, ox.BlankNode]:
        """The name in the index of each blank node that could be found there."""
        return matched(self.quads, self.index.triples)

    @cached_property
    def quads(self) -> list[ox.Quad]:
        """The quads of the text, with blank nodes as the parser names them."""
        format_ = formats.of_path(self.file) or reader.recognized(self.text.encode())
        text = self.text.encode()
        try:
            if format_.name == "json-ld":
                text = with_local_contexts(text, str(self.file), self.contexts)
            return list(ox.parse(text, format_.engine, base_iri=self.base))
        except (SyntaxError, ValueError, ScoError):  # the file has changed since it was read
            return []

    def describes(self, term: Term) -> bool:
        """Return whether the file has a block of the term; it is indexed only if it mentions the term."""
        return (self.indexed or self.mentions(term)) and bool(self.index.block_offsets(term))

    def mentions(self, term: Term) -> bool:
        """Return whether the text contains the last part of an IRI, or a literal."""
        return (re.split(r"[/#:]", term.value)[-1] or term.value) in self.text

    def place(self, offset: int) -> Place:
        """Return the place of an offset, with the file relative to the working directory if it is below it."""
        if offset < 0:
            return Place(self.name)
        number = bisect_right(self._line_starts, offset)
        start, end = self._line_starts[number - 1], self.text.find("\n", offset)
        end = end if end >= 0 else len(self.text)
        line = self.text[start:end].rstrip("\r") if end - start <= _LONGEST else ""
        return Place(self.name, number, offset - start + 1, line)

    def at(self, line: int, column: int) -> Place:
        """Return the place at a line and column; without a line, the file."""
        if not line:
            return Place(self.name)
        number = min(line, len(self._line_starts))
        return replace(self.place(self._line_starts[number - 1]), line=line, column=max(column, 1))

    @cached_property
    def name(self) -> str:
        """The path, relative to the working directory if it is below it."""
        here, whole = Path.cwd(), self.file.resolve()
        return str(whole.relative_to(here)) if whole.is_relative_to(here) else str(self.file)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]
