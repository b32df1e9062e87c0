"""A file of lines, N-Triples or N-Quads, part by part: each part can be read without the others."""

import io
import os
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf import formats, reader
from sco_ld.rdf.parse_errors import syntax_error, too_long
from sco_ld.rdf.sources import errors_as_sentences, refuse_special, unchanged
from sco_ld.rdf.turtle_limits import MARK, check_triple_terms

_SIZE = 4 * 2**20
_LONGEST_LINE = 64 * 2**20


@dataclass(frozen=True)
class FilePart:
    """Whole lines of an open file, from one byte to another. Processes that are forked share the descriptor."""

    path: Path
    format: formats.Format
    descriptor: int
    start: int
    end: int


@contextmanager
def parts(path: Path) -> Iterator[list[FilePart]]:
    """Return the parts of a file, some 4 MB each, to be read in this block; raise ScoError as `sources.opened` does.

    There is none of a file that is not one of lines, that is compressed or has a line of more than 64 MB, and on systems
    where processes do not share the position of a file.
    """
    format_ = formats.of_path(path)
    if not format_ or not format_.lines or path.suffix == ".gz" or not hasattr(os, "pread"):
        yield []
        return
    with ExitStack() as stack:
        with errors_as_sentences(path):
            refuse_special(path)
            file = stack.enter_context(path.open("rb"))
        stack.enter_context(unchanged(file, path))
        with errors_as_sentences(path):
            ends = _ends(file)
        yield [FilePart(path, format_, file.fileno(), start, end) for start, end in zip([0, *ends], ends, strict=False)]


def quads_of(part: FilePart) -> list[ox.Quad]:
    """Return the quads of a part, blank nodes named as they are in the file. Raise ScoError as `reader.read` does."""
    content = _bytes(part, part.start, part.end)
    if not part.start:
        content = content.removeprefix(BOM_UTF8)
        if content.startswith(reader.WIDE_MARKS):
            raise ScoError(f"{part.path}: is UTF-16 or UTF-32. Save it as UTF-8.")
    if MARK in content:
        check_triple_terms(io.BytesIO(content), str(part.path))
    try:
        return list(ox.parse(content, part.format.engine))
    except SyntaxError as error:
        raise syntax_error(error, part.path, _lines_before(part)) from error
    except MemoryError as error:
        raise too_long(part.path) from error


def _ends(file: IO[bytes]) -> list[int]:
    """Return where parts end, at ends of lines; nothing if a line is too long for that."""
    size, ends = os.fstat(file.fileno()).st_size, [0]
    while ends[-1] < size:
        file.seek(ends[-1] + _SIZE)
        line = file.readline(_LONGEST_LINE)
        if len(line) == _LONGEST_LINE:
            return []
        ends.append(min(file.tell(), size))
    return ends[1:]


def _bytes(part: FilePart, start: int, end: int) -> bytes:
    content = b""
    while len(content) < end - start:
        more = os.pread(part.descriptor, end - start - len(content), start + len(content))
        if not more:
            raise ScoError(f"{part.path}: has changed while it was read. Run the command again.")
        content += more
    return content


def _lines_before(part: FilePart) -> int:
    starts = range(0, part.start, _SIZE)
    return sum(_bytes(part, start, min(start + _SIZE, part.start)).count(b"\n") for start in starts)
