"""One state of a publication: what its folder holds now, what a revision of it held, or files."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.model import as_of
from sco_ld.model.entity_index import EntityIndex
from sco_ld.model.names import Names
from sco_ld.publication import Publication, load
from sco_ld.rdf import bases, formats
from sco_ld.rdf.bases import Base
from sco_ld.rdf.folders import rdf_files
from sco_ld.rdf.namespaces import STANDARD
from sco_ld.rdf.publication_folder import CONTEXT
from sco_ld.rdf.quad_stream import Quads, read_all
from sco_ld.rdf.sources import decompressed
from sco_ld.runtime.git import enclosing_repository, repository


@dataclass(frozen=True)
class Snapshot:
    """Data and ontology, and the name by which people know them: a revision, a path or a day."""

    name: str
    data: Quads
    ontology: Quads

    @cached_property
    def quads(self) -> list[ox.Quad]:
        """The quads of data and ontology."""
        return [*self.data, *self.ontology]

    @cached_property
    def names(self) -> Names:
        """The labels of all that is described."""
        return Names(self.quads, self.data.prefixes.and_also(self.ontology.prefixes).and_also(STANDARD))

    @cached_property
    def index(self) -> EntityIndex:
        """The quads by subject and object."""
        return EntityIndex(self.quads)

    def around(self, nodes: Iterable[object]) -> "Snapshot":
        """Return the part of the snapshot that describes nodes, and the nodes that these lead to."""
        wanted = set(nodes)
        near = {quad.object for quad in self.quads if quad.subject in wanted}
        data, ontology = (
            Quads((quad for quad in part if quad.subject in wanted or quad.subject in near), part.prefixes)
            for part in (self.data, self.ontology)
        )
        return replace(self, data=data, ontology=ontology)

    def on_day(self, day: str, *, possible: bool = False) -> "Snapshot":
        """Return the snapshot as it stood on a day: what certainly held, or what possibly did."""
        parsed = str(as_of.parse_day(day))
        view = as_of.view(self.data, self.ontology, parsed, possible=possible)
        return replace(self, name=parsed, data=Quads(view, self.data.prefixes))


def of_publication(publication: Publication) -> Snapshot:
    """Return what the folder of a publication holds."""
    return Snapshot(str(publication.root), publication.data, publication.ontology)


def of_paths(path: Path) -> Snapshot:
    """Return what a publication's folder, another folder or a file holds; of the latter two, all is data."""
    if (path / "data").is_dir():
        return of_publication(load(path))
    files = rdf_files([path])
    return Snapshot(str(path), read_all(files, base=bases.below(None, ([path], files))), Quads())


def of_revision(revision: str, folder: Path) -> Snapshot:
    """Return what the folder of a publication held in a revision of its git repository. Raise ScoError if there is none."""
    contents = {
        Path(f"{revision}:{path}"): decompressed(content, Path(f"{revision}:{path}"))
        for path, content in sorted(repository(folder).files(revision, folder, _is_read).items())
    }
    parts = {
        part: [path for path in contents if str(path).startswith(f"{revision}:{part}/")] for part in ("data", "ontology")
    }
    if not parts["data"]:
        raise ScoError(f"{revision}: {folder} had no folder data with RDF files then.")
    base = Base(roots=((str(Path(f"{revision}:").absolute()), ""),))
    data, ontology = (read_all(paths, part[0], base, contents) for part, paths in parts.items())
    return Snapshot(revision, data, ontology)


def of_name(name: str, publication: Publication) -> Snapshot:
    """Return the state that a path or a revision names; a path that exists is meant before a revision.

    Raise ScoError if there is neither.
    """
    path = Path(name)
    if path.exists():
        return of_paths(path)
    found = enclosing_repository(publication.root)
    if not found:
        raise ScoError(f"{name}: no such file or folder, and {publication.root} is in no git repository.")
    try:
        found.commit(name)
    except ScoError as error:
        raise ScoError(f"{name}: no such file or folder; {error}") from error
    return of_revision(name, publication.root)


def _is_read(path: PurePosixPath) -> bool:
    """Return whether a file of a publication's folder holds data or ontology; hidden ones do not."""
    is_visible = not any(part.startswith(".") for part in path.parts)
    is_data = path.parts[0] in ("data", "ontology") and path != PurePosixPath(CONTEXT)
    return is_visible and is_data and bool(formats.of_path(Path(path)))
