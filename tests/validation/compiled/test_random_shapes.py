"""Random shapes and data: the compiled engine finds what pySHACL finds.

Left out is what pySHACL judges otherwise than SHACL: the order of literals that are not all numbers, the default messages,
and an inverse of a longer path.
"""

from collections import Counter

import pytest
from hypothesis import HealthCheck, assume, given, settings

from sco_ld.errors import ScoError
from sco_ld.validation.validator import validate
from tests.validation.compiled.graphs import quads
from tests.validation.compiled.random_shapes import LITERALS, NUMBERS, graphs, queries

pytestmark = pytest.mark.slow
thorough = settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def found(data: str, shapes: str, engine: str) -> Counter[tuple[str, ...]]:
    report = validate(quads(data, "d"), quads(shapes, "s"), engine=engine)
    return Counter((one.focus, one.path, one.value, one.shape, one.component, one.severity, one.message) for one in report)


def assert_equal(data: str, shapes: str) -> None:
    try:
        expected = found(data, shapes, "pyshacl")
    except ScoError:
        assume(False)
    assert found(data, shapes, "compiled") == expected


@thorough
@given(graphs(LITERALS))
def test_compiled_equals_pyshacl(drawn: tuple[str, str]) -> None:
    assert_equal(*drawn)


@thorough
@given(graphs(NUMBERS))
def test_compiled_equals_pyshacl_on_order(drawn: tuple[str, str]) -> None:
    assert_equal(*drawn)


@thorough
@given(queries())
def test_compiled_equals_pyshacl_on_queries(drawn: tuple[str, str]) -> None:
    data, query = drawn
    shapes = f"""e:S sh:targetClass e:A ; sh:message "m" ; sh:sparql [ sh:select "{query}" ] .
        [] sh:declare [ sh:prefix "e" ; sh:namespace "http://e/"^^xsd:anyURI ] ."""
    assert_equal(data, shapes)
