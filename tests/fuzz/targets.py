"""What is fuzzed: each target takes bytes, and raises if the code under test does anything but what its docstring says."""

import contextlib
import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from xml.etree import ElementTree as ET

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.export.writer import Syntax, to_bytes
from sco_ld.rdf import file_parts, formats, reader
from sco_ld.rdf.namespaces import STANDARD, Prefixes
from sco_ld.rdf.quad_stream import read_all
from sco_ld.remote import sparql_endpoint
from sco_ld.source_map.locator import Locator
from sco_ld.source_map.source_file import Place
from sco_ld.sparql import keywords
from sco_ld.sparql.binding import bind
from sco_ld.sparql.engine import ask
from sco_ld.sparql.query import join, parse
from sco_ld.sparql.rows import Rows
from sco_ld.sparql.tokenizer import tokenize
from sco_ld.validation import baseline, results
from sco_ld.validation import formats as report_formats
from sco_ld.validation.report import SEVERITIES, Finding, Report
from tests.fakes import FakeServer, respond
from tests.sparql.test_equivalence import DATA, HARD, KNOWN, comparable

Check = Callable[[bytes, Path], None]
TURTLE = """\
@prefix e: <http://e/> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
e:a e:p 1 , -2.5e3 , "x\\ty"@en-GB , '''long "text"''' , true , e:b , <http://e/\u4e0a#x> , _:x ; e:q (1 (2) ()) .
_:x e:p [ e:p "\u0627"@ar ; e:r "[1,{}]"^^rdf:JSON ] .
"""
QUADS = list(ox.parse(TURTLE, ox.RdfFormat.TURTLE))
RANDOM = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE|LIMIT|OFFSET|SAMPLE|GROUP_CONCAT|REDUCED)\b", re.IGNORECASE)
# what the engine alone refuses: white space before a bracket of arguments, and names with letters beyond U+FFFF
STRICTER = re.compile(r"[a-zA-Z0-9_](?:\s|#[^\n\r]*[\n\r])+\(|[\U00010000-\U0010ffff]")
COMMAND = re.compile(r"^\s*::|##\w*\[", re.MULTILINE)
INVISIBLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ufeff]")
ROWS = {
    "json": b'{"head":{"vars":["a","b"]},"results":{"bindings":[{"a":{"type":"uri","value":"http://e/"},'
    b'"b":{"type":"literal","value":"x","xml:lang":"en"}},{"a":{"type":"bnode","value":"x"}}]}}',
    "xml": b'<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="a"/></head>'
    b'<results><result><binding name="a"><literal datatype="http://e/d">x</literal></binding></result></results></sparql>',
}


@dataclass(frozen=True)
class Target:
    """A function to call with bytes and a folder for files, and inputs to begin with."""

    check: Check
    seeds: tuple[bytes, ...]


def check_reader(name: str, content: bytes, folder: Path) -> None:
    """Check that a reader returns quads or raises ScoError, and that the parts of a file hold what the whole does."""
    path = folder / f"a{formats.named(name).extensions[0]}"
    path.write_bytes(content)
    try:
        quads = list(reader.read(path))
    except ScoError:
        return
    assert all(isinstance(quad, ox.Quad) for quad in quads)
    if formats.named(name).lines:
        with file_parts.parts(path) as parts:
            assert len([quad for part in parts for quad in file_parts.quads_of(part)]) == len(quads)


def check_tokenizer(content: bytes, _: Path) -> None:
    """Check that tokens that are joined and read again are the same tokens."""
    with contextlib.suppress(ScoError):
        tokens = tokenize(content.decode(errors="replace"))
        again = tokenize(join(tokens))
        assert [(one.kind, one.text) for one in again] == [(one.kind, one.text) for one in tokens]


def check_query(content: bytes, _: Path) -> None:
    """Check that an answer is what the bare engine answers to the same text, but for functions of chance."""
    text = content.decode(errors="replace")
    store = _store()
    try:
        query = parse(text, Prefixes(KNOWN))
        answer = ask(store, query)
        ours = comparable(answer)
    except (ScoError, RuntimeError):
        return
    if not (RANDOM.search(query.text) or query.names_dataset or STRICTER.search(text)):
        assert ours == comparable(store.query(text, prefixes=KNOWN))


def check_binding(content: bytes, _: Path) -> None:
    """Check that a query with values in the place of variables asks nothing else, and keeps its columns."""
    text = content.decode(errors="replace")
    store = ox.Store()
    try:
        query = parse(text, Prefixes(KNOWN))
        comparable(ask(store, query))
    except (ScoError, RuntimeError):
        return
    for name in sorted(query.variables)[:3]:
        for value in (ox.NamedNode("http://e/x"), ox.Literal('"\\\n', language="en")):
            with contextlib.suppress(ScoError):
                bound = bind(query, {name: value})
                assert all(one.word not in {*keywords.UPDATES, "SERVICE"} for one in bound.tokens)
                answer = ask(store, bound)
                assert not isinstance(answer, Rows) or name in answer.variables or name not in _projected(store, query.text)


