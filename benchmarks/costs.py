"""The cost of commands, as whole processes or until a line of output: wall time in seconds, peak memory in megabytes."""

import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from threading import TIMEOUT_MAX, Timer
from time import perf_counter

PROJECT = Path(__file__).resolve().parent.parent
TOOLS = Path(sys.executable).parent

Command = list[str | Path]


@dataclass(frozen=True)
class Cost:
    """Wall time in seconds and peak memory in megabytes; lower bounds if the command was ended by the limit."""

    seconds: float
    megabytes: float
    ended: bool = False


def cost(*commands: Command, limit: float = TIMEOUT_MAX) -> Cost:
    """Run commands one after another in a new folder and return what they cost together; the limit ends a command."""
    costs: list[Cost] = []
    with tempfile.TemporaryDirectory() as folder:
        for command in commands:
            costs.append(_run(command, Path(folder), limit)[1])
            if costs[-1].ended:
                break
    return Cost(sum(one.seconds for one in costs), max(one.megabytes for one in costs), costs[-1].ended)


def second_line(command: Command, *, limit: float = TIMEOUT_MAX) -> Cost:
    """Run a command as `head -2` does; return the seconds until its second line."""
    with tempfile.TemporaryDirectory() as folder:
        moments, whole = _run(command, Path(folder), limit, lines=2)
    return whole if whole.ended else Cost(moments[1], whole.megabytes)


def printed_seconds(command: Command, *, limit: float = TIMEOUT_MAX) -> Cost:
    """Run a command that measures a part of its own work and prints the seconds; return these."""
    with tempfile.TemporaryDirectory() as folder:
        _, whole = _run(command, Path(folder), limit)
        return whole if whole.ended else Cost(float((Path(folder) / "answer").read_text()), whole.megabytes)


def title(command: Command) -> str:
    """Return a short form of a command: files by name, the files of a publication as one."""
    return " ".join(name for name, _ in groupby(map(_short, command)))


def times(ratio: float) -> str:
    """Return a ratio as text, a small one as a fraction."""
    return f"{ratio:.2f}" if ratio > 1 / 4 else f"1/{1 / ratio:.3g}"


def _run(command: Command, folder: Path, limit: float, lines: int = 0) -> tuple[list[float], Cost]:
    """Run a command to its end, or until so many lines came through a pipe; return when each came, and what it all cost."""
    moments: list[float] = []
    with (folder / "answer").open("wb") as answer, (folder / "errors").open("wb") as errors:
        sink, start = subprocess.PIPE if lines else answer, perf_counter()
        process = subprocess.Popen([TOOLS / command[0], *command[1:]], cwd=folder, stdout=sink, stderr=errors)
        timer = Timer(limit, os.kill, (process.pid, signal.SIGKILL))
        timer.start()
        if process.stdout:
            with process.stdout as pipe:
                moments += [perf_counter() - start for _ in range(lines) if pipe.readline()]
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - start
        timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    ended = process.returncode == -signal.SIGKILL and seconds >= limit
    failed = process.returncode not in (0, 1)  # 1 is a difference, or a finding
    if failed and not ended and not moments[1:]:  # a closed pipe is no failure
        sys.exit(f"{title(command)} ended with {process.returncode}: {(folder / 'errors').read_text()}")
    return moments, Cost(seconds, usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3), ended)


def _short(part: str | Path) -> str:
    """Return a part of a command as it is shown in a table."""
    if isinstance(part, str):
        return part
    if part == PROJECT:
        return "."
    return f"{part.parent.name}/*.ttl" if part.parent.name in ("data", "ontology") else part.name
