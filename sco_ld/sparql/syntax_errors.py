"""Where and why an engine does not take a query, in terms of the text that its author wrote."""

import re
from bisect import bisect

import pyoxigraph as ox

from sco_ld.rdf.brackets import hint
from sco_ld.sparql.query import Query, join
from sco_ld.sparql.tokenizer import Token, position

_GAP = " " * 20  # longer than any keyword: Oxigraph reports how far it looked for one, not where
_AT = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_REASON = re.compile(r"[A-Z][A-Za-z]* [A-Za-z]+ .*")


def sentence(query: Query, error: SyntaxError) -> str:
    """Return what is wrong with a query, with line and column of its source."""
    spaced = join(query.tokens, _GAP) + _GAP
    match = _AT.match(_message(spaced) or str(error))
    if not match:
        return f"query: not SPARQL: {error}"
    offset = _offset(spaced, int(match[1]), int(match[2]))
    reasons = [one for one in re.split(r",\s+|one of ", str(error)) if _REASON.fullmatch(one)]
    reason = f"{reasons[0][0].lower()}{reasons[0][1:]}" if reasons else ""
    if offset >= len(spaced):
        end = position(query.source, len(query.source.rstrip()))
        return f"{end}: not SPARQL: {reason or 'the query ends too early'}.{hint(query.source)}"
    token = query.tokens[bisect(_starts(query, spaced), offset) - 1]
    return f"{position(query.source, token.at)}: not SPARQL: {reason or _unexpected(token, query.source)}."


def _message(text: str) -> str:
    """Return what the engine says to the same tokens with gaps that no look-ahead crosses."""
    try:
        ox.Store().query(text)
    except SyntaxError as error:
        return str(error)
    return ""


def _offset(text: str, line: int, column: int) -> int:
    lines = text.split("\n")
    return sum(len(one) + 1 for one in lines[: line - 1]) + column - 1


def _starts(query: Query, text: str) -> list[int]:
    """Return where each token begins in the text of the tokens with gaps."""
    starts, at = [], 0
    for token in query.tokens:
        starts.append(at)
        at += len(token.text)
        at += len(_GAP) if text.startswith(_GAP, at) else 0
    return starts


def _unexpected(token: Token, source: str) -> str:
    bound = re.compile(r"[?$]\w+").match(source, token.at)
    if bound and token.kind != "variable":
        return f"{bound[0]} cannot have the value {token.text} here"
    return f"{token.text} is not expected here"
