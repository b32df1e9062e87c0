"""Files that are many, lie about their kind, hold several things, or lead round in a circle."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran

Run = Callable[..., Ran]
PREFIXES = "@prefix e: <http://e/> . @prefix sh: <http://www.w3.org/ns/shacl#> .\n"
SHAPES = (
    f'{PREFIXES}e:S a sh:NodeShape ; sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:minCount 1 ; sh:message "A p." ] .'
)
FOUND = "violation: A p."
XML = (
    '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">\n<e:C r:about="http://e/x"/></r:RDF>'
)
CASES: dict[str, tuple[str, str, int, str]] = {  # name of the file, its content, exit code, what is said
    "CRLF": ("d.ttl", "@prefix e: <http://e/> .\r\ne:y e:p 1 .\r\n\r\ne:x a e:C .\r\n", 1, "d.ttl:4:1: violation"),
    "shapes and data in one": ("d.ttl", f"{SHAPES}\ne:x a e:C .", 1, "d.ttl:3:1: violation"),
    "no extension": ("data", f"{PREFIXES}e:x a e:C .", 2, 'data: unknown format ""; known are .ttl'),
    "another extension": ("data.txt", f"{PREFIXES}e:x a e:C .", 2, 'unknown format ".txt"; known are .ttl'),
    "capitals": ("DATA.TTL", f"{PREFIXES}e:x a e:C .", 1, FOUND),
    "XML that says it is Turtle": (
        "d.ttl",
        f'<?xml version="1.0"?>\n{XML}',
        2,
        "It begins like rdfxml, and its name says turtle.",
    ),
    "Turtle that says it is XML": ("d.rdf", f"{PREFIXES}e:x a e:C .", 2, "It begins like turtle, and its name says rdfxml."),
    "Turtle that says it is JSON": (
        "d.jsonld",
        f"{PREFIXES}e:x a e:C .",
        2,
        "It begins like turtle, and its name says json-ld.",
    ),
    "Turtle that says it is N-Triples": (
        "d.nt",
        f"{PREFIXES}e:x a e:C .",
        2,
        "It begins like turtle, and its name says ntriples.",
    ),
    "gzip that is none": ("d.ttl.gz", f"{PREFIXES}e:x a e:C .", 2, "d.ttl.gz"),
    "no line end": ("d.nt", "<http://e/x> a", 2, "d.nt:1:14: error"),
    "only a comment": ("d.ttl", "# nothing", 2, "d.ttl: no data, so nothing would be checked."),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working directory, with shapes in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s.ttl").write_text(SHAPES)
    return tmp_path


@pytest.mark.parametrize("what", CASES)
def test_file_is_validated_or_refused_in_a_sentence(what: str, run: Run, folder: Path) -> None:
    name, content, code, words = CASES[what]
    (folder / name).write_text(content, newline="")
    ran = run("validate", name, "-s", "s.ttl")
    assert (ran.code, words in ran.out + ran.err) == (code, True), ran.err + ran.out
    assert "should not happen" not in ran.err


def test_link_to_a_folder_that_it_is_in_is_refused(run: Run, folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "round").symlink_to(folder / "in")
    (folder / "in" / "d.ttl").write_text(f"{PREFIXES}e:x a e:C .")
    ran = run("validate", "in", "-s", "s.ttl")
    assert (ran.code, ran.err) == (2, f"Error: {Path('in', 'round')}: a link that leads back to a folder it is in.\n")


def test_submodule_is_read_but_for_its_repository(run: Run, folder: Path) -> None:
    module = folder / "in" / "module"
    (module / ".git").mkdir(parents=True)
    (module / ".git" / "old.ttl").write_text("broken")
    (module / "d.ttl").write_text(f"{PREFIXES}e:x a e:C .")
    assert FOUND in run("validate", "in", "-s", "s.ttl").out


@pytest.mark.slow
def test_ten_thousand_files(run: Run, folder: Path) -> None:
    (folder / "many").mkdir()
    for number in range(10_000):
        (folder / "many" / f"{number}.ttl").write_text(f"{PREFIXES}e:x{number} a e:C ; e:p {number} .")
    (folder / "many" / "5000.ttl").write_text(f"{PREFIXES}e:y a e:C .")
    ran = run("validate", "many", "-s", "s.ttl")
    assert ran.out.startswith(f"{Path('many', '5000.ttl')}:2:1: violation: A p.")
    assert ran.out.endswith("Does not conform: 1 violation.\n")


@pytest.mark.slow
def test_file_of_two_hundred_megabytes(run: Run, folder: Path) -> None:
    line = "<http://e/x%09d> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://e/D> .\n"
    with (folder / "big.nt").open("w") as file:
        file.writelines(line % number for number in range(200_000_000 // len(line % 0)))
        file.write("<http://e/y> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://e/C> .\n")
    ran = run("validate", "big.nt", "-s", "s.ttl")
    assert "violation: A p." in ran.out


@pytest.mark.slow
def test_watch_outlives_files_that_come_and_go(folder: Path) -> None:
    (folder / "in").mkdir()
    data = folder / "in" / "d.ttl"
    data.write_text(f"{PREFIXES}e:x a e:C ; e:p 1 .")
    command = [sys.executable, "-m", "sco_ld", "validate", "in", "-s", "s.ttl", "--watch"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "Conforms: no findings.\n"
        for number in range(30):
            data.write_text("broken" if number % 2 else f"{PREFIXES}e:x a e:C ; e:p {number} .")
            (folder / "in" / "other.ttl").write_text(f"{PREFIXES}e:z e:p {number} .")
            time.sleep(0.03)
            os.unlink(folder / "in" / "other.ttl")  # noqa: PTH108
        data.write_text(f"{PREFIXES}e:x a e:C .")
        line = ""
        while "violation: A p." not in line:
            line = process.stdout.readline()
            assert line
        process.terminate()
