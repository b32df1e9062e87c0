"""A report as the SHACL report graph, in Turtle. https://www.w3.org/TR/shacl/#validation-report"""

from sco_ld.export.writer import Syntax, to_bytes
from sco_ld.validation.formats.json_text import without_commands
from sco_ld.validation.report import Report


def render(report: Report) -> str:
    """Return the report graph."""
    quads = sorted(report.quads, key=str)
    text = to_bytes(quads, "turtle", Syntax(report.prefixes)).decode()
    return without_commands(text)
