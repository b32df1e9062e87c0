"""SPARQL: rows, triples and yes or no; read-only, bounded, with values bound as terms."""

import contextlib
import csv
import io
from pathlib import Path

import pytest

import sco_ld
from sco_ld.errors import ScoError
from sco_ld.model import named_queries
from sco_ld.sparql import tokenizer
from sco_ld.sparql.rows import Rows
from tests.conftest import ROOT

REFUSED = {
    "SELECT * { ?s ?p }": "line 1, column 19: not SPARQL",
    "SELECT *\n{ ?s nope:x ?o }": 'line 2, column 6: prefix "nope" is not declared',
    "INSERT DATA { id:a id:b id:c }": "SPARQL update",
    "DROP ALL": "SPARQL update",
    "PREFIX e: <http://e/> LOAD <http://e/>": "SPARQL update",
    "SELECT * { SERVICE <http://e/> { ?s ?p ?o } }": "SERVICE",
    "SELECT * { service silent ?x { ?s ?p ?o } }": "SERVICE",
    "SELECT * " + "{" * 3000 + "}" * 3000: "nested deeper",
    "SELECT * { FILTER(" + "(" * 3000 + "1" + ")" * 3000 + ") }": "nested deeper",
    "SELECT * { ?s ?p '" + "x" * 70_000 + "' }": "longer than 64 kB",
}
QUESTIONS = sorted((ROOT / "ontology" / "questions").glob("*.rq"))


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: text[:30])
def test_what_is_refused_is_said_in_a_sentence(text: str, sco: sco_ld.Publication) -> None:
    with pytest.raises(ScoError) as error:
        sco.query(text)
    assert REFUSED[text] in str(error.value)


def test_the_word_service_in_a_string_a_comment_or_a_name_is_no_service(sco: sco_ld.Publication) -> None:
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
def test_a_value_is_bound_as_a_term(value: str, sco: sco_ld.Publication) -> None:
    assert sco.query("ASK { id:china-member org:member ?state }", state=value) is True


@pytest.mark.parametrize("value", ['x" } UNION { ?s ?p ?o', "id:china> ?p ?o . <http://e/", "'; DROP ALL"])
def test_no_value_becomes_anything_but_a_term(value: str, sco: sco_ld.Publication) -> None:
    with contextlib.suppress(ScoError, ValueError):
        assert sco.query("ASK { ?s skos:prefLabel ?name }", name=value) is False


def test_binding_touches_variables_only() -> None:
    bound = tokenizer.bind("SELECT ?x { ?s ?p '?x' . # ?x\n <http://e/?x> ?q ?x }", {"x": "1"})
    assert bound == "SELECT (1 AS ?x) { ?s ?p '?x' . # ?x\n <http://e/?x> ?q 1 }"


def test_a_value_without_its_variable_is_said(sco: sco_ld.Publication) -> None:
    with pytest.raises(ScoError, match="no variable"):
        sco.query("ASK { ?s ?p ?o }", nothing="x")


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
def test_a_question_has_its_answer(path: Path, sco: sco_ld.Publication) -> None:
    question = named_queries.parse(path.stem, path.read_text(encoding="utf-8"))
    answer = sco.ask_named(path.stem, **{one.name: one.example for one in question.parameters})
    assert isinstance(answer, Rows)
    expected = (ROOT / "tests" / "questions" / f"{path.stem}.csv").read_text(encoding="utf-8")
    assert list(csv.reader(answer.serialize("csv").decode().splitlines())) == list(csv.reader(expected.splitlines()))


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
def test_a_question_is_asked_in_three_languages(path: Path) -> None:
    assert set(named_queries.parse(path.stem, path.read_text(encoding="utf-8")).titles) == {"en", "ru", "zh"}


def test_what_xml_cannot_carry_is_refused(sco: sco_ld.Publication) -> None:
    rows = sco.query('SELECT ("\\u0001" AS ?x) {}')
    assert isinstance(rows, Rows)
    with pytest.raises(ScoError, match="XML cannot carry"):
        rows.write(io.BytesIO(), "xml")


def test_the_first_rows_are_the_first(sco: sco_ld.Publication) -> None:
    rows = sco.query("SELECT ?s { ?s a sco:State } ORDER BY ?s")
    assert isinstance(rows, Rows)
    assert [str(state)[-11:] for (state,) in rows.first(2)] == ["afghanistan", "/id/armenia"]
