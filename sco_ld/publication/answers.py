"""The answer to a query as the Python API returns it: Rows that explain themselves, a bool, or an rdflib graph."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from sco_ld.model.named_queries import Value
from sco_ld.publication.contents import Contents
from sco_ld.runtime import deadline
from sco_ld.sparql import engine
from sco_ld.sparql.query import Query
from sco_ld.sparql.rows import Rows
from sco_ld.sparql.transfer import Sendable, received, sendable

if TYPE_CHECKING:
    import rdflib

    from sco_ld.sparql.engine import Answer


def answer(
    contents: Contents, query: Query, values: Mapping[str, Value], timeout: float | None
) -> "Rows | bool | rdflib.Graph":
    """Return the answer to a query; with a timeout, in seconds, it is worked out in another process.

    Raise ScoError if it is not done by then.
    """
    found: Answer
    if timeout is None:
        found = engine.ask(contents.store, query, values, merged=contents.is_merged)
    else:
        found = received(deadline.within(timeout, partial(_ask, contents, query, values)), query.prefixes)
    if isinstance(found, Rows):
        found.reasons = partial(reasons, contents, query, values)
    if not isinstance(found, list):
        return found
    from sco_ld.rdf.rdflib_bridge import to_graph

    return to_graph(found, contents.prefixes)


def reasons(contents: Contents, query: Query, values: Mapping[str, Value]) -> list[str]:
    """Return sentences on why a query finds nothing; none if it finds something."""
    from sco_ld.sparql.diagnosis import explain

    return explain(contents.store, query, values, merged=contents.is_merged)


def _ask(contents: Contents, query: Query, values: Mapping[str, Value], _: deadline.Say) -> Sendable:
    return sendable(engine.ask(contents.store, query, values, merged=contents.is_merged))
