"""Values in the place of variables: the rows are those in which the variable has the value, in every place of a query."""

import contextlib
from collections import Counter

import pyoxigraph as ox
import pytest

from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import XSD, Prefixes
from sco_ld.sparql.binding import bind
from sco_ld.sparql.engine import ask
from sco_ld.sparql.query import parse
from sco_ld.sparql.rows import Rows
from sco_ld.sparql.term_tokens import Value

KNOWN = Prefixes({"e": "http://e/"})
DATA = """
PREFIX e: <http://e/>
e:a e:p "x" , 1 ; e:q e:b , e:c .
e:b e:p "x"@en , 2 ; e:q e:c ; e:r "x" .
e:c e:p "x" , "y" ; e:q e:a .
"""
X = ox.Literal("x")
FILTERED = (  # queries in which every variable is bound by patterns: binding means to filter the rows
    "SELECT * { ?s e:p ?v }",
    "SELECT ?s ?v { ?s e:p ?v }",
    "SELECT ?v { ?s e:p ?v }",
    "SELECT DISTINCT ?v { ?s e:p ?v }",
    "SELECT ?v ?s { ?s e:p ?v } ORDER BY DESC(?v) ?v ?s",
    "SELECT ?v (COUNT(?s) AS ?n) { ?s e:p ?v } GROUP BY ?v",
    "SELECT ?s ?v (COUNT(*) AS ?n) { ?s e:p ?v } GROUP BY ?s ?v HAVING(COUNT(?v) > 0)",
    "SELECT ?v (MAX(?v) AS ?m) (SAMPLE(?s) AS ?t) { ?s e:p ?v } GROUP BY ?v ORDER BY ?v",
    "SELECT ?s ?v { ?s e:p ?v FILTER(BOUND(?v)) }",
    "SELECT ?s ?v { ?s e:p ?v . ?s ?p ?o FILTER(?o = ?v && ?p != e:r) }",
    "SELECT ?v (?v AS ?w) (CONCAT(STR(?v), 'z') AS ?z) { ?s e:p ?v }",
    "SELECT ?v ?w { ?s e:p ?v BIND(?v AS ?w) }",
    "SELECT ?s ?v { ?s e:p ?v VALUES ?v { 'x' 1 'y' 'x' } }",
    "SELECT ?s ?v { ?s e:p ?v VALUES (?s ?v) { (e:a 'x') (UNDEF 1) (e:c UNDEF) (e:b 'x'@en) } }",
    "SELECT ?s ?v { ?s e:p ?v } VALUES ?v { 'x' 'y' }",
    "SELECT ?s ?v { { ?s e:p ?v } UNION { ?s e:r ?v } }",
    "SELECT ?s ?v ?t { ?s e:p ?v OPTIONAL { ?t e:r ?v } }",
    "SELECT ?s ?v { ?s e:p ?v MINUS { ?s e:q ?t . ?t e:p ?v } }",
    "SELECT ?s ?v { ?s e:p ?v MINUS { ?t e:r ?v } }",
    "SELECT ?s ?v { ?s e:p ?v MINUS { { ?t e:r ?v } UNION { ?t e:q ?v } } MINUS { ?z e:nope ?v } }",
    "SELECT ?s ?v { ?s e:p ?v MINUS { SELECT ?v { ?t e:r ?v } } }",
    "SELECT ?s ?v { ?s e:p ?v MINUS { SELECT ?t { ?t e:r ?v } } }",
    "SELECT ?s ?v { ?s e:p ?v FILTER NOT EXISTS { ?t e:r ?v } }",
    "SELECT ?v ?s { ?s e:p ?v FILTER EXISTS { ?t e:r ?v MINUS { ?t e:r ?v } } }",
    "SELECT ?v ?n { { SELECT ?v (COUNT(?s) AS ?n) { ?s e:p ?v } GROUP BY ?v } }",
    "SELECT * { { SELECT * { ?s e:p ?v } } }",
    "SELECT * { { SELECT ?v { ?s e:p ?v } } ?t e:r ?v }",
    "SELECT ?s ?v { { SELECT DISTINCT ?v ?s { ?s e:p ?v } ORDER BY ?v } }",
    "SELECT * { ?s e:p ?v ; e:q [ e:p ?v ] }",
    "SELECT ?v ?c { ?s e:p ?v BIND(IF(?v = 'x', 1, 2) AS ?c) }",
)
PLACES = ("e:q", "^e:q", "e:q/e:q", "e:q*", "(e:q|^e:q)+", "!e:p")
REWRITTEN: dict[str, tuple[str, Value]] = {
    "SELECT ?s { ?s ?v ?o }": ("SELECT ?s { ?s <http://e/p> ?o }", ox.NamedNode("http://e/p")),
    "SELECT ?x { ?s ?p '?v' . # ?v\n <http://e/?v> ?q ?v . ?v2 ?p $v }": (
        'SELECT ?x { ?s ?p \'?v\' . <http://e/?v> ?q "x" . ?v2 ?p "x" }',
        X,
    ),
    "ASK { GRAPH ?v { ?s ?p ?o } }": ("ASK { GRAPH <http://e/g> { ?s ?p ?o } }", ox.NamedNode("http://e/g")),
    "ASK { FILTER(BOUND ( ?v ) && ?x > ?v) }": (
        f'ASK {{ FILTER ( ( true ) && ?x > "-5"^^<{XSD}integer> ) }}',
        ox.Literal(-5),
    ),
    "CONSTRUCT { ?s e:p ?v } { ?s ?p ?v }": (
        'CONSTRUCT { ?s <http://e/p> "a\\"\\n}"@en-gb } { ?s ?p "a\\"\\n}"@en-gb }',
        ox.Literal('a"\n}', language="en-gb"),
    ),
    "DESCRIBE ?v ?s { ?s ?p ?v }": ("DESCRIBE <http://e/a> ?s { ?s ?p <http://e/a> }", ox.NamedNode("http://e/a")),
    "DESCRIBE * { ?s ?p ?v }": ("DESCRIBE ?p ?s <http://e/a> { ?s ?p <http://e/a> }", ox.NamedNode("http://e/a")),
    "SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?s HAVING(COUNT(*) > ?v)": (
        f'SELECT ?s ( COUNT( * ) AS ?n ) {{ ?s ?p ?o }} GROUP BY ?s HAVING ( COUNT( * ) > "1"^^<{XSD}integer> )',
        ox.Literal(1),
    ),
    "SELECT ?s { { SELECT ?v ?s { ?s ?p ?v } } { SELECT ?v { ?s ?p ?v } } }": (
        'SELECT ?s { { SELECT ?s { ?s ?p "x" } } { SELECT ( "x" AS ?v0 ) { ?s ?p "x" } } }',
        X,
    ),
    "ASK { VALUES (?v ?w) { ('x' 1) ('y' 2) (UNDEF 'z'@en) } VALUES ?v { 'y' } VALUES ?w { 1 } }": (
        "ASK { VALUES ( ?w ) { ( 1 ) ( 'z'@en ) } VALUES ( ) { } VALUES ?w { 1 } }",
        X,
    ),
}
REFUSED: dict[str, tuple[str, Value]] = {
    "ASK { ?s ?p ?o }": ("The query has no variable ?v; it has ?o, ?p, ?s.", X),
    "ASK { ?s ?p '?v' } # ?v": ("The query has no variable ?v; it has ?p, ?s.", X),
    "SELECT (1 AS ?v) {}": ("query, line 1, column 14: the query computes ?v itself", X),
    "SELECT * { BIND(1 AS ?v) }": ("column 22: the query computes ?v itself", X),
    "SELECT ?n { ?s ?p ?v } GROUP BY (?s AS ?v)": ("the query computes ?v itself", X),
    "SELECT * {\n ?s ?v ?o }": ('query, line 2, column 5: not SPARQL: ?v cannot have the value "x" here.', X),
    "ASK { GRAPH ?v {} }": ('?v cannot have the value "x" here', X),
    "DESCRIBE ?v": ('?v cannot have the value "x" here', X),
    "SELECT * { ?s ?p ?v": ("not SPARQL: the query ends too early", X),
    "ASK { ?s ?p ?v, }": ("column 17: not SPARQL: } is not expected here", X),
    "SELECT * { ?s ?p ?v ": ("the query ends too early", ox.NamedNode("http://e/a")),
    "ASK { ?s ?p $v } ": ("?v cannot be a blank node", ox.BlankNode("b")),
}


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """Return a store with a few triples."""
    loaded = ox.Store()
    loaded.load(DATA.encode(), ox.RdfFormat.TURTLE)
    return loaded


