"""Opening the files that are read: their kind, their compression, and whether they change meanwhile."""

import gzip
import io
import os
import stat
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

from sco_ld.errors import ScoError

STDIN = Path("-")
MAX_RATIO = 200  # of decompressed to compressed bytes, once more than FREE bytes are decompressed
FREE = 64 * 2**20
_BUFFER = 256 * 1024
_GZIP = b"\x1f\x8b"  # https://www.rfc-editor.org/rfc/rfc1952#page-6
_DESCRIPTORS = ("/dev/fd/", "/proc/self/fd/")
_KINDS = {
    stat.S_ISDIR: "is a folder, not a file",
    stat.S_ISFIFO: "is a named pipe; redirect it to standard input and read `-`",
    stat.S_ISSOCK: "is a socket, not a file",
    stat.S_ISCHR: "is a device, not a file",
    stat.S_ISBLK: "is a device, not a file",
}


@contextmanager
def opened(path: Path) -> Iterator[io.BufferedReader]:
    """Return a stream of the bytes of a file, decompressed if its name ends in `.gz`.

    Standard input (`-`) and the pipes of a shell's `<(…)` are read into memory, once; gzip is recognized there by how it
    begins. Raise ScoError if the path is neither a regular file nor one of these, if the file cannot be read, if it changes
    while it is read, or if it decompresses to more than 64 MB and 200 times its size.
    """
    with errors_as_sentences(path):
        if path == STDIN or _is_pipe(path):
            content = _piped(path, _pipe_number(path))
            file: IO[bytes] = io.BytesIO(content)
            yield _decompressed(file, path) if content.startswith(_GZIP) else io.BufferedReader(io.BytesIO(content))
            return
        refuse_special(path)
        with path.open("rb") as regular, unchanged(regular, path):
            compressed = path.suffix == ".gz" or (is_descriptor(path) and regular.peek(2).startswith(_GZIP))
            yield _decompressed(regular, path) if compressed else regular


def text_of(path: Path) -> str:
    """Return the text of a file as `opened` reads it. Raise ScoError if it is not UTF-8."""
    with opened(path) as stream:
        content = stream.read()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ScoError(f"{path}: is not UTF-8.") from error


@contextmanager
def errors_as_sentences(path: Path) -> Iterator[None]:
    """Raise ScoError in place of an error of the file system or of gzip."""
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise ScoError(f"{path}: not a whole gzip file.") from error
    except OSError as error:
        raise ScoError(f"{path}: {error.strerror or error}.") from error


@contextmanager
def unchanged(file: IO[bytes], path: Path) -> Iterator[None]:
    """Raise ScoError at the end of the block, or in place of an error in it, if an open file has changed meanwhile."""
    before = _state(file)
    try:
        yield
    except Exception as error:
        if _state(file) != before:
            raise _changed(path) from error
        raise
    if _state(file) != before:
        raise _changed(path)


def decompressed(content: bytes, path: Path) -> bytes:
    """Return the content of a file that was read elsewhere, decompressed if its name ends in `.gz`, as `opened` does."""
    if path.suffix != ".gz":
        return content
    with errors_as_sentences(path):
        return _decompressed(io.BytesIO(content), path).read()


def is_descriptor(path: Path) -> bool:
    """Return whether a path names an open descriptor of this process, as `/dev/stdin` and a shell's `<(…)` do."""
    return str(path) == "/dev/stdin" or str(path).startswith(_DESCRIPTORS)


def refuse_special(path: Path) -> None:
    """Raise ScoError if a path is a folder, pipe, socket or device."""
    mode = path.stat().st_mode
    for is_kind, words in _KINDS.items():
        if is_kind(mode):
            raise ScoError(f"{path}: {words}.")


def _is_pipe(path: Path) -> bool:
    return is_descriptor(path) and stat.S_ISFIFO(path.stat().st_mode)


def _pipe_number(path: Path) -> int:
    return 0 if path == STDIN else path.stat().st_ino


@lru_cache(maxsize=64)
def _piped(path: Path, _number: int) -> bytes:
    """Return the content of a pipe, which can be read only once; descriptors are used again, numbers of pipes are not."""
    return sys.stdin.buffer.read() if path == STDIN else path.read_bytes()


def _state(file: IO[bytes]) -> tuple[int, int]:
    status = os.fstat(file.fileno())
    return status.st_size, status.st_mtime_ns


def _changed(path: Path) -> ScoError:
    return ScoError(f"{path}: has changed while it was read. Run the command again.")


def _decompressed(file: IO[bytes], path: Path) -> io.BufferedReader:
    return io.BufferedReader(_Decompressed(file, path), _BUFFER)


class _Decompressed(io.RawIOBase):
    """The content of a gzip file. Raise ScoError if there is far more of it than the compressed bytes can account for."""

    def __init__(self, file: IO[bytes], path: Path) -> None:
        self.file, self.path, self.size = file, path, 0
        self.content = gzip.GzipFile(fileobj=file)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        count = self.content.readinto(buffer)
        self.size += count
        if self.size > max(FREE, MAX_RATIO * self.file.tell()):
            raise ScoError(f"{self.path}: decompresses to more than {MAX_RATIO} times its size, which is refused.")
        return count
