"""The commands: what they print, their exit codes, and the files they write."""

import gzip
import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sco_ld.text.tables import width
from tests.conftest import Ran

Run = Callable[..., Ran]
BROKEN = "@prefix id: <http://e/> .\nid:a id:b c:d .\n"


def test_bundled_publication_conforms(run: Run) -> None:
    ran = run("validate")
    assert ran.code == 0
    assert ran.out.splitlines()[-1].startswith("No violations")


def test_json_finding_has_every_field(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bad.ttl"
    path.write_text(
        "@prefix id: <https://w3id.org/sco-ld/id/> . @prefix org: <http://www.w3.org/ns/org#> .\n"
        "id:x a org:Site ; org:siteOf id:y , id:z .\n"
    )
    ran = run("validate", path, "-f", "json")
    assert ran.code == 1
    found = {finding["shape"]: finding for finding in json.loads(ran.out)["findings"]}
    assert found["shape:Site-organization"] == {
        "focus": "id:x",
        "path": "org:siteOf",
        "value": "",
        "severity": "violation",
        "message": "A seat is of one organ: org:siteOf.",
        "shape": "shape:Site-organization",
        "component": "sh:MaxCountConstraintComponent",
        "expected": "sh:maxCount 1",
        "location": {
            "file": str(path),
            "line": 2,
            "column": 19,
            "text": "id:x a org:Site ; org:siteOf id:y , id:z .",
        },
        "fingerprint": found["shape:Site-organization"]["fingerprint"],
    }


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["validate", "none.ttl"], "none.ttl: no such file or folder"),
        (["validate", "empty"], "empty: the folder has no RDF file"),
        (["validate", "good.ttl", "-s", "good.ttl"], "good.ttl: holds data but no shapes"),
        (["export", "broken.ttl", "-o", "out.ttl"], "broken.ttl, line 2"),
        (["export", "-o", "none/out.ttl"], "cannot be written"),
        (["export", "-o", "empty"], "is a folder"),
        (["export", "-f", "nope"], "'nope'"),
        (["query"], "Give one of"),
        (["query", "SELECT"], "line 1, column 7"),
        (["query", "--file", "none.rq"], "none.rq"),
        (["query", "--file", "latin.rq"], "latin.rq: is not UTF-8"),
        (["query", "--named", "nope"], 'There is no question "nope". --list shows the names.'),
        (["query", "--named", "member-on"], "Did you mean members-on"),
        (["query", "--named", "Members_On.rq"], "Did you mean members-on"),
        (["query", "observers-on"], "--named observers-on"),
        (["query", "observer-on"], "--named observers-on"),
        (["query", "ASK { ?s ?p ?o }", "-p", "x=1"], "has no variable ?x; it has ?o, ?p, ?s"),
        (["query", "--named", "members-on", "-p", "dya=2001-01-01"], '"dya"; it has day, organization, lang'),
        (["query", "--named", "members-on", "-p", "day=2017-06-09", "--lang", "?"], '"?" is not a language, such as en'),
        (["query", "ASK { ?s ?p ?o }", "-f", "turtle"], "turtle cannot hold that"),
        (["query", "DESCRIBE id:china", "-f", "csv"], "csv cannot hold that"),
        (["query", "ASK {}", "-p", "x"], '"x" is not a parameter'),
        (["query", "ASK {}", "--labels", "en"], "this query gives no rows"),
        (["query", "SELECT ?s { ?s ?p ?o }", "--labels", "en,"], '"" is not a language tag'),
        (["show", "Chyna"], "id:china"),
        (["show", "id:chinaa"], "id:china"),
        (["-C", "empty", "info"], "no publication here"),
        (["query", "ASK {}", "--base", "a\n::error::b"], 'Error: "a ::error::b" is not an absolute IRI'),
        (["query", "SELECT ?s { ?s ?p ?o }", "--labels", "a\nb"], 'Error: "a b" is not a language tag'),
        (["nope"], "nope"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else "",
)
def test_error_is_one_sentence_and_exit_code_2(
    words: list[str], sentence: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken.ttl").write_text(BROKEN)
    (tmp_path / "good.ttl").write_text("<http://e/a> <http://e/b> <http://e/c> .")
    (tmp_path / "latin.rq").write_bytes("ASK { ?s ?p 'é' }".encode("latin-1"))
    (tmp_path / "out.ttl").write_text("as it was")
    ran = run(*words)
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err
    assert "Traceback" not in ran.err
    assert (tmp_path / "out.ttl").read_text() == "as it was"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "broken.ttl",
        "empty",
        "good.ttl",
        "latin.rq",
        "out.ttl",
    ]


