"""A push: one request, counted afterwards, with a deadline; a failure says what the server holds."""

import re
import time

import pyoxigraph as ox
import pytest

from sco_ld.errors import ScoError
from sco_ld.remote.graph_store import push
from tests.fakes import Request, Responder, accept_put, close, drip, hang, hold_triples, respond
from tests.remote.conftest import Serve

QUADS = [ox.Quad(ox.NamedNode(f"http://e/{n}"), ox.NamedNode("http://e/p"), ox.BlankNode("b")) for n in range(25_000)]
N_TRIPLES = {"Content-Type": "application/n-triples"}
READY, NESTED = respond(200, {}), b"<http://e/> <http://e/> " + b"<<( <http://e/> <http://e/> " * 50_000


def ignore(_: str) -> None:
    """Ignore a report of progress."""


def test_graph_is_replaced_in_one_request_and_counted(serve: Serve) -> None:
    server, notes = serve(READY, hold_triples(3), accept_put, hold_triples(25_000)), list[str]()
    assert push([*QUADS, QUADS[0]], server.url, "http://e/g?a&b", notes.append) == 25_000
    assert [request.command for request in server.requests] == ["HEAD", "GET", "PUT", "GET"]
    assert {request.path for request in server.requests} == {"/sparql?graph=http%3A%2F%2Fe%2Fg%3Fa%26b"}
    assert set(ox.parse(server.requests[2].body, ox.RdfFormat.N_TRIPLES)) == set(QUADS)
    assert server.requests[2].headers["Transfer-Encoding"] is None  # Virtuoso would take the body to be empty
    assert notes == [*(f"sent {n},000 of 25,000 triples" for n in (10, 20, 25)), "The server now holds 25,000 triples."]


def test_busy_graph_store_gets_the_whole_body_again(serve: Serve) -> None:
    def busy(request: Request) -> None:
        request.read_body()
        request.respond(503, {"Retry-After": "0"})

    server = serve(respond(404, {}), hold_triples(0), busy, accept_put, hold_triples(25_000))
    assert push(QUADS, f"{server.url}?key=1", None, ignore) == 25_000
    assert server.requests[2].body == server.requests[3].body
    assert server.requests[3].path == "/sparql?key=1&default"


FAILURES: dict[str, tuple[list[Responder], str]] = {
    "connection closed": (
        [READY, hold_triples(3), close, hold_triples(7)],
        "broke off .*The server now holds 7 triples there; it was 3.",
    ),
    "connection closed for good": ([READY, hold_triples(3), close], "What the server now holds is not known: .*broke off"),
    "too large": (
        [READY, hold_triples(3), respond(413, {}, b"Too much."), hold_triples(3)],
        "413 .*: Too much.*now holds 3 ",
    ),
    "triples lost": ([READY, hold_triples(3), accept_put, hold_triples(9)], "accepted 25,000 triples. .*now holds 9 "),
    "redirect": ([respond(301, {"Location": "/there"})], "redirects to http://127.0.0.1:.*/there, which is not followed"),
    "no credentials": ([respond(401, {"WWW-Authenticate": "Digest"})], "401 Unauthorized. Credentials come from"),
}


@pytest.mark.parametrize("case", FAILURES)
def test_failure_says_what_the_server_holds(case: str, serve: Serve) -> None:
    responders, message = FAILURES[case]
    server = serve(*responders)
    with pytest.raises(ScoError, match=message):
        push(QUADS, server.url, "http://e/g", ignore)
    assert [request.command for request in server.requests] == ["HEAD", "GET", "PUT", "GET"][: max(len(server.requests), 1)]


@pytest.mark.parametrize(
    ("responder", "reason"),
    [
        (respond(200, N_TRIPLES, b"<html>"), "sent N-Triples that cannot be parsed: .*"),
        (
            respond(200, N_TRIPLES, b'<http://e/> <http://e/> "\x1b\xe2\x80\xae::error::' + b"x" * 9999),
            "sent N-Triples that cannot be parsed: .*",
        ),
        (respond(200, N_TRIPLES, NESTED), "sent triple terms that are nested too deep."),
        (respond(405, {}, b"No."), "405 Method Not Allowed: No."),
    ],
    ids=["HTML", "control characters", "nested", "not allowed"],
)
def test_content_that_cannot_be_counted_is_not_a_failure_but_noted(responder: Responder, reason: str, serve: Serve) -> None:
    server, notes = serve(READY, hold_triples(3), accept_put, responder), list[str]()
    assert push(QUADS[:5], server.url, None, notes.append) == 5
    assert re.fullmatch(f"What the server now holds is not known: {server.url} ?:? ?{reason}", notes[-1])
    assert notes[-1].isprintable()
    assert len(notes[-1]) < 500


@pytest.mark.parametrize("graph", ["", "g", "/g", "example.org/g", "http://e/a b", "http://e/<>", "\x1b[31m", "g" * 9999])
def test_graph_that_is_not_an_absolute_iri_is_refused(graph: str, serve: Serve) -> None:
    server = serve(READY)
    with pytest.raises(ScoError, match="is not an absolute IRI, such as") as error:
        push(QUADS, server.url, graph, ignore)
    assert str(error.value).isprintable()
    assert server.requests == []


SLOW: dict[str, list[Responder]] = {
    "HEAD": [hang],
    "count before": [READY, drip(b"HTTP/1.0 200 OK\r\nContent-Type: application/n-triples\r\n\r\n", b" ")],
    "PUT": [READY, hold_triples(3), hang],
    "count after": [READY, hold_triples(3), accept_put, hang],
}


@pytest.mark.slow
@pytest.mark.parametrize("step", SLOW)
def test_one_deadline_holds_for_all_steps(step: str, serve: Serve) -> None:
    server, start, notes = serve(*SLOW[step]), time.monotonic(), list[str]()
    if step == "count after":  # the triples have arrived
        push(QUADS[:5], server.url, None, notes.append, timeout=0.5)
        assert "is not known: " in notes[-1]
    else:
        with pytest.raises(ScoError, match=r"no whole answer within 0.5 seconds"):
            push(QUADS[:5], server.url, None, ignore, timeout=0.5)
    assert time.monotonic() - start < 1.5
