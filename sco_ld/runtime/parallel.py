"""Work on many items at once, the results in order."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from typing import TypeVar

from sco_ld.errors import ScoError
from sco_ld.runtime.worker import Send, WorkerDiedError, can_fork, worker

Item = TypeVar("Item")


def map_in_order(work: Callable[[Item], bytes], items: Sequence[Item]) -> Iterator[bytes]:
    """Return what the work returns for each item, in order. Each core has a process of its own, which is one item ahead.

    Where processes cannot be forked, the work is done in this one. A ScoError of the work is raised here.
    """
    cores = min(os.cpu_count() or 1, len(items))
    if not can_fork() or cores <= 1:
        yield from map(work, items)
        return
    with ExitStack() as stack:
        workers = [stack.enter_context(worker(partial(_send_each, work, items[number::cores]))) for number in range(cores)]
        for number in range(len(items)):
            try:
                _, content = workers[number % cores].receive(None)
            except WorkerDiedError:
                raise ScoError("A process that did a part of the work has died.") from None
            yield content


def _send_each(work: Callable[[Item], bytes], items: Sequence[Item], send: Send) -> None:
    for item in items:
        send("bytes", work(item))
