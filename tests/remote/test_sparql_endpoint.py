"""A remote endpoint and a remote graph store: what goes there, what comes back, and what a bad one cannot do to us."""

import base64
import gc
import hashlib
import re
import shutil
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import XSD
from sco_ld.remote.graph_store import push
from sco_ld.remote import sparql_endpoint
from sco_ld.sparql import tokenizer
from sco_ld.sparql.engine import Answer as Found
from sco_ld.sparql.rows import Rows
from tests.conftest import PREFIXES
from tests.fakes import Answer, Exchange, Fake, drips, floods, hangs, holds, leaves, says, takes, writes


def ask(url: str, text: str, **options: Any) -> Found:
    return sparql_endpoint.ask(url, text, {}, PREFIXES, **options)


Serve = Callable[..., Fake]

JSON = {"Content-Type": "application/sparql-results+json"}
XML = {"Content-Type": "application/sparql-results+xml"}
SELECT = "SELECT ?x { ?x ?p ?o }"
YES = b'{"head":{},"boolean":true}'
ROW = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"uri","value":"http://e/1"}}]}}'
TEXT_ROW = ROW.replace(b"uri", b"literal")
TRIPLE = ox.Quad(ox.NamedNode("http://e/1"), ox.NamedNode("http://e/p"), ox.Literal("<<"))
QUADS = [ox.Quad(ox.NamedNode(f"http://e/{n}"), ox.NamedNode("http://e/p"), ox.BlankNode("b")) for n in range(25_000)]


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Take away the proxies and the credentials of the one who runs the tests."""
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("SCO_LD_USER", "SCO_LD_PASSWORD", "SCO_LD_TOKEN"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Give what starts a server with its answers."""
    fakes: list[Fake] = []

    def started(*answers: Answer) -> Fake:
        fakes.append(Fake(*answers))
        return fakes[-1]

    gc.collect()
    gc.disable()  # a query's solutions may not be thrown away in the thread of a server
    yield started
    for fake in fakes:
        fake.stop()
    gc.enable()


def nested(start: bytes, end: bytes) -> bytes:
    """Give something nested so deep that it would end the process that parses it."""
    return start * 50_000 + end * 50_000


def deep_row(kind: bytes) -> bytes:
    term = b'{"type":"uri","value":"http://e/"}'
    return ROW[:49] + nested(b'{"type":"%b","value":{"subject":%b,"predicate":%b,"object":' % (kind, term, term), b"}}")


