"""A worker that is started anew, where processes cannot be forked: the work reaches it pickled, as an argument.

It has no limit of memory but that of the system, and does not die with its parent; the clock is kept all the same.
"""

import base64
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from time import monotonic
from typing import IO, Any

from sco_ld.runtime.limits import Limits
from sco_ld.runtime.limits import apply as apply_limits
from sco_ld.runtime.worker import Messages, Work, WorkerDiedError, decoded, run

_HEADER, _AHEAD = 8, 8  # messages that are read before they are asked for


@contextmanager
def spawned(work: Work, limits: Limits) -> Iterator[Messages]:
    """Start a worker, and return its messages; standard input is its own."""
    errors = None if os.environ.get("SCO_LD_DEBUG") else subprocess.DEVNULL
    task = base64.b64encode(pickle.dumps((work, limits, os.getpid()))).decode()
    command = [sys.executable, "-m", "sco_ld.runtime.spawning", task]
    close_fds = os.name == "nt"  # elsewhere the pipes of a shell, such as <(command), are inherited
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, close_fds=close_fds) as process:  # noqa: S603
        assert process.stdout is not None  # noqa: S101
        try:
            yield _Queue(process.stdout)
        finally:
            process.kill()


class _Queue:
    """The messages of a spawned worker, read by a thread: not every system can wait for a pipe with a deadline."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.messages: queue.Queue[bytes | None] = queue.Queue(_AHEAD)
        threading.Thread(target=self._read, args=(stream,), daemon=True).start()

    def receive(self, deadline: float | None) -> tuple[str, Any]:
        left = None if deadline is None else max(0.0, deadline - monotonic())
        try:
            content = self.messages.get(timeout=left)
        except queue.Empty:
            raise TimeoutError from None
        if content is None:
            raise WorkerDiedError("")
        return decoded(content)

    def _read(self, stream: IO[bytes]) -> None:
        with suppress(ValueError, OSError):  # the stream is closed when the worker is killed
            while header := stream.read(_HEADER):
                self.messages.put(stream.read(int.from_bytes(header, "big")))
        self.messages.put(None)


def _main(task: str) -> None:
    work, limits, parent = pickle.loads(base64.b64decode(task))  # noqa: S301  it is our own parent's
    apply_limits(limits, parent)
    pipe = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    run(work, pipe)


if __name__ == "__main__":
    _main(sys.argv[1])
