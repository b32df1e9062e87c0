"""pySHACL: the reference among the engines. https://github.com/RDFLib/pySHACL"""

import re
import warnings
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib import SH
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query

from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import STANDARD, Prefixes
from sco_ld.rdf.rdflib_bridge import to_graph
from sco_ld.sparql import tokenizer
from sco_ld.validation.engines.guard import guarded


class QueryCachingGraph(rdflib.Graph):
    """An rdflib graph that parses the text of a query once, however often it is asked.

    pySHACL asks a SPARQL constraint once for every focus node, and the parsing is three quarters of the work. Raise ScoError
    for a text that would make rdflib fetch something (SERVICE, FROM).
    """

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> rdflib.query.Result:
        """Answer as rdflib.Graph.query does."""
        if isinstance(query_object, str):
            query_object = _prepared(query_object, tuple(self.namespaces()))
        return super().query(query_object, *args, **kwargs)


def validate(data: Sequence[ox.Quad], shapes: rdflib.Graph) -> rdflib.Graph:
    """Validate by pySHACL. Raise ScoError if shapes refer to themselves without end."""
    graph = to_graph(data, STANDARD, QueryCachingGraph())
    for declared in shapes.objects(None, SH.declare):  # pySHACL does not follow owl:imports to them
        graph.bind(str(shapes.value(declared, SH.prefix)), str(shapes.value(declared, SH.namespace)), replace=True)
    with guarded(), warnings.catch_warnings():
        warnings.simplefilter("error", pyshacl.errors.ShapeRecursionWarning)  # the engine would say "conforms"
        try:
            _, report, words = pyshacl.validate(graph, shacl_graph=shapes, inplace=True)
        except pyshacl.errors.ShapeRecursionWarning as error:
            prefixes = Prefixes(dict(shapes.namespaces()))
            names = dict.fromkeys(prefixes.shorten(name) for name in re.findall(r"Shape (\w+:[^\s>]+)>", str(error)))
            raise ScoError(f"The shapes refer to themselves without end: {', '.join(names)}.") from error
    if not isinstance(report, rdflib.Graph):
        raise ScoError(f"The shapes could not be used: {' '.join(words.split())}")
    return report


@lru_cache(maxsize=256)
def _prepared(text: str, namespaces: tuple[tuple[str, rdflib.URIRef], ...]) -> Query:
    tokenizer.check(text, fetching=False)
    return prepareQuery(text, initNs=dict(namespaces))
