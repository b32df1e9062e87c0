"""Child processes that do a piece of work and tell of it, message by message."""

import os
import pickle
import select
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any, NoReturn

from sco_ld.errors import ScoError

Send = Callable[[str, Any], None]
Receive = Callable[[float | None], tuple[str, Any]]
_HEAD = 8  # bytes that tell the length of a message


@contextmanager
def child(work: Callable[[Send], Any]) -> Iterator[Receive]:
    """Fork a process for the work, and give what receives its messages: kind and value, at last `done` and the result.

    A message is waited for until a moment of the monotonic clock, or without end, and then TimeoutError is raised; EOFError
    where the child has died. A ScoError of the work is raised here. At the end of the block the child is ended.
    """
    ours, theirs = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(ours)
        _work(work, theirs)
    os.close(theirs)
    try:
        yield lambda end: _message(ours, end)
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(ours)


def _work(work: Callable[[Send], Any], pipe: int) -> NoReturn:
    """Do the work in the child, tell what comes of it, and end, whatever happens."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's, which then ends the child

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


def _message(pipe: int, end: float | None) -> tuple[str, Any]:
    size = int.from_bytes(_read(pipe, _HEAD, end), "big")
    kind, value = pickle.loads(_read(pipe, size, end))  # noqa: S301  it is our own child's
    if kind == "error":
        raise ScoError(value)
    return kind, value


def _read(pipe: int, size: int, end: float | None) -> bytearray:
    content = bytearray()
    while len(content) < size:
        if not select.select([pipe], [], [], end and max(0.0, end - monotonic()))[0]:
            raise TimeoutError
        part = os.read(pipe, size - len(content))
        if not part:
            raise EOFError
        content += part
    return content
