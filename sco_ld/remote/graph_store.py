"""A graph of a server, replaced by triples. https://www.w3.org/TR/sparql11-http-rdf-update/"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import STANDARD
from sco_ld.remote.client import Client
from sco_ld.remote.sparql_endpoint import ask
from sco_ld.sparql.query import parse
from sco_ld.sparql.rows import Rows
from sco_ld.text.printable import excerpt

TIMEOUT = 600.0  # seconds

_MEDIA_TYPE = "application/n-triples"
_BATCH = 10_000  # triples between two reports of progress
_COUNT_TIMEOUT = 60.0
_MAX_NESTING = 100  # of triple terms in one line; a parser that recurses deeper may end the process
_FORBIDDEN = (401, 403)
_QUERY_ENDPOINTS = {  # where a server is queried, by the end of its graph store's address
    "/store": "/query",  # Oxigraph
    "/sparql-graph-crud-auth": "/sparql",  # Virtuoso
    "/sparql-graph-crud": "/sparql",
    "/data": "/query",  # Fuseki
    "/rdf-graphs/service": "",  # RDF4J, GraphDB
}


@dataclass(frozen=True)
class _Content:
    """How many triples a graph of a server holds, or else why that is not known."""

    count: int | None
    reason: str = ""


def push(
    quads: Iterable[ox.Quad],
    url: str,
    graph: str | None,
    on_progress: Callable[[str], None],
    *,
    timeout: float | None = TIMEOUT,
) -> int:
    """Replace a graph of a server, or its default graph if None is given, and return the number of triples put there.

    The triples of all quads go in one request, which is one transaction if the server offers that; then they are counted
    there. Raise ScoError if the graph is not an absolute IRI, after `timeout` seconds for everything together, and if
    anything fails, with what the server now holds, if that can be known.
    """
    parameters = urlencode({"graph": _graph_iri(graph)}) if graph is not None else "default"
    client = Client(url, timeout=timeout)
    target = f"{client.url}{'&' if '?' in client.url else '?'}{parameters}"
    triples = list(dict.fromkeys(quad.triple for quad in quads))
    response = client.request("HEAD", target, {})  # so that the server asks for credentials before it gets the triples
    if response.status_code in _FORBIDDEN:
        response.raise_for_status()
    before = _read_count(client, target, graph)
    length = sum(map(len, _serialize(triples)))  # Virtuoso takes a body without its length to be empty
    headers = {"Content-Type": _MEDIA_TYPE, "Content-Length": str(length)}
    try:
        client.request("PUT", target, headers, lambda: _with_progress(triples, on_progress)).raise_for_status()
    except ScoError as error:
        raise ScoError(f"{error} {_summary(before, _read_count(client, target, graph))}") from error
    after = _read_count(client, target, graph)
    if after.count not in (len(triples), None):
        raise ScoError(f"{client.name} accepted {len(triples):,} triples. {_summary(before, after)}")
    on_progress(_summary(before, after) if after.count is None else f"The server now holds {after.count:,} triples.")
    return len(triples)


def _graph_iri(graph: str) -> str:
    try:
        return ox.NamedNode(graph).value
    except ValueError:
        raise ScoError(f'"{excerpt(graph)}" is not an absolute IRI, such as https://example.org/graph.') from None


def _with_progress(triples: list[ox.Triple], on_progress: Callable[[str], None]) -> Iterator[bytes]:
    sent = 0
    for content in _serialize(triples):
        yield content
        sent = min(sent + _BATCH, len(triples))
        on_progress(f"sent {sent:,} of {len(triples):,} triples")


def _serialize(triples: list[ox.Triple]) -> Iterator[bytes]:
    for start in range(0, len(triples), _BATCH):
        yield ox.serialize(triples[start : start + _BATCH], format=ox.RdfFormat.N_TRIPLES) or b""


def _read_count(client: Client, target: str, graph: str | None) -> _Content:
    """Return how many triples a graph holds: by the server's query endpoint, else by reading them."""
    try:
        for suffix, replacement in _QUERY_ENDPOINTS.items():
            if client.name.endswith(suffix):
                count = _query_count(client, client.name.removesuffix(suffix) + replacement, graph)
                if count is not None:
                    return _Content(count)
        return _Content(_parse_count(client, target))
    except ScoError as error:
        return _Content(None, str(error))


def _query_count(client: Client, endpoint: str, graph: str | None) -> int | None:
    query = parse("SELECT (COUNT(*) AS ?count) { ?s ?p ?o }", STANDARD)
    timeout = min(_COUNT_TIMEOUT, client.remaining())
    try:
        answer = ask(endpoint, query, graph=graph, timeout=timeout)
        return int(next(iter(answer.solutions))[0].value) if isinstance(answer, Rows) else None
    except (ScoError, StopIteration, AttributeError, ValueError):
        return None


def _parse_count(client: Client, target: str) -> int:
    content = client.request("GET", target, {"Accept": _MEDIA_TYPE}).raise_for_status().content
    if b"<<" in content and any(line.count(b"<<") > _MAX_NESTING for line in content.splitlines()):
        raise ScoError(f"{client.name} sent triple terms that are nested too deep.")
    count = 0
    try:
        for _ in ox.parse(content, ox.RdfFormat.N_TRIPLES):
            count += 1
            if count % _BATCH == 0:
                client.remaining()
    except SyntaxError as error:
        raise ScoError(f"{client.name} sent N-Triples that cannot be parsed: {client.excerpt(str(error))}.") from error
    return count


def _summary(before: _Content, after: _Content) -> str:
    if after.count is None:
        return f"What the server now holds is not known: {after.reason}"
    previously = f"; it was {before.count:,}" if before.count is not None else ""
    return f"The server now holds {after.count:,} triples there{previously}."