def rows(answer: object) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    assert isinstance(answer, Rows)
    return answer.variables, [tuple(row) for row in answer.solutions]


@pytest.mark.parametrize("value", ["x", "y", 1, 2, "nope"], ids=str)
@pytest.mark.parametrize("text", FILTERED)
def test_rows_are_those_with_the_value(text: str, value: str | int, store: ox.Store) -> None:
    query, term = parse(text, KNOWN), ox.Literal(value)
    columns, every = rows(ask(store, query))
    assert rows(ask(store, query, {"v": term}))[0] == columns
    found = rows(ask(store, query, {"v": term}))[1]
    assert Counter(found) == Counter(row for row in every if row[columns.index("v")] == term)


@pytest.mark.parametrize("path", PLACES)
def test_both_ends_of_a_path_can_have_a_value(path: str, store: ox.Store) -> None:
    query = parse(f"SELECT ?s ?v {{ ?s {path} ?v }}", KNOWN)
    every = rows(ask(store, query))[1]
    for name, column in {"s": 0, "v": 1}.items():
        for term in {row[column] for row in every} - {ox.Literal("none")}:
            found = rows(ask(store, query, {name: term}))[1]  # type: ignore[dict-item]
            assert Counter(found) == Counter(row for row in every if row[column] == term)


