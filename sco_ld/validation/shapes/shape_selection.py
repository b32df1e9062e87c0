"""A selection of shapes: those that can give more than infos."""

from collections.abc import Sequence

import pyoxigraph as ox

from sco_ld.rdf.namespaces import SH
from sco_ld.validation.quad_index import QuadIndex, Term
from sco_ld.validation.shapes.targets import TARGETS

_NO_CONSTRAINTS = {f"{SH}{name}" for name in ("property", "name", "description", "message", "severity", "order", "group")}
_INFO = ox.NamedNode(f"{SH}Info")


def without_infos(shapes: Sequence[ox.Quad]) -> list[ox.Quad]:
    """Return the shapes without the targets of those that can give nothing but infos; others may still refer to them."""
    index = QuadIndex(shapes)

    def only_infos(shape: Term, above: tuple[Term, ...] = ()) -> bool:
        asks = {name for name in index.predicates(shape) if name.startswith(SH)} - {*TARGETS, *_NO_CONSTRAINTS}
        own = not asks or _INFO in index.values(shape, f"{SH}severity")
        held = index.values(shape, f"{SH}property")
        return own and all(only_infos(one, (*above, shape)) for one in held if one not in above)

    quiet = {quad.subject for quad in shapes if quad.predicate.value in TARGETS and only_infos(quad.subject)}  # type: ignore[arg-type]
    return [quad for quad in shapes if quad.predicate.value not in TARGETS or quad.subject not in quiet]
