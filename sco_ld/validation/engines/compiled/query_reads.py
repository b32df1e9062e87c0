"""The properties that a query may read, and those of which it reads how literals are written, as STR does."""

import re
from collections.abc import Sequence

from sco_ld.rdf.namespaces import RDF

_IRI = re.compile(r"<([^<>]*)>")
_READERS = {"STR", "SAMETERM"}
_TERMS = ("variable", "iri", "name", "blank", "string", "number", "language", "constant")
Token = tuple[str, str]


def properties_read(tokens: Sequence[Token]) -> tuple[str, ...] | None:
    """Return the properties of the triples that a query may read; None for any property."""
    words = [token for token in tokens if token[1].strip()]
    if any(_is_predicate(*three) for three in zip(words, words[1:], words[2:], strict=False)) or _is_negated(words):
        return None
    found = [iri for kind, word in words if kind != "string" for iri in _IRI.findall(word)]
    return tuple(dict.fromkeys([*found, *(f"{RDF}type" for token in words if token == ("word", "a"))]))


def reads_forms(tokens: Sequence[Token]) -> bool:
    """Return whether a query may read how literals are written."""
    return any(kind == "word" and word.upper() in _READERS for kind, word in tokens)


def _is_predicate(before: Token, token: Token, after: Token) -> bool:
    """Return whether a variable may be a predicate: it stands between terms."""
    starts = before[0] in _TERMS or before[1] in ("]", ";", ")")
    return token[0] == "variable" and starts and (after[0] in _TERMS or after[1] in ("[", "("))


def _is_negated(words: Sequence[Token]) -> bool:
    """Return whether a path may be a negated property set: a ! before an IRI or a bracket, but for `!(` of expressions."""
    pairs = zip(words, words[1:], words[2:], strict=False)
    return any(
        one == "!" and (two in ("a", "^") or kind == "iri" or (two == "(" and (third in ("^", "a") or other == "iri")))
        for (_, one), (kind, two), (other, third) in pairs
    )
