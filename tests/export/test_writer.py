"""Export: nothing is lost, the bytes are the same every time, and memory does not grow."""

import hashlib
import json
import os
import subprocess
import sys
from codecs import BOM_UTF8
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from pyld import jsonld

import sco_ld
from sco_ld.errors import ScoError
from sco_ld.export import writer
from sco_ld.rdf import formats, reader
from sco_ld.rdf.canonical import digest
from sco_ld.rdf.namespaces import SKOS
from sco_ld.rdf.quad_stream import read_all
from tests.conftest import SYNTAX

RDFLIB = {
    "turtle": "turtle",
    "ntriples": "nt",
    "rdfxml": "xml",
    "json-ld": "json-ld",
    "trig": "trig",
    "nquads": "nquads",
}
XSD = "http://www.w3.org/2001/XMLSchema#"
TERMS = [
    f'"01"^^<{XSD}integer>',
    f'"1.0"^^<{XSD}decimal>',
    f'"banana"^^<{XSD}boolean>',
    '"a\\nb\\t\\"c\\""',
    '"Китай"@ru',
    '"上"@zh-Hans',
    "<http://e/%20x>",
    '"a\u2028b\x85c"',  # what Python, but not Turtle, takes for ends of lines
]

# a small process starts the command, since a child's peak counts from the memory of the process that forks it
PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@pytest.fixture
def lossless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make rdflib keep lexical forms during a test."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


@pytest.mark.slow
@pytest.mark.usefixtures("lossless")
@pytest.mark.parametrize("name", formats.NAMES)
def test_rdflib_reads_the_exported_publication(name: str, sco: sco_ld.Publication) -> None:
    graph = rdflib.Dataset() if formats.named(name).named_graphs else rdflib.Graph()
    graph.parse(data=sco.export(name), format=RDFLIB[name])
    assert {triple[:3] for triple in graph} == set(sco.graph)


@pytest.mark.parametrize("name", formats.NAMES)
def test_lexical_forms_and_language_tags_survive(name: str, tmp_path: Path) -> None:
    triples = "".join(f"<http://e/s> <http://e/p> {term} .\n" for term in TERMS)
    quads = list(ox.parse(triples, ox.RdfFormat.N_TRIPLES))
    path = tmp_path / f"a{formats.named(name).extensions[0]}"
    path.write_bytes(writer.to_bytes(quads, name, SYNTAX))
    assert set(reader.read(path)) == set(quads)


@pytest.mark.parametrize("name", ["turtle", "json-ld", "rdfxml"])
def test_two_processes_write_the_same_bytes(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<http://e/a> <http://e/b> [ <http://e/c> 1 , 2 ] , [ <http://e/c> 3 ] .")
    words = [sys.executable, "-m", "sco_ld", "export", str(tmp_path / "a.ttl"), "-f", name]
    out = {
        subprocess.run(words, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}).stdout
        for seed in "123"
    }
    assert len(out) == 1


@pytest.mark.parametrize(
    ("triple", "words"),
    [('<http://e/s> <http://e/p> "\\u0001" .', "control character"), ('<http://e/s> <http://e/1> "x" .', "XML name")],
)
def test_triples_that_rdfxml_cannot_express_are_refused(triple: str, words: str) -> None:
    with pytest.raises(ScoError, match=words) as error:
        writer.to_bytes(ox.parse(triple, ox.RdfFormat.N_TRIPLES), "rdfxml", SYNTAX)
    assert "http://e/s" in str(error.value)


@pytest.mark.parametrize(
    ("term", "name", "words"),
    [
        ('"x"@ar--rtl', "rdfxml", "RDF/XML cannot write the direction of the text"),
        ("<<( <http://e/s> <http://e/p> 1 )>>", "rdfxml", "RDF/XML cannot write the triple term"),
        ("<<( <http://e/s> <http://e/p> 1 )>>", "json-ld", "JSON-LD cannot write the triple term"),
    ],
)
def test_rdf_1_2_terms_that_a_format_lacks_are_refused_with_the_triple(term: str, name: str, words: str) -> None:
    with pytest.raises(ScoError, match=words) as error:
        writer.to_bytes(ox.parse(f"<http://e/s> <http://e/p> {term} .", ox.RdfFormat.TURTLE), name, SYNTAX)
    assert "<http://e/s> <http://e/p>" in str(error.value)


def test_json_ld_keeps_the_base_direction(sco: sco_ld.Publication) -> None:
    quads = list(ox.parse(f'<http://e/s> <{SKOS}prefLabel> "x"@ar--rtl .', ox.RdfFormat.TURTLE))
    assert list(ox.parse(writer.to_bytes(quads, "json-ld", sco.syntax), ox.RdfFormat.JSON_LD)) == quads


