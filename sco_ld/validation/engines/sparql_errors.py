"""Errors of SPARQL expressions, where rdflib raises other exceptions or compares what cannot be compared.

An error in an expression is no error of the query. https://www.w3.org/TR/sparql11-query/#operandDataTypes
"""

from collections.abc import Callable
from typing import Any

import rdflib
from rdflib import XSD
from rdflib.plugins.sparql.algebra import traverse
from rdflib.plugins.sparql.evalutils import _eval
from rdflib.plugins.sparql.operators import numeric
from rdflib.plugins.sparql.parserutils import Expr
from rdflib.plugins.sparql.sparql import NotBoundError, Query, SPARQLError
from rdflib.term import _NUMERIC_LITERAL_TYPES as NUMERIC

from sco_ld.validation.engines.xsd_values import NoValue

_ORDERED = {None, XSD.string, XSD.boolean, XSD.date, XSD.dateTime, XSD.time, XSD.dayTimeDuration, XSD.yearMonthDuration}
_ORDERINGS = ("<", ">", "<=", ">=")


def with_sparql_errors(query: Query) -> Query:
    """Return the query, its expressions changed in place."""
    traverse(query.algebra, visitPre=_change)
    return query


def _change(node: Any) -> None:
    if isinstance(node, Expr) and node._evalfn is not None:
        node._evalfn = _raising_sparql_errors(node, node._evalfn)  # type: ignore[assignment]
    name = getattr(node, "name", "")
    if name in ("Aggregate_Sum", "Aggregate_Avg"):
        node["vars"] = _mapped(node["vars"], _number)
    elif name in ("Aggregate_Min", "Aggregate_Max"):
        node["vars"] = _mapped(node["vars"], _bound_if_valued)
    elif name == "OrderCondition":
        node["expr"] = _mapped(node["expr"], _sortable)


def _raising_sparql_errors(node: Expr, function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def call(context: Any) -> Any:
        try:
            if node.name == "RelationalExpression" and node.op in _ORDERINGS:
                _refuse_incomparable(node.expr, node.other)
            return function(context)
        except SPARQLError:
            raise
        except Exception as error:
            raise SPARQLError(str(error)) from error

    return call


def _refuse_incomparable(left: Any, right: Any) -> None:
    """Raise SPARQLError if two literals have no order. https://www.w3.org/TR/sparql11-query/#OperatorMapping"""
    literals = isinstance(left, rdflib.Literal) and isinstance(right, rdflib.Literal)
    if literals and (_kind(left) is None or _kind(left) != _kind(right)):
        raise SPARQLError(f"{left!r} and {right!r} cannot be compared")


def _kind(literal: rdflib.Literal) -> object:
    if literal.language or isinstance(literal.value, NoValue) or literal.ill_typed:
        return None
    if literal.datatype in NUMERIC:
        return "number"
    return str(literal.datatype or XSD.string) if literal.datatype in _ORDERED else None


def _mapped(expression: Any, function: Callable[[Any], Any]) -> Expr:
    """Return an expression with the value that the function returns for the value of another."""
    return Expr("Mapped", lambda _, context: function(_eval(expression, context)))


def _number(value: Any) -> Any:
    """Return a number, or NaN for what is none: a sum with an error is greater and less than nothing."""
    try:
        return rdflib.Literal(float("nan")) if isinstance(numeric(value), NoValue) else value
    except SPARQLError:
        return rdflib.Literal(float("nan"))


def _bound_if_valued(value: Any) -> Any:
    if isinstance(value, rdflib.Literal) and isinstance(value.value, NoValue):
        raise NotBoundError("no value")
    return value


def _sortable(value: Any) -> Any:
    is_valued = not (isinstance(value, rdflib.Literal) and isinstance(value.value, NoValue))
    return value if is_valued else rdflib.Literal(str(value))
