"""The shapes: each rule has a message, accepts its good case and finds its bad one."""

from pathlib import Path

import pytest
import rdflib
from rdflib import RDF, SH

import sco_ld
from sco_ld.rdf import reader
from sco_ld.rdf.quad_stream import read_all
from sco_ld.rdf.rdflib_bridge import to_graph
from sco_ld.validation import engines
from sco_ld.validation.report import Report
from sco_ld.validation.validator import validate
from tests.conftest import PREFIXES as CONTEXT
from tests.conftest import ROOT

PREFIXES = CONTEXT.and_also({"shape": "https://w3id.org/sco-ld/shapes#"})
WORLD = ROOT / "tests" / "shapes" / "world.ttl"
CASES = sorted(set(WORLD.parent.glob("*.ttl")) - {WORLD})


@pytest.fixture(scope="module")
def shapes(sco: sco_ld.Publication) -> rdflib.Graph:
    return to_graph(sco.shapes)


@pytest.fixture(scope="module")
def rules(shapes: rdflib.Graph) -> set[rdflib.term.Node]:
    """Return property shapes and SPARQL constraints outside other rules, and node shapes with a message."""
    kinds = (SH.PropertyShape, SH.SPARQLConstraint)
    held = {
        rule
        for link in (SH.property, SH.sparql)
        for holder, rule in shapes.subject_objects(link)
        if isinstance(holder, rdflib.URIRef)
    }
    return held | {rule for kind in kinds for rule in shapes.subjects(RDF.type, kind)} | set(shapes.subjects(SH.message))


def report(path: Path, sco: sco_ld.Publication, engine: str = engines.DEFAULT) -> Report:
    return validate(read_all([WORLD, path]), sco.shapes, sco.ontology, prefixes=PREFIXES, engine=engine)


def test_common_data_of_the_cases_conform(sco: sco_ld.Publication) -> None:
    assert report(WORLD, sco).findings == ()


@pytest.mark.slow
@pytest.mark.parametrize("engine", engines.NAMES)
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_rule_finds_only_its_bad_case(path: Path, engine: str, sco: sco_ld.Publication) -> None:
    found = report(path, sco, engine)
    assert {finding.shape for finding in found} == {f"shape:{path.stem}"}
    assert [finding for finding in found if "bad" not in f"{finding.focus} {finding.value}".lower()] == []


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case_has_a_comment_a_good_node_and_a_bad_node(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("# ")
    nodes = {PREFIXES.shorten(quad.subject.value).partition(":")[2].lower() for quad in reader.read(path)}
    assert [word for word in ("good", "bad") if not any(word in node for node in nodes)] == []


def test_rules_and_cases_match(rules: set[rdflib.term.Node]) -> None:
    assert {PREFIXES.shorten(str(rule)) for rule in rules} == {f"shape:{path.stem}" for path in CASES}


def test_rule_has_a_name_and_an_english_message(rules: set[rdflib.term.Node], shapes: rdflib.Graph) -> None:
    for rule in rules:
        assert isinstance(rule, rdflib.URIRef), shapes.cbd(rule).serialize()
        (message,) = shapes.objects(rule, SH.message)
        assert isinstance(message, rdflib.Literal), rule
        assert (message.language, message[-1] in ".?") == ("en", True), rule
        if (rule, RDF.type, SH.PropertyShape) in shapes:
            assert (rule, SH.path, None) in shapes, rule
            assert (rule, SH.name, None) in shapes, rule
