"""A publication pushed to a server: one graph replaced. https://www.w3.org/TR/sparql11-http-rdf-update/"""

from collections.abc import Callable, Iterable, Iterator
from urllib.parse import urlencode

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import STANDARD
from sco_ld.remote import client
from sco_ld.remote.sparql_endpoint import ask
from sco_ld.sparql.rows import Rows

Say = Callable[[str], None]

_MEDIA_TYPE = "application/n-triples"
_STEP = 10_000  # triples between two words of progress
_PATIENCE = 60.0  # seconds to wait for a count
_QUERY_ENDPOINTS = {  # where a server is queried, by the end of its graph store's address
    "/store": "/query",  # Oxigraph
    "/sparql-graph-crud-auth": "/sparql",  # Virtuoso
    "/sparql-graph-crud": "/sparql",
    "/data": "/query",  # Fuseki
    "/rdf-graphs/service": "",  # RDF4J, GraphDB
}


def push(quads: Iterable[ox.Quad], url: str, graph: str | None, say: Say) -> int:
    """Replace a graph of a server, its default graph where None is given, and give the number of triples put there.

    The triples of all quads go in one request, which is one transaction where the server offers that; then they are
    counted there. A failure raises ScoError with what the server now holds, where that can be known.
    """
    triples = list(dict.fromkeys(quad.triple for quad in quads))
    server = client.Server(url)
    target = f"{server.url}{'&' if '?' in server.url else '?'}{urlencode({'graph': graph}) if graph else 'default'}"
    greeting = server.send("HEAD", target, {})  # so that it asks who we are before the triples are on their way
    if greeting.status in (401, 403):
        greeting.accepted()
    before = _held(server, target, graph)
    length = sum(len(lines) for lines in _lines(triples))  # Virtuoso takes a body without its length to be empty
    headers = {"Content-Type": _MEDIA_TYPE, "Content-Length": str(length)}
    try:
        server.send("PUT", target, headers, lambda: _told(triples, say)).accepted()
    except ScoError as error:
        raise ScoError(f"{error} {_state(before, _held(server, target, graph))}") from error
    held = _held(server, target, graph)
    if held not in (len(triples), None):
        raise ScoError(f"{server.name} took {len(triples):,} triples without complaint. {_state(before, held)}")
    say(f"The server now holds {held:,} triples." if held is not None else _state(before, held))
    return len(triples)


def _told(triples: list[ox.Triple], say: Say) -> Iterator[bytes]:
    sent = 0
    for lines in _lines(triples):
        yield lines
        sent = min(sent + _STEP, len(triples))
        say(f"sent {sent:,} of {len(triples):,} triples")


def _lines(triples: list[ox.Triple]) -> Iterator[bytes]:
    for start in range(0, len(triples), _STEP):
        yield ox.serialize(triples[start : start + _STEP], format=ox.RdfFormat.N_TRIPLES) or b""


def _held(server: client.Server, target: str, graph: str | None) -> int | None:
    """Return how many triples the server holds in the graph, by its query endpoint or by reading them; None: not known."""
    for end, instead in _QUERY_ENDPOINTS.items():
        if server.name.endswith(end):
            count = _counted(server.name.removesuffix(end) + instead, graph)
            if count is not None:
                return count
    try:
        reply = server.send("GET", target, {"Accept": _MEDIA_TYPE}).accepted()
        return sum(1 for _ in ox.parse(reply.body, ox.RdfFormat.N_TRIPLES))
    except (ScoError, SyntaxError):
        return None


def _counted(endpoint: str, graph: str | None) -> int | None:
    try:
        answer = ask(endpoint, "SELECT (COUNT(*) AS ?count) { ?s ?p ?o }", {}, STANDARD, graph=graph, timeout=_PATIENCE)
        return int(next(iter(answer.solutions))[0].value) if isinstance(answer, Rows) else None
    except (ScoError, StopIteration, AttributeError, ValueError):
        return None


def _state(before: int | None, held: int | None) -> str:
    if held is None:
        return "What the server now holds cannot be known."
    return f"The server now holds {held:,} triples there{f'; it was {before:,}' if before is not None else ''}."
