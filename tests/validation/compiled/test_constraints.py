"""Constraints and targets on small graphs, each with what is found."""

import pytest

from sco_ld.errors import ScoError
from sco_ld.validation.engines.compiled import engine
from tests.validation.compiled.graphs import found, quads

CASES = {
    "a class target reaches instances of subclasses": (
        "e:x a e:D . e:D rdfs:subClassOf e:C .",
        "e:S sh:targetClass e:C ; sh:nodeKind sh:Literal .",
        ["<x> NodeKind <x>"],
    ),
    "a class that is a shape targets its instances": (
        "e:x a e:C .",
        "e:C a rdfs:Class , sh:NodeShape ; sh:nodeKind sh:Literal .",
        ["<x> NodeKind <x>"],
    ),
    "a class below a blank node is followed": (
        "e:x a _:b . _:b rdfs:subClassOf e:C . e:y a e:C .",
        "e:S sh:targetClass e:C ; sh:nodeKind sh:Literal .",
        ["<x> NodeKind <x>", "<y> NodeKind <y>"],
    ),
    "a literal is a focus node": (
        'e:x e:p "a" , "b" .',
        'e:S sh:targetObjectsOf e:p ; sh:in ( "a" ) ; sh:property [ sh:path e:q ; sh:minCount 1 ] .',
        ['"a" MinCount', '"b" In "b"', '"b" MinCount'],
    ),
    "a blank node is a focus node": (
        "_:x a e:C ; e:p _:y .",
        "e:S sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:nodeKind sh:IRI ] .",
        ["_:dx NodeKind _:dy"],
    ),
    "a node that the data do not hold is a value of an empty path": (
        "e:x a e:C .",
        """e:S sh:targetNode e:other , "a" ;
            sh:property [ sh:path [ sh:zeroOrMorePath e:p ] ; sh:class e:C ; sh:minCount 2 ] .""",
        ['"a" Class "a"', '"a" MinCount', "<other> Class <other>", "<other> MinCount"],
    ),
    "a nested property shape has a result for each node above": (
        "e:x a e:C ; e:p e:z . e:y a e:C ; e:p e:z .",
        "e:S sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:property [ sh:path e:q ; sh:minCount 1 ] ] .",
        ["<z> MinCount", "<z> MinCount"],
    ),
    "a deactivated shape finds nothing, alone or within another": (
        "e:x a e:C .",
        """e:S sh:targetClass e:C ; sh:deactivated true ; sh:nodeKind sh:Literal .
           e:T sh:targetClass e:C ; sh:node [ sh:deactivated true ; sh:nodeKind sh:Literal ] .""",
        [],
    ),
    "many values are counted": (
        "e:x a e:C ; e:p 1 , 2 , 3 , 4 , 5 , 6 , 7 . e:y a e:C ; e:p 1 .",
        "e:S sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:minCount 7 ; sh:maxCount 6 ] .",
        ["<x> MaxCount", "<y> MinCount"],
    ),
    "many values are counted within another shape": (
        "e:x a e:C ; e:p 1 , 2 , 3 , 4 , 5 , 6 , 7 . e:y a e:C ; e:p 1 .",
        "e:S sh:targetClass e:C ; sh:not [ sh:property [ sh:path e:p ; sh:minCount 7 ] ] .",
        ["<x> Not <x>"],
    ),
    "an empty list of values allows none": (
        "e:x a e:C ; e:p e:y .",
        """e:S sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:in () ; sh:nodeKind sh:IRI ] .
           e:T sh:targetClass e:C ; sh:not [ sh:in () ] .""",
        ["<x> In <y>"],
    ),
    "a pattern may look ahead": (
        'e:x a e:C ; e:p "ab" , "b" .',
        'e:S sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:pattern "(?=a)ab" ] .',
        ['<x> Pattern "b"'],
    ),
    "each language that is used twice is one result": (
        'e:x a e:C ; e:p "a"@en , "b"@EN , "c"@en , "a"@de , "b"@de , "a"@fr .',
        "e:S sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:uniqueLang true ] .",
        ["<x> UniqueLang", "<x> UniqueLang"],
    ),
    "the inverse of a sequence is followed from its end": (
        "e:a e:p e:b . e:b e:q e:c .",
        "e:S sh:targetNode e:c ; sh:property [ sh:path [ sh:inversePath ( e:p e:q ) ] ; sh:hasValue e:a ; sh:maxCount 0 ] .",
        ["<c> MaxCount"],
    ),
    "the members of a list are values": (
        "e:x a e:C ; e:p ( 1 2 e:y ) .",
        """e:S sh:targetClass e:C ;
            sh:property [ sh:path ( e:p [ sh:zeroOrMorePath rdf:rest ] rdf:first ) ; sh:nodeKind sh:Literal ] .""",
        ["<x> NodeKind <y>"],
    ),
    "just one of several shapes is satisfied": (
        "e:x a e:C ; e:p 1 . e:y a e:C ; e:p 1 ; e:q 1 . e:z a e:C .",
        """e:S sh:targetClass e:C ; sh:xone
            ( [ sh:property [ sh:path e:p ; sh:minCount 1 ] ] [ sh:property [ sh:path e:q ; sh:minCount 1 ] ] ) .""",
        ["<y> Xone <y>", "<z> Xone <z>"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_results_of_constraints(name: str) -> None:
    data, shapes, expected = CASES[name]
    assert found(data, shapes) == expected


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ("e:S sh:targetNode _:x ; sh:nodeKind sh:IRI .", ["_:x"]),
        ("e:S sh:targetClass e:C ; sh:in ( _:x ) .", ["<http://e/y>"]),
        ("e:S sh:targetClass e:C ; sh:not [ sh:in ( _:x ) ] .", ["_:x"]),
        ("e:S sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:hasValue _:x ] .", ["_:x"]),
        ("e:S sh:targetClass e:C ; sh:not [ sh:property [ sh:path e:p ; sh:hasValue _:x ] ] .", ["<http://e/y>"]),
    ],
)
def test_blank_node_of_the_shapes_is_that_of_the_data(shape: str, expected: list[str]) -> None:
    both = quads(f"_:x a e:C . e:y a e:C ; e:p _:x . {shape}")
    assert sorted(str(one.focus) for one in engine.run(both, both)) == expected


def test_failing_node_shape_gives_details() -> None:
    shapes = (
        "e:S sh:targetNode e:x ; sh:property [ sh:path e:p ; sh:node [ sh:property [ sh:path e:q ; sh:minCount 1 ] ] ] ."
    )
    (result,) = engine.run(quads("e:x e:p e:y , e:z . e:z e:q 1 ."), quads(shapes))
    (detail,) = result.details
    assert (str(result.value), str(detail.focus)) == ("<http://e/y>", "<http://e/y>")


def test_messages_keep_their_languages() -> None:
    shapes = quads('e:S sh:targetNode e:x ; sh:nodeKind sh:Literal ; sh:message "no"@en , "нет"@ru ; sh:severity sh:Info .')
    (result,) = engine.run([], shapes)
    assert {str(one) for one in result.messages} == {'"no"@en', '"нет"@ru'}
    assert str(result.severity) == "<http://www.w3.org/ns/shacl#Info>"


@pytest.mark.parametrize("inner", ["sh:nodeKind sh:IRI", "sh:path [ sh:zeroOrOnePath e:p ] ; sh:nodeKind sh:IRI"])
def test_deeply_nested_shapes_are_compiled(inner: str) -> None:
    shape = f"[ {inner} ]"
    for _ in range(60):
        shape = f"[ sh:not {shape} ]"
    assert found("e:x e:p e:x .", f'e:S sh:targetNode e:x , "a" ; sh:node {shape} .') == ['"a" Node "a"']


def test_shapes_shared_by_many_do_not_grow_the_queries() -> None:
    links = " ".join(f"e:N{n} sh:and ( e:N{n + 1} e:N{n + 1} [ sh:node e:N{n + 1} ] ) ." for n in range(25))
    assert found("", f"e:S sh:targetNode e:x ; sh:not e:N0 . {links} e:N25 sh:nodeKind sh:IRI .") == ["<x> Not <x>"]


@pytest.mark.parametrize(
    ("shapes", "message"),
    [
        ("e:S sh:targetNode e:x ; sh:node e:T .", "not described"),
        ("e:S sh:targetNode e:x ; sh:property e:T . e:T sh:minLength 1 .", "no sh:path"),
        ("e:S sh:targetNode e:x ; sh:path [ e:p e:q ] ; sh:minCount 1 .", "not a property path"),
        ("e:S sh:targetNode e:x ; sh:path e:p ; sh:minCount 1 , 2 .", "more than once"),
        ('e:S sh:targetNode e:x ; sh:path e:p ; sh:minCount "a" .', "not an integer"),
        ("e:S sh:targetNode e:x ; sh:in e:p .", "not a well-formed list"),
        ('e:S sh:targetNode e:x ; sh:pattern "(" .', "sh:pattern"),
    ],
)
def test_ill_formed_shapes_are_refused(shapes: str, message: str) -> None:
    with pytest.raises(ScoError, match=message):
        found("", shapes)
