"""A Report in Markdown, for the summary of a CI job or the comment of a pull request."""

from sco_ld.text.markdown import code, escape
from sco_ld.validation.formats.text import about, place, summary, word
from sco_ld.validation.report import SEVERITIES, Finding, Report

_MOST = 500  # rows; GitHub takes a summary of 1 MB


def render(report: Report) -> str:
    """Return the verdict, and a table of the findings: first the worst, in order of place."""
    rows = [_row(finding) for finding in sorted(report, key=lambda finding: SEVERITIES.index(finding.severity))]
    lines = [f"**{escape(summary(report))}**", ""]
    if rows:
        lines += ["| | place | rule as it should be | node, path and value |", "|---|---|---|---|", *rows[:_MOST]]
    if len(rows) > _MOST:
        lines += ["", f"… and {len(rows) - _MOST} more."]
    return "\n".join(lines) + "\n"


def _row(finding: Finding) -> str:
    where = place(finding).removesuffix(": ")
    cells = (word(finding), _cell(where), escape(finding.message), _cell(about(finding)))
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    return code(text).replace("|", "\\|") if text else ""
