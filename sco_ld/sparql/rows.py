"""The rows of a SELECT."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Any

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf.characters import NOT_XML
from sco_ld.rdf.namespaces import STANDARD, Prefixes
from sco_ld.rdf.terms import cell
from sco_ld.sparql import row_stream
from sco_ld.sparql.result_formats import engine_format
from sco_ld.text import html

if TYPE_CHECKING:
    import pandas
    import polars
    import rdflib

_NOT_XML = re.compile(f"{NOT_XML.pattern}|\r")  # a carriage return is lost: pyoxigraph writes it as it is


class Rows:
    """The answer to a SELECT: `.variables`, and when iterated one tuple of rdflib terms (or None) a row.

    Iterate it or write it once: the rows are worked out as they are read. A notebook shows the first hundred, and takes
    none away; where there are none it shows `reasons`, sentences that are worked out then. Each tuple has the variables
    as `_fields`, as a named tuple has, so that `pandas.DataFrame(rows)` has them as columns.
    """

    def __init__(
        self, solutions: ox.QuerySolutions, prefixes: Prefixes = STANDARD, reasons: Callable[[], Sequence[str]] = tuple
    ) -> None:
        self.prefixes, self.reasons = prefixes, reasons
        self.variables = tuple(variable.value for variable in solutions.variables)
        self.solutions = solutions

    def __iter__(self) -> "Iterator[tuple[rdflib.term.Node | None, ...]]":
        from sco_ld.rdf.rdflib_bridge import to_term

        row = type("Row", (tuple,), {"_fields": self.variables})
        for solution in self.solutions:
            yield row(term and to_term(term) for term in solution)

    def first(self, count: int) -> "Rows":
        """Return the first rows only."""
        return Rows(row_stream.solutions(self.variables, islice(self.solutions, count)), self.prefixes)

    def write(self, stream: IO[bytes], format_: str) -> None:
        """Write the rows as `serialize` gives them, each as it is found."""
        if format_ == "xml":
            self.solutions = row_stream.solutions(self.variables, map(_fit_for_xml, self.solutions))
        self.solutions.serialize(stream, format=engine_format(format_))

    def serialize(self, format_: str) -> bytes:
        """Return the rows as `csv`, `tsv`, `json` or `xml`, the W3C forms. https://www.w3.org/TR/sparql11-results-json/"""
        return bytes(self.solutions.serialize(format=engine_format(format_)) or b"")

    def to_pandas(self) -> "pandas.DataFrame":
        """Return the rows as a pandas data frame: IRIs in full, numbers and dates where a whole column has one datatype."""
        from sco_ld.sparql import dataframes

        return dataframes.to_pandas(self.variables, self.solutions)

    def to_polars(self) -> "polars.DataFrame":
        """Return the rows as a polars data frame: IRIs in full, numbers and dates where a whole column has one datatype."""
        from sco_ld.sparql import dataframes

        return dataframes.to_polars(self.variables, self.solutions)

    def _repr_html_(self) -> str:
        return self._html

    @cached_property
    def _html(self) -> str:
        head = [tuple(row) for row in islice(self.solutions, html.MOST + 1)]
        self.solutions = row_stream.solutions(self.variables, chain(head, self.solutions))
        notes = () if head else ("No rows.", *self.reasons())
        return html.table(self.variables, [[self._html_cell(term) for term in row] for row in head], notes)

    def _html_cell(self, term: row_stream.Term | None) -> str:
        if isinstance(term, ox.NamedNode):
            return html.link(term.value, cell(term, self.prefixes))
        return html.span(cell(term, self.prefixes), (isinstance(term, ox.Literal) and term.language) or "")


def _fit_for_xml(row: Iterable[Any]) -> tuple[Any, ...]:
    """Refuse what XML cannot carry, which pyoxigraph writes all the same."""
    terms = tuple(row)
    for term in terms:
        if isinstance(term, ox.Literal) and _NOT_XML.search(term.value):
            raise ScoError(f"XML cannot carry the control character in {term}; csv, tsv and json can.")
    return terms
