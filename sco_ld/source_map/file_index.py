"""What a file says of whom, and at which offset. A statement is only looked into when its subject is sought."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cached_property, lru_cache, partial
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf import formats, reader
from sco_ld.source_map.turtle_positions import Statement, Term, Triple, statements

NOWHERE = -1  # in the file, but who knows where
_POSITIONED = ("turtle", "trig", "ntriples", "nquads")
_Look = Callable[[], list[Triple]]


class Said:
    """The blocks of a text: whose each is, where it begins, and how to look into it."""

    def __init__(self, blocks: Iterable[tuple[Term | None, int, _Look]]) -> None:
        self.blocks = list(blocks)
        self.known: dict[Term, list[Triple]] = {}

    def about(self, subject: Term) -> list[Triple]:
        """Return the triples of a subject."""
        if isinstance(subject, ox.BlankNode):
            return self._of_blank.get(subject, [])
        if subject not in self.known:
            triples = chain.from_iterable(look() for _, look in self._of_named.get(subject, ()))
            self.known[subject] = [one for one in triples if one.subject == subject]
        return self.known[subject]

    def heads(self, subject: Term) -> list[int]:
        """Return the offsets at which the blocks of a subject begin, those among them that nest too deep to look into."""
        if isinstance(subject, ox.BlankNode):
            return [one.at[0] for one in self.about(subject)]
        return [start for start, _ in self._of_named.get(subject, ())]

    def everything(self) -> Iterator[Triple]:
        """Return all triples, in order."""
        return chain.from_iterable(look() for _, _, look in self.blocks)

    @cached_property
    def unheld(self) -> list[ox.BlankNode]:
        """The blank nodes that no other node holds, in order."""
        return unheld(self.everything())

    @cached_property
    def _of_named(self) -> dict[Term, list[tuple[int, _Look]]]:
        found: dict[Term, list[tuple[int, _Look]]] = {}
        for subject, start, look in self.blocks:
            if subject is not None:
                found.setdefault(subject, []).append((start, look))
        return found

    @cached_property
    def _of_blank(self) -> dict[Term, list[Triple]]:
        found: dict[Term, list[Triple]] = {}
        for one in self.everything():
            if isinstance(one.subject, ox.BlankNode):
                found.setdefault(one.subject, []).append(one)
        return found


def of(file: Path, text: str) -> Said:
    """Return what a file says, whose text is given; without offsets where the format keeps none."""
    format_ = formats.of_path(file)
    return _positioned(text, reader.base_of(file)) if format_ is None or format_.name in _POSITIONED else _unpositioned(file)


def unheld(triples: Iterable[ox.Quad] | Iterable[Triple]) -> list[ox.BlankNode]:
    """Return the blank nodes that are no triple's object, in order."""
    ends = [(one.subject, one.object) for one in triples]
    held = {value for _, value in ends if isinstance(value, ox.BlankNode)}
    return list(dict.fromkeys(node for node, _ in ends if isinstance(node, ox.BlankNode) and node not in held))


@lru_cache(maxsize=64)
def _positioned(text: str, base: str) -> Said:
    """Return what a text says; a watch asks for the same texts again and again."""

    def look(statement: Statement) -> list[Triple]:
        try:
            return statement.triples(text)
        except (IndexError, RecursionError, ValueError):
            return []

    return Said((one.subject, one.start, partial(look, one)) for one in statements(text, base))


def _unpositioned(file: Path) -> Said:
    groups: dict[Term, list[Triple]] = {}
    with suppress(ScoError):
        for quad in reader.read(file):
            triple = Triple(quad.subject, quad.predicate, quad.object, (NOWHERE, NOWHERE, NOWHERE))  # type: ignore[arg-type]
            groups.setdefault(triple.subject, []).append(triple)
    return Said((subject, NOWHERE, partial(list, triples)) for subject, triples in groups.items())
