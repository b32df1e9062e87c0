"""An HTTP client for one server: with a deadline, retries, redirects and credentials."""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from email.utils import parsedate_to_datetime
from threading import Thread
from time import monotonic, sleep, time
from urllib.parse import urljoin, urlsplit
from urllib.request import Request

from sco_ld import __version__
from sco_ld.errors import ScoError
from sco_ld.remote.credentials import Credentials
from sco_ld.remote.http import Response, Transport, server_url, without_query
from sco_ld.text.printable import excerpt

MAX_BYTES = 256 * 1024 * 1024
_SOCKET_TIMEOUT = 600.0  # seconds without a byte, if there is no deadline
_MAX_RETRY_DELAY = 60.0  # seconds, likewise
_MAX_ATTEMPTS, _MAX_HOPS = 3, 5
_REDIRECTS, _SEE_OTHER, _UNAUTHORIZED, _BUSY = (301, 302, 303, 307, 308), 303, 401, (429, 503)

Content = bytes | Callable[[], Iterable[bytes]] | None


class Client:
    """A client for the server at an address, for `timeout` seconds from now on; a response has at most `max_bytes`."""

    def __init__(self, url: str, *, timeout: float | None = None, max_bytes: int = MAX_BYTES) -> None:
        self.url = server_url(url)
        self.name = without_query(self.url)
        self.timeout = _SOCKET_TIMEOUT if timeout is None else timeout
        self.deadline = None if timeout is None else monotonic() + timeout
        self.credentials = Credentials(self.url)
        self.transport = Transport(max_bytes, self.credentials.redact)

    def request(self, method: str, url: str, headers: Mapping[str, str], content: Content = None) -> Response:
        """Return the last response of the server, an error status too.

        Redirects are followed for GET and POST, to http and https. Raise ScoError if the server cannot be reached, breaks
        off, or is too late.
        """
        try:
            if self.deadline is None:
                return self._with_retries(method, url, headers, content)
            future: Future[Response] = Future()  # a single read or look-up may outlast any timeout that it was given
            arguments = (future, self._with_retries, method, url, headers, content)
            Thread(target=_set_result, args=arguments, daemon=True).start()
            return future.result(self.remaining())
        except TimeoutError as error:
            raise self._timeout_error() from error

    def remaining(self) -> float:
        """Return the seconds that are left, or raise ScoError if there are none."""
        seconds = _SOCKET_TIMEOUT if self.deadline is None else self.deadline - monotonic()
        if seconds <= 0:
            raise self._timeout_error()
        return seconds

    def excerpt(self, text: str) -> str:
        """Return the beginning of a text of the server, printable and without credentials."""
        return excerpt(self.credentials.redact(text))

    def _timeout_error(self) -> ScoError:
        return ScoError(f"{self.name} gave no whole answer within {self.timeout:g} seconds.")

    def _with_retries(self, method: str, url: str, headers: Mapping[str, str], content: Content) -> Response:
        for attempt in range(1, _MAX_ATTEMPTS):
            response = self._with_redirects(method, url, headers, content)
            delay = _retry_delay(response, attempt)
            if response.status_code not in _BUSY:
                return response
            if delay > (_MAX_RETRY_DELAY if self.deadline is None else self.remaining()):
                return response
            sleep(delay)
        return self._with_redirects(method, url, headers, content)

    def _with_redirects(self, method: str, url: str, headers: Mapping[str, str], content: Content) -> Response:
        for _ in range(_MAX_HOPS):
            response = self._send(method, url, headers, content)
            if response.status_code in _REDIRECTS:
                url = self._redirect_target(url, response, may_follow=method in ("GET", "POST"))
                method, content = ("GET", None) if response.status_code == _SEE_OTHER else (method, content)
            elif response.status_code != _UNAUTHORIZED or not self.credentials.answer(
                url, response.headers.get_all("WWW-Authenticate", [])
            ):
                return response
        raise ScoError(f"{self.name} redirects or asks for credentials more than {_MAX_HOPS} times.")

    def _send(self, method: str, url: str, headers: Mapping[str, str], content: Content) -> Response:
        data = content() if callable(content) else content
        request = Request(url, data, {"User-Agent": f"sco-ld/{__version__}", **headers}, method=method)  # noqa: S310
        self.credentials.authorize(request)
        return self.transport.send(request, self.remaining)

    def _redirect_target(self, url: str, response: Response, *, may_follow: bool) -> str:
        target = response.headers.get("Location", "")
        with suppress(ValueError, ScoError):
            target = urljoin(url, target)
            if may_follow and urlsplit(target).scheme in ("http", "https"):
                return server_url(target)
        shown = self.excerpt(target)
        raise ScoError(f"{self.credentials.redact(response.url)} redirects to {shown}, which is not followed.")


def _set_result(future: "Future[Response]", work: Callable[..., Response], *arguments: object) -> None:
    try:
        future.set_result(work(*arguments))
    except Exception as error:  # whatever it is, it is raised where the result is waited for
        future.set_exception(error)


def _retry_delay(response: Response, attempt: int) -> float:
    """Return the seconds to wait: those of Retry-After, a number or a date, else one, two, four."""
    value = response.headers.get("Retry-After", "")
    if value.isdecimal():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time())
    except (ValueError, OverflowError):
        return 2.0 ** (attempt - 1)
