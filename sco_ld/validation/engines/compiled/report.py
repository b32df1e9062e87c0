"""Results as a SHACL report graph. https://www.w3.org/TR/shacl/#validation-report"""

from collections.abc import Iterable

import rdflib
from rdflib import RDF, SH

from sco_ld.rdf.rdflib_bridge import to_term
from sco_ld.validation.engines.compiled.results import Result


def report_graph(results: Iterable[Result], shapes: rdflib.Graph) -> rdflib.Graph:
    """Return a report; the paths of results are described as in the shapes."""
    graph = rdflib.Graph()
    report = rdflib.BNode()
    nodes = [_add(graph, result, shapes) for result in results]
    graph.add((report, RDF.type, SH.ValidationReport))
    graph.add((report, SH.conforms, rdflib.Literal(not nodes)))
    for node in nodes:
        graph.add((report, SH.result, node))
    return graph


def _add(graph: rdflib.Graph, result: Result, shapes: rdflib.Graph) -> rdflib.BNode:
    node = rdflib.BNode()
    graph.add((node, RDF.type, SH.ValidationResult))
    for predicate, term in (
        (SH.focusNode, result.focus),
        (SH.resultPath, result.path),
        (SH.value, result.value),
        (SH.sourceShape, result.shape),
        (SH.sourceConstraintComponent, result.component),
        (SH.sourceConstraint, result.constraint),
        (SH.resultSeverity, result.severity),
        *((SH.resultMessage, message) for message in result.messages),
    ):
        if term is not None:
            graph.add((node, predicate, to_term(term)))
    path = graph.value(node, SH.resultPath)
    if isinstance(path, rdflib.BNode):
        graph += shapes.cbd(path)
    for detail in result.details:
        graph.add((node, SH.detail, _add(graph, detail, shapes)))
    return node
