"""A query's WHERE in its parts: triple patterns one by one, every other clause as it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sco_ld.rdf.namespaces import Prefixes
from sco_ld.sparql.groups import after_group
from sco_ld.sparql.query import Query
from sco_ld.sparql.tokenizer import Token

Tokens = tuple[Token, ...]
_CLAUSES = ("BIND", "FILTER", "GRAPH", "LATERAL", "MINUS", "OPTIONAL", "VALUES")
_MODIFIERS = ("*", "+", "?")
_END = Token("", "")


@dataclass(frozen=True)
class Part:
    """A triple pattern in three terms, or any other clause in one."""

    terms: tuple[Tokens, ...]

    @property
    def tokens(self) -> Tokens:
        """All its tokens."""
        return tuple(token for term in self.terms for token in term)

    @property
    def is_triple(self) -> bool:
        """True if the part is a triple pattern."""
        return len(self.terms) > 1

    @property
    def keyword(self) -> str:
        """The word in capitals, or the bracket, that a clause begins with; empty for a triple pattern."""
        return "" if self.is_triple else self.tokens[0].word or self.tokens[0].text

    @property
    def variables(self) -> frozenset[str]:
        """The names of its variables and blank nodes."""
        return frozenset(one.text.lstrip("?$") for one in self.tokens if one.kind in ("variable", "blank"))


@dataclass(frozen=True)
class Patterns:
    """The parts of the WHERE of a query, and the tokens that stand after it."""

    parts: tuple[Part, ...]
    tail: Tokens


def patterns(query: Query) -> Patterns:
    """Return the parts of a SELECT or ASK that an engine has found to be SPARQL."""
    tokens = query.tokens
    start = 0
    while start < len(tokens) and tokens[start].text != "{":
        start = after_group(tokens, start) if tokens[start].kind == "open" else start + 1
    end = after_group(tokens, start)
    return Patterns(tuple(parts_of(tokens[start + 1 : end - 1])), tokens[end:])


def term(tokens: Sequence[Token], at: int) -> int:
    """Return the index after the subject or object that begins at an index."""
    if tokens[at].kind == "open":
        return after_group(tokens, at)
    following = _at(tokens, at + 1)
    if tokens[at].kind == "string" and (following.kind == "language" or following.text == "^^"):
        return at + (2 if following.kind == "language" else 3)
    return at + 1


def display(tokens: Sequence[Token], prefixes: Prefixes) -> str:
    """Return the text of tokens for a reader: spaced as they were written, IRIs as prefixed names."""
    texts = (prefixes.shorten(one.text[1:-1]) if one.kind == "iri" else one.text for one in tokens)
    return "".join(" " * (one.spaced and n > 0) + text for n, (one, text) in enumerate(zip(tokens, texts, strict=True)))


def parts_of(tokens: Sequence[Token]) -> Iterator[Part]:
    """Return the parts of a group from its tokens."""
    at = 0
    while at < len(tokens):
        if tokens[at].text == ".":
            at += 1
        elif _is_clause(tokens[at]):
            end = _after_clause(tokens, at)
            yield Part((tuple(tokens[at:end]),))
            at = end
        else:
            subject, at = tuple(tokens[at : term(tokens, at)]), term(tokens, at)
            if _ends(tokens, at):
                yield Part((subject,))
            while not _ends(tokens, at):
                path, at = tuple(tokens[at : _after_path(tokens, at)]), _after_path(tokens, at)
                separator = ","
                while separator == "," and at < len(tokens):
                    end = term(tokens, at)
                    yield Part((subject, path, tuple(tokens[at:end])))
                    separator = _at(tokens, end).text
                    at = end + (separator == ",")
                while _at(tokens, at).text == ";":
                    at += 1


def _is_clause(token: Token) -> bool:
    return token.text == "{" or token.word in _CLAUSES


def _ends(tokens: Sequence[Token], at: int) -> bool:
    """Return whether no property stands at an index."""
    return _at(tokens, at).text in (".", "") or _is_clause(tokens[at])


def _after_path(tokens: Sequence[Token], at: int) -> int:
    """Return the index after a property or path. https://www.w3.org/TR/sparql11-query/#pp-language"""
    end, joint = at, True
    while joint:
        while _at(tokens, end).text in ("^", "!"):
            end += 1
        end = after_group(tokens, end) if _at(tokens, end).text == "(" else end + 1
        while _at(tokens, end).text in _MODIFIERS:
            end += 1
        joint = _at(tokens, end).text in ("/", "|")
        end += joint
    return end


def _after_clause(tokens: Sequence[Token], at: int) -> int:
    openers = ("{", "(") if tokens[at].word in ("BIND", "FILTER") else ("{",)
    end = after_group(tokens, next((n for n in range(at, len(tokens)) if tokens[n].text in openers), at))
    while _at(tokens, end).word == "UNION":
        end = after_group(tokens, end + 1)
    return end


def _at(tokens: Sequence[Token], at: int) -> Token:
    return tokens[at] if at < len(tokens) else _END
