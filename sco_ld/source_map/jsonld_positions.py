"""Every triple of a JSON-LD text, with the offsets at which it stands."""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pyoxigraph as ox

from sco_ld.rdf.contexts import NO_CONTEXTS, Contexts
from sco_ld.rdf.json_tree import offset_of
from sco_ld.rdf.jsonld_expansion import Expansion, expanded
from sco_ld.rdf.namespaces import RDF
from sco_ld.source_map.turtle_positions import Term, Triple

_FIRST, _REST, _NIL, _TYPE = (ox.NamedNode(f"{RDF}{name}") for name in ("first", "rest", "nil", "type"))


def triples(text: str, base: str, contexts: Contexts = NO_CONTEXTS) -> list[Triple]:
    """Return the triples of a well-formed text, in order; none if there is no file for a remote context."""
    expansion = expanded(text, base, contexts)
    walk = _Walk(expansion)
    for node in expansion.document:
        with suppress(ValueError):
            walk.node(node, 0)
    return walk.found


class _Walk:
    """A walk through an expanded document."""

    def __init__(self, expansion: Expansion) -> None:
        self.expansion = expansion
        self.found: list[Triple] = []

    def node(self, item: dict[str, Any], around: int) -> Term:
        """Return a node, after its triples and those of all nodes in it were found."""
        offset = self.offset(item, around)
        subject, at = self.subject(item, offset)
        for keyword in ("@graph", "@included"):
            for inner in item.get(keyword, []):
                if "@value" not in inner:
                    self.node(inner, offset)
        for place, value in self.types(item, offset):
            self.found.append(Triple(subject, _TYPE, value, (at, place, place)))
        for name, values in item.items():
            key = self.key(item, name, at)
            if not name.startswith("@"):
                for value in values:
                    with suppress(ValueError):  # an IRI is not one, and the engine leaves the triple out
                        self.property(Triple(subject, ox.NamedNode(name), subject, (at, key, key)), value)
        for name, values in item.get("@reverse", {}).items():
            for value in values:
                key = self.expansion.values.get(id(value), (-1, -1))[1]
                other = self.node(value, offset)
                other_at = self.subject(value, self.offset(value, offset))[1]
                self.found.append(Triple(other, ox.NamedNode(name), subject, (other_at, max(key, offset), at)))
        return subject

    def property(self, triple: Triple, item: dict[str, Any]) -> None:
        """Find the triples of a value, and before them the one of which it is the object."""
        place = len(self.found)
        start, key, _ = triple.at
        value = self.value(item, key)
        self.found.insert(place, replace(triple, object=value, at=(start, key, self.offset(item, key))))

    def value(self, item: dict[str, Any], around: int) -> Term:
        if "@list" in item:
            return self.list(item["@list"], self.offset(item, around))
        return _literal(item) if "@value" in item else self.node(item, around)

    def list(self, items: list[Any], around: int) -> Term:
        offsets = [self.offset(item, around) for item in items]
        nodes: list[Term] = [ox.BlankNode(f"m{at}x{number}") for number, at in enumerate(offsets)]
        for node, rest, item, at in zip(nodes, [*nodes[1:], _NIL], items, offsets, strict=False):
            self.found.append(Triple(node, _FIRST, self.value(item, around), (around, around, at)))
            self.found.append(Triple(node, _REST, rest, (around, around, at)))
        return nodes[0] if nodes else _NIL

    def subject(self, item: dict[str, Any], offset: int) -> tuple[Term, int]:
        """Return the subject of a node, and the offset of its name, or else of the node."""
        if "@id" not in item:
            return ox.BlankNode(f"j{offset}"), offset
        at = offset_of(self.keys(item).get("@id", (-1, None))[1])
        return _named(str(item["@id"])), at if at >= 0 else offset

    def types(self, item: dict[str, Any], offset: int) -> Iterator[tuple[int, Term]]:
        key, written = self.keys(item).get("@type", (offset, None))
        texts = written if isinstance(written, list) else [written]
        for number, name in enumerate(item.get("@type", [])):
            at = offset_of(texts[number]) if number < len(texts) else -1
            yield (at if at >= 0 else key), _named(str(name))

    def keys(self, item: dict[str, Any]) -> dict[str, tuple[int, Any]]:
        return self.expansion.keys.get(id(item), {})

    def key(self, item: dict[str, Any], name: str, around: int) -> int:
        return self.keys(item).get(name, (around, None))[0]

    def offset(self, item: dict[str, Any], around: int) -> int:
        """Return the offset of an item, or else of what is around it."""
        offset = self.expansion.values.get(id(item), (-1, -1))[0]
        return next((at for at in (offset, offset_of(item.get("@value")), around) if at >= 0), -1)


def _named(iri: str) -> Term:
    return ox.BlankNode(f"l{iri[2:]}") if iri.startswith("_:") else ox.NamedNode(iri)


def _literal(item: dict[str, Any]) -> Term:
    """Return a value object as the term that the engine makes of it."""
    document = json.dumps([{"@id": "s:", "p:p": [item]}])
    (quad,) = ox.parse(document, ox.RdfFormat.JSON_LD)
    value: Term = quad.object
    return value
