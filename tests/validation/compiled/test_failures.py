"""What stops the engine is told in a sentence, and never taken for "conforms"."""

import pytest

from sco_ld.errors import ScoError
from sco_ld.validation.engines import compiled_engine
from sco_ld.validation.engines.compiled import store
from sco_ld.validation.engines.compiled.plan import Query
from sco_ld.validation.engines.compiled.scope import Asked, Functions
from tests.validation.compiled.graphs import quads


def test_shapes_that_are_nested_too_deep_are_a_sentence() -> None:
    shapes = quads("e:S sh:targetNode e:x ; sh:not " + "[ sh:not " * 90 + "[ sh:class e:C ]" + "]" * 90 + " .")
    assert compiled_engine.validate([], shapes)
    chain = [quad for number in range(5000) for quad in quads(f"e:S{number} sh:not e:S{number + 1} .")]
    with pytest.raises(ScoError, match="used: they are nested too deep"):
        compiled_engine.validate([], [*quads("e:S0 sh:targetNode e:x . e:S5000 sh:class e:C ."), *chain])


def test_an_exception_of_a_function_is_raised() -> None:
    functions = Functions(queries={"urn:asks": Asked("SELECT ?x { nonsense", natural=True)})
    query = Query("SELECT ?x { BIND (1 AS ?x) FILTER (!COALESCE(<urn:asks>(?x), false)) }", ("?x",), "?x", ())
    with pytest.raises(SyntaxError):
        store.of_quads([], []).rows(query, functions)
