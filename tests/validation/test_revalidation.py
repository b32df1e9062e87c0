"""A report after a change equals that of a whole validation."""

import random
from collections import Counter

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sco_ld
from sco_ld.errors import ScoError
from sco_ld.rdf.difference import Difference
from sco_ld.validation.report import Report
from sco_ld.validation.revalidation import Revalidation
from sco_ld.validation.validator import validate
from tests.validation.compiled.graphs import quads
from tests.validation.compiled.random_shapes import LITERALS, graphs, queries

PLAIN = ('"a"', '"b"@en', '"b"@de', "1", "2", "3", "true", '"2005-01-02"^^xsd:date')  # which a store keeps as they are
SHAPES = """
    e:S sh:targetClass e:C ; sh:property [ sh:path ( e:p e:q ) ; sh:minCount 1 ] , [ sh:path e:r ; sh:class e:D ] ;
        sh:sparql [ sh:select "SELECT $this { $this <http://e/p> ?v . ?v <http://e/s> 1 }" ] .
    e:T sh:targetNode e:x ; sh:closed true ; sh:ignoredProperties ( rdf:type e:p e:r ) .
    e:U sh:targetObjectsOf e:r ; sh:not [ sh:property [ sh:path [ sh:inversePath e:r ] ; sh:minCount 2 ] ] ."""
DATA = "e:x a e:C ; e:p e:y ; e:r e:z . e:y e:q 1 . e:z a e:D . e:v a e:C ; e:p e:y ."
CHANGES = {  # removed, added
    "the end of a path": ("e:y e:q 1 .", ""),
    "the middle of a path": ("e:x e:p e:y .", "e:x e:p e:v ."),
    "a class of a value": ("e:z a e:D .", ""),
    "a class of a node": ("e:v a e:C .", "e:w a e:C ."),
    "what a query reads": ("", "e:y e:s 1 ."),
    "a property that is not allowed": ("", "e:x e:s e:y ."),
    "another path to a node": ("", "e:v e:r e:z ."),
    "classes below others": ("e:v a e:C .", "e:v a e:B . e:B rdfs:subClassOf e:C ."),
    "a literal that a store rewrites": ("e:y e:q 1 .", "e:y e:q 01 ; e:s 01 ."),
    "a blank node": ("", "_:b a e:C ; e:r [] ."),
    "what is not there": ("e:nobody e:p e:y .", "e:x e:p e:y ."),
    "the same removed and added": ("e:x e:p e:y .", "e:x e:p e:y ."),
}
Finding = tuple[str, str, str, str, str, str]


def keys(report: Report) -> Counter[Finding]:
    return Counter((one.focus, one.path, one.component, one.shape, one.value, one.message) for one in report)


@pytest.mark.parametrize("case", CHANGES)
def test_report_after_a_change_is_that_of_the_whole(case: str) -> None:
    old, new = (quads(text, "d") for text in CHANGES[case])
    data, shapes = quads(DATA, "d"), quads(SHAPES, "s")
    kept = Revalidation(data, shapes)
    assert keys(kept.change(Difference((), ()))) == keys(validate(data, shapes))
    after = list((set(data) - set(old)) | set(new))
    assert keys(kept.change(Difference(tuple(old), tuple(new)))) == keys(validate(after, shapes))
    assert keys(kept.change(Difference(tuple(set(new) - set(data)), tuple(set(old) & set(data))))) == keys(
        validate(data, shapes)
    )


def assert_changes_equal(first: list[ox.Quad], second: list[ox.Quad], shapes: list[ox.Quad], seed: int) -> None:
    """Change one graph towards another in steps, and compare each report with that of a whole validation."""
    now = set(first)
    try:
        kept = Revalidation(now, shapes)
    except ScoError:
        return
    chosen = random.Random(seed)
    for _ in range(5):
        old, new = (set(chosen.sample(one, min(len(one), chosen.randint(0, 3)))) for one in (sorted(now, key=str), second))
        now = (now - old) | new
        assert keys(kept.change(Difference(tuple(old), tuple(new)))) == keys(validate(list(now), shapes))


thorough = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@pytest.mark.slow
@pytest.mark.parametrize("literals", [PLAIN, LITERALS])
@thorough
@given(st.data(), st.integers(0, 1000))
def test_random_changes_equal_whole_validations(literals: tuple[str, ...], drawn: st.DataObject, seed: int) -> None:
    (data, shapes), (other, _) = drawn.draw(graphs(literals)), drawn.draw(graphs(literals))
    _, query = drawn.draw(queries())
    declared = '[] sh:declare [ sh:prefix "e" ; sh:namespace "http://e/"^^xsd:anyURI ] .'
    shapes += f'e:Q sh:targetClass e:A ; sh:sparql [ sh:select "{query}" ] . {declared}'
    assert_changes_equal(quads(data, "d"), quads(other, "d"), quads(shapes, "s"), seed)


@pytest.mark.slow
def test_random_changes_of_the_bundled_data_equal_whole_validations(sco: sco_ld.Publication) -> None:
    for seed in range(5):
        assert_changes_equal(list(sco.quads), [], list(sco.shapes), seed)
