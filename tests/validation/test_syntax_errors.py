"""Files that do not parse: an error of each in every report format, at its line and column, and exit code 2."""

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from sco_ld.rdf import formats
from tests.conftest import Ran

XML = '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">\n%s</r:RDF>'
BROKEN = {  # the error is at the mark
    "prefix.ttl": "<http://e/x> <http://e/p> 1 ;\n  ①e:p 2 .",
    "value.nt": "<http://e/x> <http://e/p>\n①1 .",
    "brackets.jsonld": '{"@id": "http://e/x",\n "http://e/p": [1\n①}',
    "type.jsonld": '[{"@id": "http://e/x"},\n {"@id": "http://e/y", ①"@type": 5}]',
    "iri.jsonld": '{"@id": "http://e/x",\n "http://e/p": {"@value": "x", "@type": ①"no iri"}}',
    "value.jsonld": '{"@id": "http://e/x",\n "http://e/p": {①"@value": {}}}',
    "tags.rdf": XML % '<r:Description r:about="http://e/x">①',
    "prefix.rdf": XML % "<r:Description>\n  ①<f:p>1</f:p></r:Description>",
    "both.rdf": XML % '\n①<r:Description r:about="x" r:ID="y"/>',
    "doctype.rdf": "①<!DOCTYPE x><x/>",
}
FILES = sorted(BROKEN)


@pytest.fixture(autouse=True, name="folder")
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of files that do not parse, one that does, and shapes; the working directory."""
    monkeypatch.chdir(tmp_path)
    for name, text in BROKEN.items():
        (tmp_path / name).write_text(text.replace("①", ""))
    (tmp_path / "good.ttl").write_text("<http://e/x> a <http://e/C> .")
    (tmp_path / "shapes").mkdir()
    (tmp_path / "shapes/s.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <http://e/S> a sh:NodeShape ; sh:targetClass <http://e/C> ."
    )
    return tmp_path


def place(name: str) -> tuple[str, int, int]:
    before = BROKEN[name][: BROKEN[name].index("①")]
    column = 0 if name == "doctype.rdf" else len(before.rpartition("\n")[2]) + 1
    return name, before.count("\n") + 1, column


def test_each_file_that_does_not_parse_is_an_error_at_its_place(run: Callable[..., Ran]) -> None:
    ran = run("validate", *FILES, "good.ttl", "-s", "shapes", "-f", "json")
    report = json.loads(ran.out)
    assert (ran.code, report["complete"], report["conforms"]) == (2, False, False)
    found = [(one["location"]["file"], one["location"]["line"], one["location"]["column"]) for one in report["findings"]]
    wanted = [place(name) for name in FILES]
    assert found == [(name, line, column or 1) for name, line, column in wanted]


def test_every_format_has_every_error(run: Callable[..., Ran]) -> None:
    names = ("text", "github", "junit", "sarif", "turtle")
    targets = [word for name in names for word in ("-f", f"{name}={name}.out")]
    ran = run("validate", *FILES, "-s", "shapes", *targets, "--fail-on", "never")
    text, github, junit, sarif, turtle = (Path(f"{name}.out").read_text() for name in names)
    assert ran.code == 2
    assert text.startswith("both.rdf:3:1: error: Not both")
    assert text.count(": error: ") == github.count("::error file=") == len(FILES)
    assert text.endswith(f"Not validated: {len(FILES)} errors.\n")
    assert (ET.fromstring(junit).get("errors"), len(ET.fromstring(junit)[0][0].text.splitlines())) == ("1", len(FILES))
    run_ = json.loads(sarif)["runs"][0]
    assert (run_["invocations"], len(run_["results"])) == ([{"executionSuccessful": False}], len(FILES))
    assert turtle.count("sh:sourceShape sco-ld:Syntax") == len(FILES)


def test_broken_shapes_and_data_are_told_together(folder: Path, run: Callable[..., Ran]) -> None:
    (folder / "shapes/s.ttl").write_text("no shape")
    ran = run("validate", "prefix.ttl", "-s", "shapes")
    assert (ran.code, "prefix.ttl:2:3: error: " in ran.out, "shapes/s.ttl:1:1: error: " in ran.out) == (2, True, True)


def test_report_files_are_written_when_nothing_can_be_validated(folder: Path, run: Callable[..., Ran]) -> None:
    (folder / "shapes/s.ttl").write_text("<http://e/S> <http://e/p> 1 .")
    ran = run("validate", "good.ttl", "-s", "shapes", "-f", "text", "-f", "sarif=report.sarif", "-f", "junit=report.xml")
    assert (ran.code, ran.out) == (2, "")
    result = json.loads(Path("report.sarif").read_text())["runs"][0]["results"][0]
    assert "holds data but no shapes" in result["message"]["text"]
    assert result["message"]["text"].split(" (")[0] in ran.err
    assert ET.parse("report.xml").getroot().get("errors") == "1"


def test_other_commands_name_line_and_column_too(run: Callable[..., Ran]) -> None:
    for name in FILES:
        _, line, column = place(name)
        told = run("export", name, "-o", f"{formats.NAMES[0]}.ttl").err
        assert told.startswith(f"Error: {name}, line {line}" + (f", column {column}: " if column else ": "))
