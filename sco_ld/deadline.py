"""Work that can be ended: it runs in a child process, which is killed at the deadline."""

import io
import multiprocessing
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from time import monotonic
from typing import IO, Any, TypeVar

from sco_ld.errors import ScoError

Result = TypeVar("Result")
Say = Callable[[str], None]
_CHUNK = 64 * 1024


def within(seconds: float | None, work: Callable[[Say], Result]) -> Result:
    """Give what the work gives, or raise ScoError, with the last thing the work said it was doing, when time is up.

    Without a deadline, or where processes cannot be forked, the work runs here. A child that an engine has killed is told
    as an error too, never as a dead process.
    """
    if seconds is None or sys.platform == "win32":
        return work(lambda _: None)
    result: Result = _run(seconds, lambda pipe: work(lambda words: pipe.send(("doing", words))))
    return result


def writing(seconds: float | None, work: Callable[[IO[bytes]], None], sink: IO[bytes]) -> None:
    """Let the work write to a stream whose bytes come out at the sink, or raise ScoError when time is up.

    The time that the sink takes, a pager perhaps, is not counted.
    """
    if seconds is None or sys.platform == "win32":
        work(sink)
        return

    def written(send: Callable[[bytes], None]) -> None:
        with io.BufferedWriter(_Sender(send), _CHUNK) as stream:
            work(stream)

    _run(seconds, lambda pipe: written(lambda content: pipe.send(("bytes", content))), sink)


class _Sender(io.RawIOBase):
    """A stream that sends on what is written to it."""

    def __init__(self, send: Callable[[bytes], None]) -> None:
        self.send = send

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        self.send(bytes(content))
        return len(content)


def _run(seconds: float, work: Callable[[Connection], Any], sink: IO[bytes] | None = None) -> Any:
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_work, args=(work, theirs), daemon=True)
    child.start()
    theirs.close()
    try:
        return _awaited(ours, seconds, sink)
    finally:
        child.kill()
        child.join()
        ours.close()


def _work(work: Callable[[Connection], Result], pipe: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's, which then kills the child
    try:
        pipe.send(("done", work(pipe)))
    except ScoError as error:
        pipe.send(("error", str(error)))
    except MemoryError:
        pipe.send(("error", "The memory does not suffice."))


def _awaited(pipe: Connection, seconds: float, sink: IO[bytes] | None) -> Any:
    left, doing = seconds, "working"
    while True:
        start = monotonic()
        if not pipe.poll(max(0.0, left)):
            raise ScoError(f"Not done within {seconds:g} seconds; it was {doing}.")
        try:
            kind, value = pipe.recv()
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
