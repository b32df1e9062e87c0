"""Shapes that cannot be compiled, handed to pySHACL one root shape at a time."""

from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from sco_ld.rdf.namespaces import RDF, RDFS, SH
from sco_ld.validation.engines.compiled.index import Index, Term
from sco_ld.validation.engines.compiled.results import Result

_TARGETS = tuple(f"{SH}{name}" for name in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf"))


def results(data: Sequence[ox.Quad], shapes: Sequence[ox.Quad], roots: Iterable[Term]) -> Iterator[Result]:
    """Return what pySHACL finds by root shapes alone. Raise ScoError if it cannot use them."""
    for root in roots:
        from sco_ld.validation.engines import pyshacl_engine  # its imports take a third of a second

        alone = only(shapes, root)
        report = Index(pyshacl_engine.validate(data, alone))
        for head in report.subjects_of(f"{SH}conforms"):
            yield from (_result(report, found, Index(alone)) for found in report.objects(head, f"{SH}result"))


def only(shapes: Sequence[ox.Quad], root: Term) -> list[ox.Quad]:
    """Return a shapes graph in which no other shape has targets."""
    classes = set(Index(shapes).subclasses(f"{RDFS}Class"))
    return [quad for quad in shapes if quad.subject == root or not _targets(quad, classes)]


def _targets(quad: ox.Quad, classes: set[Term]) -> bool:
    return quad.predicate.value in _TARGETS or (quad.predicate.value == f"{RDF}type" and quad.object in classes)


def _result(report: Index, node: Term, shapes: Index) -> Result:
    def term(name: str) -> Term | None:
        return next(iter(report.objects(node, f"{SH}{name}")), None)

    focus, shape, component, severity = map(
        term, ("focusNode", "sourceShape", "sourceConstraintComponent", "resultSeverity")
    )
    assert focus and shape and component and severity  # noqa: S101
    path = term("resultPath")
    if isinstance(path, ox.BlankNode):
        path = next(iter(shapes.objects(shape, f"{SH}path")), None)
    return Result(
        focus,
        path,
        term("value"),
        shape,
        component,
        term("sourceConstraint"),
        severity,
        tuple(one for one in report.objects(node, f"{SH}resultMessage") if isinstance(one, ox.Literal)),
        tuple(_result(report, detail, shapes) for detail in report.objects(node, f"{SH}detail")),
    )
