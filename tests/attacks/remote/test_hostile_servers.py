"""Hostile servers: each response ends in one printable sentence, within the time allowed."""

import re
import time

import pytest

from sco_ld.errors import ScoError
from sco_ld.remote.client import Client
from tests.fakes import Responder, close, drip, flood, hang, respond, send_raw
from tests.remote.conftest import Serve, no_credentials, serve  # noqa: F401

pytestmark = pytest.mark.slow

TIMEOUT, LIMIT = 0.3, 1_000_000  # seconds, bytes
HEAD = b"HTTP/1.1 200 OK\r\n"
BIDI = "\u202e\u2066\u200b\ufeff".encode()

BROKEN = "broke off before its answer was whole: "
LATE, LARGE = f"gave no whole answer within {TIMEOUT} seconds.", f"sends more than {LIMIT:,} bytes"
REFUSED, NOT_FOLLOWED, LOOP = ": 500 ", "which is not followed.", "redirects or asks for credentials more than 5 times."

ATTACKS: dict[str, tuple[Responder, str]] = {
    "no response": (close, BROKEN),
    "silence": (hang, LATE),
    "another protocol": (send_raw(b"220 mail.example ESMTP\r\n"), BROKEN),
    "control characters instead of HTTP": (send_raw(b"\x00\x1b]0;title\x07\r\n\r\n"), BROKEN),
    "a status line of 1 MB": (send_raw(b"HTTP/1.1 200 " + b"x" * 1_000_000 + b"\r\n\r\n"), BROKEN),
    "a status line without end": (flood(b"HTTP/1.1 200 ", b"x" * 65536), BROKEN),
    "a status that is no number": (send_raw(b"HTTP/1.1 2OO OK\r\n\r\n"), BROKEN),
    "a negative status": (send_raw(b"HTTP/1.1 -20 OK\r\n\r\n"), BROKEN),
    "a header of 1 MB": (send_raw(HEAD + b"X: " + b"x" * 1_000_000 + b"\r\n\r\n"), BROKEN),
    "a thousand headers": (send_raw(HEAD + b"X: x\r\n" * 1000 + b"\r\n"), BROKEN),
    "headers without end": (flood(HEAD, b"X: x\r\n" * 1000), BROKEN),
    "interim responses without end": (flood(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100), LATE),
    "a slow status line": (drip(b"HTTP/1.1 2"), LATE),
    "a slow header": (drip(HEAD + b"X: "), LATE),
    "slow headers": (drip(HEAD, b"X: x\r\n"), LATE),
    "a slow body": (drip(HEAD + b"\r\n"), LATE),
    "slow chunks": (drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"), LATE),
    "a slow refusal": (drip(b"HTTP/1.1 500 Oops\r\n\r\n"), LATE),
    "a body without end": (flood(HEAD + b"\r\n", b"x" * 65536), LARGE),
    "chunks without end": (
        flood(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b"x" * 65536 + b"\r\n"),
        LARGE,
    ),
    "a refusal without end": (flood(b"HTTP/1.1 500 Oops\r\n\r\n", b"x" * 65536), LARGE),
    "a body shorter than its length": (send_raw(HEAD + b"Content-Length: 1000\r\n\r\nx"), BROKEN),
    "a body much shorter than its length": (send_raw(HEAD + b"Content-Length: %d\r\n\r\nx" % 10**30), BROKEN),
    "half a chunk": (send_raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\nff\r\nhalf"), BROKEN),
    "a chunk of no size": (send_raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhalf"), BROKEN),
    "a chunk of a huge size": (send_raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"f" * 30 + b"\r\nx"), BROKEN),
    "a redirect to itself": (respond(301, {"Location": "/sparql"}), LOOP),
    "a redirect without address": (respond(302, {}), LOOP),
    "a redirect to a file": (respond(302, {"Location": "file:///etc/passwd"}), NOT_FOLLOWED),
    "a redirect to FTP": (respond(307, {"Location": "ftp://127.0.0.1/x"}), NOT_FOLLOWED),
    "a redirect to nowhere": (respond(301, {"Location": "http://[::1"}), NOT_FOLLOWED),
    "a redirect with a password": (respond(301, {"Location": "http://me:secret@127.0.0.1/"}), NOT_FOLLOWED),
    "a redirect of 60 kB": (respond(301, {"Location": "gopher:" + "x" * 60_000}), NOT_FOLLOWED),
    "a redirect with controls": (send_raw(b"HTTP/1.1 301 x\r\nLocation: x:\x1b[2J" + BIDI + b"\r\n\r\n"), NOT_FOLLOWED),
    "a challenge of 60 kB": (respond(401, {"WWW-Authenticate": 'Basic realm="' + '\\",' * 20_000}), ": 401 Unauthorized"),
    "a very long wait": (respond(429, {"Retry-After": "9" * 400}, b"Slow down."), ": 429 Too Many Requests: Slow down"),
    "a wait until the year 9999": (respond(503, {"Retry-After": "Fri, 31 Dec 9999 23:59:59 GMT"}), ": 503 "),
    "a wait that is nonsense": (respond(503, {"Retry-After": "\u0663 nan -1"[2:]}), ": 503 "),
    "controls in the reason": (send_raw(b"HTTP/1.1 500 \x1b[31mred\x07\x9b1m\r\n\r\n"), REFUSED),
    "CI commands in the reason": (send_raw(b"HTTP/1.1 500 x\r::error::y ##vso[task.x] ##[error]\r\n\r\n"), REFUSED),
    "CI commands in the body": (respond(500, {}, b"\r\n::error file=a::b\n##vso[task.complete]done"), REFUSED),
    "controls and overrides in the body": (respond(500, {}, b"\x1b]8;;http://e/\x07link\x00 " + BIDI), REFUSED),
    "CI commands in Retry-After": (respond(500, {"Retry-After": "##vso[task.x]"}), REFUSED),
    "a body of no encoding": (respond(500, {}, bytes(range(256))), REFUSED),
    "a body of tags": (respond(500, {}, b"<script" * 5_000), REFUSED),
    "a body of open brackets": (respond(500, {}, b"<" * 100_000), REFUSED),
    "a body of white space": (respond(500, {}, b" \n" * 100_000 + b"end"), REFUSED),
    "a body of entities": (respond(500, {"Content-Type": "text/html"}, b"&#27;&#x202e;&#10;::error::" * 500), REFUSED),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_response_ends_in_a_sentence(attack: str, serve: Serve) -> None:  # noqa: F811
    responder, sentence = ATTACKS[attack]
    server, start = serve(responder), time.monotonic()
    client = Client(server.url, timeout=TIMEOUT, max_bytes=LIMIT)
    with pytest.raises(ScoError) as error:
        client.request("GET", client.url, {}).raise_for_status()
    message = str(error.value)
    assert time.monotonic() - start < TIMEOUT + 1
    assert sentence in message
    assert message.isprintable()
    assert len(message) < 800
    assert not re.search(r"^\s*::|##\w*\[", message)
    assert message.startswith(client.name.removesuffix("/sparql"))
