"""Shapes that cannot be compiled, handed to pySHACL one root shape at a time."""

from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox
import rdflib
from rdflib import SH

from sco_ld.rdf.namespaces import RDF, RDFS
from sco_ld.rdf.namespaces import SH as SHACL
from sco_ld.rdf.rdflib_bridge import to_graph, to_quad_term
from sco_ld.validation.engines import pyshacl_engine
from sco_ld.validation.engines.compiled.index import Index, Term
from sco_ld.validation.engines.compiled.results import Result

_TARGETS = tuple(f"{SHACL}{name}" for name in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf"))


def results(data: Sequence[ox.Quad], shapes: Sequence[ox.Quad], roots: Iterable[Term]) -> Iterator[Result]:
    """Return what pySHACL finds by root shapes alone. Raise ScoError if it cannot use them."""
    for root in roots:
        alone = to_graph(only(shapes, root))
        report = pyshacl_engine.validate(data, alone)
        for found in report.objects(None, SH.result):
            yield _result(report, found, alone)


def only(shapes: Sequence[ox.Quad], root: Term) -> list[ox.Quad]:
    """Return a shapes graph in which no other shape has targets."""
    classes = set(Index(shapes).subclasses(f"{RDFS}Class"))
    return [quad for quad in shapes if quad.subject == root or not _targets(quad, classes)]


def _targets(quad: ox.Quad, classes: set[Term]) -> bool:
    return quad.predicate.value in _TARGETS or (quad.predicate.value == f"{RDF}type" and quad.object in classes)


def _result(report: rdflib.Graph, node: rdflib.term.Node, shapes: rdflib.Graph) -> Result:
    def term(predicate: rdflib.URIRef) -> Term | None:
        return to_quad_term(report.value(node, predicate))

    path = report.value(node, SH.resultPath)
    if isinstance(path, rdflib.BNode):
        path = shapes.value(report.value(node, SH.sourceShape), SH.path)
    focus, shape, component, severity = map(
        term, (SH.focusNode, SH.sourceShape, SH.sourceConstraintComponent, SH.resultSeverity)
    )
    assert focus and shape and component and severity  # noqa: S101
    return Result(
        focus,
        to_quad_term(path),
        term(SH.value),
        shape,
        component,
        term(SH.sourceConstraint),
        severity,
        tuple(one for text in report.objects(node, SH.resultMessage) if isinstance(one := to_quad_term(text), ox.Literal)),
        tuple(_result(report, detail, shapes) for detail in report.objects(node, SH.detail)),
    )
