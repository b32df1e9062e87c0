"""Where a statement stands: file, line and column, worked out only when there is something to report."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from sco_ld import formats, reading
from sco_ld.errors import ScoError
from sco_ld.positions import Statement, Term, Triple, statements

_POSITIONED = ("turtle", "trig", "ntriples", "nquads")
_NOWHERE = -1  # in the file, but who knows where


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
        """Give the place of a triple, else of the subject's triple with that predicate, else of the subject's block.

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
        return _best([one for one in sources if one.mentions(subject)] or sources, subject, predicate, value)

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
        inside = [(source, node) for source in map(self._source, self.files) for node in source.unheld]
        return dict(zip(_unheld(self.quads), inside, strict=False))

    def _source(self, file: Path) -> "_Source":
        if file not in self.sources:
            self.sources[file] = _Source(file)
        return self.sources[file]


class _Source:
    """A file, its text, and who says what at which offset."""

    def __init__(self, file: Path) -> None:
        self.file = file
        format_ = formats.of_path(file)
        self.positioned = format_ is None or format_.name in _POSITIONED
        self.said: dict[Term, list[Triple]] = {}

    @cached_property
    def text(self) -> str:
        try:
            return reading.text(self.file)
        except (OSError, EOFError):  # it was there when it was read
            return ""

    def mentions(self, term: Term) -> bool:
        return (re.split(r"[/#:]", term.value)[-1] or term.value) in self.text

    def about(self, subject: Term) -> list[Triple]:
        """Give the triples of a subject."""
        if not self.positioned or isinstance(subject, ox.BlankNode):
            return self._grouped.get(subject, [])
        if subject not in self.said:
            triples = chain.from_iterable(map(self._triples, self._statements(subject)))
            self.said[subject] = [one for one in triples if one.subject == subject]
        return self.said[subject]

    def heads(self, subject: Term) -> list[int]:
        """Give the offsets at which the blocks of a subject begin, those among them that nest too deep to look into."""
        return [one.start for one in self._statements(subject)] if self.positioned else []

    def everything(self) -> Iterator[Triple]:
        """Give all triples, in order."""
        if not self.positioned:
            return iter(self._read)
        said = statements(self.text, reading.base(self.file))
        return (one for statement in said for one in self._triples(statement))

    def _statements(self, subject: Term) -> Sequence[Statement]:
        return _by_subject(self.text, reading.base(self.file)).get(subject, ())

    @cached_property
    def unheld(self) -> list[ox.BlankNode]:
        """The blank nodes that no other node holds, in order."""
        return _unheld(self.everything())

    @cached_property
    def _grouped(self) -> dict[Term, list[Triple]]:
        groups: dict[Term, list[Triple]] = {}
        for one in self.everything():
            groups.setdefault(one.subject, []).append(one)
        return groups

    @cached_property
    def _read(self) -> list[Triple]:
        nowhere = (_NOWHERE, _NOWHERE, _NOWHERE)
        try:
            return [Triple(q.subject, q.predicate, q.object, nowhere) for q in reading.read(self.file)]  # type: ignore[arg-type]
        except ScoError:
            return []

    def _triples(self, statement: Statement) -> list[Triple]:
        try:
            return statement.triples(self.text)
        except (IndexError, RecursionError, ValueError):
            return []

    def place(self, offset: int) -> Place:
        """Give the place of an offset: the file as seen from here, the line and the column."""
        if offset == _NOWHERE:
            return Place(self.name)
        start, end = self.text.rfind("\n", 0, offset) + 1, self.text.find("\n", offset)
        line = self.text[start : end if end >= 0 else None].rstrip("\r")
        return Place(self.name, self.text.count("\n", 0, offset) + 1, offset - start + 1, line)

    @cached_property
    def name(self) -> str:
        here, whole = Path.cwd(), self.file.resolve()
        return str(whole.relative_to(here)) if whole.is_relative_to(here) else str(self.file)


def _best(sources: Sequence[_Source], subject: Term, predicate: Term | None, value: Term | None) -> Place | None:
    mine = [(source, one) for source in sources for one in source.about(subject)]
    back = [(source, one) for source in sources for one in source.about(value)] if value is not None else []
    places = chain(
        ((source, one.at[2]) for source, one in mine if (one.predicate, one.object) == (predicate, value)),
        ((source, one.at[2]) for source, one in mine if one.object == value),
        ((source, one.at[2]) for source, one in back if (one.predicate, one.object) == (predicate, subject)),
        ((source, one.at[1]) for source, one in mine if one.predicate == predicate),
        ((source, one.at[0]) for source, one in mine),
        ((source, offset) for source in sources for offset in source.heads(subject)),
        ((source, one.at[2]) for source in sources for one in source.everything() if one.object == subject),
        ((source, one.at[1]) for source in sources for one in source.everything() if one.predicate == subject),
        ((source, _NOWHERE) for source in sources if source.mentions(subject)),
    )
    return next((source.place(offset) for source, offset in places), None)


def _unheld(said: Iterable[ox.Quad] | Iterable[Triple]) -> list[ox.BlankNode]:
    """Give the blank nodes that are no triple's object, in order."""
    triples = [(one.subject, one.object) for one in said]
    held = {value for _, value in triples if isinstance(value, ox.BlankNode)}
    return list(dict.fromkeys(node for node, _ in triples if isinstance(node, ox.BlankNode) and node not in held))


@lru_cache(maxsize=64)
def _by_subject(text: str, base: str) -> dict[Term, list[Statement]]:
    """Give the statements of a text by their subject; the watch asks for the same texts again and again."""
    found: dict[Term, list[Statement]] = {}
    for statement in statements(text, base):
        if statement.subject is not None:
            found.setdefault(statement.subject, []).append(statement)
    return found
