"""A store for one query holds what the query can touch: the answer is the same as from all triples."""

from collections import Counter
from collections.abc import Iterable

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sco_ld
from sco_ld import narrowing, questions
from sco_ld.query import Rows, ask
from sco_ld.vocab import ORG, RDF

E = "http://e/"
ALWAYS = [f"{RDF}{name}" for name in ("type", "first", "rest")]
ANY = [
    "SELECT * { ?s ?p ?o }",
    "SELECT * { ?s a ?c ; ?p ?o }",
    "SELECT * { [] ?p ?o }",
    "SELECT * { [ ?p ?o ] }",
    "SELECT * { ?s e:p [ a ?c ; ?p 1 ] }",
    "SELECT * { (1 2) ?p ?o }",
    "SELECT * { ?s ?p -1 }",
    "SELECT * { ?s ?p .5 }",
    "SELECT * { ?s e:p 1 . ?t ?p true }",
    'SELECT * { ?s e:p 1 OPTIONAL { ?s ?p "x"@en } }',
    "SELECT * { ?s e:p 1 FILTER NOT EXISTS { ?s ?p <http://e/o> } }",
    "SELECT * { ?s e:p 1 FILTER (?s > 1) ?s ?p ?o }",
    "SELECT * { VALUES (?s ?p) { (e:s e:p) } ?s ?p ?o }",
    "SELECT ?a ?b { { SELECT ?s { ?s ?p ?o } ORDER BY ?s ?p ?o } }",
    "SELECT * { ?s e:p* ?o }",
    "SELECT * { ?s e:p? ?o }",
    "SELECT * { ?s !e:p ?o }",
    "SELECT * { ?s !(e:p|e:q) ?o }",
    "SELECT * { ?s !a ?o }",
    "SELECT * { ?s !^e:p ?o }",
    "SELECT * { GRAPH ?g { ?s e:p ?o } }",
    "SELECT * FROM <http://e/g> { ?s e:p ?o }",
    "DESCRIBE e:s",
    "SELECT * { << ?s e:p ?o >> e:q 1 }",
    "SELECT * { ?s e:p ?o {| e:q 1 |} }",
    "SELECT * { ?s e:p ?o ~ ?r }",
    "BASE <http://e/> SELECT * { ?s <p> ?o }",
    "SELECT * { ?s e:p\\,q ?o }",
    "PREFIX e: <http://a/> PREFIX e: <http://e/> SELECT * { ?s e:p ?o }",
]
SOME = {
    "SELECT ?a ?b ?c { ?a e:p ?b ; e:q ?c }": ["p", "q"],
    "SELECT (COUNT(*) AS ?n) { ?a e:p+/^e:q|e:r ?b } GROUP BY ?a ?b ?c ORDER BY ?a ?b ?c LIMIT 3": ["p", "q", "r"],
    "SELECT DISTINCT * { ?a e:p ?b FILTER (?b * 2 > 1) }": None,  # a product looks like a path
    "SELECT * { ?a e:p ?b FILTER (!bound(?b) && ?a != ?b) ?b e:q 1 }": ["p", "q"],
    "SELECT * { ?a e:p ( ?b 1 ) }": ["p"],
    "SELECT * { VALUES (?a ?b ?c) { (1 2 3) } ?a e:p ?b . ?b e:q ?c }": ["p", "q"],
    "CONSTRUCT { ?a e:r ?b } WHERE { ?a e:p ?b MINUS { ?a e:q ?b } }": ["p", "q", "r"],
    "ASK { BIND (1 AS ?a) ?b e:p ?a }": ["p"],
}


def with_prefix(text: str) -> str:
    return text if text.startswith(("BASE", "PREFIX")) else f"PREFIX e: <{E}> {text}"


@pytest.mark.parametrize("text", ANY)
def test_a_query_that_may_touch_any_triple_gets_all(text: str) -> None:
    ask(ox.Store(), with_prefix(text))
    assert narrowing.properties(with_prefix(text)) is None


