"""Blank nodes in quads, those inside triple terms among them."""

from collections.abc import Callable, Iterator
from typing import Any

import pyoxigraph as ox


def blank_nodes(part: Any) -> Iterator[str]:
    """Return the names of the blank nodes of a quad, triple or term, in order of appearance."""
    if isinstance(part, ox.BlankNode):
        yield part.value
    elif isinstance(part, ox.Quad | ox.Triple):
        for term in part:
            yield from blank_nodes(term)


def renamed(part: Any, name: Callable[[str], ox.BlankNode]) -> Any:
    """Return a quad, triple or term with each blank node replaced by what `name` returns for its name."""
    if isinstance(part, ox.BlankNode):
        return name(part.value)
    if isinstance(part, ox.Triple):
        return ox.Triple(renamed(part.subject, name), part.predicate, renamed(part.object, name))
    if isinstance(part, ox.Quad):
        return ox.Quad(*(renamed(term, name) for term in part))
    return part
