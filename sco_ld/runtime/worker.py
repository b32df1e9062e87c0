"""A worker: a child process that does a piece of work under limits, and sends messages about it.

It is forked where the system can fork, and else started anew (spawned), with the work pickled.
"""

import gc
import os
import pickle
import select
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any, NoReturn, Protocol

from sco_ld.errors import ScoError
from sco_ld.runtime import limits as resource_limits
from sco_ld.runtime.limits import NO_LIMITS, Limits

Send = Callable[[str, Any], None]
Work = Callable[[Send], Any]
_HEADER = 8  # bytes of the length of a message
_GARBAGE = (100_000, 50, 100)  # thresholds of the collector: a worker keeps most of what it makes, and then ends
_TAIL = 4096  # bytes of what a dying process has written to standard error


class WorkerDiedError(Exception):
    """A worker that ended without a result; `memory` says whether it was for want of memory."""

    def __init__(self, last_words: str) -> None:
        super().__init__(last_words)
        self.memory = "memory allocation" in last_words or "out of memory" in last_words.lower()


class UnexpectedError(Exception):
    """An exception that nobody foresaw, with its traceback as text."""

    def __init__(self, sentence: str, traceback: str) -> None:
        super().__init__(sentence)
        self.traceback = traceback


class Messages(Protocol):
    """The messages of a worker."""

    def receive(self, deadline: float | None) -> tuple[str, Any]:
        """Return the next message, its kind and its value.

        Raise TimeoutError at the deadline (of the monotonic clock), WorkerDiedError if the worker is dead, and what the work
        raised: ScoError, or UnexpectedError.
        """


def _python_threads() -> int:
    return sys.modules["threading"].active_count() if "threading" in sys.modules else 1


def _other_threads() -> int:
    """Return how many threads there are that Python does not know, such as those of a database that was opened."""
    if sys.platform != "linux":
        return 0
    return len(os.listdir("/proc/self/task")) - _python_threads()  # noqa: PTH208  pathlib costs start-up time


_FROM_THE_START = _other_threads()  # those of the program that uses this package


def can_fork() -> bool:
    """Return whether workers are forked here: not where that is unsafe (Windows, macOS, a process with several threads).

    SCO_LD_WORKER=spawn forbids it too.
    """
    alone = _python_threads() == 1 and _other_threads() <= _FROM_THE_START
    return sys.platform not in ("win32", "darwin") and alone and os.environ.get("SCO_LD_WORKER") != "spawn"


@contextmanager
def worker(work: Work, limits: Limits = NO_LIMITS) -> Iterator[Messages]:
    """Start a worker, and return its messages: what the work sends, and at last `done` with its result.

    At the end of the block the worker is killed.
    """
    if can_fork():
        with _forked(work, limits) as messages:
            yield messages
        return
    from sco_ld.runtime.spawning import spawned

    with spawned(work, limits) as spawned_messages:
        yield spawned_messages


@contextmanager
def _forked(work: Work, limits: Limits) -> Iterator[Messages]:
    ours, theirs = os.pipe()
    errors = os.memfd_create("stderr") if hasattr(os, "memfd_create") else os.open(os.devnull, os.O_RDWR)
    parent, process = os.getpid(), os.fork()
    if process == 0:
        os.close(ours)
        resource_limits.apply(limits, parent)
        _silence(errors)
        run(work, theirs)
    os.close(theirs)
    try:
        yield _Pipe(ours, errors)
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(ours)
        os.close(errors)


def _silence(errors: int) -> None:
    """Redirect standard output and standard error of this process; standard error is kept for the parent."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.close(null)
    if not os.environ.get("SCO_LD_DEBUG"):
        os.dup2(errors, 2)


def run(work: Work, pipe: int) -> NoReturn:
    """Do the work in this process, send what comes of it through the pipe, and end the process, whatever happens."""
    resource_limits.begin_as_worker()
    gc.set_threshold(*_GARBAGE)
    for number in (signal.SIGINT, signal.SIGTERM):  # they are the parent's, which then kills its worker
        signal.signal(number, signal.SIG_IGN)

    def send(kind: str, value: Any) -> None:
        content = pickle.dumps((kind, value))
        left = memoryview(len(content).to_bytes(_HEADER, "big") + content)
        while left:
            left = left[os.write(pipe, left) :]

    try:
        send("done", work(send))
    except ScoError as error:
        send("error", str(error))
    except MemoryError:
        send("error", MEMORY_SENTENCE)
    except OSError as error:
        send("error", os_error_sentence(error))
    except BaseException as error:
        send("unexpected", (f"{type(error).__name__}: {error}", traceback.format_exc()))
    finally:
        os._exit(0)


MEMORY_SENTENCE = "The memory does not suffice; --max-memory sets how much may be used."


def os_error_sentence(error: OSError) -> str:
    """Return an OSError as a sentence."""
    return f"{error.filename or 'output'}: {error.strerror or error}."


def decoded(content: bytes | bytearray) -> tuple[str, Any]:
    """Return a message, or raise the exception that it carries."""
    kind, value = pickle.loads(content)  # noqa: S301  it is our own child's
    if kind == "error":
        raise ScoError(value)
    if kind == "unexpected":
        raise UnexpectedError(*value)
    return kind, value


class _Pipe:
    """The messages of a forked worker. What has been read of a message at a deadline is kept for the next call."""

    def __init__(self, pipe: int, errors: int) -> None:
        self.pipe, self.errors = pipe, errors
        self.buffer = bytearray()

    def receive(self, deadline: float | None) -> tuple[str, Any]:
        self._fill(_HEADER, deadline)
        end = _HEADER + int.from_bytes(self.buffer[:_HEADER], "big")
        self._fill(end, deadline)
        content = self.buffer[_HEADER:end]
        del self.buffer[:end]
        return decoded(content)

    def _fill(self, size: int, deadline: float | None) -> None:
        while len(self.buffer) < size:
            left = None if deadline is None else max(0.0, deadline - monotonic())
            if not select.select([self.pipe], [], [], left)[0]:
                raise TimeoutError
            part = os.read(self.pipe, min(size - len(self.buffer), 1 << 20))
            if not part:
                raise WorkerDiedError(self._last_words())
            self.buffer += part

    def _last_words(self) -> str:
        try:
            size = os.fstat(self.errors).st_size
            return os.pread(self.errors, _TAIL, max(0, size - _TAIL)).decode("utf-8", "replace")
        except OSError:
            return ""