BAD: dict[str, tuple[Answer, str]] = {
    "HTML": (says(200, {"Content-Type": "text/html"}, b"<html><title>Welcome</title></html>"), "sent text/html"),
    "no media type": (says(200, {}, ROW), "sent text/plain"),
    "no JSON": (says(200, JSON, b"SELECT"), "cannot be read"),
    "nothing": (says(200, JSON), "cannot be read"),
    "half a text": (says(200, JSON, ROW[:70]), "cannot be read"),
    "half a body": (says(200, {**JSON, "Content-Length": "1000"}, ROW), "broke off before its answer was whole"),
    "half a chunk": (says(200, {**JSON, "Transfer-Encoding": "chunked"}, b"ff\r\nhalf"), "broke off"),
    "another protocol": (writes(b"220 mail.example ESMTP\r\n"), "broke off"),
    "no word": (leaves, "broke off"),
    "an IRI that is none": (says(200, JSON, ROW.replace(b"http://e/1", b"no iri")), "cannot be read"),
    "a yes": (says(200, JSON, YES), "a yes or no where rows"),
    "deep JSON": (says(200, JSON, deep_row(b"triple")), "triple terms"),
    "deep JSON that hides": (says(200, JSON, deep_row(b"tr\\u0069ple")), "triple terms"),
    "deep XML": (says(200, XML, nested(b"<x:triple >", b"</x:triple>")), "triple terms"),
    "file:": (says(302, {"Location": "file:///etc/passwd"}), "redirects to file:///etc/passwd, which is not followed"),
    "ftp:": (says(307, {"Location": "ftp://127.0.0.1/x"}), "not followed"),
    "nowhere": (says(301, {"Location": "http://[::1"}), "redirects to http://[::1, which is not followed"),
    "round and round": (says(301, {"Location": "/sparql"}), "again and again"),
    "a password for elsewhere": (says(301, {"Location": "http://me:secret@127.0.0.1/"}), "No password is taken"),
    "a gigabyte": (floods, "sends more than 1,000,000 bytes"),
    "silence": (hangs, "gave no whole answer within 1 seconds"),
    "drops of a body": (drips(b"HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n"), "within 1 seconds"),
    "drops of a header": (drips(b"HTTP/1.0 200 OK\r\nX-Header: "), "within 1 seconds"),
    "words": (says(400, {}, b"Line 1: no\n  such thing\n\nSELECT"), "400 Bad Request: Line 1: no such thing."),
    "many words": (says(500, {}, b"word " * 9999), "word word…"),
    "words for a terminal": (says(400, {}, b"\x1b[31mred\x07 \xe2\x80\xaeder"), "400 Bad Request: [31mred der."),
    "words for a browser": (
        says(500, {"Content-Type": "text/html"}, b"<head><title>t</title></head><script>x()</script><h1>Too &lt;deep</h1>"),
        "500 Internal Server Error: Too <deep.",
    ),
    "a password wanted": (says(401, {"WWW-Authenticate": "Basic"}), "SCO_LD_USER"),
    "a long wait": (says(429, {"Retry-After": "3600"}, b"Slow down."), "Slow down (to be asked again after 3600)."),
    "Virtuoso, out of time": (says(200, {**JSON, "X-SQL-Message": "incomplete"}, ROW), "gave up before"),
    "Virtuoso, out of rows": (says(200, {**JSON, "X-SPARQL-MaxRows": "1"}, ROW), "at most 1 rows"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_answer_is_one_sentence_in_time(case: str, serve: Serve) -> None:
    answer, sentence = BAD[case]
    fake, start = serve(answer), time.monotonic()
    with pytest.raises(ScoError, match=re.escape(sentence)) as error:
        ask(fake.url, SELECT, timeout=1, limit_bytes=1_000_000 if case == "a gigabyte" else 10_000_000)
    assert time.monotonic() - start < 4
    assert len(str(error.value)) < 500
    assert "\n" not in str(error.value)
    assert len(fake.heard) <= 5


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
def test_a_triple_term_is_seen_before_it_is_parsed(media_type: str, body: bytes, serve: Serve) -> None:
    with pytest.raises(ScoError, match="triple terms"):
        ask(serve(says(200, {"Content-Type": media_type}, body)).url, "DESCRIBE id:china")


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
    fake = serve(says(200, headers, body))
    answer = ask(fake.url, text, timeout=5)
    assert ([str(term) for (term,) in answer] if isinstance(answer, Rows) else answer) == expected
    wanted = "application/n-triples" if case == "triples" else "application/sparql-results+json"
    assert fake.heard[0].headers["Accept"].startswith(wanted)


def test_a_short_query_goes_by_get_and_a_long_one_by_post(serve: Serve) -> None:
    fake, texts = serve(says(200, JSON, ROW)), [SELECT, SELECT + "#" * 3000]
    for text in texts:
        ask(f"{fake.url}?key=1#there", text, graph="http://e/g?a&b")
    assert [exchange.command for exchange in fake.heard] == ["GET", "POST"]
    assert [exchange.parameters()["query"] for exchange in fake.heard] == [[text] for text in texts]
    assert [exchange.parameters()["default-graph-uri"] for exchange in fake.heard] == [["http://e/g?a&b"]] * 2
    assert all(exchange.path.startswith("/sparql?key=1") for exchange in fake.heard)


@pytest.mark.parametrize(
    ("text", "prologue"),
    [
        ("ASK { ?s org:role ?r }", "PREFIX org: <http://www.w3.org/ns/org#> "),
        ("PREFIX\n# x\norg: <http://e/> ASK { ?s org:role nope:x ; _:b 'id:x' } # src:x", ""),
        ("prefix org:<x> ASK { <id:a> org:role ?x FILTER(?x>'1'^^xsd:int) }", f"PREFIX xsd: <{XSD}> "),
    ],
)  # fmt: skip
def test_known_prefixes_are_declared_where_they_are_used_and_missing(text: str, prologue: str, serve: Serve) -> None:
    fake = serve(says(200, JSON, YES))
    ask(fake.url, text)
    assert fake.heard[0].parameters()["query"] == [prologue + text]
    assert tokenizer.with_prefixes(prologue + text, PREFIXES) == prologue + text


@pytest.mark.parametrize(
    "text", ["DROP ALL", "SELECT * { SERVICE <http://e/> { ?s ?p ?o } }", "ASK " + "{" * 500 + "}" * 500]
)
def test_what_is_refused_here_is_not_sent_there(text: str, serve: Serve) -> None:
    fake = serve(says(200, JSON, YES))
    with pytest.raises(ScoError):
        ask(fake.url, text)
    assert fake.heard == []


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "data:,x", "127.0.0.1/sparql", "http:///x", "http://127.0.0.1:x/", "http://[::1/",
     "http://127.0.0.1/a b", "http://me:secret@127.0.0.1/", "http://127.0.0.1:99999/", "http://127.0.0.1/é",
     "http://127.0.0.1:1/"],
)  # fmt: skip
def test_an_address_where_no_server_can_be_is_said(url: str) -> None:
    with pytest.raises(ScoError, match=r"no address of a server|No password|cannot be reached: Connection refused"):
        ask(url, SELECT)


