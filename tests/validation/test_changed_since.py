"""`validate --changed-since REV`: findings on nodes that a change touched, of data that are validated as a whole."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran

SHAPES = """@prefix e: <http://e/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
e:S a sh:NodeShape ; sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:minCount 1 ; sh:class e:D ] .
e:T a sh:NodeShape ; sh:targetObjectsOf e:part ; sh:property [ sh:path e:q ; sh:minCount 1 ] ."""
START = "@prefix e: <http://e/> .\n"
OLD = {
    "data/a.ttl": "e:old a e:C . e:x a e:C ; e:p e:d . e:y a e:C ; e:p e:d . e:z a e:D ; e:part [ e:r 1 ] .",
    "data/d.ttl": "e:d a e:D .",
}


@pytest.fixture(autouse=True, name="folder")
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository with data and shapes, the working directory."""
    monkeypatch.chdir(tmp_path)
    for name, text in {**OLD, "shapes/s.ttl": SHAPES}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(START + text)
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "Data")
    return tmp_path


def git(*words: str) -> None:
    subprocess.run(["git", "-c", "user.name=e", "-c", "user.email=e@e", *words], check=True, capture_output=True)


def nodes(run: Callable[..., Ran], *words: str) -> tuple[int, list[str]]:
    ran = run("validate", "data", "-s", "shapes", "--changed-since", "HEAD", *words)
    found = [line.split()[1] for line in ran.out.splitlines() if line.startswith("    node ")]
    return ran.code, list(dict.fromkeys(found))


CHANGES: dict[str, tuple[dict[str, str], list[str]]] = {
    "nothing": ({}, []),
    "layout": ({"data/a.ttl": OLD["data/a.ttl"].replace(" . ", " .\n\n") + "# a comment"}, []),
    "a new node": ({"data/new.ttl": "e:new a e:C ."}, ["e:new"]),
    "a value": ({"data/a.ttl": OLD["data/a.ttl"].replace("e:x a e:C ; e:p e:d", "e:x a e:C")}, ["e:x"]),
    "a value node": ({"data/d.ttl": "e:d a e:E ."}, ["e:x", "e:y"]),
    "a moved node": ({"data/a.ttl": OLD["data/a.ttl"].replace("e:old a e:C .", ""), "data/b.ttl": "e:old a e:C ."}, []),
    "a blank node": ({"data/a.ttl": OLD["data/a.ttl"].replace("[ e:r 1 ]", "[ e:r 2 ]")}, ["_:b0"]),
}


@pytest.mark.parametrize("name", CHANGES)
def test_findings_are_on_changed_nodes(name: str, run: Callable[..., Ran]) -> None:
    files, found = CHANGES[name]
    for file, text in files.items():
        Path(file).write_text(START + text)
    assert nodes(run) == (int(bool(found)), found)


def test_file_that_is_gone_has_changed(run: Callable[..., Ran]) -> None:
    Path("data/d.ttl").unlink()
    assert nodes(run) == (1, ["e:x", "e:y"])


def test_changed_shapes_report_on_every_node(run: Callable[..., Ran]) -> None:
    Path("shapes/s.ttl").write_text(SHAPES + "# another")
    assert sorted(nodes(run)[1]) == ["_:b0", "e:old"]


def test_revision_and_repository_must_be_there(run: Callable[..., Ran], tmp_path: Path) -> None:
    ran = run("validate", "data", "-s", "shapes", "--changed-since", "no-revision")
    assert (ran.code, 'git knows no commit "no-revision"' in ran.err) == (2, True)
    (tmp_path / ".git").rename(tmp_path / "away")
    ran = run("validate", "data", "-s", "shapes", "--changed-since", "HEAD")
    assert (ran.code, "is in no git repository" in ran.err) == (2, True)


def test_configuration_of_the_repository_is_not_run(run: Callable[..., Ran], tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\n")
    trap.chmod(0o755)
    git("config", "core.fsmonitor", str(trap))
    git("config", "core.sshCommand", str(trap))
    git("config", "diff.external", str(trap))
    git("config", "filter.x.smudge", str(trap))
    Path(".gitattributes").write_text("*.ttl filter=x diff=x\n")
    git("config", "diff.x.textconv", str(trap))
    Path("data/new.ttl").write_text(f"{START}e:new a e:C .")
    assert nodes(run) == (1, ["e:new"])
    assert not os.path.lexists(tmp_path / "sprung")
