"""A server, held to a deadline: asked again while it is busy, followed where it moves, told who we are when it asks."""

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
from sco_ld.remote import http
from sco_ld.remote.credentials import Credentials
from sco_ld.remote.http import Reply

LIMIT = 256 * 1024 * 1024
_SILENCE = 600.0  # seconds without a byte, where no timeout is given
_PATIENCE = 60.0  # seconds between two tries, likewise
_TRIES, _HOPS = 3, 5
_MOVED, _SEE_OTHER, _UNAUTHORIZED, _BUSY = (301, 302, 303, 307, 308), 303, 401, (429, 503)

Body = bytes | Callable[[], Iterable[bytes]] | None


class Server:
    """A server, until `timeout` seconds from now; of one answer at most `limit` bytes are read."""

    def __init__(self, url: str, *, timeout: float | None = None, limit: int = LIMIT) -> None:
        self.url = http.checked(url)
        self.name, self.limit = http.name(self.url), limit
        self.patience = _SILENCE if timeout is None else timeout
        self.end = None if timeout is None else monotonic() + timeout
        self.credentials = Credentials(self.url)
        self.opener = http.opener()

    def send(self, method: str, url: str, headers: Mapping[str, str], body: Body = None) -> Reply:
        """Return what the server answers in the end, a refusal too.

        Only GET and POST follow a redirect, since a question may be asked elsewhere too; and only to http and https.
        A server that is down, breaks off, or is too late raises ScoError.
        """
        try:
            if self.end is None:
                return self._patiently(method, url, headers, body)
            future: Future[Reply] = Future()  # since a single read or look-up may outlast any timeout that it was given
            Thread(target=_fulfil, args=(future, self._patiently, method, url, headers, body), daemon=True).start()
            return future.result(self.left())
        except TimeoutError as error:
            raise self._late() from error

    def left(self) -> float:
        """Return the seconds left, or raise ScoError where there are none."""
        left = _SILENCE if self.end is None else self.end - monotonic()
        if left <= 0:
            raise self._late()
        return left

    def _late(self) -> ScoError:
        return ScoError(f"{self.name} gave no whole answer within {self.patience:g} seconds.")

    def _patiently(self, method: str, url: str, headers: Mapping[str, str], body: Body) -> Reply:
        for attempt in range(1, _TRIES):
            reply = self._followed(method, url, headers, body)
            pause = _pause(reply, attempt)
            if reply.status not in _BUSY or pause > (_PATIENCE if self.end is None else self.left()):
                return reply
            sleep(pause)
        return self._followed(method, url, headers, body)

    def _followed(self, method: str, url: str, headers: Mapping[str, str], body: Body) -> Reply:
        for _ in range(_HOPS):
            reply = self._once(method, url, headers, body)
            if reply.status in _MOVED:
                url = _target(url, reply, asking=method in ("GET", "POST"))
                method, body = ("GET", None) if reply.status == _SEE_OTHER else (method, body)
            elif reply.status != _UNAUTHORIZED or not self.credentials.learn(
                url, reply.headers.get_all("WWW-Authenticate", [])
            ):
                return reply
        raise ScoError(f"{self.name} sends us elsewhere, or asks who we are, again and again.")

    def _once(self, method: str, url: str, headers: Mapping[str, str], body: Body) -> Reply:
        data = body() if callable(body) else body
        request = Request(url, data, {"User-Agent": f"sco-ld/{__version__}", **headers}, method=method)  # noqa: S310
        self.credentials.sign(request)
        return http.exchange(self.opener, request, self.left, self.limit)


def _fulfil(future: "Future[Reply]", work: Callable[..., Reply], *arguments: object) -> None:
    try:
        future.set_result(work(*arguments))
    except Exception as error:  # whatever it is, it is raised where it was waited for
        future.set_exception(error)


def _target(url: str, reply: Reply, *, asking: bool) -> str:
    target = reply.headers.get("Location", "")
    with suppress(ValueError):
        target = urljoin(url, target)
        if asking and urlsplit(target).scheme in ("http", "https"):
            return http.checked(target)
    raise ScoError(f"{reply.name} redirects to {http.clean(target)}, which is not followed.")


def _pause(reply: Reply, attempt: int) -> float:
    """Return the seconds to wait: those that Retry-After says, as a number or a date, else one, two, four."""
    asked = reply.headers.get("Retry-After", "")
    if asked.isdecimal():
        return float(asked)
    try:
        return max(0.0, parsedate_to_datetime(asked).timestamp() - time())
    except (ValueError, OverflowError):
        return 2.0 ** (attempt - 1)
