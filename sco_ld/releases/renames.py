"""Resources of which only the IRI has changed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import pyoxigraph as ox

Description = frozenset[tuple[object, ...]]


def renames(old: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> dict[ox.NamedNode, ox.NamedNode]:
    """Return the new names of the resources that the new graph describes, under another IRI, as the old one did.

    A resource is renamed if the old IRI is gone, the new one was not there, and no other resource is described in the same
    way. What has been renamed may be part of the description of another, so the search is repeated until it finds nothing.
    """
    before, after = _by_subject(old), _by_subject(new)
    gone = {node: quads for node, quads in before.items() if node not in after}
    come = {node: quads for node, quads in after.items() if node not in before}
    found: dict[ox.NamedNode, ox.NamedNode] = {}
    while True:
        former = _unique({node: quads for node, quads in gone.items() if node not in found}, found)
        latter = _unique({node: quads for node, quads in come.items() if node not in found.values()}, {})
        more = {former[description]: latter[description] for description in former.keys() & latter.keys()}
        if not more:
            return found
        found |= more


def apply(quads: Iterable[ox.Quad], names: Mapping[Any, ox.NamedNode]) -> list[ox.Quad]:
    """Return quads with the new names in the place of the old ones, as subjects and objects."""
    return [
        ox.Quad(names.get(quad.subject, quad.subject), quad.predicate, names.get(quad.object, quad.object), quad.graph_name)
        for quad in quads
    ]


def _by_subject(quads: Iterable[ox.Quad]) -> dict[ox.NamedNode, list[ox.Quad]]:
    found: dict[ox.NamedNode, list[ox.Quad]] = defaultdict(list)
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode):
            found[quad.subject].append(quad)
    return found


def _unique(
    nodes: Mapping[ox.NamedNode, list[ox.Quad]], names: Mapping[Any, ox.NamedNode]
) -> dict[Description, ox.NamedNode]:
    """Return the nodes by their descriptions, without those that share one. A node itself is None in its description."""
    found: dict[Description, list[ox.NamedNode]] = defaultdict(list)
    for node, quads in nodes.items():
        values = (
            (quad.predicate, None if quad.object == node else names.get(quad.object, quad.object), quad.graph_name)
            for quad in quads
        )
        found[frozenset(values)].append(node)
    return {description: alike[0] for description, alike in found.items() if len(alike) == 1}
