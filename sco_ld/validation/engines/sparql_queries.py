"""SPARQL queries of constraints, as rdflib answers them for pySHACL."""

from functools import lru_cache
from typing import Any

import rdflib
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query

from sco_ld.errors import ScoError
from sco_ld.sparql.query import checked_text
from sco_ld.validation.engines.rdflib_graph import EngineGraph
from sco_ld.validation.engines.sparql_errors import with_sparql_errors


class QueryCachingGraph(EngineGraph):
    """An rdflib graph that parses the text of a query once, however often it is asked.

    pySHACL asks a SPARQL constraint once for every focus node, and the parsing is three quarters of the work. Raise ScoError
    for a text that would make rdflib fetch something (SERVICE, FROM).
    """

    def __init__(self, prefixes: dict[str, str]) -> None:
        super().__init__(prefixes)
        self._queries: dict[str, Query] = {}

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> rdflib.query.Result:
        """Answer as rdflib.Graph.query does."""
        if isinstance(query_object, str):
            text = query_object
            query_object = self._queries.get(text) or _prepared(text, tuple(self.namespaces()))
            self._queries[text] = query_object
        return super().query(query_object, *args, **kwargs)


@lru_cache(maxsize=256)
def _prepared(text: str, namespaces: tuple[tuple[str, rdflib.URIRef], ...]) -> Query:
    try:
        return with_sparql_errors(prepareQuery(checked_text(text), initNs=dict(namespaces)))
    except ScoError as error:
        raise ScoError(f"The shapes could not be used: {error}") from error
