"""A SPARQL query, evaluated on a store: rows, triples, a yes or no."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.sparql import binding, syntax_errors
from sco_ld.sparql.query import Query
from sco_ld.sparql.rows import Rows
from sco_ld.sparql.term_tokens import Value
from sco_ld.sparql.tokenizer import Token

Answer = Rows | bool | list[ox.Quad]
_Graph = ox.NamedNode | ox.BlankNode | ox.DefaultGraph
NO_VALUES: Mapping[str, Value] = {}


def ask(store: ox.Store, query: Query, values: Mapping[str, Value] = NO_VALUES, *, merged: bool = False) -> Answer:
    """Return the answer to a query: Rows for SELECT, a bool for ASK, quads for CONSTRUCT and DESCRIBE.

    `values` are terms by the name of the variable that they are bound to. Nothing is fetched and nothing is changed. FROM
    and FROM NAMED name graphs of the store. A query without them is asked of the merge of all graphs: each triple counts
    once, however many graphs it is in; if the store is `merged`, that is its default graph already. A store returns numbers
    by value: `"007"^^xsd:nonNegativeInteger` as `7`. Raise ScoError, with line and column, if the engine does not take the
    query.
    """
    bound = binding.bind(query, values)
    return evaluate(dataset(store, bound, merged=merged), bound)


def evaluate(store: ox.Store, query: Query) -> Answer:
    """Return the answer of a store that is the query's dataset."""
    try:
        answer = store.query(_without_dataset(query).text)
    except SyntaxError as error:
        raise ScoError(syntax_errors.sentence(query, error)) from error
    except (ValueError, RuntimeError, OSError) as error:
        raise ScoError(f"The query failed: {error}") from error
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer)
    if isinstance(answer, ox.QueryTriples):
        return [ox.Quad(*triple) for triple in answer]
    return Rows(answer, query.prefixes)


def dataset(store: ox.Store, query: Query, *, merged: bool = False) -> ox.Store:
    """Return the store that a query is about.

    Its default graph is the merge of the graphs after FROM, its named graphs are those after FROM NAMED. If the query names
    none, they are the merge of all graphs, and all named graphs. https://www.w3.org/TR/sparql11-query/#rdfDataset
    """
    named: list[_Graph] = list(store.named_graphs())
    if not query.names_dataset and (merged or not named):
        return store
    default: list[_Graph] = [ox.DefaultGraph(), *named]
    if query.names_dataset:
        default = [graph for graph, is_named in _graphs(query) if not is_named]
        named = [graph for graph, is_named in _graphs(query) if is_named]
    view = ox.Store()
    for graph in named:
        view.add_graph(graph)
        view.bulk_extend(store.quads_for_pattern(None, None, None, graph))
    for graph in default:
        view.bulk_extend(ox.Quad(*quad.triple) for quad in store.quads_for_pattern(None, None, None, graph))
    return view


def _graphs(query: Query) -> Iterator[tuple[ox.NamedNode, bool]]:
    """Return the graphs after FROM and FROM NAMED, and whether NAMED stands before them."""
    for before, token in pairwise(query.tokens):
        if token.kind == "iri" and before.word in ("FROM", "NAMED"):
            yield ox.NamedNode(token.text[1:-1]), before.word == "NAMED"


def _without_dataset(query: Query) -> Query:
    """Return the query without its FROM clauses."""
    words = ("FROM", "NAMED")
    pairs = zip([Token("", ""), *query.tokens], query.tokens, strict=False)
    return query.with_tokens(token for before, token in pairs if token.word not in words and before.word not in words)
