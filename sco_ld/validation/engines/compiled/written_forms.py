"""The properties of which a query reads how literals are written, as STR does."""

import re
from collections.abc import Sequence

_IRI = re.compile(r"<([^<>]*)>")
_READERS = {"STR", "SAMETERM"}
_TERMS = ("variable", "iri", "name", "blank", "string", "number", "language", "constant")
Token = tuple[str, str]


def properties_read(tokens: Sequence[Token]) -> tuple[str, ...] | None:
    """Return the properties of which a query may read written forms: none if it reads no form, None for any property."""
    words = [token for token in tokens if token[1].strip()]
    if not any(kind == "word" and word.upper() in _READERS for kind, word in words):
        return ()
    if any(_is_predicate(*three) for three in zip(words, words[1:], words[2:], strict=False)):
        return None
    return tuple(dict.fromkeys(iri for kind, word in words if kind != "string" for iri in _IRI.findall(word)))


def _is_predicate(before: Token, token: Token, after: Token) -> bool:
    """Return whether a variable may be a predicate: it stands between terms."""
    starts = before[0] in _TERMS or before[1] in ("]", ";")
    return token[0] == "variable" and starts and (after[0] in _TERMS or after[1] in ("[", "("))
