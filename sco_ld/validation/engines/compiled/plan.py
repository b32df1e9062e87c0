"""The queries that find all violations of shapes.

A query has a row for each violation, or for each node or value of which several constraints are tested together; a flag says
then which of them is violated.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sco_ld.validation.engines.compiled import booleans, conformance, paths
from sco_ld.validation.engines.compiled.hierarchy import Hierarchy
from sco_ld.validation.engines.compiled.index import Term
from sco_ld.validation.engines.compiled.paths import Path, Step
from sco_ld.validation.engines.compiled.scope import NODES, Functions, Scope, blank_node
from sco_ld.validation.engines.compiled.shapes import Constraint, Shape, UserQuery
from sco_ld.validation.engines.compiled.targets import focus_pattern
from sco_ld.validation.engines.compiled.unwrapping import unwrapped


@dataclass(frozen=True)
class Check:
    """A constraint that a query tests: it is violated where the flag is true, or by every row if there is none."""

    shape: Shape
    constraint: Constraint
    flag: str = ""
    value: str = ""
    path: str = ""
    details: "tuple[Query, ...]" = ()


@dataclass(frozen=True)
class Query:
    """A query, the columns that tell its rows apart, what the rows mean, and the shape from whose targets it starts.

    `own` is the text of a query of that shape itself, which is asked for each of its focus nodes.
    """

    text: str
    keys: tuple[str, ...]
    focus: str
    checks: tuple[Check, ...]
    natural: bool = False
    root: Term | None = None
    own: str = ""


@dataclass(frozen=True)
class Plan:
    """The queries of shapes, and the functions that they call."""

    queries: tuple[Query, ...]
    functions: Functions


@dataclass(frozen=True)
class Place:
    """Where a shape is applied: how a node is reached from a focus node, step by step."""

    start: Shape
    steps: tuple[Path | None, ...] = ()

    def then(self, path: Path | None) -> "Place":
        """Return the place of the values of a path."""
        return Place(self.start, (*self.steps, path)) if path else self

    def pattern(self, scope: Scope) -> tuple[str, tuple[str, ...]]:
        """Return a pattern of the node's variables, one for each step."""
        node = "?focus"
        parts, keys = [_narrowed(focus_pattern(self.start.targets, node, scope), scope)], [node]
        for number, path in enumerate(self.steps, 1):
            assert path  # noqa: S101
            value = "?value" if number == len(self.steps) else f"?node_{number}_"
            parts.append(_joined(path, keys[-1], value))
            keys.append(value)
        return " ".join(parts), tuple(keys)


def _narrowed(pattern: str, scope: Scope) -> str:
    return f"{NODES} LATERAL {{ {pattern} }}" if scope.narrowed else pattern


def _joined(path: Path, start: str, end: str) -> str:
    pattern = paths.pattern(path, start, end)
    return f"LATERAL {{ {pattern} }}" if paths.repeats(path) else pattern


def compile_shapes(
    shapes: Iterable[Shape], hierarchy: Hierarchy, *, surrogates: bool = False, narrowed: bool = False
) -> Plan:
    """Return the plan of shapes that have targets. If narrowed, its queries are for the nodes that `of_nodes` puts in."""
    compiler = _Compiler(hierarchy, Functions(), surrogates, narrowed)
    queries = [replace(query, root=shape.node) for shape in shapes for query in compiler.queries([shape], Place(shape))]
    compiler.functions.compile_queries()
    return Plan(tuple(queries), compiler.functions)


def of_nodes(query: Query, nodes: Iterable[Term]) -> Query:
    """Return a query of a narrowed plan for some focus nodes, which are no blank nodes."""
    values = " ".join(map(str, nodes))

    def put(query: Query) -> Query:
        checks = tuple(replace(check, details=tuple(map(put, check.details))) for check in query.checks)
        return replace(query, text=query.text.replace(NODES, f"VALUES ?focus {{ {values} }}"), checks=checks)

    return put(query)


@dataclass(frozen=True)
class _Compiler:
    hierarchy: Hierarchy
    functions: Functions
    surrogates: bool
    narrowed: bool

    def queries(self, shapes: Sequence[Shape], place: Place) -> Iterator[Query]:
        """Return the queries of shapes that are applied to the same nodes."""
        yield from self._of_sets(shapes, place)
        for shape in shapes:
            yield from self._of_values(shape, place)
            for constraint in shape.constraints:
                rows = _ROWS.get(constraint.name)
                if rows:
                    yield from rows(self, shape, constraint, place)
            held: list[Shape] = [one.value for one in shape.constraints if one.name == "Property"]  # type: ignore[misc]
            yield from self.queries(held, place.then(shape.path)) if held else ()

    def scope(self, *, natural: bool = False) -> Scope:
        return Scope(self.hierarchy, self.functions, self.surrogates, natural, self.narrowed)

    def _of_sets(self, shapes: Sequence[Shape], place: Place) -> Iterator[Query]:
        scope = self.scope()
        pattern, keys = place.pattern(scope)
        tests = [
            (Check(shape, constraint), test)
            for shape in shapes
            for constraint in shape.constraints
            if (test := conformance.of_set(constraint, shape.path, keys[-1], scope))
        ]
        yield from _flagged(pattern, keys, keys[-1], tests, scope)

    def _of_values(self, shape: Shape, place: Place) -> Iterator[Query]:
        scope = self.scope()
        there = place.then(shape.path)
        pattern, keys = there.pattern(scope)
        focus = keys[-2] if shape.path else keys[-1]
        tests = []
        for constraint in shape.constraints:
            if conformance.is_value_test(constraint) and constraint.name != "Property":
                details = tuple(self.queries([constraint.value], there)) if constraint.name == "Node" else ()  # type: ignore[list-item]
                check = Check(shape, constraint, value=keys[-1], details=details)
                tests.append((check, conformance.violates(constraint, focus, keys[-1], scope)))
        yield from _flagged(pattern, keys, focus, tests, scope)


