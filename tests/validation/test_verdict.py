"""The command `validate`: exit codes, and no network requests."""

import gzip
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sco_ld.errors import ScoError
from sco_ld.rdf.folders import rdf_files
from sco_ld.validation import engines, job, runner
from tests.conftest import Ran

Run = Callable[..., Ran]
PREFIXES = (
    "@prefix e: <http://e/> . @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
)
FILES = {
    "shapes.ttl": """e:S a sh:NodeShape ; sh:targetClass e:C ; sh:property e:P , e:W , e:I .
        e:P sh:path e:p ; sh:minCount 1 ; sh:message "A p is there."@en .
        e:W sh:path e:w ; sh:minCount 1 ; sh:message "A w is there."@en ; sh:severity sh:Warning .
        e:I sh:path e:i ; sh:minCount 1 ; sh:message "An i is there."@en ; sh:severity sh:Info .""",
    "good.ttl": "e:x a e:C ; e:p 1 ; e:w 1 ; e:i 1 .",
    "info.ttl": "e:x a e:C ; e:p 1 ; e:w 1 . e:y e:i 1 .",
    "warning.ttl": "e:x a e:C ; e:p 1 ; e:i 1 .",
    "bad.ttl": "e:x a e:C ; e:w 1 ; e:i 1 . e:y e:p 1 .",
    "mark.ttl": "e:x a e:C ; e:w 1 ; e:i 1 .",
    "windows.ttl": "e:x a e:C ;\r\n e:w 1 ;\r\n e:i 1 .\r\n",
    "other-prefix.ttl": "@prefix e: <http://other/> . @prefix f: <http://e/> . e:x a f:C ; f:p 1 ; f:w 1 ; f:i 1 .",
    "empty.ttl": "",
    "broken.ttl": "e:x a e:C ; f:p 1 .",
    "slip.ttl": "e:S a sh:NodeShape ; sh:targetClass e:C ;\n    sh:property [ sh:path e:p ; sh:minCuont 1 ] .",
    "two-paths.ttl": "e:S a sh:NodeShape ; sh:targetClass e:C ; sh:property [ sh:path e:p , e:w ; sh:minCount 1 ] .",
    "no-number.ttl": 'e:S a sh:NodeShape ; sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:minCount "one" ] .',
    "no-target.ttl": "e:S a sh:NodeShape ; sh:targetClass e:Typo ; sh:property [ sh:path e:p ; sh:minCount 1 ] .",
    "no-target-too.ttl": "e:S2 a sh:NodeShape ; sh:targetClass e:Typo ; sh:property [ sh:path e:p ; sh:minCount 1 ] .",
    "bad-query.ttl": 'e:S a sh:NodeShape ; sh:targetClass e:C ; sh:sparql [ sh:select "SELECT $this { " ] .',
    "endless.ttl": "e:S a sh:NodeShape ; sh:targetClass e:C ; sh:node e:T . e:T a sh:NodeShape ; sh:node e:S .",
    "knows.ttl": "e:S a sh:NodeShape ; sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:maxCount 9 ; sh:node e:S ] .",
    "circle.ttl": "e:x a e:C ; e:p e:y . e:y e:p e:x .",
    "nest.ttl": f"e:S a sh:NodeShape ; sh:targetClass e:C {'; sh:not [ a sh:NodeShape ' * 300} {']' * 300} .",
    "explodes.ttl": 'e:S a sh:NodeShape ; sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:pattern "^(?=a)(a+)+$" ] .',
    "as.ttl": f'e:x a e:C ; e:p "{"a" * 60}b" .',
    "deep.ttl": f"e:x a e:C ; e:p {'[ e:p ' * 10_000} 1 {']' * 10_000} .",
}  # fmt: skip
S = ["-s", "shapes.ttl"]
VERDICTS: list[tuple[list[str], int, str]] = [
    (["good.ttl", *S], 0, "Conforms: no findings."),
    (["info.ttl", *S], 0, "No violations: 1 info."),
    (["warning.ttl", *S], 0, "No violations: 1 warning"),
    (["bad.ttl", *S], 1, "bad.ttl:2:1: violation: A p is there."),
    (["bad.ttl", *S, "--fail-on", "never"], 0, "Does not conform: 1 violation"),
    (["warning.ttl", *S, "--fail-on", "violation"], 0, "No violations"),
    (["warning.ttl", *S, "--fail-on", "warning"], 1, "No violations: 1 warning"),
    (["warning.ttl", *S, "--fail-on", "info"], 1, "No violations: 1 warning"),
    (["info.ttl", *S, "--fail-on", "warning"], 0, "No violations"),
    (["info.ttl", *S, "--fail-on", "info"], 1, "No violations: 1 info."),
    (["mark.ttl", *S], 1, "mark.ttl:2:1: violation"),
    (["windows.ttl", *S], 1, "windows.ttl:2:1: violation"),
    (["good.ttl", "other-prefix.ttl", *S], 0, "Conforms: no findings."),
    (["deep.ttl", *S], 0, "deep.ttl:2:1: warning: A w is there."),
    (["good.ttl", "-s", "no-target.ttl"], 2, "no shape selects a node, so nothing would be checked: the shapes have "),
    (["good.ttl", "-s", "no-target.ttl", "--allow-empty"], 0, "info: 1 × A shape selects a node"),
    (["good.ttl", *S, "-s", "no-target-too.ttl"], 0, "info: 1 × A shape selects a node; the targets of these match nothing"),
    (["good.ttl", "-s", "knows.ttl"], 0, "Conforms"),
    (["good.ttl", "-s", "slip.ttl"], 2, "slip.ttl:3:33: SHACL has no sh:minCuont. Did you mean sh:minCount?"),
    (["good.ttl", "-s", "two-paths.ttl"], 2, "two-paths.ttl:2:55: "),
    (["good.ttl", "-s", "no-number.ttl"], 2, "no-number.ttl:2:83: "),
    (["good.ttl", "-s", "bad-query.ttl"], 2, "The shapes could not be used"),
    (["good.ttl", "-s", "endless.ttl"], 2, "The shapes refer to themselves without end: <http://e/S>, <http://e/T>."),
    (["circle.ttl", "-s", "knows.ttl"], 2, "The shapes refer to themselves without end: <http://e/S>."),
    (["good.ttl", "-s", "nest.ttl"], 2, "The shapes are nested deeper than 100 levels."),
    (["good.ttl", "-s", "empty.ttl"], 2, "empty.ttl: is empty"),
    (["good.ttl", "-s", "good.ttl"], 2, "good.ttl: holds data but no shapes"),
    (["shapes.ttl", "-s", "explodes.ttl"], 2, "shapes.ttl: holds shapes and no data. Give shapes with -s."),
    (["shapes.ttl"], 2, "shapes.ttl: holds shapes and no data. Give shapes with -s."),
    (["empty.ttl", *S], 2, "empty.ttl: no data"),
    (["broken.ttl", *S], 2, "broken.ttl:2:13: error: The prefix f: has not been declared"),
    (["good.ttl", "broken.ttl", *S], 2, "broken.ttl:2:13: error: "),
    (["none.ttl", *S], 2, "none.ttl: no such file or folder"),
    (["good.ttl", "-s", "none.ttl"], 2, "none.ttl: no such file or folder"),
    (["good.ttl", *S, "--ontology", "none.ttl"], 2, "none.ttl: no such file or folder"),
    (["as.ttl", "-s", "explodes.ttl", "--timeout", "2"], 2, "Not done within 2 seconds"),
    (["broken.ttl", *S, "--timeout", "60"], 2, "broken.ttl:2:13: error: "),
    (["bad.ttl", *S, "--timeout", "60"], 1, "bad.ttl:2:1: violation: A p is there."),
    (["good.ttl", *S, "-f", "nope"], 2, 'There is no report format "nope"'),
    (["good.ttl", *S, "-f", "json=none/report.json"], 2, "cannot be written"),
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with the files, the working directory."""
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        start = "\ufeff" * (name == "mark.ttl") + PREFIXES
        Path(name).write_text("" if name == "empty.ttl" else start + text, encoding="utf-8", newline="")
    return tmp_path


@pytest.mark.parametrize(
    ("words", "code", "sentence"), VERDICTS, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
def test_exit_code_and_first_message(words: list[str], code: int, sentence: str, run: Run, folder: Path) -> None:
    started = time.monotonic()
    ran = run("validate", *words)
    assert (ran.code, folder.name) == (code, Path.cwd().name)
    assert sentence in (ran.out if code != 2 or ": error: " in sentence else ran.err)
    told = code != 2 or ": error: " in sentence  # in the report
    assert (ran.out == "", ran.err == "") == (not told, told)
    assert time.monotonic() - started < 30


def test_literal_of_50_megabytes_is_refused(run: Run, folder: Path) -> None:
    (folder / "long.ttl").write_text(f'<http://e/x> <http://e/p> "{"x" * 50_000_000}" .')
    ran = run("validate", "long.ttl", *S)
    assert (ran.code, ran.out.splitlines()[0]) == (
        2,
        "long.ttl: error: A term or comment of more than 16 MB, which is refused.",
    )


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Return a port of this machine that takes connections without answering."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


FETCHING = {
    "SERVICE": (
        'sh:sparql [ sh:select "SELECT $this { SERVICE <URL> { $this ?p ?o } }" ]',
        2,
        "refused: nothing is fetched",
    ),
    "FROM": ('sh:sparql [ sh:select "SELECT $this FROM <URL> { $this ?p ?o }" ]', 2, "refused: nothing is fetched"),
    "FROM NAMED": (
        'sh:sparql [ sh:select "SELECT $this FROM NAMED <URL> { GRAPH ?g { $this ?p ?o } }" ]',
        2,
        "refused: nothing is fetched",
    ),
    "an escaped SERVICE": (
        'sh:sparql [ sh:select "SELECT $this { \\\\u0053ERVICE <URL> { $this ?p ?o } }" ]',
        2,
        "has a codepoint escape",
    ),
    "imports": ("sh:nodeKind sh:IRI . <> owl:imports <URL>", 0, "is not followed; give the file itself"),
}


@pytest.mark.parametrize("engine", engines.NAMES)
@pytest.mark.parametrize("what", FETCHING)
def test_no_network_request_is_made(what: str, engine: str, listener: socket.socket, run: Run, folder: Path) -> None:
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    shape, code, sentence = FETCHING[what]
    (folder / "fetch.ttl").write_text(f"{PREFIXES}e:S a sh:NodeShape ; sh:targetClass e:C ; {shape} .".replace("URL", url))
    (folder / "data.ttl").write_text(f"{PREFIXES}e:x a e:C . <> owl:imports <{url}> ; sh:shapesGraph <{url}> .")
    ran = run("validate", "data.ttl", "-s", "fetch.ttl", "--engine", engine)
    assert ran.code == code
    assert sentence in ran.err
    with pytest.raises(BlockingIOError):
        listener.accept()


def test_file_removed_before_it_is_read_raises_sco_error(folder: Path) -> None:
    data, shapes = (tuple(rdf_files([folder / name])) for name in ("bad.ttl", "shapes.ttl"))
    data[0].unlink()
    with pytest.raises(ScoError, match=r"bad\.ttl: No such file or directory\."):
        runner.run(job.Job(data, shapes))


def test_several_formats_in_one_run(run: Run, folder: Path) -> None:
    ran = run("validate", "bad.ttl", *S, "-f", "text", "-f", "sarif=r.sarif", "-f", "junit=r.xml", "-f", "json=r.json.gz")
    assert ran.code == 1
    assert ran.out.endswith("Does not conform: 1 violation.\n")
    assert json.loads((folder / "r.sarif").read_text())["version"] == "2.1.0"
    assert (folder / "r.xml").read_text().startswith("<?xml")
    assert json.loads(gzip.decompress((folder / "r.json.gz").read_bytes()))["conforms"] is False


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"{PREFIXES}e:x a e:C ; e:w 1 ; e:i 1 .", "-:2:1: "),
        ("<http://e/g> { <http://e/x> a <http://e/C> }", "-:1:16: "),
        ('\ufeff{"@id": "http://e/x", "@type": "http://e/C"}', "-:1:9: "),
    ],
)
def test_standard_input_is_validated(text: str, place: str, folder: Path) -> None:
    command = [sys.executable, "-m", "sco_ld", "validate", "-", *S]
    ran = subprocess.run(command, input=text.encode(), cwd=folder, capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (1, b"")
    assert f"{place}violation: A p is there." in ran.stdout.decode()


def test_folder_with_several_formats_and_gzip(run: Run, folder: Path) -> None:
    (folder / "mixed" / "below").mkdir(parents=True)
    files = {
        "a.ttl.gz": gzip.compress(b"<http://e/1> a <http://e/C> .\n"),
        "b.nt": b"<http://e/2> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://e/C> .\n",
        "c.trig": b"<http://e/g> { <http://e/3> a <http://e/C> }\n",
        "d.jsonld": b'{"@id": "http://e/4", "@type": "http://e/C"}',
        "below/e.rdf": b"<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:e='http://e/'>"
        b"<e:C r:about='http://e/5'/></r:RDF>",
        "notes.txt": b"not RDF",
    }
    for name, content in files.items():
        (folder / "mixed" / name).write_bytes(content)
    ran = run("validate", "mixed", *S, "-f", "json")
    found = {one["focus"]: one["location"] for one in json.loads(ran.out)["findings"] if one["severity"] == "violation"}
    assert {focus: (place["file"], place["line"], place["column"]) for focus, place in found.items()} == {
        "e:1": ("mixed/a.ttl.gz", 1, 1),
        "e:2": ("mixed/b.nt", 1, 1),
        "e:3": ("mixed/c.trig", 1, 16),
        "e:4": ("mixed/d.jsonld", 1, 9),
        "e:5": ("mixed/below/e.rdf", 1, 82),
    }


def test_other_shapes_are_validated_without_the_bundled_ontology(run: Run, folder: Path) -> None:
    (folder / "roles.ttl").write_text(
        f"{PREFIXES}e:S a sh:NodeShape ; sh:targetClass <http://www.w3.org/ns/org#Role> ;"
        "sh:property [ sh:path e:p ; sh:minCount 1 ] ."
    )
    alone = run("validate", "good.ttl", "-s", "roles.ttl", "-f", "json")
    assert (alone.code, "no shape selects a node" in alone.err) == (2, True)
    (folder / "terms.ttl").write_text(
        f"{PREFIXES}e:x a <http://www.w3.org/ns/org#Role> . e:term a <http://www.w3.org/ns/org#Role> ."
    )
    given = run("validate", "bad.ttl", "-s", "roles.ttl", "--ontology", "terms.ttl", "-f", "json")
    assert [one["focus"] for one in json.loads(given.out)["findings"]] == ["e:x"]  # the term is the ontology's own


@pytest.mark.parametrize("engine", engines.NAMES)
def test_details_of_a_warning_are_not_violations(engine: str, run: Run, folder: Path) -> None:
    (folder / "refers.ttl").write_text(
        f"{PREFIXES}e:S a sh:NodeShape ; sh:targetClass e:C ; sh:node e:T ; sh:severity sh:Warning ."
        "e:T a sh:NodeShape ; sh:property [ sh:path e:none ; sh:minCount 1 ] ."
    )
    ran = run("validate", "good.ttl", "-s", "refers.ttl", "--engine", engine)
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "No violations: 1 warning.")


@pytest.mark.parametrize("engine", engines.NAMES)
def test_blank_nodes_of_data_and_ontology_are_not_merged(engine: str, run: Run, folder: Path) -> None:
    (folder / "blank.ttl").write_text(f"{PREFIXES}[] a e:C ; e:w 1 ; e:i 1 .")
    (folder / "terms.ttl").write_text(f"{PREFIXES}[] a owl:Restriction ; e:p 1 .")
    ran = run("validate", "blank.ttl", *S, "--ontology", "terms.ttl", "--engine", engine)
    assert (ran.code, ran.out.splitlines()[0]) == (1, "blank.ttl:2:1: violation: A p is there.")


@pytest.mark.parametrize(
    ("pattern", "options", "warned"),
    [
        ("^(a+)+$", [], False),
        ("^(a+)+$", ["--engine", "pyshacl"], True),
        ("^(?=a)(a+)+$", [], True),
        ('(a+)+" ; sh:flags "x', [], False),
    ],
)
def test_pattern_is_warned_of_where_it_can_take_for_ever(
    run: Run, folder: Path, pattern: str, options: list[str], *, warned: bool
) -> None:
    shape = f'e:S a sh:NodeShape ; sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:pattern "{pattern}" ] .'
    (folder / "pattern.ttl").write_text(f"{PREFIXES}{shape}\n", encoding="utf-8")
    (folder / "a.ttl").write_text(f'{PREFIXES}e:x a e:C ; e:p "a" .\n', encoding="utf-8")
    ran = run("validate", "a.ttl", "-s", "pattern.ttl", *options)
    assert ("can take for ever" in ran.out) is warned


def test_interrupt_exits_130_without_a_traceback(folder: Path) -> None:
    command = [sys.executable, "-m", "sco_ld", "validate", "as.ttl", "-s", "explodes.ttl", "--timeout", "60"]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, start_new_session=True) as process:
        time.sleep(1.5)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does, to the child too
        assert process.wait(timeout=30) == 130
        assert process.stderr.read().strip() == b""
