"""A report as JSON, for programs."""

import json
from collections import Counter

from sco_ld.validation.report import SEVERITIES, Report


def render(report: Report) -> str:
    """Return an object with `conforms`, `summary` and `findings`: the keys of Finding, and a fingerprint."""
    counts = Counter(finding.severity for finding in report)
    content = {
        "conforms": report.conforms,
        "summary": {severity: counts[severity] for severity in SEVERITIES},
        "findings": [{**finding.as_dict(), "fingerprint": finding.fingerprint} for finding in report],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
