"""Work that can be ended: it runs in a child process, which is killed at the deadline."""

import io
import sys
from collections.abc import Callable
from time import monotonic
from typing import IO, Any, TypeVar

from sco_ld.errors import ScoError
from sco_ld.runtime.worker import Send, child

Result = TypeVar("Result")
Say = Callable[[str], None]
_CHUNK = 64 * 1024


def within(seconds: float | None, work: Callable[[Say], Result]) -> Result:
    """Return what the work gives, or raise ScoError, with the last thing the work said it was doing, when time is up.

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
    left, doing = seconds, "working"
    with child(work) as receive:
        while True:
            start = monotonic()
            try:
                kind, value = receive(start + left)
            except TimeoutError:
                raise ScoError(f"Not done within {seconds:g} seconds; it was {doing}.") from None
            except EOFError:
                raise ScoError(f"The engine died while {doing}.") from None
            left -= monotonic() - start
            if kind == "done":
                return value
            if kind == "bytes" and sink:
                sink.write(value)
            else:
                doing = value
