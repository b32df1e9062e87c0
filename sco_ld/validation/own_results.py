"""Results of our own checks, as findings of a report."""

from collections.abc import Sequence
from dataclasses import replace

import pyoxigraph as ox

from sco_ld.source_map.locator import Locator
from sco_ld.validation import results
from sco_ld.validation.fingerprint import Identities
from sco_ld.validation.quad_index import QuadIndex
from sco_ld.validation.report import Report, ordered
from sco_ld.validation.report_reader import ReportReader
from sco_ld.validation.results import Result
from sco_ld.validation.validator import locator


def with_results(report: Report, found: Sequence[Result], quads: Sequence[ox.Quad], places: Locator) -> Report:
    """Return a report with results of our own, about nodes of the quads."""
    own = results.to_quads(found, f"own{len(report.results)}-")
    known = {(one.focus, one.path, one.value): one.place for one in found}
    index, nodes, locate = QuadIndex(own), Identities(quads), locator(places)
    reader_ = ReportReader(
        index, QuadIndex(()), nodes, nodes, lambda *asked: known.get(asked[:3]) or locate(*asked), report.prefixes
    )
    findings = reader_.findings(index.subjects())
    return replace(report, findings=ordered((*report.findings, *findings)), results=(*report.results, *own))
