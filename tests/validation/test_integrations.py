"""The pre-commit hook and the GitHub Action: what they validate, and how they end."""

import json
import os
import re
import shlex
import subprocess
import sys
import textwrap
from collections.abc import Callable
from importlib.util import find_spec
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


def outputs_of(conforms: str, violations: int) -> str:
    return f"sarif=true\nconforms={conforms}\nviolations={violations}\nwarnings=0\ninfos=0\n"


def action(folder: Path, **inputs: str) -> tuple[int, str, str]:
    """Return exit code, printed text and the outputs of the action's step Validate."""
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    (script,) = re.findall(r"name: Validate\n.*?run: \|\n(.*?)\n    - name:", text, re.DOTALL)
    given = {"PATHS": "", "SHAPES": "", "PUBLICATION": "", "FAIL_ON": "violation", "SARIF": "my report.sarif"}
    given |= {"BASELINE": "", "CHANGED_SINCE": "", "GITHUB_STEP_SUMMARY": str(folder / "summary")} | inputs
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | given | {"GITHUB_OUTPUT": str(folder / "output"), "PATH": path}
    (folder / "output").write_text("")
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", textwrap.dedent(script)]
    ran = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)
    return ran.returncode, ran.stdout, (folder / "output").read_text()


def test_action_takes_paths_with_spaces(repository: Path) -> None:
    paths = "my data/good one.ttl\nmy data/-s.ttl\n"
    code, out, outputs = action(repository, PATHS=paths, SHAPES="my shapes")
    assert (code, out, outputs) == (0, "Conforms: no findings.\n", outputs_of("true", 0))
    assert json.loads((repository / "my report.sarif").read_text())["runs"][0]["results"] == []


def test_action_validates_the_repository_by_default(repository: Path) -> None:
    code, out, outputs = action(repository)
    assert (code, outputs) == (1, outputs_of("false", 1))
    assert "| violation | `data/bad.ttl:1:1` |" in (repository / "summary").read_text()
    assert "::error file=data/bad.ttl,line=1" in out


def test_action_uploads_the_report_after_an_error(repository: Path) -> None:
    (repository / "my report.sarif").write_text("of an earlier run")
    code, _, outputs = action(repository, PATHS="my data/broken.nt", SHAPES="my shapes")
    assert (code, outputs) == (2, outputs_of("false", 1))
    assert "of an earlier run" not in (repository / "my report.sarif").read_text()
    condition = re.findall(r"name: Upload\n\s+if: (.*)", (ROOT / "action.yml").read_text())[0]
    assert "always()" in condition
    assert "steps.validate.outputs.sarif == 'true'" in condition


def test_action_annotates_ten_findings_and_puts_all_into_the_summary(repository: Path) -> None:
    nodes = " ".join(f"<http://e/bad{number}> a <http://e/C> ." for number in range(30))
    (repository / "data/bad.ttl").write_text(nodes)
    _, out, _ = action(repository)
    commands = [line for line in out.splitlines() if line.startswith("::")]
    assert len(commands) == 10
    assert commands[-1] == "::notice title=sco-ld::21 more findings; the summary of the job has them."
    assert (repository / "summary").read_text().count("| violation |") == 30


def has_package_index(folder: Path) -> bool:
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(folder), "hatchling"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.slow
@pytest.mark.skipif(not find_spec("pre_commit"), reason="pre-commit is not installed")
def test_hook_of_the_readme_runs_in_pre_commit(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """pre-commit clones the last commit of this repository and installs it, dependencies included, as it does for users."""
    home = tmp_path_factory.mktemp("pre-commit")
    if not has_package_index(home):
        pytest.skip("pre-commit installs from a package index, and there is none")

    def called(*words: str) -> subprocess.CompletedProcess[str]:
        environment = os.environ | {"PRE_COMMIT_HOME": str(home)}
        return subprocess.run(words, cwd=repository, env=environment, capture_output=True, text=True, check=False)

    def run_hooks() -> subprocess.CompletedProcess[str]:
        called("git", "add", "data", "shapes", ".pre-commit-config.yaml")
        return called(sys.executable, "-m", "pre_commit", "run")

    (hooks,) = re.findall(r"\.pre-commit-config\.yaml`:\n\n```yaml\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    commit = called("git", "-C", str(ROOT), "rev-parse", "HEAD").stdout.strip()
    here = re.sub(r"rev: .*", f"rev: {commit}", re.sub(r"repo: .*", f"repo: {ROOT}", hooks))
    (repository / ".pre-commit-config.yaml").write_text(f"repos:\n{textwrap.indent(here, '  ')}")
    (repository / "my data/broken.nt").unlink()
    assert called("git", "init", "-q").returncode == 0
    ran = run_hooks()
    assert (ran.returncode, "node   e:bad" in ran.stdout) == (1, True), ran.stdout + ran.stderr
    (repository / "data/bad.ttl").write_text("<http://e/bad> a <http://e/C> ; <http://e/p> 1 .")
    assert run_hooks().returncode == 0
    called("git", "-c", "user.name=e", "-c", "user.email=e@e", "commit", "-qm", "Data")
    (repository / "shapes/s.ttl").write_text(SHAPES.replace("minCount 1", "minCount 2"))
    assert run_hooks().returncode == 1  # shapes are watched too
