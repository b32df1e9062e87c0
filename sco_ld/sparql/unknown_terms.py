"""The terms of a query that a store does not have, or has in another form."""

import difflib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import pyoxigraph as ox

from sco_ld.rdf.namespaces import XSD, Prefixes
from sco_ld.sparql import patterns
from sco_ld.sparql.patterns import Part, Patterns
from sco_ld.sparql.query import Query, join
from sco_ld.sparql.tokenizer import Token

_SCHEMES = {"http": "https", "https": "http"}
_MANY = 5
_EVERY_IRI = "SELECT DISTINCT ?x { { ?x ?p ?o } UNION { ?s ?x ?o } UNION { ?s ?p ?x } FILTER isIRI(?x) }"


def sentences(store: ox.Store, query: Query) -> Iterator[str]:
    """Return sentences on the IRIs of a query that are nowhere in a store, with a suggestion; the first five."""
    shorten = query.prefixes.shorten
    missing = [iri for iri in dict.fromkeys(_iris(query)) if not _is_known(store, iri)]
    known = sorted(node.value for node in _column(store, _EVERY_IRI)) if missing else []
    for iri in missing[:_MANY]:
        scheme, colon, rest = iri.partition(":")
        other = f"{_SCHEMES.get(scheme, scheme)}{colon}{rest}"
        near = _near(iri, known)
        if _is_known(store, other):
            yield f"The publication has no <{iri}>; it has <{other}>, with {other.partition(':')[0]}."
        else:
            yield f"The publication has no {shorten(iri)}.{f' Did you mean {shorten(near)}?' if near else ''}"


def literals(store: ox.Store, query: Query, found: Patterns) -> Iterator[str]:
    """Return sentences on strings that a store has only with another language tag or datatype; the first five."""
    compared = dict.fromkeys(one for part in found.parts for one in _compared(part))
    for word, path in islice(compared, _MANY):
        same = f"SELECT DISTINCT ?x {{ ?s {path} ?x FILTER (isLiteral(?x) && str(?x) = str({word})) }} ORDER BY lang(?x)"
        forms = _column(store, same)
        (literal,) = _column(store, f"SELECT ({word} AS ?x) {{}}")
        if forms and literal not in forms:
            known = " and ".join(_written(one, query.prefixes) for one in forms)
            yield f"The data have {known}, not {_written(literal, query.prefixes)}."


def _iris(query: Query) -> list[str]:
    """Return the IRIs of a query but for datatypes and functions."""
    texts = [one.text for one in query.tokens]
    return [
        one.text[1:-1]
        for one, before, after in zip(query.tokens, ["", *texts], [*texts[1:], ""], strict=False)
        if one.kind == "iri"
        and before.upper() not in ("^^", "FROM", "NAMED")
        and not (after == "(" and (one.expression or before.upper() == "FILTER"))
        and not one.text[1:].startswith(XSD)
    ]


def _is_known(store: ox.Store, iri: str) -> bool:
    node = ox.NamedNode(iri)
    places = ((node, None, None), (None, node, None), (None, None, node))
    return store.contains_named_graph(node) or any(next(store.quads_for_pattern(*one), None) for one in places)


def _near(iri: str, known: Sequence[str]) -> str | None:
    """Return the IRI with the same local name, else with a near one in the same namespace, else with a very near one."""
    namespace, local = _split(iri)
    same = next((one for one in known if _split(one)[1] == local), None)
    kin = [one for one in known if _split(one)[0] == namespace]
    return same or _nearest(local, kin, 0.7) or _nearest(local, known, 0.85)


def _nearest(local: str, known: Iterable[str], cutoff: float) -> str | None:
    by_name = {_split(one)[1]: one for one in known}
    found = difflib.get_close_matches(local, by_name, n=1, cutoff=cutoff)
    return by_name[found[0]] if found else None


def _split(iri: str) -> tuple[str, str]:
    end = max(iri.rfind("#"), iri.rfind("/")) + 1
    return iri[:end], iri[end:]


def _compared(part: Part) -> Iterator[tuple[str, str]]:
    """Return the string literals that the data must have as they stand, each with the path that leads to it."""
    if part.is_triple and part.terms[2][0].kind == "string":
        yield join(part.terms[2]), join(part.terms[1]) if part.terms[1][0].kind != "variable" else "?p"
    if part.keyword in ("", "OPTIONAL"):
        return
    tokens = part.tokens
    for at, token in enumerate(tokens):
        if token.kind == "string":
            end = patterns.term(tokens, at)
            before, after = tokens[max(0, at - 2) : at], tokens[end : end + 2]
            equal = _is_variable_and_equals(before) or _is_variable_and_equals(after[::-1])
            if equal or part.keyword == "VALUES":
                yield join(tokens[at:end]), "?p"


def _is_variable_and_equals(pair: Sequence[Token]) -> bool:
    return [one.text for one in pair[1:]] == ["="] and pair[0].kind == "variable"


def _written(literal: ox.Literal, prefixes: Prefixes) -> str:
    tag = f"@{literal.language}" if literal.language else f"^^{prefixes.shorten(literal.datatype.value)}"
    return f"{ox.Literal(literal.value)}{'' if tag == '^^xsd:string' else tag}"


def _column(store: ox.Store, text: str) -> list[Any]:
    answer = store.query(text)
    return [row[0] for row in answer] if isinstance(answer, ox.QuerySolutions) else []
