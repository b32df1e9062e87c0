"""Rows of text as an aligned table for a terminal, or as Markdown."""

from collections.abc import Iterable, Iterator, Sequence


def aligned(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Return the lines of a table whose columns are as wide as their widest cell, in the columns of a terminal."""
    body = list(rows)
    widths = [max(width(row[column]) for row in [header, *body]) for column in range(len(header))]
    yield _line(header, widths)
    yield _line(["─" * one for one in widths], widths)
    for row in body:
        yield _line(row, widths)


def markdown(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Return the lines of a Markdown table."""
    yield f"| {' | '.join(header)} |"
    yield f"|{' --- |' * len(header)}"
    for row in rows:
        yield f"| {' | '.join(text.replace('|', '&#124;') for text in row)} |"


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes: two for a Chinese character, none for a combining one."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    return max(wcswidth(text), 0)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(text + " " * (wide - width(text)) for text, wide in zip(row, widths, strict=True)).rstrip()
