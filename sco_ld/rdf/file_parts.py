"""A file of lines, N-Triples or N-Quads, part by part: each part can be read without the others."""

from codecs import BOM_UTF8
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf import formats, reader

_SIZE = 4 * 2**20


@dataclass(frozen=True)
class Part:
    """Whole lines of a file, from one byte to another."""

    path: Path
    format: formats.Format
    start: int
    end: int


def parts(path: Path) -> list[Part]:
    """Return the parts of a file, some 4 MB each; none of a file that is not one of lines, or compressed."""
    format_ = formats.of_path(path)
    if not format_ or not format_.lines or path.suffix == ".gz" or not path.is_file():
        return []
    size, ends = path.stat().st_size, [0]
    with path.open("rb") as file:
        while ends[-1] < size:
            file.seek(ends[-1] + _SIZE)
            file.readline()
            ends.append(min(file.tell(), size))
    return [Part(path, format_, start, end) for start, end in pairwise(ends)]


def read(part: Part) -> list[ox.Quad]:
    """Return the quads of a part, blank nodes named as they are in the file; raises as `reading.read` does."""
    with part.path.open("rb") as file:
        file.seek(part.start)
        content = file.read(part.end - part.start)
    if not part.start:
        content = content.removeprefix(BOM_UTF8)
    try:
        return list(ox.parse(content, part.format.engine))
    except (SyntaxError, MemoryError) as error:
        list(reader.read(part.path))  # which raises it with the place in the file
        raise ScoError(f"{part.path}: {error}.") from error
