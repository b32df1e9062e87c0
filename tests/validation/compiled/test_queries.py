"""SPARQL constraints and components that shapes define."""

import pytest

from sco_ld.errors import ScoError
from sco_ld.validation.engines.compiled import engine
from sco_ld.validation.engines.compiled.shape_reader import read_shapes
from tests.validation.compiled.graphs import found, quads

DATA = "e:x a e:C ; e:p 1 , 2 , 3 . e:y a e:C ; e:p 1 . e:z a e:C ."
DECLARED = "[] sh:declare [ sh:prefix 'e' ; sh:namespace 'http://e/' ] ."
COMPONENT = """
    e:Component a sh:ConstraintComponent ;
        sh:parameter [ sh:path e:least ] , [ sh:path e:most ; sh:optional true ] ;
        sh:validator [ sh:message "{$value} is not {$least}." ;
            sh:ask "ASK { FILTER ($value >= $least && (!bound($most) || $value <= $most)) }" ] .
"""


def constraint(select: str, more: str = "") -> str:
    return f'sh:sparql [ sh:select """{select}""" {more} ]'


def find(select: str, data: str = DATA) -> list[str]:
    """Return the focus nodes that a query finds; they are the same if the shape is within another."""
    plain = found(data, f"e:S sh:targetClass e:C ; {constraint(select)} . {DECLARED}")
    nested = found(data, f"e:S sh:targetClass e:C ; sh:node [ {constraint(select)} ] . {DECLARED}")
    nodes = [one.split()[0] for one in plain]
    assert sorted(set(nodes)) == [one.split()[0] for one in nested]
    return nodes


@pytest.mark.parametrize(
    ("select", "expected"),
    [
        ("SELECT $this { $this e:p 3 }", ["<x>"]),
        ("SELECT $this { FILTER NOT EXISTS { $this e:p ?any } }", ["<z>"]),
        ("SELECT $this { { FILTER (false) } UNION { FILTER ($this = e:y) } }", ["<y>"]),
        ("SELECT $this { OPTIONAL { { BIND ($this AS ?that) } ?that e:p ?v } FILTER (!bound(?v)) }", ["<z>"]),
        ("SELECT $this { { SELECT $this { FILTER ($this = e:z) } } }", ["<z>"]),
        ("SELECT $this (COUNT(?v) AS ?n) { $this e:p ?v } GROUP BY $this HAVING (COUNT(?v) > 1)", ["<x>"]),
        ("SELECT $this { $this e:p ?v } LIMIT 1", ["<x>", "<y>"]),
        ("SELECT $this ?v { $this e:p ?v } ORDER BY ?v OFFSET 1", ["<x>", "<x>"]),
        ("SELECT ?v { $this e:p ?v FILTER (?v = 2) }", ["<x>"]),
        ("SELECT * { $this e:p ?v FILTER (?v = 2) }", ["<x>"]),
        ("PREFIX : <http://e/> SELECT $this { $this :p 3 }", ["<x>"]),
        ("SELECT $this { $this e:p 3 . # $this MINUS {\n }", ["<x>"]),
        ("SELECT $this { BIND ('MINUS { VALUES ?this' AS ?text) $this e:p 3 }", ["<x>"]),
    ],
)
def test_queries_are_asked_for_each_focus_node(select: str, expected: list[str]) -> None:
    assert find(select) == expected


@pytest.mark.parametrize("name", ["day", "end", "v0", "v1", "v2"])
def test_durations_are_added_to_dates_whatever_the_variables_are_called(name: str) -> None:
    day = '"P1D"^^<http://www.w3.org/2001/XMLSchema#dayTimeDuration>'
    data = 'e:x a e:C ; e:p "2006-12-31"^^xsd:date ; e:n 1 ; e:q "2007-01-01"^^xsd:date .'
    sums = f"FILTER (?{name} + {day} = ?next && ?n + 2 * 3 +1 = 8 && ?n + -1 = 0 && (?n)+?n = 2)"
    assert find(f"SELECT $this {{ $this e:p ?{name} ; e:n ?n ; e:q ?next {sums} }}", data) == ["<x>"]


@pytest.mark.parametrize(
    "select",
    [
        "SELECT $this { $this ?p ?o MINUS { $this ?p 1 } }",
        "SELECT $this { VALUES ?x { 1 } }",
        "SELECT $this { SERVICE <http://e/> { $this ?p ?o } }",
        "SELECT $this { BIND (1 AS $this) }",
        "SELECT $this { { SELECT ?x { ?x ?p $this } } }",
        "SELECT $this { $this other:p ?o }",
        "SELECT $this { $this $PATH ?o }",
        "CONSTRUCT { $this ?p ?o } { $this ?p ?o }",
    ],
)
def test_queries_that_are_not_allowed_are_refused(select: str) -> None:
    with pytest.raises(ScoError, match="The shapes could not be used: "):
        find(select)


