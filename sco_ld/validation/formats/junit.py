"""A Report as JUnit XML, one case a rule, so that a dashboard counts rules."""

from collections import defaultdict
from xml.etree import ElementTree as ET

from sco_ld.text.printable import printable
from sco_ld.validation.formats.text import about, place
from sco_ld.validation.report import Finding, Report, Rule


def render(report: Report) -> str:
    """Return a test suite: a case for every rule, failed where there is a violation or a warning."""
    rules = {rule.shape: rule for rule in report.rules}
    by_shape = defaultdict(list)
    for finding in report:
        rules.setdefault(finding.shape, Rule(finding.shape, "", finding.message, finding.severity))
        by_shape[finding.shape].append(finding)
    suite = ET.Element("testsuite", name="sco-ld validate", errors="0", skipped="0", time="0")
    failed = 0
    for shape, rule in sorted(rules.items()):
        case = ET.SubElement(suite, "testcase", classname="sco-ld", name=printable(shape), time="0")
        found = by_shape[shape]
        failures = [finding for finding in found if finding.severity != "info"]
        if failures:
            failed += 1
            failure = ET.SubElement(
                case,
                "failure" if report.complete else "error",
                type=failures[0].severity,
                message=printable(rule.message or failures[0].message),
            )
            failure.text = "\n".join(map(_line, failures))
        elif found:
            ET.SubElement(case, "system-out").text = "\n".join(map(_line, found))
    suite.set("tests", str(len(rules)))
    suite.set("failures", str(failed if report.complete else 0))
    suite.set("errors", str(0 if report.complete else failed))
    ET.indent(suite)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(suite, encoding="unicode")}\n'


def _line(finding: Finding) -> str:
    return f"{place(finding)}{about(finding)} {printable(finding.message)}"
