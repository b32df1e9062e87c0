"""A file is written whole or not at all."""

import gzip
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from sco_ld.errors import ScoError


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Give a stream whose bytes become the file when the block ends well; after an error the old file stands untouched.

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
