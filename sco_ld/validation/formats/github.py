"""A Report as workflow annotations, which GitHub shows beside the changed lines.

https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions#setting-an-error-message
"""

from sco_ld.text.printable import printable
from sco_ld.validation.formats.text import about
from sco_ld.validation.report import Report

_LEVELS = {"violation": "error", "warning": "warning", "info": "notice"}


def render(report: Report) -> str:
    """Return a workflow command for each finding, one a line."""
    lines = []
    for finding in report:
        place = finding.location
        properties = {
            "file": place.file if place else "",
            "line": str(place.line) if place and place.line else "",
            "col": str(place.column) if place and place.column else "",
            "title": finding.shape,
        }
        given = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in properties.items() if value)
        message = f"{finding.message} ({about(finding)})"
        lines.append(f"::{_LEVELS[finding.severity]} {given}::{_escaped(message)}\n")
    return "".join(lines)


def _escaped(text: str, more: str = "") -> str:
    escaped = printable(text)
    for char in f"%{more}":
        escaped = escaped.replace(char, f"%{ord(char):02X}")
    return escaped
