"""The file, line and column of a statement, worked out only when there is something to report."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf import formats, reader
from sco_ld.rdf.bases import ALONE, Base
from sco_ld.rdf.blank_nodes import blank_nodes
from sco_ld.rdf.contexts import NO_CONTEXTS, Contexts, with_local_contexts
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


class Locator:
    """Finds where the triples of some files stand. A file is parsed only if its text contains what is sought.

    Blank nodes are found by the quads that were read from the files, since their names are not those in the files. The base
    is the one that the files were read with, and so are the contexts; files whose contents are given are not opened again.
    """

    def __init__(
        self,
        files: Sequence[Path],
        quads: Iterable[ox.Quad] = (),
        base: Base = ALONE,
        contents: Mapping[Path, bytes] | None = None,
        contexts: Contexts = NO_CONTEXTS,
    ) -> None:
        self.files = files
        self.quads = quads
        self.base = base
        self.contents = contents or {}
        self.contexts = contexts
        self.sources: dict[Path, _Source] = {}

    def find(
        self, subject: Term, predicate: Term | None = None, value: Term | None = None, *, last: bool = False
    ) -> Place | None:
        """Return the place of a triple, else of the subject's triple with that predicate, else of the subject's block.

        If the subject has several triples with that predicate, it is the first one, or the last one if `last` is true.

        A blank node as value is at its own place. If no file describes the subject, return the place at which one mentions
        it, and None if none does. A blank node that could not be found is at the place of the triple of which it is the
        object.
        """
        seen = set()
        while isinstance(subject, ox.BlankNode) and subject in self._parents and not self._found(subject):
            if subject in seen:
                break
            seen.add(subject)
            (subject, predicate), value = self._parents[subject], None
        return self._place_of_value(value) or self._place(subject, predicate, value, last=last)

    def _place_of_value(self, value: Term | None) -> Place | None:
        """Return the place of a blank node: that at which it is an object, or else a subject."""
        found = self._found(value) if isinstance(value, ox.BlankNode) else None
        if found is None:
            return None
        source, node = found
        offset = source.index.blank_value_offset(node)
        return None if offset is None else source.place(offset)

    def _place(self, subject: Term, predicate: Term | None, value: Term | None, *, last: bool) -> Place | None:
        if isinstance(subject, ox.BlankNode):
            found = self._found(subject)
            return _best_place([found[0]], found[1], predicate, value, last=last) if found else None
        sources = [self._source(file) for file in self.files]
        if not any(one.describes(subject) for one in sources) and not any(one.mentions(subject) for one in sources):
            for one in sources:  # the IRI may be written relative, with escapes or with a prefix that ends within a name
                one.indexed = True
        return _best_place(sources, subject, predicate, value, last=last)

    def at(self, file: Path, line: int, column: int) -> Place:
        """Return the place at that line and column of a file, with the text of the line."""
        return self._source(file).at(line, column)

    def find_text(self, file: Path, words: str) -> Place | None:
        """Return the place at which words first stand in a file; None if they do not."""
        source = self._source(file)
        offset = source.text.find(words)
        return source.place(offset) if offset >= 0 else None

    @cached_property
    def _parents(self) -> dict[ox.BlankNode, tuple[Term, Term]]:
        """The subject and predicate of the first triple of which a blank node is the object."""
        parents: dict[ox.BlankNode, tuple[Term, Term]] = {}
        for quad in self.quads:
            if isinstance(quad.object, ox.BlankNode):
                parents.setdefault(quad.object, (quad.subject, quad.predicate))  # type: ignore[arg-type]
        return parents

    @cached_property
    def _blank_nodes(self) -> dict[ox.BlankNode, tuple["_Source", ox.BlankNode]]:
        """The source of each blank node of the quads, and the name that the parser gives it there.

        The quads name blank nodes in the order in which a parser meets them, and it meets them again in the same order.
        """
        left = map(ox.BlankNode, dict.fromkeys(chain.from_iterable(map(blank_nodes, self.quads))))
        names = ((source, name) for source in map(self._source, self.files) for name in source.blank_nodes)
        return dict(zip(left, names, strict=False))

    def _found(self, node: ox.BlankNode) -> tuple["_Source", ox.BlankNode] | None:
        """Return the source of a blank node and its name in the index of that source; None if it was not found."""
        source, name = self._blank_nodes.get(node, (None, node))
        known = source.matched.get(name) if source else None
        return (source, known) if source and known else None

    def _source(self, file: Path) -> "_Source":
        if file not in self.sources:
            self.sources[file] = _Source(file, self.base.of(file), self.contents.get(file), self.contexts)
        return self.sources[file]


class _Source:
    """A file with its text and index, each read when first asked for."""

    def __init__(self, file: Path, base: str, content: bytes | None, contexts: Contexts) -> None:
        self.file = file
        self.base = base
        self.content = content
        self.contexts = contexts
        self.indexed = False

    @cached_property
    def text(self) -> str:
        try:
            content = reader.read_bytes(self.file) if self.content is None else self.content
        except ScoError:  # the file was removed since it was read
            return ""
        return content.decode("utf-8-sig", errors="replace")

    @cached_property
    def index(self) -> FileIndex:
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
        here, whole = Path.cwd(), self.file.resolve()
        return str(whole.relative_to(here)) if whole.is_relative_to(here) else str(self.file)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]


def _best_place(
    sources: Sequence[_Source], subject: Term, predicate: Term | None, value: Term | None, *, last: bool
) -> Place | None:
    forward = [(source, one) for source in sources if source.describes(subject) for one in source.index.triples_of(subject)]
    backward = [
        (source, one) for source in sources if value and source.describes(value) for one in source.index.triples_of(value)
    ]
    wanted = _comparable(value)
    same = [(source, one) for source, one in forward if _comparable(one.object) == wanted]
    offsets = chain(
        ((source, one.at[2]) for source, one in same if one.predicate == predicate),
        ((source, one.at[2]) for source, one in same),
        ((source, one.at[2]) for source, one in backward if (one.predicate, one.object) == (predicate, subject)),
        ((source, one.at[1]) for source, one in forward[:: -1 if last else 1] if one.predicate == predicate),
        ((source, one.at[0]) for source, one in forward),
        ((source, at) for source in sources if source.describes(subject) for at in source.index.block_offsets(subject)),
        _mentions(sources, subject),
    )
    return next((source.place(offset) for source, offset in offsets), None)


def _comparable(term: Term | None) -> object:
    """Return what is equal for equal terms: languages are compared without regard to case."""
    return (term.value, term.language.lower()) if isinstance(term, ox.Literal) and term.language else term


def _mentions(sources: Sequence[_Source], term: Term) -> Iterator[tuple[_Source, int]]:
    """Return the sources and offsets at which a term is an object, then those at which it is a predicate."""
    near = [source for source in sources if source.mentions(term)]
    for position, part in ((2, "object"), (1, "predicate")):
        for source in near or sources:
            yield from ((source, one.at[position]) for one in source.index.triples if getattr(one, part) == term)
    yield from ((source, -1) for source in near)
