"""Data validated by compiled shapes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pyoxigraph as ox

from sco_ld.rdf.namespaces import STANDARD, Prefixes
from sco_ld.runtime.limits import sealed
from sco_ld.validation.engines.compiled import handover, literals, results, rewritten_literals, store
from sco_ld.validation.engines.compiled.explanation import explanation
from sco_ld.validation.engines.compiled.hierarchy import SUBCLASS, Hierarchy
from sco_ld.validation.engines.compiled.index import Term
from sco_ld.validation.engines.compiled.plan import Plan, compile_shapes
from sco_ld.validation.engines.compiled.results import Result
from sco_ld.validation.engines.compiled.shape_reader import ShapesGraph, read_shapes


def run(data: Sequence[ox.Quad], shapes: Sequence[ox.Quad]) -> list[Result]:
    """Return what shapes find in data. Raise ScoError if the shapes cannot be used."""
    stored = store.of_quads(data, shapes)
    graph, handed = divided(read_shapes(shapes), stored)
    return [*answers(stored, graph), *handover.results(data, shapes, handed)]


def divided(graph: ShapesGraph, data: store.Data) -> tuple[ShapesGraph, list[Term]]:
    """Return the shapes that can be asked of the data, and the names of those for pySHACL."""
    apart = [shape for shape in graph.shapes if rewritten_literals.are_read(shape, data)]
    kept = tuple(shape for shape in graph.shapes if shape not in apart)
    return replace(graph, shapes=kept), [*graph.handed, *(shape.node for shape in apart)]


def explain(
    data: Iterable[ox.Quad], shapes: Sequence[ox.Quad], prefixes: Prefixes = STANDARD, iri: str | None = None
) -> str:
    """Return the queries that shapes are compiled to for data, or those of the shape or constraint with an IRI.

    Raise ScoError if the shapes cannot be used.
    """
    graph = read_shapes(shapes)
    hierarchy = Hierarchy(quad for quad in data if quad.predicate == SUBCLASS)
    return explanation(compile_shapes(graph.shapes, hierarchy), graph.handed, prefixes, iri)


def answers(data: store.Data, graph: ShapesGraph) -> list[Result]:
    """Return what shapes find in data that are loaded."""
    plan = plan_for(data, graph)
    with sealed():
        return list(results.results(data, plan))


def plan_for(data: store.Data, graph: ShapesGraph, *, narrowed: bool = False) -> Plan:
    """Return the plan of shapes for data that are loaded, or if narrowed, for nodes of them."""
    named = [node for shape in graph.shapes for node in shape.targets.nodes if isinstance(node, ox.Literal)]
    surrogates = bool(data.surrogates) or any(literals.stored(node) != node for node in named)
    return compile_shapes(graph.shapes, data.hierarchy, surrogates=surrogates, narrowed=narrowed)
