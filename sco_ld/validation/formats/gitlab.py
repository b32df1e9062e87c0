"""A Report as a Code Quality report of GitLab, which shows findings in a merge request.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from sco_ld.source_map.source_file import Place
from sco_ld.text.printable import printable
from sco_ld.validation.formats.json_text import json_text
from sco_ld.validation.formats.text import about
from sco_ld.validation.report import Finding, Report

_SEVERITIES = {"violation": "major", "warning": "minor", "info": "info"}


def render(report: Report) -> str:
    """Return a list of issues, one for each finding; one without a place is in the file `-`, since GitLab needs one."""
    return json_text([_issue(finding) for finding in report])


def _issue(finding: Finding) -> dict[str, object]:
    place = finding.location or Place("-")
    return {
        "description": printable(f"{finding.message} ({about(finding)})"),
        "check_name": printable(finding.shape),
        "fingerprint": finding.fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": printable(place.file), "lines": {"begin": max(place.line, 1)}},
    }
