"""The quads that a description of one resource needs, found by an index and then read as the files have them."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

import pyoxigraph as ox

from sco_ld.model.interface import WORD
from sco_ld.rdf.terms import text

_DEFAULT = ox.DefaultGraph()
_STEPS = 4  # a node that points to the resource, a passage of it, its source and place, and what those name


def surroundings(quads: Iterable[ox.Quad], store: ox.Store, iri: str) -> list[ox.Quad]:
    """Return those of the quads that are about a resource, the nodes that point to it, and what these lead to.

    The store, which rewrites literals, only says which nodes these are.
    """
    node = ox.NamedNode(iri)
    pointing = {quad.subject for quad in store.quads_for_pattern(None, None, node, _DEFAULT)}
    nodes: set[Any] = {node, *pointing}
    new: set[Any] = nodes
    for _ in range(_STEPS):
        described = chain.from_iterable(store.quads_for_pattern(one, None, None, _DEFAULT) for one in new)
        new = {_node(quad.object) for quad in described}.difference(nodes)
        new -= {one for one in new if isinstance(one, ox.Triple)}
        nodes |= new
    return [quad for quad in quads if quad.subject in nodes or quad.object == node or text(quad.subject).startswith(WORD)]


def _node(term: object) -> object:
    """Return a node itself, or the datatype of a literal."""
    return term.datatype if isinstance(term, ox.Literal) else term
