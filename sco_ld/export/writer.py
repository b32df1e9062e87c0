"""Quads written in any RDF format, the same bytes every time."""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import IO, Any, Protocol

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf import file_parts, formats
from sco_ld.rdf.bases import ALONE, Base
from sco_ld.rdf.batches import batches, distinct
from sco_ld.rdf.contexts import NO_CONTEXTS, Contexts
from sco_ld.rdf.namespaces import Prefixes
from sco_ld.rdf.quad_stream import Quads, QuadStream
from sco_ld.runtime.parallel import map_in_order

Context = Mapping[str, Any] | None
_DEFAULT = ox.DefaultGraph()


@dataclass(frozen=True)
class Syntax:
    """The declarations of a document: prefixes, and the JSON-LD context."""

    prefixes: Prefixes = field(default_factory=Prefixes)
    context: Context = None


class FormatWriter(Protocol):
    """The writer of one format: it turns a batch of quads into a body, and bodies into a document."""

    def body(self, quads: Sequence[ox.Quad]) -> bytes:
        """Return the text of a batch."""

    def document(self, bodies: Iterable[bytes]) -> Iterable[bytes]:
        """Return the parts of a document of these bodies."""


class LineWriter:
    """N-Triples and N-Quads: every quad is a line. https://www.w3.org/TR/n-quads/"""

    def body(self, quads: Sequence[ox.Quad]) -> bytes:
        """Return the lines of a batch."""
        return ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""

    def document(self, bodies: Iterable[bytes]) -> Iterable[bytes]:
        """Return the lines."""
        return bodies


def write(quads: Iterable[ox.Quad], name: str, stream: IO[bytes], syntax: Syntax) -> None:
    """Write quads in the format of that name, batch by batch: no more than a batch is kept in memory.

    Within a batch of up to 32,768 quads each quad is written once and each subject stands in one place, in order of
    appearance; in JSON-LD, the quads of blank nodes of all batches form the last one. The prefixes of the quads' own files
    come before those of the syntax. Raise ScoError if the format cannot carry a quad.
    """
    format_ = formats.named(name)
    left = batches(quads)
    if format_.name == "json-ld":
        left = _blank_nodes_last(left)
    first = next(left, [])
    own = quads.prefixes if isinstance(quads, Quads | QuadStream) else Prefixes()  # known once the first batch is read
    writer = _writer(format_, Syntax(own.and_also(syntax.prefixes), syntax.context))
    stream.writelines(writer.document(writer.body(_checked(batch, format_)) for batch in chain([first], left)))


def to_bytes(quads: Iterable[ox.Quad], name: str, syntax: Syntax) -> bytes:
    """Return quads in the format of that name, as `write` writes them."""
    stream = io.BytesIO()
    write(quads, name, stream, syntax)
    return stream.getvalue()


def convert(  # noqa: PLR0913, PLR0917  how files are read, and how they are written
    paths: Sequence[Path],
    name: str,
    stream: IO[bytes],
    syntax: Syntax,
    base: Base = ALONE,
    contexts: Contexts = NO_CONTEXTS,
) -> None:
    """Write the quads of files as `write` does, relative IRIs resolved against the base.

    A single N-Triples or N-Quads file keeps its names of blank nodes; its parts of some 4 MB are written by all cores at
    once.
    """
    if len(paths) == 1 and name != "json-ld":
        with file_parts.parts(paths[0]) as parts:
            if parts:
                _convert_parts(parts, name, stream, syntax)
                return
    write(QuadStream(paths, base=base, contexts=contexts), name, stream, syntax)


def _convert_parts(parts: Sequence[file_parts.FilePart], name: str, stream: IO[bytes], syntax: Syntax) -> None:
    format_ = formats.named(name)
    writer = _writer(format_, syntax)
    stream.writelines(writer.document(map_in_order(_body_of_part(writer, format_), parts)))


def prefixes_of(context: Context) -> Prefixes:
    """Return the prefixes that a JSON-LD context defines: the terms whose IRI can be continued by a local name.

    https://www.w3.org/TR/json-ld11/#compact-iris
    """
    given = (context or {}).get("@context", {})
    parts = [part for part in (given if isinstance(given, list) else [given]) if isinstance(part, dict)]
    terms = ((term, iri) for part in parts for term, iri in part.items() if isinstance(iri, str))
    return Prefixes((term, iri) for term, iri in terms if iri.endswith(("#", "/", ":")) and not term.startswith("@"))


def preload(name: str) -> None:
    """Import what writing in a format needs."""
    _writer(formats.named(name), Syntax())


def _blank_nodes_last(left: Iterator[Sequence[ox.Quad]]) -> Iterator[Sequence[ox.Quad]]:
    """Return batches with the quads of all blank nodes in the last one, since a list is known only by all of them."""
    first, second = next(left, []), next(left, None)
    if second is None:
        yield first
        return
    held: list[ox.Quad] = []
    for batch in chain([first, second], left):
        held += (quad for quad in batch if any(isinstance(term, ox.BlankNode) for term in quad))
        yield [quad for quad in batch if not any(isinstance(term, ox.BlankNode) for term in quad)]
    yield distinct(held)


def _body_of_part(writer: FormatWriter, format_: formats.Format) -> Callable[[file_parts.FilePart], bytes]:
    return lambda part: writer.body(_checked(distinct(file_parts.quads_of(part)), format_))


def _writer(format_: formats.Format, syntax: Syntax) -> FormatWriter:
    if format_.name in ("turtle", "trig"):
        from sco_ld.export.turtle import TurtleWriter

        return TurtleWriter(syntax.prefixes)
    if format_.name == "rdfxml":
        from sco_ld.export.rdfxml import RdfXmlWriter

        return RdfXmlWriter(syntax.prefixes)
    if format_.name == "json-ld":
        from sco_ld.export.jsonld import JsonLdWriter

        return JsonLdWriter(syntax)
    return LineWriter()


def _checked(batch: Sequence[ox.Quad], format_: formats.Format) -> Sequence[ox.Quad]:
    """Return the batch, or raise ScoError if it has a named graph and the format has none."""
    if not format_.named_graphs:
        named = next((quad for quad in batch if quad.graph_name != _DEFAULT), None)
        if named:
            raise ScoError(f"{format_.name} has no named graphs, and {named} is in one; trig, nquads and json-ld have them.")
    return batch
