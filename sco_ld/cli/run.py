"""A command, run in a worker: this process keeps the clock, the terminal and the files, and ends the worker."""

import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any

from sco_ld.commands.requests import BY_COMMAND, Request, Source
from sco_ld.errors import ScoError
from sco_ld.runtime.console import Console
from sco_ld.runtime.deadline import result_of
from sco_ld.runtime.limits import Limits, machine_memory
from sco_ld.runtime.terminal import OutputClosedError, Terminal
from sco_ld.runtime.worker import Send, UnexpectedError, worker

_TICK = 0.2  # seconds between two looks at the clock


class Terminated(BaseException):
    """A signal that ends the command: SIGTERM, SIGHUP."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def run(
    command: str,
    source: tuple[Path | None, str | None, bool, str | None],
    limits: tuple[float | None, int | None],
    options: Mapping[str, Any],
    *,
    verbose: bool = False,
) -> int:
    """Run a command and return its exit code. Raise ScoError, and Terminated at a signal.

    `source` is the folder, the day, whether what is possible counts, and the base; `limits` seconds and bytes of memory.
    """
    seconds, memory = limits
    request: Request = BY_COMMAND[command](
        source=Source(*source), limits=Limits(seconds, memory or machine_memory()), **options
    )
    with _signals():
        try:
            with (
                Terminal(verbose=verbose) as terminal,
                worker(partial(_execute, command, request), request.worker_limits) as messages,
            ):
                tick = _TICK if terminal.shows_progress else None
                return int(result_of(messages, request.worker_limits.seconds, terminal.handle, tick))
        except OutputClosedError:
            return 0
        except (ScoError, UnexpectedError, OSError) as error:
            _report_failure(command, request, error)
            raise


def _execute(command: str, request: Request, send: Send) -> Any:
    """Do the work of a command, in the worker."""
    return import_module(f"sco_ld.commands.{command}").run(request, Console(send))


def _report_failure(command: str, request: Request, error: Exception) -> None:
    """Let a command write that it failed, and why, into what it was to write, if it has a form for that."""
    module = import_module(f"sco_ld.commands.{command}")
    if hasattr(module, "report_failure"):
        with suppress(OutputClosedError), Terminal() as terminal:
            module.report_failure(request, str(error), Console(terminal.handle))


@contextmanager
def _signals() -> Iterator[None]:
    """Raise Terminated on SIGTERM and SIGHUP, so that the worker is ended and no file is left behind."""

    def raise_terminated(number: int, _: FrameType | None) -> None:
        raise Terminated(number)

    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, raise_terminated) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
