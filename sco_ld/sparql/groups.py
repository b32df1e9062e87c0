"""Where the groups of a query end, and which variables they bring into scope."""

from collections.abc import Sequence
from itertools import pairwise

from sco_ld.sparql.tokenizer import Token


def after_group(tokens: Sequence[Token], at: int) -> int:
    """Return the index after the bracket that closes the one at an index; the end if none does."""
    depth = 0
    for number in range(at, len(tokens)):
        depth += (tokens[number].kind == "open") - (tokens[number].kind == "close")
        if depth == 0:
            return number + 1
    return len(tokens)


def after_projection(tokens: Sequence[Token], at: int) -> int:
    """Return the index after the last column of the SELECT at an index."""
    while at < len(tokens) and tokens[at].text != "{" and tokens[at].word not in ("WHERE", "FROM"):
        at = after_group(tokens, at) if tokens[at].kind == "open" else at + 1
    return at


def in_scope(tokens: Sequence[Token]) -> set[str]:
    """Return the names of the variables that the inside of a group brings into scope, those of its expressions left out.

    https://www.w3.org/TR/sparql11-query/#variableScope
    """
    if tokens and tokens[0].word == "SELECT":
        end = after_projection(tokens, 0)
        columns = tokens[1:end]
        if any(one.text == "*" and not one.expression for one in columns):
            return in_scope(tokens[end:])
        computed = {one.text[1:] for before, one in pairwise(columns) if before.word == "AS"}
        return computed | {one.text[1:] for one in columns if one.kind == "variable" and not one.expression}
    names, at = set[str](), 0
    while at < len(tokens):
        token = tokens[at]
        if token.word in ("MINUS", "EXISTS"):
            at = after_group(tokens, at + 1)
        elif token.text == "{" and not token.expression:
            end = after_group(tokens, at)
            names |= in_scope(tokens[at + 1 : end - 1])
            at = end
        else:
            computed_here = at > 0 and tokens[at - 1].word == "AS"
            if token.kind == "variable" and (computed_here or not token.expression):
                names.add(token.text[1:])
            at += 1
    return names
