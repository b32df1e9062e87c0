"""The examples of the README run. `python -m tests.test_readme` updates the outputs."""

import json
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from sco_ld.cli.main import cli
from tests.conftest import ROOT, Ran

README = ROOT / "README.md"
CONSOLE = re.compile(r"```console\n\$ (?P<command>.*)\n(?P<output>(?:.*\n)*?)```\n")
PYTHON = re.compile(r"```python\n((?:.*\n)*?)```\n")
LINES = 18
Run = Callable[..., Ran]


BROKEN = """@prefix id: <https://w3id.org/sco-ld/id/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix sco: <https://w3id.org/sco-ld/ontology#> .
@prefix src: <https://w3id.org/sco-ld/source/> .
@prefix schema: <http://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

id:laos-guest
    a org:Membership ;
    org:member id:laos ;
    org:organization id:sco ;
    org:role sco:Parnter ;
    schema:startDate "2025-09-01"^^xsd:date ;
    sco:confidence sco:High ;
    sco:supportedBy src:tass-2025-partners-page , src:akipress-2025-tianjin-page .
"""
CLUB, RULES = re.findall(r"```turtle\n(@prefix e: .*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
FILES = {"broken.ttl": BROKEN, "club.ttl": CLUB, "rules.ttl": RULES}


def write_files(folder: Path) -> None:
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")


def cut(output: str) -> str:
    """Return an output cut to a number of lines."""
    lines = output.splitlines()
    return "".join(f"{line}\n" for line in (lines if len(lines) <= LINES else [*lines[: LINES - 1], "…"]))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder, the working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "match", list(CONSOLE.finditer(README.read_text(encoding="utf-8"))), ids=lambda match: match["command"][:30]
)
def test_command_of_the_readme_prints_its_output(match: re.Match[str], run: Run, folder: Path) -> None:
    write_files(folder)
    ran = run(*shlex.split(match["command"])[1:])
    assert cut(ran.err + ran.out) == match["output"]


def test_python_of_the_readme_runs() -> None:
    for (code,) in (match.groups() for match in PYTHON.finditer(README.read_text(encoding="utf-8"))):
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_frame_of_the_readme_gives_the_memberships_of_the_day(run: Run, folder: Path) -> None:
    (frame,) = re.findall(r"```json\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    (folder / "memberships.json").write_text(frame, encoding="utf-8")
    nodes = json.loads(run("export", "--as-of", "2017-06-09", "--frame", "memberships.json").out)["@graph"]
    members = {node["member"]["prefLabel"]["en"] for node in nodes if node["role"] == "sco:MemberState"}
    assert len(members) == 8
    assert {"China", "India"} < members


def test_readme_names_every_command_and_its_options(run: Run) -> None:
    text = README.read_text(encoding="utf-8")
    for name in cli.commands:
        assert f"`{name}" in text
        assert run(name, "--help").code == 0


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("info", ["The chess club as linked data 1.0", "publicdomain/zero", "org:Membership", "1  100%  1"]),
        ("show club:ann", ["Ann", "15 June 2001", "treasurer", "[1]", "page 1", "Minutes of the founding"]),
        ("show Ann --as-of 2001-06-14", ["Ann"]),
        ("query 'SELECT ?who { ?m org:member ?who }' -f csv", ["https://chess.example/ann"]),
        ("query 'SELECT ?who { ?m org:member ?who }' -f table", ["club:ann"]),
        ("export -f turtle", ["club:ann-treasurer a org:Membership"]),
        ("validate", ["Conforms: no findings."]),
        ("validate data/club.ttl", ["Conforms: no findings."]),
    ],
)
def test_the_publication_of_the_readme_works(command: str, words: list[str], run: Run, folder: Path) -> None:
    data, shapes = re.findall(r"```turtle\n(@prefix club: .*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    for name, text in (("data", data), ("shapes", shapes)):
        (folder / name).mkdir()
        (folder / name / "club.ttl").write_text(text, encoding="utf-8")
    ran = run(*shlex.split(command))
    assert ran.code == 0, ran.err
    assert [word for word in words if word not in ran.out] == []
    assert "sco-ld/id" not in ran.out


def printed(command: str) -> str:
    """Return what a command prints, as a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        write_files(Path(folder))
        words = [sys.executable, "-m", "sco_ld", *shlex.split(command)[1:]]
        ran = subprocess.run(words, cwd=folder, capture_output=True, check=False)
    return cut((ran.stderr + ran.stdout).decode())


if __name__ == "__main__":
    old = README.read_text(encoding="utf-8")
    new = CONSOLE.sub(lambda match: f"```console\n$ {match['command']}\n{printed(match['command'])}```\n", old)
    README.write_text(new, encoding="utf-8")
