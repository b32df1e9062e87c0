"""The bundled site on a loopback server under a sub-path, and a browser that records what must not happen."""

import functools
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

import sco_ld
from sco_ld.site import scripts
from sco_ld.site.rendering import CSP
from tests.site.conftest import written

CHROMIUM = shutil.which("chromium")
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SUB_PATH = "/sub/path/"


class _Handler(SimpleHTTPRequestHandler):
    """Sends the header that hosts are told to send, and says nothing."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(SUB_PATH.rstrip("/")))

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", CSP)
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@dataclass
class Visit:
    """A page in the browser: the address of the site, and what went wrong on it."""

    page: Any
    root: str
    wrong: list[str] = field(default_factory=list)

    def open(self, path: str) -> Any:
        """Return the page at a path of the site."""
        self.page.goto(self.root + path)
        return self.page


@pytest.fixture(scope="session")
def bundled_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the site of the bundled publication."""
    if not scripts.available():
        pytest.skip("python npm/fetch.py has not been run")
    target = tmp_path_factory.mktemp("bundled") / "site"
    written(sco_ld.load(), target)
    return target


@pytest.fixture(scope="session")
def address(bundled_site: Path) -> Iterator[str]:
    """Return the address of the site."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, directory=bundled_site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{SUB_PATH}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Return Debian's Chromium."""
    playwright = pytest.importorskip("playwright.sync_api")
    if not CHROMIUM:
        pytest.skip("there is no chromium")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


def visit(browser: Any, address: str, **options: Any) -> Visit:
    """Return a visit in a context of its own; console errors, CSP violations and requests off the site are recorded."""
    context = browser.new_context(**options)
    found = Visit(context.new_page(), address)
    found.page.on("console", lambda said: found.wrong.append(said.text) if said.type in ("error", "warning") else None)
    found.page.on("pageerror", lambda error: found.wrong.append(str(error)))
    host = address.removesuffix(SUB_PATH.lstrip("/"))
    context.on("request", lambda one: None if one.url.startswith((host, "blob:")) else found.wrong.append(one.url))
    return found


@pytest.fixture
def visited(browser: Any, address: str) -> Iterator[Visit]:
    """Return a visit on which nothing may go wrong."""
    found = visit(browser, address)
    found.page.set_default_timeout(8_000)
    yield found
    found.page.context.close()
    assert found.wrong == []
