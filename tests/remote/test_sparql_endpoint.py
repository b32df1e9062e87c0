"""SPARQL over HTTP: what is sent, which answers are read, and which are refused."""

import re
import time
from typing import Any

import pyoxigraph as ox
import pytest

from sco_ld.errors import ScoError
from sco_ld.remote import sparql_endpoint
from sco_ld.sparql.engine import Answer as Found
from sco_ld.sparql.query import parse
from sco_ld.sparql.rows import Rows
from tests.conftest import PREFIXES
from tests.fakes import Responder, flood, respond
from tests.remote.conftest import Serve


def ask(url: str, text: str, **options: Any) -> Found:
    return sparql_endpoint.ask(url, parse(text, PREFIXES), **options)


JSON = {"Content-Type": "application/sparql-results+json"}
XML = {"Content-Type": "application/sparql-results+xml"}
SELECT = "SELECT ?x { ?x ?p ?o }"
YES = b'{"head":{},"boolean":true}'
ROW = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"uri","value":"http://e/1"}}]}}'
TEXT_ROW = ROW.replace(b"uri", b"literal")
TRIPLE = ox.Quad(ox.NamedNode("http://e/1"), ox.NamedNode("http://e/p"), ox.Literal("<<"))
FLOOD = b'HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n{"head":{"vars":['


def nested(start: bytes, end: bytes) -> bytes:
    """Return something nested so deep that it would end the process that parses it."""
    return start * 50_000 + end * 50_000


def deep_row(kind: bytes) -> bytes:
    term = b'{"type":"uri","value":"http://e/"}'
    return ROW[:49] + nested(b'{"type":"%b","value":{"subject":%b,"predicate":%b,"object":' % (kind, term, term), b"}}")


BAD: dict[str, tuple[Responder, str]] = {
    "HTML": (respond(200, {"Content-Type": "text/html"}, b"<html><title>Welcome</title></html>"), "sent text/html"),
    "no media type": (respond(200, {}, ROW), "sent text/plain"),
    "no JSON": (respond(200, JSON, b"SELECT"), "cannot be read"),
    "nothing": (respond(200, JSON), "cannot be read"),
    "half a text": (respond(200, JSON, ROW[:70]), "cannot be read"),
    "an IRI that is none": (respond(200, JSON, ROW.replace(b"http://e/1", b"no iri")), "cannot be read"),
    "a yes": (respond(200, JSON, YES), "a yes or no where rows"),
    "deep JSON": (respond(200, JSON, deep_row(b"triple")), "triple terms"),
    "deep JSON that hides": (respond(200, JSON, deep_row(b"tr\\u0069ple")), "triple terms"),
    "deep XML": (respond(200, XML, nested(b"<x:triple >", b"</x:triple>")), "triple terms"),
    "a gigabyte": (flood(FLOOD, b'"x",' * 10_000), "sends more than 1,000,000 bytes"),
    "Virtuoso, out of time": (respond(200, {**JSON, "X-SQL-Message": "incomplete"}, ROW), "gave up before"),
    "Virtuoso, out of rows": (respond(200, {**JSON, "X-SPARQL-MaxRows": "1"}, ROW), "at most 1 rows"),
}


@pytest.mark.slow
@pytest.mark.parametrize("case", BAD)
def test_bad_answer_raises_one_sentence_in_time(case: str, serve: Serve) -> None:
    answer, sentence = BAD[case]
    fake, start = serve(answer), time.monotonic()
    with pytest.raises(ScoError, match=re.escape(sentence)) as error:
        ask(fake.url, SELECT, timeout=1, limit_bytes=1_000_000 if case == "a gigabyte" else 10_000_000)
    assert time.monotonic() - start < 4
    assert len(str(error.value)) < 500
    assert "\n" not in str(error.value)
    assert len(fake.requests) <= 5


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        ("application/n-triples", nested(b"<<( <http://e/> <http://e/> ", b")>>")),
        ("text/turtle", b'# "\n' + nested(b"<<( ", b")>>")),
        ("text/turtle", b"<http://e/a#> e:\\# <<( <a> <b> <c> )>>"),
        ("text/turtle", b'<http://e/> <http://e/> \'\'\'<<\'\'\' , """\\"""" , <<( <a> <b> <c> )>> .'),
    ],
    ids=["N-Triples", "after a comment", "after an escape", "after strings"],
)
def test_triple_terms_are_refused_before_parsing(media_type: str, body: bytes, serve: Serve) -> None:
    with pytest.raises(ScoError, match="triple terms"):
        ask(serve(respond(200, {"Content-Type": media_type}, body)).url, "DESCRIBE id:china")


