"""Rows of our own are written as pyoxigraph writes its own, row by row; labels stand beside IRIs."""

import csv
import json
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sco_ld
from sco_ld.errors import ScoError
from sco_ld.sparql import row_stream
from sco_ld.sparql.engine import ask
from sco_ld.sparql.labels import with_labels
from sco_ld.sparql.result_formats import MEDIA_TYPES
from sco_ld.sparql.rows import Rows

STATES = "SELECT ?state ?code { ?state a sco:State OPTIONAL { ?state org:identifier ?code } } ORDER BY ?state"
NAMES = "SELECT ?x ?name { ?x skos:prefLabel|schema:text|schema:startDate ?name }"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
TERMS = st.one_of(
    st.builds(ox.Literal, TEXTS),
    st.builds(lambda text, tag: ox.Literal(text, language=tag), TEXTS, st.sampled_from(["en", "zh-hans", "ru"])),
    st.builds(lambda text: ox.Literal(text, datatype=ox.NamedNode("http://e/ü,d")), TEXTS),
    st.builds(lambda text: ox.Literal(text, datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")), TEXTS),
    st.sampled_from([None, ox.NamedNode("http://e/a,b?c=ü"), ox.BlankNode("b.1")]),
)


def rows_of(sco: sco_ld.Publication, text: str) -> Rows:
    rows = ask(sco.store, sco.parse(text))
    assert isinstance(rows, Rows)
    return rows


@settings(deadline=None)
@given(st.lists(st.tuples(TERMS, TERMS)))
def test_terms_are_kept(rows: list[tuple[row_stream.Term | None, ...]]) -> None:
    assert [tuple(row) for row in row_stream.solutions(["x", "y"], rows)] == rows


def test_triple_term_and_a_direction_are_kept() -> None:
    node = ox.NamedNode("http://e/a")
    row = (
        ox.Triple(node, node, ox.Triple(node, node, ox.Literal("x"))),
        ox.Literal("x", language="ar", direction=ox.BaseDirection.RTL),
    )
    assert [tuple(one) for one in row_stream.solutions(["x", "y"], [row])] == [row]


@pytest.mark.parametrize("format_", MEDIA_TYPES)
@pytest.mark.parametrize("text", [STATES, NAMES, "SELECT ?x { ?x a sco:Nothing }", "SELECT ?x { ?x a ?y } LIMIT 0"])
def test_copied_rows_are_written_like_those_of_the_engine(text: str, format_: str, sco: sco_ld.Publication) -> None:
    rows = rows_of(sco, text)
    copied = Rows(row_stream.solutions(rows.variables, (tuple(row) for row in rows.solutions)))
    assert copied.serialize(format_) == rows_of(sco, text).serialize(format_)


def test_column_of_iris_is_followed_by_its_labels(sco: sco_ld.Publication) -> None:
    labelled = with_labels(rows_of(sco, STATES), sco.names.literal, ["de", "zh"]).serialize("csv").decode()
    header, *rows = csv.reader(labelled.splitlines())
    assert header == ["state", "state_label", "code"]
    assert {row[0].rpartition("/")[2]: row[1] for row in rows}["china"] == "中国"


def test_labels_keep_their_language(sco: sco_ld.Publication) -> None:
    text = "SELECT ?state { VALUES ?state { id:china <http://e/x> 'id:china' } }"
    bindings = json.loads(with_labels(rows_of(sco, text), sco.names.literal, ["RU"]).serialize("json"))["results"][
        "bindings"
    ]
    assert bindings[0]["state_label"] == {"type": "literal", "value": "Китай", "xml:lang": "ru"}
    assert [sorted(one) for one in bindings[1:]] == [["state"], ["state"]]


def test_labels_are_those_of_names(sco: sco_ld.Publication) -> None:
    for node, label in with_labels(
        rows_of(sco, "SELECT DISTINCT ?x { ?x ?p ?o }"), sco.names.literal, ["zh", "ru"]
    ).solutions:
        assert label is None or label.value == sco.names.label(node, ("zh", "ru"))


def test_column_named_like_a_label_is_kept(sco: sco_ld.Publication) -> None:
    text = "SELECT ?state ?state_label { ?state a sco:State BIND ('mine' AS ?state_label) }"
    assert with_labels(rows_of(sco, text), sco.names.literal, ["en"]).variables == ("state", "state_label")


def test_rows_are_read_lazily(sco: sco_ld.Publication) -> None:
    taken = 0

    def endless() -> Iterator[tuple[ox.NamedNode]]:
        nonlocal taken
        while True:
            taken += 1
            yield (ox.NamedNode(f"https://w3id.org/sco-ld/id/{taken}"),)

    rows = iter(with_labels(Rows(row_stream.solutions(["x"], endless())), sco.names.literal, ["en"]))
    assert str(next(rows)[0]).endswith("/1")
    assert taken < 2000


@pytest.mark.parametrize("tag", ["", "d e", "no such tongue", "<x>"])
def test_invalid_language_tag_is_refused(tag: str, sco: sco_ld.Publication) -> None:
    with pytest.raises(ScoError, match="is not a language tag, such as en"):
        with_labels(rows_of(sco, STATES), sco.names.literal, ["en", tag])


def test_labels_need_rows(sco: sco_ld.Publication) -> None:
    with pytest.raises(ScoError, match="this query gives no rows"):
        with_labels(True, sco.names.literal, ["en"])
