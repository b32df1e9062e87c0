"""The report formats: valid, with the right places, the same bytes for the same input."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest
import rdflib
from rdflib import RDF, SH

import sco_ld
from sco_ld.validation import engines, formats
from sco_ld.validation.formats import render
from sco_ld.validation.report import Report
from tests.conftest import ROOT, Ran

Run = Callable[..., Ran]
SHAPES = """\
@prefix e: <http://e/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
e:Shape a sh:NodeShape ; sh:targetClass e:C ; sh:property e:P , e:W , e:I , e:Quiet .
e:P a sh:PropertyShape ; sh:path e:p ; sh:maxLength 3 ; sh:name "short"@en ; sh:message "Wanted: 100%, short.\\nBy all."@en .
e:W a sh:PropertyShape ; sh:path e:w ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message "A w is there."@en .
e:I a sh:PropertyShape ; sh:path e:i ; sh:minCount 1 ; sh:severity sh:Info ; sh:message "An i is there."@en .
e:Quiet a sh:PropertyShape ; sh:path e:quiet ; sh:maxCount 9 ; sh:message "Few."@en .
"""
DATA = {
    "a,b 100%.ttl": """\
@prefix e: <http://e/> .
e:one\ta\te:C ;\te:label "上海合作组织" ; e:p "far too long"@en , "ok" ; e:w 1 ; e:i 1 .
e:two a e:C ; e:p "line\\nand \\u001B[31m bell \\u0007" ; e:i 1 .
""",
    "sub/deep.nt": f'<http://e/three> <{RDF.type}> <http://e/C> .\n<http://e/three> <http://e/p> "abcd" .\n',
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with shapes and data, the working directory."""
    monkeypatch.chdir(tmp_path)
    Path("data/sub").mkdir(parents=True)
    Path("shapes.ttl").write_text(SHAPES)
    for name, text in DATA.items():
        Path("data", name).write_text(text)
    return tmp_path


@pytest.fixture
def report(folder: Path) -> Report:
    """Return the report on the folder."""
    assert folder.exists()
    return sco_ld.load().validate([Path("data")], [Path("shapes.ttl")])


def test_text_shows_the_line_and_marks_the_word(report: Report) -> None:
    output = render(report, "text")
    assert output.startswith("""\
data/a,b 100%.ttl:2:38: violation: Wanted: 100%, short. By all.
 2 | e:one a e:C ; e:label "上海合作组织" ; e:p "far too long"@en , "ok" ; e:w 1 ; e:i 1 .
   |                                            ^^^^^^^^^^^^^^^^^
    node   e:one
    path   e:p
    value  "far too long"@en
    wanted sh:maxLength 3
    shape  e:P

data/a,b 100%.ttl:3:1: warning: A w is there.
 3 | e:two a e:C ; e:p "line\\nand \\u001B[31m bell \\u0007" ; e:i 1 .
   | ^^^^^
    node   e:two
""")
    assert [char for char in output if char < " " and char != "\n"] == []  # nothing that steers a terminal
    assert output.endswith("""\
info: 1 × An i is there. (e:I)
info: 1 × The property of a path is used in the data or known to the ontology; these are neither. (e:quiet)

Does not conform: 3 violations, 2 warnings, 1 info.
""")


@pytest.mark.parametrize(
    ("line", "column", "marked"),
    [
        ('e:a e:p "x"@zh-Hans , "y" .', 9, '"x"@zh-Hans'),
        ('e:a e:p "a b"^^e:c.', 9, '"a b"^^e:c'),
        ('e:a e:p "a"^^<http://e/c> ;', 9, '"a"^^<http://e/c>'),
        ("e:a e:p e:b.c, e:d .", 9, "e:b.c"),
        ("e:a e:p <http://e/b> .", 9, "<http://e/b>"),
        ("e:a e:p ( 1 2 ) .", 9, "("),
        ("e:a e:p [ e:q 1 ] .", 9, "["),
        ('e:a e:p """two', 9, '"""two'),
        ("中文 e:国家 1 .", 4, "e:国家"),
        (f"{'x' * 500} e:p 1 {'. ' * 500}", 502, "e:p"),
    ],
)
def test_mark_is_as_wide_as_the_word(line: str, column: int, marked: str) -> None:
    from wcwidth import wcswidth

    from sco_ld.source_map.source_file import Place
    from sco_ld.validation.formats.text import block
    from sco_ld.validation.report import Finding

    place = Place("a.ttl", 1, column, line)
    shown, marks = block(Finding("e:a", "", "", "info", "", "", "", location=place)).splitlines()[1:3]
    assert len(shown) < 200
    before = shown[: shown.index(marked)]
    assert marks == f"   | {' ' * (wcswidth(before) - 5)}{'^' * wcswidth(marked)}"


