"""A folder of many files that is written whole or not at all, and in which a file that stays the same is not touched.

The folder is made beside its target and then exchanged with it. A file whose content has not changed is a hard link to the
earlier one, so that its time and its inode stay. A list of the files, under the name of the folder's mark, tells a later run
which files are of an earlier one; a folder that holds others is left alone. Files are not flushed to the disk one by one.
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sco_ld.errors import ScoError
from sco_ld.runtime.atomic_files import exchange, remove, remove_leftovers, temporary_path


class KeptFolder:
    """A folder that is being written; `names` are the files that it has so far, `written` those that are new or changed."""

    def __init__(self, target: Path, staging: Path) -> None:
        self.target, self.staging = target, staging
        self.names: set[str] = set()
        self.written: list[str] = []
        self._folders: set[str] = {""}
        self._source, self._own = f"{target}{os.sep}", f"{staging}{os.sep}"
        self._is_new = not target.exists()

    def write(self, name: str, content: bytes) -> None:
        """Write a file, whose name is a relative path; if the target has the same one, that is kept."""
        if name in self.names:
            raise ScoError(f"The file {name} would be written twice.")
        self.names.add(name)
        folder = name.rpartition("/")[0]
        if folder not in self._folders:
            os.makedirs(self._own + folder, exist_ok=True)  # noqa: PTH103  pathlib costs a quarter of the time of a site
            self._folders.add(folder)
        if self._is_new or not self._kept(name, content):
            with open(self._own + name, "wb") as file:  # noqa: PTH123
                file.write(content)
            self.written.append(name)

    def _kept(self, name: str, content: bytes) -> bool:
        old = Path(self._source + name)
        return _holds(old, content) and _linked(old, Path(self._own + name))

    def add(self, names: Iterable[str], written: Iterable[str]) -> None:
        """Take account of files that another process has written into the staging folder."""
        self.names.update(names)
        self.written += written


@contextmanager
def kept_folder(path: Path, mark: str) -> Iterator[KeptFolder]:
    """Return a folder to write to, which takes the place of the path when the block ends well; else the old one stands.

    Raise ScoError if the path is a file, or a folder with files that its mark does not list, and if it cannot be written.
    """
    target = path.resolve()
    check_folder(path, mark)
    staging = temporary_path(target)
    try:
        remove_leftovers(target)
        staging.mkdir()
        folder = KeptFolder(target, staging)
        yield folder
        listed = "\n".join(sorted(folder.names))
        folder.write(mark, f"{listed}\n".encode())
        exchange(staging, target)
    except OSError as error:
        raise ScoError(f"{path}: cannot be written: {error.strerror}.") from error
    finally:
        remove(staging)


def check_folder(path: Path, mark: str) -> None:
    """Raise ScoError if a path cannot be replaced: it is a file, or holds files that its mark does not list."""
    target = path.resolve()
    if not target.exists():
        if not target.parent.is_dir():
            raise ScoError(f"{path}: there is no folder {target.parent}.")
        return
    if not target.is_dir():
        raise ScoError(f"{path}: is a file, not a folder.")
    if Path.cwd().is_relative_to(target):
        raise ScoError(f"{path}: is the current folder or one above it, which is not replaced; name one below it.")
    listed = target / mark
    known = {mark, *(listed.read_text(encoding="utf-8", errors="replace").splitlines() if listed.is_file() else ())}
    stranger = next((name for name in _files(target) if name not in known), None)
    if stranger:
        raise ScoError(f"{path}: holds {stranger}, which is not of an earlier run; nothing was written.")


def _files(folder: Path) -> Iterator[str]:
    """Return the relative paths of the files in a folder, in order."""
    for root, folders, files in os.walk(folder):
        folders.sort()
        links = [name for name in folders if (Path(root) / name).is_symlink()]
        for name in sorted([*files, *links]):
            yield (Path(root) / name).relative_to(folder).as_posix()


def _holds(path: Path, content: bytes) -> bool:
    """Return whether a path is a regular file of that content."""
    try:
        return path.stat().st_size == len(content) and not path.is_symlink() and path.read_bytes() == content
    except OSError:
        return False


def _linked(old: Path, new: Path) -> bool:
    """Make a new name for a file, or a copy with its time where the file system has no links; return whether it could."""
    try:
        new.hardlink_to(old)
    except OSError:
        try:
            shutil.copy2(old, new)
        except OSError:
            return False
    return True
