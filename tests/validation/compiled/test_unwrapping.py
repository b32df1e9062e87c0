"""Queries of shapes see rewritten literals as pySHACL does: their values in expressions, their forms as they are written."""

import random

import pytest

from sco_ld.rdf.namespaces import SH
from sco_ld.validation.engines import pyshacl_engine
from sco_ld.validation.engines.compiled import engine, rewritten_literals, store
from sco_ld.validation.engines.compiled.index import Index
from sco_ld.validation.engines.compiled.shape_reader import read_shapes
from tests.validation.compiled.graphs import found, quads

FILTERS = [
    "?v = 1", "?v > 0.5 && ?v < 1.5", "STR(?v) = '01'", "STR(?v) = STR(?w)", "sameTerm(?v, ?w)", "?v = ?w",
    "sameTerm(?v, '01'^^<http://www.w3.org/2001/XMLSchema#integer>)", "DATATYPE(?v) = <http://www.w3.org/2001/XMLSchema#decimal>",
    "STRLEN(STR(?v)) > 2 && ?v < 2", "REGEX(STR(?v), '0$')", "?v + 1 = 2", "!isLiteral(?v)", "isNumeric(?v) && ?v > 0",
    "IF(?v = 1, STR(?v), '') = '01'", "COALESCE(?v, 0) = 1", "STR(COALESCE(?v, 0)) = '01'", "((?v)) = 1",
    "STR((?v)) = '01'",
    "<http://www.w3.org/2001/XMLSchema#string>(?v) = '01'",
    "BOUND(?v) && LANG(?v) = '' && ?v >= 1", "NOT EXISTS { $this e:q ?x FILTER (?x = ?v) }", "EXISTS { ?other e:q ?v }",
]  # fmt: skip
QUERIES = [
    *(f"SELECT $this ?value {{ $this e:p ?value , ?v OPTIONAL {{ $this e:q ?w }} FILTER ({one}) }}" for one in FILTERS),
    "SELECT $this ?value { $this e:p ?value BIND (COALESCE(?value, 0) AS ?w) FILTER (STR(?w) = '01') }",
    "SELECT $this (COUNT(DISTINCT ?v) AS ?n) { $this e:p ?v } GROUP BY $this HAVING (COUNT(DISTINCT ?v) > 1)",
    "SELECT $this (SUM(?v) AS ?n) { $this e:p ?v } GROUP BY $this HAVING (SUM(?v) > 3)",
    "SELECT $this ?value { $this e:p ?value . ?other e:q ?value }",
    "SELECT $this ?value { { $this e:p ?value } UNION { $this e:q ?value } FILTER (STR(?value) = '1.0' || ?value = 2) }",
]  # fmt: skip
NOT_UNWRAPPED = [
    "SELECT $this (MAX(?v) AS ?value) { $this e:p ?v FILTER (STR(?v) != '2') } GROUP BY $this",
    "SELECT $this ?v { $this e:p ?v FILTER (STR(?v) != '2') } ORDER BY ?v LIMIT 1",
]
NUMBERS = ["1", "01", "1.0", "0.0100", "1.50", "2", "+2", '"01"^^xsd:byte', '"1"^^xsd:boolean', '"01"', "1e0", "e:n"]
DECLARED = '[] sh:declare [ sh:prefix "e" ; sh:namespace "http://e/"^^xsd:anyURI ] .'


def shape(query: str) -> str:
    return f'e:S sh:targetClass e:C ; sh:sparql [ sh:select """{query}""" ] . {DECLARED}'


def data(seed: int) -> str:
    chosen = random.Random(seed)
    return " ".join(
        f"e:n{number} a e:C ; e:p {' , '.join(chosen.sample(NUMBERS, 2))} ; e:q {chosen.choice(NUMBERS)} ."
        for number in range(30)
    )


@pytest.mark.parametrize("query", QUERIES)
def test_queries_find_what_pyshacl_finds(query: str) -> None:
    shapes, triples = quads(shape(query), "s"), quads(data(1), "d")
    (read,) = read_shapes(shapes).shapes
    assert not rewritten_literals.are_read(read, store.of_quads(triples, shapes))
    ours = sorted((str(one.focus), str(one.value)) for one in engine.run(triples, shapes))
    report = Index(pyshacl_engine.validate(triples, shapes))
    nodes = [node for head in report.subjects_of(f"{SH}conforms") for node in report.objects(head, f"{SH}result")]
    assert ours == sorted((str(report.one(node, f"{SH}focusNode")), str(report.one(node, f"{SH}value"))) for node in nodes)


@pytest.mark.parametrize("query", NOT_UNWRAPPED)
def test_queries_that_choose_a_literal_by_its_value_are_for_pyshacl(query: str) -> None:
    shapes, triples = quads(shape(query), "s"), quads(data(1), "d")
    (read,) = read_shapes(shapes).shapes
    assert rewritten_literals.are_read(read, store.of_quads(triples, shapes))


def test_constants_of_patterns_match_as_they_are_written() -> None:
    query = "SELECT $this { $this e:p 01 FILTER (STR($this) != '01') }"
    assert found("e:x a e:C ; e:p 01 . e:y a e:C ; e:p 1 .", shape(query)) == ["<x> SPARQL <x>"]


def test_days_are_added_to_dates_beside_a_rewritten_literal() -> None:
    next_day = 'FILTER (?v + "P1D"^^<http://www.w3.org/2001/XMLSchema#dayTimeDuration> = ?w)'
    query = f"SELECT $this {{ $this e:p ?v ; e:q ?w {next_day} }}"
    days = 'e:p "2006-12-31"^^xsd:date ; e:q "2007-01-01"^^xsd:date'
    assert found(f"e:x a e:C ; {days} ; e:r 01 .", shape(query)) == ["<x> SPARQL <x>"]


def test_ill_typed_literals_have_no_value() -> None:
    filters = {
        "?v = 1": [],
        "?v + 1 = 2": [],
        "STR(?v) = 'x'": ["x"],
        "DATATYPE(?v) = <http://www.w3.org/2001/XMLSchema#integer>": ["x"],
    }
    for one, expected in filters.items():
        query = f"SELECT $this {{ $this e:p ?v FILTER ({one}) }}"
        assert found('e:x a e:C ; e:p "x"^^xsd:integer .', shape(query)) == ["<x> SPARQL <x>"] * len(expected)
