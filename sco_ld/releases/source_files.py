"""The files that a release is made of, as they are on disk and in the last commit."""

from pathlib import Path, PurePosixPath

from sco_ld.errors import ScoError
from sco_ld.runtime.git import Repository
from sco_ld.text.printable import printable

PARTS = ("data", "ontology", "shapes")


def source_files(root: Path) -> dict[str, bytes]:
    """Return the files of a publication, by path: those of its three folders, without hidden ones.

    Raise ScoError if a link leads out of the folder, and for a name that a list of checksums cannot have.
    """
    found: dict[str, bytes] = {}
    for path in (path for part in PARTS for path in sorted((root / part).rglob("*"))):
        name = path.relative_to(root).as_posix()
        if not path.is_file() or not _is_source(PurePosixPath(name)):
            continue
        if not path.resolve().is_relative_to(root.resolve()):
            raise ScoError(f"{path}: is a link out of the folder; a release has the file itself.")
        if printable(name) != name or "\\" in name:
            raise ScoError(f"{path}: a release cannot have a file of this name; it has characters that are not printable.")
        found[name] = path.read_bytes()
    return found


def uncommitted(root: Path, repository: Repository) -> str:
    """Return the first file of a publication whose bytes are not those of the last commit; empty if there is none."""
    last = {} if repository.is_empty() else repository.files("HEAD", root, _is_source)
    committed, found = {str(path): content for path, content in last.items()}, source_files(root)
    return min((name for name in committed.keys() | found.keys() if committed.get(name) != found.get(name)), default="")


def _is_source(path: PurePosixPath) -> bool:
    return path.parts[0] in PARTS and not any(part.startswith(".") for part in path.parts)
