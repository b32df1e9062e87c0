"""Limits of JSON-LD: how deep it nests, and how long its contexts define one term by another."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sco_ld.errors import ScoError
from sco_ld.rdf.limits import MAX_DEPTH, bracket_depth, too_deep
from sco_ld.rdf.sources import text_of

_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
CONTEXT_KEY = re.compile(
    '"' + "".join(rf"(?:{char}|\\u{ord(char):04x})" for char in "@context") + r'"\s*:\s*', re.IGNORECASE
)
_DECODER = json.JSONDecoder(strict=False, parse_int=str, parse_float=str)


def json_object(path: Path) -> dict[str, Any]:
    """Return the JSON object in a file. Raise ScoError if there is none, and as `check_jsonld` does."""
    text = text_of(path)
    check_jsonld(text.encode(), str(path))
    try:
        content = json.loads(text)
    except ValueError as error:
        raise ScoError(f"{path}: is not JSON: {error}.") from error
    if not isinstance(content, dict):
        raise ScoError(f"{path}: is not a JSON object.")
    return content


def check_jsonld(text: bytes, name: str) -> None:
    """Raise ScoError if JSON-LD nests deeper than 100 levels, or if a context defines terms by terms as deep."""
    if bracket_depth(_STRING.sub(b"", text)) > MAX_DEPTH:
        raise too_deep(name, "JSON")
    for context in _contexts(text.decode(errors="replace"), name):
        if any(chain_length(one) > MAX_DEPTH for one in _objects(context)):
            raise too_deep(name, "terms of a context defined by terms")


def chain_length(context: dict[str, Any]) -> int:
    """Return the length of the longest chain of terms of which each is defined by the next.

    Terms that are defined in a circle, which JSON-LD does not allow, count as one chain.

    >>> chain_length({"e": "http://e/", "part": "e:part", "name": {"@id": "part"}})
    3
    """
    needs = {term: {one for one in _mentioned(term, definition) if one in context} for term, definition in context.items()}
    length: dict[str, int] = {}
    ready = [term for term, others in needs.items() if not others]
    users: dict[str, list[str]] = {}
    for term, others in needs.items():
        for one in others:
            users.setdefault(one, []).append(term)
    left = {term: len(others) for term, others in needs.items()}
    while ready:
        term = ready.pop()
        length[term] = 1 + max((length[one] for one in needs[term]), default=0)
        for user in users.get(term, ()):
            left[user] -= 1
            if not left[user]:
                ready.append(user)
    return max(length.values(), default=0) + len(context) - len(length)


def _contexts(text: str, name: str) -> Iterator[Any]:
    """Return the values of the keys that say `@context`; those within one of them are part of it."""
    here = 0
    while match := CONTEXT_KEY.search(text, here):
        try:
            context, here = _DECODER.raw_decode(text, match.end())
        except ValueError as error:
            raise ScoError(f"{name}: not JSON: {error}.") from error
        yield context


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """Return the objects in a value, itself among them."""
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _objects(part)


def _mentioned(term: str, definition: Any) -> set[str]:
    """Return the terms that may have to be defined before this one: its own prefix, and those that its definition names."""
    values = definition.values() if isinstance(definition, dict) else [definition]
    texts = [value for value in values if isinstance(value, str)]
    return ({*texts} | {text.partition(":")[0] for text in (term, *texts)}) - {term}
