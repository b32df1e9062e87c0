"""A publication: the folders `ontology/`, `data/` and `shapes/`, as quads and as a SPARQL store."""

from functools import cached_property
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from sco_ld import reading
from sco_ld.errors import ScoError
from sco_ld.narrowing import properties


class Folders:
    """The three folders of a publication, each read when first asked for.

    `.data`, `.ontology`, `.shapes` are lists of quads; `.store` is data and ontology as a pyoxigraph.Store, for asking
    only: a store rewrites literals.
    """

    def __init__(self, root: Path) -> None:
        if not (root / "data").is_dir():
            raise ScoError(f"{root}: no publication here; it would hold the folders ontology, data and shapes.")
        self.root = root

    def files(self, folder: str) -> list[Path]:
        """Give the RDF files of one of the three folders, in order of name; none where the folder is missing."""
        path = self.root / folder
        return [file for file in reading.rdf_files([path]) if file.suffix != ".jsonld"] if path.is_dir() else []

    @cached_property
    def data(self) -> list[ox.Quad]:
        """The quads of `data/`."""
        return reading.read_all(self.files("data"))

    @cached_property
    def ontology(self) -> list[ox.Quad]:
        """The quads of `ontology/`."""
        return reading.read_all(self.files("ontology"), "o")

    @cached_property
    def shapes(self) -> list[ox.Quad]:
        """The quads of `shapes/`."""
        return reading.read_all(self.files("shapes"), "s")

    @cached_property
    def context(self) -> dict[str, Any] | None:
        """The publication's JSON-LD context, `ontology/context.jsonld`; None where it has none."""
        import json

        path = self.root / "ontology" / "context.jsonld"
        try:
            return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None
        except ValueError as error:
            raise ScoError(f"{path}: not JSON: {error}.") from error

    @cached_property
    def store(self) -> ox.Store:
        """Data and ontology as a SPARQL store."""
        store = ox.Store()
        for file in [*self.files("data"), *self.files("ontology")]:
            reading.load(file, store)
        return store

    def store_for(self, query: str) -> ox.Store:
        """Give a SPARQL store of data and ontology for one query: what the query cannot touch may be missing."""
        wanted = properties(query)
        if wanted is None or "store" in self.__dict__:
            return self.store
        store = ox.Store()
        for file in [*self.files("data"), *self.files("ontology")]:
            store.bulk_extend(quad for quad in reading.read(file) if quad.predicate.value in wanted)
        return store


def bundled() -> Path:
    """Give the folder of the publication that ships with this package: the SCO."""
    package = Path(__file__).parent
    inside = package / "bundled"
    return inside if inside.is_dir() else package.parent
