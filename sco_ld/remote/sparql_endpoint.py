"""A SPARQL text, asked of a remote endpoint. https://www.w3.org/TR/sparql11-protocol/"""

import io
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import Prefixes
from sco_ld.remote import client, http
from sco_ld.sparql import tokenizer
from sco_ld.sparql.engine import Answer, Value
from sco_ld.sparql.rows import Rows

_ROWS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/xml": ox.QueryResultsFormat.XML,
}
_TRIPLES = {"application/n-triples": ox.RdfFormat.N_TRIPLES, "text/turtle": ox.RdfFormat.TURTLE}
_ACCEPT_ROWS = "application/sparql-results+json, application/sparql-results+xml;q=0.9"
_ACCEPT_TRIPLES = "application/n-triples, text/turtle;q=0.9"
_FORMS = {"SELECT": _ACCEPT_ROWS, "ASK": _ACCEPT_ROWS, "CONSTRUCT": _ACCEPT_TRIPLES, "DESCRIBE": _ACCEPT_TRIPLES}
_LONG = 2000  # characters: as long an address as every server and proxy takes

# Triple terms (RDF 1.2) end the process when nested deep enough, and shallow ones have no place in what is handed on.
_TRIPLE_TERMS = {
    ox.QueryResultsFormat.JSON: rb'"type"\s*:\s*("triple")|(?<!\\)(?:\\\\)*+(\\u00[67])',  # or a letter behind an escape
    ox.QueryResultsFormat.XML: rb"<[^<>/\s]*(triple)[\s/>]",
    ox.RdfFormat.N_TRIPLES: rb'"(?:[^"\\]++|\\.)*+"|<[^<>\s]*>|#[^\n]*|(<<)',
    ox.RdfFormat.TURTLE: (
        rb'"""(?:[^"\\]++|\\.|"(?!""))*+"""|"(?:[^"\\]++|\\.)*+"'
        rb"|'''(?:[^'\\]++|\\.|'(?!''))*+'''|'(?:[^'\\]++|\\.)*+'"
        rb"|<[^<>\s]*>|#[^\n]*|\\.|(<<)"
    ),
}


def ask(
    url: str,
    text: str,
    values: Mapping[str, Value],
    prefixes: Prefixes,
    *,
    graph: str | None = None,
    timeout: float | None = None,
    limit_bytes: int = client.MAX_BYTES,
) -> Answer:
    """Return an endpoint's answer to a query: Rows for SELECT, a bool for ASK, quads for CONSTRUCT and DESCRIBE.

    The known prefixes need not be declared. With `graph` that graph is asked, else the server's default graph. An update,
    SERVICE, and a server that refuses, is silent, breaks off, sends too much or something else raise ScoError; `timeout`,
    in seconds, is for everything together.
    """
    tokenizer.check(text)
    if values:
        text = tokenizer.bind(text, {name: str(term) for name, term in values.items()})
    words = (token.upper() for kind, token in tokenizer.tokens(text) if kind == "word")
    form = next((word for word in words if word in _FORMS), "SELECT")
    server = client.Client(url, timeout=timeout, max_bytes=limit_bytes)
    parameters = {"query": tokenizer.with_prefixes(text, prefixes), **({"default-graph-uri": graph} if graph else {})}
    reply = _sent(server, urlencode(parameters), {"Accept": _FORMS[form]})
    try:
        return _triples(server, reply) if form in ("CONSTRUCT", "DESCRIBE") else _rows(server, reply, form)
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
        raise ScoError(f"{server.name} gives at most {server.excerpt(most)} rows. Ask for fewer at a time: LIMIT and OFFSET.")
    return reply


def _rows(server: client.Client, reply: http.Response, form: str) -> Rows | bool:
    format_ = _format(server, reply, _ROWS)

    def read() -> Any:
        return ox.parse_query_results(io.BytesIO(reply.content), format_)

    answer = read()
    try:
        if isinstance(answer, ox.QueryBoolean):
            if form == "ASK":
                return bool(answer)
            raise ScoError(f"{server.name} sent a yes or no where rows were asked for.")
        yes = False
        for row in answer:  # to its end once, so that what is handed on can be read
            yes = yes or any(getattr(term, "value", "") == "1" for term in row)
            server.remaining()
    finally:
        del answer  # no traceback may carry it to another thread, where it could not be thrown away
    if form == "ASK":  # Virtuoso: a row that says 1 for yes, no row for no
        return yes
    return Rows(read())


def _triples(server: client.Client, reply: http.Response) -> list[ox.Quad]:
    found = set()
    for quad in ox.parse(io.BytesIO(reply.content), _format(server, reply, _TRIPLES)):
        found.add(quad)
        server.remaining()
    return sorted(found, key=str)


def _format(server: client.Client, reply: http.Response, known: dict[str, Any]) -> Any:
    """Return the format of an answer that may be parsed."""
    media_type = reply.headers.get_content_type()
    if media_type not in known:
        raise ScoError(f"{server.name} sent {server.excerpt(media_type)}, which answers no query. Is it a SPARQL endpoint?")
    format_ = known[media_type]
    worth_a_look = known is _ROWS or b"<<" in reply.content
    if worth_a_look and any(any(match.groups()) for match in re.finditer(_TRIPLE_TERMS[format_], reply.content, re.DOTALL)):
        raise ScoError(f"{server.name} sent triple terms (RDF 1.2), which are not supported.")
    return format_
