"""The RDF files in a folder and below."""

import os
from pathlib import Path

from sco_ld.errors import ScoError
from sco_ld.rdf import formats
from sco_ld.rdf.sources import refuse_special


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
