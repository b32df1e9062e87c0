"""Work that can be ended: it runs in a child process, which is killed at the deadline."""

import io
import os
import pickle
import select
import signal
import sys
from collections.abc import Callable
from time import monotonic
from typing import IO, Any, NoReturn, TypeVar

from sco_ld.errors import ScoError

Result = TypeVar("Result")
Say = Callable[[str], None]
Send = Callable[[str, Any], None]
_CHUNK = 64 * 1024
_HEAD = 8  # bytes that tell the length of a message


def within(seconds: float | None, work: Callable[[Say], Result]) -> Result:
    """Give what the work gives, or raise ScoError, with the last thing the work said it was doing, when time is up.

    Without a deadline, or where processes cannot be forked, the work runs here. A child that an engine has killed is told
    as an error too, never as a dead process.
    """
    if seconds is None or sys.platform == "win32":
        return work(lambda _: None)
    result: Result = _run(seconds, lambda send: work(lambda words: send("doing", words)))
    return result


def writing(seconds: float | None, work: Callable[[IO[bytes]], None], sink: IO[bytes]) -> None:
    """Let the work write to a stream whose bytes come out at the sink, or raise ScoError when time is up.

    The time that the sink takes, a pager perhaps, is not counted.
    """
    if seconds is None or sys.platform == "win32":
        work(sink)
        return

    def written(send: Send) -> None:
        with io.BufferedWriter(_Sender(send), _CHUNK) as stream:
            work(stream)

    _run(seconds, written, sink)


class _Sender(io.RawIOBase):
    """A stream that sends on what is written to it."""

    def __init__(self, send: Send) -> None:
        self.send = send

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        self.send("bytes", bytes(content))
        return len(content)


def _run(seconds: float, work: Callable[[Send], Any], sink: IO[bytes] | None = None) -> Any:
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        _work(work, theirs)
    os.close(theirs)
    try:
        return _awaited(ours, seconds, sink)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(ours)


def _work(work: Callable[[Send], Any], pipe: int) -> NoReturn:
    """Do the work in the child, tell what comes of it, and end, whatever happens."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's, which then kills the child

    def send(kind: str, value: Any) -> None:
        content = pickle.dumps((kind, value))
        left = memoryview(len(content).to_bytes(_HEAD, "big") + content)
        while left:
            left = left[os.write(pipe, left) :]

    try:
        send("done", work(send))
    except ScoError as error:
        send("error", str(error))
    except MemoryError:
        send("error", "The memory does not suffice.")
    except Exception as error:
        send("error", f"{type(error).__name__}: {error}")
    finally:
        os._exit(0)


def _awaited(pipe: int, seconds: float, sink: IO[bytes] | None) -> Any:
    left, doing = seconds, "working"
    while True:
        start = monotonic()
        try:
            size = int.from_bytes(_read(pipe, _HEAD, start + left), "big")
            kind, value = pickle.loads(_read(pipe, size, start + left))  # noqa: S301  it is our own child's
        except TimeoutError:
            raise ScoError(f"Not done within {seconds:g} seconds; it was {doing}.") from None
        except EOFError:
            raise ScoError(f"The engine died while {doing}.") from None
        left -= monotonic() - start
        if kind == "done":
            return value
        if kind == "error":
            raise ScoError(value)
        if kind == "bytes" and sink:
            sink.write(value)
        else:
            doing = value


def _read(pipe: int, size: int, end: float) -> bytes:
    """Give so many bytes of a pipe; TimeoutError when they are not there in time, EOFError when they never will be."""
    content = bytearray()
    while len(content) < size:
        if not select.select([pipe], [], [], max(0.0, end - monotonic()))[0]:
            raise TimeoutError
        part = os.read(pipe, size - len(content))
        if not part:
            raise EOFError
        content += part
    return bytes(content)
