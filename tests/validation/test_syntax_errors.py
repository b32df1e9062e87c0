"""Files that do not parse: an error of each in every report format, at its line and column, and exit code 2."""

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pyoxigraph as ox
import pytest

from sco_ld.rdf import formats
from sco_ld.validation import formats as report_formats
from tests.conftest import ROOT, Ran

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
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <http://e/S> a sh:NodeShape ; "
        "sh:targetClass <http://e/C> ; sh:nodeKind sh:IRI ."
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
    (invocation,) = run_["invocations"]
    assert invocation["executionSuccessful"] is False
    assert len(invocation["toolExecutionNotifications"]) == len(run_["results"]) == len(FILES)
    assert turtle.count("sh:sourceShape sco-ld:Syntax") == len(FILES)


def test_broken_shapes_and_data_are_reported_together(folder: Path, run: Callable[..., Ran]) -> None:
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


STOPPED: dict[str, tuple[list[str], str]] = {  # a reason that nothing is validated: words of the command, words of the error
    "no such data": (["none.ttl", "-s", "shapes"], "none.ttl: no such file"),
    "no such shapes": (["good.ttl", "-s", "none"], "none: no such file"),
    "no shapes": (["good.ttl", "-s", "good.ttl"], "holds data but no shapes"),
    "ill-formed shapes": (["good.ttl", "-s", "ill.ttl"], "The shapes are not well-formed"),
    "no node selected": (["other.ttl", "-s", "shapes"], "no shape selects a node"),
    "an unknown format": (["notes.txt", "-s", "shapes"], "unknown format"),
    "a broken catalogue": (["sub/good.ttl", "-s", "shapes"], "catalog.toml: is not TOML"),
    "a broken baseline": (["good.ttl", "-s", "shapes", "--baseline", "good.ttl"], "good.ttl"),
    "no repository": (["good.ttl", "-s", "shapes", "--changed-since", "HEAD"], "git"),
    "no publication": (["-C"], "no publication here"),
    "time is up": (["good.ttl", "-s", "slow.ttl", "--timeout", "1", "--engine", "pyshacl"], "Not done within 1 seconds"),
}
SLOW = '<http://e/S> sh:targetNode "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab" ; sh:pattern "^(a+)+$" .'


def assert_says(words: str, name: str, text: str) -> None:
    if name == "sarif":
        (run_,) = json.loads(text)["runs"]
        (invocation,) = run_["invocations"]
        told = [one["message"]["text"] for one in (*invocation["toolExecutionNotifications"], *run_["results"])]
        assert (invocation["executionSuccessful"], len(told)) == (False, 2)
        jsonschema.validate(json.loads(text), json.loads((ROOT / "tests/sarif-2.1.0.schema.json").read_text()))
    elif name == "junit":
        told = [error.text or "" for error in ET.fromstring(text).iter("error")]
    elif name == "json":
        report = json.loads(text)
        assert (report["complete"], report["conforms"]) == (False, False)
        told = [one["message"] for one in report["findings"]]
    elif name == "gitlab":
        told = [one["description"] for one in json.loads(text)]
    elif name == "turtle":
        quads = list(ox.parse(text, ox.RdfFormat.TURTLE))
        assert [quad.object.value for quad in quads if quad.predicate.value.endswith("#conforms")] == ["false"]
        told = [quad.object.value for quad in quads if quad.predicate.value.endswith("#resultMessage")]
    else:
        assert not text.startswith("::error") or name == "github"
        told = [text]
    assert told
    assert [one for one in told if words not in one.replace("\\", "")] == []


@pytest.mark.parametrize("reason", STOPPED)
def test_every_report_says_why_nothing_was_validated(reason: str, folder: Path, run: Callable[..., Ran]) -> None:
    words, error = STOPPED[reason]
    sh = "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
    files = {
        "other.ttl": "<http://e/x> a <http://e/D> .", "notes.txt": "", "sub/good.ttl": "<http://e/x> a <http://e/C> .",
        "sub/catalog.toml": "x", "slow.ttl": sh + SLOW, "empty/x": "",
        "ill.ttl": f"{sh}<http://e/S> a sh:NodeShape ; sh:targetClass <http://e/C> ; sh:minCoutn 1 .",
    }  # fmt: skip
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    targets = [word for name in report_formats.NAMES for word in ("-f", f"{name}={name}.out")]
    ran = run("-C", "empty", "validate", *targets) if words == ["-C"] else run("validate", *words, *targets)
    assert (ran.code, error in ran.err) == (2, True), ran.err
    for name in report_formats.NAMES:
        assert_says(error, name, Path(f"{name}.out").read_text())


@pytest.mark.parametrize("name", [name for name in report_formats.NAMES if name != "text"])
def test_a_report_for_programs_is_written_to_standard_output_too(name: str, run: Callable[..., Ran]) -> None:
    ran = run("validate", "good.ttl", "-s", "none", "-f", name)
    assert ran.code == 2
    assert_says("none: no such file", name, ran.out)


def test_a_report_that_cannot_be_written_keeps_no_other_from_it(run: Callable[..., Ran]) -> None:
    ran = run("validate", "good.ttl", "-s", "shapes", "-f", "json=none/x.json", "-f", "sarif=x.sarif")
    assert (ran.code, "none" in ran.err) == (2, True)
    assert json.loads(Path("x.sarif").read_text())["runs"][0]["invocations"][0]["executionSuccessful"] is False
