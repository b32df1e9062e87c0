"""Numbers that are too large for Oxigraph, which computes with 64 and 128 bits, compared in Python."""

import operator
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from math import isinf, isnan
from typing import Any

import pyoxigraph as ox

from sco_ld.rdf import xsd_literals
from sco_ld.rdf.namespaces import XSD

COMPARES = "urn:sco-ld:function:compares"
_SIGNS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
_FLOATS = {f"{XSD}double", f"{XSD}float"}
_EXACT = {f"{XSD}decimal"} | {
    f"{XSD}{name}"
    for name in (
        *("integer", "long", "int", "short", "byte", "nonNegativeInteger", "positiveInteger"),
        *("nonPositiveInteger", "negativeInteger", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
    )
}
_DIGITS = 17


def is_large(literal: ox.Literal) -> bool:
    """Return whether a literal is a number with so many digits that Oxigraph may not compare it."""
    return literal.datatype.value in _EXACT and sum(map(str.isdigit, literal.value)) > _DIGITS


def compares(sign: ox.Literal, first: Any, second: Any) -> ox.Literal | None:
    """Return whether two numbers stand in the order of the sign; None if one is not a number."""
    numbers = (_number(first), _number(second))
    if numbers[0] is None or numbers[1] is None:
        return None
    return ox.Literal(bool(_SIGNS[sign.value](numbers[0], numbers[1])))


def _number(term: Any) -> Any:
    if not isinstance(term, ox.Literal) or not xsd_literals.is_well_formed(term.value, term.datatype.value):
        return None
    try:
        if term.datatype.value in _EXACT:
            return Fraction(Decimal(term.value))
        if term.datatype.value in _FLOATS:
            number = float(term.value.replace("INF", "inf"))
            return number if isnan(number) or isinf(number) else Fraction(number)
    except (InvalidOperation, ValueError, OverflowError):
        pass
    return None
