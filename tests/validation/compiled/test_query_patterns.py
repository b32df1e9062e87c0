"""After a change, queries of shapes find what they find in the whole, asked of the nodes to which its triples are traced."""

import random
from collections import Counter

import pyoxigraph as ox
import pytest

from sco_ld.validation.engines.compiled import engine
from sco_ld.validation.engines.compiled.query_patterns import traced
from sco_ld.validation.engines.compiled.results import Result
from sco_ld.validation.engines.compiled.session import Session
from tests.validation.compiled.graphs import quads

TRACED = [
    "SELECT $this { $this e:p ?a . ?a e:q ?b . ?b e:r e:n1 }",
    "SELECT $this ?b { $this e:p/e:q ?b . FILTER NOT EXISTS { ?b ^e:p ?c . ?c e:r ?d } }",
    "SELECT $this { $this (e:p|e:q) ?a OPTIONAL { ?a e:r ?b . ?b e:p ?c } FILTER (BOUND(?c)) }",
    "SELECT $this { FILTER EXISTS { $this e:p ?a } FILTER EXISTS { $this e:q ?a } FILTER NOT EXISTS { $this e:r ?a } }",
    "SELECT $this { $this e:p ?a FILTER NOT EXISTS { ?b e:q ?c FILTER EXISTS { ?b e:r ?a } FILTER EXISTS { ?a e:p ?c } } }",
    "SELECT $this (COUNT(?a) AS ?n) { $this e:p ?a . ?a e:q ?b } GROUP BY $this HAVING (COUNT(?a) > 1)",
    "SELECT $this { $this e:p ?a { SELECT $this (COUNT(?a) AS ?n) { $this e:q/e:r ?a } GROUP BY $this } FILTER (?n > 1) }",
    "SELECT $this { $this ?any ?a . ?a ?any ?b . ?b e:q 1 }",
    "SELECT $this { $this e:p ?a . ?a e:q ?c . ?b e:q ?c ; e:p ?d FILTER (!sameTerm(?a, ?b)) }",
    "SELECT $this { { { $this e:p ?a } ?a e:q ?b } FILTER (EXISTS { ?b e:r ?c } || EXISTS { ?a e:p ?c . ?c e:q e:n2 }) }",
]
ASKED_ANEW = [
    "SELECT $this ?a { { $this e:p ?a } UNION { ?a e:q $this . ?a e:r ?b } FILTER EXISTS { ?a e:p ?any } }",
    "SELECT $this { $this e:p ?a . ?b e:q ?c }",
    "SELECT $this { $this e:p* ?a . ?a e:q e:n1 }",
    "SELECT $this { $this e:p [ e:q ?a ] }",
    "SELECT $this { $this e:p ?a BIND (?a AS ?b) FILTER NOT EXISTS { ?b e:q ?c } }",
]


def triples(chosen: random.Random, count: int) -> list[ox.Quad]:
    nodes = [f"e:n{number}" for number in range(8)]
    ends = [*nodes, *nodes, "1", "01"]
    lines = [f"{chosen.choice(nodes)} e:{chosen.choice('pqr')} {chosen.choice(ends)} ." for _ in range(count)]
    return quads(" ".join([*lines, *(f"{chosen.choice(nodes)} a e:C ." for _ in range(count // 5))]))


def counted(results: list[Result]) -> Counter[tuple[str, str]]:
    return Counter((str(one.focus), str(one.value)) for one in results)


@pytest.mark.parametrize("query", [*TRACED, *ASKED_ANEW])
def test_results_after_changes_are_those_of_the_whole(query: str) -> None:
    declared = '[] sh:declare [ sh:prefix "e" ; sh:namespace "http://e/"^^xsd:anyURI ] .'
    shapes = quads(f'e:S sh:targetClass e:C ; sh:sparql [ sh:select """{query}""" ] . {declared}', "s")
    chosen = random.Random(7)
    session = Session(set(triples(chosen, 40)), shapes)
    for _ in range(40):
        session.change(chosen.sample(sorted(session.data, key=str), 3), triples(chosen, 5)[:3])
        assert counted(session.results) == counted(engine.run([*session.data], shapes))


@pytest.mark.parametrize("query", TRACED)
def test_every_pattern_is_traced(query: str) -> None:
    text = query.replace("$", "?").replace("e:", "http://e/")
    for name in ("p", "q", "r", "n1", "n2"):
        text = text.replace(f"http://e/{name}", f"<http://e/{name}>")
    found = traced(text)
    assert found
    assert all(one.patterns is not None for one in found)
