"""Each wound of the bundled data makes exactly its rule fire, with the node named, at the line that is wrong."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from sco_ld.validation import formats
from sco_ld.validation.report import Report
from tests.wounds import WOUNDS, Wound

Place = tuple[str, int]
each = pytest.mark.parametrize("wound", WOUNDS, ids=lambda wound: wound.name)


@each
def test_a_wound_makes_exactly_its_rule_fire(wound: Wound, examined: Callable[[Wound, str], Report]) -> None:
    found = examined(wound, "pyshacl").at_least("warning")
    assert {(finding.shape, finding.focus) for finding in found} == {
        (f"shape:{wound.rule}", node) for node in wound.node.split()
    }


@each
def test_a_wound_is_told_at_its_line_in_every_form(
    wound: Wound, examined: Callable[[Wound, str], Report], patient: Path
) -> None:
    report = examined(wound, "pyshacl")
    with wound.inflicted(patient):
        file, line = wound.line(patient)
    node, wanted = wound.node.split()[0], {(str(patient / "data" / file), line)}
    for form in (text, sarif, junit, github):
        assert form(formats.render(report, form.__name__), f"shape:{wound.rule}", node) == wanted


def text(told: str, rule: str, node: str) -> set[Place]:
    blocks = [one for one in told.split("\n\n") if f"    node   {node}\n" in one and one.rstrip().endswith(f" {rule}")]
    return {place(one) for one in blocks}


def sarif(told: str, rule: str, node: str) -> set[Place]:
    found = set()
    for result in json.loads(told)["runs"][0]["results"]:
        (location,) = result["locations"]
        if (result["ruleId"], location["logicalLocations"][0]["fullyQualifiedName"]) == (rule, node):
            where = location["physicalLocation"]
            found.add((where["artifactLocation"]["uri"].removeprefix("file://"), where["region"]["startLine"]))
    return found


def junit(told: str, rule: str, node: str) -> set[Place]:
    (failure,) = ET.fromstring(told).findall(f"testcase[@name='{rule}']/failure")
    return {place(line) for line in failure.text.splitlines() if f": {node} " in line}


def github(told: str, rule: str, node: str) -> set[Place]:
    pattern = rf"::\w+ file=(.*),line=(\d+),col=\d+,title={rule.replace(':', '%3A')}::.*\({node}\b"
    return {(match[1], int(match[2])) for match in re.finditer(pattern, told)}


def place(line: str) -> Place:
    file, number, _ = line.split(":", maxsplit=2)
    return file, int(number)
