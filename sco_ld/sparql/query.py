"""A query as a value: read once, checked, and rebuilt from its tokens, so that an engine gets what was checked."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import zip_longest

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import STANDARD, Prefixes
from sco_ld.sparql import complexity, keywords
from sco_ld.sparql.tokenizer import Token, position, tokenize


@dataclass(frozen=True)
class Query:
    """A SELECT, ASK, CONSTRUCT or DESCRIBE.

    Its tokens have all IRIs in full; `source` is the text that they were read from, `prefixes` are those known to it, `base`
    is what IRI() resolves against.
    """

    form: str
    tokens: tuple[Token, ...]
    source: str
    prefixes: Prefixes = STANDARD
    base: str | None = None

    @cached_property
    def text(self) -> str:
        """The text that engines get: no prefixes, no comments, one space between two tokens."""
        return f"BASE <{self.base}> {join(self.tokens)}" if self.base else join(self.tokens)

    @property
    def names_dataset(self) -> bool:
        """True if the query has FROM or FROM NAMED."""
        return any(token.word == "FROM" for token in self.tokens)

    @property
    def variables(self) -> frozenset[str]:
        """The names of all variables."""
        return frozenset(token.text[1:] for token in self.tokens if token.kind == "variable")

    def with_tokens(self, tokens: Iterable[Token]) -> "Query":
        """Return the query with other tokens."""
        return replace(self, tokens=tuple(tokens))


def parse(text: str, prefixes: Prefixes) -> Query:
    """Return the query that is written in a text. The prefixes need not be declared in it.

    Raise ScoError, with line and column where there is one, for updates, SERVICE, undeclared prefixes, relative IRIs without
    a BASE, unknown words and characters, more than 64 kB, and what is nested, chained or joined beyond the engine's limits.

    >>> parse("ASK { ?who org:role ?role }", Prefixes({"org": "http://www.w3.org/ns/org#"})).text
    'ASK { ?who <http://www.w3.org/ns/org#role> ?role }'
    """
    tokens = tokenize(text)
    _refuse(tokens, text)
    start, namespaces, base = _prologue(tokens, text)
    form = tokens[start].word if start < len(tokens) else ""
    if form not in keywords.FORMS:
        at = tokens[start].at if start < len(tokens) else len(text)
        raise ScoError(f"{position(text, at)}: not SPARQL: SELECT, ASK, CONSTRUCT or DESCRIBE is expected here.")
    known = Prefixes({**prefixes, **namespaces})
    full = [_full(token, known, base, text) for token in tokens[start:]]
    return Query(form, tuple(full), text, known, base)


def checked_text(text: str) -> str:
    """Return the text of a query in a shape, rebuilt from its tokens; its prefixes are declared elsewhere.

    Raise ScoError for updates, SERVICE, FROM, codepoint escapes (rdflib resolves them anywhere), and beyond the limits.
    """
    if re.search(r"\\[uU]", text):
        raise ScoError("The query has a codepoint escape (\\u), which is refused in shapes. Write the character itself.")
    tokens = tokenize(text)
    _refuse(tokens, text, fetching=False)
    return join(tokens)


def join(tokens: Sequence[Token], gap: str = " ") -> str:
    """Return the text of tokens with a gap between two.

    There is none between a function and its bracket, within a literal, and before the `*` of a path, as engines want it.
    """
    parts = []
    for token, following in zip_longest(tokens, tokens[1:], fillvalue=Token("", "")):
        called = following.text == "(" and token.word in keywords.FUNCTIONS
        is_path = token.kind in ("iri", "name") or token.text in (")", "a")
        modifies = is_path and following.text in ("*", "+", "?") and not following.spaced
        tagged = token.kind == "string" and (following.kind == "language" or following.text == "^^")
        typed = token.text == "^^" and following.kind in ("iri", "name")
        glued = called or modifies or tagged or typed
        parts.append(token.text if glued else token.text + gap)
    return "".join(parts).removesuffix(gap)


def _refuse(tokens: Sequence[Token], text: str, *, fetching: bool = True) -> None:
    for token in tokens:
        if token.word in keywords.UPDATES:
            raise ScoError(f"The text is a SPARQL update ({token.word}); only queries are answered, nothing is changed.")
        if token.word == "SERVICE" or (token.word == "FROM" and not fetching):
            raise ScoError(f"The query asks for what is elsewhere ({token.word}), which is refused: nothing is fetched.")
    complexity.check(tokens, text)


def _prologue(tokens: Sequence[Token], text: str) -> tuple[int, dict[str, str], str | None]:
    """Return the index of the token after the prologue, the namespaces by prefix, and the base IRI."""
    at, namespaces, base = 0, dict[str, str](), None
    while at < len(tokens) and tokens[at].word in ("BASE", "PREFIX"):
        kinds = ["word", "iri"] if tokens[at].word == "BASE" else ["word", "name", "iri"]
        parts = tokens[at : at + len(kinds)]
        if [part.kind for part in parts] != kinds or (len(parts) > 2 and parts[1].text.index(":") + 1 < len(parts[1].text)):  # noqa: PLR2004
            form = "BASE <iri>" if len(kinds) == 2 else "PREFIX name: <iri>"  # noqa: PLR2004
            raise ScoError(f"{position(text, tokens[at].at)}: not SPARQL: {form} is expected here.")
        iri = _absolute(parts[-1], base, text)
        if len(parts) > 2:  # noqa: PLR2004
            namespaces[parts[1].text[:-1]] = iri
        else:
            base = iri
        at += len(kinds)
    return at, namespaces, base


def _full(token: Token, prefixes: Prefixes, base: str | None, text: str) -> Token:
    """Return a token with its IRI in full, if it is one."""
    if token.kind == "iri":
        return token._replace(text=f"<{_absolute(token, base, text)}>")
    if token.kind != "name":
        return token
    prefix, _, local = token.text.partition(":")
    if prefix not in prefixes:
        raise ScoError(f'{position(text, token.at)}: prefix "{prefix}" is not declared.')
    iri = prefixes[prefix] + local.replace("\\", "")
    try:
        return token._replace(kind="iri", text=f"<{ox.NamedNode(iri).value}>")
    except ValueError as error:
        raise ScoError(f"{position(text, token.at)}: {token.text} is <{iri}>, not an IRI: {error}.") from error


def _absolute(token: Token, base: str | None, text: str) -> str:
    """Return the IRI of a token, resolved against the base by the engine's own parser if it is relative."""
    iri = token.text[1:-1]
    try:
        return ox.NamedNode(iri).value
    except ValueError as error:
        if base is None:
            raise ScoError(f"{position(text, token.at)}: {token.text} is not an absolute IRI: {error}.") from error
    try:
        (triple,) = ox.parse(f"<x:> <x:> {token.text} .", ox.RdfFormat.TURTLE, base_iri=base)
    except SyntaxError as error:
        raise ScoError(f"{position(text, token.at)}: {token.text} is not an IRI.") from error
    return str(triple.object.value)
