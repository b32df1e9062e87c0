"""A report as the SHACL report graph, in Turtle. https://www.w3.org/TR/shacl/#validation-report"""

import pyoxigraph as ox

from sco_ld.export.writer import Syntax, to_bytes
from sco_ld.rdf.canonical import canonical
from sco_ld.validation.report import Report


def render(report: Report) -> str:
    """Return the report graph."""
    lines = report.graph.serialize(format="ntriples")
    quads = canonical(ox.parse(lines.encode(), ox.RdfFormat.N_TRIPLES))
    return to_bytes(quads, "turtle", Syntax(report.prefixes)).decode()
