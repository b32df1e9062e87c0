"""A report as the SHACL report graph, in Turtle. https://www.w3.org/TR/shacl/#validation-report"""

from sco_ld.export.writer import Syntax, to_bytes
from sco_ld.rdf.canonical import canonical
from sco_ld.validation.report import Report


def render(report: Report) -> str:
    """Return the report graph, blank nodes named by what they say."""
    text = to_bytes(canonical(report.quads), "turtle", Syntax(report.prefixes)).decode()
    return text.replace("##", "\\u0023#")  # ##vso[ is a command to a CI service
