"""Which files have changed since the last look."""

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

_PAUSE = 0.1


def changes(files: Callable[[], Iterable[Path]]) -> Iterator[list[Path]]:
    """Give, whenever files have changed, come or gone, which ones; it looks ten times a second and never ends."""
    last = _look(files())
    while True:
        time.sleep(_PAUSE)
        now = _look(files())
        changed = [file for file in {**last, **now} if last.get(file) != now.get(file)]
        last = now
        if changed:
            yield changed


def _look(files: Iterable[Path]) -> dict[Path, tuple[int, int]]:
    seen = {}
    for file in files:
        try:
            stat = file.stat()
        except OSError:
            continue
        seen[file] = (stat.st_mtime_ns, stat.st_size)
    return seen
