"""Files and folders that are written whole or not at all.

A file is written without a name where the system can (O_TMPFILE), so that a process that is killed leaves nothing behind.
Elsewhere, and for folders, it is written beside the target under a name such as `.sco.ttl.1234.sco-ld`, with the number of
the process; what dead processes have left under such names is removed by the next one that writes the same target.
"""

import ctypes
import gzip
import os
import re
import shutil
import stat
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from sco_ld.errors import ScoError

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # https://man7.org/linux/man-pages/man2/rename.2.html


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Return a stream whose bytes become the file when the block ends well; after an error the old file stands untouched.

    A name that ends in `.gz` is compressed, without a clock in the header. A link stays one. What is not a regular file (a
    pipe, `/dev/null`), or is standard output or error under a name such as `/dev/stdout`, is written to, never replaced.
    Raise ScoError if the file cannot be written.
    """
    if path.is_dir():
        raise ScoError(f"{path}: is a folder, not a file.")
    try:
        if stream := _stream(path):
            with stream:
                yield stream
            return
        with _replacement(path.resolve()) as file:
            if path.suffix == ".gz":
                with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packed:
                    yield packed  # type: ignore[misc]
            else:
                yield file
    except OSError as error:
        raise ScoError(f"{path}: cannot be written: {error.strerror}.") from error


@contextmanager
def whole_folder(path: Path, names: Collection[str]) -> Iterator[Path]:
    """Return an empty folder that takes the place of the path when the block ends well; after an error the old one stands.

    A folder that is there is replaced only if it has no files but those of the names; a link stays one. Raise ScoError if it
    cannot be written.
    """
    target = path.resolve()
    try:
        _check_folder(path, target, names)
        remove_leftovers(target)
        staging = temporary_path(target)
        staging.mkdir()
    except OSError as error:
        raise ScoError(f"{path}: cannot be written: {error.strerror}.") from error
    try:
        yield staging
        for file in staging.iterdir():
            with file.open("rb") as stream:
                os.fsync(stream.fileno())
        exchange(staging, target)
    except OSError as error:
        raise ScoError(f"{path}: cannot be written: {error.strerror}.") from error
    finally:
        remove(staging)


def _stream(path: Path) -> IO[bytes] | None:
    """Return a stream to what is to be written to, not replaced: not a regular file, or standard output or error."""
    try:
        found = path.stat()
    except OSError:
        return None
    for number in (1, 2):
        with suppress(OSError):
            if os.path.samestat(found, os.fstat(number)):
                return os.fdopen(os.dup(number), "wb")  # which shares its position
    return None if stat.S_ISREG(found.st_mode) else path.open("wb")


@contextmanager
def _replacement(target: Path) -> Iterator[IO[bytes]]:
    """Return a stream to a file that takes the place of the target when the block ends well."""
    remove_leftovers(target)
    name = temporary_path(target)
    file, named = _nameless(target), False
    if file is None:
        file, named = name.open("xb"), True
    try:
        with file:
            yield file
            file.flush()
            with suppress(FileNotFoundError):
                os.fchmod(file.fileno(), stat.S_IMODE(target.stat().st_mode))  # else the umask decides
            os.fsync(file.fileno())
            if not named:
                _give_name(file, name)
                named = True
        name.replace(target)
        named = False
    finally:
        if named:
            name.unlink(missing_ok=True)


def _nameless(target: Path) -> IO[bytes] | None:
    """Return a file without a name in the folder of the target; None if the system has no such files."""
    if not hasattr(os, "O_TMPFILE") or not Path("/proc/self/fd").is_dir():
        return None
    try:
        return os.fdopen(os.open(target.parent, os.O_TMPFILE | os.O_RDWR, 0o666), "w+b")
    except IsADirectoryError:  # a file system without them
        return None
    except OSError as error:
        if error.errno in (95, 22):  # EOPNOTSUPP, EINVAL
            return None
        raise


def _give_name(file: IO[bytes], name: Path) -> None:
    """Link a file without a name into its folder. https://man7.org/linux/man-pages/man2/open.2.html (O_TMPFILE)"""
    name.unlink(missing_ok=True)
    folder = os.open(name.parent, os.O_RDONLY)  # with a folder, Python calls linkat, which can follow the link in /proc
    try:
        os.link(f"/proc/self/fd/{file.fileno()}", name, src_dir_fd=folder, follow_symlinks=True)
    finally:
        os.close(folder)


def temporary_path(target: Path) -> Path:
    """Return the name under which a target is written before it takes its place."""
    return target.with_name(f".{target.name}.{os.getpid()}.sco-ld")


def remove_leftovers(target: Path) -> None:
    """Remove what dead processes have left beside the target."""
    for path in target.parent.glob(f".{_globbed(target.name)}.*.sco-ld"):
        process = path.name.split(".")[-2]
        if process.isdigit() and not _is_alive(int(process)):
            remove(path)


def _globbed(name: str) -> str:
    return re.sub(r"([*?[])", r"[\1]", name)


def _is_alive(process: int) -> bool:
    """Return whether a process runs; one that has ended, and for which nobody has waited, does not."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    try:
        return b") Z " not in Path(f"/proc/{process}/stat").read_bytes()
    except OSError:
        return True


def remove(path: Path) -> None:
    """Remove a file or a folder, if it is there."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


def _check_folder(path: Path, target: Path, names: Collection[str]) -> None:
    if target.exists() and not target.is_dir():
        raise ScoError(f"{path}: is a file, not a folder.")
    if Path.cwd().is_relative_to(target):
        raise ScoError(f"{path}: is the current folder or one above it, which is not replaced; name one below it.")
    others = [one.name for one in target.iterdir() if one.name not in names or one.is_dir()] if target.exists() else []
    if others:
        raise ScoError(f"{path}: holds {min(others)}, which is not of an earlier export; nothing was written.")


def exchange(new: Path, target: Path) -> None:
    """Put the new folder in the place of the target; the old one, if there is one, stands where the new one stood."""
    if not target.exists():
        new.rename(target)
        return
    new.chmod(stat.S_IMODE(target.stat().st_mode))
    if not _exchanged_at_once(new, target):
        old = new.with_name(f"{new.name}.old")
        target.rename(old)
        try:
            new.rename(target)
        except BaseException:
            old.rename(target)
            raise
        remove(old)


def _exchanged_at_once(one: Path, other: Path) -> bool:
    """Exchange two names in one step, and return whether the system could."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    return rename is not None and rename(_AT_FDCWD, bytes(one), _AT_FDCWD, bytes(other), _RENAME_EXCHANGE) == 0