@pytest.mark.parametrize(
    "command",
    ["export -f ntriples", "query -f csv 'SELECT * { ?s ?p ?o }'", "query -f csv --timeout 0 'SELECT * { ?s ?p ?o }'"],
)
def test_closed_pipe_is_not_an_error(command: str) -> None:
    words = f"{sys.executable} -m sco_ld {command} | head -c 10"
    ended = subprocess.run(["bash", "-c", f"set -o pipefail; {words}"], capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_long_work_shows_progress_on_a_terminal(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    words = [sys.executable, "-m", "sco_ld", "query", query, "--timeout", "2.6", "-o", str(tmp_path / "a.csv")]
    subprocess.run(words, stderr=theirs, stdout=theirs, check=False)
    shown = os.read(ours, 4000).decode()
    assert "answering the query, 2 s" in shown
    assert shown.splitlines()[-1].endswith("Error: Not done within 2.6 seconds; it was answering the query.")


def test_short_work_shows_no_progress(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    words = f"{sys.executable} -m sco_ld export -o {tmp_path / 'a.nt'}; echo done"
    subprocess.run(["bash", "-c", words], stderr=theirs, stdout=theirs, check=True)
    assert os.read(ours, 100) == b"done\r\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", ["export -f ntriples", "query -f csv 'SELECT * { ?s ?p ?o }'", "show id:china", "info"])
def test_full_disk_is_an_error(command: str) -> None:
    words = f"{sys.executable} -m sco_ld {command} > /dev/full"
    ended = subprocess.run(["bash", "-c", words], capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (2, b"Error: output: No space left on device.\n")


def test_standard_input_is_read() -> None:
    words = [sys.executable, "-m", "sco_ld"]
    asked = subprocess.run([*words, "query", "-"], input=b"ASK { id:china a sco:State }", capture_output=True, check=True)
    assert asked.stdout == b"true\n"
    data = b"<http://e/a> <http://e/b> 01 ."
    told = subprocess.run([*words, "export", "-", "-f", "ntriples"], input=data, capture_output=True, check=True)
    assert told.stdout == b'<http://e/a> <http://e/b> "01"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'


def test_table_is_aligned_in_every_script(run: Run) -> None:
    ask = "SELECT ?name ?state { VALUES ?state { id:china } ?state skos:prefLabel ?name } ORDER BY lang(?name)"
    lines = run("query", ask, "-f", "table").out.splitlines()
    assert lines[2:] == ["China  id:china", "Китай  id:china", "中国   id:china"]


@pytest.mark.parametrize("format_", ["csv", "tsv", "json", "xml", "markdown", "table"])
def test_rows_in_every_format(format_: str, run: Run) -> None:
    ran = run("query", "SELECT ?s { ?s a sco:State } ORDER BY ?s", "-f", format_)
    assert ran.code == 0
    assert "china" in ran.out


def test_triple_term_in_a_table(run: Run) -> None:
    assert "id/china" in run("query", "SELECT (TRIPLE(id:china, rdf:type, sco:State) AS ?x) {}", "-f", "table").out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["ASK { id:china a sco:Stat }"], "Did you mean sco:State?"),
        (["SELECT * { ?m org:member ?who ; org:role sco:Observr }", "-p", "who=id:china"], "sco:Observer?"),
        (["--named", "members-on", "-p", "day=1990-01-01"], "nothing passes FILTER"),
    ],
    ids=lambda value: " ".join(value)[:30] if isinstance(value, list) else "",
)
def test_explain_says_why_nothing_is_found(words: list[str], sentence: str, run: Run) -> None:
    assert run("query", *words).err == ""
    ran = run("query", *words, "--explain")
    assert ran.code == 0
    assert sentence in ran.err
    assert ran.out == run("query", *words).out


