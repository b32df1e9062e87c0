"""The SHACL report graph of a Report: written from its findings, so that it says what every other format says.

`sh:conforms` is true if there are no findings, as in `Report.conforms`; a finding that was left out is not in the graph.
https://www.w3.org/TR/shacl/#validation-report
"""

import pyoxigraph as ox

from sco_ld.rdf.namespaces import RDF, SH, XSD
from sco_ld.validation.quad_index import QuadIndex, Term
from sco_ld.validation.report import Report

_TYPE = ox.NamedNode(f"{RDF}type")
_BOOLEAN = ox.NamedNode(f"{XSD}boolean")
_RESULT, _DETAIL = f"{SH}result", f"{SH}detail"


def report_quads(report: Report) -> list[ox.Quad]:
    """Return the SHACL report graph of a report. Results are numbered, so that equal reports have equal graphs.

    They are not named by RDFC-1.0, which takes exponential time for some graphs of blank nodes.
    """
    head, index = ox.BlankNode("report"), QuadIndex(report.results)
    names = _names([ox.BlankNode(finding.result) for finding in report], index)
    conforms = ox.Literal("true" if report.conforms else "false", datatype=_BOOLEAN)
    return [
        ox.Quad(head, _TYPE, ox.NamedNode(f"{SH}ValidationReport")),
        ox.Quad(head, ox.NamedNode(f"{SH}conforms"), conforms),
        *(ox.Quad(head, ox.NamedNode(_RESULT), names[ox.BlankNode(finding.result)]) for finding in report),
        *(
            ox.Quad(names.get(quad.subject, quad.subject), quad.predicate, names.get(quad.object, quad.object))  # type: ignore[arg-type]
            for quad in index.description(*names)
        ),
    ]


def _names(results: list[ox.BlankNode], index: QuadIndex) -> dict[Term, ox.BlankNode]:
    """Return numbered names for results and, below them, their details in order of what they say."""
    order: dict[Term, None] = {}
    todo: list[Term] = list(reversed(results))
    while todo:
        node = todo.pop()
        if node not in order:
            order[node] = None
            todo += sorted(index.values(node, _DETAIL), key=lambda detail: _properties(detail, index), reverse=True)
    return {node: ox.BlankNode(f"result{number:06}") for number, node in enumerate(order)}


def _properties(result: Term, index: QuadIndex) -> list[str]:
    return sorted(f"{name} {value}" for name, value in index.about(result) if name != _DETAIL)
