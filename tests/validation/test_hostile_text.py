"""Reports on hostile literals, file names and shapes: no CI command, no control character, no invisible character."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

import sco_ld
from sco_ld.validation import formats
from sco_ld.validation.report import Report
from tests.conftest import Ran

HOSTILE = (
    "::error::forged", "  ::stop-commands::x", "##[error]forged", "##vso[task.complete result=Succeeded;]", "a ##[group]b",
    "##teamcity[buildStop]", "\n::error::forged", "\r\n##vso[task.complete]\n", "\x1b[31mred\x1b]0;title\x07", "\x9b31m",
    "\x00\x08", "\u202egnp.exe", "\u2066isolate\u2069", "zero\u200bwidth", "\u2028::error::forged", "%0A::error::forged",
    "%25%0A", "::add-mask::x%0D%0A::error::y", '"]]><script>alert(1)</script>', "\ufeff##vso[x]", "\u0085::error::x",
    "a,line=1::b", "###vso[x]",
)  # fmt: skip
COMMAND = re.compile(r"^\s*::|##\w*\[", re.MULTILINE)
INVISIBLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ufeff]")
SHAPES = """@prefix e: <http://e/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
<http://e/SHAPE> a sh:PropertyShape ; sh:targetSubjectsOf e:p ; sh:path e:p ; sh:maxLength 0 ;
    sh:name "TEXT" ; sh:message "TEXT" .
e:Info a sh:PropertyShape ; sh:targetSubjectsOf e:p ; sh:path e:i ; sh:minCount 1 ; sh:message "TEXT" ; sh:severity sh:Info .
<http://e/SHAPEwarning> a sh:PropertyShape ; sh:targetSubjectsOf e:p ; sh:path e:w ; sh:minCount 1 ;
    sh:severity sh:Warning ."""


def escaped(text: str) -> str:
    return "".join(f"\\U{ord(char):08X}" for char in text)


def file_name(text: str) -> str:
    return f"{text.replace('/', '_').replace(chr(0), '')}.ttl"


@pytest.fixture(params=HOSTILE, ids=ascii)
def report(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Report:
    """Return a report in which a text is a literal, a file name, an IRI, a message and the name of a shape."""
    text = request.param
    monkeypatch.chdir(tmp_path)
    iri = "".join(char for char in text if char.isalnum() or char in ":.=;" or "\u2000" < char < "\u2070")
    data = Path(file_name(text))
    data.write_text(f'<http://e/{iri}> <http://e/p> "{escaped(text)}" .', encoding="utf-8")
    shapes = SHAPES.replace("TEXT", escaped(text)).replace("SHAPE", quote(text, safe=""))
    Path("shapes.ttl").write_text(shapes, encoding="utf-8")
    return sco_ld.load().validate([data], [Path("shapes.ttl")])


def test_report_contains_no_command_and_no_invisible_character(report: Report) -> None:
    assert len(report) >= 3
    for name in formats.NAMES:
        lines = report.render(name)
        if name == "github":
            assert all(re.match(r"::(error|warning|notice) ", line) for line in lines.splitlines())
            assert len(lines.splitlines()) == len(report)
            lines = re.sub("^::", "", lines, flags=re.MULTILINE)
        assert not COMMAND.search(lines), name
        if name not in ("json", "turtle"):  # data formats keep the data
            assert not INVISIBLE.search(lines), name


def test_json_formats_keep_findings_and_texts(report: Report) -> None:
    found = json.loads(report.render("json"))["findings"]
    assert [finding["message"] for finding in found] == [finding.message for finding in report]
    assert len(json.loads(report.render("sarif"))["runs"][0]["results"]) == len(report)


def test_file_name_that_is_a_command_begins_no_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Callable[..., Ran]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("shapes.ttl").write_text(SHAPES.replace("SHAPE", "S").replace("TEXT", "Text."))
    Path("::error::forged.ttl").write_text('<http://e/x> <http://e/p> "a" .')
    ran = run("validate", "::error::forged.ttl", "-s", "shapes.ttl")
    assert (ran.code, COMMAND.search(ran.out + ran.err)) == (1, None)
    assert "error::forged.ttl:1:" in ran.out
