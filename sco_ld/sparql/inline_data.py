"""VALUES blocks: the rows of one that are left when some of its variables have a value."""

from collections.abc import Iterator, Mapping, Sequence

import pyoxigraph as ox

from sco_ld.sparql.groups import after_group
from sco_ld.sparql.term_tokens import Value, spelled
from sco_ld.sparql.tokenizer import Token


def joined(tokens: Sequence[Token], at: int, values: Mapping[str, Value]) -> tuple[list[Token], int]:
    """Return the VALUES block at an index, joined with the values and without their columns; and the index after it."""
    start = after_group(tokens, at + 1) if tokens[at + 1 : at + 2] and tokens[at + 1].kind == "open" else at + 2
    end = after_group(tokens, start)
    names = [one.text[1:] for one in tokens[at + 1 : start] if one.kind == "variable"]
    if not values.keys() & set(names):
        return list(tokens[at:end]), end
    cells = list(_cells(tokens[start + 1 : end - 1]))
    width = len(names)
    rows = [cells[first : first + width] for first in range(0, len(cells) - width + 1, width)]
    kept = _kept(names, rows, values)
    others = [number for number, name in enumerate(names) if name not in values]
    block = [tokens[at], *_bracketed("(", [[Token("variable", f"?{names[number]}")] for number in others], ")")]
    data = [_bracketed("(", [rows[row][number] for number in others], ")") for row in kept]
    return [*block, *_bracketed("{", data, "}")], end


def _bracketed(opening: str, parts: Sequence[Sequence[Token]], closing: str) -> list[Token]:
    return [Token("open", opening), *(token for part in parts for token in part), Token("close", closing)]


def _cells(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Return the terms of the rows of a block, one after the other."""
    cell: list[Token] = []
    for token in tokens:
        continued = token.kind == "language" or token.text == "^^" or (cell and cell[-1].text == "^^")
        if cell and not continued:
            yield cell
            cell = []
        if token.kind not in ("open", "close"):
            cell.append(token)
    if cell:
        yield cell


def _kept(names: Sequence[str], rows: Sequence[Sequence[list[Token]]], values: Mapping[str, Value]) -> list[int]:
    """Return the indexes of the rows that the values join with, as the engine joins them."""
    given = [number for number, name in enumerate(names) if name in values]
    lines = (f"({row} {' '.join(_text(cells[number]) for number in given)})" for row, cells in enumerate(rows))
    columns = " ".join(f"?c{number}" for number in given)
    bound = " ".join(f"VALUES ?c{number} {{ {_text(spelled(values[names[number]], Token('', '')))} }}" for number in given)
    text = f"SELECT ?row {{ VALUES (?row {columns}) {{ {' '.join(lines)} }} {bound} }} ORDER BY ?row"
    answer = ox.Store().query(text)
    return [int(row[0].value) for row in answer] if isinstance(answer, ox.QuerySolutions) else []


def _text(cell: Sequence[Token]) -> str:
    return " ".join(token.text for token in cell)
