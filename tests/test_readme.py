"""What the README shows is what happens. `python -m tests.test_readme` writes the outputs anew."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import ROOT

README = ROOT / "README.md"
CONSOLE = re.compile(r"```console\n\$ (?P<command>.*)\n(?P<output>(?:.*\n)*?)```\n")
PYTHON = re.compile(r"```python\n((?:.*\n)*?)```\n")
LINES = 18


def output(command: str, folder: Path) -> str:
    """Give what a command prints, long output cut."""
    words = [sys.executable, "-m", "sco_ld", *shlex.split(command)[1:]]
    ran = subprocess.run(words, cwd=folder, capture_output=True, check=True)
    lines = (ran.stderr + ran.stdout).decode().splitlines()
    return "".join(f"{line}\n" for line in (lines if len(lines) <= LINES else [*lines[: LINES - 1], "…"]))


@pytest.mark.parametrize(
    "match", list(CONSOLE.finditer(README.read_text(encoding="utf-8"))), ids=lambda match: match["command"][:30]
)
def test_a_command_prints_what_the_readme_shows(match: re.Match[str], tmp_path: Path) -> None:
    assert output(match["command"], tmp_path) == match["output"]


def test_the_python_of_the_readme_runs() -> None:
    for (code,) in (match.groups() for match in PYTHON.finditer(README.read_text(encoding="utf-8"))):
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_the_readme_names_every_command_and_every_option_it_names_exists() -> None:
    text = README.read_text(encoding="utf-8")
    helps = {name: output(f"sco-ld {name} --help", ROOT) for name in ("validate", "query", "export", "show", "info")}
    assert all(f"`{name}" in text for name in helps)
    whole = subprocess.run(
        [sys.executable, "-m", "sco_ld", "query", "--help"], capture_output=True, check=True
    ).stdout.decode()
    assert {"--file", "--named", "--list"} <= set(re.findall(r"--\w+", whole))


if __name__ == "__main__":
    fresh = CONSOLE.sub(
        lambda match: f"```console\n$ {match['command']}\n{output(match['command'], Path('/tmp'))}```\n",
        README.read_text(encoding="utf-8"),
    )
    README.write_text(fresh, encoding="utf-8")
