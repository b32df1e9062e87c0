"""Shapes and data of others (tests/thirdparty/): the findings of pySHACL, by each engine, at the line of their node."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib import SH

import sco_ld
from sco_ld.validation import engines
from sco_ld.validation.report import Report
from tests.conftest import ROOT

SETS = ROOT / "tests" / "thirdparty"
FOUND = {  # how many findings each set has, of pySHACL and of ours
    "brick": 6,
    "cube-link": 8,
    "example": 6,
    "person": 4,
    "policies": 1,
    "reproduction": 1,
}
Finding = tuple[str, ...]


def files(name: str, kind: str) -> list[Path]:
    """Return the files of a set: one may hold both shapes and data."""
    stems = {"data": ("data", "both", "wound"), "shapes": ("shapes", "both", "target"), "ontology": ("ontology",)}[kind]
    return sorted(path for path in (SETS / name).glob("*.ttl") if path.stem in stems)


def report_of(name: str, engine: str) -> Report:
    return sco_ld.load().validate(
        files(name, "data"), files(name, "shapes"), ontology=files(name, "ontology"), engine=engine
    )


def results(graph: rdflib.Graph) -> Counter[Finding]:
    """Return focus node, path, value and component of the results at the top of a report, without our own checks."""

    def terms(node: rdflib.term.Node) -> Iterator[str]:
        for name in (SH.focusNode, SH.resultPath, SH.value, SH.sourceConstraintComponent):
            value = graph.value(node, name)
            yield "_" if isinstance(value, rdflib.BNode) else str(value)

    found = (tuple(terms(node)) for head in graph.subjects(SH.conforms) for node in graph.objects(head, SH.result))
    return Counter(one for one in found if "w3id.org/sco-ld" not in one[3])


@pytest.fixture(scope="module")
def reference() -> dict[str, Counter[Finding]]:
    """Return the findings of pySHACL's own report on each set."""
    found = {}
    for name in FOUND:
        data, shapes = rdflib.Graph(), rdflib.Graph()
        for path in [*files(name, "data"), *files(name, "ontology")]:
            data.parse(path)
        for path in files(name, "shapes"):
            shapes.parse(path)
        found[name] = results(pyshacl.validate(data, shacl_graph=shapes)[1])
    return found


@pytest.mark.parametrize("engine", engines.NAMES)
@pytest.mark.parametrize("name", FOUND)
def test_findings_are_those_of_pyshacl(name: str, engine: str, reference: dict[str, Counter[Finding]]) -> None:
    assert results(report_of(name, engine).graph) == reference[name]
    assert reference[name].total() == FOUND[name]


@pytest.mark.parametrize("name", [name for name, count in FOUND.items() if count])
def test_each_finding_stands_at_its_node(name: str) -> None:
    for finding in report_of(name, engines.DEFAULT):
        place = finding.location
        assert place is not None
        lines = Path(place.file).read_text(encoding="utf-8").split("\n")
        assert lines[place.line - 1] == place.text
        above = "\n".join(lines[: place.line])
        assert finding.focus.startswith("_:") or re.split("[/#:]", finding.focus.rstrip(">"))[-1] in above


@pytest.mark.parametrize("engine", engines.NAMES)
def test_recursion_that_pyshacl_only_warns_of_is_refused(engine: str) -> None:
    with pytest.raises(sco_ld.ScoError, match=r"(?s)themselves without end.*bacnet"):
        report_of("bacnet", engine)


def test_each_set_has_its_origin_and_licence() -> None:
    table = (SETS / "README.md").read_text(encoding="utf-8")
    assert sorted(path.name for path in SETS.iterdir() if path.is_dir()) == sorted(["bacnet", *FOUND])
    assert [name for name in FOUND if f"| `{name}` |" not in table] == []
