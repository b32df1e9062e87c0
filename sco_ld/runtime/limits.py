"""Limits of a worker process: memory, processor time, no core files; and it dies with its parent.

Linux has all of it; elsewhere, what the system offers. https://man7.org/linux/man-pages/man2/getrlimit.2.html
"""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass

if sys.platform != "win32":
    import resource

_SHARE = 0.9  # of the machine's memory
_CGROUP = "/sys/fs/cgroup/memory.max"
_SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG, https://man7.org/linux/man-pages/man2/PR_SET_PDEATHSIG.2const.html


@dataclass(frozen=True)
class Limits:
    """The limits of a worker: seconds of waiting for it, and bytes of address space; None is no limit."""

    seconds: float | None = None
    memory: int | None = None


NO_LIMITS = Limits()


def machine_memory() -> int | None:
    """Return nine tenths of the memory that this machine or container has, in bytes; None if the system does not say."""
    try:
        sizes = [os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")]
    except (AttributeError, OSError, ValueError):
        return None
    with suppress(OSError, ValueError), open(_CGROUP, encoding="ascii") as file:  # noqa: PTH123  pathlib costs start-up time
        sizes.append(int(file.read()))
    return int(min(sizes) * _SHARE)


def apply(limits: Limits, parent: int) -> None:
    """Apply the limits to this process, a child of `parent`, and end it if the parent has ended meanwhile."""
    if sys.platform == "win32":
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if limits.memory:
        _lower(resource.RLIMIT_AS, limits.memory)
    if limits.seconds:
        _lower(resource.RLIMIT_CPU, int(limits.seconds * (os.cpu_count() or 1)) + 5)  # the clock is the parent's
    die_with_parent(parent)


def die_with_parent(parent: int) -> None:
    """Have the system kill this process when its parent ends."""
    if sys.platform != "linux":
        return
    import ctypes

    ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


class _Process:
    """What is known of the process; a worker says when it begins."""

    is_worker = False


def begin_as_worker() -> None:
    """Note that this process does one piece of work and then ends."""
    _Process.is_worker = True


@contextmanager
def sealed() -> Iterator[None]:
    """Do as `no_new_files` in a worker, and nothing elsewhere, since the limit is that of a whole process."""
    with no_new_files() if _Process.is_worker else nullcontext():
        yield


@contextmanager
def no_new_files() -> Iterator[None]:
    """Refuse to open files and sockets within the block, in any library; those that are open stay usable."""
    if sys.platform == "win32":
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def _lower(which: int, value: int) -> None:
    _, hard = resource.getrlimit(which)
    resource.setrlimit(which, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