@pytest.mark.parametrize("text", REWRITTEN)
def test_value_stands_in_every_place_of_its_variable(text: str) -> None:
    expected, value = REWRITTEN[text]
    assert bind(parse(text, KNOWN), {"v": value}).text == expected


@pytest.mark.parametrize("text", REFUSED)
def test_variables_that_cannot_be_bound_are_refused(text: str, store: ox.Store) -> None:
    sentence, value = REFUSED[text]
    with pytest.raises(ScoError) as error:
        ask(store, parse(text, KNOWN), {"v": value})
    assert sentence in str(error.value)


def test_several_values_are_bound_at_once(store: ox.Store) -> None:
    query = parse("SELECT ?s { ?s e:p ?v , ?w VALUES (?v ?w) { ('x' 1) (UNDEF 2) } }", KNOWN)
    assert rows(ask(store, query, {"v": X, "w": ox.Literal(1)}))[1] == [(ox.NamedNode("http://e/a"),)]


def test_unused_optional_variable_has_its_value(store: ox.Store) -> None:
    query = parse("SELECT ?v { OPTIONAL { ?s e:nope ?v } }", KNOWN)
    assert rows(ask(store, query, {"v": X}))[1] == [(X,)]


@pytest.mark.parametrize("text", FILTERED, ids=str)
def test_incomplete_query_is_refused(text: str, store: ox.Store) -> None:
    tokens = parse(text, KNOWN).tokens
    for end in range(1, len(tokens)):
        query = parse(text, KNOWN).with_tokens(tokens[:end])
        if "v" in query.variables:
            with contextlib.suppress(ScoError):
                ask(store, query, {"v": X})
