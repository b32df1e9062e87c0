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
    if not any(shapes.subjects(RDF.type, kind) for kind in (SH.NodeShape, SH.PropertyShape)) and not any(
        shapes.triples((None, target, None)) for target in (SH.targetClass, SH.targetNode, SH.targetSubjectsOf)
    ):
        raise ScoError("No shapes were given: nothing would be checked.")
    normalize = rdflib.NORMALIZE_LITERALS
    try:
        _, graph, words = pyshacl.validate(data, shacl_graph=shapes, ont_graph=ontology, inplace=True)
    except (pyshacl.errors.ValidationFailure, RecursionError, ValueError) as error:
        raise ScoError(f"The shapes could not be used: {' '.join(str(error).split())}") from error
    finally:
        rdflib.NORMALIZE_LITERALS = normalize
    if not isinstance(graph, rdflib.Graph):
        raise ScoError(f"The shapes could not be used: {words}")
    return Report(tuple(sorted({_finding(graph, shapes, node) for node in graph.subjects(RDF.type, SH.ValidationResult)})), graph)


def _finding(graph: rdflib.Graph, shapes: rdflib.Graph, result: rdflib.term.Node) -> Finding:
    def one(predicate: rdflib.URIRef) -> Any:
        return graph.value(result, predicate)

    messages = sorted(graph.objects(result, SH.resultMessage), key=lambda text: (getattr(text, "language", "") != "en", text))
    shape = one(SH.sourceShape)
    return Finding(
        focus=_name(one(SH.focusNode)),
        path=_name(one(SH.resultPath)),
        value=_name(one(SH.value)),
        severity=_SEVERITY.get(one(SH.resultSeverity), "violation"),
        message=str(messages[0]) if messages else "",
        shape=_name(shape) if isinstance(shape, rdflib.URIRef) else _name(shapes.value(predicate=SH.property, object=shape)),
        component=_name(one(SH.sourceConstraintComponent)),
    )


def _name(term: rdflib.term.Node | None) -> str:
    if term is None:
        return ""
    return shorten(str(term)) if isinstance(term, rdflib.URIRef) else term.n3()
