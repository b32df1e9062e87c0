"""Rows with a column of labels after each column of IRIs."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice

import pyoxigraph as ox

from sco_ld import solutions
from sco_ld.errors import ScoError
from sco_ld.names import LABELS
from sco_ld.publication import Folders
from sco_ld.query import Answer, Rows
from sco_ld.terms import language, text

_AHEAD, _REMEMBERED = 1000, 10_000


def with_labels(rows: Answer, publication: Folders, languages: Sequence[str]) -> Rows:
    """Give the rows with a column `state_label` after each column `state` that holds an IRI in the first thousand rows.

    A label is in the first of the languages that has one, else in English, without a language, or in any; where there is
    none the cell is empty. A column that the query itself calls `state_label` stays as it is. What is no language tag
    raises ScoError, and so does an answer that is no rows.
    """
    if not isinstance(rows, Rows):
        raise ScoError("Labels stand beside the IRIs of rows; this query gives no rows.")
    wanted = [_tag(one) for one in languages]
    unread = iter(rows.solutions)
    head = list(islice(unread, _AHEAD))
    labelled = {
        column
        for column, name in enumerate(rows.variables)
        if f"{name}_label" not in rows.variables and any(isinstance(row[column], ox.NamedNode) for row in head)
    }

    @lru_cache(maxsize=_REMEMBERED)
    def label(term: solutions.Term | None) -> ox.Literal | None:
        return _label(publication.store, term, wanted) if isinstance(term, ox.NamedNode) else None

    def widened(row: solutions.Row) -> Iterator[solutions.Term | None]:
        for column, term in enumerate(row):
            yield term
            if column in labelled:
                yield label(term)

    names = [f"{name}{end}" for n, name in enumerate(rows.variables) for end in ("", "_label")[: 1 + (n in labelled)]]
    return Rows(solutions.of(names, (tuple(widened(row)) for row in chain(head, unread))))


def _tag(name: str) -> str:
    try:
        return ox.Literal("", language=name.strip()).language or ""
    except ValueError as error:
        raise ScoError(f'"{name}" is no language, such as en.') from error


def _label(store: ox.Store, node: ox.NamedNode, languages: Sequence[str]) -> ox.Literal | None:
    texts: dict[str, ox.Literal] = {}
    for predicate in LABELS[:3]:
        objects = [quad.object for quad in store.quads_for_pattern(node, ox.NamedNode(predicate), None)]
        for one in sorted((one for one in objects if isinstance(one, ox.Literal)), key=text):
            texts.setdefault(language(one), one)
    return next((texts[tag] for tag in (*languages, "en", "") if tag in texts), next(iter(texts.values()), None))
