"""The redirects of w3id.org, by a real Apache: each IRI leads to the format that the Accept header likes best."""

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sco_ld.releases.release import Release
from sco_ld.releases.w3id import files

APACHE = shutil.which("apache2", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
MODULES = Path("/usr/lib/apache2/modules")
RELEASE = Release(
    dataset="https://w3id.org/club/id/data", name="club", version="1.2.3", issued="2026-11-24",
    base="https://w3id.org/club/releases/1.2.3/", host="https://host.example/club/",
)  # fmt: skip
CONFIGURATION = """
ServerRoot {root}
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {root}/pid
ErrorLog {root}/errors
DocumentRoot {root}/www
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule rewrite_module {modules}/mod_rewrite.so
LoadModule headers_module {modules}/mod_headers.so
LoadModule dir_module {modules}/mod_dir.so
<Directory {root}/www>
    AllowOverride All
    Require all granted
</Directory>
"""
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not APACHE, reason="apache2 is not installed")]


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Start Apache with the rules in the folder /club, and return its port."""
    root = tmp_path_factory.mktemp("apache")
    root.chmod(0o755)
    for name, content in files(RELEASE).items():
        path = root / "www" / "club" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
    (root / "conf").write_text(CONFIGURATION.format(root=root, port=number, modules=MODULES))
    server = subprocess.Popen([str(APACHE), "-f", str(root / "conf"), "-DFOREGROUND"])
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", number)) == 0:
                break
        time.sleep(0.1)
    yield number
    server.terminate()
    server.wait()


def location(port: int, path: str, accept: str | None) -> tuple[int, str, str]:
    """Return status, Location without the host, and Vary."""
    with closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
        connection.request("GET", f"/club/{path}", headers={} if accept is None else {"Accept": accept})
        with connection.getresponse() as answer:
            headers = answer.headers
            return answer.status, (headers["Location"] or "").removeprefix(RELEASE.host), headers["Vary"] or ""


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
ACCEPTS = {  # an Accept header, and the extension of what it leads to; "" is the page
    None: "",
    "": "",
    "*/*": "",
    BROWSER: "",
    "text/turtle": "ttl",
    "TEXT/TURTLE": "ttl",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdf",
    "application/n-triples": "nt",
    "text/html": "",
    "image/png": "",
    "text/turtle;q=0.5, application/ld+json;q=0.9": "jsonld",
    "text/turtle;q=0.9, application/ld+json;q=0.5": "ttl",
    "application/ld+json, text/turtle;q=0.9": "jsonld",
    "application/rdf+xml;q=0.8, text/html;q=0.9": "",
    "text/html;q=0.8, application/rdf+xml;q=0.9": "rdf",
    "text/turtle;q=0, text/html;q=0.1": "",
    "text/turtle;q=0.0, application/n-triples;q=0.001": "nt",
    "text/turtle;q=0": "",
    "text/turtle;charset=utf-8": "ttl",
    "text/turtle;charset=utf-8;q=0.4, application/ld+json;q=0.3": "ttl",
    "text/turtle ; q = 1.000 , text/html;q=0.9": "ttl",
    'application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted", */*;q=0.1': "jsonld",
    "text/turtle, */*": "ttl",
    "text/turtle;q=0.3, */*;q=0.8": "",
    "application/n-triples, text/turtle": "ttl",
    "text/turtlefish": "",
    "x-text/turtle": "",
}


@pytest.mark.parametrize("accept", ACCEPTS, ids=str)
def test_thing_by_accept(port: int, accept: str | None) -> None:
    extension = ACCEPTS[accept]
    expected = f"id/india.{extension}" if extension else "en/id/india/"
    assert location(port, "id/india", accept) == (303, expected, "Accept")


PATHS = {  # a path, the page it leads to, and the Turtle
    "": ("en/", "releases/1.2.3/club.ttl"),
    "ontology": ("en/ontology/", "ontology.ttl"),
    "ontology/": ("en/ontology/", "ontology.ttl"),
    "source/article-p1": ("en/source/article-p1/", "source/article-p1.ttl"),
    "shapes": ("en/shapes/", "shapes.ttl"),
    "ontology/0.1.0": ("en/data/", "releases/0.1.0/ontology.ttl"),
    "releases/1.2.3/club.nt.gz": ("releases/1.2.3/club.nt.gz", "releases/1.2.3/club.nt.gz"),
}


@pytest.mark.parametrize("path", PATHS)
def test_path(port: int, path: str) -> None:
    page, turtle = PATHS[path]
    assert location(port, path, BROWSER)[1] == page
    assert location(port, path, "text/turtle")[1] == turtle
