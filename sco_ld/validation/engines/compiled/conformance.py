"""One SPARQL expression that is true if a node does not conform to a shape, and never errs.

Oxigraph does not plan joins inside EXISTS, so each step of a path has an EXISTS of its own, nested from the bound end.
"""

from collections.abc import Callable, Iterable

from sco_ld.validation.engines.compiled import booleans, paths, value_tests
from sco_ld.validation.engines.compiled.paths import Path, Sequence, Step
from sco_ld.validation.engines.compiled.scope import BLANK_NODE, GIVEN, Asked, Scope, blank_node
from sco_ld.validation.engines.compiled.shapes import Constraint, Qualified, Shape, UserQuery
from sco_ld.validation.engines.compiled.unwrapping import unwrapped

Condition = Callable[[str], str]
_DEEP, _LONG, _NESTED = 8, 20_000, 4


def bad(shape: Shape, node: str, scope: Scope) -> str:
    """Return an expression that is true if the node does not conform to the shape.

    What would be too deep or too long is a function, which asks a query for each node.
    """
    scope.depth += 1
    text = _function(shape, node, scope) if scope.depth > _DEEP else _bad(shape, node, scope)
    scope.depth -= 1
    return text if len(text) < _LONG else _function(shape, node, scope)


def _bad(shape: Shape, node: str, scope: Scope) -> str:
    of_values = [one for one in shape.constraints if is_value_test(one)]
    tested = [test for test in (_of_node(one, shape.path, node, scope) for one in shape.constraints) if test]

    def of_value(value: str) -> str:
        return booleans.either(violates(one, node, value, scope) for one in of_values)

    return booleans.either([*tested, exists(shape.path, node, of_value, scope) if of_values else booleans.FALSE])


def is_value_test(constraint: Constraint) -> bool:
    """Return whether a constraint is violated by single values."""
    return constraint.name in value_tests.TESTS or constraint.name in _OF_SHAPES or constraint.name == "Ask"


def violates(constraint: Constraint, focus: str, value: str, scope: Scope) -> str:
    """Return an expression that is true if a value violates a constraint."""
    if constraint.name in value_tests.TESTS:
        return value_tests.TESTS[constraint.name](constraint.value, focus, value, scope)
    if constraint.name == "Ask":
        return booleans.negated(user_query(constraint.value, focus, value, scope))  # type: ignore[arg-type]
    return _OF_SHAPES[constraint.name](constraint.value, value, scope)


def exists(path: Path | None, start: str, condition: Condition, scope: Scope) -> str:
    """Return an expression that is true if a value of the path satisfies a condition."""
    if path is None:
        return condition(start)
    if isinstance(path, Sequence):
        first, *others = path.steps
        rest = Sequence(tuple(others)) if len(others) > 1 else others[0]
        return exists(first, start, lambda middle: exists(rest, middle, condition, scope), scope)
    value = scope.variable("value")
    wanted = condition(value)
    if wanted == booleans.FALSE:
        return wanted
    return f"EXISTS {{ {paths.pattern(path, start, value)}{booleans.filtered(wanted)} }}"


def reaches(path: Path | None, start: str, end: str, scope: Scope) -> str:
    """Return an expression that is true if a bound term is a value of the path."""
    if isinstance(path, Step) and not end.startswith(f"<{BLANK_NODE}>"):
        return f"EXISTS {{ {paths.pattern(path, start, end)} }}"
    if isinstance(path, Sequence):
        *others, last = path.steps
        first = Sequence(tuple(others)) if len(others) > 1 else others[0]
        return exists(first, start, lambda middle: reaches(last, middle, end, scope), scope)
    return exists(path, start, lambda value: f"SAMETERM({value}, {end})", scope)


def at_least(count: int, path: Path | None, start: str, condition: Condition, scope: Scope) -> str:
    """Return an expression that is true if so many values of the path satisfy a condition."""
    if count <= 0:
        return booleans.TRUE
    if count <= _NESTED:
        return _another(count, [], path, start, condition, scope)
    value = scope.variable("value")
    wanted = condition(value)
    pattern = paths.pattern(path, start, value) if path else f"BIND ({start} AS {value})"
    return (
        f"EXISTS {{ SELECT {start} (COUNT(DISTINCT {value}) AS {scope.variable('count')}) "
        f"{{ {pattern}{booleans.filtered(wanted)} }} GROUP BY {start} HAVING (COUNT(DISTINCT {value}) >= {count}) }}"
    )


def _another(count: int, others: list[str], path: Path | None, start: str, condition: Condition, scope: Scope) -> str:
    def one(value: str) -> str:
        different = [f"!SAMETERM({value}, {other})" for other in others]
        more = [_another(count - 1, [*others, value], path, start, condition, scope)] if count > 1 else []
        return booleans.every([*different, condition(value), *more])

    return exists(path, start, one, scope)


def qualifies(qualified: Qualified, scope: Scope) -> Condition:
    """Return the condition that a value satisfies a shape and none of its siblings."""

    def condition(value: str) -> str:
        siblings = [bad(one, value, scope) for one in qualified.siblings]
        return booleans.every([booleans.negated(bad(qualified.shape, value, scope)), *siblings])

    return condition