@pytest.mark.parametrize("format_", ["csv", "tsv", "json", "xml", "markdown", "table"])
def test_labels_in_every_format(format_: str, run: Run) -> None:
    ran = run("query", "SELECT ?s { ?s a sco:State }", "--labels", "de,zh", "-f", format_)
    assert ran.code == 0
    assert ("s\\_label" if format_ == "markdown" else "s_label") in ran.out
    assert "中国" in ran.out


def test_extension_of_the_output_decides_the_format(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "sco.jsonld"
    assert run("export", "-o", path).code == 0
    assert "@context" in json.loads(path.read_text())
    assert os.listdir(tmp_path) == ["sco.jsonld"]  # noqa: PTH208


@pytest.mark.parametrize("name", ["id:china", "https://w3id.org/sco-ld/id/china", "China", "КИТАЙ", "中国"])
def test_show_finds_a_resource_by_any_name(name: str, run: Run) -> None:
    ran = run("show", name, "--lang", "ru")
    assert ran.code == 0
    assert ran.out.startswith("Китай")


def test_help_without_a_command_is_whole(run: Run) -> None:
    ran = run()
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("Usage: sco-ld [OPTIONS] COMMAND")
    assert ran.err.count("Usage:") == 1
    assert "..." not in ran.err.split("Commands:")[1]  # a sentence that is cut short


def test_help_has_an_example(run: Run) -> None:
    for command in ("validate", "query", "export", "push", "show", "info"):
        assert "Example" in run(command, "--help").out


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
        "SELECT * {" + "".join(f" ?s ?p{number} ?o{number} ." for number in range(119)) + "}",
    ],
    ids=["product", "star"],
)
def test_query_is_ended_at_the_deadline(query: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    ran = run("query", query, "--timeout", "1", "-o", path)
    assert (ran.code, ran.out, list(tmp_path.iterdir())) == (2, "", [])
    assert "Not done within 1 second" in ran.err


def test_limit_on_rows_and_triples(run: Run) -> None:
    assert len(run("query", "SELECT ?s { ?s ?p ?o }", "--limit", "3").out.splitlines()) == 4
    assert len(run("query", "DESCRIBE id:china", "--limit", "3", "-f", "ntriples").out.splitlines()) == 3
    assert "yes or no" in run("query", "ASK {}", "--limit", "3").err


@pytest.mark.parametrize(("columns", "first"), [(60, "─[ 1 ]──"), (500, "one  ")])
def test_rows_wider_than_the_terminal_are_records(columns: int, first: str) -> None:
    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "sco_ld", "query", "--named", "conflicts", "--limit", "1"]
    subprocess.run(words, stdout=theirs, env={**os.environ, "COLUMNS": str(columns)}, check=True)
    lines = os.read(ours, 10_000).decode().splitlines()
    assert lines[0].startswith(first)
    assert max(map(width, lines)) <= columns


