"""One request and its reply over HTTP, from a server that is not trusted: its size held, its words cleaned.

The standard library is enough: it has proxies, TLS and digest, and no larger one has a deadline for the whole answer.
"""

import html
import io
import re
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection, IncompleteRead
from typing import Any
from urllib.error import URLError
from urllib.parse import urldefrag, urlsplit
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request

from sco_ld.errors import ScoError
from sco_ld.remote.credentials import HINT, origin

_WORDS = 300
_REFUSED, _UNAUTHORIZED = 400, 401
_MARKUP = re.compile(r"<(script|style|head)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True)
class Reply:
    """What a server answered."""

    name: str
    status: int
    reason: str
    headers: Message
    body: bytes

    def accepted(self) -> "Reply":
        """Return the reply itself, or raise ScoError with the server's words where it refused."""
        if self.status < _REFUSED:
            return self
        wait = self.headers.get("Retry-After")
        said = ": ".join(filter(None, (self.name, clean(f"{self.status} {self.reason}"), _words(self)))).rstrip(".")
        then = f" (to be asked again after {clean(wait)})" if wait else ""
        raise ScoError(f"{said}{then}.{f' {HINT}' if self.status == _UNAUTHORIZED else ''}")


def opener() -> OpenerDirector:
    """Return what opens http and https addresses and no others, follows nothing, and verifies certificates."""
    director = OpenerDirector()
    for handler in (ProxyHandler(), _Handler(), _SecureHandler()):
        director.add_handler(handler)
    return director


def exchange(director: OpenerDirector, request: Request, left: Callable[[], float], limit: int) -> Reply:
    """Return the reply to a request, or raise ScoError, and TimeoutError after a silence of the seconds that are left."""
    shown = name(request.full_url)
    try:
        with director.open(request, timeout=left()) as response:
            body = _body(response, left, limit, shown)
            return Reply(shown, response.status, response.reason, response.headers, body)
    except (OSError, HTTPException, ValueError) as error:
        cause = error.reason if isinstance(error, URLError) else error
        if isinstance(cause, TimeoutError):
            raise TimeoutError from error
        said = "cannot be reached" if cause is not error else "broke off before its answer was whole"
        raise ScoError(f"{shown} {said}: {clean(getattr(cause, 'strerror', None) or str(cause))}.") from error


def clean(text: str) -> str:
    """Return a text from elsewhere as one line of at most 300 printable characters."""
    line = "".join(char for char in " ".join(text.split()) if char.isprintable())
    return line if len(line) <= _WORDS else f"{line[: _WORDS - 1]}…"


def name(url: str) -> str:
    """Return an address without what may be secret in it."""
    return url.partition("?")[0]


def checked(url: str) -> str:
    """Return an address without its fragment; what is no http or https address, or holds a password, raises ScoError."""
    try:
        scheme, host, _ = origin(url)
    except ValueError:
        scheme, host = "", None
    if scheme not in ("http", "https") or not host or not url.isascii() or re.search(r"[\x00-\x20\x7f]", url):
        raise ScoError(f'"{clean(url)}" is no address of a server, such as https://example.org/sparql.')
    if "@" in urlsplit(url).netloc:
        raise ScoError(f"No password is taken from an address. {HINT}")
    return urldefrag(url).url


class _Connection(HTTPConnection):
    """A connection that still listens to a server that has heard enough."""

    def request(self, *arguments: Any, **options: Any) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):
            super().request(*arguments, **options)


class _SecureConnection(_Connection, HTTPSConnection):
    pass


class _Handler(HTTPHandler):
    def http_open(self, request: Request) -> HTTPResponse:
        return self.do_open(_Connection, request)


class _SecureHandler(HTTPSHandler):
    def https_open(self, request: Request) -> HTTPResponse:
        return self.do_open(_SecureConnection, request, context=ssl.create_default_context())


def _body(response: HTTPResponse, left: Callable[[], float], limit: int, shown: str) -> bytes:
    content = io.BytesIO()
    while block := response.read1(1 << 16):
        content.write(block)
        if content.tell() > limit:
            raise ScoError(f"{shown} sends more than {limit:,} bytes, which is more than is read.")
        left()
    if response.length:
        raise IncompleteRead(b"", response.length)
    return content.getvalue()


def _words(reply: Reply) -> str:
    """Return the first paragraph of what a server says, without markup."""
    text = reply.body[:8192].decode("utf-8", "replace").strip()
    if "html" in reply.headers.get_content_type() or text.startswith("<"):
        return clean(html.unescape(_MARKUP.sub(" ", text)))
    return clean(re.split(r"\n\s*\n", text, maxsplit=1)[0])
