"""Literals that a store rewrites, or that have no value, are judged as they are written."""

import pytest

from sco_ld.validation.engines.compiled import engine
from tests.validation.compiled.graphs import found, quads

ODD = [
    '"01"^^xsd:integer', '"1.0"^^xsd:decimal', '"1"^^xsd:boolean', '"7"^^xsd:byte', '"+1"^^xsd:integer', '"1E0"^^xsd:double',
    '"2001-01-01T00:00:00.000"^^xsd:dateTime', '"24:00:00"^^xsd:time', '"PT60S"^^xsd:dayTimeDuration',
    '"abc"^^xsd:integer', '"2005-13-45"^^xsd:date', '"300"^^xsd:byte', '"99999999999999999999"^^xsd:integer',
    '"NaN"^^xsd:double', '"INF"^^xsd:double', '"0000-01-01"^^xsd:date', '"-0001-01-01"^^xsd:date', '"a"@EN-us', '"x"^^e:dt',
]  # fmt: skip


@pytest.mark.parametrize("literal", ODD)
def test_literals_keep_their_identity(literal: str) -> None:
    (quad,) = quads(f"e:x e:p {literal} .")
    (result,) = engine.run([quad], quads("e:S sh:targetObjectsOf e:p ; sh:nodeKind sh:IRI ."))
    assert (result.focus, result.value) == (quad.object, quad.object)
    assert (
        found(f"e:x e:p {literal} .", f"e:S sh:targetNode e:x ; sh:property [ sh:path e:p ; sh:hasValue {literal} ] .") == []
    )
    assert found(f"e:x e:p {literal} .", f"e:S sh:targetObjectsOf e:p ; sh:in ( {literal} ) .") == []


@pytest.mark.parametrize(
    ("data", "constraint", "violates"),
    [
        ('"01"^^xsd:integer', "sh:hasValue 1", True),
        ("1", 'sh:hasValue "01"^^xsd:integer', True),
        ('"1"^^xsd:boolean', "sh:in ( true )", True),
        ('"01"^^xsd:integer', "sh:datatype xsd:integer", False),
        ('"abc"^^xsd:integer', "sh:datatype xsd:integer", True),
        ('"2005-13-45"^^xsd:date', "sh:datatype xsd:date", True),
        ('"7"^^xsd:byte', "sh:datatype xsd:byte", False),
        ('"300"^^xsd:byte', "sh:datatype xsd:byte", True),
        ('"7"^^xsd:byte', "sh:datatype xsd:integer", True),
        ('"01"^^xsd:integer', "sh:minLength 2", False),
        ("1.50", 'sh:pattern "^1.50$"', False),
        ('"01"^^xsd:integer', "sh:minInclusive 1.0", False),
        ('"01"^^xsd:integer', "sh:minExclusive 1", True),
        ('"abc"^^xsd:integer', "sh:maxInclusive 5", True),
        ('"NaN"^^xsd:double', "sh:minInclusive 0", True),
        ('"INF"^^xsd:double', "sh:minInclusive 1000", False),
        ("99999999999999999999", "sh:minExclusive 99999999999999999998", False),
        ("99999999999999999999", "sh:maxInclusive 5", True),
        ("99999999999999999999", 'sh:maxInclusive "INF"^^xsd:double', False),
        ("123456789012345678.5", "sh:maxExclusive 123456789012345678.4", True),
        ('"0000-01-01"^^xsd:date', 'sh:maxExclusive "2000-01-01"^^xsd:date', False),
        ('"-0001-01-01"^^xsd:date', 'sh:maxExclusive "0001-01-01"^^xsd:date', False),
        ('"2001-01-01"^^xsd:date', 'sh:maxExclusive "2002-01-01T00:00:00"^^xsd:dateTime', True),
        ("e:y", "sh:minInclusive 0", True),
        ('"a"', 'sh:minInclusive "b"', True),
    ],
)
def test_constraints_on_odd_literals(data: str, constraint: str, violates: bool) -> None:
    shape = f"e:S sh:targetNode e:x ; sh:property [ sh:path e:p ; {constraint} ] ."
    assert bool(found(f"e:x e:p {data} .", shape)) == violates
    nested = f"e:S sh:targetNode e:x ; sh:not [ sh:property [ sh:path e:p ; {constraint} ] ] ."
    assert bool(found(f"e:x e:p {data} .", nested)) != violates


def test_rewritten_literals_are_distinct_values() -> None:
    shape = "e:S sh:targetNode e:x ; sh:property [ sh:path e:p ; sh:maxCount 1 ; sh:equals e:q ] ."
    assert found('e:x e:p 1 , "01"^^xsd:integer ; e:q 1 .', shape) == ['<x> Equals "01"^^<xsd:integer>', "<x> MaxCount"]


def test_queries_of_shapes_see_the_values_of_literals() -> None:
    query = 'sh:sparql [ sh:select "SELECT $this ?value { $this <http://e/p> ?value FILTER (?value = 1) }" ]'
    data = 'e:x e:p "01"^^xsd:integer .'
    assert found(data, f"e:S sh:targetNode e:x ; {query} .") == ['<x> SPARQL "01"^^<xsd:integer>']
    assert found(data, f"e:S sh:targetNode e:x ; sh:not [ {query} ] .") == []
    assert found(data, f"e:S sh:targetNode e:x ; sh:node [ {query} ] .") == ["<x> Node <x>"]


def test_queries_within_shapes_may_bind_the_focus_node_anew() -> None:
    query = 'sh:sparql [ sh:select "SELECT $this { BIND ($this AS ?that) FILTER (isIRI(?that)) }" ]'
    assert found('e:x e:p "01"^^xsd:integer .', f"e:S sh:targetNode e:x ; sh:node [ {query} ] .") == ["<x> Node <x>"]


@pytest.mark.parametrize("digits", [20, 20_000])
def test_a_bound_may_have_any_number_of_digits(digits: int) -> None:
    most, least = (f"{sign}{'9' * digits}" for sign in ("", "-"))
    within = f"sh:maxInclusive {most} ; sh:minInclusive {least}"
    beyond = f"sh:minInclusive {most} ; sh:maxInclusive {least}"
    data = "e:x e:p 5 , 5.5 , 5e0 ."
    assert found(data, f"e:S sh:targetNode e:x ; sh:property [ sh:path e:p ; {within} ] .") == []
    assert len(found(data, f"e:S sh:targetNode e:x ; sh:property [ sh:path e:p ; {beyond} ] .")) == 6
