"""A Report in the format of a name."""

from sco_ld import github, junit, report, sarif
from sco_ld.findings import Report

_RENDERERS = {
    "json": report.as_json,
    "turtle": report.turtle,
    "junit": junit.xml,
    "sarif": sarif.log,
    "github": github.annotations,
}


def render(found: Report, name: str, *, colour: bool = False, most: int | None = None) -> str:
    """Give a report as text, json, turtle, junit, sarif or github; colour and a limit are for text alone."""
    if name == "text":
        return report.text(found, colour=colour, most=most)
    return _RENDERERS[name](found)
