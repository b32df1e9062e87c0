"""Ways to a green that did not look: each is refused, found, or told."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from sco_ld.validation import engines
from tests.conftest import Ran

Run = Callable[..., Ran]
PREFIXES = "@prefix e: <http://e/> . @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix schema: <http://schema.org/> .\n"
SHAPE = "e:S a sh:NodeShape ; sh:targetClass e:C ; "
RULE = "sh:property [ sh:path e:p ; sh:minCount 1 ]"
BAD, GOOD = "e:x a e:C .", "e:x a e:C ; e:p 1 ."
ALL_OFF = "all shapes that have a target are deactivated"
NOTHING, NO_CONSTRAINT = "no shape selects a node, so nothing would be checked", "that select a node have no constraint"
FOUND = "violation: There are fewer than 1 values."
SHAPES: dict[str, tuple[str, str, int, str]] = {  # shapes, data, exit code, what is said
    "another scheme": (f"e:S sh:targetClass schema:P ; {RULE} .", "e:x a <https://schema.org/P> .", 2, NOTHING),
    "another class": (f"{SHAPE}{RULE} .", "e:x a e:c .", 2, NOTHING),
    "a node that is not there": (f"e:S sh:targetNode e:none ; {RULE.replace('min', 'max')} .", BAD, 2, NOTHING),
    "all shapes deactivated": (f"{SHAPE}{RULE} ; sh:deactivated true .", BAD, 2, ALL_OFF),
    "all properties deactivated": (f"{SHAPE}{RULE[:-1]} ; sh:deactivated true ] .", BAD, 2, NO_CONSTRAINT),
    "a deactivated query": (
        f'{SHAPE}sh:sparql [ sh:deactivated true ; sh:select "SELECT $this {{}}" ] .', BAD, 2, NO_CONSTRAINT,
    ),
    "no constraint": (f"{SHAPE[:-2]}.", BAD, 2, NO_CONSTRAINT),
    "only a name": (f'{SHAPE}sh:property [ sh:path e:p ; sh:name "p" ; sh:message "p" ] .', BAD, 2, NO_CONSTRAINT),
    "a shape that asks nothing": (f"{SHAPE}sh:node e:T . e:T sh:property [ sh:path e:p ] .", BAD, 2, NO_CONSTRAINT),
    "shapes that refer to each other": (f"{SHAPE}sh:node e:T . e:T sh:node e:S .", BAD, 2, ""),
    "closed false": (f"{SHAPE}sh:closed false .", BAD, 2, NO_CONSTRAINT),
    "a constraint in a shape below": (f"{SHAPE}sh:node e:T . e:T {RULE} .", BAD, 1, ""),
    "an empty member of sh:or": (f"{SHAPE}sh:or ( [ sh:class e:D ] [ ] ) .", BAD, 2, "is referred to as a shape"),
    "an expression": (f"{SHAPE}sh:expression [ sh:path e:p ] ; {RULE} .", GOOD, 2, "sh:expression is not evaluated"),
    "JavaScript": (f"{SHAPE}sh:js [ ] ; {RULE} .", GOOD, 2, "sh:js is not evaluated"),
    "a target of a query": (f"{SHAPE}sh:target [ ] ; {RULE} .", GOOD, 2, "sh:target is not evaluated"),
    "a rule": (f"{SHAPE}sh:rule [ a sh:TripleRule ] ; {RULE} .", GOOD, 0, "info: 1 × Rules are not run"),
    "a severity of a constraint": (
        f'{SHAPE}sh:sparql [ sh:severity sh:Info ; sh:select "SELECT $this {{ $this <http://e/p> 2 }}" ] .',
        GOOD, 0, "has no effect",
    ),
    "a named graph": (f"{SHAPE}{RULE} .", "e:g { e:x a e:C . }", 1, FOUND),
    "its own severity": (f"{SHAPE}{RULE} ; sh:severity e:Fine .", BAD, 1, FOUND),
}  # fmt: skip


@pytest.fixture(autouse=True, name="folder")
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working directory, with shapes in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s.ttl").write_text(f"{PREFIXES}{SHAPE}{RULE} .")
    return tmp_path


def write(**files: str) -> None:
    for name, text in files.items():
        Path(name.replace("_", ".")).write_text(PREFIXES + text)


@pytest.mark.parametrize("engine", engines.NAMES)
@pytest.mark.parametrize("what", SHAPES)
def test_shapes_that_do_not_check_are_not_green(what: str, engine: str, run: Run) -> None:
    shapes, data, code, words = SHAPES[what]
    write(s_ttl=shapes, d_trig=data)
    ran = run("validate", "d.trig", "-s", "s.ttl", "--engine", engine)
    assert (ran.code, words in ran.out + ran.err or engine == "pyshacl") == (code, True), ran
    if code == 2 and words in (NOTHING, NO_CONSTRAINT):
        assert run("validate", "d.trig", "-s", "s.ttl", "--allow-empty", "--engine", engine).code == 0


def test_what_is_not_evaluated_is_a_warning_for_lenient_shapes(run: Run) -> None:
    write(s_ttl=f"{SHAPE}sh:expression [ sh:path e:p ] ; {RULE} .", d_ttl=GOOD)
    ran = run("validate", "d.ttl", "-s", "s.ttl", "--lenient-shapes")
    assert (ran.code, "warning: Not well-formed, and left out: sh:expression is not evaluated" in ran.out) == (0, True)
    write(s_ttl=f"{SHAPE}sh:expression [ sh:path e:p ] .")
    assert run("validate", "d.ttl", "-s", "s.ttl", "--lenient-shapes").code == 2


FILES: dict[str, tuple[dict[str, str], list[str], int, str]] = {  # files, words of the command, exit code, what is said
    "shapes that are empty": ({"s.ttl": "", "d.ttl": BAD}, ["d.ttl"], 2, "s.ttl: is empty"),
    "data that are empty": ({"d.ttl": ""}, ["d.ttl"], 2, "d.ttl: no data"),
    "a file that is empty": ({"d.ttl": GOOD, "z.ttl": ""}, ["d.ttl", "z.ttl"], 0, "Note: z.ttl: no triples."),
    "a file that is given twice": ({"d.ttl": BAD}, ["d.ttl", "d.ttl"], 1, FOUND),
    "a name in capitals": ({"D.TTL": BAD}, ["D.TTL"], 1, FOUND),
    "a hidden file in a folder": ({"d/.h.ttl": BAD, "d/g.ttl": GOOD}, ["d"], 0, "d/.h.ttl: not read, since"),
    "a hidden file": ({".h.ttl": BAD}, [".h.ttl"], 1, FOUND),
    "only a hidden file": ({"d/.h.ttl": BAD}, ["d"], 2, "the folder has no RDF file"),
    "another format": ({"d/h.n3": BAD, "d/g.ttl": GOOD}, ["d"], 0, "d/h.n3: not read, since the format is not known"),
    "another compression": ({"d/h.ttl.bz2": BAD, "d/g.ttl": GOOD}, ["d"], 0, "d/h.ttl.bz2: not read"),
    "files that are no RDF": ({"d/h.md": BAD, "d/h.json": "{}", "d/g.ttl": GOOD}, ["d"], 0, "Conforms: no findings."),
    "a focus that is not there": ({"d.ttl": BAD}, ["d.ttl", "--focus", "e:none"], 2, 'There is no node "e:none"'),
    "a focus that is not selected": ({"d.ttl": f"{BAD} e:y e:q 1 ."}, ["d.ttl", "--focus", "e:y"], 2, "none selects e:y"),
    "a shape that is not there": ({"d.ttl": BAD}, ["d.ttl", "--shape", "e:None"], 2, 'There is no shape "e:None"'),
    "JSON-LD without a context": ({"d.jsonld": '{"@id": "http://e/x", "@type": "C"}'}, ["d.jsonld"], 2, NOTHING),
    "a link that leads nowhere": ({"d.ttl": GOOD}, ["d.ttl", "none.ttl"], 2, "none.ttl: no such file"),
}


@pytest.mark.parametrize("what", FILES)
def test_files_that_are_not_looked_at_are_told(what: str, run: Run, folder: Path) -> None:
    files, words, code, sentence = FILES[what]
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text if name.endswith(("json", "jsonld")) else PREFIXES + text)
    ran = run("validate", *words, "-s", "s.ttl")
    assert (ran.code, sentence in ran.out + ran.err) == (code, True), ran


def test_nothing_changed_is_told_beside_the_green(run: Run) -> None:
    write(d_ttl=BAD)
    for words in (["init", "-q"], ["add", "."], ["-c", "user.name=e", "-c", "user.email=e@e", "commit", "-qm", "All"]):
        subprocess.run(["git", *words], check=True, capture_output=True)
    ran = run("validate", "d.ttl", "-s", "s.ttl", "--changed-since", "HEAD")
    assert (ran.code, "1 finding on nodes that have not changed since HEAD left out." in ran.err) == (0, True)


@pytest.mark.parametrize(
    ("shapes", "words"),
    [
        (f"{SHAPE[:-2]}.", "The shapes that select a node have no constraint"),
        (f"{SHAPE}sh:node e:T . e:T sh:property [ sh:path e:p ] .", "The shapes that select a node have no constraint"),
        (f"e:S a sh:NodeShape ; sh:targetClass e:D ; {RULE} .", "The shapes select no node of the data"),
    ],
)
def test_an_index_is_not_green_either(shapes: str, words: str, run: Run) -> None:
    Path("data").mkdir()
    Path("data/d.ttl").write_text(PREFIXES + BAD)
    write(s_ttl=shapes)
    command = ["-C", ".", "validate", "-s", "s.ttl", "--store", "index"]
    refused = run(*command)
    assert (refused.code, words in refused.err) == (2, True), refused
    assert run(*command, "--allow-empty").code == 0
