"""One HTTP request and its response: limited in size, without redirects, and with printable errors.

The standard library is enough: it has proxies, TLS and digest, and no larger one has a deadline for the whole answer.
"""

import html
import io
import re
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection, IncompleteRead
from typing import Any
from urllib.error import URLError
from urllib.parse import urldefrag, urlsplit
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request

from sco_ld.errors import ScoError
from sco_ld.remote.credentials import HINT, is_loopback, origin
from sco_ld.text.printable import excerpt

Redact = Callable[[str], str]

_CLIENT_ERROR, _UNAUTHORIZED = 400, 401
_ERROR_BODY = 8 * 1024  # bytes of a refusal in which a message is looked for
_MARKUP = re.compile(r"<(script|style|head)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True)
class Response:
    """The response of a server; `url` is without its query, which may hold a secret."""

    url: str
    status_code: int
    reason_phrase: str
    headers: Message
    content: bytes
    redact: Redact = field(repr=False)

    def raise_for_status(self) -> "Response":
        """Return the response itself, or raise ScoError with the server's own message if the status is an error."""
        if self.status_code < _CLIENT_ERROR:
            return self
        status = self.excerpt(f"{self.status_code} {self.reason_phrase}")
        wait = self.headers.get("Retry-After")
        parts = ": ".join(filter(None, (self.redact(self.url), status, self.excerpt(self._message())))).rstrip(".")
        retry = f" (Retry-After: {self.excerpt(wait)})" if wait else ""
        raise ScoError(f"{parts}{retry}.{f' {HINT}' if self.status_code == _UNAUTHORIZED else ''}")

    def excerpt(self, text: str) -> str:
        """Return the beginning of a text of the server, printable and without credentials."""
        return excerpt(self.redact(text))

    def _message(self) -> str:
        """Return the first paragraph of the content, without markup."""
        text = self.content[:_ERROR_BODY].decode("utf-8", "replace").strip()
        if len(self.content) > _ERROR_BODY:
            text = "".join(text.rsplit(None, 1)[:-1])  # the last word may be half a secret
        if "html" in self.headers.get_content_type() or text.startswith("<"):
            return html.unescape(_MARKUP.sub(" ", text))
        return re.split(r"\n\s*\n", text, maxsplit=1)[0]


class Transport:
    """Opens http and https addresses and no others, follows no redirects, and verifies certificates.

    At most `max_bytes` of a response are read.
    """

    def __init__(self, max_bytes: int, redact: Redact) -> None:
        self.max_bytes, self.redact = max_bytes, redact
        self.opener = OpenerDirector()
        for handler in (_Proxies(), _Handler(), _SecureHandler()):
            self.opener.add_handler(handler)

    def send(self, request: Request, remaining: Callable[[], float]) -> Response:
        """Return the response to a request. Raise ScoError if there is none, and TimeoutError if the server is silent.

        `remaining` returns the seconds that are left.
        """
        url = without_query(request.full_url)
        try:
            with self.opener.open(request, timeout=remaining()) as response:
                content = self._read(response, remaining, url)
                return Response(url, response.status, response.reason, response.headers, content, self.redact)
        except (OSError, HTTPException, ValueError) as error:
            cause = error.reason if isinstance(error, URLError) else error
            if isinstance(cause, TimeoutError):
                raise TimeoutError from error
            failure = "cannot be reached" if cause is not error else "broke off before its answer was whole"
            reason = excerpt(self.redact(getattr(cause, "strerror", None) or str(cause)))
            raise ScoError(f"{self.redact(url)} {failure}: {reason}.") from error

    def _read(self, response: HTTPResponse, remaining: Callable[[], float], url: str) -> bytes:
        content = io.BytesIO()
        while block := response.read1(1 << 16):
            content.write(block)
            if content.tell() > self.max_bytes:
                raise ScoError(f"{self.redact(url)} sends more than {self.max_bytes:,} bytes, which is more than is read.")
            remaining()
        if response.length:
            raise IncompleteRead(b"", response.length)
        return content.getvalue()


def without_query(url: str) -> str:
    """Return an address without its query."""
    return url.partition("?")[0]


def server_url(url: str) -> str:
    """Return an address without its fragment. Raise ScoError if it is not of http or https, and if it has a password."""
    try:
        scheme, host, _ = origin(url)
    except ValueError:
        scheme, host = "", None
    if scheme not in ("http", "https") or not host or not url.isascii() or re.search(r"[\x00-\x20\x7f]", url):
        raise ScoError(f'"{excerpt(url)}" is not the address of a server, such as https://example.org/sparql.')
    if "@" in urlsplit(url).netloc:
        raise ScoError(f"A password in an address is not accepted. {HINT}")
    return urldefrag(url).url


class _Connection(HTTPConnection):
    """A connection that reads the response even if the server stops reading the request early."""

    def request(self, *arguments: Any, **options: Any) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):
            super().request(*arguments, **options)


class _SecureConnection(_Connection, HTTPSConnection):
    pass


class _Proxies(ProxyHandler):
    """The proxies of the environment, but for this machine, whose credentials may be sent unencrypted."""

    def proxy_open(self, request: Request, *arguments: Any) -> Any:
        if is_loopback(urlsplit(request.full_url).hostname):
            return None
        return super().proxy_open(request, *arguments)


class _Handler(HTTPHandler):
    def http_open(self, request: Request) -> HTTPResponse:
        return self.do_open(_Connection, request)


class _SecureHandler(HTTPSHandler):
    def https_open(self, request: Request) -> HTTPResponse:
        return self.do_open(_SecureConnection, request, context=ssl.create_default_context())
