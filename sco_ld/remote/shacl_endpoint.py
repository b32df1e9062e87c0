"""Data of a SPARQL endpoint, validated there, or else here after what the shapes read has been fetched."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import Prefixes
from sco_ld.remote import client, sparql_endpoint
from sco_ld.validation.engines.compiled.index import TRUE
from sco_ld.validation.engines.compiled.plan import Query
from sco_ld.validation.engines.compiled.scope import Functions
from sco_ld.validation.report import Report
from sco_ld.validation.stores import queried
from sco_ld.validation.validator import validate as validate_here

_NOT_LOOKED_AT = "On a server, the forms of literals and names that lead nowhere are not looked at."
_YES = ("true", "1")


@dataclass(frozen=True)
class Endpoint:
    """The data of an endpoint, in one graph of it or else in its default graph."""

    server: client.Client
    graph: str | None = None

    def rows(self, query: Query, _: Functions) -> list[dict[str, Any]]:
        """Return the solutions of a query. Flags are booleans, also where the server has numbers for these."""
        rows = sparql_endpoint.select(self.server, query.text, self.graph)
        flags = [check.flag[1:] for check in query.checks if check.flag]
        return [{**row, **{flag: TRUE for flag in flags if _is_true(row.get(flag))}} for row in rows] if flags else rows


def validate(  # noqa: PLR0913
    url: str,
    shapes: Sequence[ox.Quad],
    prefixes: Prefixes,
    say: Callable[[str], None],
    *,
    graph: str | None = None,
    timeout: float | None = None,
    fetch: bool = False,
    allow_empty: bool = False,
) -> Report:
    """Return the report of shapes on the data of an endpoint, without downloading them.

    If the server misses violations of a canary, refuses a query or cannot be asked for all, raise ScoError, or with `fetch`
    validate here what the shapes read of the data. `timeout`, in seconds, is for everything together.
    """
    endpoint = Endpoint(client.Client(url, timeout=timeout), graph)
    say(f"asking {endpoint.server.name}")
    try:
        report = queried.validate(endpoint, shapes, prefixes, allow_empty=allow_empty)
    except ScoError as error:
        if not fetch:
            raise ScoError(f"{error} Nothing is known of the data; --fetch validates them here.") from error
        say(f"fetching what the shapes read from {endpoint.server.name}")
        quads = _fetched(endpoint, queried.properties_read(shapes))
        if not quads and not allow_empty:
            raise ScoError(
                f"{endpoint.server.name} has no data that the shapes read, so nothing would be checked."
            ) from error
        report = validate_here(quads, shapes, prefixes=prefixes)
        return queried.with_notes(report, f"{error} So {len(quads):,} triples were fetched and validated here.")
    return queried.with_notes(report, _NOT_LOOKED_AT)


def _fetched(endpoint: Endpoint, properties: Sequence[str] | None) -> list[ox.Quad]:
    """Return the triples of some properties, or all. Raise ScoError if the server does not send as many as it counts."""
    names = "" if properties is None else f" FILTER (?p IN ({', '.join(f'<{one}>' for one in properties)}))"
    pattern = f"?s ?p ?o{names}"
    (row,) = sparql_endpoint.select(
        endpoint.server, f"SELECT (COUNT(*) AS ?n) {{ SELECT DISTINCT ?s ?p ?o {{ {pattern} }} }}", endpoint.graph
    )
    quads = sparql_endpoint.construct(endpoint.server, f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}", endpoint.graph)
    expected = int(getattr(row["n"], "value", "-1"))
    if len(quads) != expected:
        raise ScoError(f"{endpoint.server.name} sent {len(quads):,} of {expected:,} triples, so they cannot be validated.")
    return quads


def _is_true(term: object) -> bool:
    return isinstance(term, ox.Literal) and term.value in _YES
