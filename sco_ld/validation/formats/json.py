"""A report as JSON, for programs."""

from collections import Counter

from sco_ld.validation.formats.json_text import json_text
from sco_ld.validation.report import SEVERITIES, Report


def render(report: Report) -> str:
    """Return an object: `complete`, `conforms`, `summary`, `findings` with the keys of `Finding.as_dict`, and `advice`."""
    counts = Counter(finding.severity for finding in report)
    content = {
        "complete": report.complete,
        "conforms": report.conforms,
        "summary": {severity: counts[severity] for severity in SEVERITIES},
        "findings": [finding.as_dict() for finding in report],
        "advice": [{"message": one.message, "names": one.names} for one in report.advice],
    }
    return json_text(content)
