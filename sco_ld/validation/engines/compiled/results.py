"""Validation results from the rows of queries. https://www.w3.org/TR/shacl/#results-validation-result"""

import os
import re
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.validation.engines.compiled.answering import Answering
from sco_ld.validation.engines.compiled.default_messages import default_message
from sco_ld.validation.engines.compiled.index import TRUE, Term
from sco_ld.validation.engines.compiled.plan import Check, Plan, Query
from sco_ld.validation.engines.compiled.scope import Functions
from sco_ld.validation.engines.compiled.store import Row

_TEMPLATE = re.compile(r"\{[?$](\w+)\}")
_USER = ("SPARQL", "Select")
_THREADS = 8


@dataclass(frozen=True)
class Result:
    """A validation result, of terms as the data and the shapes have them."""

    focus: Term
    path: Term | None
    value: Term | None
    shape: Term
    component: Term
    constraint: Term | None
    severity: Term
    messages: tuple[ox.Literal, ...]
    details: "tuple[Result, ...]" = ()


def results(data: Answering, plan: Plan) -> Iterator[Result]:
    """Return the results of a plan on data. Threads share the queries; the store leaves the lock of Python to them."""
    with ThreadPoolExecutor(min(_THREADS, os.cpu_count() or 1)) as pool:
        for found in pool.map(lambda query: [one for _, one in of_query(data, query, plan.functions)], plan.queries):
            yield from found


def of_query(data: Answering, query: Query, functions: Functions) -> Iterator[tuple[Row, Result]]:
    """Return the results of a query with the rows that they come from."""
    rows = data.rows(query, functions)
    for check in query.checks:
        found = [row for row in rows if not check.flag or row[check.flag[1:]] == TRUE]
        details = _details(data, check, functions, query.keys) if found else {}
        for row in found:
            yield row, _result(query, check, row, tuple(details.get(_key(row, query.keys), ())))


def _details(
    data: Answering, check: Check, functions: Functions, keys: tuple[str, ...]
) -> dict[tuple[object, ...], list[Result]]:
    found = defaultdict(list)
    for query in check.details:
        for row, result in of_query(data, query, functions):
            found[_key(row, query.keys[: len(keys)])].append(result)
    return found


def _key(row: Row, keys: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(row[key[1:]] for key in keys)


def _result(query: Query, check: Check, row: Row, details: tuple[Result, ...]) -> Result:
    shape, constraint = check.shape, check.constraint
    focus = row[query.focus[1:]]
    value = row.get(check.value[1:]) if check.value else None
    path = row.get(check.path[1:]) if check.path else None
    if constraint.name in _USER:
        if row.get("failure") == TRUE:
            raise ScoError(f"The shapes could not be used: a query of {shape.node} reports a failure at {focus}.")
        value = focus if value is None and shape.path is None else value
        path = path if isinstance(path, ox.NamedNode) else None
    return Result(
        focus,
        path or shape.path_node,
        value,
        shape.node,
        constraint.iri,
        constraint.source,
        shape.severity,
        _messages(check, row, focus, value),
        details,
    )


def _messages(check: Check, row: Row, focus: Term, value: Term | None) -> tuple[ox.Literal, ...]:
    constraint = check.constraint
    if constraint.name in (*_USER, "Ask"):
        selected = row.get("message")
        if isinstance(selected, ox.Literal):
            return (selected,)
        values = {**row, "this": focus} | ({} if value is None else {"value": value})
        if constraint.messages:
            return tuple(_filled(message, values) for message in constraint.messages)
        return tuple(_filled(message, values) for message in check.shape.messages) or (default_message(constraint),)
    return check.shape.messages or (default_message(constraint),)


def _filled(message: ox.Literal, values: Row) -> ox.Literal:
    def value(match: re.Match[str]) -> str:
        term = values.get(match[1])
        return match[0] if term is None else str(getattr(term, "value", term))

    text = _TEMPLATE.sub(value, message.value)
    return ox.Literal(text, language=message.language) if message.language else ox.Literal(text)
