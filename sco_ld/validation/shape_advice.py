"""Advice on well-formed shapes: targets that select nothing, paths that nobody knows, patterns that take for ever."""

import re
from collections import defaultdict
from collections.abc import Sequence

import pyoxigraph as ox

from sco_ld.rdf.namespaces import OWL, RDF, RDFS, SH
from sco_ld.rdf.terms import text
from sco_ld.validation.quad_index import Term
from sco_ld.validation.results import NAMESPACE, Result

TARGETS = (f"{SH}targetClass", f"{SH}targetNode", f"{SH}targetSubjectsOf", f"{SH}targetObjectsOf")
_NESTED_REPETITION = re.compile(r"\((?:[^()\\]|\\.)*[*+](?:[^()\\]|\\.)*\)[*+{]")
_ADVICE = {
    "selects": ("Info", "A shape selects a node; this one's targets match nothing, which may be a slip of the pen."),
    "path": ("Info", "The property of a path is used in the data or known to the ontology; this one is neither."),
    "pattern": ("Warning", "A pattern repeats no repetition: this one can take for ever. --timeout ends it."),
}
_LONGEST_PATTERN = 10_000  # characters; what is longer is not searched


def advice(shapes: Sequence[ox.Quad], data: Sequence[ox.Quad], ontology: Sequence[ox.Quad]) -> list[Result]:
    """Return what is worth knowing of shapes."""
    selection = _Selection([*data, *ontology])
    found = [
        _result(shape, "selects", targets[0][1])
        for shape, targets in _targets(shapes).items()
        if not any(selection.matches(kind, value.value) for kind, value in targets)
    ]
    for quad in shapes:
        if quad.predicate.value == f"{SH}path" and isinstance(quad.object, ox.NamedNode):
            if quad.object.value not in selection.known:
                found.append(_result(quad.subject, "path", quad.object))
        elif quad.predicate.value == f"{SH}pattern":
            pattern = text(quad.object)[:_LONGEST_PATTERN]
            if _NESTED_REPETITION.search(pattern):
                found.append(_result(quad.subject, "pattern", quad.object))
    return found


def _result(shape: object, kind: str, value: object) -> Result:
    severity, message = _ADVICE[kind]
    focus = shape if isinstance(shape, ox.NamedNode) else value
    iri = f"{NAMESPACE}{kind}"
    return Result(focus, None, value, severity, message, iri, iri)


def _targets(shapes: Sequence[ox.Quad]) -> dict[Term, list[tuple[str, Term]]]:
    targets: dict[Term, list[tuple[str, Term]]] = {}
    classes = {
        quad.subject
        for quad in shapes
        if quad.predicate.value == f"{RDF}type" and text(quad.object) in (f"{RDFS}Class", f"{OWL}Class")
    }
    for quad in shapes:
        if quad.predicate.value in TARGETS:
            targets.setdefault(quad.subject, []).append((quad.predicate.value, quad.object))  # type: ignore[arg-type]
        elif quad.subject in classes and text(quad.object) == f"{SH}NodeShape":
            targets.setdefault(quad.subject, []).append((TARGETS[0], quad.subject))  # type: ignore[arg-type]
    return targets


class _Selection:
    """The classes, nodes and properties that targets can match in the data and the ontology."""

    def __init__(self, quads: Sequence[ox.Quad]) -> None:
        self.properties = {quad.predicate.value for quad in quads}
        self.known = self.properties | {text(subject) for subject in {quad.subject for quad in quads}}
        self.classes: set[str] = set()
        above = defaultdict(set)
        for quad in quads:
            predicate = quad.predicate.value
            if predicate == f"{RDF}type":
                self.classes.add(text(quad.object))
            elif predicate == f"{RDFS}subClassOf":
                above[text(quad.subject)].add(text(quad.object))
        new = self.classes
        while new := {one for name in new for one in above[name]} - self.classes:
            self.classes |= new

    def matches(self, kind: str, value: str) -> bool:
        """Return whether a target selects any node. https://www.w3.org/TR/shacl/#targets"""
        if kind == f"{SH}targetNode":
            return True
        return value in (self.classes if kind == f"{SH}targetClass" else self.properties)
