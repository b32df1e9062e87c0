"""The blocks of a file by subject, with their offsets. A block is parsed only when its subject is sought."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cached_property, lru_cache, partial
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from sco_ld.rdf import formats, reader
from sco_ld.rdf.contexts import NO_CONTEXTS, Contexts
from sco_ld.source_map.turtle_positions import Statement, Term, Triple, statements

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

    @cached_property
    def triples(self) -> list[Triple]:
        """All triples, in order."""
        return list(chain.from_iterable(parse() for _, _, parse in self.blocks))

    def blank_value_offset(self, node: ox.BlankNode) -> int | None:
        """Return the offset at which a blank node is an object, or else at which it is a subject; None if it is neither."""
        subjects = self._triples_by_blank_node.get(node, [])
        return self._blank_values.get(node, subjects[0].at[0] if subjects else None)

    @cached_property
    def _blank_values(self) -> dict[Term, int]:
        found: dict[Term, int] = {}
        for one in self.triples:
            if isinstance(one.object, ox.BlankNode):
                found.setdefault(one.object, one.at[2])
        return found

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
        for one in self.triples:
            if isinstance(one.subject, ox.BlankNode):
                found.setdefault(one.subject, []).append(one)
        return found


def index_of(file: Path, text: str, base: str, contexts: Contexts = NO_CONTEXTS) -> FileIndex:
    """Return the index of a file with that text."""
    format_ = formats.of_path(file) or reader.recognized(text.encode())
    if format_.name == "json-ld":
        return _of_json(text, base, tuple(contexts.items()))
    return _of_xml(text, base) if format_.name == "rdfxml" else _with_blocks(text, base)


@lru_cache(maxsize=64)
def _with_blocks(text: str, base: str) -> FileIndex:
    """Return the index of a text in Turtle; a watch asks for the same texts again and again."""

    def parse(statement: Statement) -> list[Triple]:
        try:
            return statement.triples(text)
        except (IndexError, RecursionError, ValueError, SyntaxError):
            return []

    return FileIndex((one.subject, one.start, partial(parse, one)) for one in statements(text, base))


@lru_cache(maxsize=64)
def _of_json(text: str, base: str, contexts: tuple[tuple[str, Path], ...]) -> FileIndex:
    from sco_ld.source_map import jsonld_positions

    return _of_triples(partial(jsonld_positions.triples, text, base, dict(contexts)))


@lru_cache(maxsize=64)
def _of_xml(text: str, base: str) -> FileIndex:
    from sco_ld.source_map import rdfxml_positions

    return _of_triples(partial(rdfxml_positions.triples, text, base))


def _of_triples(parse: _Parse) -> FileIndex:
    groups: dict[Term, list[Triple]] = {}
    with suppress(IndexError, RecursionError, ValueError, SyntaxError):
        for triple in parse():
            groups.setdefault(triple.subject, []).append(triple)
    return FileIndex((subject, triples[0].at[0], partial(list, triples)) for subject, triples in groups.items())