def test_max_findings_limits_the_list_but_not_the_summary(run: Run, folder: Path) -> None:
    ran = run("validate", folder / "data", "-s", "shapes.ttl", "--max-findings", 1)
    assert ran.out.count("    node ") == 1
    assert "\n… and 4 more.\n" in ran.out
    assert ran.out.splitlines()[-1] == "Does not conform: 3 violations, 2 warnings, 1 info."


@pytest.mark.parametrize(("terminal", "no_color", "coloured"), [(True, "", True), (True, "1", False), (False, "", False)])
def test_colour_only_on_a_terminal_without_no_color(terminal: bool, no_color: str, coloured: bool, folder: Path) -> None:
    master, slave = os.openpty()
    command = [sys.executable, "-m", "sco_ld", "validate", str(folder / "data"), "-s", "shapes.ttl"]
    environment = {**os.environ, "NO_COLOR": no_color}
    with subprocess.Popen(command, stdout=slave if terminal else subprocess.PIPE, env=environment) as process:
        os.close(slave)
        output = (b"".join(iter(lambda: read(master), b"")) if terminal else process.stdout.read()).decode()
    assert process.returncode == 1
    assert ("\x1b[31;1mviolation\x1b[0m" in output) == coloured
    assert ("\x1b" in output) == coloured


def read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so when the other side has closed
        return b""


def test_output_is_deterministic(folder: Path) -> None:
    Path("data/blank.ttl").write_text("""@prefix e: <http://e/> .
        [] a e:C ; e:p ( 1 [ e:p "long" ] ) , [ a e:C ; e:p "longer" ] . _:x a e:C ; e:p "x"^^e:long , "abcde"@en .""")
    names = ("text", "json", "turtle", "junit", "sarif", "github")
    written = []
    for seed in ("0", "1", "42"):
        forms = [word for name in names for word in ("-f", f"{name}={name}-{seed}")]
        command = [sys.executable, "-m", "sco_ld", "validate", "data", "-s", "shapes.ttl", *forms]
        ran = subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, check=False, capture_output=True)
        assert (ran.returncode, ran.stdout, ran.stderr) == (1, b"", b"")
        written.append({name: (folder / f"{name}-{seed}").read_bytes() for name in names})
    assert written[0] == written[1] == written[2]
    assert all(written[0].values())


def test_json_has_the_documented_keys(report: Report) -> None:
    output = json.loads(render(report, "json"))
    first = output["findings"][0]
    assert list(output) == ["complete", "conforms", "summary", "findings", "advice"]
    assert output["summary"] == {"violation": 3, "warning": 2, "info": 1}
    assert list(first) == [
        "focus", "path", "value", "severity", "message", "shape", "component", "expected", "location", "fingerprint",
    ]  # fmt: skip
    assert list(first["location"]) == ["file", "line", "column", "text"]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [key for key in (*output, *first, *first["location"]) if f"`{key}`" not in readme] == []


