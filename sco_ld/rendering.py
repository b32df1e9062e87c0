"""A Report in the format of a name."""

from dataclasses import fields

from sco_ld import github, junit, report, sarif
from sco_ld.findings import Report

_RENDERERS = {
    "json": report.as_json,
    "turtle": report.turtle,
    "junit": junit.xml,
    "sarif": sarif.log,
    "github": github.annotations,
}


class Readable(Report):
    """A Report that writes itself."""

    def render(self, name: str = "text") -> str:
        """Give the report as text, json, turtle, junit, sarif or github."""
        return render(self, name)


def readable(found: Report) -> Readable:
    """Give a Report that writes itself."""
    return Readable(**{field.name: getattr(found, field.name) for field in fields(found)})


def render(found: Report, name: str, *, colour: bool = False, most: int | None = None) -> str:
    """Give a report as text, json, turtle, junit, sarif or github; colour and a limit are for text alone."""
    if name == "text":
        return report.text(found, colour=colour, most=most)
    return _RENDERERS[name](found)