def test_a_busy_server_is_asked_again_as_it_wishes_and_three_times_at_most(serve: Serve) -> None:
    fake, start = serve(says(429, {"Retry-After": "1"}), says(200, JSON, YES)), time.monotonic()
    assert ask(fake.url, "ASK {}", timeout=10) is True
    assert len(fake.heard) == 2
    assert time.monotonic() - start >= 1
    fake = serve(says(503, {"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}, b"Closed."))
    with pytest.raises(ScoError, match="503 Service Unavailable: Closed"):
        ask(fake.url, "ASK {}", timeout=10)
    assert len(fake.heard) == 3


@pytest.mark.parametrize("status", [400, 404, 500, 502, 504])
def test_a_server_that_is_not_busy_is_asked_once(status: int, serve: Serve) -> None:
    fake = serve(says(status, {"Retry-After": "0"}))
    with pytest.raises(ScoError, match=str(status)):
        ask(fake.url, "ASK {}")
    assert len(fake.heard) == 1


@pytest.mark.parametrize(("status", "method"), [(301, "POST"), (307, "POST"), (308, "POST"), (303, "GET")])
def test_a_redirect_takes_the_question_along(status: int, method: str, serve: Serve) -> None:
    there = serve(says(200, JSON, YES))
    here = serve(says(status, {"Location": there.url}))
    assert ask(here.url, "ASK {}" + "#" * 3000) is True
    assert [(exchange.command, bool(exchange.body)) for exchange in there.heard] == [(method, method == "POST")]


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"SCO_LD_TOKEN": "t0ken"}, "Bearer t0ken"),
        ({"SCO_LD_USER": "me", "SCO_LD_PASSWORD": "é:"}, f"Basic {base64.b64encode('me:é:'.encode()).decode()}"),
        ({}, f"Basic {base64.b64encode(b'net:rc').decode()}"),
    ],
    ids=["token", "password", "netrc"],
)
def test_credentials_go_to_their_host_and_to_no_other(
    environment: dict[str, str], told: str, serve: Serve, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login net password rc\ndefault login any password body\n")
    (tmp_path / ".netrc").chmod(0o600)
    asks = says(401, {"WWW-Authenticate": 'Basic realm="x"'}, b"Who are you?")
    other = serve(asks)
    here = serve(asks, says(302, {"Location": "/moved"}), says(302, {"Location": other.url}))
    if "SCO_LD_TOKEN" in environment:  # told at once
        here.answers = here.answers[1:]
    with pytest.raises(ScoError, match="401 Unauthorized: Who are you"):
        ask(here.url, "ASK {}")
    at_once = [told] if "SCO_LD_TOKEN" in environment else [None, told]
    assert [exchange.headers["Authorization"] for exchange in here.heard] == [*at_once, told]
    assert [exchange.headers["Authorization"] for exchange in other.heard] == [None]


def test_another_host_may_ask_first_and_is_told_nothing(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCO_LD_USER", "me")
    other = serve(says(401, {"WWW-Authenticate": 'Basic realm="x"'}))
    with pytest.raises(ScoError, match="401 Unauthorized"):
        ask(serve(says(302, {"Location": other.url})).url, "ASK {}")
    assert [exchange.headers["Authorization"] for exchange in other.heard] == [None]


def test_a_password_is_told_as_a_digest_where_the_server_can_take_one(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCO_LD_USER", "me")
    monkeypatch.setenv("SCO_LD_PASSWORD", "sesame")

    def asks(exchange: Exchange) -> None:
        exchange.send_response(401)
        exchange.send_header("WWW-Authenticate", 'Basic realm="r"')
        exchange.send_header("WWW-Authenticate", 'Digest realm="r", nonce="n", opaque="o", qop="auth", algorithm="MD5"')
        exchange.end_headers()

    def digest(text: str) -> str:
        return hashlib.md5(text.encode()).hexdigest()

    fake = serve(asks, says(307, {"Location": "/moved"}), says(200, JSON, YES))
    assert ask(fake.url, "ASK {}") is True
    for count, exchange in enumerate(fake.heard[1:], start=1):
        told = exchange.headers["Authorization"]
        given = dict(re.findall(r'(\w+)="?([^",]*)', told))
        secret, what = digest("me:r:sesame"), digest(f"GET:{exchange.path}")
        assert told.startswith("Digest ")
        assert given["response"] == digest(f"{secret}:n:{count:08x}:{given['cnonce']}:auth:{what}")


@pytest.mark.parametrize("challenge", ["", "Digest", "Digest realm=", 'Digest ,"', 'Digest realm="r"', "Negotiate", "Basic"])
def test_a_challenge_that_is_none_or_that_is_not_met_is_no_riddle(
    challenge: str, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCO_LD_USER", "me")
    fake = serve(says(401, {"WWW-Authenticate": challenge}))
    with pytest.raises(ScoError, match=r"401 Unauthorized\. SCO_LD_USER"):
        ask(fake.url, "ASK {}", timeout=5)
    assert len(fake.heard) == (2 if challenge == "Basic" else 1)


@pytest.mark.parametrize("environment", [{"SCO_LD_TOKEN": "a\r\nHost: b"}, {"SCO_LD_USER": "é", "SCO_LD_PASSWORD": "é"}])
def test_credentials_that_cannot_be_told_are_said(
    environment: dict[str, str], serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    fake = serve(says(401, {"WWW-Authenticate": 'Digest realm="r", nonce="n"'}))
    with pytest.raises(ScoError, match=r"SCO_LD_TOKEN has a character|password cannot be told"):
        ask(fake.url, "ASK {}")


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificate")
def test_a_certificate_that_nobody_vouches_for_is_refused(serve: Serve, tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-days", "2"]
    subprocess.run([*words, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    fake = serve(says(200, JSON, YES))
    fake.socket = context.wrap_socket(fake.socket, server_side=True)
    with pytest.raises(ScoError, match="certificate verify failed"):
        ask(fake.url.replace("http:", "https:"), "ASK {}", timeout=5)
    assert fake.heard == []


def test_a_graph_is_replaced_in_one_request_and_counted(serve: Serve) -> None:
    fake, said = serve(says(200, {}), holds(3), takes, holds(25_000)), list[str]()
    assert push([*QUADS, QUADS[0]], fake.url, "http://e/g?a&b", said.append) == 25_000
    assert [exchange.command for exchange in fake.heard] == ["HEAD", "GET", "PUT", "GET"]
    assert {exchange.path for exchange in fake.heard} == {"/sparql?graph=http%3A%2F%2Fe%2Fg%3Fa%26b"}
    assert set(ox.parse(fake.heard[2].body, ox.RdfFormat.N_TRIPLES)) == set(QUADS)
    assert fake.heard[2].headers["Transfer-Encoding"] is None  # Virtuoso would take it to be empty
    assert said == [*(f"sent {n},000 of 25,000 triples" for n in (10, 20, 25)), "The server now holds 25,000 triples."]


def test_a_busy_graph_store_is_sent_the_whole_again(serve: Serve) -> None:
    def busy(exchange: Exchange) -> None:
        exchange.body = exchange.rfile.read(int(exchange.headers["Content-Length"]))
        exchange.reply(503, {"Retry-After": "0"})

    fake = serve(says(404, {}), holds(0), busy, takes, holds(25_000))
    assert push(QUADS, f"{fake.url}?key=1", None, lambda _: None) == 25_000
    assert fake.heard[2].body == fake.heard[3].body
    assert fake.heard[3].path == "/sparql?key=1&default"


BAD_STORES: dict[str, tuple[list[Answer], str]] = {
    "breaks off": (
        [says(200, {}), holds(3), leaves, holds(7)],
        "broke off .*The server now holds 7 triples there; it was 3.",
    ),
    "breaks off for good": ([says(200, {}), holds(3), leaves], "What the server now holds cannot be known."),
    "has heard enough": ([says(200, {}), holds(3), says(413, {}, b"Too much."), holds(3)], "413 .*: Too much.*now holds 3 "),
    "loses some": ([says(200, {}), holds(3), takes, holds(9)], "took 25,000 triples without complaint. .*now holds 9 "),
    "is elsewhere": ([says(301, {"Location": "/there"})], "redirects to http://127.0.0.1:.*/there, which is not followed"),
    "knows nobody": ([says(401, {"WWW-Authenticate": "Digest"})], "401 Unauthorized. SCO_LD_USER"),
}


@pytest.mark.parametrize("case", BAD_STORES)
def test_after_a_failure_it_is_said_what_the_server_holds(case: str, serve: Serve) -> None:
    answers, sentence = BAD_STORES[case]
    fake = serve(*answers)
    with pytest.raises(ScoError, match=sentence):
        push(QUADS, fake.url, "http://e/g", lambda _: None)
    assert [exchange.command for exchange in fake.heard] == ["HEAD", "GET", "PUT", "GET"][: max(len(fake.heard), 1)]
