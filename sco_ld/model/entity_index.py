"""Quads by subject and by object."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from sco_ld.model.vocabulary import HAS_SELECTOR, HAS_SOURCE, SUPPORTED_BY


class EntityIndex:
    """An index of quads by subject and by object, for the lookups of many resources."""

    def __init__(self, quads: Sequence[ox.Quad]) -> None:
        self.quads = quads
        self._by_subject: dict[object, list[int]] = defaultdict(list)
        self._by_object: dict[object, list[int]] = defaultdict(list)
        for position, quad in enumerate(quads):
            self._by_subject[quad.subject].append(position)
            self._by_object[quad.object].append(position)

    def with_subject(self, node: object) -> list[ox.Quad]:
        """Return the quads that have a node as their subject, in their order."""
        return [self.quads[position] for position in self._by_subject.get(node, ())]

    def with_object(self, node: object) -> list[ox.Quad]:
        """Return the quads that have a node as their object, in their order."""
        return [self.quads[position] for position in self._by_object.get(node, ())]

    def values(self, node: object, predicate: str) -> Iterator[object]:
        """Return the values of a property of a node."""
        return (quad.object for quad in self.with_subject(node) if quad.predicate.value == predicate)

    def subgraph(self, iri: str) -> list[ox.Quad]:
        """Return the quads of a resource, of the nodes that point to it, and of the passages and sources of them all."""
        node = ox.NamedNode(iri)
        nodes: set[object] = {node, *(quad.subject for quad in self.with_object(node))}
        for predicate in (SUPPORTED_BY, HAS_SOURCE, HAS_SELECTOR):
            nodes |= {value for node in nodes for value in self.values(node, predicate)}
        positions = sorted(position for node in nodes for position in self._by_subject.get(node, ()))
        return [self.quads[position] for position in positions]
