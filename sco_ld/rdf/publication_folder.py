"""The files of a publication: the folders `ontology/`, `data/` and `shapes/`, the JSON-LD context and the catalogue."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from sco_ld.errors import ScoError
from sco_ld.rdf import bases, catalogue
from sco_ld.rdf.bases import Base
from sco_ld.rdf.catalogue import Catalogue
from sco_ld.rdf.folders import files_below, rdf_files
from sco_ld.rdf.json_limits import json_object
from sco_ld.rdf.quad_stream import Quads, QuadStream, read_all
from sco_ld.rdf.sources import errors_as_sentences, text_of

CONTEXT = Path("ontology", "context.jsonld")  # is no data
QUESTIONS = Path("ontology", "questions")
_MARKS = {"data": "b", "ontology": "o", "shapes": "s"}  # of the names of blank nodes, which must not meet


@dataclass(frozen=True)
class PublicationFolder:
    """The folder of a publication, and the base of the relative IRIs in its files: else it is their path below the folder.

    Raise ScoError if the folder has no `data/`, and if the base is not an absolute IRI.
    """

    root: Path
    base: str | None = None

    def __post_init__(self) -> None:
        with errors_as_sentences(self.root):
            is_publication = (self.root / "data").is_dir()
        if not is_publication:
            raise ScoError(f"{self.root}: no publication here; it would hold the folders ontology, data and shapes.")
        if self.base is not None:
            bases.check(self.base)

    def files(self, folder: str) -> list[Path]:
        """Return the RDF files of one of the three folders, in order of name. Only `data/` must have some."""
        path = self.root / folder
        found = rdf_files([path]) if folder == "data" else files_below(path) if path.is_dir() else []
        return [file for file in found if file != self.root / CONTEXT]

    def stream(self, folder: str) -> QuadStream:
        """Return the quads of one of the three folders as they are read, to be iterated once."""
        return QuadStream(self.files(folder), _MARKS[folder], self.bases, contexts=self.catalogue.contexts)

    def read(self, paths: Sequence[Path]) -> Quads:
        """Return the quads of other files or folders."""
        files = rdf_files(paths)
        return read_all(files, base=self.bases_of((paths, files)), contexts=self.catalogue_for(paths).contexts)

    @property
    def bases(self) -> Base:
        """The base IRIs of its files."""
        return Base(self.base) if self.base else bases.below(self.root)

    def bases_of(self, *groups: tuple[Sequence[Path], Sequence[Path]]) -> Base:
        """Return the base IRIs of groups of files, each given as paths and as the files found there."""
        is_own = all(self.is_meant_for(paths) for paths, _ in groups[:1])
        return Base(self.base) if self.base else bases.below(self.root if is_own else None, *groups)

    @cached_property
    def context(self) -> dict[str, Any] | None:
        """The JSON-LD context, `ontology/context.jsonld`; None if there is none."""
        path = self.root / CONTEXT
        with errors_as_sentences(path):
            return json_object(path) if path.exists() else None

    @cached_property
    def catalogue(self) -> Catalogue:
        """The catalogue, `catalog.toml`: local files for imports and JSON-LD contexts."""
        return catalogue.found_beside([self.root])

    def catalogue_for(self, paths: Iterable[Path]) -> Catalogue:
        """Return the catalogues beside other files, and that of the publication."""
        return catalogue.found_beside(path for path in paths if path.exists()).and_also(self.catalogue)

    def questions(self) -> dict[str, str]:
        """Return the texts of the files of `ontology/questions/`, by name."""
        folder = self.root / QUESTIONS
        with errors_as_sentences(folder):
            found = sorted(folder.iterdir()) if folder.is_dir() else []
        paths = [path for path in found if path.suffix == ".rq" and not path.name.startswith(".")]
        return {path.stem: text_of(path) for path in paths}

    @property
    def is_bundled(self) -> bool:
        """Whether it is the publication that ships with this package."""
        return self.root == bundled()

    def is_meant_for(self, paths: Sequence[Path]) -> bool:
        """Return whether the publication applies to files: unless it is the bundled one and they are not in it."""
        return not self.is_bundled or all(enclosing_publication(path) == self.root for path in paths)


def bundled() -> Path:
    """Return the folder of the publication that ships with this package: the SCO."""
    package = Path(__file__).parents[1]
    inside = package / "bundled"
    return inside if inside.is_dir() else package.parent


def enclosing_publication(path: Path) -> Path | None:
    """Return the nearest folder of a publication that a path is in, or is itself; None if it is in none.

    It is a folder that holds both `data/` and `shapes/`.
    """
    whole = path.resolve()
    folders = (whole, *whole.parents)
    return next((one for one in folders if (one / "data").is_dir() and (one / "shapes").is_dir()), None)
