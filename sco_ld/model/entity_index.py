"""Quads by subject and by object."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import pyoxigraph as ox

from sco_ld.model.vocabulary import HAS_SELECTOR, HAS_SOURCE, SUPPORTED_BY


class EntityIndex:
    """An index of quads by subject and by object, each made when it is first needed."""

    def __init__(self, quads: Sequence[ox.Quad]) -> None:
        self.quads = quads
        self._facts: dict[object, dict[str, list[object]]] = {}

    def with_subject(self, node: object) -> list[ox.Quad]:
        """Return the quads that have a node as their subject, in their order."""
        return [self.quads[position] for position in self._by_subject.get(node, ())]

    def with_object(self, node: object) -> list[ox.Quad]:
        """Return the quads that have a node as their object, in their order."""
        return [self.quads[position] for position in self._by_object.get(node, ())]

    def values(self, node: object, predicate: str) -> Iterator[object]:
        """Return the values of a property of a node."""
        if node not in self._facts:
            facts = self._facts[node] = defaultdict(list)
            for quad in self.with_subject(node):
                facts[quad.predicate.value].append(quad.object)
        return iter(self._facts[node].get(predicate, ()))

    @cached_property
    def _by_subject(self) -> dict[object, list[int]]:
        return _positions(quad.subject for quad in self.quads)

    @cached_property
    def _by_object(self) -> dict[object, list[int]]:
        return _positions(quad.object for quad in self.quads)

    def subgraph(self, iri: str) -> list[ox.Quad]:
        """Return the quads of a resource, of the nodes that point to it, and of the passages and sources of them all."""
        node = ox.NamedNode(iri)
        nodes: set[object] = {node, *(quad.subject for quad in self.with_object(node))}
        for predicate in (SUPPORTED_BY, HAS_SOURCE, HAS_SELECTOR):
            nodes |= {value for node in nodes for value in self.values(node, predicate)}
        positions = sorted(position for node in nodes for position in self._by_subject.get(node, ()))
        return [self.quads[position] for position in positions]


def _positions(terms: Iterable[object]) -> dict[object, list[int]]:
    found: dict[object, list[int]] = defaultdict(list)
    for position, term in enumerate(terms):
        found[term].append(position)
    return found
