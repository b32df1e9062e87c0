"""Advice on well-formed shapes: targets that select nothing, paths that nobody knows, patterns that take for ever."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import RDF, SH, Prefixes
from sco_ld.rdf.terms import text
from sco_ld.validation.engines import DEFAULT
from sco_ld.validation.engines.compiled.regular_expressions import is_known
from sco_ld.validation.engines.compiled.shapes import Pattern
from sco_ld.validation.quad_index import Term
from sco_ld.validation.report import Advice
from sco_ld.validation.results import NAMESPACE, Result
from sco_ld.validation.targets import Selection, Target, targets_of

_NESTED_REPETITION = re.compile(r"\((?:[^()\\]|\\.)*[*+](?:[^()\\]|\\.)*\)[*+{]")
_PATTERN = "A pattern repeats no repetition: this one can take for ever. --timeout ends it."
_SELECTS = "A shape selects a node; the targets of these match nothing, which may be a slip of the pen."
_PATH = "The property of a path is used in the data or known to the ontology; these are neither."
_LONGEST_PATTERN = 10_000  # characters; what is longer is not searched
_SHOWN = 3
_TRUE = ("true", "1")


@dataclass(frozen=True)
class Selected:
    """The targets of the shapes that have some, and the shapes that select a node of the data."""

    targets: Mapping[Term, Sequence[Target]]
    selecting: Set[Term]


def selected(shapes: Sequence[ox.Quad], selection: Selection) -> Selected:
    """Return which shapes select a node; one that is deactivated selects none."""
    targets = targets_of(shapes)
    off = {quad.subject for quad in shapes if quad.predicate.value == f"{SH}deactivated" and text(quad.object) in _TRUE}
    selecting = {shape for shape, found in targets.items() if shape not in off and any(map(selection.nodes, found))}
    return Selected(targets, selecting)


def refuse_if_nothing_is_selected(found: Selected, data: Sequence[ox.Quad], prefixes: Prefixes, names: str) -> None:
    """Raise ScoError, with what the shapes want and what the data have, if no shape selects a node."""
    if found.selecting:
        return
    wanted = [
        f"{prefixes.shorten(kind)} {_name(value, prefixes)}" for each in found.targets.values() for kind, value in each
    ]
    types = dict.fromkeys(prefixes.shorten(text(quad.object)) for quad in data if quad.predicate.value == f"{RDF}type")
    wants = f"the shapes have {_some(wanted)}" if wanted else "the shapes have no target"
    has = f"the data have nodes of {_some(list(types))}" if types else "no node of the data has a type"
    raise ScoError(
        f"{names}: no shape selects a node, so nothing would be checked: {wants}; {has}. --allow-empty allows it."
    )


def unused(shapes: Sequence[ox.Quad], found: Selected, selection: Selection, prefixes: Prefixes) -> tuple[Advice, ...]:
    """Return the shapes that select nothing, and the properties of paths that data and ontology do not have."""
    idle = [
        _name(shape if isinstance(shape, ox.NamedNode) else found.targets[shape][0][1], prefixes)
        for shape in found.targets
        if shape not in found.selecting
    ]
    paths = {quad.object for quad in shapes if quad.predicate.value == f"{SH}path" and isinstance(quad.object, ox.NamedNode)}
    unknown = [_name(path, prefixes) for path in paths & selection.unknown(paths)]
    advice = (Advice(_SELECTS, tuple(dict.fromkeys(idle))), Advice(_PATH, tuple(sorted(unknown))))
    return tuple(one for one in advice if one.names)


def patterns(shapes: Sequence[ox.Quad], engine: str) -> list[Result]:
    """Return a warning for each pattern that can take for ever: by the engine, or since only Python has its syntax."""
    iri = f"{NAMESPACE}pattern"
    flags = {quad.subject: text(quad.object) for quad in shapes if quad.predicate.value == f"{SH}flags"}
    return [
        Result(
            quad.subject if isinstance(quad.subject, ox.NamedNode) else quad.object,
            None, quad.object, "Warning", _PATTERN, iri, iri,
        )
        for quad in shapes
        if quad.predicate.value == f"{SH}pattern"
        and _NESTED_REPETITION.search(text(quad.object)[:_LONGEST_PATTERN])
        and (engine != DEFAULT or not is_known(Pattern(text(quad.object), flags.get(quad.subject, ""))))
    ]  # fmt: skip


def _name(term: Term, prefixes: Prefixes) -> str:
    return prefixes.shorten(term.value) if isinstance(term, ox.NamedNode) else str(term)


def _some(names: Sequence[str]) -> str:
    unique = list(dict.fromkeys(names))
    return ", ".join(unique[:_SHOWN]) + f" and {len(unique) - _SHOWN} more" * (len(unique) > _SHOWN)