def of_set(constraint: Constraint, path: Path | None, node: str, scope: Scope) -> str | None:
    """Return an expression that is true if the values of a node, taken together, violate a constraint; else None."""
    match constraint.name, constraint.value:
        case "MinCount", int(count):
            return booleans.negated(at_least(count, path, node, _any, scope))
        case "MaxCount", int(count):
            return at_least(count + 1, path, node, _any, scope)
        case "HasValue", term:
            return booleans.negated(reaches(path, node, scope.constant(term), scope))  # type: ignore[arg-type]
        case "QualifiedMinCount", Qualified(count) as value:
            return booleans.negated(at_least(count, path, node, qualifies(value, scope), scope))
        case "QualifiedMaxCount", Qualified(count) as value:
            return at_least(count + 1, path, node, qualifies(value, scope), scope)
    return None


def _any(_: str) -> str:
    return booleans.TRUE


def _of_node(constraint: Constraint, path: Path | None, node: str, scope: Scope) -> str | None:
    """Return an expression that is true if a node violates a constraint that is not one of single values."""
    match constraint.name, constraint.value:
        case "UniqueLang", _:
            return exists(path, node, lambda value: shares_language(path, node, value, scope), scope)
        case "Equals", predicate:
            step = Step(predicate)  # type: ignore[arg-type]
            return booleans.either(
                [
                    exists(path, node, lambda value: booleans.negated(reaches(step, node, value, scope)), scope),
                    exists(step, node, lambda value: booleans.negated(reaches(path, node, value, scope)), scope),
                ]
            )
        case ("LessThan" | "LessThanOrEquals") as name, predicate:
            step = Step(predicate)  # type: ignore[arg-type]

            def greater(value: str) -> str:
                return exists(step, node, lambda other: not_ordered(name, value, other, scope), scope)

            return exists(path, node, greater, scope)
        case "Closed", allowed:
            return exists(path, node, lambda value: f"EXISTS {{ {closed(allowed, value, scope)[0]} }}", scope)  # type: ignore[arg-type]
        case (("SPARQL" | "Select"), UserQuery() as query):
            return user_query(query, node, None, scope)
    return of_set(constraint, path, node, scope)


def shares_language(path: Path | None, node: str, value: str, scope: Scope) -> str:
    """Return an expression that is true if another value has the language of this one."""

    def same(other: str) -> str:
        return f"!SAMETERM({value}, {other}) && COALESCE(LCASE(LANG({other})) = LCASE(LANG({value})), false)"

    return booleans.every([f'COALESCE(LANG({value}) != "", false)', exists(path, node, same, scope)])


def not_ordered(name: str, value: str, other: str, scope: Scope) -> str:
    """Return an expression that is true if a value is not less than another, or they cannot be compared."""
    sign = "<" if name == "LessThan" else "<="
    return booleans.fails(scope.compared(value, sign, other))


def closed(allowed: Iterable[object], value: str, scope: Scope) -> tuple[str, str, str]:
    """Return a pattern of the triples of a value that a closed shape does not allow, its predicate and its object."""
    predicate, other = scope.variable("predicate"), scope.variable("object")
    names = ", ".join(map(str, allowed))
    condition = f" FILTER ({predicate} NOT IN ({names}))" if names else ""
    return f"{value} {predicate} {other} .{condition}", predicate, other


def user_query(query: UserQuery, focus: str, value: str | None, scope: Scope) -> str:
    """Return an expression that is true if a query of the shapes has a solution.

    LATERAL evaluates the query for each node with its variables bound, which is what SHACL's pre-binding says.
    """
    text = unwrapped(query) if scope.surrogates and not scope.natural else query.text
    if text is None:
        return _asked(query, focus, value, scope)
    return f"EXISTS {{ {_prebound(query, text, focus, value)} }}"


def _prebound(query: UserQuery, text: str, focus: str, value: str | None) -> str:
    bound = f"BIND ({focus} AS ?this) " + (f"BIND ({value} AS ?value) " if value else "")
    bound += "".join(f"BIND ({blank_node(term)} AS ?{name}) " for name, term in query.blank)
    return f"{bound}LATERAL {text if query.is_ask else f'{{ {text} }}'}"


def _asked(query: UserQuery, focus: str, value: str | None, scope: Scope) -> str:
    def compiled() -> Asked:
        text = _prebound(query, query.text, _given(0), _given(1) if value else None)
        return Asked(f"SELECT ?this {{ {text} }} LIMIT 1", natural=True)

    name = scope.functions.ask((query, bool(value)), compiled)
    return f"<{name}>({focus}, {value})" if value else f"<{name}>({focus})"


def _function(shape: Shape, node: str, scope: Scope) -> str:
    def compiled() -> Asked:
        condition = booleans.filtered(_bad(shape, "?node", scope.like()))
        return Asked(f"SELECT ?node {{ BIND ({_given(0)} AS ?node){condition} }}", scope.natural)

    return f"<{scope.functions.ask((shape.node, scope.natural), compiled)}>({node})"


def _given(number: int) -> str:
    return f"<{GIVEN}>({number})"


def _xone(shapes: Iterable[Shape], value: str, scope: Scope) -> str:
    counted = [f"IF({bad(shape, value, scope)}, 0, 1)" for shape in shapes]
    return f"({' + '.join(counted) or '0'}) != 1"


_OF_SHAPES: dict[str, Callable[..., str]] = {
    "Not": lambda shape, value, scope: booleans.negated(bad(shape, value, scope)),
    "And": lambda shapes, value, scope: booleans.either(bad(shape, value, scope) for shape in shapes),
    "Or": lambda shapes, value, scope: booleans.every(bad(shape, value, scope) for shape in shapes),
    "Xone": _xone,
    "Node": bad,
    "Property": bad,
}
