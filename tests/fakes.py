"""Servers that answer as they are told, well or badly: real sockets, on the loopback address only."""

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

Answer = Callable[["Exchange"], None]


class Exchange(BaseHTTPRequestHandler):
    """One request, and the means to answer it."""

    server: "Fake"
    body = b""

    def do_GET(self) -> None:
        """Give the server's next answer."""
        self.server.heard.append(self)
        self.server.answers[min(len(self.server.heard), len(self.server.answers)) - 1](self)

    def do_POST(self) -> None:
        """Listen to the end, then answer."""
        self.body = self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    do_PUT = do_HEAD = do_GET  # noqa: N815

    def reply(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
        """Send an answer, and end the connection."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def parameters(self) -> dict[str, list[str]]:
        """Give the parameters of the request, wherever they stand."""
        return parse_qs(self.body.decode() or urlsplit(self.path).query)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class Fake(ThreadingHTTPServer):
    """A server that gives its answers in turn, the last one for ever, and remembers what it heard."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, *answers: Answer) -> None:
        super().__init__(("127.0.0.1", 0), Exchange)
        self.answers, self.heard, self.over = answers, list[Exchange](), Event()
        self.url = f"http://127.0.0.1:{self.server_port}/sparql"
        self.thread = Thread(target=self.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    def handle_error(self, *_: Any) -> None:
        """Bear it that the other side has gone."""

    def stop(self) -> None:
        """End what goes on, and close."""
        self.over.set()
        self.shutdown()
        self.server_close()
        self.thread.join()


def says(status: int, headers: dict[str, str], body: bytes = b"") -> Answer:
    """Answer with this, and end the connection."""
    return lambda exchange: exchange.reply(status, headers, body)


def writes(raw: bytes) -> Answer:
    """Write these bytes, HTTP or not, and end the connection."""

    def answer(exchange: Exchange) -> None:
        exchange.wfile.write(raw)

    return answer


def drips(start: bytes) -> Answer:
    """Begin with this and go on with a byte now and then, for five seconds."""

    def answer(exchange: Exchange) -> None:
        exchange.wfile.write(start)
        for _ in range(100):
            exchange.wfile.write(b"x")
            exchange.server.over.wait(0.05)

    return answer


def hangs(exchange: Exchange) -> None:
    """Say nothing, for five seconds."""
    exchange.server.over.wait(5)


def floods(exchange: Exchange) -> None:
    """Say more than anyone can read."""
    exchange.reply(200, {"Content-Type": "application/sparql-results+json"}, b'{"head":{"vars":[')
    while not exchange.server.over.is_set():
        exchange.wfile.write(b'"x",' * 10_000)


def leaves(_: Exchange) -> None:
    """Say nothing, and go."""


def takes(exchange: Exchange) -> None:
    """Take what is put, as a graph store does."""
    exchange.body = exchange.rfile.read(int(exchange.headers["Content-Length"]))
    exchange.reply(204, {})


def holds(count: int) -> Answer:
    """Answer with so many triples."""
    triples = b"".join(b'<http://e/s> <http://e/p> "%d" .\n' % number for number in range(count))
    return says(200, {"Content-Type": "application/n-triples"}, triples)
