"""Rows as an aligned table for a terminal, or as Markdown; IRIs are shortened here and only here."""

from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from sco_ld.vocab import shorten


def cell(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    """Give a term as a person reads it: a prefixed name, or the text of a literal, control characters as spaces."""
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return shorten(term.value)
    words = term.value if isinstance(term, ox.Literal) else str(term)
    return "".join(char if char.isprintable() else " " for char in words)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Give the lines of a table whose columns are as wide as their widest cell, Chinese and Cyrillic measured right."""
    body = list(rows)
    widths = [max(_width(row[column]) for row in [header, *body]) for column in range(len(header))]
    yield _line(header, widths)
    yield _line(["─" * width for width in widths], widths)
    for row in body:
        yield _line(row, widths)


def markdown(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Give the lines of a Markdown table."""
    yield f"| {' | '.join(header)} |"
    yield f"|{' --- |' * len(header)}"
    for row in rows:
        yield f"| {' | '.join(text.replace('|', '&#124;') for text in row)} |"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=True)).rstrip()


def _width(text: str) -> int:
    from wcwidth import wcswidth

    return max(wcswidth(text), 0)
