"""A new folder of files, which has all of them or none; or the same in a folder that is empty."""

from collections.abc import Collection, Mapping
from pathlib import Path

from sco_ld.errors import ScoError
from sco_ld.runtime.atomic_files import remove, remove_leftovers, temporary_path


def write_new_folder(folder: Path, files: Mapping[str, bytes], ignored: Collection[str] = ()) -> None:
    """Write files, by their paths, to a folder that is new or empty; names that are `ignored` may be in it.

    A new folder appears at once with its files, as do the folders above it that are missing. One that is there stays, and
    gets the files by renaming. Raise ScoError if it is not empty or cannot be written.
    """
    target = folder.resolve()
    missing = [one for one in (target, *target.parents) if not one.exists()]
    top = missing[-1] if missing else target / "new"
    staging = temporary_path(top)
    try:
        remove_leftovers(top)
        if not missing:
            _check_empty(folder, ignored)
        _write(staging / target.relative_to(top) if missing else staging, files)
        if missing:
            staging.rename(top)
        else:
            _move(staging, target)
    except OSError as error:
        raise ScoError(f"{folder}: cannot be written: {error.strerror}.") from error
    finally:
        remove(staging)


def _check_empty(folder: Path, ignored: Collection[str]) -> None:
    if not folder.is_dir():
        raise ScoError(f"{folder}: is a file, not a folder.")
    found = [path.name for path in folder.iterdir() if path.name not in ignored]
    if found:
        raise ScoError(f"{folder}: is not empty: it has {min(found)}. Nothing was written.")


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def _move(staging: Path, target: Path) -> None:
    """Move all that one folder has into another, or nothing."""
    names = [path.name for path in staging.iterdir()]
    try:
        for name in names:
            (staging / name).rename(target / name)
    except BaseException:
        for name in names:
            if not (staging / name).exists():
                remove(target / name)
        raise
