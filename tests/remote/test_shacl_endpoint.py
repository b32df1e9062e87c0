"""Validation of what an endpoint holds: the findings of the embedded engine, or a refusal, and never a silent "conforms"."""

from collections.abc import Callable

import pyoxigraph as ox
import pytest

from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import STANDARD
from sco_ld.remote import shacl_endpoint
from sco_ld.sparql.result_formats import MEDIA_TYPES
from sco_ld.validation import validator
from sco_ld.validation.engines import pyshacl_engine
from sco_ld.validation.engines.compiled.shape_reader import read_shapes
from sco_ld.validation.report import Report
from sco_ld.validation.stores import canary
from tests.fakes import FakeServer, Request
from tests.remote.conftest import Serve
from tests.validation.compiled.graphs import quads

DATA = """
e:good a e:T ; e:p 1 ; e:s "abc" . e:bad a e:T ; e:p "x" ; e:s "xyz" . e:worse a e:U ; e:q "a"@en, "b"@en . e:U rdfs:subClassOf e:T .
"""  # noqa: E501
SHAPES = """
e:S a sh:NodeShape ; sh:targetClass e:T ; sh:property [ sh:path e:p ; sh:minCount 1 ; sh:datatype xsd:integer ],
    [ sh:path e:s ; sh:pattern "^a" ], [ sh:path e:q ; sh:uniqueLang true ] ;
    sh:sparql [ sh:select "SELECT $this ?value { $this <http://e/s> ?value FILTER (STRLEN(?value) > 2) }" ] .
"""


def answering(store: ox.Store, spoiled: Callable[[bytes], bytes] = lambda content: content) -> Callable[[Request], None]:
    """Return a responder that answers queries from a store, and spoils its answers."""

    def respond(request: Request) -> None:
        try:
            found = store.query(request.parameters()["query"][0])
        except SyntaxError as error:
            request.respond(400, {"Content-Type": "text/plain"}, str(error).encode())
            return
        if isinstance(found, ox.QueryTriples):
            media, content = "application/n-triples", found.serialize(format=ox.RdfFormat.N_TRIPLES)
        else:
            media, content = MEDIA_TYPES["json"], found.serialize(format=ox.QueryResultsFormat.JSON)
        request.respond(200, {"Content-Type": media}, spoiled(content or b""))

    return respond


def loaded(data: str = DATA) -> ox.Store:
    store = ox.Store()
    store.extend(quads(data, "d"))
    return store


def validated(server: FakeServer, shapes: str = SHAPES, **options: bool) -> Report:
    return shacl_endpoint.validate(server.url, quads(shapes, "s"), STANDARD, lambda _: None, timeout=30, **options)  # type: ignore[arg-type]


def seen(report: Report) -> list[tuple[str, ...]]:
    return sorted((one.focus, one.path, one.value, one.component, one.message) for one in report)


def test_findings_are_those_of_the_embedded_engine(serve: Serve) -> None:
    report = validated(serve(answering(loaded())))
    here = validator.validate(quads(DATA, "d"), quads(SHAPES, "s"), prefixes=STANDARD)
    assert seen(report) == seen(here)
    assert len(report) == 6
    assert "forms of literals" in report.notes[0]


def test_booleans_that_a_server_has_as_numbers_are_understood(serve: Serve) -> None:
    true, one = (f'"value":"{value}","datatype":"http://www.w3.org/2001/XMLSchema#{kind}"'.encode()
                 for value, kind in (("true", "boolean"), ("1", "integer")))  # fmt: skip
    report = validated(serve(answering(loaded(), lambda content: content.replace(true, one))))
    assert len(report) == 6


def without_rows(content: bytes) -> bytes:
    return content[: content.index(b'"bindings":[') + 12] + b"]}}"


@pytest.mark.parametrize("spoiled", [without_rows, lambda content: content.replace(b'"true"', b'"false"')])
def test_server_that_misses_violations_is_not_believed(spoiled: Callable[[bytes], bytes], serve: Serve) -> None:
    server = serve(answering(loaded("e:good a e:T ; e:p 1 ."), spoiled))
    with pytest.raises(ScoError, match=r"Known violations are not found as they should be, of: .*sh:datatype"):
        validated(server)


def test_server_that_refuses_a_query_is_an_error_and_fetch_validates_here(serve: Serve) -> None:
    store = loaded()
    answer = answering(store)

    def plain(request: Request) -> None:
        if "EXISTS" in request.parameters()["query"][0]:
            request.respond(400, {"Content-Type": "text/plain"}, b"EXISTS is not known")
        else:
            answer(request)

    with pytest.raises(ScoError, match=r"EXISTS is not known.* --fetch validates them here"):
        validated(serve(plain))
    report = validated(serve(plain), fetch=True)
    assert seen(report) == seen(validator.validate(quads(DATA, "d"), quads(SHAPES, "s"), prefixes=STANDARD))
    assert "triples were fetched and validated here" in report.notes[0]


def test_fetching_less_than_the_server_counts_is_an_error(serve: Serve) -> None:
    def cut(content: bytes) -> bytes:
        if content.startswith(b"<"):
            return content[: content.index(b"\n") + 1]
        return without_rows(content) if b"violated" in content else content

    with pytest.raises(ScoError, match=r"sent 1 of \d+ triples"):
        validated(serve(answering(loaded(), cut)), fetch=True)


def test_nothing_selected_and_functions_are_errors(serve: Serve) -> None:
    with pytest.raises(ScoError, match="select no node of the data"):
        validated(serve(answering(loaded("e:a e:p 1 ."))))
    assert validated(serve(answering(loaded("e:a e:p 1 ."))), allow_empty=True).conforms
    lookahead = 'e:S a sh:NodeShape ; sh:targetClass e:T ; sh:property [ sh:path e:s ; sh:pattern "(?=a)a" ] .'
    with pytest.raises(ScoError, match="SPARQL alone does not suffice"):
        validated(serve(answering(loaded())), lookahead)


def test_canary_has_a_violation_and_a_conforming_node_for_each_constraint() -> None:
    shapes = read_shapes(canary.quads()).shapes
    names = {one.name for one in canary.constraints_of(shapes)} - {"Property"}
    violated = canary.known(shapes)
    assert {name for name, _, _ in violated} == names
    assert len(names) == 29
    for name in names:
        assert len({focus for one, focus, _ in violated if one == name}) < 5, name  # of five nodes
    ours = sum(violated.values())
    theirs = pyshacl_engine.validate(canary.quads(), canary.quads())
    assert sum(quad.predicate.value.endswith("#result") for quad in theirs) == ours


def test_queries_of_shapes_are_tried_before_a_server_is_believed(serve: Serve) -> None:
    shapes = 'e:S a sh:NodeShape ; sh:targetClass e:T ; sh:sparql [ sh:select "SELECT $this { $this <http://e/p> 7 }" ] .'
    answer = answering(loaded())

    def without_groups(request: Request) -> None:
        found = b'{"head":{"vars":["this"]},"results":{"bindings":[]}}'
        grouped = "GROUP BY" in request.parameters()["query"][0]
        request.respond(200, {"Content-Type": MEDIA_TYPES["json"]}, found) if grouped else answer(request)

    assert validated(serve(answer), shapes).conforms
    with pytest.raises(ScoError, match="Known violations are not found as they should be, of: sh:sparql"):
        validated(serve(without_groups), shapes)
