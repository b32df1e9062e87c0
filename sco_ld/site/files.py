"""The files of RDF that a site offers: their formats, addresses, sizes and checksums."""

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.export.writer import Syntax, write
from sco_ld.rdf import formats

_NAMES = {"turtle": "Turtle", "json-ld": "JSON-LD", "ntriples": "N-Triples", "rdfxml": "RDF/XML"}


@dataclass(frozen=True)
class RdfFile:
    """A file of RDF: its address relative to the root, its media type, and what its format is called."""

    href: str
    type: str
    name: str


@dataclass(frozen=True)
class Download(RdfFile):
    """A file that holds the whole data set: its size in bytes and its SHA-256 in hexadecimal."""

    size: int
    digest: str


def download(file: RdfFile, content: bytes) -> Download:
    """Return a file with its size and checksum."""
    return Download(file.href, file.type, file.name, len(content), hashlib.sha256(content).hexdigest())


def usable_formats(quads: Iterable[ox.Quad], syntax: Syntax) -> list[formats.Format]:
    """Return the formats that the site offers: RDF/XML only if it can carry every triple."""
    found = [formats.named(name) for name in _NAMES]
    try:
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123
            write((ox.Quad(*quad.triple) for quad in quads), "rdfxml", nowhere, syntax)
    except ScoError:
        found = [one for one in found if one.name != "rdfxml"]
    return found


def files_of(stem: str, offered: Sequence[formats.Format]) -> list[RdfFile]:
    """Return the files of a document whose path is the stem."""
    return [RdfFile(f"{stem}{one.extensions[0]}", one.media_type, _NAMES[one.name]) for one in offered]
