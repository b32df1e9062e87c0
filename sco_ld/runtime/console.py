"""Where a command writes: results to standard output or files, words to standard error."""

import os
import sys
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO

from sco_ld.runtime.atomic_files import whole_file, whole_folder
from sco_ld.runtime.progress import ProgressStream

STDOUT = Path("-")


class OutputClosed(Exception):
    """The reader of standard output has closed it, as `head` does."""


class Console:
    """The console of this process."""

    @contextmanager
    def output(self, target: Path | None) -> Iterator[IO[bytes]]:
        """Return a stream to a file that is written whole or not at all, or to standard output (None or `-`).

        Raise OutputClosed if the reader of standard output has closed it.
        """
        if target not in (None, STDOUT):
            with whole_file(target) as stream, self._with_progress(stream) as counted:
                yield counted
            return
        try:
            with self._with_progress(sys.stdout.buffer) as counted:
                yield counted
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise OutputClosed from None

    def folder(self, target: Path, names: Collection[str]) -> AbstractContextManager[Path]:
        """Return a folder that is written whole or not at all, for files of these names."""
        return whole_folder(target, names)

    def print(self, text: str) -> None:
        """Write a line to standard output."""
        print(text, flush=True)  # noqa: T201

    def note(self, text: str) -> None:
        """Write a line to standard error."""
        sys.stdout.flush()
        print(text, file=sys.stderr, flush=True)  # noqa: T201

    @contextmanager
    def _with_progress(self, stream: IO[bytes]) -> Iterator[IO[bytes]]:
        """Return the stream, or one that shows its progress if people watch a terminal and nothing else is shown there."""
        if not sys.stderr.isatty() or (sys.stdout.isatty() and stream is sys.stdout.buffer):
            yield stream
            return
        counted = ProgressStream(stream, lambda text: print(f"\r{text}", end="", file=sys.stderr, flush=True))  # noqa: T201
        try:
            yield counted  # type: ignore[misc]
        finally:
            if counted.shown:
                print("\r\033[K", end="", file=sys.stderr, flush=True)  # noqa: T201
