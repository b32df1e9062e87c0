"""Shapes with queries that read how literals are written and can only be asked of a store that rewrites literals.

To such a query `STR("01"^^xsd:integer)` would be "1".
"""

from collections.abc import Iterator

import pyoxigraph as ox

from sco_ld.validation.engines.compiled.literals import REWRITTEN
from sco_ld.validation.engines.compiled.shapes import Shape, UserQuery, held_shapes
from sco_ld.validation.engines.compiled.store import Data
from sco_ld.validation.engines.compiled.unwrapping import unwrapped


def are_read(shape: Shape, data: Data) -> bool:
    """Return whether a query of a shape may read the form of a literal that the store has rewritten."""
    rewritten = {one for one in data.surrogates.values() if one.datatype.value.startswith(REWRITTEN)}
    if not rewritten:
        return False
    has_literals = bool(shape.targets.objects_of) or any(isinstance(one, ox.Literal) for one in shape.targets.nodes)
    for holder, query in _queries(shape, set()):
        if query.forms_of == () or unwrapped(query) is not None:
            continue
        if query.forms_of is None or query.is_ask or has_literals or holder is not shape:
            return True
        for name in query.forms_of:
            quads = data.store.quads_for_pattern(None, ox.NamedNode(name), None)
            if any(quad.object in rewritten for quad in quads):
                return True
    return False


def _queries(shape: Shape, seen: set[Shape]) -> Iterator[tuple[Shape, UserQuery]]:
    """Return the queries of a shape and of those that it holds, with the shapes that have them."""
    if shape in seen:
        return
    seen.add(shape)
    for constraint in shape.constraints:
        if isinstance(constraint.value, UserQuery):
            yield shape, constraint.value
        for held in held_shapes(constraint.value):
            yield from _queries(held, seen)