def test_turtle_is_a_shacl_report_graph(report: Report) -> None:
    graph = rdflib.Graph().parse(data=render(report, "turtle"), format="turtle")
    (node,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert len(list(graph.objects(node, SH.result))) == len(report)
    assert len(list(graph.subjects(RDF.type, SH.ValidationResult))) == len(report)


def test_ill_typed_literal_is_a_result_in_the_report_graph(folder: Path) -> None:
    path = folder / "ill.ttl"
    path.write_text('<http://e/a> <http://e/b> "1_000"^^<http://www.w3.org/2001/XMLSchema#integer> .')
    report = sco_ld.load().validate([path], [folder / "shapes.ttl"], allow_empty=True)
    graph = rdflib.Graph().parse(data=render(report, "turtle"), format="turtle")
    (node,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert list(graph.objects(node, SH.conforms)) == [rdflib.Literal(False)]
    assert '"1_000"^^xsd:integer' in render(report, "turtle")
    assert not report.conforms


def test_sarif_is_valid_and_has_rules_and_relative_paths(report: Report) -> None:
    log = json.loads(render(report, "sarif"))
    jsonschema.validate(log, json.loads((ROOT / "tests" / "sarif-2.1.0.schema.json").read_text(encoding="utf-8")))
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules if not rule["help"]["text"]] == []
    assert {"e:P", "e:Quiet"} < {rule["id"] for rule in rules}
    assert [one["ruleId"] for one in run["results"]] == [rules[one["ruleIndex"]]["id"] for one in run["results"]]
    places = [one["locations"][0]["physicalLocation"] for one in run["results"]]
    assert {one["artifactLocation"]["uri"] for one in places} == {
        "data/a%2Cb%20100%25.ttl",
        "data/sub/deep.nt",
    }
    assert places[0]["region"] == {"startLine": 2, "startColumn": 38}
    assert {one["level"] for one in run["results"]} == {"error", "warning", "note"}


def test_fingerprints_stay_when_lines_move(report: Report, folder: Path) -> None:
    def marks() -> dict[str, int]:
        log = json.loads(render(sco_ld.load().validate([folder / "data"], [folder / "shapes.ttl"]), "sarif"))
        return {
            one["partialFingerprints"]["scoLd/v2"]: one["locations"][0]["physicalLocation"]["region"]["startLine"]
            for one in log["runs"][0]["results"]
        }

    before = marks()
    assert len(before) == len(report)
    for name, text in DATA.items():
        Path("data", name).write_text(f"# one\n\n# two\n{text}")
    after = marks()
    assert before.keys() == after.keys()
    assert {after[mark] - before[mark] for mark in before} == {3}


def test_sarif_has_absolute_uris_outside_the_working_directory(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    away = tmp_path_factory.mktemp("a way") / "a.ttl"
    away.write_text(DATA["sub/deep.nt"])
    log = json.loads(render(sco_ld.load().validate([away], [folder / "shapes.ttl"]), "sarif"))
    places = [one["locations"][0]["physicalLocation"] for one in log["runs"][0]["results"]]
    assert {place["artifactLocation"]["uri"] for place in places} == {away.as_uri()}


def test_junit_has_one_test_case_per_rule(report: Report) -> None:
    output = render(report, "junit")
    suite = ET.fromstring(output)
    cases = {case.attrib["name"]: case for case in suite}
    assert {"e:P", "e:W", "e:I", "e:Quiet", "sco-ld:LexicalForm"} <= cases.keys()
    assert len(cases) == len(suite) == int(suite.attrib["tests"])
    failed = {name for name, case in cases.items() if case.find("failure") is not None}
    assert failed == {"e:P", "e:W"}
    assert suite.get("failures") == "2"
    assert str(cases["e:P"].findtext("failure")).count("data/") == 3
    assert "An i is there." in str(cases["e:I"].findtext("system-out"))
    assert len(cases["e:Quiet"]) == 0


def test_junit_is_well_formed_xml_for_any_literal(folder: Path) -> None:
    Path("odd.ttl").write_text(
        '<http://e/a> a <http://e/C> ; <http://e/p> "\\u0000\\u001B\\uFFFE ]]> <&> \'\\" \\U0001F600" .'
    )
    Path("odd-shapes.ttl").write_text(SHAPES.replace("Wanted: 100%", "\\u0007"))
    suite = ET.fromstring(render(sco_ld.load().validate([folder / "odd.ttl"], [folder / "odd-shapes.ttl"]), "junit"))
    assert "]]> <&>" in str(suite.findtext("testcase/failure"))


def test_github_escapes_command_delimiters(report: Report) -> None:
    lines = render(report, "github").splitlines()
    assert len(lines) == len(report)
    assert lines[0] == (
        "::error file=data/a%2Cb 100%25.ttl,line=2,col=38,title=e%3AP::Wanted: 100%25, short. By all. "
        '(e:one e:p "far too long"@en)'
    )
    assert all(re.fullmatch(r"::(error|warning|notice) [^:]*::.*", line) for line in lines)


def test_output_to_a_pipe_and_through_a_symbolic_link(folder: Path, run: Run) -> None:
    os.mkfifo("pipe")
    Path("link").symlink_to("report.json")
    with subprocess.Popen(["cat", "pipe"], stdout=subprocess.PIPE) as cat:
        try:
            run("validate", folder / "data", "-s", "shapes.ttl", "-f", "json=pipe", "-f", "json=link")
            output = cat.communicate(timeout=10)[0]
        finally:
            cat.kill()
    assert Path("pipe").is_fifo()
    assert Path("link").is_symlink()
    assert Path("report.json").read_bytes() == output


CODE_QUALITY = {  # https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./|/)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def test_gitlab_report_is_a_code_quality_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    prefixes = "@prefix e: <http://e/> . @prefix sh: <http://www.w3.org/ns/shacl#> .\n"
    Path("a.ttl").write_text(f"{prefixes}e:x a e:C .\ne:y a e:C .")
    Path("s.ttl").write_text(
        f"{prefixes}e:S a sh:NodeShape ; sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:minCount 1 ] ."
    )
    report = sco_ld.load().validate([Path("a.ttl")], [Path("s.ttl")])
    issues = json.loads(report.render("gitlab"))
    jsonschema.validate(issues, CODE_QUALITY)
    found = [(one["severity"], one["location"]) for one in issues if one["check_name"] == "e:S"]
    assert found == [("major", {"path": "a.ttl", "lines": {"begin": line}}) for line in (2, 3)]
    assert len({one["fingerprint"] for one in issues}) == len(issues)


def test_markdown_report_shows_text_as_it_is(tmp_path: Path) -> None:
    shapes = """@prefix e: <http://e/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
        e:S a sh:NodeShape ; sh:targetClass e:C ; sh:property [ sh:path e:p ;
            sh:maxLength 1 ; sh:message "a | *b* <i>" ] ."""
    (tmp_path / "s.ttl").write_text(shapes)
    (tmp_path / "a.ttl").write_text('<http://e/x> a <http://e/C> ; <http://e/p> "` | <img>" .')
    text = sco_ld.load().validate([tmp_path / "a.ttl"], [tmp_path / "s.ttl"]).render("markdown")
    (row,) = [line for line in text.splitlines() if line.startswith("| violation")]
    assert "a &#124; \\*b\\* &lt;i&gt;" in row
    assert '``e:x e:p "` \\| <img>"``' in row
    assert text.startswith("**Does not conform: 1 violation")


@pytest.mark.parametrize("engine", engines.NAMES)
@pytest.mark.parametrize("name", formats.NAMES)
def test_finding_of_a_closed_shape_names_node_property_and_value(name: str, engine: str, folder: Path) -> None:
    Path("closed.ttl").write_text(
        "@prefix e: <http://e/> . @prefix sh: <http://www.w3.org/ns/shacl#> .\n"
        "e:S a sh:NodeShape ; sh:targetClass e:C ; sh:closed true ; sh:ignoredProperties ( "
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ) .\n"
    )
    Path("d.ttl").write_text("@prefix e: <http://e/> .\ne:node a e:C ;\n  e:alien e:green .\n")
    assert folder.exists()
    found = sco_ld.load().validate([Path("d.ttl")], [Path("closed.ttl")], engine=engine)
    assert [(one.focus, one.path, one.value, str(one.location)) for one in found] == [
        ("e:node", "e:alien", "e:green", "d.ttl:3:11")
    ]
    text = render(found, name)
    assert [word for word in ("e:node", "e:alien", "e:green") if word not in text] == []
