"""The depth of shapes, which engines and the readers of reports walk recursively."""

from collections import Counter

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf.limits import MAX_DEPTH
from sco_ld.rdf.namespaces import RDF, SH
from sco_ld.validation.paths import PATH_PROPERTIES
from sco_ld.validation.quad_index import QuadIndex, Term

_REST = f"{RDF}rest"
_PARTS = PATH_PROPERTIES | {_REST}


def refuse_deep_shapes(shapes: QuadIndex) -> None:
    """Raise ScoError if blank nodes nest deeper than 100 levels, or if a path is part of itself.

    The members of a list are on one level.
    """
    depth: dict[Term, int] = dict.fromkeys((node for node in shapes.subjects() if not _is_held(node, shapes)), 0)
    todo = list(depth)
    for node in todo:  # grows while it is walked: breadth first
        for predicate, value in shapes.about(node):
            if isinstance(value, ox.BlankNode) and value not in depth:
                depth[value] = depth[node] + (predicate != _REST)
                todo.append(value)
                if depth[value] > MAX_DEPTH:
                    raise ScoError(f"The shapes are nested deeper than {MAX_DEPTH} levels.")
    if _has_circle(shapes):
        raise ScoError("The shapes have a path that is part of itself.")


def _has_circle(shapes: QuadIndex) -> bool:
    """Return whether the blank nodes of a path hold each other in a circle."""
    parts = [path for shape in shapes.subjects() for path in shapes.values(shape, f"{SH}path")]
    seen = set()
    for node in parts:  # grows while it is walked
        if node not in seen:
            seen.add(node)
            parts += _parts(node, shapes)
    held = Counter(part for node in seen for part in _parts(node, shapes))
    free = [node for node in seen if not held[node]]
    for node in free:  # grows while it is walked
        held.subtract(_parts(node, shapes))
        free += (part for part in set(_parts(node, shapes)) if not held[part])
    return len(free) < len(seen)


def _parts(path: Term, shapes: QuadIndex) -> list[Term]:
    found = (value for name, value in shapes.about(path) if name in _PARTS) if isinstance(path, ox.BlankNode) else ()
    return [value for value in found if isinstance(value, ox.BlankNode)]


def _is_held(node: Term, shapes: QuadIndex) -> bool:
    return isinstance(node, ox.BlankNode) and bool(shapes.holders(node))
