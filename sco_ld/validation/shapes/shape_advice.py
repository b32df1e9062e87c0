"""Advice on well-formed shapes: targets that select nothing, paths that nobody knows, patterns that take for ever."""

import re
from collections.abc import Sequence

import pyoxigraph as ox

from sco_ld.rdf.namespaces import SH, Prefixes
from sco_ld.rdf.terms import text
from sco_ld.validation.engines import DEFAULT
from sco_ld.validation.engines.compiled.regular_expressions import is_known
from sco_ld.validation.engines.compiled.shapes import Pattern
from sco_ld.validation.report import Advice
from sco_ld.validation.results import NAMESPACE, Result
from sco_ld.validation.shapes.selected_shapes import Selected, name_of
from sco_ld.validation.shapes.targets import Selection

_NESTED_REPETITION = re.compile(r"\((?:[^()\\]|\\.)*[*+](?:[^()\\]|\\.)*\)[*+{]")
_PATTERN = "A pattern repeats no repetition: this one can take for ever. --timeout ends it."
_SELECTS = "A shape selects a node; the targets of these match nothing, which may be a slip of the pen."
_RULES = "Rules are not run: data are validated as they are."
_SEVERITY = "The severity of a SPARQL constraint is that of its shape: sh:severity on the constraint itself has no effect."
_PATH = "The property of a path is used in the data or known to the ontology; these are neither."
_LONGEST_PATTERN = 10_000  # characters; what is longer is not searched


def unused(shapes: Sequence[ox.Quad], found: Selected, selection: Selection, prefixes: Prefixes) -> tuple[Advice, ...]:
    """Return the shapes that select nothing, the properties of paths that nothing has, and what has no effect."""
    idle = [
        name_of(shape if isinstance(shape, ox.NamedNode) else found.targets[shape][0][1], prefixes)
        for shape in found.targets
        if shape not in found.selecting
    ]
    paths = {quad.object for quad in shapes if quad.predicate.value == f"{SH}path" and isinstance(quad.object, ox.NamedNode)}
    unknown = [name_of(path, prefixes) for path in paths & selection.unknown(paths)]
    advice = (Advice(_SELECTS, tuple(dict.fromkeys(idle))), Advice(_PATH, tuple(sorted(unknown))))
    return tuple(one for one in (*advice, *_without_effect(shapes, prefixes)) if one.names)


def _without_effect(shapes: Sequence[ox.Quad], prefixes: Prefixes) -> tuple[Advice, ...]:
    """Return the shapes with rules, and the constraints with a severity of their own."""
    constraints = {quad.object for quad in shapes if quad.predicate.value == f"{SH}sparql"}
    rules = [quad.subject for quad in shapes if quad.predicate.value == f"{SH}rule"]
    severe = [quad.subject for quad in shapes if quad.predicate.value == f"{SH}severity" and quad.subject in constraints]
    return tuple(Advice(sentence, _names(nodes, prefixes)) for sentence, nodes in ((_RULES, rules), (_SEVERITY, severe)))


def _names(nodes: Sequence[ox.NamedNode | ox.BlankNode | ox.Triple], prefixes: Prefixes) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name_of(node, prefixes) for node in nodes))  # type: ignore[arg-type]


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
