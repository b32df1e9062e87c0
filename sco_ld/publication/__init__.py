"""A publication: what its folder holds (`contents`), and what can be done with it (`publication`)."""

from pathlib import Path

from sco_ld.publication.publication import Publication
from sco_ld.rdf.publication_folder import bundled

__all__ = ["Publication", "load"]


def load(path: str | Path | None = None, base: str | None = None) -> Publication:
    """Return the publication in a folder, or the bundled one: the SCO. Raise ScoError if the folder is none.

    The relative IRIs of its files are resolved against the base, or else against their paths below the folder.
    """
    return Publication(Path(path) if path else bundled(), base=base)
