"""The HTTP client: addresses, retries, redirects, certificates and proxies."""

import time

import pytest

from sco_ld.errors import ScoError
from sco_ld.remote.client import Client
from sco_ld.remote.http import Response
from tests.fakes import FakeServer, respond
from tests.remote.conftest import Certificate, Serve


def request(url: str, method: str = "GET", content: bytes | None = None, timeout: float | None = 5) -> Response:
    client = Client(url, timeout=timeout)
    headers = {"Content-Type": "text/plain"} if content else {}
    return client.request(method, client.url, headers, content).raise_for_status()


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("file:///etc/passwd", "not the address of a server"),
        ("data:,x", "not the address of a server"),
        ("127.0.0.1/sparql", "not the address of a server"),
        ("http:///x", "not the address of a server"),
        ("http://127.0.0.1:x/", "not the address of a server"),
        ("http://127.0.0.1:99999/", "not the address of a server"),
        ("http://[::1/", "not the address of a server"),
        ("http://127.0.0.1/a b", "not the address of a server"),
        ("http://127.0.0.1/é", "not the address of a server"),
        ("http://127.0.0.1/\u202e", "not the address of a server"),
        ("http://me:secret@127.0.0.1/", "password in an address"),
        ("http://127.0.0.1:1/", "cannot be reached: Connection refused"),
    ],
)
def test_useless_address_is_an_error(url: str, message: str) -> None:
    with pytest.raises(ScoError, match=message) as error:
        request(url)
    assert str(error.value).isprintable()
    assert "secret" not in str(error.value)


def test_busy_server_is_tried_three_times_at_the_pace_it_asks_for(serve: Serve) -> None:
    server, start = serve(respond(429, {"Retry-After": "1"}), respond(200, {})), time.monotonic()
    assert request(server.url).status_code == 200
    assert len(server.requests) == 2
    assert time.monotonic() - start >= 1
    server = serve(respond(503, {"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}, b"Closed."))
    with pytest.raises(ScoError, match="503 Service Unavailable: Closed"):
        request(server.url)
    assert len(server.requests) == 3


@pytest.mark.parametrize("status", [400, 404, 500, 502, 504])
def test_other_errors_are_not_retried(status: int, serve: Serve) -> None:
    server = serve(respond(status, {"Retry-After": "0"}))
    with pytest.raises(ScoError, match=str(status)):
        request(server.url)
    assert len(server.requests) == 1


@pytest.mark.parametrize(("status", "method"), [(301, "POST"), (307, "POST"), (308, "POST"), (303, "GET")])
def test_redirect_keeps_the_body_unless_it_says_see_other(status: int, method: str, serve: Serve) -> None:
    target = serve(respond(200, {}))
    request(serve(respond(status, {"Location": target.url})).url, "POST", b"body")
    assert [(one.command, one.body) for one in target.requests] == [(method, b"body" if method == "POST" else b"")]


def test_put_is_not_redirected(serve: Serve) -> None:
    with pytest.raises(ScoError, match=r"redirects to http://127.0.0.1:.*/there, which is not followed"):
        request(serve(respond(301, {"Location": "/there"})).url, "PUT")


def test_error_page_is_shown_without_its_markup(serve: Serve) -> None:
    page = b"<head><title>t</title></head><script>x()</script><h1>Too &lt;deep</h1>"
    with pytest.raises(ScoError, match=r"500 Internal Server Error: Too <deep."):
        request(serve(respond(500, {"Content-Type": "text/html"}, page)).url)


def test_first_paragraph_of_an_error_is_shown_on_one_line(serve: Serve) -> None:
    with pytest.raises(ScoError, match=r"400 Bad Request: Line 1: no such thing.$"):
        request(serve(respond(400, {}, b"Line 1: no\n  such thing\n\nSELECT")).url)


def test_unknown_certificate_is_refused(serve: Serve, certificate: Certificate) -> None:
    server = serve(respond(200, {}))
    certificate.secure(server)
    with pytest.raises(ScoError, match="certificate verify failed"):
        request(server.url)
    assert server.requests == []


def test_proxy_gets_the_requests_to_other_machines_only(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    proxy, local = serve(respond(200, {}, b"proxy")), serve(respond(200, {}, b"local"))
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.setenv("http_proxy", proxy.url.removesuffix("/sparql"))
    assert [request(url).content for url in ("http://data.example/", local.url)] == [b"proxy", b"local"]
    assert addresses(proxy) == ["http://data.example/"]


def addresses(server: FakeServer) -> list[str]:
    return [one.path for one in server.requests]
