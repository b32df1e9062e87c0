"""Literals that a store would rewrite, cannot compare, or that are ill-typed, stored under another datatype.

Oxigraph keeps numbers, booleans and dates as values: `"01"^^xsd:integer` comes back as `1`. SHACL asks for the term as it is
written, so such a literal is stored with a surrogate datatype, which says the datatype that it stands for.
"""

from collections.abc import Iterable
from functools import lru_cache

import pyoxigraph as ox

from sco_ld.rdf import xsd_literals
from sco_ld.rdf.namespaces import XSD
from sco_ld.validation.engines.compiled import numbers

REWRITTEN = "urn:sco-ld:rewritten:"
ILL_TYPED = "urn:sco-ld:ill-typed:"
PREFIXES = "urn:sco-ld:(?:rewritten|ill-typed):"
_PREDICATE = ox.NamedNode("urn:sco-ld:literal")
_UNTOUCHED = {f"{XSD}string", f"{XSD}anyURI"}


def surrogates(literals: Iterable[ox.Literal]) -> dict[ox.Literal, ox.Literal]:
    """Return the literals that cannot be stored as they are, with their surrogates."""
    typed = {one for one in literals if is_typed(one)}
    found = {one: _with(one, ILL_TYPED) for one in typed if not xsd_literals.is_well_formed(one.value, one.datatype.value)}
    store = ox.Store()
    store.extend(ox.Quad(_PREDICATE, _PREDICATE, one) for one in typed - found.keys())
    kept = {quad.object for quad in store if not numbers.is_large(quad.object)}
    return found | {one: _with(one, REWRITTEN) for one in typed - found.keys() - kept}


def is_typed(literal: ox.Literal) -> bool:
    """Return whether a literal has a datatype of XSD that has values other than texts."""
    datatype = literal.datatype.value
    return datatype.startswith(XSD) and datatype not in _UNTOUCHED


@lru_cache(maxsize=10_000)
def stored(literal: ox.Literal) -> ox.Literal:
    """Return the literal, or its surrogate."""
    return surrogates([literal]).get(literal, literal)


def original(term: object) -> object:
    """Return the literal that a surrogate stands for; other terms as they are."""
    if isinstance(term, ox.Literal):
        for prefix in (REWRITTEN, ILL_TYPED):
            if term.datatype.value.startswith(prefix):
                return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype.value.removeprefix(prefix)))
    return term


def unwrapped(value: str) -> str:
    """Return a SPARQL expression for a term, or the value of a rewritten literal. It errs only for unbound terms."""
    datatype = f"STR(DATATYPE({value}))"
    literal = f'STRDT(STR({value}), IRI(STRAFTER({datatype}, "{REWRITTEN}")))'
    return f'IF(COALESCE(STRSTARTS({datatype}, "{REWRITTEN}"), false), {literal}, {value})'


def _with(literal: ox.Literal, prefix: str) -> ox.Literal:
    return ox.Literal(literal.value, datatype=ox.NamedNode(prefix + literal.datatype.value))
