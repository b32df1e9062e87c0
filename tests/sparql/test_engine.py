"""SPARQL: rows, triples and yes or no; read-only, bounded, with values bound as terms."""

import contextlib
import csv
import io
from pathlib import Path

import pyoxigraph as ox
import pytest

import sco_ld
from sco_ld.errors import ScoError
from sco_ld.model import named_queries
from sco_ld.rdf.namespaces import Prefixes
from sco_ld.sparql.diagnosis import explain
from sco_ld.sparql.engine import ask
from sco_ld.sparql.query import parse
from sco_ld.sparql.rows import Rows
from tests.conftest import ROOT

REFUSED = {
    "SELECT * { ?s ?p }": "query, line 1, column 18: not SPARQL: } is not expected here.",
    "SELECT *\r\n{ # {\n  ?s\t?p '''a\nb''' . ?o }": "query, line 4, column 11: not SPARQL: } is not expected here.",
    "PREFIX e: <http://e/> #\nSELECT (CONCAT(1,) AS ?x) {}": "query, line 2, column 18: not SPARQL: ) is not expected",
    "ASK { ?s ?p 'é😀' ?o }": "query, line 1, column 18: not SPARQL: ?o is not expected here.",
    "SELECT * { ?s ?p ?o ": "query, line 1, column 20: not SPARQL: the query ends too early.",
    "SELECT (1 AS ?s) { ?s ?p ?o }": "not SPARQL: the SELECT overrides an existing variable using an expression.",
    "SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o }": "not SPARQL: the SELECT contains a variable that is unbound.",
    "ASK { ?s ?p 'x'@abcdefghijkl }": "query, line 1, column 16: not SPARQL: @abcdefghijkl is not expected here.",
    "ASK { FILTER(TRUE) }": "query, line 1, column 14: not SPARQL: TRUE is not expected here.",
    "SELECT (<http://e/f>(1) AS ?x) {}": "The query failed: The custom function <http://e/f> is not supported",
    "SELECT *\n{ ?s nope:x ?o }": 'line 2, column 6: prefix "nope" is not declared',
    "INSERT DATA { id:a id:b id:c }": "SPARQL update",
    "DROP ALL": "SPARQL update",
    "PREFIX e: <http://e/> LOAD <http://e/>": "SPARQL update",
    "SELECT * { SERVICE <http://e/> { ?s ?p ?o } }": "SERVICE",
    "SELECT * { service silent ?x { ?s ?p ?o } }": "SERVICE",
    "SELECT * " + "{" * 3000 + "}" * 3000: "nested deeper",
    "SELECT * { FILTER(" + "(" * 3000 + "1" + ")" * 3000 + ") }": "nested deeper",
    "SELECT * { ?s ?p '" + "x" * 70_000 + "' }": "longer than 64 kB",
    "SELECT * FROM <g> {}": "query, line 1, column 15: <g> is not an absolute IRI",
}
QUESTIONS = sorted((ROOT / "ontology" / "questions").glob("*.rq"))


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: text[:30])
def test_query_is_refused_in_a_sentence(text: str, sco: sco_ld.Publication) -> None:
    with pytest.raises(ScoError) as error:
        sco.query(text)
    assert REFUSED[text] in str(error.value)


def test_service_in_strings_comments_and_names_is_allowed(sco: sco_ld.Publication) -> None:
    assert sco.query("# SERVICE\nASK { FILTER('SERVICE' = \"SERVICE\" || ?service = <http://e/SERVICE>) }") is True


def test_select_gives_tuples_of_rdflib_terms(sco: sco_ld.Publication) -> None:
    rows = sco.query("SELECT ?start { id:china-member schema:startDate ?start }")
    assert isinstance(rows, Rows)
    ((start,),) = rows
    assert start is not None
    assert start.n3() == '"2001-06-15"^^<http://www.w3.org/2001/XMLSchema#date>'


def test_construct_gives_a_graph(sco: sco_ld.Publication) -> None:
    graph = sco.query("CONSTRUCT { ?m a org:Membership } { ?m org:role sco:MemberState }")
    assert len(graph) == len(list(sco.query("SELECT ?m { ?m org:role sco:MemberState }")))  # type: ignore[arg-type]


@pytest.mark.parametrize("value", ["id:china", "https://w3id.org/sco-ld/id/china", "<https://w3id.org/sco-ld/id/china>"])
def test_value_is_bound_as_a_term(value: str, sco: sco_ld.Publication) -> None:
    assert sco.query("ASK { id:china-member org:member ?state }", state=value) is True


@pytest.mark.parametrize("value", ['x" } UNION { ?s ?p ?o', "id:china> ?p ?o . <http://e/", "'; DROP ALL"])
def test_value_cannot_change_the_query(value: str, sco: sco_ld.Publication) -> None:
    with contextlib.suppress(ScoError, ValueError):
        assert sco.query("ASK { ?s skos:prefLabel ?name }", name=value) is False


