"""Shapes without what is not well-formed in them, for shapes that one does not own."""

from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from sco_ld.rdf.namespaces import RDF, SH
from sco_ld.validation.quad_index import QuadIndex, Term
from sco_ld.validation.results import NAMESPACE, Result
from sco_ld.validation.shapes.shape_faults import Fault

WELL_FORMED = f"{NAMESPACE}WellFormed"
_PATH = f"{SH}path"
_NEGATIVE = {f"{SH}{name}" for name in ("not", "xone", "qualifiedValueShape")}  # ask that a shape is not satisfied, or may
_COUNTS = {f"{SH}qualified{name}" for name in ("ValueShape", "MinCount", "MaxCount", "ValueShapesDisjoint")}
_Triple = tuple[Term, str, Term]


def without_ill_formed(shapes: Sequence[ox.Quad], faults: Iterable[Fault]) -> list[ox.Quad]:
    """Return shapes without what the faults are about: a value that is wrong, or else a shape and what refers to it.

    What is left out never makes a shape stricter. Terms that SHACL does not have are left in: engines ignore them.
    """
    index, removed, changed = QuadIndex(shapes), set[_Triple](), dict[Term, None]()
    for fault in faults:
        if fault.focus in index or index.holders(fault.focus):
            changed[fault.focus] = None
            path = fault.path.value if isinstance(fault.path, ox.NamedNode) else _PATH
            names = {path} if path != _PATH and index.values(fault.focus, path) else index.predicates(fault.focus)
            removed |= {(fault.focus, name, value) for name in names for value in index.values(fault.focus, name)}
    before = -1
    while before != len(removed) + len(changed):
        before = len(removed) + len(changed)
        for node in list(changed):
            _remove_references(node, index, removed, changed)
    return [quad for quad in shapes if (quad.subject, quad.predicate.value, quad.object) not in removed]


def results(faults: Iterable[Fault]) -> list[Result]:
    """Return the faults as warnings."""
    return [
        Result(one.focus, one.path, one.value, "Warning", f"Not well-formed, and left out: {one.sentence}", WELL_FORMED,
               WELL_FORMED, one.place)
        for one in faults
    ]  # fmt: skip


def _remove_references(node: Term, index: QuadIndex, removed: set[_Triple], changed: dict[Term, None]) -> None:
    """Note as removed what refers to a changed shape and cannot stay, and as changed the shapes that refer to it."""
    is_gone = all((node, name, value) in removed for name, value in index.about(node))
    for holder, predicate, value in _references(node, index):
        changed[holder] = None
        if is_gone or predicate in _NEGATIVE:
            removed.add((holder, predicate, value))
        if predicate in _COUNTS:
            removed |= {(holder, name, one) for name in _COUNTS for one in index.values(holder, name)}


def _references(node: Term, index: QuadIndex) -> Iterator[_Triple]:
    """Return the triples that refer to a shape, or to a list that has it as a member."""
    for holder, predicate in index.holders(node):
        if predicate == f"{RDF}first":
            cells: list[Term] = [holder]
            for cell in cells:  # grows to the head of the list, and ends even if it is circular
                cells += [one for one, name in index.holders(cell) if name == f"{RDF}rest" and one not in cells]
            yield from ((one, name, cell) for cell in cells for one, name in index.holders(cell) if name != f"{RDF}rest")
        elif predicate.startswith(SH):
            yield holder, predicate, node
