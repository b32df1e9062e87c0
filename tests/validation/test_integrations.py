"""The pre-commit hook and the GitHub Action: what they validate, and how they end."""

import json
import os
import re
import shlex
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from sco_ld.rdf import formats
from tests.conftest import ROOT, Ran

SHAPES = """@prefix e: <http://e/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
e:S a sh:NodeShape ; sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:minCount 1 ] ."""
FILES = {
    "data/bad.ttl": "<http://e/bad> a <http://e/C> .",
    "shapes/s.ttl": SHAPES,
    "my data/good one.ttl": "<http://e/good> a <http://e/C> ; <http://e/p> 1 .",
    "my data/-s.ttl": "<http://e/dash> a <http://e/C> ; <http://e/p> 1 .",
    "my data/broken.nt": "no triple",
    "my shapes/s.ttl": SHAPES,
}


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository with data and shapes, the working directory."""
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def hook(key: str) -> str:
    (value,) = re.findall(rf"^  {key}: (.*)$", (ROOT / ".pre-commit-hooks.yaml").read_text(), re.MULTILINE)
    return str(value)


def test_hook_validates_the_repository_against_its_own_shapes(repository: Path, run: Callable[..., Ran]) -> None:
    command = shlex.split(hook("entry"))
    assert (command[0], hook("pass_filenames")) == ("sco-ld", "false")
    ran = run(*command[1:])
    assert (ran.code, "node   e:bad" in ran.out, ran.err) == (1, True, "")
    (repository / "shapes" / "s.ttl").unlink()
    assert run(*command[1:]).code == 2  # and not the bundled shapes


def test_hook_runs_for_every_format() -> None:
    names = [f"shapes/a{extension}{gz}" for one in formats.FORMATS for extension in one.extensions for gz in ("", ".gz")]
    assert [name for name in names if not re.search(hook("files"), name)] == []
    assert not re.search(hook("files"), "README.md")


def action(folder: Path, **inputs: str) -> tuple[int, str, str]:
    """Return exit code, printed text and the outputs of the action's step Validate."""
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    (script,) = re.findall(r"name: Validate\n.*?run: \|\n(.*?)\n    - name:", text, re.DOTALL)
    given = {"PATHS": "", "SHAPES": "", "PUBLICATION": "", "FAIL_ON": "violation", "SARIF": "my report.sarif"} | inputs
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | given | {"GITHUB_OUTPUT": str(folder / "output"), "PATH": path}
    (folder / "output").write_text("")
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", textwrap.dedent(script)]
    ran = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)
    return ran.returncode, ran.stdout, (folder / "output").read_text()


def test_action_takes_paths_with_spaces(repository: Path) -> None:
    paths = "my data/good one.ttl\nmy data/-s.ttl\n"
    code, out, outputs = action(repository, PATHS=paths, SHAPES="my shapes")
    assert (code, out, outputs) == (0, "Conforms: no findings.\n", "sarif=true\n")
    assert json.loads((repository / "my report.sarif").read_text())["runs"][0]["results"] == []


def test_action_validates_the_repository_by_default(repository: Path) -> None:
    code, out, outputs = action(repository)
    assert (code, outputs) == (1, "sarif=true\n")
    assert "::error file=data/bad.ttl,line=1" in out


def test_action_uploads_the_report_after_an_error(repository: Path) -> None:
    (repository / "my report.sarif").write_text("of an earlier run")
    code, _, outputs = action(repository, PATHS="my data/broken.nt", SHAPES="my shapes")
    assert (code, outputs) == (2, "sarif=true\n")
    assert "of an earlier run" not in (repository / "my report.sarif").read_text()
    condition = re.findall(r"name: Upload\n\s+if: (.*)", (ROOT / "action.yml").read_text())[0]
    assert "always()" in condition
    assert "steps.validate.outputs.sarif == 'true'" in condition
