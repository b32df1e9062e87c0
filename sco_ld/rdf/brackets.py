"""The bracket that is open where a parser gives up: `a "}" is missing` is of use only with the place of the "{"."""

import re

_SKIPPED = (
    r"#[^\n\r]*+"
    r"|\"{3}(?:[^\"\\]++|\\.|\"(?!\"\"))*+\"{3}|'{3}(?:[^'\\]++|\\.|'(?!''))*+'{3}"
    r"|\"(?:[^\"\\\n\r]++|\\.)*+\"|'(?:[^'\\\n\r]++|\\.)*+'"
    r"|<[^<>\"{}|^`\x00-\x20]*+>"
)
_TOKEN = re.compile(rf"(?:{_SKIPPED})|([\[\](){{}}])", re.DOTALL)
_PAIRS = {"]": "[", ")": "(", "}": "{"}


def innermost_open(text: str) -> tuple[str, int, int] | None:
    """Return the innermost bracket that is open at the end of a Turtle, TriG, JSON or SPARQL text, with line and column.

    >>> innermost_open('e:a e:b [ e:c "]" ;')
    ('[', 1, 9)
    """
    opened: list[tuple[str, int]] = []
    for match in _TOKEN.finditer(text):
        bracket = match[1]
        if bracket in _PAIRS:
            if not opened or opened[-1][0] != _PAIRS[bracket]:
                return None
            opened.pop()
        elif bracket:
            opened.append((bracket, match.start()))
    if not opened:
        return None
    bracket, offset = opened[-1]
    before = text[:offset].split("\n")
    return bracket, len(before), len(before[-1]) + 1


def hint_at(text: str, line: int | None, column: int | None) -> str:
    """Return the hint for a place, counted from 1, at which a parser gave up; empty if no bracket could be closed there."""
    lines = text.split("\n")
    if not line or not column or line > len(lines):
        return ""
    left = lines[line - 1][column - 1 :] + "\n".join(lines[line:])
    ends = not left.strip() or left.startswith((".", "]", "}", ")"))
    return hint("\n".join([*lines[: line - 1], lines[line - 1][: column - 1]])) if ends else ""


def hint(text: str) -> str:
    """Return a sentence on the bracket that is open at the end of a text; empty if none is.

    >>> hint("SELECT * {")
    ' The { of line 1, column 10 is not closed there.'
    """
    found = innermost_open(text)
    return f" The {found[0]} of line {found[1]}, column {found[2]} is not closed there." if found else ""
