"""Credentials: where they come from, to which servers they are sent, and that they are never printed."""

import base64
import hashlib
import re
from pathlib import Path
from urllib.parse import quote

import pytest

from sco_ld.errors import ScoError
from sco_ld.remote.challenges import digest_challenge, parse
from sco_ld.remote.client import Client
from sco_ld.remote.credentials import Credentials
from sco_ld.remote.redaction import redact
from tests.fakes import FakeServer, Request, Responder, respond, send_raw
from tests.remote.conftest import Certificate, Serve

BASIC = {"WWW-Authenticate": 'Basic realm="x"'}
OK, ASK = respond(200, {}), respond(401, BASIC, b"Who are you?")


def get(url: str, timeout: float | None = 5) -> None:
    client = Client(url, timeout=timeout)
    client.request("GET", client.url, {}).raise_for_status()


def sent(server: FakeServer) -> list[str | None]:
    return [request.headers["Authorization"] for request in server.requests]


def basic(user: str, password: str) -> str:
    return f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}"


def write_netrc(path: Path, content: str) -> None:
    path.write_text(content)
    path.chmod(0o600)


@pytest.mark.parametrize(
    ("environment", "header"),
    [
        ({"SCO_LD_TOKEN": "t0ken"}, "Bearer t0ken"),
        ({"SCO_LD_USER": "me", "SCO_LD_PASSWORD": "é:"}, basic("me", "é:")),
        ({}, basic("net", "rc")),
    ],
    ids=["token", "password", "netrc"],
)
def test_credentials_are_sent_to_their_host_only(
    environment: dict[str, str], header: str, serve: Serve, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    write_netrc(tmp_path / ".netrc", "machine 127.0.0.1 login net password rc\ndefault login any password body\n")
    other = serve(ASK)
    redirects = respond(302, {"Location": "/moved"}), respond(302, {"Location": other.url})
    before: list[Responder] = [] if "SCO_LD_TOKEN" in environment else [ASK]
    server = serve(*before, *redirects)
    with pytest.raises(ScoError, match="401 Unauthorized: Who are you"):
        get(server.url)
    assert sent(server) == [*([None] * len(before)), header, header]
    assert sent(other) == [None]


def test_host_that_the_server_redirects_to_gets_no_password(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCO_LD_USER", "me")
    other = serve(ASK)
    with pytest.raises(ScoError, match="401 Unauthorized"):
        get(serve(respond(302, {"Location": other.url})).url)
    assert sent(other) == [None]


@pytest.mark.parametrize("name", ["SCO_LD_TOKEN", "SCO_LD_USER"])
def test_redirect_from_https_to_http_gets_no_credentials(
    name: str, serve: Serve, certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "me")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.path))
    plain = serve(ASK)
    first: list[Responder] = [ASK] if name == "SCO_LD_USER" else []
    secure = serve(*first, respond(302, {"Location": plain.url}))
    certificate.secure(secure)
    with pytest.raises(ScoError, match="401 Unauthorized"):
        get(secure.url)
    assert sent(secure)[-1]
    assert sent(plain) == [None]


