"""Data validated by compiled shapes."""

from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.validation.engines.compiled import literals, results, store
from sco_ld.validation.engines.compiled.plan import Plan, compile_shapes
from sco_ld.validation.engines.compiled.results import Result
from sco_ld.validation.engines.compiled.shape_reader import read_shapes
from sco_ld.validation.engines.compiled.shapes import Shape


def run(data: Iterable[ox.Quad], shapes: Sequence[ox.Quad]) -> list[Result]:
    """Return what shapes find in data. Raise ScoError if the shapes cannot be used."""
    read = read_shapes(shapes)
    return answers(store.of_quads(data, shapes), read)


def answers(data: store.Data, shapes: Iterable[Shape]) -> list[Result]:
    """Return what shapes find in data that are loaded."""
    plan = plan_for(data, shapes)
    try:
        return list(results.results(data, plan))
    except (SyntaxError, RuntimeError, OSError) as error:
        raise ScoError(f"The shapes could not be used: {error}") from error


def plan_for(data: store.Data, shapes: Iterable[Shape]) -> Plan:
    """Return the plan of shapes for data that are loaded."""
    shapes = list(shapes)
    named = [node for shape in shapes for node in shape.targets.nodes if isinstance(node, ox.Literal)]
    surrogates = bool(data.surrogates) or any(literals.stored(node) != node for node in named)
    return compile_shapes(shapes, data.hierarchy, surrogates=surrogates)
