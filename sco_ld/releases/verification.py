"""Checking a release: its checksums, and whether its files are what its sources give."""

import gzip
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

from sco_ld.errors import ScoError
from sco_ld.publication import Publication
from sco_ld.rdf import formats, reader
from sco_ld.rdf.canonical import digest
from sco_ld.rdf.quad_stream import read_all
from sco_ld.releases import checksums, release, site
from sco_ld.releases.build import build
from sco_ld.releases.dumps import SOURCE
from sco_ld.releases.release import FILE, MARK
from sco_ld.site.content import STATIC


def problems(path: Path, temporary: Path) -> Iterator[str]:
    """Return what is wrong with a release, or with one file of it, as sentences that name the file.

    The checksums are compared with the files; then every file is made again from the sources in the release. A file of RDF
    may be written differently if it is the same graph, by its canonical form. A site is made in `temporary`, which
    must not exist and is not removed. Raise ScoError if the path is no release.
    """
    folder = path if path.is_dir() else _folder_of(path)
    if not (folder / checksums.FILE).is_file():
        raise ScoError(f"{folder}: is not a release; it lacks {checksums.FILE}.")
    sums = checksums.parse(reader.read_bytes(folder / checksums.FILE))
    chosen = {path.relative_to(folder).as_posix()} if path != folder else None
    if chosen and not chosen <= sums.keys():
        raise ScoError(f"{path}: is not listed in {folder / checksums.FILE}.")
    files = dict(_files(folder, sums))
    named = {name: content for name, content in files.items() if chosen is None or name in chosen}
    found = list(_against_sums(named, {name: sums[name] for name in chosen or sums}))
    if chosen is None:
        found += [
            f"{name}: is not in {checksums.FILE}." for name in sorted(_all(folder) - sums.keys() - {checksums.FILE, MARK})
        ]
    yield from found
    if any(name.startswith(f"{SOURCE}/") or name == FILE for name in _wrong(files, sums)):
        yield f"{SOURCE}/: differs from its checksums, so that the other files cannot be made again from it."
        return
    yield from _against_sources(folder, files, chosen, temporary)


def _folder_of(path: Path) -> Path:
    """Return the folder of the release that a file is in."""
    if not path.exists():
        raise ScoError(f"{path}: no such file or folder.")
    for folder in path.parents:
        if (folder / checksums.FILE).is_file():
            return folder
    raise ScoError(f"{path}: is in no release; none of its folders has the file {checksums.FILE}.")


def _all(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()}


def _files(folder: Path, names: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Return the contents of the regular files that are there; links are not followed."""
    for name in names:
        path = folder / name
        if path.is_file() and not any(one.is_symlink() for one in (path, *path.parents) if one.is_relative_to(folder)):
            yield name, path.read_bytes()


def _wrong(files: Mapping[str, bytes], sums: Mapping[str, str]) -> list[str]:
    return [name for name, digest_ in sums.items() if name not in files or checksums.sha256(files[name]) != digest_]


def _against_sums(files: Mapping[str, bytes], sums: Mapping[str, str]) -> Iterator[str]:
    for name in _wrong(files, sums):
        yield f"{name}: differs from its checksum." if name in files else f"{name}: is missing."


def _against_sources(folder: Path, files: Mapping[str, bytes], chosen: set[str] | None, temporary: Path) -> Iterator[str]:
    if FILE not in files or not (folder / SOURCE / "data").is_dir():
        raise ScoError(f"{folder}: is not a release; it lacks {FILE if FILE not in files else SOURCE}.")
    publication, stated = Publication(folder / SOURCE), release.from_json(files[FILE])
    expected = build(publication, stated)
    if any(name.startswith(f"{site.FOLDER}/") for name in chosen or files):
        expected |= site.expected(publication, stated, expected, temporary)
    for name in sorted(expected.keys() | files.keys()):
        if (chosen is not None and name not in chosen) or name.startswith(f"{site.FOLDER}/{STATIC}/"):
            continue
        if name not in expected:
            yield f"{name}: the sources give no such file."
        elif name not in files:
            yield f"{name}: is not in {checksums.FILE}, and the sources give it."
        elif files[name] != expected[name]:
            yield from _difference(folder / name, name, files[name], expected[name])


def _difference(path: Path, name: str, content: bytes, expected: bytes) -> Iterator[str]:
    """Return how a file differs from what the sources give; nothing if graph or uncompressed bytes are the same."""
    try:
        if name.endswith(".gz"):
            made = gzip.decompress(expected)
            if gzip.GzipFile(fileobj=BytesIO(content)).read(len(made) + 1) == made:
                return
        elif formats.of_path(path):
            first, second = (digest(read_all([path], contents={path: text})) for text in (expected, content))
            if first == second:
                return
            yield f"{name}: is not the graph of the sources."
            return
    except (ScoError, EOFError, OSError, zlib.error) as error:
        yield f"{name}: cannot be read: {error}"
        return
    yield f"{name}: is not what the sources give."
