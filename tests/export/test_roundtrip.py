"""Round trips: what is written is read back as the same graph, by us and by other parsers, or it is refused."""

import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sco_ld
from sco_ld.errors import ScoError
from sco_ld.export import writer
from sco_ld.export.writer import Syntax
from sco_ld.rdf import formats, reader
from sco_ld.rdf.namespaces import XSD
from tests.conftest import ROOT, SYNTAX
from tests.nasty import CHARS, FORMS, LOCALS, NAMESPACES, NASTY, ODD, TAGS, TERMS, TYPES, refused

SUITES = ROOT.parent / "shared" / "suites" / "rdf11"
JS = ROOT / "tests" / "js"
ACTION = ox.NamedNode("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#action")
POSITIVE = re.compile("Test(Turtle|Trig|XML|NTriples|NQuads)(Eval|PositiveSyntax)$")
PARSERS = [
    *(("rapper", name) for name in ("turtle", "ntriples", "rdfxml")),
    *(("serdi", name) for name in ("turtle", "trig", "ntriples", "nquads")),
    *(("node", name) for name in formats.NAMES),
]
DOTS = (r"/\.{1,2}[/>]", "resolves the dot segments of an absolute IRI, as RFC 3986 does and RDF does not ask")
NO_CHAR = (r"\\u0000|\\uFFF[EF]", "ends a literal at NUL and takes U+FFFE and U+FFFF for no characters")
SPACE = ("<[^>]*[\xa0\u2028\u3000]", "takes no IRI with Unicode's white space for absolute; drops the statement")
FAULTS = {
    ("rapper", "turtle"): [NO_CHAR, DOTS],
    ("rapper", "ntriples"): [NO_CHAR],
    ("rapper", "rdfxml"): [DOTS],
    ("node", "rdfxml"): [DOTS, ("<[^>]*[\xa0\u2028\u3000][^>]", "strips Unicode's white space off namespaces")],
    ("node", "json-ld"): [SPACE, (f"<{XSD}double>", "writes the text of a double anew")],
}

each_format = pytest.mark.parametrize("name", formats.NAMES)
each_parser = pytest.mark.parametrize(("parser", "name"), PARSERS)


def valid(iri: str) -> bool:
    try:
        ox.NamedNode(iri)
    except ValueError:
        return False
    return True


iris = (
    st.lists(st.sampled_from(LOCALS), max_size=3)
    .flatmap(lambda parts: st.sampled_from(NAMESPACES).map(lambda namespace: namespace + "".join(parts)))
    .filter(valid)
    | st.sampled_from(ODD)
).map(ox.NamedNode)
blanks = st.sampled_from("abc").map(ox.BlankNode)
texts = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(CHARS), max_size=6) | st.sampled_from(FORMS)
tags = st.from_regex("[A-Za-z]{2,3}(-[A-Za-z]{4})?(-[A-Za-z]{2})?", fullmatch=True) | st.sampled_from(TAGS)
literals = (
    st.builds(ox.Literal, texts)
    | st.builds(lambda text, tag: ox.Literal(text, language=tag), texts, tags)
    | st.builds(lambda text, type_: ox.Literal(text, datatype=type_), texts, st.sampled_from(TYPES).map(ox.NamedNode) | iris)
)
any_quad = st.builds(
    ox.Quad,
    iris | blanks,
    st.sampled_from(TERMS).map(ox.NamedNode) | iris,
    iris | blanks | literals,
    st.just(ox.DefaultGraph()) | iris | blanks,
)


@st.composite
def datasets(draw: st.DrawFn) -> list[ox.Quad]:
    return draw(st.lists(any_quad, max_size=8))


