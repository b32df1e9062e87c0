"""The depth of shapes, which engines and the readers of reports walk recursively."""

from collections.abc import Collection, Iterator

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf.limits import MAX_DEPTH
from sco_ld.rdf.namespaces import RDF, SH
from sco_ld.validation.quad_index import QuadIndex, Term

_FIRST, _REST = f"{RDF}first", f"{RDF}rest"
_SHAPES = {
    f"{SH}{name}" for name in ("node", "property", "not", "qualifiedValueShape")
}  # properties whose values are shapes


def refuse_deep_shapes(shapes: QuadIndex) -> None:
    """Raise ScoError if shapes or paths hold each other more than 100 levels deep, or if a path is part of itself.

    The members of a list are on one level. Shapes may refer to themselves: engines report that where the data need it.
    """
    depths: dict[Term, int] = {}
    for node in shapes.subjects():
        if node not in depths and not any(name == _REST for _, name in shapes.holders(node)):
            _walk(node, shapes, depths, {})


def _walk(node: Term, shapes: QuadIndex, depths: dict[Term, int], above: dict[Term, None]) -> None:
    """Record how deep the nodes below a node are; a node is walked again where it is deeper than before."""
    if len(above) > MAX_DEPTH:
        raise ScoError(f"The shapes are nested deeper than {MAX_DEPTH} levels.")
    depths[node] = len(above)
    above[node] = None
    for held in _held(node, shapes):
        if held not in above:
            if depths.get(held, -1) < len(above):
                _walk(held, shapes, depths, above)
        elif _is_path(above, shapes):
            raise ScoError("The shapes have a path that is part of itself.")
    del above[node]


def _is_path(above: Collection[Term], shapes: QuadIndex) -> bool:
    """Return whether one of the nodes is the path of another."""
    return any(path in above for node in above for path in shapes.values(node, f"{SH}path"))


def _held(node: Term, shapes: QuadIndex) -> Iterator[Term]:
    for predicate, value in shapes.about(node):
        if predicate == _FIRST:
            yield from shapes.items(node)
        elif predicate in _SHAPES or (isinstance(value, ox.BlankNode) and predicate != _REST):
            yield value
