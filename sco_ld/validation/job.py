"""A validation as a value: which files, by which shapes and engine, and how."""

from dataclasses import dataclass
from pathlib import Path

from sco_ld.rdf.bases import ALONE, Base
from sco_ld.rdf.catalogue import NO_CATALOGUE, Catalogue
from sco_ld.validation import engines


@dataclass(frozen=True)
class Home:
    """The shapes of a publication and its files of data and ontology, for data that describe its nodes."""

    shapes: tuple[Path, ...]
    data: tuple[Path, ...]


@dataclass(frozen=True)
class Job:
    """A validation to run: files of data, shapes and ontology, and the engine; trusted shapes are not checked.

    With a day, the data are validated as they stood on it; without infos, shapes that give nothing else are not asked.
    Without shapes they are looked for: among the data, named by the data in the catalogue, `beside` them, and in their home.
    Shapes that are not well-formed are left out if the job is lenient. `focus` and `only` are names of nodes and of shapes.
    The base is that of relative IRIs. `unread` are files in the folders that were given that seem to be RDF.
    """

    data: tuple[Path, ...]
    shapes: tuple[Path, ...]
    ontology: tuple[Path, ...] = ()
    engine: str = engines.DEFAULT
    trusted: bool = False
    day: str | None = None
    possible: bool = False
    infos: bool = True
    base: Base = ALONE
    beside: tuple[Path, ...] = ()
    home: Home | None = None
    catalogue: Catalogue = NO_CATALOGUE
    lenient: bool = False
    inference: str = "none"
    focus: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    allow_empty: bool = False
    unread: tuple[Path, ...] = ()
