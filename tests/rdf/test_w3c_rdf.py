"""W3C's RDF 1.1 suites through every way in which files are loaded. https://github.com/w3c/rdf-tests"""

import gzip
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

import sco_ld
from sco_ld.errors import ScoError
from sco_ld.rdf import formats, reader
from sco_ld.rdf.bases import Base, below
from sco_ld.rdf.quad_stream import read_all
from tests.conftest import ROOT

CHECKOUT = os.environ.get("RDF_TESTS")  # of w3c/rdf-tests
SUITES = Path(CHECKOUT, "rdf", "rdf11") if CHECKOUT else ROOT.parent / "shared" / "suites" / "rdf11"
ROOT_BASE = "http://example/"
COUNTS = {  # of tests that a parser must accept, and that it must refuse
    "rdf-turtle": (219, 94),
    "rdf-trig": (241, 115),
    "rdf-n-triples": (41, 29),
    "rdf-n-quads": (53, 34),
    "rdf-xml": (126, 40),
}
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SUITES.exists(), reason="W3C's suites are not here"),
    pytest.mark.parametrize("suite", COUNTS),
]


@dataclass(frozen=True)
class Case:
    """A test of a suite: the file, its base, and the file of the triples in it if the test says which they are."""

    path: Path
    base: str
    result: Path | None

    @property
    def expected(self) -> set[ox.Quad]:
        """The triples of the file, as the suite has them or else as the engine reads them."""
        path = self.result or self.path
        return canonical(ox.parse(path.read_bytes(), formats.of_path(path).engine, base_iri=self.base))


@cache
def cases(suite: str, *, negative: bool) -> list[Case]:
    """Return the tests of a suite whose files a parser must refuse, or of those that it must accept."""
    manifest = list(ox.parse(path=SUITES / suite / "manifest.ttl", base_iri="m:"))
    refused = {quad.subject for quad in manifest if "Negative" in str(quad.object)}
    bases = [quad.object.value for quad in manifest if quad.predicate.value.endswith("#assumedTestBase")]
    files: dict[str, dict[object, str]] = {"action": {}, "result": {}}
    for quad in manifest:
        files.setdefault(quad.predicate.value.partition("#")[2], {})[quad.subject] = getattr(quad.object, "value", "")[2:]
    return [
        Case(
            SUITES / suite / name,
            f"{bases[0] if bases else ROOT_BASE}{name}",
            SUITES / suite / files["result"][test] if test in files["result"] else None,
        )
        for test, name in files["action"].items()
        if (test in refused) == negative
    ]


def canonical(quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


def compressed(case: Case, folder: Path) -> Iterable[ox.Quad]:
    packed = folder / f"{case.path.name}.gz"
    packed.write_bytes(gzip.compress(case.path.read_bytes()))
    return read_all([packed], base=Base(case.base))


def piped(case: Case, format_: formats.Format | None) -> Iterator[ox.Quad]:
    ours, theirs = os.pipe()
    os.write(theirs, case.path.read_bytes()[:65_536])
    os.close(theirs)
    try:
        yield from reader.read(Path(f"/dev/fd/{ours}"), format_, base=Base(case.base))
    finally:
        os.close(ours)


WAYS: dict[str, Callable[[Case, Path], Iterable[ox.Quad]]] = {
    "read": lambda case, _: reader.read(case.path, base=Base(case.base)),
    "read_all": lambda case, _: read_all([case.path], base=Base(case.base)),
    "gzip": compressed,
    "pipe": lambda case, _: piped(case, formats.of_path(case.path)),
    "pipe of unknown format": lambda case, _: piped(case, None),
}


@pytest.mark.parametrize("way", WAYS)
def test_positive_cases_are_read_as_expected(suite: str, way: str, tmp_path: Path) -> None:
    if (suite, way) == ("rdf-n-quads", "pipe of unknown format"):
        pytest.skip("N-Quads cannot be told from TriG by how they begin")
    tests = cases(suite, negative=False)
    assert len(tests) == COUNTS[suite][0]
    differ = [case.path for case in tests if canonical(WAYS[way](case, tmp_path)) != case.expected]
    assert [str(path.relative_to(SUITES)) for path in differ if path.parent.name != "xml-canon"] == []
    assert len(differ) == 2 * (suite == "rdf-xml")  # the engine keeps the namespaces in scope in XML literals


@pytest.mark.parametrize("way", ["read", "read_all", "gzip", "pipe"])
def test_negative_cases_raise_sco_error(suite: str, way: str, tmp_path: Path) -> None:
    tests = cases(suite, negative=True)
    assert len(tests) == COUNTS[suite][1]
    for case in tests:
        with pytest.raises(ScoError):
            list(WAYS[way](case, tmp_path))


def test_publication_has_the_quads_of_its_files(suite: str, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    expected = ox.Store()
    for number, case in enumerate(cases(suite, negative=False)):
        path = tmp_path / "data" / f"{number}-{case.path.name}"
        path.write_bytes(case.path.read_bytes())
        for quad in reader.read(path, base=below(tmp_path)):
            names = {one: ox.BlankNode(f"{number}x{one.value}") for one in quad if isinstance(one, ox.BlankNode)}
            expected.add(ox.Quad(*(names.get(one, one) for one in quad)))
    store = sco_ld.load(tmp_path).store
    assert len(store) == len(expected)
    assert {quad for quad in store if "_:" not in str(quad)} == {quad for quad in expected if "_:" not in str(quad)}
