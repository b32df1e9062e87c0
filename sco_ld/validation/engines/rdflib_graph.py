"""Quads as an rdflib graph for an engine, and an engine's graph as quads; no literal is rewritten, converted or logged."""

from collections.abc import Generator, Iterable
from typing import Any

import pyoxigraph as ox
import rdflib

from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import XSD
from sco_ld.rdf.rdflib_bridge import to_quad_term
from sco_ld.rdf.xsd_literals import is_well_formed
from sco_ld.validation.engines.xsd_values import value_of


class EngineGraph(rdflib.Graph):
    """An rdflib graph with a dict of prefixes: rdflib's own take quadratic time to bind."""

    def __init__(self, prefixes: dict[str, str] | None = None) -> None:
        super().__init__(bind_namespaces="none")
        self.prefixes = prefixes or {}

    def namespaces(self) -> Generator[tuple[str, rdflib.URIRef], None, None]:
        """Return the prefixes and their namespaces."""
        return ((prefix, rdflib.URIRef(namespace)) for prefix, namespace in self.prefixes.items())


def fill(graph: rdflib.Graph, quads: Iterable[ox.Quad]) -> None:
    """Add the triples of quads to a graph."""
    known: dict[object, rdflib.term.Node] = {}

    def term(node: object) -> rdflib.term.Node:
        found = known.get(node)
        if found is None:
            found = known[node] = to_term(node)
        return found

    graph.addN((term(s), term(p), term(o), graph) for s, p, o, _ in quads)


def to_graph(quads: Iterable[ox.Quad]) -> rdflib.Graph:
    """Return an rdflib graph without prefixes."""
    graph = EngineGraph()
    fill(graph, quads)
    return graph


def to_quads(graph: rdflib.Graph) -> list[ox.Quad]:
    """Return the triples of an rdflib graph as quads."""
    return [ox.Quad(*(to_quad_term(term) for term in triple)) for triple in graph]  # type: ignore[arg-type]


def to_term(node: object) -> rdflib.term.Node:
    """Return the rdflib term of a pyoxigraph term. The value of a literal is ours, not rdflib's."""
    if isinstance(node, ox.NamedNode):
        return rdflib.URIRef(node.value)
    if isinstance(node, ox.BlankNode):
        return rdflib.BNode(node.value)
    if not isinstance(node, ox.Literal):
        raise ScoError(f"{node}: triple terms are not supported.")
    if node.language:
        return rdflib.Literal(node.value, lang=node.language)
    literal: Any = rdflib.Literal(node.value)
    datatype = node.datatype.value
    if datatype != f"{XSD}string":
        literal._datatype = rdflib.URIRef(datatype)
        literal._value = value_of(node.value, datatype)
        literal._ill_typed = not is_well_formed(node.value, datatype)
    return literal  # type: ignore[no-any-return]
