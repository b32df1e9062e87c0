"""Work that can be ended: it runs in a child process, which is killed at the deadline."""

import multiprocessing
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from time import monotonic
from typing import TypeVar

from sco_ld.errors import ScoError

Result = TypeVar("Result")
Say = Callable[[str], None]


def within(seconds: float | None, work: Callable[[Say], Result]) -> Result:
    """Give what the work gives, or raise ScoError, with the last thing the work said it was doing, when time is up.

    Without a deadline, or where processes cannot be forked, the work runs here. A child that an engine has killed is told
    as an error too, never as a dead process.
    """
    if seconds is None or sys.platform == "win32":
        return work(lambda _: None)
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_work, args=(work, theirs), daemon=True)
    child.start()
    theirs.close()
    try:
        return _awaited(ours, seconds)
    finally:
        child.kill()
        child.join()
        ours.close()


def _work(work: Callable[[Say], Result], pipe: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's, which then kills the child
    try:
        pipe.send(("done", work(lambda words: pipe.send(("doing", words)))))
    except ScoError as error:
        pipe.send(("error", str(error)))
    except MemoryError:
        pipe.send(("error", "The memory does not suffice."))


def _awaited(pipe: Connection, seconds: float) -> Result:  # type: ignore[type-var]
    end, doing = monotonic() + seconds, "starting"
    while pipe.poll(max(0.0, end - monotonic())):
        try:
            kind, value = pipe.recv()
        except EOFError:
            raise ScoError(f"The engine died while {doing}.") from None
        if kind == "done":
            return value  # type: ignore[no-any-return]
        if kind == "error":
            raise ScoError(value)
        doing = value
    raise ScoError(f"Not done within {seconds:g} seconds; it was {doing}.")
