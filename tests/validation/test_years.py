"""Texts that name another year than their translations are found, and surplus values at the last one."""

from pathlib import Path

import pytest

from sco_ld.validation.job import Job
from sco_ld.validation.runner import run

SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <http://e.org/> .
e:Named a sh:NodeShape ; sh:targetSubjectsOf e:says ; sh:property [ sh:path e:day ; sh:maxCount 1 ] .
"""
HEAD = "@prefix e: <http://e.org/> .\ne:a e:says\n"
CASES = {
    "the third language disagrees": ('"in 2003"@en ,\n"2003"@de ,\n"en 2004"@fr .', [5]),
    "two languages disagree": ('"in 2003"@en ,\n"en 2004"@fr .', [3, 4]),
    "a year is missing": ('"in 2003"@en ,\n"2003"@de ,\n"alors"@fr .', [5]),
    "all agree": ('"from 2003 to 2005"@en ,\n"2005, 2003"@fr .', []),
    "other numbers are not compared": ('"65 of 12003"@en ,\n"LXV"@fr .', []),
    "two texts in a language are no translations": ('"in 2003"@en ,\n"in 2004"@en .', []),
}


def lines(folder: Path, data: str) -> list[int]:
    (folder / "data.ttl").write_text(HEAD + data, encoding="utf-8")
    (folder / "shapes.ttl").write_text(SHAPES, encoding="utf-8")
    report = run(Job((folder / "data.ttl",), (folder / "shapes.ttl",), trusted=True))
    return [finding.location.line for finding in report if finding.location]


@pytest.mark.parametrize("case", CASES)
def test_year_that_differs_between_languages_is_found(case: str, tmp_path: Path) -> None:
    text, wrong = CASES[case]
    assert lines(tmp_path, text) == wrong


def test_surplus_value_is_located_at_the_last_one(tmp_path: Path) -> None:
    assert lines(tmp_path, '"x" ;\ne:day 1 ;\ne:day 2 .') == [5]
