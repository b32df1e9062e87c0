"""Signals: a command that is ended leaves the old output, no process and no file."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
COMMANDS = {
    "query": ["query", ENDLESS, "-o", "out"],
    "export": ["export", "large.nt", "-f", "turtle", "-o", "out"],
    "validate": ["validate", "-f", "json", "-o", "out"],
    "tables": ["export", "-f", "csv", "-o", "tables"],
}


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file of 30 MB of N-Triples."""
    path = tmp_path_factory.mktemp("large") / "large.nt"
    with path.open("w") as file:
        file.writelines(f"<http://e/s{number}> <http://e/p> <http://e/o{number % 7}> .\n" for number in range(700_000))
    return path


def processes(marker: str) -> list[str]:
    """Return the command lines of the living processes whose environment has the marker."""
    found = []
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            try:
                if marker.encode() in (path / "environ").read_bytes() and b") Z " not in (path / "stat").read_bytes():
                    found.append((path / "cmdline").read_text())
            except OSError:
                continue
    return found


def run_and_signal(words: list[str], folder: Path, number: int, after: float, worker: str = "fork") -> int:
    """Run a command, send it a signal after some seconds, and return how it ended; nothing may be left of it."""
    marker = f"{folder}-{number}-{after}"
    environment = {**os.environ, "SCO_LD_TEST_MARKER": marker, "SCO_LD_WORKER": worker}
    process = subprocess.Popen(
        [sys.executable, "-m", "sco_ld", *words],
        cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    time.sleep(after)
    process.send_signal(number)
    _, errors = process.communicate(timeout=20)
    assert "Traceback" not in errors or "sco_ld/cli" not in errors  # else Python was interrupted before it had begun
    end = time.monotonic() + 5
    while processes(marker) and time.monotonic() < end:
        time.sleep(0.02)
    assert processes(marker) == []
    return process.returncode


def prepare(folder: Path, large: Path) -> set[str]:
    (folder / "large.nt").symlink_to(large)
    (folder / "out").write_text("old")
    (folder / "tables").mkdir()
    (folder / "tables" / "posts.csv").write_text("old")
    return {"large.nt", "out", "tables"}


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)], ids=["TERM", "HUP", "INT"]
)
@pytest.mark.parametrize("worker", ["fork", "spawn"])
def test_signal_ends_the_command(number: int, code: int, worker: str, tmp_path: Path, large: Path) -> None:
    names = prepare(tmp_path, large)
    assert run_and_signal(COMMANDS["query"], tmp_path, number, 1.0, worker) == code
    assert {path.name for path in tmp_path.iterdir()} == names
    assert (tmp_path / "out").read_text() == "old"


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGKILL])
def test_signal_at_a_random_moment(command: str, number: int, tmp_path: Path, large: Path) -> None:
    chance = random.Random(f"{command}{number}")
    for turn in range(6):
        folder = tmp_path / str(turn)
        folder.mkdir()
        names = prepare(folder, large)
        run_and_signal(COMMANDS[command], folder, number, chance.uniform(0.01, 1.2))
        left = {path.name for path in folder.iterdir()} - names
        if number == signal.SIGKILL and command == "tables":  # folders have names while they are written
            left -= {name for name in left if name.startswith(".tables.")}
        assert left == set()
        assert (folder / "out").read_text() == "old" or command in ("export", "validate")
        assert (folder / "out").stat().st_size == 3 or whole(folder / "out", command)


def whole(path: Path, command: str) -> bool:
    """Return whether an output is one that a command has finished."""
    text = path.read_text()
    return text.endswith(" .\n") if command == "export" else text.endswith("}\n")


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGKILL])
def test_signal_ends_a_push(number: int, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/store"
        run_and_signal(["push", "--to", url], tmp_path, number, 1.0)