def check_locator(name: str, content: bytes, folder: Path) -> None:
    """Check that every quad that is read stands in a line of its file, where the format has positions."""
    path = folder / f"a{formats.named(name).extensions[0]}"
    path.write_bytes(content)
    try:
        quads = read_all([path])
    except ScoError:
        return
    places = Locator([path], quads)
    lines = content.decode("utf-8-sig", errors="replace").split("\n")
    for quad in quads[:50]:
        place = places.find(quad.subject, quad.predicate, quad.object)  # type: ignore[arg-type]
        if place and place.line:
            assert lines[place.line - 1].rstrip("\r") == place.text.rstrip("\r")
            assert 1 <= place.column <= len(place.text) + 1
        simple = isinstance(quad.subject, ox.NamedNode) and b"<<" not in content and b"{|" not in content
        assert place or not simple, quad


def check_reports(content: bytes, _: Path) -> None:
    """Check that a report on any text is well-formed, without control characters and commands to a CI service."""
    words = (content.decode(errors="replace").split("|") * 9)[:9]
    severity = SEVERITIES[len(content) % 3]
    place = Place(words[0], 1, 1 + len(words[1]) // 2, words[1]) if words[0] else None
    focus, path, value, message, shape, component, expected = words[2:]
    finding = Finding(focus, path, value, severity, message, shape, component, expected, place, "0" * 16, "r0")
    result = results.Result(ox.BlankNode("x"), None, ox.Literal(value), "Info", message, "http://e/s", "http://e/c")
    report = Report((finding,), tuple(results.to_quads([result], "r")), notes=(path,))
    for name in report_formats.NAMES:
        text = report.render(name)
        assert name in ("json", "turtle") or not INVISIBLE.search(text), name  # data formats keep the data
        assert not COMMAND.search(text.partition("::")[2] if name == "github" else text), name
    assert report.render("github").count("\n") == 1
    assert json.loads(report.render("json"))
    assert json.loads(report.render("sarif"))
    assert json.loads(baseline.render(report))
    ET.fromstring(report.render("junit"))
    assert len(list(ox.parse(report.render("turtle"), ox.RdfFormat.TURTLE))) == len(report.quads)
    assert "<script" not in report._repr_html_()


def check_rows(name: str, content: bytes, _: Path) -> None:
    """Check that the answer of an endpoint is rows, a yes or no, or ScoError."""
    headers = {"Content-Type": f"application/sparql-results+{name}", "Content-Length": str(len(content))}
    server = _server()
    server.responders = (respond(200, headers, content),)
    server.requests.clear()
    for text in ("SELECT * { ?a ?b ?c }", "ASK {}"):
        with contextlib.suppress(ScoError):
            comparable(sparql_endpoint.ask(server.url, parse(text, STANDARD), timeout=5))


@cache
def _server() -> FakeServer:
    return FakeServer(respond(500, {}))


def _store() -> ox.Store:
    store = ox.Store()
    store.load(DATA.encode(), ox.RdfFormat.TURTLE)
    return store


def _projected(store: ox.Store, text: str) -> Counter[str]:
    answer = store.query(text)
    return Counter(one.value for one in answer.variables) if isinstance(answer, ox.QuerySolutions) else Counter()


_SEEDS = {name: (to_bytes(QUADS, name, Syntax()),) for name in formats.NAMES}
_TURTLE = (TURTLE.encode(), *_SEEDS["turtle"])
_QUERIES = tuple(text.encode() for text in HARD)
_REPORT = ("a b.ttl|  e:x 'é' .|e:x|e:p|\"value\"@en|A message.|e:S|sh:Min|wanted|".encode(), b"::error::x|##[x]|\x1b[31m|")
TARGETS = {
    **{name: Target(partial(check_reader, name), _SEEDS[name]) for name in formats.NAMES},
    "tokenizer": Target(check_tokenizer, _QUERIES),
    "query": Target(check_query, _QUERIES),
    "binding": Target(check_binding, _QUERIES),
    **{f"locator-{name}": Target(partial(check_locator, name), _SEEDS[name]) for name in ("trig", "nquads", "json-ld")},
    "locator-turtle": Target(partial(check_locator, "turtle"), _TURTLE),
    "reports": Target(check_reports, _REPORT),
    **{f"rows-{name}": Target(partial(check_rows, name), (content,)) for name, content in ROWS.items()},
}
