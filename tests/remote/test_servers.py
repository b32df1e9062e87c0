"""Oxigraph and Virtuoso: each takes the publication and answers each named query as the bundled engine does."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

import sco_ld
from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import XSD
from sco_ld.remote import sparql_endpoint
from sco_ld.remote.graph_store import push
from sco_ld.sparql.engine import Answer
from sco_ld.sparql.query import parse
from sco_ld.sparql.rows import Rows
from sco_ld.sparql.term_tokens import Value
from tests.conftest import PREFIXES, ROOT, Ran

pytestmark = pytest.mark.slow

GRAPH = "https://w3id.org/sco-ld"
OTHER = "http://example.org/other"
DAYS = ["2001-06-14", "2001-06-15", "2004-06-30", "2011-06-15", "2017-06-09", "2022-09-10", "2023-07-04", "2024-07-04",
        "2025-09-01"]  # fmt: skip
QUERIES = sorted(path.stem for path in (ROOT / "ontology" / "questions").glob("*.rq"))
BLANK = [ox.Quad(ox.BlankNode(f"b{n}"), ox.NamedNode("http://e/p"), ox.BlankNode(f"b{n + 1}")) for n in range(9)]
VIRTUOSO = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{}
NumberOfBuffers = 10000
[HTTPServer]
ServerPort = 127.0.0.1:{}
ServerRoot = .
ServerThreads = 4
"""


@pytest.fixture(autouse=True)
def no_credentials() -> None:
    """Keep the credentials that the servers need."""


@dataclass(frozen=True)
class Engine:
    """A running server: its query endpoint and its graph store."""

    name: str
    query: str
    store: str


