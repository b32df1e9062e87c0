"""Workers: what they send, how they are ended, and what ends with them."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from sco_ld.errors import ScoError
from sco_ld.runtime.deadline import within
from sco_ld.runtime.limits import Limits, no_new_files, sealed
from sco_ld.runtime.parallel import map_in_order
from sco_ld.runtime.worker import Send, UnexpectedError, WorkerDiedError, can_fork, worker

WAYS = ["fork", "spawn"]


@pytest.fixture(params=WAYS, autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Set the way in which workers are started."""
    monkeypatch.setenv("SCO_LD_WORKER", request.param)
    return str(request.param)


def double(number: int, send: Send) -> int:
    send("bytes", b"x" * number)
    return 2 * number


def fail(kind: str, _: Send) -> None:
    if kind == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if kind == "missing":
        Path("/nowhere").read_bytes()
    raise {"told": ScoError("No."), "memory": MemoryError(), "unforeseen": ValueError("why")}[kind]


def write_to_the_terminal(_: Send) -> None:
    os.write(1, b"out")
    os.write(2, b"err")


def loop(say: Any) -> None:
    say("looping")
    while True:
        pass


def open_a_file(_: Send) -> str:
    with no_new_files():
        try:
            Path(__file__).read_bytes()
        except OSError as error:
            return str(error.strerror)
    return Path(__file__).name


def open_sealed(_: Send) -> str:
    with sealed():
        try:
            socket.socket()
        except OSError as error:
            return str(error.strerror)
    return "opened"


def test_sealed_worker_opens_no_socket_and_this_process_does() -> None:
    with worker(open_sealed) as messages:
        assert messages.receive(None) == ("done", "Too many open files")
    with sealed(), socket.socket():
        pass


def test_messages_and_result() -> None:
    with worker(partial(double, 300_000)) as messages:
        assert messages.receive(None) == ("bytes", b"x" * 300_000)
        assert messages.receive(None) == ("done", 600_000)


def test_message_that_is_not_whole_at_a_deadline_is_kept() -> None:
    late, received = 0, list[tuple[str, object]]()
    with worker(partial(double, 20_000_000)) as messages:
        while len(received) < 2:
            try:
                received.append(messages.receive(time.monotonic()))
            except TimeoutError:
                late += 1
    assert late > 0
    assert received == [("bytes", b"x" * 20_000_000), ("done", 40_000_000)]


@pytest.mark.parametrize(
    ("kind", "error", "sentence"),
    [
        ("told", ScoError, "No."),
        ("memory", ScoError, "The memory does not suffice"),
        ("missing", ScoError, "/nowhere: No such file or directory."),
        ("unforeseen", UnexpectedError, "ValueError: why"),
        ("killed", WorkerDiedError, "^$"),
    ],
)
def test_exception_of_the_work_is_raised_in_the_parent(kind: str, error: type[Exception], sentence: str) -> None:
    with worker(partial(fail, kind)) as messages, pytest.raises(error, match=sentence):
        messages.receive(None)


def test_worker_writes_nothing_to_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    with worker(write_to_the_terminal) as messages:
        messages.receive(None)
    assert capfd.readouterr() == ("", "")


def test_deadline_ends_the_work() -> None:
    start = time.monotonic()
    with pytest.raises(ScoError, match="Not done within 1 seconds; it was looping"):
        within(1, loop)
    assert time.monotonic() - start < 5


def test_no_file_is_opened_once_the_worker_may_not() -> None:
    with worker(open_a_file) as messages:
        assert messages.receive(None) == ("done", "Too many open files")


def squared(number: int) -> bytes:
    return str(number * number).encode()


def test_parallel_results_are_in_order() -> None:
    assert list(map_in_order(squared, range(7))) == [b"0", b"1", b"4", b"9", b"16", b"25", b"36"]


def test_memory_is_limited(way: str) -> None:
    if way == "spawn" and sys.platform != "linux":
        pytest.skip("the limit needs setrlimit")
    with worker(partial(_allocate, 2**30), Limits(memory=2**29)) as messages, pytest.raises(ScoError, match="memory"):
        messages.receive(None)


def _allocate(size: int, _: Send) -> int:
    return len(bytearray(size))


def test_process_with_threads_is_not_forked(way: str) -> None:
    assert can_fork() == (way == "fork")
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert not can_fork()
        with worker(partial(double, 1)) as messages:
            assert messages.receive(None) == ("bytes", b"x")
    finally:
        stop.set()
        thread.join()


@pytest.mark.skipif(sys.platform != "linux", reason="needs the parent-death signal")
def test_worker_dies_with_its_parent(way: str, tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    code = (
        "import os, time; from functools import partial; from pathlib import Path\n"
        "from sco_ld.runtime.worker import worker; from tests.runtime.test_worker import sleep\n"
        f"with worker(partial(sleep, {str(pid)!r})) as messages: messages.receive(None)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], env={**os.environ, "SCO_LD_WORKER": way})
    while not pid.exists() or not pid.read_text():
        time.sleep(0.02)
    parent.kill()
    parent.wait()
    end = time.monotonic() + 5
    while _is_running(int(pid.read_text())) and time.monotonic() < end:
        time.sleep(0.02)
    assert not _is_running(int(pid.read_text()))


def sleep(pid: str, _: Send) -> None:
    Path(pid).write_text(str(os.getpid()))
    time.sleep(60)


def _is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False
