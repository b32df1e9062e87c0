"""Report formats: one module a format, each with a function `render(report) -> str`."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sco_ld.validation.report import Report

NAMES = ("text", "json", "turtle", "junit", "sarif", "github", "gitlab", "markdown")


def render(report: "Report", name: str, *, colour: bool = False, most: int | None = None) -> str:
    """Return a report in the format of that name; colour and a limit are for text alone."""
    options = {"colour": colour, "most": most} if name == "text" else {}
    return str(import_module(f"sco_ld.validation.formats.{name}").render(report, **options))
