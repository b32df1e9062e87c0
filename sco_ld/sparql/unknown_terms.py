"""The terms of a query that a store does not have, or has in another form."""

import difflib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import pyoxigraph as ox

from sco_ld.rdf.namespaces import XSD, Prefixes
from sco_ld.sparql import patterns
from sco_ld.sparql.engine import ask
from sco_ld.sparql.patterns import Part, Query
from sco_ld.sparql.rows import Rows

_SCHEMES = {"http": "https", "https": "http"}
_MANY = 5
_EVERY_IRI = "SELECT DISTINCT ?x { { ?x ?p ?o } UNION { ?s ?x ?o } UNION { ?s ?p ?x } FILTER isIRI(?x) }"


def names(store: ox.Store, query: Query, prefixes: Prefixes) -> Iterator[str]:
    """Say which IRIs of a query are nowhere in a store, with the one that may be meant; the first five."""
    missing = [iri for iri in dict.fromkeys(_iris(store, query, prefixes)) if not _is_known(store, iri)]
    known = sorted(node.value for node in _column(store, _EVERY_IRI, prefixes)) if missing else []
    for iri in missing[:_MANY]:
        scheme, colon, rest = iri.partition(":")
        other = f"{_SCHEMES.get(scheme, scheme)}{colon}{rest}"
        near = _near(iri, known)
        if _is_known(store, other):
            yield f"The publication has no <{iri}>; it has <{other}>, with {other.partition(':')[0]}."
        else:
            yield f"The publication has no {prefixes.shorten(iri)}.{f' Did you mean {prefixes.shorten(near)}?' if near else ''}"


def literals(store: ox.Store, query: Query, prefixes: Prefixes) -> Iterator[str]:
    """Say which strings of a query are in a store only with another language tag or datatype; the first five."""
    compared = dict.fromkeys(one for part in query.parts for one in _compared(part))
    for word, path in islice(compared, _MANY):
        same = f"SELECT DISTINCT ?x {{ ?s {path} ?x FILTER (isLiteral(?x) && str(?x) = str({word})) }} ORDER BY lang(?x)"
        forms = _column(store, f"{query.prologue} {same}", prefixes)
        (literal,) = _terms(store, query, [word], prefixes)
        if forms and literal not in forms:
            yield f"The data have {' and '.join((_written(one, prefixes) for one in forms))}, not {_written(literal, prefixes)}."


def _iris(store: ox.Store, query: Query, prefixes: Prefixes) -> list[str]:
    """Return the IRIs of a query but for datatypes and functions."""
    words = [one.text for one in query.tokens]
    named = [
        one.text
        for one, before, after in zip(query.tokens, ["", *words], [*words[1:], ""], strict=False)
        if one.kind in ("name", "iri") and before != "^" and after != "(" and not one.text.startswith("_:")
    ]
    return [term.value for term in _terms(store, query, named, prefixes) if not term.value.startswith(XSD)]


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
    if part.is_triple and part.words[2][:1] in ("'", '"'):
        yield part.words[2], part.words[1] if part.words[1][0] not in "?$" else "?p"
    if part.keyword in ("", "OPTIONAL"):
        return
    read = patterns.tokens(part.text)
    for at, token in enumerate(read):
        if token.kind == "string":
            word, end = patterns.term(read, at)
            before, after = read[max(0, at - 2) : at], read[end : end + 2]
            equal = _is_variable_and_equals(before) or _is_variable_and_equals(after[::-1])
            if equal or part.keyword == "VALUES":
                yield word, "?p"


def _is_variable_and_equals(pair: Sequence[patterns.Token]) -> bool:
    return [one.text for one in pair[1:]] == ["="] and pair[0].kind == "variable"


def _written(literal: ox.Literal, prefixes: Prefixes) -> str:
    tag = f"@{literal.language}" if literal.language else f"^^{prefixes.shorten(literal.datatype.value)}"
    return f"{ox.Literal(literal.value)}{'' if tag == '^^xsd:string' else tag}"


def _terms(store: ox.Store, query: Query, words: Sequence[str], prefixes: Prefixes) -> list[Any]:
    """Return the terms that words mean under the query's prologue."""
    return _column(store, f"{query.prologue} SELECT ?x {{ VALUES ?x {{ {' '.join(words)} }} }}", prefixes)


def _column(store: ox.Store, text: str, prefixes: Prefixes) -> list[Any]:
    answer = ask(store, text, {}, prefixes)
    return [row[0] for row in answer.solutions] if isinstance(answer, Rows) else []
