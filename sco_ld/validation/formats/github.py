"""A Report as workflow annotations, which GitHub shows beside the changed lines.

https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions#setting-an-error-message
"""

from sco_ld.text.printable import printable
from sco_ld.validation.formats.text import about
from sco_ld.validation.report import SEVERITIES, Report

MOST_ANNOTATIONS = 10
_LEVELS = {"violation": "error", "warning": "warning", "info": "notice"}


def render(report: Report) -> str:
    """Return a workflow command for each finding, one a line; of more than ten, for the worst, and one on the others.

    GitHub shows ten annotations of a step: the others are for the summary of the job.
    """
    worst = sorted(report, key=lambda finding: SEVERITIES.index(finding.severity))
    shown = worst if len(worst) <= MOST_ANNOTATIONS else worst[: MOST_ANNOTATIONS - 1]
    lines = []
    for finding in shown:
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
    if len(shown) < len(worst):
        lines.append(f"::notice title=sco-ld::{len(worst) - len(shown)} more findings; the summary of the job has them.\n")
    return "".join(lines)


def _escaped(text: str, more: str = "") -> str:
    escaped = printable(text)
    for char in f"%{more}":
        escaped = escaped.replace(char, f"%{ord(char):02X}")
    return escaped
