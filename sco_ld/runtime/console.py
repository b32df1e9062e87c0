"""Where a command writes. It runs in a worker; its console sends what it writes to the parent, which has the terminal."""

import io
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from sco_ld.runtime.worker import Send

_CHUNK = 64 * 1024


class Console:
    """The console of a worker: results go to standard output or to files, words to standard error."""

    def __init__(self, send: Send) -> None:
        self._send = send

    @contextmanager
    def output(self, target: Path | None) -> Iterator[IO[bytes]]:
        """Return a stream to a file that is written whole or not at all, or to standard output (None or `-`)."""
        self._send("open", target)
        with io.BufferedWriter(_Sender(self._send), _CHUNK) as stream:
            yield stream
        self._send("close", None)

    def folder(self, target: Path, files: dict[str, bytes], replaceable: Collection[str]) -> None:
        """Write a folder of files, whole or not at all; one that is there is replaced if it has no other files."""
        self._send("folder", (target, files, tuple(replaceable)))

    def new_folder(self, target: Path, files: dict[str, bytes], ignored: Collection[str]) -> None:
        """Write a folder of files, whole or not at all, where none is or an empty one, but for names that are ignored."""
        self._send("new_folder", (target, files, tuple(ignored)))

    def temporary(self, folder: Path) -> None:
        """Name a folder that is going to be made, and is to be removed at the end, also if this process is killed."""
        self._send("temporary", folder)

    def print(self, text: str) -> None:
        """Write a line to standard output."""
        self._send("print", text)

    def note(self, text: str) -> None:
        """Write a line to standard error."""
        self._send("note", text)

    def doing(self, text: str) -> None:
        """Set what is being done, as shown in the progress line and in the error of a missed deadline."""
        self._send("doing", text)


class _Sender(io.RawIOBase):
    """A stream that sends what is written to it."""

    def __init__(self, send: Send) -> None:
        self.send = send

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        self.send("bytes", bytes(content))
        return len(content)
