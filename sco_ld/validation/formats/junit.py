"""A Report as JUnit XML, one case a rule, so that a dashboard counts rules."""

from xml.etree import ElementTree as ET

from sco_ld.rdf.characters import NOT_XML
from sco_ld.validation.formats.text import about
from sco_ld.validation.report import Finding, Report, Rule


def render(report: Report) -> str:
    """Return a test suite: a case for every rule, failed where there is a violation or a warning."""
    rules = {rule.shape: rule for rule in report.rules}
    for finding in report:
        rules.setdefault(finding.shape, Rule(finding.shape, "", finding.message, finding.severity))
    suite = ET.Element("testsuite", name="sco-ld validate", errors="0", skipped="0", time="0")
    failed = 0
    for shape, rule in sorted(rules.items()):
        case = ET.SubElement(suite, "testcase", classname="sco-ld", name=shape, time="0")
        found = [finding for finding in report if finding.shape == shape]
        failures = [finding for finding in found if finding.severity != "info"]
        if failures:
            failed += 1
            failure = ET.SubElement(
                case, "failure", type=failures[0].severity, message=_clean(rule.message or failures[0].message)
            )
            failure.text = _clean("\n".join(map(_line, failures)))
        elif found:
            ET.SubElement(case, "system-out").text = _clean("\n".join(map(_line, found)))
    suite.set("tests", str(len(rules)))
    suite.set("failures", str(failed))
    ET.indent(suite)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(suite, encoding="unicode")}\n'


def _line(finding: Finding) -> str:
    place = f"{finding.location}: " if finding.location else ""
    return f"{place}{about(finding)} {finding.message}"


def _clean(text: str) -> str:
    return NOT_XML.sub("\ufffd", text)
