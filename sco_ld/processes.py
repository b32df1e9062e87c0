"""Work on many things at once, the results in order."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from typing import TypeVar

from sco_ld.errors import ScoError

Item = TypeVar("Item")
_DONE, _ERROR = b"+", b"-"


def in_order(work: Callable[[Item], bytes], items: Sequence[Item]) -> Iterator[bytes]:
    """Give what the work gives for each item, in order; each core of this machine has a process, and works ahead by one.

    A ScoError is raised here. Where processes cannot be forked, the work is done here.
    """
    cores = min(os.cpu_count() or 1, len(items))
    if sys.platform in ("win32", "darwin") or cores <= 1:
        yield from map(work, items)
        return
    context = multiprocessing.get_context("fork")
    pipes, children = [], []
    try:
        for number in range(cores):
            ours, theirs = context.Pipe(duplex=False)
            child = context.Process(target=_send, args=(work, items[number::cores], theirs), daemon=True)
            child.start()
            theirs.close()
            pipes.append(ours)
            children.append(child)
        for number in range(len(items)):
            yield _received(pipes[number % cores])
    finally:
        for child in children:
            child.kill()
        for pipe in pipes:
            pipe.close()


def _send(work: Callable[[Item], bytes], items: Sequence[Item], pipe: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's, which then ends its children
    try:
        for item in items:
            content = work(item)
            pipe.send_bytes(_DONE)
            pipe.send_bytes(content)
    except ScoError as error:
        pipe.send_bytes(_ERROR + str(error).encode())
    except MemoryError:
        pipe.send_bytes(_ERROR + b"The memory does not suffice.")
    except BrokenPipeError:
        pass


def _received(pipe: Connection) -> bytes:
    try:
        told = pipe.recv_bytes()
        if told != _DONE:
            raise ScoError(told[1:].decode())
        return pipe.recv_bytes()
    except EOFError:
        raise ScoError("A process that did part of the work has died.") from None
