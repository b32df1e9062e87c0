"""Fake servers, without the proxies and the credentials of the user who runs the tests."""

import gc
import shutil
import ssl
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.fakes import FakeServer, Responder

Serve = Callable[..., FakeServer]


@pytest.fixture(autouse=True)
def no_credentials(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("SCO_LD_USER", "SCO_LD_PASSWORD", "SCO_LD_TOKEN", "NETRC"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Return a function that starts a server with its responders."""
    servers: list[FakeServer] = []

    def start(*responders: Responder) -> FakeServer:
        servers.append(FakeServer(*responders))
        return servers[-1]

    gc.collect()
    gc.disable()  # the solutions of a query may not be collected in the thread of a server
    gc.freeze()  # so that the next collection is quick
    yield start
    for server in servers:
        server.stop()
    gc.enable()


@dataclass(frozen=True)
class Certificate:
    """A certificate for 127.0.0.1 that no authority has signed, and its key."""

    path: Path
    key: Path

    def secure(self, server: FakeServer) -> None:
        """Serve https with this certificate, on a server that has had no request yet."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.path, self.key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.url = server.url.replace("http:", "https:")


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """Return a certificate made for these tests."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("certificate")
    made = Certificate(folder / "certificate.pem", folder / "key.pem")
    command: list[str | Path] = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=127.0.0.1",
        "-days",
        "2",
    ]
    options: list[str | Path] = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", made.key, "-out", made.path]
    subprocess.run([*command, *options], check=True, capture_output=True)
    return made
