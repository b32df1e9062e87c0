"""Conversion between pyoxigraph and rdflib terms, without normalizing literals."""

from collections.abc import Iterable

import pyoxigraph as ox
import rdflib

from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import STANDARD, Prefixes


def to_graph(quads: Iterable[ox.Quad], prefixes: Prefixes = STANDARD, graph: rdflib.Graph | None = None) -> rdflib.Graph:
    """Return a graph, a new one or the one given, with the triples of quads; literals are not normalized."""
    graph = rdflib.Graph() if graph is None else graph
    for prefix, namespace in prefixes.items():
        graph.bind(prefix, namespace, replace=True)
    memory: dict[object, rdflib.term.Node] = {}

    def term(node: object) -> rdflib.term.Node:
        known = memory.get(node)
        if known is None:
            known = memory[node] = to_term(node)
        return known

    graph.addN((term(s), term(p), term(o), graph) for s, p, o, _ in quads)
    return graph


def to_term(node: object) -> rdflib.term.Node:
    """Return the rdflib term of a pyoxigraph term, not normalized. Raise ScoError for a triple term."""
    if isinstance(node, ox.NamedNode):
        return rdflib.URIRef(node.value)
    if isinstance(node, ox.BlankNode):
        return rdflib.BNode(node.value)
    if isinstance(node, ox.Literal):
        if node.language:
            return rdflib.Literal(node.value, lang=node.language)
        datatype = None if node.datatype.value == str(rdflib.XSD.string) else rdflib.URIRef(node.datatype.value)
        return rdflib.Literal(node.value, datatype=datatype, normalize=False)
    raise ScoError(f"{node}: triple terms are not supported.")


def to_quad_term(term: object) -> ox.NamedNode | ox.BlankNode | ox.Literal | None:
    """Return the pyoxigraph term of an rdflib term; None for None."""
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(str(term))
    if isinstance(term, rdflib.Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype))) if term.datatype else ox.Literal(str(term))
    return None
