"""Each wound of the bundled data violates its rule, with the node named, at the line that is wrong."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from sco_ld.validation import formats
from sco_ld.validation.formats.github import MOST_ANNOTATIONS
from sco_ld.validation.report import Report
from tests.wounds import WOUNDS, Wound, file_in

Place = tuple[str, int]
QUICK = 9  # one wound in so many is tested in the quick suite
each = pytest.mark.parametrize(
    "wound",
    [pytest.param(one, id=one.name, marks=[pytest.mark.slow] * bool(count % QUICK)) for count, one in enumerate(WOUNDS)],
)


@each
def test_wound_violates_its_rule(wound: Wound, examined: Callable[[Wound], Report]) -> None:
    expected = {(f"shape:{wound.rule}", node) for node in wound.node.split()}
    found = examined(wound).at_least("warning")  # tests/validation/test_engines.py compares pySHACL's findings
    assert expected <= {(finding.shape, finding.focus) for finding in found}


@each
def test_wound_is_located_in_every_format(wound: Wound, examined: Callable[[Wound], Report], patient: Path) -> None:
    report = examined(wound)
    with wound.inflicted(patient):
        file, line = wound.line(patient)
    node, wanted = wound.node.split()[0], {(str(file_in(patient, file)), line)}
    annotated = [github] if len(report.findings) <= MOST_ANNOTATIONS else []  # GitHub is told the worst ten
    for format_ in (text, sarif, junit, *annotated):
        assert wanted <= format_(formats.render(report, format_.__name__), f"shape:{wound.rule}", node)


def text(output: str, rule: str, node: str) -> set[Place]:
    blocks = [one for one in output.split("\n\n") if f"    node   {node}\n" in one and one.rstrip().endswith(f" {rule}")]
    return {place(one) for one in blocks}


def sarif(output: str, rule: str, node: str) -> set[Place]:
    found = set()
    for result in json.loads(output)["runs"][0]["results"]:
        (location,) = result["locations"]
        if (result["ruleId"], location["logicalLocations"][0]["fullyQualifiedName"]) == (rule, node):
            where = location["physicalLocation"]
            found.add((where["artifactLocation"]["uri"].removeprefix("file://"), where["region"]["startLine"]))
    return found


def junit(output: str, rule: str, node: str) -> set[Place]:
    (failure,) = ET.fromstring(output).findall(f"testcase[@name='{rule}']/failure")
    return {place(line) for line in failure.text.splitlines() if f": {node} " in line}


def github(output: str, rule: str, node: str) -> set[Place]:
    pattern = rf"::\w+ file=(.*),line=(\d+),col=\d+,title={rule.replace(':', '%3A')}::.*\({node}\b"
    return {(match[1], int(match[2])) for match in re.finditer(pattern, output)}


def place(line: str) -> Place:
    file, number, _ = line.split(":", maxsplit=2)
    return file, int(number)
