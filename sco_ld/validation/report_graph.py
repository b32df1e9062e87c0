"""The SHACL report graph of a Report: written from its findings, so that it tells what every other format tells.

`sh:conforms` is true if there are no findings, as in `Report.conforms`; a finding that was left out is not in the graph.
https://www.w3.org/TR/shacl/#validation-report
"""

import pyoxigraph as ox

from sco_ld.rdf.namespaces import RDF, SH, XSD
from sco_ld.validation.quad_index import QuadIndex
from sco_ld.validation.report import Report

_TYPE = ox.NamedNode(f"{RDF}type")
_BOOLEAN = ox.NamedNode(f"{XSD}boolean")


def report_quads(report: Report) -> list[ox.Quad]:
    """Return the SHACL report graph of a report."""
    head = ox.BlankNode("report")
    nodes = [ox.BlankNode(finding.result) for finding in report]
    return [
        ox.Quad(head, _TYPE, ox.NamedNode(f"{SH}ValidationReport")),
        ox.Quad(head, ox.NamedNode(f"{SH}conforms"), ox.Literal("true" if report.conforms else "false", datatype=_BOOLEAN)),
        *(ox.Quad(head, ox.NamedNode(f"{SH}result"), node) for node in nodes),
        *QuadIndex(report.results).description(*nodes),
    ]
