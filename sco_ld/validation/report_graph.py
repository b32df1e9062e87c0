"""Findings read from a SHACL report graph. https://www.w3.org/TR/shacl/#validation-report"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import rdflib
from rdflib import RDF, SH

from sco_ld.rdf.namespaces import Prefixes
from sco_ld.source_map.locator import Place
from sco_ld.validation.paths import Node, first_step, path_text, term_text
from sco_ld.validation.report import Finding, Rule, ordered

_SEVERITY = {str(SH.Violation): "violation", str(SH.Warning): "warning", str(SH.Info): "info"}
Locate = Callable[[Node, Node | None, Node | None], Place | None]


@dataclass(frozen=True)
class ReportGraph:
    """A SHACL report graph, the shapes that it reports on, and where statements stand."""

    graph: rdflib.Graph
    shapes: rdflib.Graph
    locate: Locate
    prefixes: Prefixes

    def findings(self, ignored: set[Node]) -> tuple[Finding, ...]:
        """Return the findings in order of place, but for those whose focus node is ignored."""
        results = [node for node in self.graph.objects(None, SH.result) if self._value(node, SH.focusNode) not in ignored]
        return ordered({self._finding(node) for node in results})

    def _finding(self, result: Node) -> Finding:
        focus, value = self._value(result, SH.focusNode), self._value(result, SH.value)
        path = self._value(result, SH.resultPath)
        shape, component = self._value(result, SH.sourceShape), self._value(result, SH.sourceConstraintComponent)
        source = self._value(result, SH.sourceConstraint) or shape
        named = source if isinstance(source, rdflib.URIRef) else _named_above(self.shapes, shape) or source
        return Finding(
            focus=self._text(focus),
            path=path_text(self.graph, path, self.prefixes),
            value=self._text(value),
            severity=_severity(self._value(result, SH.resultSeverity)),
            message=_message(self.graph, result, SH.resultMessage),
            shape=self._text(named),
            component=self._text(component),
            expected=self._expected(shape, component),
            location=self.locate(focus, first_step(self.graph, path), value),
        )

    def _value(self, result: Node, predicate: rdflib.URIRef) -> Any:
        return self.graph.value(result, predicate)

    def _text(self, term: Node | None) -> str:
        return term_text(term, self.prefixes)

    def _expected(self, shape: Node | None, component: Node | None) -> str:
        """Return what the constraint asks for: `sh:minCount 3`, `sh:in (sco:High sco:Medium sco:Low)`."""
        if shape is None or component is None or not str(component).endswith("ConstraintComponent"):
            return ""
        local = str(component).removeprefix(str(SH)).removesuffix("ConstraintComponent")
        predicate = rdflib.URIRef(f"{SH}{local[0].lower()}{local[1:]}")
        values = sorted(self._parameter(value) for value in self.shapes.objects(shape, predicate))
        return f"{self._text(predicate)} {', '.join(values)}" if values and "" not in values else ""

    def _parameter(self, value: Node) -> str:
        if not isinstance(value, rdflib.BNode):
            return str(value) if isinstance(value, rdflib.Literal) else self._text(value)
        members = list(self.shapes.items(value))
        if not members or any(isinstance(one, rdflib.BNode) for one in members):
            return ""
        return f"({' '.join(map(self._text, members))})"


def rules_of(shapes: rdflib.Graph, prefixes: Prefixes) -> tuple[Rule, ...]:
    """Return the rules of a shapes graph: every shape and constraint that has an IRI, in order of name."""
    asked = {*shapes.subjects(RDF.type, SH.PropertyShape), *shapes.subjects(SH.message), *shapes.subjects(SH.path)}
    found = []
    for shape in asked | set(shapes.subjects(RDF.type, SH.NodeShape)):
        if isinstance(shape, rdflib.URIRef):
            name = next((str(text) for text in shapes.objects(shape, SH.name)), "")
            severity = _severity(shapes.value(shape, SH.severity))
            found.append(Rule(term_text(shape, prefixes), name, _message(shapes, shape, SH.message), severity))
    return tuple(sorted(found, key=lambda rule: rule.shape))


def _severity(term: object) -> str:
    return _SEVERITY.get(str(term or ""), "violation")


def _message(graph: rdflib.Graph, node: Node, predicate: rdflib.URIRef) -> str:
    texts = sorted(graph.objects(node, predicate), key=lambda text: (getattr(text, "language", "") != "en", str(text)))
    return str(texts[0]) if texts else ""


def _named_above(shapes: rdflib.Graph, shape: Node | None) -> Node | None:
    """Return the nearest shape with an IRI that holds a blank one."""
    seen = set()
    while isinstance(shape, rdflib.BNode) and shape not in seen:
        seen.add(shape)
        shape = next(iter(sorted(shapes.subjects(None, shape), key=str)), None)
    return shape
