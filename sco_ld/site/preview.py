"""A preview of a site on this machine: it is written again at every save, and the pages in browsers reload.

The pages ask every second whether the site has changed; the script that does so is of the preview, not of the site.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NoReturn

from sco_ld.errors import ScoError
from sco_ld.rdf.folders import files_below
from sco_ld.runtime.file_watcher import changes

_CHANGED, _SCRIPT = "/.preview/changed", "/.preview/reload.js"
_RELOAD = f"""let last;
setInterval(async () => {{
  const now = await fetch("{_CHANGED}").then((answer) => answer.text()).catch(() => last);
  if (last !== undefined && now !== last) location.reload();
  last = now;
}}, 1000);
"""
_TYPES = {".ttl": "text/turtle", ".nt": "application/n-triples", ".rdf": "application/rdf+xml", ".wasm": "application/wasm"}


class Preview:
    """A site that is served: its folder, and how often it has been written."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.version = folder, 0


def preview(root: Path, folder: Path, port: int, write: Callable[[], None], say: Callable[[str], None]) -> NoReturn:
    """Write a site, serve it on the loopback interface, and write it again whenever a file of the publication changes.

    It ends with an interrupt. Raise ScoError if the first writing fails or the port is taken.
    """
    changed = changes(lambda: _watched(root))
    write()
    site = Preview(folder)
    with served(site, port) as address:
        say(f"The site is at {address}. It is written again at every save; end it with Ctrl+C.")
        for files in changed:
            say(f"{', '.join(dict.fromkeys(path.name for path in files))} changed.")
            try:
                write()
                site.version += 1
            except ScoError as error:
                say(f"Error: {error}")
    raise AssertionError("changes() never ends")


@contextmanager
def served(site: Preview, port: int) -> Iterator[str]:
    """Serve a site on the loopback interface in a thread, and return its address."""
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, site))
    except OSError as error:
        raise ScoError(f"Port {port} cannot be used: {error.strerror}.") from error
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


class _Handler(SimpleHTTPRequestHandler):
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, **_TYPES}  # noqa: RUF012  as the base class has it

    def __init__(self, site: Preview, *details: object) -> None:
        self.site = site
        super().__init__(*details, directory=str(site.folder))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        host = self.headers.get("Host", "").rpartition(":")[0]
        if host not in ("127.0.0.1", "localhost"):
            self.send_error(HTTPStatus.FORBIDDEN, "The preview answers to this machine only")
        elif self.path == _CHANGED:
            self._send(str(self.site.version).encode(), "text/plain")
        elif self.path == _SCRIPT:
            self._send(_RELOAD.encode(), "text/javascript")
        elif (page := self._page()) is not None:
            self._send(page, "text/html; charset=utf-8")
        else:
            super().do_GET()

    def _page(self) -> bytes | None:
        """Return the page that is asked for, with the script in its head; None if it is no page."""
        path = Path(self.translate_path(self.path))
        if self.path.split("?")[0].endswith("/"):
            path /= "index.html"
        if path.suffix != ".html" or not path.is_file():
            return None
        return path.read_bytes().replace(b"</head>", f'<script type="module" src="{_SCRIPT}"></script>\n</head>'.encode(), 1)

    def _send(self, content: bytes, type_: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", type_)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *details: object) -> None:  # noqa: A002  the name that the base class has
        """Say nothing of each request."""


def _watched(root: Path) -> list[Path]:
    found: list[Path] = []
    for name in ("data", "ontology", "shapes"):
        if (root / name).is_dir():
            try:
                found += files_below(root / name)
            except ScoError:  # it changes while it is looked at
                continue
    extra = [*(root / "ontology" / "questions").glob("*.rq"), *(root / "templates").glob("*")]
    return [*found, *extra]
