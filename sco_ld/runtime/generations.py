"""A folder of generations: what is in it is built anew beside the old, which others may still be reading.

Its mark, a JSON file, names the current generation and describes it; replacing the mark makes a new generation the current
one. One process builds at a time. A reader holds a lock on the generation that it reads, so that no builder removes it.
"""

import json
import os
import shutil
import weakref
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sco_ld.errors import ScoError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_PREFIX = "generation-"
_LOCK = "lock"
Manifest = dict[str, Any]


class SharedLock:
    """A lock on a file that other readers may hold too; it is released when it is closed, or nobody has it any more."""

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDONLY)
        fcntl.flock(self._descriptor, fcntl.LOCK_SH)
        self.close = weakref.finalize(self, os.close, self._descriptor)


@dataclass(frozen=True)
class Generation:
    """A generation that is read: its folder, what its manifest says, and the lock that keeps it."""

    folder: Path
    manifest: Manifest
    lock: SharedLock


class Generations:
    """The generations in a folder. `kind` and `version` say what they are of; those of another version are not used."""

    def __init__(self, folder: Path, kind: str, version: str) -> None:
        if fcntl is None:
            raise ScoError(f"{folder}: cannot be locked; this system has no flock.")
        self.folder, self.kind, self.version = folder.absolute(), kind, version
        self.mark = self.folder / f"{kind}.json"

    def current(self) -> Generation | None:
        """Return the current generation; None if there is none. Raise ScoError if the folder is of something else."""
        while True:
            found = self._marked()
            if not found or not found["generation"]:
                return None
            folder = self.folder / str(found["generation"])
            try:
                lock = SharedLock(folder / _LOCK)
            except FileNotFoundError:
                if self._marked() == found:
                    return None  # it has been removed by hand, so it is built again
                continue  # another process has built a new one
            if self._marked() == found:
                return Generation(folder, found["manifest"], lock)
            lock.close()

    @contextmanager
    def building(self, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
        """Let no other process build within the block; `waiting` is called if one does so now, and is waited for."""
        self._prepare()
        with (self.folder / _LOCK).open("ab") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                waiting()
                fcntl.flock(lock, fcntl.LOCK_EX)
            self._remove_others()
            yield

    def build(self, work: Callable[[Path], Manifest]) -> None:
        """Make what `work` writes to a new folder, and returns as a manifest, the current generation."""
        folder = self.folder / self._free_name()
        with ExitStack() as stack:
            stack.callback(self._remove_others)
            folder.mkdir()
            (folder / _LOCK).touch()
            manifest = work(folder)
            self._write_mark(folder.name, manifest)

    def _prepare(self) -> None:
        """Make the folder, or raise ScoError if it is there and is of something else."""
        if self._marked():
            return
        try:
            self.folder.mkdir(exist_ok=True)
            self._write_mark(None, {})
        except OSError as error:
            raise ScoError(f"{self.folder}: cannot be written: {error.strerror}.") from error

    def _marked(self) -> dict[str, Any]:
        """Return what the mark says; nothing if the folder is missing or empty."""
        try:
            names = sorted(path.name for path in self.folder.iterdir() if not path.name.startswith(f".{self.mark.name}."))
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise ScoError(f"{self.folder}: {error.strerror}.") from error
        if not names:
            return {}
        try:
            found = json.loads(self.mark.read_bytes())
            version = found["version"]
            _ = found["generation"], found["manifest"]
        except FileNotFoundError as error:
            raise ScoError(f"{self.folder}: holds {names[0]}, and is no {self.kind}. Name a new folder.") from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ScoError(f"{self.mark}: is damaged. Remove the folder, or name a new one.") from error
        if version != self.version:
            raise ScoError(
                f"{self.folder}: was built by {version}, this is {self.version}. Remove it, or name a new folder."
            )
        return dict(found)

    def _write_mark(self, generation: str | None, manifest: Manifest) -> None:
        content = {"version": self.version, "generation": generation, "manifest": manifest}
        new = self.folder / f".{self.mark.name}.{os.getpid()}"
        with new.open("w", encoding="utf-8") as file:
            json.dump(content, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self.mark)

    def _free_name(self) -> str:
        numbers = [int(one) for path in self._others() if (one := path.name.removeprefix(_PREFIX)).isdigit()]
        return f"{_PREFIX}{max(numbers, default=0) + 1}"

    def _others(self) -> list[Path]:
        return [path for path in self.folder.iterdir() if path.name.startswith(_PREFIX) and path.is_dir()]

    def _remove_others(self) -> None:
        """Remove the generations that are not the current one and that nobody reads."""
        current = self._marked().get("generation")
        for folder in self._others():
            if folder.name == current:
                continue
            with suppress(OSError), (folder / _LOCK).open("ab") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder)
