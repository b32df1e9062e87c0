"""Results that no shape gives: the same as a finding, and as a sh:ValidationResult of the report graph."""

from dataclasses import dataclass

import pyoxigraph as ox
import rdflib
from rdflib import RDF, SH

from sco_ld.rdf.namespaces import Prefixes
from sco_ld.rdf.rdflib_bridge import to_term
from sco_ld.rdf.terms import text
from sco_ld.source_map.locator import Place
from sco_ld.source_map.turtle_positions import Term
from sco_ld.validation.report import Finding

NAMESPACE = "https://w3id.org/sco-ld/shapes#"
COMPONENT = f"{NAMESPACE}NameConstraintComponent"


@dataclass(frozen=True)
class Result:
    """A node that breaks a rule which is not a shape, as RDF terms."""

    rule: str
    severity: str
    message: str
    focus: Term
    path: ox.NamedNode | None = None
    value: Term | None = None
    place: Place | None = None

    def finding(self, prefixes: Prefixes) -> Finding:
        """Return the result as a finding, terms as prefixed names."""
        focus, path, value = (_short(term, prefixes) for term in (self.focus, self.path, self.value))
        rule, component = prefixes.shorten(self.rule), prefixes.shorten(COMPONENT)
        return Finding(focus, path, value, self.severity, self.message, rule, component, "", self.place)

    def add_to(self, graph: rdflib.Graph) -> None:
        """Add the result to a report graph. https://www.w3.org/TR/shacl/#results-validation-result"""
        node = rdflib.BNode()
        given = {
            RDF.type: SH.ValidationResult,
            SH.focusNode: to_term(self.focus),
            SH.resultPath: self.path and to_term(self.path),
            SH.value: self.value and to_term(self.value),
            SH.resultSeverity: SH[self.severity.capitalize()],
            SH.resultMessage: rdflib.Literal(self.message, lang="en"),
            SH.sourceShape: rdflib.URIRef(self.rule),
            SH.sourceConstraintComponent: rdflib.URIRef(COMPONENT),
        }
        for predicate, value in given.items():
            if value is not None:
                graph.add((node, predicate, value))
        for report in graph.subjects(RDF.type, SH.ValidationReport):
            graph.add((report, SH.result, node))
            graph.set((report, SH.conforms, rdflib.Literal(False)))


def _short(term: Term | None, prefixes: Prefixes) -> str:
    if term is None:
        return ""
    return prefixes.shorten(text(term)) if isinstance(term, ox.NamedNode) else str(term)
