"""Signals at random moments: a command that makes a folder leaves the old one or the whole new one, and no process."""

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_signals import run_and_signal
from tests.conftest import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="needs signals")]
SIGNALS = [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGKILL]
ASEAN = str(ROOT / "tests" / "asean")
TURNS = 4
COMMANDS = {  # with the seconds that they take, and a file that the whole has
    "a new folder": (["init", "made"], 0.3, "README.md"),
    "an empty folder": (["init", "."], 0.3, "README.md"),
    "site": (["-C", ASEAN, "site", "-o", "made"], 2.0, ".sco-ld-site"),
    "release": (["-C", ASEAN, "release", "-o", "made", "--site", "--allow-dirty"], 2.5, ".sco-ld-release"),
}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def command(words: list[str], folder: Path) -> None:
    folder.mkdir()
    subprocess.run([sys.executable, "-m", "sco_ld", *words], cwd=folder, check=True, capture_output=True)


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("number", SIGNALS)
def test_folder_is_whole_or_not_there(name: str, number: int, tmp_path: Path) -> None:
    words, seconds, last = COMMANDS[name]
    command(words, tmp_path / "made")
    whole = contents(tmp_path / "made")
    assert any(file.endswith(last) for file in whole)
    chance = random.Random(f"{name}{number}")
    for turn in range(TURNS):
        folder = tmp_path / str(turn) / "made"
        folder.mkdir(parents=True)
        run_and_signal(words, folder, number, chance.uniform(0.01, seconds))
        left = {file for file in contents(folder) if not (number == signal.SIGKILL and ".sco-ld/" in file)}
        assert left in (set(), {*whole})
        if not left:  # and what was left does not stand in the way of another run
            subprocess.run([sys.executable, "-m", "sco_ld", *words], cwd=folder, check=True, capture_output=True)
            assert {*contents(folder)} == {*whole}


@pytest.mark.parametrize("number", SIGNALS)
def test_old_release_stands(number: int, tmp_path: Path) -> None:
    words, seconds, _ = COMMANDS["release"]
    command(words, tmp_path / "made")
    whole = contents(tmp_path / "made")
    chance = random.Random(number)
    for _ in range(TURNS):
        run_and_signal(words, tmp_path / "made", number, chance.uniform(0.01, seconds))
        found = contents(tmp_path / "made")
        assert {file: found[file] for file in whole} == whole
        assert number == signal.SIGKILL or {*found} == {*whole}


@pytest.mark.parametrize("number", SIGNALS)
def test_verification_leaves_nothing(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command(COMMANDS["release"][0], tmp_path / "released")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    chance = random.Random(number)
    for _ in range(TURNS):
        run_and_signal(["verify", "made"], tmp_path / "released", number, chance.uniform(0.01, 2.0))
        assert number == signal.SIGKILL or [*(tmp_path / "temporary").iterdir()] == []
