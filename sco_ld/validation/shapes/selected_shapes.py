"""Which shapes select a node of the data and have a constraint: if none does, nothing is checked."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import RDF, SH, Prefixes
from sco_ld.rdf.terms import text
from sco_ld.validation.engines.compiled.parameters import READERS
from sco_ld.validation.quad_index import QuadIndex, Term
from sco_ld.validation.shapes.targets import Selection, Target, targets_of

_CONSTRAINTS = {f"{SH}{name}" for name in READERS}
_NESTED = {f"{SH}{name}" for name in ("property", "node", "sparql")}  # whose values are asked whether they are active
_TRUE = ("true", "1")
_SHOWN = 3


@dataclass(frozen=True)
class Selected:
    """The targets of the shapes that have some, the shapes that select a node of the data, and those that are deactivated.

    `checking` are those of the selecting shapes that have a constraint.
    """

    targets: Mapping[Term, Sequence[Target]]
    selecting: Set[Term]
    deactivated: Set[Term]
    checking: Set[Term]


def selected(shapes: Sequence[ox.Quad], selection: Selection) -> Selected:
    """Return which shapes select a node; one that is deactivated selects none."""
    targets, index = targets_of(shapes), QuadIndex(shapes)
    off = {shape for shape in targets if _is_deactivated(shape, index)}
    selecting = {shape for shape, found in targets.items() if shape not in off and any(map(selection.selects, found))}
    parameters = {quad.object for quad in shapes if quad.predicate.value == f"{SH}parameter"}
    constraints = _CONSTRAINTS | {text(path) for one in parameters for path in index.values(one, f"{SH}path")}  # type: ignore[arg-type]
    checking = {shape for shape in selecting if _has_constraint(shape, index, constraints, set())}
    return Selected(targets, selecting, off, checking)


def refuse_if_nothing_is_checked(
    found: Selected, data: Sequence[ox.Quad], prefixes: Prefixes, names: str, focus: Sequence[ox.NamedNode] = ()
) -> None:
    """Raise ScoError, with the reason, if no shape selects a node, or if none that does has a constraint."""
    if found.checking:
        return
    what = "no shape selects a node"
    if found.selecting:
        what = "the shapes that select a node have no constraint"
        why = f"see {_some([name_of(shape, prefixes) for shape in found.selecting])}"
    elif focus:
        why = (
            f"none selects {_some([name_of(node, prefixes) for node in focus])}; --shape names one to ask of it all the same"
        )
    elif found.targets and found.deactivated == {*found.targets}:
        why = "all shapes that have a target are deactivated"
    else:
        why = _targets_and_types(found, data, prefixes)
    raise ScoError(f"{names}: {what}, so nothing would be checked: {why}. --allow-empty allows it.")


def name_of(term: Term, prefixes: Prefixes) -> str:
    """Return the name by which people know a term: a prefixed name, or else its text."""
    return prefixes.shorten(term.value) if isinstance(term, ox.NamedNode) else str(term)


def _targets_and_types(found: Selected, data: Sequence[ox.Quad], prefixes: Prefixes) -> str:
    wanted = [
        f"{prefixes.shorten(kind)} {name_of(value, prefixes)}" for each in found.targets.values() for kind, value in each
    ]
    types = dict.fromkeys(prefixes.shorten(text(quad.object)) for quad in data if quad.predicate.value == f"{RDF}type")
    wants = f"the shapes have {_some(wanted)}" if wanted else "the shapes have no target"
    has = f"the data have nodes of {_some(list(types))}" if types else "no node of the data has a type"
    return f"{wants}; {has}"


def _is_deactivated(shape: Term, index: QuadIndex) -> bool:
    return any(text(value) in _TRUE for value in index.values(shape, f"{SH}deactivated"))


def _has_constraint(shape: Term, index: QuadIndex, constraints: Set[str], seen: set[Term]) -> bool:
    """Return whether a shape, or one that it holds, has a constraint that is not deactivated."""
    if shape in seen or _is_deactivated(shape, index):
        return False
    seen.add(shape)
    for predicate, value in index.about(shape):
        if predicate == f"{SH}sparql" and not _is_deactivated(value, index):
            return True
        if predicate in _NESTED:
            if _has_constraint(value, index, constraints, seen):
                return True
        elif predicate in constraints and (predicate != f"{SH}closed" or text(value) in _TRUE):
            return True
    return False


def _some(names: Sequence[str]) -> str:
    unique = list(dict.fromkeys(names))
    return ", ".join(unique[:_SHOWN]) + f" and {len(unique) - _SHOWN} more" * (len(unique) > _SHOWN)
