"""A SPARQL text, asked of a remote endpoint. https://www.w3.org/TR/sparql11-protocol/"""

import io
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf import formats
from sco_ld.remote import client, http
from sco_ld.sparql import binding, result_formats
from sco_ld.sparql.engine import NO_VALUES, Answer
from sco_ld.sparql.query import Query
from sco_ld.sparql.rows import Rows
from sco_ld.sparql.term_tokens import Value

_ROWS = ("json", "xml")
_TRIPLES = ("ntriples", "turtle")
_ACCEPT_ROWS, _ACCEPT_TRIPLES = (
    f"{first}, {second};q=0.9"
    for first, second in (
        [result_formats.MEDIA_TYPES[name] for name in _ROWS],
        [formats.named(name).media_type for name in _TRIPLES],
    )
)
_LONG = 2000  # characters: as long an address as every server and proxy takes

# Triple terms (RDF 1.2) end the process when nested deep enough, and shallow ones have no place in what is handed on.
_TRIPLE_TERMS = {
    "json": rb'"type"\s*:\s*("triple")|(?<!\\)(?:\\\\)*+(\\u00[67])',  # or a letter behind an escape
    "xml": rb"<[^<>/\s]*(triple)[\s/>]",
    "ntriples": rb'"(?:[^"\\]++|\\.)*+"|<[^<>\s]*>|#[^\n]*|(<<)',
    "turtle": (
        rb'"""(?:[^"\\]++|\\.|"(?!""))*+"""|"(?:[^"\\]++|\\.)*+"'
        rb"|'''(?:[^'\\]++|\\.|'(?!''))*+'''|'(?:[^'\\]++|\\.)*+'"
        rb"|<[^<>\s]*>|#[^\n]*|\\.|(<<)"
    ),
}


def ask(  # noqa: PLR0913
    url: str,
    query: Query,
    values: Mapping[str, Value] = NO_VALUES,
    *,
    graph: str | None = None,
    timeout: float | None = None,
    limit_bytes: int = client.MAX_BYTES,
) -> Answer:
    """Return an endpoint's answer to a query: Rows for SELECT, a bool for ASK, quads for CONSTRUCT and DESCRIBE.

    The server gets the text that is rebuilt from the query's tokens, with the values in the place of the variables. With
    `graph` that graph is asked, else the server's default graph. Raise ScoError if the server refuses the query, or sends
    nothing, too much or something else; `timeout`, in seconds, is for everything together.
    """
    bound = binding.bind(query, values)
    triples = query.form in ("CONSTRUCT", "DESCRIBE")
    server = client.Client(url, timeout=timeout, max_bytes=limit_bytes)
    parameters = {"query": bound.text, **({"default-graph-uri": graph} if graph else {})}
    reply = _sent(server, urlencode(parameters), {"Accept": _ACCEPT_TRIPLES if triples else _ACCEPT_ROWS})
    try:
        return _triples(server, reply) if triples else _rows(server, reply, query)
    except (SyntaxError, ValueError) as error:
        raise ScoError(f"{server.name} sent an answer that cannot be read: {server.excerpt(str(error))}.") from error


def select(
    server: client.Client, text: str, graph: str | None = None
) -> list[dict[str, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None]]:
    """Return the rows of a SELECT query that is sent as it is, by name of variable; None is unbound.

    Raise ScoError if the server refuses the query, or sends no whole answer to it.
    """
    parameters = {"query": text, **({"default-graph-uri": graph} if graph else {})}
    reply = _sent(server, urlencode(parameters), {"Accept": _ACCEPT_ROWS})
    try:
        found = ox.parse_query_results(
            io.BytesIO(reply.content), result_formats.engine_format(_format(server, reply, _ROWS))
        )
        if isinstance(found, ox.QueryBoolean):
            raise ScoError(f"{server.name} sent a yes or no where rows were asked for.")
        names = [variable.value for variable in found.variables]
        return [dict(zip(names, row, strict=True)) for row in found]
    except (SyntaxError, ValueError) as error:
        raise ScoError(f"{server.name} sent an answer that cannot be read: {server.excerpt(str(error))}.") from error


def construct(server: client.Client, text: str, graph: str | None = None) -> list[ox.Quad]:
    """Return the triples of a CONSTRUCT query that is sent as it is. Raise ScoError as `select` does."""
    parameters = {"query": text, **({"default-graph-uri": graph} if graph else {})}
    try:
        return _triples(server, _sent(server, urlencode(parameters), {"Accept": _ACCEPT_TRIPLES}))
    except (SyntaxError, ValueError) as error:
        raise ScoError(f"{server.name} sent an answer that cannot be read: {server.excerpt(str(error))}.") from error


def _sent(server: client.Client, parameters: str, headers: dict[str, str]) -> http.Response:
    address = f"{server.url}{'&' if '?' in server.url else '?'}{parameters}"
    if len(address) <= _LONG:
        reply = server.request("GET", address, headers).raise_for_status()
    else:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        reply = server.request("POST", server.url, headers, parameters.encode()).raise_for_status()
    if message := reply.headers.get("X-SQL-Message"):  # Virtuoso, when its own time is up
        raise ScoError(f"{server.name} gave up before its answer was whole: {server.excerpt(message)}.")
    if most := reply.headers.get("X-SPARQL-MaxRows"):  # Virtuoso, when it has cut the rows
        raise ScoError(f"{server.name} gives at most {server.excerpt(most)} rows. Ask for fewer: LIMIT and OFFSET.")
    return reply


def _rows(server: client.Client, reply: http.Response, query: Query) -> Rows | bool:
    format_ = result_formats.engine_format(_format(server, reply, _ROWS))

    def read() -> Any:
        return ox.parse_query_results(io.BytesIO(reply.content), format_)

    answer = read()
    try:
        if isinstance(answer, ox.QueryBoolean):
            if query.form == "ASK":
                return bool(answer)
            raise ScoError(f"{server.name} sent a yes or no where rows were asked for.")
        yes = False
        for row in answer:  # to its end once, so that what is handed on can be read
            yes = yes or any(getattr(term, "value", "") == "1" for term in row)
            server.remaining()
    finally:
        del answer  # no traceback may carry it to another thread, where it could not be thrown away
    if query.form == "ASK":  # Virtuoso: a row that says 1 for yes, no row for no
        return yes
    return Rows(read(), query.prefixes)


def _triples(server: client.Client, reply: http.Response) -> list[ox.Quad]:
    found = set()
    for quad in ox.parse(io.BytesIO(reply.content), formats.named(_format(server, reply, _TRIPLES)).engine):
        found.add(quad)
        server.remaining()
    return sorted(found, key=str)


def _format(server: client.Client, reply: http.Response, known: tuple[str, ...]) -> str:
    """Return the name of the format of an answer that may be parsed."""
    media_type = reply.headers.get_content_type()
    rdf_format = formats.of_media_type(media_type)
    name = result_formats.of_media_type(media_type) if known is _ROWS else rdf_format.name if rdf_format else None
    if name not in known:
        raise ScoError(f"{server.name} sent {server.excerpt(media_type)}, which answers no query. Is it a SPARQL endpoint?")
    worth_a_look = known is _ROWS or b"<<" in reply.content
    if worth_a_look and any(any(match.groups()) for match in re.finditer(_TRIPLE_TERMS[name], reply.content, re.DOTALL)):
        raise ScoError(f"{server.name} sent triple terms (RDF 1.2), which are not supported.")
    return name
