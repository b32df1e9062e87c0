"""A SPARQL text, asked of a publication: rows, triples, a yes or no."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Any

import pyoxigraph as ox

from sco_ld import sparql
from sco_ld.errors import ScoError
from sco_ld.vocab import PREFIXES

if TYPE_CHECKING:
    import pandas
    import polars
    import rdflib

RESULT_FORMATS = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}

_NOT_XML = "[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


class Rows:
    """The answer to a SELECT: `.variables`, and when iterated one tuple of rdflib terms (or None) a row.

    Iterate it or write it once: the rows are worked out as they are read. A notebook shows the first hundred, and takes
    none away.
    """

    def __init__(self, solutions: ox.QuerySolutions) -> None:
        self.variables = tuple(variable.value for variable in solutions.variables)
        self.solutions = solutions

    def __iter__(self) -> "Iterator[tuple[rdflib.term.Node | None, ...]]":
        from sco_ld.graphs import to_term

        for solution in self.solutions:
            yield tuple(term and to_term(term) for term in solution)

    def first(self, count: int) -> "Rows":
        """Give the first rows only."""
        from sco_ld import solutions

        return Rows(solutions.of(self.variables, islice(self.solutions, count)))

    def write(self, stream: IO[bytes], format_: str) -> None:
        """Write the rows as `serialize` gives them, each as it is found."""
        if format_ == "xml":
            from sco_ld import solutions

            self.solutions = solutions.of(self.variables, map(_fit_for_xml, self.solutions))
        self.solutions.serialize(stream, format=RESULT_FORMATS[format_])

    def serialize(self, format_: str) -> bytes:
        """Give the rows as `csv`, `tsv`, `json` or `xml`, the W3C forms. https://www.w3.org/TR/sparql11-results-json/"""
        return bytes(self.solutions.serialize(format=RESULT_FORMATS[format_]) or b"")

    def to_pandas(self) -> "pandas.DataFrame":
        """Give the rows as a pandas data frame: IRIs in full, numbers and dates where a whole column has one datatype."""
        from sco_ld import frames

        return frames.to_pandas(self.variables, self.solutions)

    def to_polars(self) -> "polars.DataFrame":
        """Give the rows as a polars data frame: IRIs in full, numbers and dates where a whole column has one datatype."""
        from sco_ld import frames

        return frames.to_polars(self.variables, self.solutions)

    @cached_property
    def _page(self) -> str:
        from sco_ld import html, solutions

        head = [tuple(row) for row in islice(self.solutions, html.MOST + 1)]
        self.solutions = solutions.of(self.variables, chain(head, self.solutions))
        return html.rows(self.variables, head)

    def _repr_html_(self) -> str:
        return self._page


def _fit_for_xml(row: Iterable[Any]) -> tuple[Any, ...]:
    """Refuse what XML cannot carry, which pyoxigraph writes all the same."""
    terms = tuple(row)
    for term in terms:
        if isinstance(term, ox.Literal) and re.search(_NOT_XML, term.value):
            raise ScoError(f"XML cannot carry the control character in {term}; csv, tsv and json can.")
    return terms


Answer = Rows | bool | list[ox.Quad]


def ask(store: ox.Store, text: str, values: Mapping[str, str] | None = None) -> Answer:
    """Give the answer to a query: Rows for SELECT, a bool for ASK, quads for CONSTRUCT and DESCRIBE.

    `values` are terms in SPARQL notation by variable name. The known prefixes need not be declared. Nothing is fetched and
    nothing is changed. A text that is no query raises ScoError with line and column.
    """
    sparql.check(text)
    if values:
        text = sparql.bind(text, values)
    _check_prefixes(text)
    try:
        answer = store.query(text, prefixes=PREFIXES, use_default_graph_as_union=bool(list(store.named_graphs())))
    except SyntaxError as error:
        raise ScoError(_sentence(str(error))) from error
    except (ValueError, RuntimeError) as error:
        raise ScoError(f"The query failed: {error}") from error
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer)
    if isinstance(answer, ox.QueryTriples):
        return [ox.Quad(*triple) for triple in answer]
    return Rows(answer)


def _check_prefixes(text: str) -> None:
    declared, position, after_prefix = set(PREFIXES), 0, False
    for kind, token in sparql.tokens(text):
        if kind == "word":
            after_prefix = token.upper() == "PREFIX"
        elif kind == "name":
            prefix = token.partition(":")[0]
            if after_prefix:
                declared.add(prefix)
            elif prefix not in declared and prefix != "_":
                line, column = text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)
                raise ScoError(f'query, line {line}, column {column}: prefix "{prefix}" is not declared.')
            after_prefix = False
        position += len(token)


def _sentence(words: str) -> str:
    """Say where a query stops being SPARQL, without the parser's character classes."""
    match = re.match(r"error at (\d+):(\d+): expected (?:one of )?(.*)", words, re.DOTALL)
    if not match:
        return f"query: {words}"
    line, column, wanted = match.groups()
    plain = [one.strip('"') for one in re.split(r",\s+(?![^\[]*\])", wanted) if not one.startswith(("[", "'"))]
    hint = f": expected {' or '.join(plain[:6])}" if plain else ""
    return f"query, line {line}, column {column}: not SPARQL{hint}."
