"""An index on disk of the triples of some files, for SPARQL: built once, and again when a file has changed.

Its default graph is the merge of all graphs of the files, so that no query has to merge them; its named graphs are theirs.
The whole is built anew, since what one file has lost another may still say. For queries only: a store rewrites literals.
"""

import hashlib
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import Prefixes
from sco_ld.rdf.quad_stream import QuadStream
from sco_ld.rdf.sources import errors_as_sentences
from sco_ld.runtime.atomic_files import whole_file
from sco_ld.runtime.generations import Generation, Generations

KIND = "sco-ld-index"
STORE = "store"
_OPEN_AT_ONCE = 16  # tables of RocksDB that are opened with it; the others when a query first needs them
_LAYOUT = 2  # of what is stored; another one is another version
_BATCH = 100_000
Say = Callable[[str], None]


@dataclass(frozen=True)
class IndexedFiles:
    """The files of an index: streams of their quads, those that decide what is read, and what else decides it."""

    root: Path
    streams: Sequence[QuadStream]
    others: Sequence[Path] = ()
    options: Mapping[str, Any] = ()  # type: ignore[assignment]

    @property
    def files(self) -> list[Path]:
        """All files, each once."""
        return list(dict.fromkeys([*(path for stream in self.streams for path in stream.paths), *self.others]))


@dataclass(frozen=True)
class DiskIndex:
    """An open index: its store, which cannot be changed, and the prefixes that the files declare."""

    store: ox.Store
    prefixes: Prefixes
    generation: Generation

    @property
    def is_wholly_open(self) -> bool:
        """Return whether no query will have to open a file."""
        return len(list((self.generation.folder / STORE).glob("*.sst"))) <= _OPEN_AT_ONCE

    def remembered(self, name: str, work_out: Callable[[], str]) -> str:
        """Return what is known of the files under a name; it is worked out once for each index that can be written to."""
        path = self.generation.folder / name
        if path.exists():
            return path.read_text(encoding="utf-8")
        found = work_out()
        with suppress(ScoError), whole_file(path) as file:
            file.write(found.encode())
        return found


def open_index(folder: Path, source: IndexedFiles, say: Say = lambda _: None) -> DiskIndex:
    """Return the index in a folder, built first if there is none, or if files have changed since.

    Raise ScoError if the folder holds something else or an index of another version, and as `QuadStream` does.
    """
    generations = Generations(folder, KIND, f"index {_LAYOUT} of pyoxigraph {version('pyoxigraph')}")
    say("comparing the files with their index")
    with errors_as_sentences(folder):
        found = generations.current()
        if found and _is_current(found, source):
            return _open(found)
        if found:
            found.lock.close()
        with generations.building(lambda: say("waiting for another process that builds the index")):
            found = generations.current()
            if not (found and _is_current(found, source)):
                generations.build(lambda new: _build(new, source, say))
                found = generations.current()
        if found is None:
            raise ScoError(f"{folder}: the index that was built is not there any more.")
        return _open(found)


def _open(generation: Generation) -> DiskIndex:
    prefixes = Prefixes(generation.manifest["prefixes"])
    return DiskIndex(ox.Store.read_only(str(generation.folder / STORE)), prefixes, generation)


def _build(folder: Path, source: IndexedFiles, say: Say) -> dict[str, Any]:
    before = {str(path): _state(path) for path in source.files}
    digests = {str(path): _digest(path) for path in source.files}
    store = ox.Store(str(folder / STORE))
    store.bulk_extend(_with_progress(itertools.chain.from_iterable(map(_with_merge, source.streams)), say))
    store.flush()
    changed = next((name for name, state in before.items() if _state(Path(name)) != state), None)
    if changed:
        raise ScoError(f"{changed}: has changed while it was read. Run the command again.")
    declared: dict[str, str] = {}
    for stream in source.streams:
        declared = {**stream.prefixes, **declared}
    files = {_name(Path(path), source): [*before[path], digests[path]] for path in before}
    return {"files": files, "options": dict(source.options), "prefixes": declared}


def _with_merge(stream: QuadStream) -> Iterator[ox.Quad]:
    """Return quads, and those of named graphs in the default graph too."""
    default = ox.DefaultGraph()
    for quad in stream:
        yield quad
        if quad.graph_name != default:
            yield ox.Quad(*quad.triple)


def _with_progress(quads: Iterator[ox.Quad], say: Say) -> Iterator[ox.Quad]:
    done = 0
    while batch := list(itertools.islice(quads, _BATCH)):
        done += len(batch)
        say(f"building the index, {done:,} triples")
        yield from batch


def _is_current(generation: Generation, source: IndexedFiles) -> bool:
    """Return whether an index is of these files as they are: by size and times, or else by their content."""
    known = generation.manifest["files"]
    files = {_name(path, source): path for path in source.files}
    if generation.manifest["options"] != dict(source.options) or list(known) != list(files):
        return False
    return all(_is_same(path, known[name]) for name, path in files.items())


def _is_same(path: Path, known: list[Any]) -> bool:
    *state, digest = known
    now = _state(path)
    return now == state or (now[0] == state[0] and _digest(path) == digest)


def _state(path: Path) -> list[int]:
    """Return the size of a file, and when its content and its entry have changed."""
    status = path.stat()
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _name(path: Path, source: IndexedFiles) -> str:
    return str(path.relative_to(source.root) if path.is_relative_to(source.root) else path)
