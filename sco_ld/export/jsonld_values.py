"""RDF lists as `@list` and JSON literals as `@json`, where reading them gives the same triples.

https://www.w3.org/TR/json-ld11-api/#serialize-rdf-as-json-ld-algorithm
"""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import pyoxigraph as ox

from sco_ld.rdf.namespaces import RDF

_TYPE, _FIRST, _REST, _NIL, _JSON = (f"{RDF}{name}" for name in ("type", "first", "rest", "nil", "JSON"))
_CELL = {"@id", _FIRST, _REST}
_MAX_NESTING = 20  # lists in lists; deeper ones stay as they are, since readers limit the depth of JSON
Node = dict[str, Any]


@dataclass(frozen=True)
class _Use:
    """A value that names a node: where it stands, so that it can be replaced."""

    graph: int
    node: Node
    property: str
    value: Node


@dataclass
class _Blank:
    """A blank node: the objects that describe it, by graph, and the values that refer to it."""

    described: list[tuple[int, Node]] = field(default_factory=list)
    uses: list[_Use] = field(default_factory=list)

    @property
    def is_cell(self) -> bool:
        """True if the node is an item of a well-formed list and is referred to once, in its own graph."""
        if len(self.described) != 1 or len(self.uses) != 1:
            return False
        (graph, node), use = self.described[0], self.uses[0]
        one_each = node.keys() == _CELL and len(node[_FIRST]) == len(node[_REST]) == 1
        return one_each and "@id" in node[_REST][0] and graph == use.graph


def with_json(nodes: list[Node]) -> list[Node]:
    """Return the nodes of an expanded document, its JSON literals written as JSON where that keeps their text."""
    for graph in _graphs(nodes):
        for _, _, value in _values(graph):
            if value.get("@type") == _JSON:
                content = _parsed(value["@value"])
                if content is not _NOT_EXACT:
                    value.update({"@type": "@json", "@value": content})
    return nodes


def with_lists(nodes: list[Node], kept_as_nodes: Collection[str] = ()) -> list[Node]:
    """Return the nodes of an expanded document, its well-formed lists written as lists.

    Lists that are shared, circular, typed or spread over graphs stay as `rdf:first` and `rdf:rest`, and so do those with an
    item among the nodes to be kept.
    """
    blanks = _blank_nodes(nodes)
    lists = {head: cells for head, cells in _lists(blanks) if not any(cell in kept_as_nodes for cell in cells)}
    head_of = {cell: head for head, cells in lists.items() for cell in cells}
    kept = {head for head in lists if _nesting(head, blanks, head_of) <= _MAX_NESTING}
    written = {id(blanks[cell].described[0][1]) for head in kept for cell in lists[head]}
    for head in kept:
        items = [blanks[cell].described[0][1][_FIRST][0] for cell in lists[head]]
        value = blanks[head].uses[0].value
        del value["@id"]
        value["@list"] = items
    for graph in _graphs(nodes):
        for _, name, value in _values(graph):
            if value.get("@id") == _NIL and name not in (_REST, _TYPE):
                del value["@id"]
                value["@list"] = []
        graph[:] = [node for node in graph if id(node) not in written]
    return nodes


def _lists(blanks: dict[str, _Blank]) -> Iterator[tuple[str, list[str]]]:
    """Return the first cell of each list with all its cells, in order."""
    for name, blank in blanks.items():
        if blank.is_cell and blank.described[0][1][_REST][0]["@id"] == _NIL:
            cells, use = [name], blank.uses[0]
            while use.property == _REST and use.node["@id"] in blanks and blanks[use.node["@id"]].is_cell:
                cells.append(use.node["@id"])
                use = blanks[cells[-1]].uses[0]
            yield cells[-1], cells[::-1]


def _nesting(head: str, blanks: dict[str, _Blank], head_of: dict[str, str]) -> int:
    """Return in how many lists a list stands, itself counted; no more than it takes to tell that these are too many."""
    depth, here = 0, head
    while depth <= _MAX_NESTING:
        depth += 1
        use = blanks[here].uses[0]
        outer = head_of.get(use.node["@id"]) if use.property == _FIRST else None
        if outer is None:
            return depth
        here = outer
    return depth


def _blank_nodes(nodes: list[Node]) -> dict[str, _Blank]:
    found: dict[str, _Blank] = {}
    for number, graph in enumerate(_graphs(nodes)):
        for node in graph:
            if node["@id"].startswith("_:"):
                found.setdefault(node["@id"], _Blank()).described.append((number, node))
        for node, name, value in _values(graph):
            if value.get("@id", "").startswith("_:"):
                found.setdefault(value["@id"], _Blank()).uses.append(_Use(number, node, name, value))
    return found


def _graphs(nodes: list[Node]) -> list[list[Node]]:
    """Return the lists of nodes of the default graph and of each named graph."""
    return [nodes, *(node["@graph"] for node in nodes if "@graph" in node)]


def _values(graph: list[Node]) -> Iterator[tuple[Node, str, Node]]:
    """Return each value of a graph with its node and property."""
    for node in graph:
        for name, values in node.items():
            if not name.startswith("@"):
                yield from ((node, name, value) for value in values)


_NOT_EXACT = object()


@lru_cache(maxsize=1024)
def _parsed(text: str) -> Any:
    """Return the JSON value of a text, or _NOT_EXACT if the engine would not read it as the same text."""
    try:
        content = json.loads(text)
        document = json.dumps({"a:": {"@type": "@json", "@value": content}}, ensure_ascii=False)
        (quad,) = ox.parse(document.encode(), ox.RdfFormat.JSON_LD)
    except (ValueError, SyntaxError, RecursionError):
        return _NOT_EXACT
    return content if quad.object.value == text else _NOT_EXACT
