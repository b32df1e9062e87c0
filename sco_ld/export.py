"""Quads out, in any format, the same bytes every time."""

import io
import json
import re
from collections.abc import Iterable
from typing import IO, Any
from xml.parsers import expat

import pyoxigraph as ox
from pyld import jsonld

from sco_ld import formats
from sco_ld.errors import ScoError
from sco_ld.reading import OX_FORMATS
from sco_ld.vocab import PREFIXES

_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NCNAME_END = re.compile(r"[^\W\d][\w.-]*$")


def write(quads: Iterable[ox.Quad], name: str, stream: IO[bytes], context: dict[str, Any] | None = None) -> None:
    """Write the quads in the format of that name.

    N-Triples and N-Quads are sorted; the other formats keep the order in which subjects first appear, each subject once.
    Blank nodes are named by RDFC-1.0. JSON-LD is compacted with the context. What the format cannot carry raises ScoError.
    """
    format_ = formats.named(name)
    ready = _canonical(list(dict.fromkeys(quads)))
    if not format_.named_graphs:
        named = next((quad for quad in ready if quad.graph_name != ox.DefaultGraph()), None)
        if named:
            raise ScoError(f"{name} has no named graphs, and {named} is in one; trig, nquads and json-ld have them.")
    ready = sorted(ready, key=str) if name in ("ntriples", "nquads") else _grouped(ready)
    if name == "json-ld":
        stream.write(_jsonld(ready, context))
    elif name == "rdfxml":
        stream.write(_rdfxml(ready))
    elif name in ("turtle", "trig"):
        stream.write(_turtle(ready, name))
    else:
        ox.serialize(_fitting(ready, format_), stream, OX_FORMATS[name])


def to_bytes(quads: Iterable[ox.Quad], name: str, context: dict[str, Any] | None = None) -> bytes:
    """Give the quads in the format of that name."""
    stream = io.BytesIO()
    write(quads, name, stream, context)
    return stream.getvalue()


def _fitting(quads: Iterable[ox.Quad], format_: formats.Format) -> Iterable[ox.Quad] | Iterable[ox.Triple]:
    return quads if format_.named_graphs else (quad.triple for quad in quads)


def _canonical(quads: list[ox.Quad]) -> list[ox.Quad]:
    """Name the blank nodes as RDFC-1.0 does, so that the same graph has the same names. https://www.w3.org/TR/rdf-canon/"""
    if not any(isinstance(term, ox.BlankNode) for quad in quads for term in (quad.subject, quad.object)):
        return quads
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(dataset, key=str)


def _grouped(quads: list[ox.Quad]) -> list[ox.Quad]:
    groups: dict[tuple[object, object], dict[object, list[ox.Quad]]] = {}
    for quad in quads:
        groups.setdefault((quad.graph_name, quad.subject), {}).setdefault(quad.predicate, []).append(quad)
    return [quad for group in groups.values() for same in group.values() for quad in same]


def _turtle(quads: list[ox.Quad], name: str) -> bytes:
    """Give Turtle with only the prefixes in use, four spaces, and a blank line between subjects."""
    used = {term.value for quad in quads for term in _iris(quad)}
    prefixes = {key: iri for key, iri in PREFIXES.items() if any(one.startswith(iri) for one in used)}
    plain = _serialized(_fitting(quads, formats.named(name)), name, prefixes)
    lines = [f"{line}\n" for line in plain.decode().split("\n")[:-1]]
    head = sum(line.startswith("@prefix ") for line in lines)
    body = (f"\n{line}" if line[0] not in "\t}" else line.replace("\t", "    ", 1) for line in lines[head:])
    return "".join([*sorted(lines[:head]), *body]).encode()


def _serialized(quads: Iterable[ox.Quad] | Iterable[ox.Triple], name: str, prefixes: dict[str, str] | None = None) -> bytes:
    return ox.serialize(quads, format=OX_FORMATS[name], prefixes=prefixes) or b""


def _iris(quad: ox.Quad) -> Iterable[ox.NamedNode]:
    yield from (
        term for term in (quad.subject, quad.predicate, quad.object, quad.graph_name) if isinstance(term, ox.NamedNode)
    )
    if isinstance(quad.object, ox.Literal):
        yield quad.object.datatype


def _jsonld(quads: list[ox.Quad], context: dict[str, Any] | None) -> bytes:
    expanded = json.loads(_serialized(quads, "json-ld"))
    options = {"documentLoader": _no_network, "graph": True}
    compacted = jsonld.compact(expanded, context or {"@context": PREFIXES}, options)
    return json.dumps(compacted, ensure_ascii=False, indent=2).encode() + b"\n"


def _no_network(url: str, _options: object) -> dict[str, Any]:
    raise ScoError(f"The context {url} is not fetched; nothing is.")


def _rdfxml(quads: list[ox.Quad]) -> bytes:
    for quad in quads:
        if not _NCNAME_END.search(quad.predicate.value):
            raise ScoError(f"RDF/XML cannot write the property of {quad.triple}: its IRI does not end in an XML name.")
        if _NOT_XML.search(getattr(quad.object, "value", "")):
            raise ScoError(f"RDF/XML cannot write the control character in {quad.triple}.")
    text = _serialized((quad.triple for quad in quads), "rdfxml", PREFIXES)
    expat.ParserCreate().Parse(text, True)
    return text
