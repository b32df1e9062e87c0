"""Quads as an rdflib graph, every lexical form as it was written."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import pyoxigraph as ox
import rdflib
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query

from sco_ld import sparql
from sco_ld.errors import ScoError
from sco_ld.vocab import PREFIXES


class Graph(rdflib.Graph):
    """An rdflib graph that parses the text of a query once, however often it is asked.

    pySHACL asks a SPARQL constraint once for every focus node, and the parsing is three quarters of the work. A text that
    would make rdflib fetch something (SERVICE, FROM) raises ScoError.
    """

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> rdflib.query.Result:
        """Answer as rdflib.Graph.query does."""
        if isinstance(query_object, str):
            sparql.check(query_object, fetching=False)
            query_object = _prepared(query_object, tuple(self.namespaces()))
        return super().query(query_object, *args, **kwargs)


@lru_cache(maxsize=256)
def _prepared(text: str, namespaces: tuple[tuple[str, rdflib.URIRef], ...]) -> Query:
    return prepareQuery(text, initNs=dict(namespaces))


def to_graph(quads: Iterable[ox.Quad]) -> Graph:
    """Give an rdflib graph of the triples, with every lexical form as it was written."""
    graph = Graph()
    for prefix, namespace in PREFIXES.items():
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
    """Give the rdflib term of a pyoxigraph term, its lexical form as it was written."""
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
    """Give the pyoxigraph term of an rdflib term; None for None."""
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(str(term))
    if isinstance(term, rdflib.Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype))) if term.datatype else ox.Literal(str(term))
    return None
