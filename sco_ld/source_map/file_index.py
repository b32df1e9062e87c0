"""The blocks of a file by subject, with their offsets. A block is parsed only when its subject is sought."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cached_property, lru_cache, partial
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf import formats, reader
from sco_ld.source_map.turtle_positions import Statement, Term, Triple, statements

UNKNOWN_OFFSET = -1  # of a triple in a format whose parser gives no offsets
_POSITIONED = ("turtle", "trig", "ntriples", "nquads")
_Parse = Callable[[], list[Triple]]


class FileIndex:
    """The blocks of a file: the subject of each, its offset, and a function that parses it."""

    def __init__(self, blocks: Iterable[tuple[Term | None, int, _Parse]]) -> None:
        self.blocks = list(blocks)
        self.parsed: dict[Term, list[Triple]] = {}

    def triples_of(self, subject: Term) -> list[Triple]:
        """Return the triples of a subject."""
        if isinstance(subject, ox.BlankNode):
            return self._triples_by_blank_node.get(subject, [])
        if subject not in self.parsed:
            triples = chain.from_iterable(parse() for _, parse in self._blocks_by_subject.get(subject, ()))
            self.parsed[subject] = [one for one in triples if one.subject == subject]
        return self.parsed[subject]

    def block_offsets(self, subject: Term) -> list[int]:
        """Return the offsets of the blocks of a subject, also of blocks that nest too deep to be parsed."""
        if isinstance(subject, ox.BlankNode):
            return [one.at[0] for one in self.triples_of(subject)]
        return [start for start, _ in self._blocks_by_subject.get(subject, ())]

    def triples(self) -> Iterator[Triple]:
        """Return all triples, in order."""
        return chain.from_iterable(parse() for _, _, parse in self.blocks)

    @cached_property
    def root_blank_nodes(self) -> list[ox.BlankNode]:
        """The blank nodes that are the object of no triple, in order."""
        return root_blank_nodes(self.triples())

    @cached_property
    def _blocks_by_subject(self) -> dict[Term, list[tuple[int, _Parse]]]:
        found: dict[Term, list[tuple[int, _Parse]]] = {}
        for subject, start, parse in self.blocks:
            if subject is not None:
                found.setdefault(subject, []).append((start, parse))
        return found

    @cached_property
    def _triples_by_blank_node(self) -> dict[Term, list[Triple]]:
        found: dict[Term, list[Triple]] = {}
        for one in self.triples():
            if isinstance(one.subject, ox.BlankNode):
                found.setdefault(one.subject, []).append(one)
        return found


def index_of(file: Path, text: str, base: str | None = None) -> FileIndex:
    """Return the index of a file with that text; its offsets are unknown in JSON-LD and RDF/XML."""
    format_ = formats.of_path(file)
    if format_ is None or format_.name in _POSITIONED:
        return _with_offsets(text, base or reader.base_of(file))
    return _without_offsets(file, base)


def root_blank_nodes(triples: Iterable[ox.Quad] | Iterable[Triple]) -> list[ox.BlankNode]:
    """Return the blank nodes that are the object of no triple, in order."""
    ends = [(one.subject, one.object) for one in triples]
    objects = {value for _, value in ends if isinstance(value, ox.BlankNode)}
    return list(dict.fromkeys(node for node, _ in ends if isinstance(node, ox.BlankNode) and node not in objects))


@lru_cache(maxsize=64)
def _with_offsets(text: str, base: str) -> FileIndex:
    """Return the index of a text in Turtle; a watch asks for the same texts again and again."""

    def parse(statement: Statement) -> list[Triple]:
        try:
            return statement.triples(text)
        except (IndexError, RecursionError, ValueError, SyntaxError):
            return []

    return FileIndex((one.subject, one.start, partial(parse, one)) for one in statements(text, base))


def _without_offsets(file: Path, base: str | None) -> FileIndex:
    groups: dict[Term, list[Triple]] = {}
    unknown = (UNKNOWN_OFFSET, UNKNOWN_OFFSET, UNKNOWN_OFFSET)
    with suppress(ScoError):
        for quad in reader.read(file, base=base):
            triple = Triple(quad.subject, quad.predicate, quad.object, unknown)  # type: ignore[arg-type]
            groups.setdefault(triple.subject, []).append(triple)
    return FileIndex((subject, UNKNOWN_OFFSET, partial(list, triples)) for subject, triples in groups.items())
