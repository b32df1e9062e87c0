"""Work in a worker, held to a deadline."""

import signal
import threading
from collections.abc import Callable
from time import monotonic
from typing import Any, TypeVar

from sco_ld.errors import ScoError
from sco_ld.runtime.limits import Limits
from sco_ld.runtime.worker import MEMORY_SENTENCE, Messages, WorkerDiedError, worker

Result = TypeVar("Result")
Say = Callable[[str], None]
Handle = Callable[[str, Any], None]


def within(seconds: float | None, work: Callable[[Say], Result]) -> Result:
    """Return what the work returns. Raise ScoError after `seconds`, with what the work last said it was doing.

    Without a deadline the work runs in this process. Where processes cannot be forked, the work must be picklable.
    """
    if seconds is None:
        return work(lambda _: None)
    with worker(_Saying(work), Limits(seconds)) as messages:
        result: Result = result_of(messages, seconds)
        return result


def here(seconds: float | None, work: Callable[[Say], Result]) -> Result:
    """Return the result of work that leaves something behind in this process, so that no worker can do it.

    Raise ScoError after `seconds`, as soon as Python runs, where the system has a timer and this is the main thread.
    """
    doing = ["working"]
    if seconds is None or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        return work(doing.append)

    def stop(*_: object) -> None:
        raise ScoError(f"Not done within {seconds:g} seconds; it was {doing[-1]}.")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return work(doing.append)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def result_of(messages: Messages, seconds: float | None, handle: Handle = lambda *_: None, tick: float | None = None) -> Any:
    """Return the result of a worker, and pass its messages to `handle`; the time that takes is not counted.

    With `tick`, handle is called with ("tick", None) whenever that many seconds have passed without a message. Raise
    ScoError when time is up, and if the worker dies.
    """
    left, doing = seconds, "working"
    while True:
        start = monotonic()
        end = None if left is None else start + left
        try:
            kind, value = messages.receive(min(filter(None, (end, tick and start + tick)), default=None))
        except TimeoutError:
            if end is not None and monotonic() >= end:
                raise ScoError(f"Not done within {seconds:g} seconds; it was {doing}.") from None
            kind, value = "tick", None
        except WorkerDiedError as error:
            raise ScoError(MEMORY_SENTENCE if error.memory else f"The engine died while {doing}.") from None
        left = None if left is None else left - (monotonic() - start)
        if kind == "done":
            return value
        doing = value if kind == "doing" else doing
        handle(kind, value)


class _Saying:
    """Work whose words are sent as messages."""

    def __init__(self, work: Callable[[Say], Any]) -> None:
        self.work = work

    def __call__(self, send: Callable[[str, Any], None]) -> Any:
        return self.work(lambda text: send("doing", text))
