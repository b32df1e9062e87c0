"""The parent of a worker: it writes the worker's messages to files, standard output, standard error and progress."""

import os
import sys
from contextlib import ExitStack
from pathlib import Path
from time import monotonic
from typing import IO, Any

from sco_ld.runtime.atomic_files import remove, whole_file, whole_folder
from sco_ld.text.printable import printable

STDOUT = Path("-")
_SHOWN_AFTER, _EVERY = 2.0, 0.2  # seconds


class OutputClosedError(Exception):
    """The reader of standard output has closed it, as `head` does."""


class Terminal(ExitStack):
    """The terminal and the files of a command. Leaving it with an exception discards the file that is being written."""

    def __init__(self, *, verbose: bool = False) -> None:
        super().__init__()
        self.verbose = verbose
        self.start = self.stage_start = monotonic()
        self.next = self.start + _SHOWN_AFTER
        self.doing, self.written, self.shown = "starting", 0, False
        self.stream: IO[bytes] | None = None
        self.shows_progress = sys.stderr.isatty()

    def handle(self, kind: str, value: Any) -> None:
        """Do what a message of `Console` asks for. Raise OutputClosedError if the reader of the output has closed it."""
        try:
            getattr(self, f"_{kind}")(value)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise OutputClosedError from None

    def _open(self, target: Path | None) -> None:
        if target is None or target == STDOUT:
            self.stream = sys.stdout.buffer
        else:
            self.stream = self.enter_context(whole_file(target))

    def _bytes(self, content: bytes) -> None:
        assert self.stream is not None  # noqa: S101
        if self.stream is sys.stdout.buffer and sys.stdout.isatty():
            self._clear()
        self.stream.write(content)
        self.written += len(content)
        if self.shows_progress and monotonic() >= self.next:
            self._tick(None)

    def _close(self, _: None) -> None:
        sys.stdout.buffer.flush()
        self.pop_all().close()

    def _folder(self, value: tuple[Path, dict[str, bytes], tuple[str, ...]]) -> None:
        target, files, replaceable = value
        with whole_folder(target, replaceable) as folder:
            for name, content in files.items():
                (folder / name).write_bytes(content)

    def _new_folder(self, value: tuple[Path, dict[str, bytes], tuple[str, ...]]) -> None:
        from sco_ld.runtime.new_folder import write_new_folder

        write_new_folder(*value)

    def _temporary(self, folder: Path) -> None:
        self.callback(remove, folder)

    def _print(self, text: str) -> None:
        self._clear()
        sys.stdout.buffer.write(f"{text}\n".encode())
        sys.stdout.buffer.flush()

    def _note(self, text: str) -> None:
        self._clear()
        sys.stdout.flush()
        print("\n".join(map(printable, text.split("\n"))), file=sys.stderr, flush=True)  # noqa: T201

    def _doing(self, text: str) -> None:
        """Note what is being done: a stage and, after a comma, how far it is."""
        if text.partition(",")[0] != self.doing.partition(",")[0]:
            self._end_stage()
        self.doing = text

    def _end_stage(self) -> None:
        now = monotonic()
        if self.verbose and self.doing:
            self._note(f"{self.doing.partition(',')[0]}: {now - self.stage_start:.2f} s")
        self.stage_start = now

    def _tick(self, _: None) -> None:
        """Show the progress of work that takes more than two seconds, if people watch and nothing else is shown there."""
        busy = self.written and self.stream is sys.stdout.buffer and sys.stdout.isatty()
        if not self.shows_progress or busy or monotonic() < self.next:
            return
        size = f", {self.written / 1e6:.0f} MB written" if self.written else ""
        print(f"\r\033[K{self.doing}{size}, {monotonic() - self.start:.0f} s", end="", file=sys.stderr, flush=True)  # noqa: T201
        self.shown, self.next = True, monotonic() + _EVERY

    def _clear(self) -> None:
        if self.shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)  # noqa: T201
            self.shown = False

    def __exit__(self, *details: Any) -> bool | None:
        self._clear()
        self._end_stage()
        return super().__exit__(*details)
