"""Outputs that cannot be written: a sentence, exit code 2, and nothing half-written."""

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, Ran

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs limits and devices of Linux")
ASEAN = str(ROOT / "tests" / "asean")
OUT = "OUT"
COMMANDS = {
    "init": ["init", OUT],
    "site": ["-C", ASEAN, "site", "-o", OUT],
    "release": ["-C", ASEAN, "release", "--allow-dirty", "-o", OUT],
    "diff": ["diff", ASEAN, str(ROOT / "data" / "states.ttl"), "-o", OUT],
}
ALL = ["init", "diff", pytest.param("site", marks=pytest.mark.slow), pytest.param("release", marks=pytest.mark.slow)]


def words(command: str, target: str) -> list[str]:
    return [target if word == OUT else word for word in COMMANDS[command]]


@pytest.fixture
def small_files() -> Iterator[None]:
    """Let no process write a file of more than a kilobyte, as if the disk were full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("command", ALL)
@pytest.mark.usefixtures("small_files")
def test_disk_that_is_full(
    run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    ran = run(*words(command, "out"))
    assert (ran.code, "cannot be written: File too large" in ran.err) == (2, True)
    assert [*tmp_path.iterdir()] == []


PLACES = {
    "below a file": ("file/out", ("Not a directory", "there is no folder")),
    "in no folder": ("/proc/out", ("No such file or directory",)),
    "a device": ("/dev/full", ("is a file, not a folder", "No space left on device")),
}


@pytest.mark.parametrize("command", ALL)
@pytest.mark.parametrize("place", PLACES)
def test_places_that_are_none(
    run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, place: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("mine")
    target, sentences = PLACES[place]
    ran = run(*words(command, target))
    assert (ran.code, any(sentence in ran.err for sentence in sentences)) == (2, True)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("file", "mine")]


@pytest.mark.parametrize("command", ["init", "site", "release"])
def test_file_is_not_replaced_by_a_folder(run: Callable[..., Ran], tmp_path: Path, command: str) -> None:
    (tmp_path / "out").write_text("mine")
    ran = run(*words(command, str(tmp_path / "out")))
    assert (ran.code, "is a file, not a folder" in ran.err) == (2, True)
    assert (tmp_path / "out").read_text() == "mine"


def test_file_is_replaced_by_a_file(run: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "out").write_text("old")
    assert run(*words("diff", str(tmp_path / "out"))).code == 1
    assert (tmp_path / "out").read_text().startswith("Resources: ")


STREAMS = {
    "results": (["diff", ASEAN, str(ROOT / "data" / "states.ttl")], "stdout"),
    "notes": (["init", "out"], "stderr"),
    "errors": (["diff", "nowhere", "nowhere"], "stderr"),
}


@pytest.mark.parametrize("name", STREAMS)
def test_streams_that_are_full(tmp_path: Path, name: str) -> None:
    command, stream = STREAMS[name]
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "sco_ld", *command], cwd=tmp_path, check=False,
            stdout=full if stream == "stdout" else subprocess.PIPE, stderr=full if stream == "stderr" else subprocess.PIPE,
        )  # fmt: skip
    assert ran.returncode == 2


def test_reader_that_closes_its_pipe(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "sco_ld", *STREAMS["results"][0]]
    ran = subprocess.run(command, cwd=tmp_path, check=False, stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    assert (ran.returncode, ran.stderr) == (0, b"")


CANNOT_READ = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.getuid() == 0 else []


@pytest.mark.parametrize("command", ALL)
def test_folder_that_is_read_only(tmp_path: Path, command: str) -> None:
    (tmp_path / "closed").mkdir(mode=0o555)
    whole = [*CANNOT_READ, sys.executable, "-m", "sco_ld", *words(command, "closed/out")]
    ran = subprocess.run(whole, cwd=tmp_path, check=False, capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (2, "Error: closed/out: cannot be written: Permission denied.\n")
    assert [*(tmp_path / "closed").iterdir()] == []
