"""Rows of terms as pyoxigraph's own solutions, so that its writers write them; row by row, never all at once."""

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pyoxigraph as ox

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = Iterable[Term | None]


def solutions(variables: Sequence[str], rows: Iterable[Row]) -> ox.QuerySolutions:
    """Return the solutions that have these variables and rows; a row is taken when it is asked for.

    pyoxigraph gives solutions only to those who query or parse, so it is given the rows to parse, as TSV.
    https://www.w3.org/TR/sparql11-results-csv-tsv/

    >>> [solution["x"].value for solution in solutions(["x"], [[ox.Literal("one")], [ox.Literal("two")]])]
    ['one', 'two']
    """
    lines: Any = _Lines(_lines(variables, rows))
    return ox.parse_query_results(lines, format=ox.QueryResultsFormat.TSV)  # type: ignore[return-value]


def _lines(variables: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    yield "\t".join(f"?{name}" for name in variables).encode() + b"\n"
    for row in rows:
        yield "\t".join(map(_written, row)).encode() + b"\n"


def _written(term: Term | None) -> str:
    if term is None:
        return ""
    return f"<<( {term} )>>" if isinstance(term, ox.Triple) else str(term)


class _Lines(io.RawIOBase):
    """Lines as a file that is read."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self.lines = lines
        self.rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.rest = self.rest or next(self.lines, b"")
        count = min(len(buffer), len(self.rest))
        buffer[:count], self.rest = self.rest[:count], self.rest[count:]
        return count
