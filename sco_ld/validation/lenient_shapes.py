"""Shapes without what is not well-formed in them, for shapes that one does not own."""

from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from sco_ld.rdf.namespaces import RDF, SH
from sco_ld.validation.quad_index import QuadIndex, Term
from sco_ld.validation.results import NAMESPACE, Result
from sco_ld.validation.shape_check import Fault

WELL_FORMED = f"{NAMESPACE}WellFormed"
_PATH = ox.NamedNode(f"{SH}path")
_COUNTS = {f"{SH}qualified{name}" for name in ("ValueShape", "MinCount", "MaxCount", "ValueShapesDisjoint")}


def without_ill_formed(shapes: Sequence[ox.Quad], faults: Iterable[Fault]) -> list[ox.Quad]:
    """Return shapes without what the faults are about: a value that is wrong, or else a shape and what refers to it.

    Terms that SHACL does not have are left in: engines ignore them.
    """
    index, dropped, values = QuadIndex(shapes), set[Term](), set[tuple[object, object]]()
    for fault in faults:
        if fault.focus not in index:
            continue
        if isinstance(fault.path, ox.NamedNode) and fault.path != _PATH and index.values(fault.focus, fault.path.value):
            values.add((fault.focus, fault.path))
        else:
            dropped.add(fault.focus)
    for node in list(dropped):
        values |= set(_references(node, index))
    values |= {(node, ox.NamedNode(name)) for node, predicate in list(values) if _is_count(predicate) for name in _COUNTS}
    return [quad for quad in shapes if quad.subject not in dropped and not _is_wrong(quad, values, dropped)]


def results(faults: Iterable[Fault]) -> list[Result]:
    """Return the faults as warnings."""
    return [
        Result(one.focus, one.path, one.value, "Warning", f"Not well-formed, and left out: {one.sentence}", WELL_FORMED,
               WELL_FORMED, one.place)
        for one in faults
    ]  # fmt: skip


def _references(node: Term, index: QuadIndex) -> Iterable[tuple[object, object]]:
    """Return subject and predicate of what refers to a shape; a list that has it as a member is left out as a whole."""
    for holder, predicate in index.holders(node):
        if predicate == f"{RDF}first":
            head: Term = holder
            while above := [one for one, name in index.holders(head) if name == f"{RDF}rest"]:
                head = above[0]
            yield from ((one, ox.NamedNode(name)) for one, name in index.holders(head))
        elif predicate.startswith(SH):
            yield holder, ox.NamedNode(predicate)


def _is_count(predicate: object) -> bool:
    return isinstance(predicate, ox.NamedNode) and predicate.value in _COUNTS


def _is_wrong(quad: ox.Quad, values: set[tuple[object, object]], dropped: set[Term]) -> bool:
    """Return whether a triple is to be left out; of several values of `sh:property` and the like, only the dropped ones."""
    if (quad.subject, quad.predicate) not in values:
        return False
    refers = quad.predicate.value in {f"{SH}property", f"{SH}node", f"{SH}sparql"}
    return not refers or quad.object in dropped or not isinstance(quad.object, ox.NamedNode | ox.BlankNode)
