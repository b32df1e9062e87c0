"""Quads out, in any format, the same bytes every time."""

import io
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

from sco_ld import formats, lines, reading
from sco_ld.errors import ScoError
from sco_ld.processes import in_order
from sco_ld.windows import once, windows

Context = dict[str, Any] | None
Window = Sequence[ox.Quad]
_DEFAULT = ox.DefaultGraph()


def write(quads: Iterable[ox.Quad], name: str, stream: IO[bytes], context: Context = None) -> None:
    """Write the quads in the format of that name, window by window: no more than a window is kept in memory.

    Within a window each quad is written once and each subject stands in one place, in the order in which they come; up to
    32,768 quads are one window. JSON-LD is compacted with the context. What the format cannot carry raises ScoError.
    """
    body, document = _syntax(formats.named(name).name, context)
    stream.writelines(document(body(_check(window, name)) for window in windows(quads)))


def to_bytes(quads: Iterable[ox.Quad], name: str, context: Context = None) -> bytes:
    """Give the quads in the format of that name."""
    stream = io.BytesIO()
    write(quads, name, stream, context)
    return stream.getvalue()


def convert(paths: Sequence[Path], name: str, stream: IO[bytes], context: Context = None) -> None:
    """Write what is in files as `write` does; blank nodes are named as `reading.stream` does.

    One N-Triples or N-Quads file keeps its names of blank nodes; its parts of some 4 MB are the windows, done at once.
    """
    parts = lines.parts(paths[0]) if len(paths) == 1 else []
    if not parts:
        write(reading.stream(paths), name, stream, context)
        return
    body, document = _syntax(formats.named(name).name, context)

    def done(part: lines.Part) -> bytes:
        return body(_check(once(lines.read(part)), name))

    stream.writelines(document(in_order(done, parts)))


def _syntax(name: str, context: Context) -> tuple[Callable[[Window], bytes], Callable[[Iterable[bytes]], Iterable[bytes]]]:
    """Give what turns a window into a body, and bodies into a document."""
    if name in ("turtle", "trig"):
        from sco_ld import turtle

        return turtle.body, turtle.document
    if name == "rdfxml":
        from sco_ld import rdfxml

        return rdfxml.body, rdfxml.document
    if name == "json-ld":
        from sco_ld import jsonld

        return partial(jsonld.body, context=context), partial(jsonld.document, context=context)
    return _lines, lambda bodies: bodies


def _lines(window: Window) -> bytes:
    return ox.serialize(window, format=ox.RdfFormat.N_QUADS) or b""


def _check(window: Window, name: str) -> Window:
    """Refuse a named graph where the format has none."""
    if not formats.named(name).named_graphs:
        named = next((quad for quad in window if quad.graph_name != _DEFAULT), None)
        if named:
            raise ScoError(f"{name} has no named graphs, and {named} is in one; trig, nquads and json-ld have them.")
    return window