@pytest.mark.slow
@pytest.mark.parametrize("environment", ["SCO_LD_TOKEN", "SCO_LD_USER"])
@pytest.mark.parametrize("host", ["data.example", "localhost.example", "127.1", "128.0.0.1", "10.0.0.1", "[::2]"])
def test_credentials_are_not_sent_over_http_to_another_machine(
    host: str, environment: str, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = serve(ASK)
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.setenv("http_proxy", proxy.url.removesuffix("/sparql"))
    monkeypatch.setenv(environment, "sesame")
    with pytest.raises(ScoError, match=r"not sent to .* over http, where it can be read. Use https.") as error:
        get(f"http://{host}/")
    assert "sesame" not in str(error.value)
    assert [one for one in sent(proxy) if one] == []


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "[::1]", "localhost", "LOCALHOST"])
def test_credentials_are_sent_over_http_to_this_machine(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from urllib.request import Request as Outgoing

    monkeypatch.setenv("SCO_LD_TOKEN", "t0ken")
    outgoing = Outgoing(f"http://{host}:7878/")
    Credentials(outgoing.full_url).authorize(outgoing)
    assert outgoing.get_header("Authorization") == "Bearer t0ken"


def test_default_entry_of_netrc_is_used(serve: Serve, tmp_path: Path) -> None:
    write_netrc(tmp_path / ".netrc", "machine elsewhere.example login no password no\ndefault login any password body\n")
    server = serve(ASK, OK)
    get(server.url)
    assert sent(server) == [None, basic("any", "body")]


def test_netrc_variable_names_another_file(serve: Serve, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write_netrc(tmp_path / ".netrc", "default login wrong password wrong\n")
    write_netrc(tmp_path / "other", "machine 127.0.0.1 login right password right\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "other"))
    server = serve(ASK, OK)
    get(server.url)
    assert sent(server) == [None, basic("right", "right")]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("machine 127.0.0.1 login me password two words hunter2", r"rc\?: line 1 cannot be parsed\.$"),
        (b"\xff\xfe\x00", "rc"),
        (None, r"rc\?: cannot be read: No such file or directory\.$"),
    ],
    ids=["syntax", "binary", "missing"],
)
def test_unreadable_netrc_is_an_error_that_quotes_nothing_of_it(
    content: str | bytes | None, message: str, serve: Serve, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "rc\x07"
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    monkeypatch.setenv("NETRC", str(path))
    with pytest.raises(ScoError, match=message.replace(r"\?", " ")) as error:
        get(serve(ASK).url)
    assert "hunter2" not in str(error.value)
    assert str(error.value).isprintable()


def test_digest_is_preferred(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCO_LD_USER", "me")
    monkeypatch.setenv("SCO_LD_PASSWORD", "sesame")
    ask = 'Basic realm="r, s", Digest realm="r, s", nonce="n", opaque="o", qop="auth-int, auth", algorithm=md5'

    def md5(text: str) -> str:
        return hashlib.md5(text.encode()).hexdigest()

    server = serve(respond(401, {"WWW-Authenticate": ask}), respond(307, {"Location": "/moved"}), OK)
    get(server.url)
    for count, request in enumerate(server.requests[1:], start=1):
        header = request.headers["Authorization"]
        given = dict(re.findall(r'(\w+)="?([^"]*?)"?(?:, |$)', header.replace("r, s", "r s")))
        secret, resource = md5("me:r, s:sesame"), md5(f"GET:{request.path}")
        assert header.startswith("Digest ")
        assert given["response"] == md5(f"{secret}:n:{count:08x}:{given['cnonce']}:auth:{resource}")


@pytest.mark.parametrize(
    ("headers", "schemes", "has_digest"),
    [
        (["Basic"], ["basic"], False),
        (['Digest realm="r", nonce="n"'], ["digest"], True),
        (['Basic realm="a, Digest realm=b", Digest realm="r" , nonce = "n"'], ["basic", "digest"], True),
        (['Negotiate, Digest realm=r,nonce=n, Basic realm="x"'], ["negotiate", "digest", "basic"], True),
        (['Negotiate YWJj==, basic realm="\\"x, y"'], ["negotiate", "basic"], False),
        (['Basic realm="x"', 'DIGEST realm="r", nonce="n"'], ["basic", "digest"], True),
        (['Digest realm="r", nonce="n", algorithm=SHA-256, Digest realm="r", nonce="n"'], ["digest", "digest"], True),
        (['Digest realm="r", nonce="n", algorithm=SHA-256, Basic realm="r"'], ["digest", "basic"], False),
        (["", ",", '"', "=", "realm=x", 'Digest ,"'], ["digest"], False),
    ],
)
def test_challenges_are_distinguished(headers: list[str], schemes: list[str], has_digest: bool) -> None:
    challenges = list(parse(headers))
    assert [challenge.scheme for challenge in challenges] == schemes
    assert (digest_challenge(challenges) is not None) == has_digest


def test_basic_is_used_where_no_digest_can_be_answered(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCO_LD_USER", "me")
    ask = 'Digest realm="r", nonce="n", algorithm=SHA-512-256, Basic realm="r"'
    server = serve(respond(401, {"WWW-Authenticate": ask}), OK)
    get(server.url)
    assert sent(server) == [None, basic("me", "")]


@pytest.mark.parametrize("challenge", ["", "Digest", "Digest realm=", 'Digest ,"', 'Digest realm="r"', "Negotiate", "Basic"])
def test_unanswerable_challenge_is_an_error_with_a_hint(
    challenge: str, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCO_LD_USER", "me")
    server = serve(respond(401, {"WWW-Authenticate": challenge}))
    with pytest.raises(ScoError, match=r"401 Unauthorized\. Credentials come from SCO_LD_USER"):
        get(server.url)
    assert len(server.requests) == (2 if challenge == "Basic" else 1)


@pytest.mark.parametrize("environment", [{"SCO_LD_TOKEN": "a\r\nHost: b"}, {"SCO_LD_USER": "é", "SCO_LD_PASSWORD": "é"}])
def test_credentials_that_cannot_be_sent_are_an_error(
    environment: dict[str, str], serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    server = serve(respond(401, {"WWW-Authenticate": 'Digest realm="r", nonce="n"'}))
    with pytest.raises(ScoError, match=r"SCO_LD_TOKEN has a character|password cannot be sent"):
        get(server.url)


SECRET = 'pa+/s %s"w\\rd<é'
FORMS = {
    "plain": SECRET,
    "percent-encoded": quote(SECRET, safe=""),
    "percent-encoded in lower case": re.sub("%..", lambda match: match[0].lower(), quote(SECRET, safe="")),
    "form-encoded": quote(SECRET, safe=" ").replace(" ", "+"),
    "JSON": SECRET.replace("\\", "\\\\").replace('"', '\\"').replace("é", "\\u00E9"),
    "base64": base64.b64encode(SECRET.encode()).decode(),
    "base64url": base64.urlsafe_b64encode(SECRET.encode()).decode().rstrip("="),
    "percent-encoded base64": quote(base64.b64encode(SECRET.encode()).decode(), safe=""),
    "base64 inside other text": base64.b64encode(f"user:{SECRET}".encode()).decode(),
    "mojibake": SECRET.encode().decode("latin-1"),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("before", ["", "x", "xy"])
def test_secret_is_removed_in_each_form(form: str, before: str) -> None:
    text = FORMS[form]
    shown = redact(f"{before}{text} end", [SECRET])
    assert "***" in shown
    assert shown.startswith(before)
    for length in range(8, len(text) + 1):
        assert text[-length:] not in shown


def test_short_secrets_and_other_text_stay() -> None:
    assert redact("a message with a b", ["", "a"]) == "a message with a b"
    assert redact("dba sent this", ["dba"]) == "*** sent this"


def echo(where: str) -> Responder:
    """Return a responder that repeats the Authorization header in one place of its response."""

    def responder(request: Request) -> None:
        secret = str(request.headers["Authorization"]).split()[1]
        responders = {
            "reason": send_raw(f"HTTP/1.1 500 Oops {secret}\r\n\r\n".encode()),
            "body": respond(500, {}, secret.encode()),
            "end of a long body": respond(500, {}, f"{' ' * (8192 - 8)}{secret} {'x' * 99}".encode()),
            "HTML": respond(500, {"Content-Type": "text/html"}, f"<p>{'<b>' * 900}{secret}".encode()),
            "entities": respond(500, {"Content-Type": "text/html"}, "".join(f"&#{ord(c)};" for c in secret).encode()),
            "Retry-After": respond(500, {"Retry-After": secret}),
            "redirect": respond(302, {"Location": f"ftp://h/{secret}"}),
            "redirect to an error": respond(302 if secret not in request.path else 404, {"Location": f"/{secret}"}),
            "redirect to a bad address": respond(302, {"Location": f"http://h/é{secret}"}),
            "no HTTP": send_raw(f"{'x' * 290}{secret}\r\n\r\n".encode()),
        }
        responders[where](request)

    return responder


@pytest.mark.slow
@pytest.mark.parametrize(
    "where",
    ["reason", "body", "end of a long body", "HTML", "entities", "Retry-After", "redirect", "redirect to an error",
     "redirect to a bad address", "no HTTP"],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["token", "password"])
def test_echoed_secret_is_not_in_the_message(kind: str, where: str, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCO_LD_TOKEN" if kind == "token" else "SCO_LD_PASSWORD", "open-sesame-42")
    monkeypatch.setenv("SCO_LD_USER", "me")
    server = serve(*([ASK] if kind == "password" else []), echo(where))
    with pytest.raises(ScoError) as error:
        get(server.url)
    encoded = base64.b64encode(b"me:open-sesame-42").decode()
    assert not any(form[:6] in str(error.value) for form in ("open-sesame-42", encoded))