def canonical(quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


def carried(quads: Iterable[ox.Quad], name: str) -> list[ox.Quad]:
    """Return the quads that the format can write."""
    graphs = formats.named(name).named_graphs
    within = [quad for quad in quads if graphs or quad.graph_name == ox.DefaultGraph()]
    return [quad for quad in within if name != "rdfxml" or not refused(quad)]


def returned(quads: Iterable[ox.Quad], name: str, folder: Path, syntax: Syntax) -> set[ox.Quad]:
    path = folder / f"returned{formats.named(name).extensions[0]}"
    path.write_bytes(writer.to_bytes(quads, name, syntax))
    return canonical(reader.read(path))


@each_format
def test_nasty_quads_survive_a_round_trip(name: str, sco: sco_ld.Publication, tmp_path: Path) -> None:
    quads = carried(NASTY, name)
    assert returned(quads, name, tmp_path, sco.syntax) == canonical(quads)


@pytest.mark.slow
@each_format
def test_every_nasty_quad_survives_a_round_trip_by_itself(name: str, sco: sco_ld.Publication, tmp_path: Path) -> None:
    quads = carried(NASTY, name)
    assert [quad for quad in quads if returned([quad], name, tmp_path, sco.syntax) != canonical([quad])] == []


def test_rdfxml_error_names_the_triple() -> None:
    for quad in [quad for quad in NASTY if quad.graph_name == ox.DefaultGraph() and refused(quad)]:
        with pytest.raises(ScoError, match=re.escape(str(quad.triple))):
            writer.to_bytes([quad], "rdfxml", SYNTAX)


@pytest.mark.parametrize(("name", "bundled"), [*((name, True) for name in formats.NAMES), ("json-ld", False)])
@given(quads=datasets())
@settings(derandomize=True, deadline=None, max_examples=100)
def test_any_dataset_survives_a_round_trip(
    name: str, bundled: bool, quads: list[ox.Quad], sco: sco_ld.Publication, tmp_path_factory: pytest.TempPathFactory
) -> None:
    kept = carried(quads, name)
    syntax = sco.syntax if bundled else Syntax()
    assert returned(kept, name, tmp_path_factory.getbasetemp(), syntax) == canonical(kept)


@pytest.mark.slow
@pytest.mark.skipif(not SUITES.is_dir(), reason=f"{SUITES} is not here")
@each_format
@pytest.mark.parametrize(
    ("suite", "size"),
    [("rdf-turtle", 219), ("rdf-trig", 241), ("rdf-n-triples", 41), ("rdf-n-quads", 53), ("rdf-xml", 126)],
)
def test_w3c_suites_survive_a_round_trip(suite: str, size: int, name: str, sco: sco_ld.Publication, tmp_path: Path) -> None:
    graphs = {path: carried(reader.read(path), name) for path in positive(SUITES / suite)}
    assert len(graphs) == size
    for path, quads in graphs.items():
        assert returned(quads, name, tmp_path, sco.syntax) == canonical(quads), path


def positive(suite: Path) -> list[Path]:
    """Return the files of a suite that a parser must accept."""
    manifest = list(reader.read(suite / "manifest.ttl"))
    tests = {quad.subject for quad in manifest if POSITIVE.search(getattr(quad.object, "value", ""))}
    files = [quad.object.value for quad in manifest if quad.predicate == ACTION and quad.subject in tests]
    return [suite / file.removeprefix("file:///") for file in files]


def parsed(parser: str, name: str, path: Path) -> set[ox.Quad]:
    """Return what another parser reads in a file."""
    words: dict[str, list[str | Path]] = {
        "rapper": ["rapper", "-q", "-i", name, "-o", "ntriples", path],
        "serdi": ["serdi", "-i", name, "-o", "nquads", path],
        "node": ["node", JS / "parse.mjs", name, path],
    }
    if not shutil.which(parser) or (parser == "node" and not (JS / "node_modules" / "jsonld").is_dir()):
        pytest.skip(f"{parser} or its packages are not here")
    out = subprocess.run(words[parser], capture_output=True, check=True).stdout
    return canonical(ox.parse(out, ox.RdfFormat.N_QUADS))


@pytest.mark.slow
@each_parser
def test_another_parser_reads_the_publication(parser: str, name: str, sco: sco_ld.Publication, tmp_path: Path) -> None:
    path = tmp_path / "sco"
    path.write_bytes(sco.export(name))
    assert parsed(parser, name, path) == canonical([*sco.data, *sco.ontology])


@pytest.mark.slow
@each_parser
def test_another_parser_reads_nasty_quads(parser: str, name: str, sco: sco_ld.Publication, tmp_path: Path) -> None:
    path = tmp_path / "nasty"
    faults = [re.compile(pattern) for pattern, _ in FAULTS.get((parser, name), [])]
    kept = [quad for quad in carried(NASTY, name) if not any(fault.search(str(quad)) for fault in faults)]
    path.write_bytes(writer.to_bytes(kept, name, sco.syntax))
    assert parsed(parser, name, path) == canonical(kept)
