"""A canary: known violations, which an engine of queries has to find before it is believed that others do not exist.

Its nodes are inline data: each triple pattern of a query is replaced by the triples that it matches, as VALUES. So nothing
is written anywhere, and what is tested is how the engine evaluates the expressions of the queries.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

import pyoxigraph as ox

from sco_ld.rdf.namespaces import SH
from sco_ld.validation.engines.compiled import engine, results, store
from sco_ld.validation.engines.compiled.answering import Answering
from sco_ld.validation.engines.compiled.hierarchy import Hierarchy
from sco_ld.validation.engines.compiled.plan import Query, compile_shapes
from sco_ld.validation.engines.compiled.results import Result
from sco_ld.validation.engines.compiled.shape_reader import ShapesGraph, read_shapes
from sco_ld.validation.engines.compiled.shapes import Constraint, Shape, held_shapes

_NAMESPACE = "urn:sco-ld:canary:"
_TOGETHER = "Together"
_THIS = "?inline_this"
_TERM = r'(\?\w+|<[^<>\s]+>|"[^"\s]*"(?:@[\w-]+|\^\^<[^<>\s]+>)?)'
_TRIPLE = re.compile(rf"{_TERM} {_TERM} {_TERM} \.")


def missed(engine_: Answering, shapes: Iterable[Shape]) -> list[str]:
    """Return the names of the constraints in use of which an engine does not find the violations that are known.

    A constraint is also missed if a violation is found that is none. Raise what the engine raises.
    """
    names = {one.name for one in constraints_of(shapes)} | {_TOGETHER}
    asked = [shape for shape in read_shapes(quads()).shapes if _name(shape) in names]
    plan = compile_shapes(asked, Hierarchy())
    inline = replace(plan, queries=tuple(map(_inline, plan.queries)))
    differing = counted(results.results(engine_, inline))
    differing.subtract(known(asked))
    return sorted({name for (name, _, _), count in differing.items() if count})


def known(shapes: Sequence[Shape]) -> Counter[tuple[str, str, str]]:
    """Return how often each component is violated by which node and value, as the embedded engine finds it."""
    return counted(engine.answers(store.of_quads(quads(), ()), ShapesGraph(tuple(shapes))))


def constraints_of(shapes: Iterable[Shape]) -> Iterator[Constraint]:
    """Return the constraints of shapes and of those that they hold."""
    seen: set[Shape] = set()
    todo = list(shapes)
    while todo:
        shape = todo.pop()
        if shape not in seen:
            seen.add(shape)
            yield from shape.constraints
            todo += [held for constraint in shape.constraints for held in held_shapes(constraint.value)]


@cache
def quads() -> tuple[ox.Quad, ...]:
    """Return the nodes and the shapes of the canary."""
    return tuple(ox.parse((files(__package__) / "canary.ttl").read_bytes(), ox.RdfFormat.TURTLE))


def counted(found: Iterable[Result]) -> Counter[tuple[str, str, str]]:
    """Return how often each component is violated by which node and value."""
    return Counter((_component(one), str(one.focus), str(one.value)) for one in found)


def _component(result: Result) -> str:
    return str(getattr(result.component, "value", "")).removeprefix(SH).removesuffix("ConstraintComponent")


def _name(shape: Shape) -> str:
    return str(getattr(shape.node, "value", "")).removeprefix(_NAMESPACE)


def _inline(query: Query) -> Query:
    checks = tuple(replace(check, details=tuple(map(_inline, check.details))) for check in query.checks)
    return replace(query, text=_TRIPLE.sub(lambda match: _values(match.groups()), query.text), checks=checks)


def _values(terms: Sequence[str]) -> str:
    """Return the triples that match three terms, some of which are variables, as inline data.

    Within LATERAL no inline data may bind $this, so another variable is compared with it.
    """
    variables = list(dict.fromkeys(term for term in terms if term.startswith("?")))
    rows = []
    for quad in quads():
        bound = dict(zip(terms, map(str, quad.triple), strict=True))
        if not any(isinstance(term, ox.BlankNode) for term in quad.triple) and all(
            bound[term] == term for term in terms if not term.startswith("?")
        ):
            rows.append(f"({' '.join(bound[name] for name in variables)})")
    columns = [_THIS if name == "?this" else name for name in variables]
    values = f"VALUES ({' '.join(columns)}) {{ {' '.join(rows)} }}"
    return f"{values} FILTER (SAMETERM({_THIS}, ?this))" if _THIS in columns else values
