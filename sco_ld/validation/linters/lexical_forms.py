"""The check that each literal is in the lexical form of its XSD datatype, which no engine does well.

A literal that is not is reported once. SHACL asks for a second result wherever such a literal is compared, since it cannot
be; those results are left out, because the literal has to be corrected first.
"""

from collections.abc import Iterable, Sequence, Set

import pyoxigraph as ox

from sco_ld.rdf import xsd_literals
from sco_ld.rdf.namespaces import SH, Prefixes
from sco_ld.validation.quad_index import QuadIndex, Term
from sco_ld.validation.report import Rule
from sco_ld.validation.results import NAMESPACE, Result

LEXICAL_FORM = f"{NAMESPACE}LexicalForm"
DATATYPE = f"{SH}DatatypeConstraintComponent"
_WORDS = "A literal is in the form of its datatype"
_PAIRS = {
    f"{SH}LessThanConstraintComponent": f"{SH}lessThan",
    f"{SH}LessThanOrEqualsConstraintComponent": f"{SH}lessThanOrEquals",
}
_COMPARISONS = set(_PAIRS) | {
    f"{SH}{name}ConstraintComponent" for name in ("MinInclusive", "MinExclusive", "MaxInclusive", "MaxExclusive")
}


def rule(prefixes: Prefixes) -> Rule:
    """Return the check as a rule of a report."""
    return Rule(prefixes.shorten(LEXICAL_FORM), "lexical form", f"{_WORDS}.", "violation")


def results(data: Iterable[ox.Quad], reported: Set[tuple[Term, Term]], prefixes: Prefixes) -> list[Result]:
    """Return a result for each ill-typed literal, but for those whose node and literal are reported already."""
    return [
        Result(
            quad.subject, quad.predicate, quad.object, "Violation", _message(quad.object, prefixes), LEXICAL_FORM, DATATYPE
        )
        for quad in dict.fromkeys(xsd_literals.ill_typed(data))
        if (quad.subject, quad.object) not in reported
    ]


def reported(report: QuadIndex, results: Iterable[Term]) -> set[tuple[Term, Term]]:
    """Return focus node and value of the results of sh:datatype."""
    found = set()
    for result in results:
        focus, value = report.value(result, f"{SH}focusNode"), report.value(result, f"{SH}value")
        if focus and value and _component(report, result) == DATATYPE:
            found.add((focus, value))
    return found


def corrected(results: Sequence[Term], report: QuadIndex, shapes: QuadIndex, data: Sequence[ox.Quad]) -> list[Term]:
    """Return the results without comparisons with ill-typed literals, and without wrong results of sh:datatype."""
    ill = {quad.object for quad in xsd_literals.ill_typed(data)}
    index = QuadIndex(data if ill else ())

    def is_wrong(result: Term) -> bool:
        component, shape = _component(report, result), report.value(result, f"{SH}sourceShape")
        focus, value = report.value(result, f"{SH}focusNode"), report.value(result, f"{SH}value")
        if shape is None or focus is None:
            return False
        if component == DATATYPE:
            return (
                isinstance(value, ox.Literal)
                and value not in ill
                and value.datatype in shapes.values(shape, f"{SH}datatype")
            )
        if component not in _COMPARISONS:
            return False
        others = {
            other for name in shapes.values(shape, _PAIRS.get(component, "")) for other in index.values(focus, name.value)
        }
        return value in ill or (bool(others) and others <= ill)

    return [result for result in results if not is_wrong(result)]


def _component(report: QuadIndex, result: Term) -> str:
    component = report.value(result, f"{SH}sourceConstraintComponent")
    return component.value if component else ""


def _message(literal: object, prefixes: Prefixes) -> str:
    assert isinstance(literal, ox.Literal)  # noqa: S101
    datatype = literal.datatype.value
    return f"{_WORDS}: {prefixes.shorten(datatype)} is written like {xsd_literals.example(datatype)}."