GOOD: dict[str, tuple[str, dict[str, str], bytes, object]] = {
    "rows in JSON": (SELECT, JSON, ROW, ["http://e/1"]),
    "rows in XML": (
        SELECT,
        {"Content-Type": "text/xml; charset=utf-8"},
        b"""<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="x"/></head><results>
        <result><binding name="x"><uri>http://e/1</uri></binding></result></results></sparql>""",
        ["http://e/1"],
    ),
    "what looks like an escape": (SELECT, JSON, TEXT_ROW.replace(b"http://e/1", b"\\\\u0061"), ["\\u0061"]),
    "a yes": ("ASK { ?s ?p ?o }", JSON, YES, True),
    "a yes of Virtuoso": ("# SELECT\nASK {}", JSON, TEXT_ROW.replace(b"http://e/", b""), True),
    "a no of Virtuoso": ("ASK {}", JSON, b'{"head":{"vars":["x"]},"results":{"bindings":[]}}', False),
    "triples": (
        "CONSTRUCT WHERE { ?s ?p ?o }",
        {"Content-Type": "text/turtle"},
        b"<http://e/1> <http://e/p> \"<<\" , '<<' , \"\"\"<<\"\"\" , '''<<''' . # <<",
        [TRIPLE],
    ),
}


@pytest.mark.parametrize("case", GOOD)
def test_each_form_of_query_has_its_answer(case: str, serve: Serve) -> None:
    text, headers, body, expected = GOOD[case]
    fake = serve(respond(200, headers, body))
    answer = ask(fake.url, text, timeout=5)
    assert ([str(term) for (term,) in answer] if isinstance(answer, Rows) else answer) == expected
    wanted = "application/n-triples" if case == "triples" else "application/sparql-results+json"
    assert fake.requests[0].headers["Accept"].startswith(wanted)


def test_short_query_goes_by_get_and_a_long_one_by_post(serve: Serve) -> None:
    fake, texts = serve(respond(200, JSON, ROW)), [SELECT, SELECT.replace("?p", f"<http://e/{'p' * 3000}>")]
    for text in texts:
        ask(f"{fake.url}?key=1#there", text, graph="http://e/g?a&b")
    assert [request.command for request in fake.requests] == ["GET", "POST"]
    assert [request.parameters()["query"] for request in fake.requests] == [[text] for text in texts]
    assert [request.parameters()["default-graph-uri"] for request in fake.requests] == [["http://e/g?a&b"]] * 2
    assert all(request.path.startswith("/sparql?key=1") for request in fake.requests)


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("ASK { ?s org:role ?r } # comment", "ASK { ?s <http://www.w3.org/ns/org#role> ?r }"),
        ("PREFIX\n# x\norg: <http://e/> ASK{_:b org:role 'id:x'}", "ASK { _:b <http://e/role> 'id:x' }"),
        ("BASE <http://e/a/> ASK {<../b> a ?t}", "BASE <http://e/a/> ASK { <http://e/b> a ?t }"),
    ],
)
def test_server_gets_the_rebuilt_text(text: str, sent: str, serve: Serve) -> None:
    fake = serve(respond(200, JSON, YES))
    ask(fake.url, text)
    assert fake.requests[0].parameters()["query"] == [sent]


def test_server_gets_the_values_in_the_place_of_the_variables(serve: Serve) -> None:
    fake = serve(respond(200, JSON, ROW))
    ask(fake.url, "SELECT ?x ?v { ?x ?p ?v }", values={"v": ox.Literal("1' }", language="en")})
    assert fake.requests[0].parameters()["query"] == ["""SELECT ?x ( "1' }"@en AS ?v ) { ?x ?p "1' }"@en }"""]


@pytest.mark.parametrize(
    "text", ["DROP ALL", "SELECT * { SERVICE <http://e/> { ?s ?p ?o } }", "ASK " + "{" * 500 + "}" * 500]
)
def test_refused_query_is_not_sent(text: str, serve: Serve) -> None:
    fake = serve(respond(200, JSON, YES))
    with pytest.raises(ScoError):
        ask(fake.url, text)
    assert fake.requests == []