def _flagged(
    pattern: str, keys: tuple[str, ...], focus: str, tests: Sequence[tuple[Check, str]], scope: Scope
) -> Iterator[Query]:
    kept = [(check, test) for check, test in tests if test != booleans.FALSE]
    if len(kept) == 1:
        check, test = kept[0]
        yield _query(keys, focus, f"{pattern}{booleans.filtered(test)}", [], check, scope)
    elif kept:
        flags = [f"?violated_{number}_" for number in range(1, len(kept) + 1)]
        bound = " ".join(f"BIND ({test} AS {flag})" for flag, (_, test) in zip(flags, kept, strict=True))
        checks = [replace(check, flag=flag) for flag, (check, _) in zip(flags, kept, strict=True)]
        body = f"{pattern} {bound} FILTER ({' || '.join(flags)})"
        yield replace(_query(keys, focus, body, flags, checks[0], scope), checks=tuple(checks))


def _query(keys: tuple[str, ...], focus: str, body: str, more: Sequence[str], check: Check, scope: Scope) -> Query:
    columns = " ".join([*keys, *more])
    return Query(f"SELECT DISTINCT {columns} WHERE {{ {body} }}", keys, focus, (check,), scope.natural)


def _unique_lang(compiler: _Compiler, shape: Shape, constraint: Constraint, place: Place) -> Iterator[Query]:
    scope = compiler.scope()
    pattern, keys = place.then(shape.path).pattern(scope)
    *others, focus, value = keys
    shared = conformance.shares_language(shape.path, focus, value, scope)
    body = f"{pattern}{booleans.filtered(shared)} BIND (LCASE(LANG({value})) AS ?language)"
    yield _query((*others, focus), focus, body, ["?language"], Check(shape, constraint), scope)


def _equals(compiler: _Compiler, shape: Shape, constraint: Constraint, place: Place) -> Iterator[Query]:
    step = Step(constraint.value)  # type: ignore[arg-type]
    for path, other in ((shape.path, step), (step, shape.path)):
        scope = compiler.scope()
        pattern, keys = place.then(path).pattern(scope)
        focus, value = (keys[-2] if path else keys[-1]), keys[-1]
        missing = booleans.negated(conformance.reaches(other, focus, value, scope))
        yield _query(keys, focus, pattern + booleans.filtered(missing), [], Check(shape, constraint, value=value), scope)


def _less_than(compiler: _Compiler, shape: Shape, constraint: Constraint, place: Place) -> Iterator[Query]:
    scope = compiler.scope()
    pattern, keys = place.then(shape.path).pattern(scope)
    other = conformance.not_ordered(constraint.name, keys[-1], "?other", scope)
    body = f"{pattern} {keys[-2]} {constraint.value} ?other .{booleans.filtered(other)}"
    yield _query(keys, keys[-2], body, ["?other"], Check(shape, constraint, value=keys[-1]), scope)


def _closed(compiler: _Compiler, shape: Shape, constraint: Constraint, place: Place) -> Iterator[Query]:
    scope = compiler.scope()
    pattern, keys = place.then(shape.path).pattern(scope)
    triples, predicate, value = conformance.closed(constraint.value, keys[-1], scope)  # type: ignore[arg-type]
    focus = keys[-2] if shape.path else keys[-1]
    check = Check(shape, constraint, value=value, path=predicate)
    yield _query(keys, focus, f"{pattern} {triples}", [predicate, value], check, scope)


def _select(compiler: _Compiler, shape: Shape, constraint: Constraint, place: Place) -> Iterator[Query]:
    query = constraint.value
    assert isinstance(query, UserQuery)  # noqa: S101
    own = unwrapped(query) if compiler.surrogates else query.text
    scope = compiler.scope(natural=own is None)
    pattern, keys = place.pattern(scope)
    renamed = tuple(f"{key.rstrip('_')}_{number}" for number, key in enumerate(keys, 1))
    blanks = "".join(f" ({blank_node(term)} AS ?{name})" for name, term in query.blank)
    columns = " ".join(f"({key} AS {name})" for key, name in zip(keys, renamed, strict=True))
    nodes = f"{{ SELECT DISTINCT {columns} ({keys[-1]} AS ?this){blanks} {{ {pattern} }} }}"
    check = Check(shape, constraint, value="?value", path="?path")
    text = f"SELECT DISTINCT * WHERE {{ {nodes} LATERAL {{ {own or query.text} }} }}"
    yield Query(text, renamed, renamed[-1], (check,), own is None, own="" if place.steps else own or "")


_ROWS: dict[str, Callable[[_Compiler, Shape, Constraint, Place], Iterator[Query]]] = {
    "UniqueLang": _unique_lang,
    "Equals": _equals,
    "LessThan": _less_than,
    "LessThanOrEquals": _less_than,
    "Closed": _closed,
    "SPARQL": _select,
    "Select": _select,
}
