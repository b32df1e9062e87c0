"""Quads by the window: as many as fit in memory with ease, so that what is written does not grow with what is read."""

from collections.abc import Iterable, Iterator
from itertools import islice

import pyoxigraph as ox

SIZE = 2**15


def windows(quads: Iterable[ox.Quad]) -> Iterator[list[ox.Quad]]:
    """Give the quads in order, in windows of up to 32,768, in each of which a quad stands once."""
    left = iter(quads)
    while window := list(islice(left, SIZE)):
        yield once(window)


def once(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Give each quad once."""
    return list(dict.fromkeys(quads))


def grouped(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Give quads with their like: graphs, their subjects, and their properties, in the order in which they appear."""
    groups: dict[object, dict[object, dict[object, list[ox.Quad]]]] = {}
    for quad in quads:
        graph = groups.setdefault(quad.graph_name, {})
        graph.setdefault(quad.subject, {}).setdefault(quad.predicate, []).append(quad)
    return [quad for graph in groups.values() for node in graph.values() for same in node.values() for quad in same]
