"""Quads in batches, so that memory does not grow with the input."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import pyoxigraph as ox

SIZE = 2**15


def batches(quads: Iterable[ox.Quad]) -> Iterator[Sequence[ox.Quad]]:
    """Return quads in order, in batches of up to 32,768 without duplicates within a batch."""
    left = iter(quads)
    while batch := list(islice(left, SIZE)):
        yield distinct(batch)


def distinct(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Return each quad once, in order."""
    return list(dict.fromkeys(quads))


def grouped(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Return quads grouped by graph, subject and predicate, each in order of appearance."""
    groups: dict[object, dict[object, dict[object, list[ox.Quad]]]] = {}
    for quad in quads:
        graph = groups.setdefault(quad.graph_name, {})
        graph.setdefault(quad.subject, {}).setdefault(quad.predicate, []).append(quad)
    return [quad for graph in groups.values() for node in graph.values() for same in node.values() for quad in same]
