"""Which files have changed since the last look."""

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

_PAUSE = 0.04
_SETTLED = 0.01
Look = dict[Path, tuple[int, int, int]]


def changes(files: Callable[[], Iterable[Path]]) -> Iterator[list[Path]]:
    """Return an endless iterator over the files that are changed, added or removed, batch by batch, from this call on.

    The files are polled twenty-five times a second. A batch ends when nothing changes any more, since a file is written in
    more than one step.
    """
    return _changes(files, _look(files()))


def _changes(files: Callable[[], Iterable[Path]], last: Look) -> Iterator[list[Path]]:
    while True:
        time.sleep(_PAUSE)
        now = _look(files())
        while now != last:
            time.sleep(_SETTLED)
            settled, now = now, _look(files())
            if settled == now:
                break
        changed = [file for file in {**last, **now} if last.get(file) != now.get(file)]
        last = now
        if changed:
            yield changed


def _look(files: Iterable[Path]) -> Look:
    seen = {}
    for file in files:
        try:
            stat = file.stat()
        except OSError:
            continue
        seen[file] = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
    return seen