def test_value_needs_its_variable(sco: sco_ld.Publication) -> None:
    with pytest.raises(ScoError, match="no variable"):
        sco.query("ASK { ?s ?p ?o }", nothing="x")


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
def test_named_query_has_its_answer(path: Path, sco: sco_ld.Publication) -> None:
    question = named_queries.parse(path.stem, path.read_text(encoding="utf-8"))
    answer = sco.ask_named(path.stem, {one.name: one.example for one in question.parameters})
    assert isinstance(answer, Rows)
    expected = (ROOT / "tests" / "questions" / f"{path.stem}.csv").read_text(encoding="utf-8")
    assert list(csv.reader(answer.serialize("csv").decode().splitlines())) == list(csv.reader(expected.splitlines()))


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
def test_named_query_has_titles_in_three_languages(path: Path) -> None:
    assert set(named_queries.parse(path.stem, path.read_text(encoding="utf-8")).titles) == {"en", "ru", "zh"}


def test_control_characters_are_refused_in_xml(sco: sco_ld.Publication) -> None:
    rows = sco.query('SELECT ("\\u0001" AS ?x) {}')
    assert isinstance(rows, Rows)
    with pytest.raises(ScoError, match="XML cannot carry"):
        rows.write(io.BytesIO(), "xml")


def test_first_rows_are_taken_in_order(sco: sco_ld.Publication) -> None:
    rows = sco.query("SELECT ?s { ?s a sco:State } ORDER BY ?s")
    assert isinstance(rows, Rows)
    assert [str(state)[-11:] for (state,) in rows.first(2)] == ["afghanistan", "/id/armenia"]


GRAPHS = """
PREFIX e: <http://e/>
e:s e:p "everywhere" , "default" .
e:g { e:s e:p "everywhere" , "g" . }
e:h { e:s e:p "everywhere" , "h" , "01"^^<http://www.w3.org/2001/XMLSchema#integer> . _:b e:p _:b . }
"""
ANSWERS = {  # query: the number of rows
    "SELECT * { ?s e:p ?o }": 6,
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o } HAVING(COUNT(*) = 6)": 1,
    "SELECT * { e:s e:p 'everywhere' }": 1,
    "SELECT * { e:s e:p 'everywhere' , 'g' , 'h' , 'default' , 1 }": 1,
    "SELECT * { ?b ?p ?b }": 1,
    "SELECT * { GRAPH ?g { ?s ?p ?o } }": 6,
    "SELECT * { GRAPH e:g { ?s ?p ?o } }": 2,
    "SELECT * FROM e:g { ?s ?p ?o }": 2,
    "SELECT * FROM e:g FROM e:h { ?s ?p ?o }": 5,
    "SELECT * FROM e:g FROM e:g { ?s ?p ?o }": 2,
    "SELECT * FROM e:g FROM e:h { GRAPH ?g { ?s ?p ?o } }": 0,
    "SELECT * FROM NAMED e:g { ?s ?p ?o }": 0,
    "SELECT * FROM NAMED e:g { GRAPH ?g { ?s ?p ?o } }": 2,
    "SELECT * FROM e:g FROM NAMED e:h { ?s ?p ?o . GRAPH ?g { ?s ?p ?o } }": 1,
    "SELECT * FROM e:nope { ?s ?p ?o }": 0,
    "SELECT * FROM NAMED e:nope { GRAPH ?g { ?s ?p ?o } }": 0,
}


@pytest.fixture(scope="module")
def graphs() -> ox.Store:
    """Return a store with a default graph and two named ones, which share a triple."""
    store = ox.Store()
    store.load(GRAPHS.encode(), ox.RdfFormat.TRIG)
    return store


@pytest.mark.parametrize("text", ANSWERS)
def test_query_is_about_the_merge_of_its_graphs(text: str, graphs: ox.Store) -> None:
    before = set(graphs)
    answer = ask(graphs, parse(text, Prefixes({"e": "http://e/"})))
    assert isinstance(answer, Rows)
    assert len(list(answer.solutions)) == ANSWERS[text]
    assert set(graphs) == before


def test_construct_and_describe_are_about_the_merge_too(graphs: ox.Store) -> None:
    for text in ("CONSTRUCT WHERE { <http://e/s> ?p ?o }", "DESCRIBE <http://e/s>"):
        answer = ask(graphs, parse(text, Prefixes()))
        assert isinstance(answer, list)
        assert sorted(quad.object.value for quad in answer) == ["1", "default", "everywhere", "g", "h"]


def test_empty_result_from_named_graphs_is_explained(graphs: ox.Store) -> None:
    text = "SELECT * FROM e:g { ?s e:p 'h' }"
    assert explain(graphs, parse(text, Prefixes({"e": "http://e/"}))) == ["This matches nothing: ?s e:p 'h'"]


def test_store_returns_numbers_by_value() -> None:
    text = 'SELECT ("007"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger> AS ?x) {}'
    answer = ask(ox.Store(), parse(text, Prefixes()))
    assert isinstance(answer, Rows)
    assert [row[0].value for row in answer.solutions] == ["7"]
