"""Answers as values that can be sent from one process to another."""

from typing import Any

import pyoxigraph as ox

from sco_ld.rdf.namespaces import Prefixes
from sco_ld.sparql import row_stream
from sco_ld.sparql.engine import Answer
from sco_ld.sparql.rows import Rows

Sendable = bool | list[ox.Quad] | tuple[tuple[str, ...], list[tuple[Any, ...]]]


def sendable(answer: Answer) -> Sendable:
    """Return an answer as a value that can be pickled: rows as their variables and all their terms."""
    return (answer.variables, [tuple(row) for row in answer.solutions]) if isinstance(answer, Rows) else answer


def received(value: Sendable, prefixes: Prefixes) -> Answer:
    """Return the answer that was made sendable."""
    if isinstance(value, tuple):
        variables, rows = value
        return Rows(row_stream.solutions(variables, rows), prefixes)
    return value
