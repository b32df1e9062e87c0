"""Where a statement stands: file, line and column, worked out only when there is something to report."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from sco_ld.rdf import reader
from sco_ld.source_map import file_index
from sco_ld.source_map.file_index import NOWHERE, Said, unheld
from sco_ld.source_map.turtle_positions import Term


@dataclass(frozen=True, order=True)
class Place:
    """A position in a file, with the text of its line; line and column count from 1, 0 where only the file is known."""

    file: str
    line: int = 0
    column: int = 0
    text: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class Places:
    """Where the triples of some files stand. A file is looked into only when it mentions what is sought.

    Blank nodes have no name that a file could mention: they are found by the quads that were read from the files.
    """

    def __init__(self, files: Sequence[Path], quads: Iterable[ox.Quad] = ()) -> None:
        self.files = files
        self.quads = quads
        self.sources: dict[Path, _Source] = {}

    def find(self, subject: Term, predicate: Term | None = None, value: Term | None = None) -> Place | None:
        """Return the place of a triple, else of the subject's triple with that predicate, else of the subject's block.

        Where nothing says the subject, the place at which it is mentioned; None where no file mentions it. A blank node
        stands where the named node that holds it says so.
        """
        seen = set()
        while isinstance(subject, ox.BlankNode) and subject in self._holders and subject not in seen:
            seen.add(subject)
            (subject, predicate), value = self._holders[subject], None
        if isinstance(subject, ox.BlankNode):
            source, subject = self._unheld.get(subject, (None, subject))
            return _best([source], subject, predicate, value) if source else None
        sources = [self._source(file) for file in self.files]
        if not any(one.says(subject) for one in sources) and not any(one.mentions(subject) for one in sources):
            for one in sources:  # it is written otherwise than it is named
                one.opened = True
        return _best(sources, subject, predicate, value)

    def find_text(self, file: Path, words: str) -> Place | None:
        """Return the place at which words first stand in a file; None if they do not."""
        source = self._source(file)
        offset = source.text.find(words)
        return source.place(offset) if offset >= 0 else None

    @cached_property
    def _holders(self) -> dict[ox.BlankNode, tuple[Term, Term]]:
        holders: dict[ox.BlankNode, tuple[Term, Term]] = {}
        for quad in self.quads:
            if isinstance(quad.object, ox.BlankNode):
                holders.setdefault(quad.object, (quad.subject, quad.predicate))  # type: ignore[arg-type]
        return holders

    @cached_property
    def _unheld(self) -> dict[ox.BlankNode, tuple["_Source", ox.BlankNode]]:
        """The source of each blank node that no other holds, and its name there: nodes of that kind keep their order."""
        inside = [(source, node) for source in map(self._source, self.files) for node in source.said.unheld]
        return dict(zip(unheld(self.quads), inside, strict=False))

    def _source(self, file: Path) -> "_Source":
        if file not in self.sources:
            self.sources[file] = _Source(file)
        return self.sources[file]


class _Source:
    """A file, and who says what in it at which offset."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.opened = False

    @cached_property
    def text(self) -> str:
        try:
            return reader.text(self.file)
        except (OSError, EOFError):  # it was there when it was read
            return ""

    @cached_property
    def said(self) -> Said:
        self.opened = True
        return file_index.of(self.file, self.text)

    def says(self, term: Term) -> bool:
        """Return whether the text has a block of the term; it is only looked into when it mentions the term."""
        return (self.opened or self.mentions(term)) and bool(self.said.heads(term))

    def mentions(self, term: Term) -> bool:
        """Return whether the text has the last part of an IRI, or of a literal."""
        return (re.split(r"[/#:]", term.value)[-1] or term.value) in self.text

    def place(self, offset: int) -> Place:
        """Return the place of an offset: the file as seen from here, the line and the column."""
        if offset == NOWHERE:
            return Place(self.name)
        start, end = self.text.rfind("\n", 0, offset) + 1, self.text.find("\n", offset)
        line = self.text[start : end if end >= 0 else None].rstrip("\r")
        return Place(self.name, self.text.count("\n", 0, offset) + 1, offset - start + 1, line)

    @cached_property
    def name(self) -> str:
        here, whole = Path.cwd(), self.file.resolve()
        return str(whole.relative_to(here)) if whole.is_relative_to(here) else str(self.file)


def _best(sources: Sequence[_Source], subject: Term, predicate: Term | None, value: Term | None) -> Place | None:
    mine = [(source, one) for source in sources if source.says(subject) for one in source.said.about(subject)]
    back = [(source, one) for source in sources if value and source.says(value) for one in source.said.about(value)]
    places = chain(
        ((source, one.at[2]) for source, one in mine if (one.predicate, one.object) == (predicate, value)),
        ((source, one.at[2]) for source, one in mine if one.object == value),
        ((source, one.at[2]) for source, one in back if (one.predicate, one.object) == (predicate, subject)),
        ((source, one.at[1]) for source, one in mine if one.predicate == predicate),
        ((source, one.at[0]) for source, one in mine),
        ((source, offset) for source in sources if source.says(subject) for offset in source.said.heads(subject)),
        _mentions(sources, subject),
    )
    return next((source.place(offset) for source, offset in places), None)


def _mentions(sources: Sequence[_Source], term: Term) -> Iterator[tuple[_Source, int]]:
    near = [source for source in sources if source.mentions(term)]
    for column, part in ((2, "object"), (1, "predicate")):
        for source in near or sources:
            yield from ((source, one.at[column]) for one in source.said.everything() if getattr(one, part) == term)
    yield from ((source, NOWHERE) for source in near)