def test_messages_are_filled_with_the_bindings() -> None:
    text = constraint(
        "SELECT $this ?value { $this <http://e/p> ?value }", '; sh:message "{$this} has {?value} {?other}."@en'
    )
    (result,) = engine.run(quads("e:x e:p 1 ."), quads(f"e:S sh:targetNode e:x ; {text} ."))
    assert [str(one) for one in result.messages] == ['"http://e/x has 1 {?other}."@en']


def test_shape_and_the_shapes_graph_are_bound() -> None:
    text = constraint(
        "SELECT $this { FILTER (bound($shapesGraph)) GRAPH $shapesGraph { $currentShape <http://e/label> 1 } }"
    )
    assert found("", f"e:S sh:targetNode e:x ; e:label 1 ; {text} .") == ["<x> SPARQL <x>"]
    assert found("", f"e:S sh:targetNode e:x ; sh:property [ sh:path e:p ; e:label 1 ; {text} ] .") == ["<x> SPARQL"]
    assert found("", f"e:S sh:targetNode e:x ; sh:not [ e:label 1 ; {text} ] .") == []


def test_reported_failure_is_an_error() -> None:
    shapes = f"e:S sh:targetNode e:x ; {constraint('SELECT $this ?failure { BIND (true AS ?failure) }')} ."
    with pytest.raises(ScoError, match="reports a failure"):
        found("", shapes)


def test_components_have_parameters() -> None:
    shapes = quads(f"{COMPONENT} e:S sh:targetClass e:C ; sh:property [ sh:path e:p ; e:least 2 ] .")
    results = engine.run(quads(DATA), shapes)
    assert sorted(str(one.focus) for one in results) == ["<http://e/x>", "<http://e/y>"]
    assert {str(one) for result in results for one in result.messages} == {'"1 is not 2."'}


def test_component_within_another_shape_is_asked_for_each_value() -> None:
    shapes = f"{COMPONENT} e:S sh:targetClass e:C ; sh:not [ sh:property [ sh:path e:p ; e:least 1 ; e:most 1 ] ] ."
    assert found(DATA, shapes) == ["<y> Not <y>", "<z> Not <z>"]


def test_query_that_cannot_be_compiled_is_handed_over_alone() -> None:
    odd = constraint("BASE <http://e/> SELECT $this { $this <p> 3 }")
    shapes = quads(
        f"e:S sh:targetClass e:C ; {odd} . e:T sh:targetClass e:C ; sh:property e:P . e:P sh:path e:p ; sh:minCount 1 ."
    )
    assert [str(one) for one in read_shapes(shapes).handed] == ["<http://e/S>"]
    results = engine.run(quads(DATA), shapes)
    assert sorted((str(one.shape), str(one.focus)) for one in results) == [
        ("<http://e/P>", "<http://e/z>"),
        ("<http://e/S>", "<http://e/x>"),
    ]
    assert "<http://e/S>: validated by pySHACL" in engine.explain([], shapes)


@pytest.mark.parametrize(
    ("select", "expected"),
    [
        ("SELECT $this { $this <http://e/p> ?v FILTER (STR(?v) = '01') }", ["<x> SPARQL <x>"]),
        ("SELECT $this { $this ?any ?v FILTER (STR(?v) = '01') }", ["<x> SPARQL <x>"]),
        ("SELECT $this { $this <http://e/p>|<http://e/r> ?v ; <http://e/q> ?w FILTER (sameTerm(?v, ?w)) }", []),
        ("SELECT $this { $this <http://e/p> ?v ; <http://e/q> ?w FILTER (?v = ?w) }", ["<x> SPARQL <x>"]),
    ],
)
def test_queries_see_how_literals_are_written(select: str, expected: list[str]) -> None:
    assert found("e:x a e:C ; e:p 01 ; e:q 1 .", f"e:S sh:targetClass e:C ; {constraint(select)} .") == expected


def test_nested_queries_see_how_literals_are_written() -> None:
    shapes = f"""{COMPONENT.replace("$value >= $least", "STR($value) = STR($least)")}
        e:S sh:targetClass e:C ; sh:property [ sh:path e:p ; e:least 01 ] ."""
    assert found("e:x a e:C ; e:p 01 . e:y a e:C ; e:p 1 .", shapes) == ['<y> http://e/Component "1"^^<xsd:integer>']


def test_shapes_that_refer_to_themselves_are_handed_over() -> None:
    shapes = quads("e:S sh:targetClass e:C ; sh:property e:P . e:P sh:path e:p ; sh:node e:S ; sh:minCount 1 .")
    assert [str(one) for one in read_shapes(shapes).handed] == ["<http://e/S>"]
    results = engine.run(quads("e:x a e:C ; e:p e:y . e:y e:p e:z ."), shapes)
    assert [str(one.focus) for one in results] == ["<http://e/x>"]
    with pytest.raises(ScoError, match="refer to themselves without end: <http://e/S>"):
        engine.run(quads("e:x a e:C ; e:p e:x ."), shapes)
