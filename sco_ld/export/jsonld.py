"""JSON-LD 1.1 by PyLD, compacted with a context; nothing is fetched. https://www.w3.org/TR/json-ld11-api/#compaction"""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox
from pyld import jsonld

from sco_ld.errors import ScoError
from sco_ld.export.jsonld_values import with_json, with_lists
from sco_ld.export.writer import Syntax
from sco_ld.rdf.batches import grouped
from sco_ld.rdf.namespaces import RDF
from sco_ld.rdf.terms import iris

_TYPE = f"{RDF}type"
_AT_ONCE = 10_000  # nodes that are compacted together
_SPACE = re.compile(r"\s")


@dataclass(frozen=True)
class JsonLdWriter:
    """The writer of JSON-LD: an array of nodes, compacted with the context, or else with the prefixes."""

    syntax: Syntax

    def body(self, quads: Sequence[ox.Quad]) -> bytes:
        """Return the nodes of an array of nodes, without brackets.

        Nodes with an IRI that compaction would lose or confuse (white space, a scheme that is a term of the context) and
        texts with a direction are written in full, under a context of their own: null.
        """
        terms = _context(self.syntax)
        names = _names(terms)
        odd = {_key(quad) for quad in quads if _is_odd(quad, names)}
        expanded = _expanded(quads, odd)
        plain = [node for node in expanded if node["@id"] not in odd]
        compacted = _compacted(plain, terms) + [{"@context": None, **node} for node in expanded if node["@id"] in odd]
        if not compacted:
            return b""
        text = json.dumps(compacted, ensure_ascii=False, indent=2)[2:-2]
        return "\n".join(f"  {line}" for line in text.split("\n")).encode()

    def document(self, bodies: Iterable[bytes]) -> Iterator[bytes]:
        """Return the parts of a document of these bodies."""
        empty = json.dumps({"@context": _context(self.syntax), "@graph": []}, ensure_ascii=False, indent=2)
        yield empty.removesuffix("]\n}").encode()
        yield from (part for number, text in enumerate(filter(None, bodies)) for part in (b",\n" if number else b"\n", text))
        yield b"\n  ]\n}\n"


def documents(groups: Sequence[Sequence[ox.Quad]], pointing: Sequence[Sequence[ox.Quad]], syntax: Syntax) -> Iterator[bytes]:
    """Return a document for each group of quads, a node a line, and after them the quads that point to them, in reverse.

    All are compacted at once, since a context takes long to read; what points to them is written with whole IRIs.
    """
    terms = _context(syntax)
    names = _names(terms)
    odd = [{_key(quad) for quad in quads if _is_odd(quad, names)} for quads in groups]
    expanded = [_expanded(quads, keys) for quads, keys in zip(groups, odd, strict=True)]
    plain = [[node for node in nodes if node["@id"] not in keys] for nodes, keys in zip(expanded, odd, strict=True)]
    compacted = iter(_compacted([node for nodes in plain for node in nodes], terms))
    for nodes, keys, simple, links in zip(expanded, odd, plain, pointing, strict=True):
        found = [next(compacted) for _ in simple] + [{"@context": None, **node} for node in nodes if node["@id"] in keys]
        found += _reversed(links)
        lines = ",\n".join(json.dumps(node, ensure_ascii=False) for node in found)
        yield f'{{"@context": {json.dumps(terms, ensure_ascii=False)},\n"@graph": [\n{lines}\n]}}\n'.encode()


def _reversed(links: Iterable[ox.Quad]) -> Iterator[dict[str, Any]]:
    """Return quads as nodes that say what points to them. https://www.w3.org/TR/json-ld11/#reverse-properties"""
    by_object: dict[str, dict[str, list[dict[str, str]]]] = {}
    for quad in links:
        subject, node = (one.value if isinstance(one, ox.NamedNode) else str(one) for one in (quad.subject, quad.object))
        by_object.setdefault(node, {}).setdefault(quad.predicate.value, []).append({"@id": subject})
    for node, reverse in by_object.items():
        yield {"@context": None, "@id": node, "@reverse": reverse}


