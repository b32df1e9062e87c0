"""Which files are validated against which shapes: what the options leave open, the folders decide."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sco_ld.rdf.folders import files_below, rdf_files, unread_below
from sco_ld.rdf.publication_folder import PublicationFolder
from sco_ld.validation import engines
from sco_ld.validation.job import Home, Job


def job(
    folder: PublicationFolder,
    paths: Sequence[Path] = (),
    shapes: Sequence[Path] = (),
    ontology: Sequence[Path] = (),
    engine: str = engines.DEFAULT,
) -> Job:
    """Return the job of validating files or folders, or else data and ontology of a publication.

    Files without shapes are validated against those of the publication if it is not the bundled one, or if they are in
    it or describe its nodes; else against those that they hold or name, or that are in `shapes/` beside them.
    """
    is_own = folder.is_meant_for(paths)
    data = rdf_files(paths) if paths else [*folder.files("data"), *folder.files("ontology")]
    rules = rdf_files(shapes) if shapes else folder.files("shapes") if is_own else []
    terms = rdf_files(ontology) if ontology else _background(folder, data, shapes) if paths and is_own else []
    chosen = Job(
        tuple(data),
        tuple(rules),
        tuple(terms),
        engine,
        trusted=not shapes and is_own and folder.is_bundled,
        base=folder.bases_of((paths, data), (shapes, rules), (ontology, terms)),
        catalogue=folder.catalogue_for(paths),
        unread=tuple(file for path in (*paths, *shapes) if path.is_dir() for file in unread_below(path)),
    )
    if shapes or is_own:
        return chosen
    home = Home(tuple(folder.files("shapes")), (*folder.files("ontology"), *folder.files("data")))
    return replace(chosen, beside=tuple(_shapes_beside(paths)), home=home)


def _background(folder: PublicationFolder, data: Sequence[Path], shapes: Sequence[Path]) -> list[Path]:
    """Return what a draft may refer to: the ontology and, under the publication's own shapes, its other data."""
    if shapes and folder.is_bundled:
        return []  # other data under other shapes have nothing to do with the SCO
    given = {path.resolve() for path in data}
    files = [*folder.files("ontology"), *([] if shapes else folder.files("data"))]
    return [file for file in files if file.resolve() not in given]


def _shapes_beside(paths: Sequence[Path]) -> list[Path]:
    """Return the files of the folders `shapes/` beside paths."""
    folders = dict.fromkeys(path.parent / "shapes" for path in paths if path.exists())
    return [file for folder in folders if folder.is_dir() for file in files_below(folder)]