@pytest.mark.parametrize(("text", "names"), SOME.items())
def test_a_query_of_named_properties_gets_theirs(text: str, names: list[str] | None) -> None:
    ask(ox.Store(), with_prefix(text))
    found = narrowing.properties(with_prefix(text))
    assert found == (None if names is None else frozenset([E, *ALWAYS, *(E + name for name in names)]))


def test_known_prefixes_are_told() -> None:
    found = narrowing.properties("SELECT * { ?s a org:Post ; org:postIn ?o }")
    assert found == frozenset([*ALWAYS, f"{ORG}Post", f"{ORG}postIn"])


def test_every_named_question_has_the_same_answer_from_less(sco: sco_ld.Publication) -> None:
    narrowed = 0
    for question in questions.of(sco).values():
        values = {one.name: one.example for one in question.parameters}
        text = sco.bound_question(question.name, values)
        store = sco_ld.load().store_for(text)
        narrowed += len(store) < len(sco.store)
        assert rows(store, text) == rows(sco.store, text), question.name
    assert narrowed > 30


def rows(store: ox.Store, text: str) -> Counter[object]:
    answer = ask(store, text)
    if isinstance(answer, Rows):
        return Counter(tuple(map(str, row)) for row in answer.solutions)
    return Counter([answer]) if isinstance(answer, bool) else Counter(map(str, answer))


terms = st.sampled_from(
    ["?a", "?b", "?c", "e:s", "e:t", "<http://e/u>", "1", '"x"@en', "-1", "true", "[]", "[ e:p ?a ]", "(?a)"]
)
paths = st.sampled_from(
    ["e:p", "e:q", "a", "?p", "?a", "^e:p", "e:p/e:q", "(e:p|e:q)+", "e:p*", "e:q?", "!e:p", "<http://e/r>"]
)
triples = st.builds(lambda s, p, o, q, r: f"{s} {p} {o} ; {q} {r}", terms, paths, terms, paths, terms) | st.builds(
    lambda s, p, o, q: f"{s} {p} {o}, {q}", terms, paths, terms, terms
)
clauses = triples | st.sampled_from(
    ["FILTER (?a != ?b)", "FILTER (!bound(?c)) ?a e:p ?b", "BIND (1 AS ?z)", "VALUES (?a ?b ?c) { (e:s 1 2) }",
     "{ SELECT ?a ?b ?c { ?a e:p ?b } ORDER BY ?a ?b ?c LIMIT 2 }", "FILTER EXISTS { ?a ?q ?b }", "MINUS { ?a e:q ?c }",
     "OPTIONAL { ?b e:q ?c FILTER (?c > 0) }", "{ ?a e:p 1 } UNION { ?b a ?c }"]
)  # fmt: skip
DATA = """@prefix e: <http://e/> . e:s a e:t ; e:p e:t , 1 , "x"@en , ( 1 ) ; e:q e:s , true .
    e:t e:p e:u ; e:q -1 ; e:r e:s . e:u e:r [ e:p 1 ] ."""
GRAPH = list(ox.parse(DATA, ox.RdfFormat.TURTLE))


def loaded(quads: Iterable[ox.Quad]) -> ox.Store:
    store = ox.Store()
    store.extend(quads)
    return store


@given(parts=st.lists(clauses, min_size=1, max_size=3), joint=st.sampled_from([" . ", " .\n"]))
@settings(derandomize=True, deadline=None, max_examples=400)
def test_any_query_has_the_same_answer_from_less(parts: list[str], joint: str) -> None:
    text = f"PREFIX e: <{E}> SELECT * {{ {joint.join(parts)} }}"
    try:
        whole = rows(loaded(GRAPH), text)
    except sco_ld.errors.ScoError:
        return
    wanted = narrowing.properties(text)
    less = [quad for quad in GRAPH if wanted is None or quad.predicate.value in wanted]
    assert rows(loaded(less), text) == whole
