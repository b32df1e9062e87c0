"""Names for the blank nodes of a tree, such as a list or nested `[ ]`, by what is said of them, in linear time.

RDFC-1.0 gives the same to any graph, at a cost that grows with the square of the length of a list of equal members.
"""

import hashlib
from collections import defaultdict
from collections.abc import Sequence

import pyoxigraph as ox

_BLANK = ox.BlankNode


def tree_names(quads: Sequence[ox.Quad]) -> dict[str, str] | None:
    """Return new names for the blank nodes of a component, equal for isomorphic ones; None if the component is no tree.

    A tree has one blank node that no other leads to, and one quad at most that leads to each.
    """
    below: dict[str, list[ox.Quad]] = defaultdict(list)
    above: dict[str, ox.Quad] = {}
    for quad in quads:
        if isinstance(quad.graph_name, _BLANK) or isinstance(quad.object, ox.Triple) or isinstance(quad.subject, ox.Triple):
            return None
        if isinstance(quad.object, _BLANK):
            if quad.object.value in above:
                return None
            above[quad.object.value] = quad
        if isinstance(quad.subject, _BLANK):
            below[quad.subject.value].append(quad)
    names = below.keys() | above.keys()
    roots = [name for name in names if name not in above or not isinstance(above[name].subject, _BLANK)]
    if len(roots) != 1:
        return None
    order = _from_the_root(roots[0], below)
    return _named(order, below, above.get(roots[0])) if len(order) == len(names) else None


def _from_the_root(root: str, below: dict[str, list[ox.Quad]]) -> list[str]:
    """Return the names of the nodes, each after the one above it."""
    order = [root]
    for name in order:
        order += [quad.object.value for quad in below[name] if isinstance(quad.object, _BLANK)]
    return order


def _named(order: list[str], below: dict[str, list[ox.Quad]], incoming: ox.Quad | None) -> dict[str, str]:
    digests: dict[str, str] = {}

    def key(quad: ox.Quad) -> tuple[str, str, str]:
        value = digests[quad.object.value] if isinstance(quad.object, _BLANK) else str(quad.object)
        return str(quad.predicate), str(quad.graph_name), value

    for name in reversed(order):
        digests[name] = _sha256(sorted(map(key, below[name])))
    outside = [str(part) for part in incoming if not isinstance(part, _BLANK)] if incoming else []
    whole = _sha256([digests[order[0]], *outside])
    names: dict[str, str] = {}
    ordered = [order[0]]
    for number, name in enumerate(ordered):
        names[name] = f"{whole[:32]}x{number}"
        ordered += [quad.object.value for quad in sorted(below[name], key=key) if isinstance(quad.object, _BLANK)]
    return names


def _sha256(parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()
