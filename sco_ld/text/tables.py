"""Rows of text as an aligned table for a terminal, or as Markdown."""

from collections.abc import Iterable, Iterator, Sequence

from sco_ld.text.markdown import inline
from sco_ld.text.printable import printable


def aligned(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Return the lines of a table whose columns are as wide as their widest cell, in the columns of a terminal."""
    head, *body = ([printable(cell) for cell in row] for row in (header, *rows))
    widths = [max(width(row[column]) for row in [head, *body]) for column in range(len(head))]
    yield _line(head, widths)
    yield _line(["─" * columns for columns in widths], widths)
    for row in body:
        yield _line(row, widths)


def markdown_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Return the lines of a Markdown table, its cells escaped."""
    yield f"| {' | '.join(map(inline, header))} |"
    yield f"|{' --- |' * len(header)}"
    for row in rows:
        yield f"| {' | '.join(map(inline, row))} |"


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes: two for a Chinese character, none for a combining one."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    return max(wcswidth(text), 0)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell + " " * (columns - width(cell)) for cell, columns in zip(row, widths, strict=True)).rstrip()
