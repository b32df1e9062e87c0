"""The RDF files among paths, and in folders and below."""

import os
from collections.abc import Iterable
from pathlib import Path

from sco_ld.errors import ScoError
from sco_ld.rdf import formats
from sco_ld.rdf.sources import STDIN, errors_as_sentences, is_descriptor, refuse_special

_UNKNOWN_FORMATS = (".n3", ".turtle", ".trix", ".hdt", ".ofn", ".omn", ".owx")
_UNKNOWN_COMPRESSIONS = (".bz2", ".xz", ".zst", ".zip")


def rdf_files(paths: Iterable[Path]) -> list[Path]:
    """Return the RDF files among the paths, with those in folders and below, in order of name; `-` is standard input.

    Raise ScoError if a path is missing, if the format of a file is unknown, if a folder has no RDF file, and as
    `files_below` does.
    """
    found: list[Path] = []
    for path in paths:
        with errors_as_sentences(path):
            found += _files_of(path)
    return found


def files_below(folder: Path) -> list[Path]:
    """Return the files with an RDF extension in a folder and below, in order of name, without those of hidden names.

    Links are followed, and a folder that several lead to is read once. Raise ScoError if a folder cannot be read, if a link
    leads nowhere or back to a folder that it is in, and if a pipe, socket or device has an RDF extension.
    """
    found: list[Path] = []
    try:
        _collect(folder, found, (), set())
    except OSError as error:
        raise ScoError(f"{error.filename or folder}: {error.strerror or error}.") from error
    return sorted(found)


def unread_below(folder: Path) -> list[Path]:
    """Return the files in a folder and below that seem to be RDF and that `files_below` leaves out, in order of name.

    Their names are hidden, or their format or compression is not known.
    """
    found = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(parent, name) for name in names if _seems_unread(Path(name))]
    return sorted(found)


def _seems_unread(path: Path) -> bool:
    visible = Path(path.name.lstrip("."))
    if formats.of_path(visible):
        return visible != path
    suffix = path.suffix.lower()
    return suffix in _UNKNOWN_FORMATS or (
        suffix in _UNKNOWN_COMPRESSIONS and formats.of_path(Path(visible.stem)) is not None
    )


def _collect(folder: Path, found: list[Path], above: tuple[tuple[int, int], ...], seen: set[tuple[int, int]]) -> None:
    status = folder.stat()
    here = (status.st_dev, status.st_ino)
    if here in above:
        raise ScoError(f"{folder}: a link that leads back to a folder it is in.")
    if here in seen:
        return
    seen.add(here)
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry in entries if not entry.name.startswith("."))
    for path in (folder / name for name in names):
        if path.is_dir():
            _collect(path, found, (*above, here), seen)
        elif formats.of_path(path):
            refuse_special(path)
            found.append(path)


def _files_of(path: Path) -> list[Path]:
    if path.is_dir():
        inside = files_below(path)
        if not inside:
            raise ScoError(f"{path}: the folder has no RDF file; known are {formats.EXTENSIONS}.")
        return inside
    if path == STDIN or is_descriptor(path):
        return [path]
    if not path.exists():
        raise ScoError(f"{path}: no such file or folder.")
    if not formats.of_path(path):
        raise ScoError(f'{path}: unknown format "{path.suffix}"; known are {formats.EXTENSIONS}.')
    return [path]
