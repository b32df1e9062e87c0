"""Constraints on single values: a table of SPARQL expressions that never raise an error."""

from collections.abc import Callable
from typing import Any

import pyoxigraph as ox

from sco_ld.rdf.namespaces import SH
from sco_ld.validation.engines.compiled import booleans, hierarchy, paths
from sco_ld.validation.engines.compiled.literals import REWRITTEN
from sco_ld.validation.engines.compiled.regular_expressions import is_known
from sco_ld.validation.engines.compiled.scope import Scope

Test = Callable[[Any, str, str, Scope], str]
_KINDS = {
    "IRI": ("isIRI",),
    "BlankNode": ("isBlank",),
    "Literal": ("isLiteral",),
    "BlankNodeOrIRI": ("isBlank", "isIRI"),
    "BlankNodeOrLiteral": ("isBlank", "isLiteral"),
    "IRIOrLiteral": ("isIRI", "isLiteral"),
}


def _class(cls: Any, _: str, value: str, scope: Scope) -> str:
    below, kind = scope.hierarchy.below(cls), scope.variable("class")
    if below is None:
        pattern = f"{paths.pattern(hierarchy.INSTANCE, value, kind)} FILTER (SAMETERM({kind}, {scope.constant(cls)}))"
    elif len(below) == 1:
        pattern = f"{value} {hierarchy.TYPE} {below[0]} ."
    else:
        pattern = f"{value} {hierarchy.TYPE} {kind} . FILTER ({kind} IN ({', '.join(map(str, below))}))"
    return booleans.negated(f"EXISTS {{ {pattern} }}")


def _datatype(datatype: Any, _: str, value: str, scope: Scope) -> str:
    if scope.surrogates and not scope.natural:
        return booleans.fails(f"DATATYPE({value}) IN ({datatype}, <{REWRITTEN}{datatype.value}>)")
    return booleans.fails(f"DATATYPE({value}) = {datatype}")


def _node_kind(kind: Any, _: str, value: str, scope: Scope) -> str:  # noqa: ARG001
    tests = _KINDS.get(kind.value.removeprefix(SH), ())
    return booleans.negated(booleans.either(f"{test}({value})" for test in tests))


def _order(sign: str) -> Test:
    def test(bound: Any, _: str, value: str, scope: Scope) -> str:
        return booleans.fails(scope.compared(value, sign, bound))

    return test


def _length(sign: str) -> Test:
    def test(length: Any, _: str, value: str, scope: Scope) -> str:  # noqa: ARG001
        return booleans.fails(f"STRLEN(STR({value})) {sign} {length}")

    return test


def _pattern(pattern: Any, _: str, value: str, scope: Scope) -> str:
    if is_known(pattern):
        flags = f", {ox.Literal(pattern.flags)}" if pattern.flags else ""
        return booleans.fails(f"REGEX(STR({value}), {ox.Literal(pattern.text)}{flags})")
    return booleans.fails(f"<{scope.functions.match(pattern)}>(STR({value}))")


def _language_in(ranges: Any, _: str, value: str, scope: Scope) -> str:  # noqa: ARG001
    tests = (f"LANGMATCHES(LANG({value}), {ox.Literal(one.value)})" for one in ranges)
    return booleans.fails(booleans.either(tests))


def _in(terms: Any, _: str, value: str, scope: Scope) -> str:
    names = [scope.constant(one) for one in terms]
    if names and all(isinstance(one, ox.NamedNode) for one in terms):
        return f"{value} NOT IN ({', '.join(names)})"
    return booleans.negated(booleans.either(f"SAMETERM({value}, {name})" for name in names))


def _disjoint(predicate: Any, focus: str, value: str, scope: Scope) -> str:  # noqa: ARG001
    return f"EXISTS {{ {focus} {predicate} {value} . }}"


TESTS: dict[str, Test] = {
    "Class": _class,
    "Datatype": _datatype,
    "NodeKind": _node_kind,
    "MinExclusive": _order(">"),
    "MinInclusive": _order(">="),
    "MaxExclusive": _order("<"),
    "MaxInclusive": _order("<="),
    "MinLength": _length(">="),
    "MaxLength": _length("<="),
    "Pattern": _pattern,
    "LanguageIn": _language_in,
    "In": _in,
    "Disjoint": _disjoint,
}
