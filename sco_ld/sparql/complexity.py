"""Limits on the shape of a query, beyond which Oxigraph ends the process or plans without end.

Measured with Oxigraph 0.5.13 on a stack of 1 MiB: it overflows at 200 nested function calls, at 500 clauses and at 1,000
operators in a row. Planning takes the fourth power of the number of joined patterns: 100 take 0.7 s, 200 take 12 s.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sco_ld.errors import ScoError
from sco_ld.rdf.limits import MAX_DEPTH
from sco_ld.sparql.tokenizer import Token, position

MAX_CHAIN = 256  # operators, path steps and clauses, summed over the brackets around them
MAX_JOINED = 120  # triple patterns, groups and path steps of one group; of several groups, the fourth powers are summed
_OPERATORS = ("||", "&&", "!", "+", "-", "*", "/", "|", "^")
_CLAUSES = ("OPTIONAL", "UNION", "MINUS", "FILTER", "VALUES", "GRAPH", "LATERAL", "EXISTS")
_APART = ("UNION", "OPTIONAL", "MINUS", "LATERAL", "EXISTS", "WHERE")
_JOINING = ("OPTIONAL", "LATERAL", "VALUES")
_JOINTS = (".", ";", ",", "/")


@dataclass
class _Level:
    """An open bracket: how it is joined with what is around it, and what it holds so far."""

    bracket: str = "{"
    apart: bool = True  # whether its patterns are planned without those around it
    template: bool = False  # or the rows of VALUES: whether it holds no patterns
    data: bool = False  # whether VALUES has been read, and its rows are to come
    chain: int = 0
    deepest: int = 0  # the longest chain in the brackets that are closed
    joined: int = 0
    last: int = 0  # what the bracket closed last added to `joined`


def check(tokens: Sequence[Token], source: str) -> None:
    """Raise ScoError with line and column if a query is nested, chained or joined beyond the limits."""
    levels = [_Level()]
    total, effort = 0, 0  # of the chains of all open brackets; of planning what is closed
    before = Token("", "")
    for token in tokens:
        level = levels[-1]
        chain = level.chain
        if token.kind == "open":
            levels.append(_opened(token, before, level))
        elif token.kind == "close" and len(levels) > 1:
            levels.pop()
            total -= level.chain
            effort += _close(level, levels[-1])
        elif token.word == "AS" and len(levels) > 1:  # of BIND and of SELECT, one level up
            levels[-2].chain += 1
            total += 1
        else:
            _count(token, level)
        total += level.chain - chain
        _refuse(levels, total, effort, token, source)
        before = token


def _opened(token: Token, before: Token, around: _Level) -> _Level:
    group = token.text == "{"
    around.chain += group and not before.word
    apart = token.expression or (group and (before.word in _APART or around.bracket != "{"))
    template = around.template or around.data or before.word == "CONSTRUCT"
    around.data = around.data and not group
    return _Level(token.text, apart, template, joined=int(group and not template))


def _close(level: _Level, around: _Level) -> int:
    """Add what a closed bracket holds to the one around it; return the effort of planning it, if it is planned apart."""
    around.deepest = max(around.deepest, level.chain + level.deepest)
    around.last = 0 if level.apart else level.joined
    around.joined += around.last
    return level.joined**4 if level.apart else 0


def _count(token: Token, level: _Level) -> None:
    signed = token.expression and token.kind == "number" and token.text[0] in "+-"
    level.chain += token.text in _OPERATORS or token.word in _CLAUSES or signed
    if token.expression or level.template:
        return
    level.data = level.data or token.word == "VALUES"
    if token.word == "UNION":
        level.joined -= level.last  # its first branch is planned apart too
        level.last = 0
    elif token.word in _JOINING or token.text in _JOINTS or (level.bracket == "(" and token.kind != "operator"):
        level.joined += 1


def _refuse(levels: Sequence[_Level], total: int, effort: int, token: Token, source: str) -> None:
    words = ""
    if len(levels) - 1 > MAX_DEPTH:
        words = f"the query is nested deeper than {MAX_DEPTH} levels."
    elif total + levels[-1].deepest > MAX_CHAIN:
        words = f"more than {MAX_CHAIN} operators or clauses in a row, which are nested too deep. Use IN or VALUES."
    elif effort + levels[-1].joined ** 4 > MAX_JOINED**4:
        words = f"too many patterns to plan; a group can join {MAX_JOINED}. Use VALUES, UNION or several queries."
    if words:
        raise ScoError(f"{position(source, token.at)}: {words}")
