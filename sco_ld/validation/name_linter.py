"""What is checked beside the shapes: that names are known, namespaces right, and texts in the script of their language."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph as ox

from sco_ld.rdf.namespaces import SH
from sco_ld.rdf.terms import text
from sco_ld.source_map.locator import Places
from sco_ld.validation import namespace_linter, scripts, unknown_names
from sco_ld.validation.report import Report, ordered

_RULES = (unknown_names.NAME, unknown_names.TERM, namespace_linter.RULE, scripts.RULE)


@dataclass(frozen=True)
class Material:
    """What a validation has read: the quads and the files of the data, and all that stands beside them."""

    data: Sequence[ox.Quad]
    ontology: Sequence[ox.Quad]
    shapes: Sequence[ox.Quad]
    files: Sequence[Path]
    other_files: Sequence[Path]
    places: Places


def with_names(report: Report, read: Material) -> Report:
    """Return a report with what is wrong with names, prefixes and scripts, in its findings, graph and rules.

    These are warnings, unless the shapes say otherwise of a rule:
    `<https://w3id.org/sco-ld/shapes#UnknownName> sh:severity sh:Violation`.
    """
    severities = _severities(read.shapes)
    found = [
        *namespace_linter.results(read.files, read.other_files, read.places, severities),
        *scripts.results(read.data, read.places, severities),
        *unknown_names.results(read.data, read.ontology, read.places, report.prefixes, severities),
    ]
    for result in found:
        result.add_to(report.graph)
    return replace(
        report,
        findings=ordered({*report.findings, *(result.finding(report.prefixes) for result in found)}),
        rules=(
            *report.rules,
            *unknown_names.rules(report.prefixes, severities),
            *namespace_linter.rules(report.prefixes, severities),
            *scripts.rules(report.prefixes, severities),
        ),
    )


def _severities(shapes: Sequence[ox.Quad]) -> dict[str, str]:
    """Return the severity that shapes give each of the rules."""
    return {
        text(quad.subject): text(quad.object).removeprefix(SH).lower()
        for quad in shapes
        if quad.predicate.value == f"{SH}severity" and text(quad.subject) in _RULES
    }
