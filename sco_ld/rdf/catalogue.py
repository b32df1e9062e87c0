"""Local files for IRIs, since nothing is fetched: for the ontologies that `owl:imports` names, and for JSON-LD contexts.

A catalogue is a file `catalog.toml`:

    [imports]
    "http://www.w3.org/ns/dcat" = "vendor/dcat.ttl"

    [contexts]
    "https://schema.org/" = "vendor/schema.jsonld"
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sco_ld.errors import ScoError

NAME = "catalog.toml"
_TABLES = ("imports", "contexts")


@dataclass(frozen=True)
class Catalogue:
    """Files by the IRIs for which they stand."""

    imports: Mapping[str, Path] = field(default_factory=dict)
    contexts: Mapping[str, Path] = field(default_factory=dict)

    def and_also(self, other: "Catalogue") -> "Catalogue":
        """Return this catalogue with what the other has besides."""
        return Catalogue({**other.imports, **self.imports}, {**other.contexts, **self.contexts})


NO_CATALOGUE = Catalogue()


def from_file(path: Path) -> Catalogue:
    """Return the catalogue in a file. Raise ScoError if it is none, or if a file is missing or not below its folder."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise ScoError(f"{path}: is not TOML: {error}.") from error
    unknown = sorted(set(content) - set(_TABLES))
    if unknown:
        raise ScoError(f'{path}: a catalogue has the tables {" and ".join(_TABLES)}, and not "{unknown[0]}".')
    return Catalogue(*(_files(path, name, content.get(name, {})) for name in _TABLES))


def found_beside(paths: Iterable[Path]) -> Catalogue:
    """Return the catalogues in these folders and beside these files, the first first."""
    found = Catalogue()
    folders = dict.fromkeys(path if path.is_dir() else path.parent for path in paths)
    for folder in folders:
        if (folder / NAME).is_file():
            found = found.and_also(from_file(folder / NAME))
    return found


def from_options(pairs: Iterable[str]) -> Catalogue:
    """Return a catalogue of imports from texts of the form FILE=IRI. Raise ScoError for another text or a missing file."""
    imports = {}
    for pair in pairs:
        file, _, iri = pair.partition("=")
        if ":" not in iri or not file:
            raise ScoError(f'"{pair}" is not FILE=IRI, such as dcat.ttl=http://www.w3.org/ns/dcat.')
        imports[iri] = _existing(Path(file), file)
    return Catalogue(imports)


def _files(path: Path, table: str, entries: object) -> dict[str, Path]:
    if not isinstance(entries, dict) or not all(isinstance(one, str) for one in entries.values()):
        raise ScoError(f'{path}: [{table}] has lines of the form "IRI" = "file".')
    found = {iri: path.parent / name for iri, name in entries.items()}
    folder = path.parent.resolve()
    for file in found.values():
        if not _existing(file, f"{path}: {file}").resolve().is_relative_to(folder):
            raise ScoError(f"{path}: {file} is not below the folder of the catalogue.")
    return found


def _existing(file: Path, name: str) -> Path:
    if not file.is_file():
        raise ScoError(f"{name}: no such file.")
    return file