def test_named_graph_is_refused_where_the_format_has_none() -> None:
    quads = ox.parse("<http://e/s> <http://e/p> <http://e/o> <http://e/g> .", ox.RdfFormat.N_QUADS)
    with pytest.raises(ScoError, match="has no named graphs"):
        writer.to_bytes(quads, "turtle", SYNTAX)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file of 12 MB, so of three parts, whose first and last lines share a blank node."""
    path = tmp_path_factory.mktemp("large") / "large.nt"
    lines = [f'<http://e/s{n // 10}> <http://e/p{n % 10}> "{"x" * 60}" .\n' for n in range(120_000)]
    path.write_text("".join(["_:a <http://e/p> <http://e/o> .\n", *lines, "<http://e/s> <http://e/p> _:a .\n"]))
    return path


@pytest.mark.slow
@pytest.mark.parametrize("name", ["ntriples", "turtle", "rdfxml"])
def test_parts_of_a_large_file_are_one_graph(name: str, large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = sco_ld.load().export(name, [large])
    quads = list(ox.parse(written, formats.named(name).engine))
    assert len(quads) == 120_002
    assert set(quads) == set(reader.read(large))
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    assert sco_ld.load().export(name, [large]) == written


def test_byte_order_mark_is_skipped_in_a_file_of_lines(tmp_path: Path) -> None:
    line = b"<http://e/s> <http://e/p> <http://e/o> .\n"
    (tmp_path / "a.nt").write_bytes(BOM_UTF8 + line)
    assert sco_ld.load().export("ntriples", [tmp_path / "a.nt"]) == line
    (tmp_path / "a.nt").write_bytes(line.decode().encode("utf-16"))
    with pytest.raises(ScoError, match="is UTF-16"):
        sco_ld.load().export("ntriples", [tmp_path / "a.nt"])


def test_error_in_a_later_part_has_its_line_number_in_the_file(large: Path, tmp_path: Path) -> None:
    path = tmp_path / "broken.nt"
    path.write_bytes(large.read_bytes() + b"<http://e/s> <http://e/p> .\n")
    with pytest.raises(ScoError, match=r"broken\.nt, line 120003"):
        sco_ld.load().export("ntriples", [path])


@pytest.mark.slow
@pytest.mark.parametrize("name", ["ntriples", "turtle"])
def test_memory_does_not_grow_with_the_file(name: str, large: Path, tmp_path: Path) -> None:
    peaks = []
    for times in (1, 5):
        path = tmp_path / "more.nt"
        path.write_bytes(large.read_bytes() * times)
        command = [sys.executable, "-m", "sco_ld", "export", str(path), "-o", str(tmp_path / "out"), "-f", name]
        ran = subprocess.run([sys.executable, "-c", PEAK, *command], capture_output=True, check=True)
        peaks.append(int(ran.stdout))
    assert peaks[1] < 1.2 * peaks[0]


def test_all_processes_end_when_the_output_is_closed(large: Path) -> None:
    words = f"set -o pipefail; {sys.executable} -m sco_ld export {large} -f ntriples | head -c 10"
    ended = subprocess.run(["bash", "-c", words], capture_output=True, check=False, timeout=60)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert not subprocess.run(["pgrep", "-f", str(large)], capture_output=True, check=False).stdout


def test_digest_agrees_with_another_canonicalizer(sco: sco_ld.Publication, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text('<http://e/a> <http://e/b> [ <http://e/c> 1 , "\\t é" ] , [ <http://e/c> 3 ] .')
    for quads in ([*sco.data, *sco.ontology], read_all([tmp_path / "a.ttl"])):
        options = {"algorithm": "URDNA2015", "format": "application/n-quads"}
        theirs = jsonld.normalize(json.loads(writer.to_bytes(quads, "json-ld", sco.syntax)), options)
        assert digest(quads) == hashlib.sha256(theirs.encode()).hexdigest()


@pytest.mark.parametrize(
    ("name", "subject"), [("turtle", "<http://e/s> "), ("rdfxml", 'about="http://e/s"'), ("json-ld", '"http://e/s"')]
)
def test_subjects_are_grouped_and_triples_are_written_once(name: str, subject: str) -> None:
    triples = "".join(f"<http://e/{s}> <http://e/{p}> 1 .\n" for s, p in ("sp", "tp", "sq", "sp"))
    written = writer.to_bytes(ox.parse(triples, ox.RdfFormat.TURTLE), name, SYNTAX).decode()
    assert written.count(subject) == 1
    assert len(list(ox.parse(written, formats.named(name).engine))) == 3


def test_ntriples_keep_the_order_of_the_source_without_duplicates() -> None:
    lines = [f"<http://e/{s}> <http://e/p> <http://e/o> .\n" for s in "bab"]
    assert writer.to_bytes(ox.parse("".join(lines), ox.RdfFormat.N_TRIPLES), "ntriples", SYNTAX).decode() == "".join(
        lines[:2]
    )


def test_construct_with_blank_nodes_has_the_same_bytes_in_every_process() -> None:
    query = "CONSTRUCT { ?s org:member [ a ?c ] } { ?s a ?c . ?s org:postIn ?o }"
    words = [sys.executable, "-m", "sco_ld", "query", query]
    assert len({subprocess.run(words, capture_output=True, check=True).stdout for _ in range(2)}) == 1


def test_turtle_is_grouped_in_the_order_of_the_sources(sco: sco_ld.Publication) -> None:
    blocks = sco.export("turtle").decode().split("\n\n")
    subjects = [block.split()[0] for block in blocks[1:]]
    assert len(subjects) == len(set(subjects))
    assert subjects.index("id:china-member") < subjects.index("id:russia-member")
