"""Fake HTTP servers, well-behaved or hostile: real sockets, on the loopback address only."""

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

Responder = Callable[["Request"], None]


class Request(BaseHTTPRequestHandler):
    """A request, and the means to respond to it."""

    server: "FakeServer"
    body = b""

    def do_GET(self) -> None:
        """Respond with the server's next responder."""
        self.server.requests.append(self)
        self.server.responders[min(len(self.server.requests), len(self.server.responders)) - 1](self)

    def do_POST(self) -> None:
        """Read the body, then respond."""
        self.read_body()
        self.do_GET()

    do_PUT = do_HEAD = do_GET  # noqa: N815

    def read_body(self) -> None:
        """Read the body of the request."""
        self.body = self.rfile.read(int(self.headers["Content-Length"]))

    def respond(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
        """Send a response and end the connection."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def parameters(self) -> dict[str, list[str]]:
        """Return the parameters of the body, or else of the address."""
        return parse_qs(self.body.decode() or urlsplit(self.path).query)

    def log_message(self, *_: Any) -> None:
        """Write no log."""


class FakeServer(ThreadingHTTPServer):
    """A server that uses its responders in turn, the last one again and again, and keeps the requests."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, *responders: Responder) -> None:
        super().__init__(("127.0.0.1", 0), Request)
        self.responders, self.requests, self.stopped = responders, list[Request](), Event()
        self.url = f"http://127.0.0.1:{self.server_port}/sparql"
        self.thread = Thread(target=self.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    def handle_error(self, *_: Any) -> None:
        """Ignore that the client has closed the connection."""

    def stop(self) -> None:
        """End all responses and close."""
        self.stopped.set()
        self.shutdown()
        self.server_close()
        self.thread.join()


def respond(status: int, headers: dict[str, str], body: bytes = b"") -> Responder:
    """Respond with this status, these headers and this body."""
    return lambda request: request.respond(status, headers, body)


def send_raw(content: bytes) -> Responder:
    """Send these bytes, HTTP or not, and end the connection."""

    def responder(request: Request) -> None:
        request.wfile.write(content)

    return responder


def drip(start: bytes, repeated: bytes = b"x") -> Responder:
    """Send a start, and then a few bytes each twentieth of a second, for five seconds."""

    def responder(request: Request) -> None:
        request.wfile.write(start)
        for _ in range(100):
            request.wfile.write(repeated)
            if request.server.stopped.wait(0.05):
                return

    return responder


def flood(start: bytes, repeated: bytes) -> Responder:
    """Send a start, and then bytes without end."""

    def responder(request: Request) -> None:
        request.wfile.write(start)
        while not request.server.stopped.is_set():
            request.wfile.write(repeated)

    return responder


def hang(request: Request) -> None:
    """Send nothing for five seconds."""
    request.server.stopped.wait(5)


def close(_: Request) -> None:
    """Close the connection without a response."""


def accept_put(request: Request) -> None:
    """Read the body of a PUT and respond, as a graph store does."""
    request.read_body()
    request.respond(204, {})


def hold_triples(count: int) -> Responder:
    """Respond with so many triples."""
    triples = b"".join(b'<http://e/s> <http://e/p> "%d" .\n' % number for number in range(count))
    return respond(200, {"Content-Type": "application/n-triples"}, triples)
