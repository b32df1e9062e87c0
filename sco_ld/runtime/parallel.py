"""Work on many things at once, the results in order."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from typing import TypeVar

from sco_ld.errors import ScoError
from sco_ld.runtime.worker import Send, child

Item = TypeVar("Item")


def map_in_order(work: Callable[[Item], bytes], items: Sequence[Item]) -> Iterator[bytes]:
    """Return what the work gives for each item, in order; each core of this machine has a process, and works ahead by one.

    A ScoError is raised here. Where processes cannot be forked, the work is done here.
    """
    cores = min(os.cpu_count() or 1, len(items))
    if sys.platform in ("win32", "darwin") or cores <= 1:
        yield from map(work, items)
        return
    with ExitStack() as stack:
        children = [stack.enter_context(child(partial(_send_each, work, items[number::cores]))) for number in range(cores)]
        for number in range(len(items)):
            try:
                _, content = children[number % cores](None)
            except EOFError:
                raise ScoError("A process that did part of the work has died.") from None
            yield content


def _send_each(work: Callable[[Item], bytes], items: Sequence[Item], send: Send) -> None:
    for item in items:
        send("bytes", work(item))
