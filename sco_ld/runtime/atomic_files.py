"""A file, or a folder of files, is written whole or not at all."""

import gzip
import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from sco_ld.errors import ScoError


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Return a stream whose bytes become the file when the block ends well; after an error the old file stands untouched.

    The bytes go to a temporary name in the same folder, which is then renamed. A name that ends in `.gz` is compressed,
    without a clock in the header. A link stays one; a pipe or a device (`/dev/null`) is written to, never replaced.
    """
    if path.is_dir():
        raise ScoError(f"{path}: is a folder, not a file.")
    if path.exists() and not path.is_file():
        with path.open("wb") as file:
            yield file
        return
    target = path.resolve()
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise ScoError(f"{path}: cannot be written: {error.strerror}.") from error
    try:
        with os.fdopen(handle, "wb") as file:
            if path.suffix == ".gz":
                with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packed:
                    yield packed  # type: ignore[misc]
            else:
                yield file
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode if path.exists() else 0o644)
        Path(name).replace(target)
    except OSError as error:
        raise ScoError(f"{path}: cannot be written: {error.strerror}.") from error
    finally:
        Path(name).unlink(missing_ok=True)


@contextmanager
def whole_folder(path: Path, names: Collection[str]) -> Iterator[Path]:
    """Return an empty folder that takes the place of the path when the block ends well; after an error the old one stands.

    A folder that is there already is replaced only if it holds nothing but files of the names given; a link stays one.
    """
    target = path.resolve()
    try:
        if target.exists() and not target.is_dir():
            raise ScoError(f"{path}: is a file, not a folder.")
        if Path.cwd().is_relative_to(target):
            raise ScoError(f"{path}: is the folder you stand in, which is not replaced; name one below it.")
        others = [one.name for one in target.iterdir() if one.name not in names or one.is_dir()] if target.exists() else []
        if others:
            raise ScoError(f"{path}: holds {min(others)}, which is not of an earlier export; nothing was written.")
        beside = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    except OSError as error:
        raise ScoError(f"{path}: cannot be written: {error.strerror}.") from error
    try:
        new, old = beside / "new", beside / "old"
        new.mkdir()
        yield new
        for file in new.iterdir():
            with file.open("rb") as stream:
                os.fsync(stream.fileno())
        _swap(new, target, old)
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        raise ScoError(f"{path}: cannot be written: {error.strerror}.") from error
    finally:
        shutil.rmtree(new, ignore_errors=True)
        with suppress(OSError):  # the old folder, should it be there still, is kept
            beside.rmdir()


def _swap(new: Path, target: Path, old: Path) -> None:
    if not target.exists():
        new.rename(target)
        return
    new.chmod(target.stat().st_mode)
    target.rename(old)
    try:
        new.rename(target)
    except BaseException:
        old.rename(target)
        raise
