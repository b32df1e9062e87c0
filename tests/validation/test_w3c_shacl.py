"""W3C's SHACL test suite. https://w3c.github.io/data-shapes/data-shapes-test-suite/"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib import RDF, SH, Namespace
from rdflib.compare import isomorphic

from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import STANDARD
from sco_ld.rdf.quad_stream import read_all
from sco_ld.rdf.rdflib_bridge import to_graph, to_quad_term
from sco_ld.source_map.locator import Locator
from sco_ld.validation import engines
from sco_ld.validation.linters.lexical_forms import LEXICAL_FORM
from sco_ld.validation.paths import path_text
from sco_ld.validation.quad_index import QuadIndex
from sco_ld.validation.shapes.shape_check import refuse_ill_formed
from sco_ld.validation.validator import validate
from tests.conftest import ROOT

SUITE = ROOT.parent / "shared" / "suites" / "shacl"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")
COMPARED = {
    RDF.type, SH.focusNode, SH.resultPath, SH.value, SH.resultSeverity,
    SH.sourceShape, SH.sourceConstraint, SH.sourceConstraintComponent,
}  # fmt: skip
DIFFERENT = {
    "pyshacl core/property/uniqueLang-002": 'sh:uniqueLang "1"^^xsd:boolean is taken for true',
    "pyshacl sparql/pre-binding/shapesGraph-001": "$shapesGraph is not bound",
}
UNANSWERED = {"sparql/pre-binding/shapesGraph-001": "pySHACL does not bind $shapesGraph"}
REFUSED = {
    "core/path/path-strange-002": "a path that is a list and an inverse at once, which SHACL's own shapes forbid",
    "core/property/qualifiedValueShape-001": "sh:nodeShape, a slip of the suite: SHACL has no such term",
}

pytestmark = pytest.mark.slow
if not SUITE.is_dir():
    pytest.skip(f"{SUITE} is not here", allow_module_level=True)


@dataclass(frozen=True)
class Case:
    """A test of the suite: its name, its graphs, and what is expected of them, a report or sht:Failure."""

    name: str
    data: Path
    shapes: Path
    expected: rdflib.term.Node
    manifest: rdflib.Graph


def cases() -> list[Case]:
    """Return the tests in the files of the suite; no manifest names sparql/component/nodeValidator-001."""
    found = []
    for path in sorted(SUITE.rglob("*.ttl")):
        manifest = to_graph(read_all([path]))
        for test in manifest.subjects(RDF.type, SHT.Validate):
            (action,), (expected,) = manifest.objects(test, MF.action), manifest.objects(test, MF.result)
            graphs = (manifest.value(action, part) for part in (SHT.dataGraph, SHT.shapesGraph))
            data, shapes = (path.with_name(Path(str(graph)).name) for graph in graphs)
            found.append(Case(path.relative_to(SUITE).with_suffix("").as_posix(), data, shapes, expected, manifest))
    return found


CASES = cases()
REPORTS = [case for case in CASES if case.expected != SHT.Failure]
FAILURES = [case for case in CASES if case.expected == SHT.Failure]


def each(which: list[Case], but: dict[str, str]) -> pytest.MarkDecorator:
    """Parametrize a test by cases; those listed are expected to fail, for the reason given."""
    return pytest.mark.parametrize(
        "case", [pytest.param(case, id=case.name, marks=failing(case.name, but)) for case in which]
    )


def each_by_engine(which: list[Case], but: dict[str, str]) -> pytest.MarkDecorator:
    both = [(engine, case, f"{engine} {case.name}") for engine in engines.NAMES for case in which]
    return pytest.mark.parametrize(
        ("engine", "case"), [pytest.param(engine, case, id=name, marks=failing(name, but)) for engine, case, name in both]
    )


def failing(name: str, but: dict[str, str]) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=but[name], strict=True)] if name in but else []


@cache
def report(case: Case, engine: str) -> rdflib.Graph:
    return validate(read_all([case.data]), read_all([case.shapes]), engine=engine).graph


def comparable(graph: rdflib.Graph, head: rdflib.term.Node, predicates: set[rdflib.URIRef]) -> rdflib.Graph:
    """Return what the suite compares of a report, with paths as text: results may not share their blank nodes."""
    found = rdflib.Graph()
    found.add((head, SH.conforms, rdflib.Literal(conforms(graph, head))))
    for result in graph.objects(head, SH.result):
        if (result, SH.sourceShape, rdflib.URIRef(LEXICAL_FORM)) not in graph:
            found.add((head, SH.result, result))
            for predicate, value in graph.predicate_objects(result):
                if predicate in predicates:
                    shown = rdflib.Literal(as_text(graph, value)) if predicate == SH.resultPath else value
                    found.add((result, predicate, shown))
    return found


def as_text(graph: rdflib.Graph, path: rdflib.term.Node) -> str:
    index = QuadIndex(ox.Quad(*map(to_quad_term, triple)) for triple in graph)  # type: ignore[arg-type]
    return path_text(index, to_quad_term(path), STANDARD)


def conforms(graph: rdflib.Graph, head: rdflib.term.Node | None = None) -> bool:
    (verdict,) = graph.objects(head, SH.conforms)
    return str(verdict) == "true"


def test_suite_is_complete() -> None:
    assert (len(REPORTS), len(FAILURES)) == (114, 7)


@each_by_engine(REPORTS, but=DIFFERENT)
def test_report_is_as_expected(engine: str, case: Case) -> None:
    said = (None, SH.resultMessage, None) in case.manifest
    predicates = {*COMPARED, SH.resultMessage} if said else COMPARED
    expected = comparable(case.manifest, case.expected, predicates)
    found = report(case, engine)
    (head,) = found.subjects(RDF.type, SH.ValidationReport)
    actual = comparable(found, head, predicates)
    assert isomorphic(actual, expected), actual.serialize() + expected.serialize()


@each_by_engine(FAILURES, but={})
def test_unusable_shapes_raise_sco_error(engine: str, case: Case) -> None:
    with pytest.raises(ScoError, match="The shapes could not be used: "):
        report(case, engine)


@pytest.mark.filterwarnings("ignore:Parsing weird boolean")
@each(REPORTS, but=UNANSWERED)
def test_verdict_equals_that_of_pyshacl_alone(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", rdflib.NORMALIZE_LITERALS)  # pySHACL changes it
    alone, _, _ = pyshacl.validate(rdflib.Graph().parse(case.data), shacl_graph=rdflib.Graph().parse(case.shapes))
    assert conforms(report(case, "pyshacl")) == alone


@each(REPORTS, but=REFUSED)
def test_shapes_of_the_suite_are_well_formed(case: Case) -> None:
    refuse_ill_formed(read_all([case.shapes]), Locator([case.shapes]))