@pytest.fixture(scope="session", params=["oxigraph", "virtuoso-t"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Return an empty server on a port of the loopback address."""
    command = shutil.which(request.param, path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if not command:
        pytest.skip(f"{request.param} is not installed")
    folder = tmp_path_factory.mktemp(request.param)
    port = free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(free_port(), port))
    options, query, store = {
        "oxigraph": (["serve", "--location", "data", "--bind", f"127.0.0.1:{port}"], "query", "store"),
        "virtuoso-t": (["+foreground", "+configfile", "virtuoso.ini"], "sparql", "sparql-graph-crud-auth"),
    }[request.param]
    with (
        pytest.MonkeyPatch.context() as patch,
        (folder / "log").open("w") as log,
        subprocess.Popen([command, *options], cwd=folder, stdout=log, stderr=log) as process,
    ):
        patch.setenv("no_proxy", "*")
        patch.setenv("HOME", str(folder))
        patch.setenv("SCO_LD_USER", "dba")  # Virtuoso's own, on an empty database
        patch.setenv("SCO_LD_PASSWORD", "dba")
        try:
            running = Engine(request.param, f"http://127.0.0.1:{port}/{query}", f"http://127.0.0.1:{port}/{store}")
            wait(running, process)
            yield running
        finally:
            process.kill()


def ask(url: str, text: str, values: Mapping[str, Value] | None = None, **options: Any) -> Answer:
    return sparql_endpoint.ask(url, parse(text, PREFIXES), values or {}, **options)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait(engine: Engine, process: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers, for a minute at most."""
    for _ in range(300):
        assert process.poll() is None, f"{engine.name} has ended"
        try:
            ask(engine.query, "ASK {}", timeout=5)
        except ScoError:
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"{engine.name} does not answer")


@pytest.fixture(scope="session")
def pushed(engine: Engine, sco: sco_ld.Publication) -> Engine:
    """Return a server that holds the publication in one named graph, and other triples in another."""
    quads, notes = [*sco.data, *sco.ontology], list[str]()
    count = push(quads, engine.store, GRAPH, notes.append)
    assert count == len({quad.triple for quad in quads})
    assert notes[0] == f"sent 10,000 of {count:,} triples"
    assert notes[-1] == f"The server now holds {count:,} triples."
    assert push(BLANK, engine.store, OTHER, notes.append) == len(BLANK)
    return engine


def by_value(term: Any) -> object:
    """Return the value of a term: `01` is `1`, and so is `true`, since a comparison in Virtuoso is 1 or 0."""
    if not isinstance(term, rdflib.Literal):
        return term
    if term.datatype == rdflib.XSD.boolean:
        return Decimal(str(term) in ("true", "1"))
    if term.datatype in (rdflib.XSD.integer, rdflib.XSD.decimal):
        return Decimal(str(term))
    return str(term), term.language, term.datatype


def rows(answer: Any) -> Counter[tuple[object, ...]]:
    assert isinstance(answer, Rows)
    return Counter(tuple(by_value(term) for term in row) for row in answer)


@pytest.mark.parametrize("name", QUERIES)
def test_each_named_query_has_the_same_rows_there_as_here(name: str, pushed: Engine, sco: sco_ld.Publication) -> None:
    query = sco.named_query(name)
    given = {parameter.name: parameter.example for parameter in query.parameters}
    there = ask(pushed.query, query.text, query.values(given, sco.names), graph=GRAPH, timeout=60)
    assert rows(there) == rows(sco.ask_named(name, given))


@pytest.mark.parametrize("language", ["ru", "de"])
def test_names_are_in_the_language_asked_for_there_too(language: str, pushed: Engine, sco: sco_ld.Publication) -> None:
    for query in sco.named_queries.values():
        given = {one.name: one.example for one in query.parameters} | {"lang": language}
        there = ask(pushed.query, query.text, query.values(given, sco.names), graph=GRAPH, timeout=60)
        assert rows(there) == rows(sco.ask_named(query.name, given)), query.name


@pytest.mark.parametrize("day", DAYS)
def test_queries_of_a_day_have_the_same_rows_too(day: str, pushed: Engine, sco: sco_ld.Publication) -> None:
    for query in sco.named_queries.values():
        if [one.kind for one in query.parameters if one.default is None] == ["day"]:
            values = query.values({"day": day}, sco.names)
            there = ask(pushed.query, query.text, values, graph=GRAPH, timeout=60)
            assert rows(there) == rows(sco.ask_named(query.name, {"day": day})), query.name


def test_pushed_triples_come_back_unchanged(pushed: Engine, sco: sco_ld.Publication) -> None:
    back = ask(pushed.query, "CONSTRUCT WHERE { ?s ?p ?o }", graph=GRAPH)
    assert isinstance(back, list)
    assert set(back) == {ox.Quad(*quad.triple) for quad in [*sco.data, *sco.ontology]}


def test_ask_and_long_queries(pushed: Engine) -> None:
    for text, answer in {"ASK { id:china a sco:State }": True, "ASK { id:china a sco:Meeting }": False}.items():
        assert ask(pushed.query, text, graph=GRAPH) is answer
        long = text.replace("}", f"VALUES ?x {{ <http://e/{'x' * 5000}> }} }}")
        assert ask(pushed.query, long, graph=GRAPH) is answer
    assert ask(pushed.query, "ASK { id:china a sco:State }", graph=OTHER) is False


def test_syntax_error_shows_the_message_of_the_server(pushed: Engine) -> None:
    with pytest.raises(ScoError, match=r"400 Bad Request: .*(expected|syntax error)"):
        ask(pushed.query, "SELECT * {")


def test_push_replaces_one_graph_only(pushed: Engine) -> None:
    for quads in (BLANK[:3], [], BLANK):
        assert push(quads, pushed.store, OTHER, lambda _: None) == len(quads)
    assert ask(pushed.query, "ASK { id:china ?p ?o }", graph=GRAPH) is True


def test_push_that_loses_triples_is_an_error(pushed: Engine) -> None:
    one, two = (
        ox.Quad(BLANK[0].subject, BLANK[0].predicate, ox.Literal(text, datatype=ox.NamedNode(f"{XSD}integer")))
        for text in ("1", "01")
    )
    with pytest.raises(ScoError, match="The server now holds 1 triples there; it was 9"):
        push([one, two], pushed.store, OTHER, lambda _: None)
    push(BLANK, pushed.store, OTHER, lambda _: None)


def test_default_graph_is_replaced_if_the_server_has_one(pushed: Engine) -> None:
    if pushed.name == "oxigraph":
        assert push(BLANK, pushed.store, None, lambda _: None) == len(BLANK)
        return
    with pytest.raises(ScoError, match="the endpoint is not configured to have default graph"):
        push(BLANK, pushed.store, None, lambda _: None)


def test_wrong_password_is_an_error(pushed: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCO_LD_PASSWORD", "wrong")
    if pushed.name == "oxigraph":
        pytest.skip("oxigraph asks for no password")
    with pytest.raises(ScoError, match="401 Unauthorized"):
        push(BLANK, pushed.store, OTHER, lambda _: None)


def test_push_and_query_on_the_command_line(pushed: Engine, run: Callable[..., Ran]) -> None:
    ran = run("push", "--to", pushed.store, "--graph", GRAPH)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines()[-1].startswith("The server now holds 1")
    command = ["query", "--named", "founding-members", "-f", "csv"]
    there = run(*command, "--endpoint", pushed.query, "--graph", GRAPH)
    assert (there.code, there.out) == (0, run(*command).out)
    for more, sentence in {
        ("--as-of", "2017-06-09", "--endpoint", pushed.query): "--as-of is for the publication",
        ("--graph", GRAPH): "--graph is a graph of an endpoint",
        ("--endpoint", pushed.query.replace(pushed.query[-5:], "nowhere")): "404",
    }.items():
        ran = run(*command, *more)
        assert (ran.code, ran.out) == (2, "")
        assert sentence in ran.err


@pytest.mark.parametrize("wound", ["", "#role"])
def test_validation_there_finds_the_same_or_is_not_believed(
    wound: str, pushed: Engine, run: Callable[..., Ran], tmp_path: Path
) -> None:
    quads = [quad for quad in sco_ld.load().quads if not (wound and quad.predicate.value.endswith(wound))]
    push(quads, pushed.store, f"{OTHER}{wound}", lambda _: None)
    file = tmp_path / "here.nt"
    file.write_bytes(b"".join(f"{ox.Triple(*quad.triple)} .\n".encode() for quad in set(quads)))
    words = ("validate", "-s", ROOT / "shapes", "-f", "json")
    here, there = run(*words, file), run(*words, "--endpoint", pushed.query, "--graph", f"{OTHER}{wound}")
    if pushed.name == "virtuoso-t":
        assert there.code == 2
        assert "Nothing is known of the data; --fetch validates them here." in there.err
        there = run(*words, "--endpoint", pushed.query, "--graph", f"{OTHER}{wound}", "--fetch")
    assert (there.code, here.code) == (bool(wound), bool(wound)), there.err
    found, expected = (
        Counter((one["focus"], one["path"], one["value"], one["shape"]) for one in json.loads(ran.out)["findings"])
        for ran in (there, here)
    )
    assert found == Counter({key: count for key, count in expected.items() if not key[3].startswith("sco-ld:")})
