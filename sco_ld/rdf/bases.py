"""The IRIs against which relative IRIs of files are resolved, so that files of one name in two folders stay apart.

They are made of paths below a publication or a folder that was given, so that no folder of this machine enters the data.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from os import fsencode
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.text.printable import excerpt


@dataclass(frozen=True)
class Base:
    """The base IRIs of files: one for all, or else what is left of their paths after one of the roots.

    A root is the beginning of a path, with the words that stand in its place. Of a file below no root it is the name.
    """

    iri: str | None = None
    roots: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if self.iri is not None:
            check(self.iri)

    def of(self, path: Path) -> str:
        """Return the base IRI of a file.

        >>> Base(roots=(("/home/a/club/", ""),)).of(Path("/home/a/club/data/x y.ttl"))
        'file:///data/x%20y.ttl'
        >>> Base().of(Path("/home/a/club/data/x y.ttl"))
        'file:///x%20y.ttl'
        """
        if self.iri is not None:
            return self.iri
        text = _absolute(path)
        root, words = max((one for one in self.roots if text.startswith(one[0])), default=("", ""), key=_length)
        parts = Path(words, text.removeprefix(root)).parts if root else [path.name]
        return "file:///" + "/".join(quote(fsencode(part)) for part in parts)


ALONE = Base()  # of a file that is read by itself


def _length(root: tuple[str, str]) -> int:
    return len(root[0])


def check(base: str) -> None:
    """Raise ScoError if a base is not an absolute IRI."""
    try:
        ox.NamedNode(base)
    except ValueError as error:
        raise ScoError(f'"{excerpt(base)}" is not an absolute IRI, as a base must be.') from error


def below(publication: Path | None, *groups: tuple[Sequence[Path], Sequence[Path]]) -> Base:
    """Return the base of groups of files, each given as paths and as the files found there.

    A file in the publication has its path below the publication, another one the path below the folder that was given, or
    its name if it was given itself. Where two files would have the same base, all that were given in the later group have
    in front of it the names of the folders above, as many as tell them apart.
    """
    base = Base(roots=((beginning(publication), ""),)) if publication else ALONE
    files_by_base: dict[str, str] = {}
    for paths, files in groups:
        base = _with_roots(base, paths, files, files_by_base)
        files_by_base |= {base.of(file): _absolute(file) for file in files}
    return base


def beginning(folder: Path) -> str:
    """Return what the paths of files in a folder and below begin with."""
    return os.path.join(_absolute(folder), "")  # noqa: PTH118  Path leaves no separator at the end


def _with_roots(base: Base, paths: Sequence[Path], files: Sequence[Path], others: Mapping[str, str]) -> Base:
    """Return a base with the roots of paths, named so that no file has the base of another one."""
    known = [root for root, _ in base.roots]
    new: list[str] = []
    for root in sorted({beginning(path if path.is_dir() else path.parent) for path in paths}):
        if not root.startswith((*known, *new[-1:])):
            new.append(root)
    depth = max((len(Path(root).parts) for root in new), default=1)
    named = (Base(roots=(*base.roots, *((root, _last_folders(root, count)) for root in new))) for count in range(depth))
    return next((one for one in named if _are_apart(files, one, others)), base)


def _are_apart(files: Iterable[Path], base: Base, others: Mapping[str, str]) -> bool:
    """Return whether no two files, among them and others by their bases, have the same base."""
    seen = dict(others)
    return all(seen.setdefault(base.of(file), _absolute(file)) == _absolute(file) for file in files)


def _last_folders(root: str, count: int) -> str:
    return str(Path(*Path(root).parts[-count:])) if count else ""


def _absolute(path: Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100  resolve() would follow links
