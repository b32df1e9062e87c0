"""Data against shapes: a Report of Findings. The only module that knows pySHACL."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pyshacl
import rdflib
from rdflib import RDF, SH

from sco_ld.errors import ScoError
from sco_ld.vocab import shorten

SEVERITIES = ("violation", "warning", "info")
_MARKS = (
    (RDF.type, SH.NodeShape),
    (RDF.type, SH.PropertyShape),
    (SH.targetClass, None),
    (SH.targetNode, None),
    (SH.targetSubjectsOf, None),
    (SH.targetObjectsOf, None),
)
_PATH_FORMS = {
    SH.inversePath: "^{}",
    SH.alternativePath: "({})",
    SH.zeroOrMorePath: "{}*",
    SH.oneOrMorePath: "{}+",
    SH.zeroOrOnePath: "{}?",
}
_SEVERITY = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}


@dataclass(frozen=True, order=True)
class Finding:
    """One result of a validation: a node that does not satisfy a shape. Terms are written as prefixed names."""

    focus: str
    path: str
    value: str
    severity: str
    message: str
    shape: str
    component: str

    def as_dict(self) -> dict[str, str]:
        """Give the finding as a plain dict, a row of a table."""
        return dict(vars(self))


@dataclass(frozen=True)
class Report:
    """What a validation found: iterate for the Findings; `.graph` is the SHACL report itself."""

    findings: tuple[Finding, ...]
    graph: rdflib.Graph = field(compare=False, repr=False)

    @property
    def conforms(self) -> bool:
        """Whether no finding is a violation."""
        return not self.at_least("violation")

    def at_least(self, severity: str) -> tuple[Finding, ...]:
        """Give the findings of that severity or a worse one."""
        worst = SEVERITIES[: SEVERITIES.index(severity) + 1]
        return tuple(finding for finding in self.findings if finding.severity in worst)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)


def validate(data: rdflib.Graph, shapes: rdflib.Graph, ontology: rdflib.Graph | None = None) -> Report:
    """Validate the data graph against the shapes graph; the ontology is seen by the shapes but not reported on.

    Shapes that cannot be read, or no shapes at all, raise ScoError. https://www.w3.org/TR/shacl/#validation
    """
    if not any((None, mark, kind) in shapes for mark, kind in _MARKS):
        raise ScoError("No shapes were given: nothing would be checked.")
    normalize = rdflib.NORMALIZE_LITERALS
    try:
        seen = data if ontology is None else data + ontology
        _, graph, words = pyshacl.validate(seen, shacl_graph=shapes, inplace=True)
    except (pyshacl.errors.ReportableRuntimeError, RecursionError, ValueError) as error:
        raise ScoError(f"The shapes could not be used: {' '.join(str(error).split())}") from error
    finally:
        rdflib.NORMALIZE_LITERALS = normalize
    if not isinstance(graph, rdflib.Graph):
        raise ScoError(f"The shapes could not be used: {words}")
    known = set() if ontology is None else set(ontology.subjects()) - set(data.subjects())
    results = [node for node, focus in graph.subject_objects(SH.focusNode) if focus not in known]
    return Report(tuple(sorted({_finding(graph, shapes, node) for node in results})), graph)


def _finding(graph: rdflib.Graph, shapes: rdflib.Graph, result: rdflib.term.Node) -> Finding:
    def one(predicate: rdflib.URIRef) -> Any:
        return graph.value(result, predicate)

    messages = sorted(
        graph.objects(result, SH.resultMessage), key=lambda text: (getattr(text, "language", "") != "en", text)
    )
    shape = one(SH.sourceConstraint) or one(SH.sourceShape)
    if not isinstance(shape, rdflib.URIRef):
        shape = _named_above(shapes, one(SH.sourceShape)) or shape
    return Finding(
        focus=_name(one(SH.focusNode)),
        path=path_text(graph, one(SH.resultPath)),
        value=_name(one(SH.value)),
        severity=_SEVERITY.get(one(SH.resultSeverity), "violation"),
        message=str(messages[0]) if messages else "",
        shape=_name(shape),
        component=_name(one(SH.sourceConstraintComponent)),
    )


def path_text(graph: rdflib.Graph, path: rdflib.term.Node | None) -> str:
    """Write a SHACL path as SPARQL does: `org:role/skos:broader`, `^sco:conflictsWith`, `(a|b)`. https://www.w3.org/TR/shacl/#property-paths"""
    if path is None or isinstance(path, rdflib.URIRef):
        return _name(path)
    for predicate, form in _PATH_FORMS.items():
        inner = graph.value(path, predicate)
        if inner is not None:
            if predicate == SH.alternativePath:
                return f"({'|'.join(path_text(graph, one) for one in graph.items(inner))})"
            return form.format(path_text(graph, inner))
    return "/".join(path_text(graph, one) for one in graph.items(path))


def _named_above(shapes: rdflib.Graph, shape: rdflib.term.Node | None) -> rdflib.term.Node | None:
    """Give the nearest shape with an IRI that holds a blank one."""
    seen = set()
    while isinstance(shape, rdflib.BNode) and shape not in seen:
        seen.add(shape)
        shape = next(iter(sorted(shapes.subjects(None, shape), key=str)), None)
    return shape


def _name(term: rdflib.term.Node | None) -> str:
    if term is None:
        return ""
    return shorten(str(term)) if isinstance(term, rdflib.URIRef) else term.n3()
