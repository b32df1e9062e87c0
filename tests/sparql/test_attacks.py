"""No spelling of a query reaches the network: not through the engine, and not through rdflib, which runs those of shapes."""

import contextlib
import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pyoxigraph as ox
import pytest

import sco_ld
from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import Prefixes
from sco_ld.sparql.engine import ask
from sco_ld.sparql.query import parse
from sco_ld.sparql.rows import Rows

ATTACKS = (  # URL is the address of a listener
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { service silent <URL> { ?s ?p ?o } }",
    "SELECT * { SERVICESILENT<URL>{ ?s ?p ?o } }",
    "SELECT * { ?a ?b 1SERVICE<URL>{ ?s ?p ?o } }",
    "SELECT * { ?a ?b 1.SERVICE<URL>{ ?s ?p ?o } }",
    "SELECT * { ?a ?b 1e6SERVICE<URL>{ ?s ?p ?o } }",
    "SELECT * { ?a ?b ?cSERVICE<URL>{ ?s ?p ?o } }",
    "SELECT * { ?a ?b 'x'@enSERVICE<URL>{ ?s ?p ?o } }",
    "SELECT * { ?a ?b _:cSERVICE<URL>{ ?s ?p ?o } }",
    "SELECT * { ?a ?b _:c.SERVICE<URL>{ ?s ?p ?o } }",
    "SELECT * { ?a ?b trueSERVICE<URL>{ ?s ?p ?o } }",
    "SELECT * { ?a ?b <a:>SERVICE<URL>{ ?s ?p ?o } }",
    "SELECT * { FILTER(1)SERVICE<URL>{ ?s ?p ?o } }",
    "PREFIX SERVICE: <URL> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "PREFIX SERVICE: <URL> SELECT * { SERVICE SERVICE:x { ?s ?p ?o } }",
    "PREFIX : <URL> SELECT * { SERVICE:{ ?s ?p ?o } }",
    "PREFIX e: <URL> SELECT * { {}SERVICE e:{ ?s ?p ?o } }",
    "SELECT * { #x\rSERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { #x\vSERVICE <URL> { ?s ?p ?o }\n }",
    "SELECT * { #x\u2028SERVICE <URL> { ?s ?p ?o }\n }",
    r"SELECT * { \u0053ERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { # \\u000ASERVICE <URL> { ?s ?p ?o }\n }",
    r"SELECT * { ?a ?b '\u0027 } SERVICE <URL> { ?s ?p ?o }#' }",
    r"SELECT * { ?a ?b '\\u0027 } SERVICE <URL> { ?s ?p ?o }#' }",
    r"SELECT * { ?a ?b '\u000A' } SERVICE <URL> { ?s ?p ?o }",
    r"SELECT * { ?a ?b '''\u0027''' . SERVICE <URL> { ?s ?p ?o } }",
    r"SELECT * { ?a <http://e/\u003E> 1 . SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { FILTER(1 <'>SERVICE <URL> { ?s ?p ?o }#') }",
    "SELECT * { FILTER(?a <'> 1) SERVICE <URL> { ?s ?p ?o }#') }",
    "SELECT * { FILTER(?a<?b&&'>' != 1) SERVICE <URL> { ?s ?p ?o } }",
    'SELECT * { ?a ?b """x"""" } SERVICE <URL> { ?s ?p ?o } #" }',
    "SELECT * { FILTER EXISTS { SERVICE ?x { ?s ?p ?o } } VALUES ?x { <URL> } }",
    "SELECT * { VALUES ?x { <URL> } SERVICE?x{ ?s ?p ?o } }",
    "SELECT * { GRAPH <URL> { ?s ?p ?o } }",
    "SELECT * FROM <URL> { ?s ?p ?o }",
    "SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }",
    "LOAD <URL>",
    "LOAD SILENT <URL> INTO GRAPH <URL>",
    "ASK {} ; LOAD <URL>",
    "PREFIX LOAD: <URL> LOAD LOAD:",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }",
    "DESCRIBE <URL>",
    "BASE <URL> SELECT * { <x> ?p <> }",
    "SELECT (<URLf>(1) AS ?x) {}",
)
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
<http://e/shape> a sh:NodeShape ; sh:targetNode <http://e/a> ; sh:sparql [ sh:select {} ] .
"""


class Listener:
    """A server on the loopback address that counts its connections, and closes each at once."""

    def __init__(self) -> None:
        self.connections = 0
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}/"
        self.thread = Thread(target=self.accept, daemon=True)
        self.thread.start()

    def accept(self) -> None:
        """Count connections until the socket is closed."""
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self.socket.accept()
                self.connections += 1
                connection.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    """Return a listener that hears what connects to it."""
    listening = Listener()
    yield listening
    listening.socket.shutdown(socket.SHUT_RDWR)  # ends the wait for a connection
    listening.socket.close()
    listening.thread.join()


def test_engine_alone_reaches_the_network(listener: Listener) -> None:
    with contextlib.suppress(OSError, RuntimeError):
        list(ox.Store().query(ATTACKS[2].replace("URL", listener.url)))  # type: ignore[arg-type]
    assert listener.connections > 0


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_query_reaches_the_network(attack: str, listener: Listener) -> None:
    with contextlib.suppress(ScoError, OSError, RuntimeError):
        answer = ask(ox.Store(), parse(attack.replace("URL", listener.url), Prefixes({"e": "http://e/"})))
        if isinstance(answer, Rows):
            list(answer.solutions)
    assert listener.connections == 0


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_query_of_a_shape_reaches_the_network(attack: str, listener: Listener, tmp_path: Path) -> None:
    data, shapes = tmp_path / "data.ttl", tmp_path / "shapes.ttl"
    data.write_text("<http://e/a> <http://e/b> 1 .")
    query = attack.replace("URL", listener.url).replace("SELECT *", "SELECT $this")
    shapes.write_text(SHAPES.format(ox.Literal(query)))
    with contextlib.suppress(ScoError):
        sco_ld.load().validate([data], [shapes])
    assert listener.connections == 0