def framed(quads: Sequence[ox.Quad], frame: Mapping[str, Any], syntax: Syntax) -> bytes:
    """Return a document in the shape of a frame, compacted with the frame's context, or else with that of the syntax.

    Raise ScoError if the frame cannot be used. https://www.w3.org/TR/json-ld11-framing/
    """
    try:
        found = jsonld.frame(_expanded(quads), {"@context": _context(syntax), **frame}, {"documentLoader": no_network})
    except (jsonld.JsonLdError, AttributeError, KeyError, TypeError, ValueError) as error:  # of a wrong frame, any of them
        raise ScoError(f"The frame cannot be used: {_reason(error)}") from error
    return json.dumps(found, ensure_ascii=False, indent=2).encode() + b"\n"


def nested(quads: Sequence[ox.Quad], iri: str, syntax: Syntax) -> bytes:
    """Return one object: the node of that IRI, with what it points to and, in reverse, what points to it."""
    pointing = sorted({quad.predicate.value for quad in quads if quad.object == ox.NamedNode(iri)})
    frame: dict[str, Any] = {"@id": iri, "@embed": "@once"}
    if pointing:
        frame["@reverse"] = {name: {} for name in pointing}
    return framed(quads, frame, syntax)


def _context(syntax: Syntax) -> Any:
    return (syntax.context or {}).get("@context", dict(syntax.prefixes))


def _expanded(quads: Sequence[ox.Quad], odd: Collection[str] = ()) -> list[Any]:
    """Return the nodes of an expanded document; lists with an item among the odd nodes are left as nodes."""
    for quad in quads:
        if isinstance(quad.object, ox.Triple):
            raise ScoError(f"JSON-LD cannot write the triple term of {quad.triple}.")
    nodes = list(json.loads(ox.serialize(grouped(quads), format=ox.RdfFormat.JSON_LD) or b"[]"))
    nodes = with_lists(with_json(nodes), odd)
    for node in nodes:
        _name_types(node)
    return nodes


def _name_types(node: dict[str, Any]) -> None:
    """Write rdf:type as @type, but for literals. https://www.w3.org/TR/json-ld11-api/#serialize-rdf-as-json-ld-algorithm"""
    for inner in node.get("@graph", []):
        _name_types(inner)
    types = node.pop(_TYPE, [])
    named = [value["@id"] for value in types if "@id" in value]
    others = [value for value in types if "@id" not in value]
    node |= ({"@type": named} if named else {}) | ({_TYPE: others} if others else {})


def _compacted(nodes: list[Any], terms: Any) -> list[Any]:
    options = {"documentLoader": no_network, "graph": True, "skipExpansion": True}
    found: list[Any] = []
    for some in (nodes[start : start + _AT_ONCE] for start in range(0, len(nodes), _AT_ONCE)):
        document = jsonld.compact(some, {"@context": terms}, options)
        found += next((value for key, value in document.items() if key != "@context"), [])
    return found


def _key(quad: ox.Quad) -> str:
    """Return the @id of the node of an expanded document that holds the quad."""
    node = quad.subject if quad.graph_name == ox.DefaultGraph() else quad.graph_name
    return node.value if isinstance(node, ox.NamedNode) else str(node)


def _is_odd(quad: ox.Quad, names: set[str]) -> bool:
    directed = isinstance(quad.object, ox.Literal) and quad.object.direction is not None
    return directed or any(iri.partition(":")[0] in names or _SPACE.search(iri) for iri in iris(quad))


def _names(terms: Any) -> set[str]:
    """Return the terms that a context defines."""
    parts = terms if isinstance(terms, list) else [terms]
    return {name for part in parts if isinstance(part, dict) for name in part}


def _reason(error: BaseException) -> str:
    """Return the first line of the innermost error."""
    while error.__cause__:
        error = error.__cause__
    return str(error.args[0] if error.args else error).split("\n")[0].rstrip(".;") + "."


def no_network(url: str, _options: object) -> dict[str, Any]:
    """Refuse to fetch a context."""
    raise ScoError(f"The context {url} is not fetched; nothing is.")
