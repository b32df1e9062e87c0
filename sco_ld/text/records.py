"""A table that fits a terminal: its rows as aligned columns, or one below the other where the columns are too wide."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from sco_ld.text.printable import printable
from sco_ld.text.tables import aligned, width

_LEAST = 20  # columns for a value, even on a narrower terminal
_WIDE = "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
_CLOSING = "、。〉》」』】〕〗〞！），：；？］｝”’…"  # must not begin a line
_UNIT = re.compile(rf" +|[{_WIDE}][{_CLOSING}]{{0,2}}|[^ {_WIDE}]+[{_CLOSING}]{{0,2}}")


def fitted(header: Sequence[str], rows: Iterable[Sequence[str]], columns: int) -> Iterator[str]:
    """Return the lines of an aligned table; if they are wider than the columns of the terminal, of a record for each row."""
    body = [*rows]
    lines = [*aligned(header, body)]
    fits = not body or max(map(width, lines)) <= columns
    return iter(lines) if fits else records(header, body, columns)


def records(header: Sequence[str], rows: Iterable[Sequence[str]], columns: int) -> Iterator[str]:
    """Return the lines of a record for each row: a rule with its number, then each name with its value, folded."""
    names = [printable(name) for name in header]
    widest = max(map(width, names))
    for number, row in enumerate(rows, 1):
        yield f"─[ {number} ]".ljust(columns, "─")
        for name, value in zip(names, row, strict=True):
            first, *more = wrapped(printable(value), max(_LEAST, columns - widest - 2))
            yield f"{name}{' ' * (widest - width(name))}  {first}".rstrip()
            yield from (f"{' ' * widest}  {line}" for line in more)


def wrapped(text: str, columns: int) -> list[str]:
    """Return the lines of a text folded at spaces, between Chinese characters, or else where a word is too long."""
    lines = [""]
    for unit in (part for found in _UNIT.findall(text) for part in _pieces(found, columns)):
        if width(lines[-1] + unit.rstrip(" ")) > columns:
            lines[-1] = lines[-1].rstrip(" ")
            lines.append(unit.lstrip(" "))
        else:
            lines[-1] += unit
    return lines


def _pieces(unit: str, columns: int) -> Iterator[str]:
    """Return a unit that fits as it is, and a longer one in pieces that do."""
    if width(unit) <= columns:
        yield unit
        return
    piece = ""
    for cluster in _clusters(unit):
        if piece and width(piece + cluster) > columns:
            yield piece
            piece = ""
        piece += cluster
    yield piece


def _clusters(unit: str) -> Iterator[str]:
    """Return the letters of a text, each with the combining marks and the closing punctuation mark that follow it."""
    cluster = ""
    for letter in unit:
        is_mark = unicodedata.category(letter).startswith("M")
        if cluster and not is_mark and (letter not in _CLOSING or cluster[-1] in _CLOSING):
            yield cluster
            cluster = ""
        cluster += letter
    yield cluster
