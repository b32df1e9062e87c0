"""Rows with a column of labels after each column of IRIs."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.sparql import row_stream
from sco_ld.sparql.engine import Answer
from sco_ld.sparql.rows import Rows
from sco_ld.text.printable import excerpt

_HEAD, _CACHED = 1000, 10_000
FindLabel = Callable[[str, Sequence[str]], ox.Literal | None]


def with_labels(answer: Answer, find_label: FindLabel, languages: Sequence[str]) -> Rows:
    """Return the rows with a column `state_label` after each column `state` that has an IRI in the first thousand rows.

    `find_label` returns the label of an IRI in the first of the languages that has one; without a label the cell is empty. A
    column that the query itself calls `state_label` stays as it is. Raise ScoError if the answer is not rows, and if a
    language is not a language tag.
    """
    if not isinstance(answer, Rows):
        raise ScoError("Labels stand beside the IRIs of rows; this query gives no rows.")
    tags = [_tag(one) for one in languages]
    unread = iter(answer.solutions)
    head = list(islice(unread, _HEAD))
    labelled = {
        column
        for column, name in enumerate(answer.variables)
        if f"{name}_label" not in answer.variables and any(isinstance(row[column], ox.NamedNode) for row in head)
    }

    @lru_cache(maxsize=_CACHED)
    def label(term: row_stream.Term | None) -> ox.Literal | None:
        return find_label(term.value, tags) if isinstance(term, ox.NamedNode) else None

    def widened(row: row_stream.Row) -> Iterator[row_stream.Term | None]:
        for column, term in enumerate(row):
            yield term
            if column in labelled:
                yield label(term)

    names = [f"{name}{end}" for n, name in enumerate(answer.variables) for end in ("", "_label")[: 1 + (n in labelled)]]
    return Rows(row_stream.solutions(names, (tuple(widened(row)) for row in chain(head, unread))), answer.prefixes)


def _tag(name: str) -> str:
    try:
        return ox.Literal("", language=name.strip()).language or ""
    except ValueError as error:
        raise ScoError(f'"{excerpt(name)}" is not a language tag, such as en.') from error