def test_questions_are_listed_in_the_readers_language(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    assert "Какие государства" in run("query", "--list").out
    listed = run("query", "--list", "--lang", "en").out
    assert "Which" in listed
    assert re.search(r"members-on .* -p day= \[-p organization=\] \[-p lang=\]", listed)


def test_names_are_in_the_language_asked_for(run: Run) -> None:
    command = ["query", "--named", "members-on", "-p", "day=2001-06-15"]
    assert "中国" in run(*command, "--lang", "zh").out
    assert "Китай" in run(*command, "--lang", "zh", "-p", "lang=ru").out
    assert run(*command, "--lang", "de").out == run(*command).out


RELATIVE = {
    "data/d.ttl": "<a> a <C> ; <p> 1 .",
    "data/j.jsonld": '{"@id": "j", "@type": "C"}',
    "shapes/s.ttl": "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
    "<S> a sh:NodeShape ; sh:targetClass <C> , <../data/C> ; sh:property [ sh:path <p> ; sh:minCount 2 ] .",
}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("query|SELECT ?s { ?s a <http://b/C> } ORDER BY ?s|-f|csv", "s\r\nhttp://b/a\r\nhttp://b/j\r\n"),
        ("query|--as-of|2020-01-01|ASK { <http://b/j> a <http://b/C> }", "true\n"),
        ("export|-f|ntriples", '<http://b/a> <http://b/p> "1"^^'),
        ("export|data/d.ttl|-f|ntriples", '<http://b/a> <http://b/p> "1"^^'),
        ("export|-f|json-ld|--frame|frame.json", '"http://b/a"'),
        ("show|http://b/j", "<http://b/C>"),
        ("info", "<http://b/C>"),
        ("validate", "data/d.ttl:1:13: violation: "),
        ("validate|data/d.ttl|-s|shapes/s.ttl", "data/d.ttl:1:13: violation: "),
        ("validate|--engine|pyshacl", "data/d.ttl:1:13: violation: "),
    ],
)
def test_base_is_that_of_every_file(
    words: str, expected: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, content in RELATIVE.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content)
    (tmp_path / "frame.json").write_text("{}")
    command, *others = words.split("|")
    assert expected in run("-C", ".", command, "--base", "http://b/", *others).out
    refused = run("-C", ".", command, "--base", "b", *others)
    assert (refused.code, refused.err) == (2, 'Error: "b" is not an absolute IRI, as a base must be.\n')


def make_special(path: Path, kind: str) -> None:
    path.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:
        path.mkdir()


@pytest.mark.parametrize("kind", [("pipe", "is a named pipe"), ("device", "is a device"), ("", "is a folder")])
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ontology/context.jsonld", ["export"]),
        ("ontology/questions/q.rq", ["query", "--named", "q"]),
        ("q.rq", ["query", "--file", "{0}/q.rq"]),
        ("frame.json", ["export", "--frame", "{0}/frame.json"]),
        ("known.json", ["validate", "--baseline", "{0}/known.json"]),
    ],
)
def test_special_file_in_the_place_of_any_input_is_refused(
    kind: tuple[str, str], name: str, words: list[str], run: Run, tmp_path: Path
) -> None:
    for file, content in RELATIVE.items():
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(content)
    (tmp_path / "ontology" / "questions").mkdir(parents=True)
    make_special(tmp_path / name, kind[0])
    ran = run("-C", tmp_path, *(word.format(tmp_path) for word in words))
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert f"{name}: {kind[1]}" in ran.err


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("[" * 100_000, "JSON nested deeper than 100 levels"),
        ("[1]", "is not a JSON object"),
        ("1", "is not a JSON object"),
        ("{", "is not JSON"),
        (b"\xff", "is not UTF-8"),
        ('{"@context": {"a": ' + "9" * 5000 + "}}", "is not JSON"),
    ],
    ids=ascii,
)
def test_context_that_is_none_is_refused(content: str | bytes, sentence: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "ontology").mkdir()
    (tmp_path / "data" / "d.ttl").write_text("<a> a <C> .")
    (tmp_path / "ontology" / "context.jsonld").write_bytes(content if isinstance(content, bytes) else content.encode())
    ran = run("-C", tmp_path, "export")
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err


@pytest.mark.parametrize(
    "form", ["cat {0} | {1} export -", "{1} export - < {0}", "{1} export <(cat {0})", "{1} export /dev/stdin < {0}"]
)
def test_gzip_is_recognized_without_a_name(form: str, tmp_path: Path) -> None:
    path = tmp_path / "packed"
    path.write_bytes(gzip.compress(b"<http://e/a> <http://e/b> <http://e/c> ."))
    words = form.format(path, f"{sys.executable} -m sco_ld")
    ended = subprocess.run(["bash", "-c", words], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (0, "<http://e/a> <http://e/b> <http://e/c> .\n"), ended.stderr
