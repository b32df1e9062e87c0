"""Files to quads: formats, encodings, blank nodes, bases, and errors with file, line and column."""

import gzip
import os
import subprocess
import sys
from pathlib import Path

import pytest

import sco_ld
from sco_ld.errors import ScoError
from sco_ld.rdf import formats, reader
from sco_ld.rdf.bases import Base
from sco_ld.rdf.folders import rdf_files
from sco_ld.rdf.quad_stream import Quads, QuadStream, read_all

TRIPLE = b'<http://e/a> <http://e/b> "01"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
BAD = {
    "prefix.ttl": (
        b"@prefix e: <http://e/> .\ne:a f:b e:c .\n",
        "line 2, column 5: The prefix f: has not been declared",
    ),
    "dot.ttl": (TRIPLE[:-2], "line 1, column"),
    "latin.ttl": ('<http://e/a> <http://e/b> "é" .'.encode("latin-1"), "not UTF-8"),
    "wide.ttl": (TRIPLE.decode().encode("utf-16"), "is UTF-16"),
    "cut.ttl.gz": (gzip.compress(TRIPLE * 99)[:40], "not a whole gzip file"),
    "plain.ttl.gz": (TRIPLE, "not a whole gzip file"),
    "bomb.rdf": (b'<!DOCTYPE r [<!ENTITY a "aaaa">]><r>&a;</r>', "line 1: has a <!DOCTYPE>"),
    "lower.rdf": (b'<r>\n<!doctype r [<!ENTITY a "aaaa">]>&a;</r>', "line 2: has a <!DOCTYPE>"),
    "deep.jsonld": (b'{"@graph":' * 5000 + b"1" + b"}" * 5000, "nested deeper"),
    "deep.nt": (b"<a:s> <a:p> " + b"<<( <a:s> <a:p> " * 200 + b"<a:o>" + b" )>>" * 200 + b" .\n", "nested deeper"),
    "remote.jsonld": (b'{"@context": "http://e/c.jsonld", "name": "x"}', "remote.jsonld"),
    "one.xyz": (TRIPLE, 'unknown format ".xyz"'),
}
BLANK = {
    "a.ttl": b"_:x <http://e/p> 1 .",
    "b.ttl.gz": gzip.compress(b"_:x <http://e/p> 1 ."),
    "c.nt": b'_:x <http://e/p> "1" .\n',
    "d.nq": b'_:x <http://e/p> "1" .\n',
    "e.trig": b"_:x <http://e/p> 1 .",
    "f.jsonld": b'{"@id": "_:x", "http://e/p": 1}',
    "g.rdf": b'<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">'
    b'<r:Description r:nodeID="x"><e:p>1</e:p></r:Description></r:RDF>',
    "h.nt.gz": gzip.compress(b'_:x <http://e/p> "1" .\n'),
}


@pytest.mark.parametrize("name", BAD)
def test_error_is_a_sentence_with_its_place(name: str, tmp_path: Path) -> None:
    content, sentence = BAD[name]
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ScoError) as error:
        read_all(rdf_files([path]))
    assert name in str(error.value)
    assert sentence in str(error.value)


@pytest.mark.parametrize("name", ["a.ttl", "a.ttl.gz", "a.nt", "a.nq", "a.trig"])
def test_every_format_keeps_the_lexical_form(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(TRIPLE) if name.endswith("gz") else TRIPLE)
    assert [quad.object.value for quad in reader.read(path)] == ["01"]


def test_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_bytes(b"\xef\xbb\xbf" + TRIPLE.replace(b"\n", b"\r\n"))
    assert len(list(reader.read(path))) == 1


def test_doctype_in_character_data_is_data(tmp_path: Path) -> None:
    path = tmp_path / "a.rdf"
    before = b"<!-- > <!DOCTYPE x> --><?x > <!DOCTYPE x> ?>"
    path.write_bytes(before + BLANK["g.rdf"].replace(b">1<", b"><![CDATA[<!DOCTYPE html>]]><"))
    assert [quad.object.value for quad in reader.read(path)] == ["<!DOCTYPE html>"]


def test_relative_iris_contain_no_folder_of_this_machine(tmp_path: Path) -> None:
    path = tmp_path / "é .ttl"
    path.write_text("<#x> <#y> <> .")
    assert {term.value for term in next(reader.read(path)).triple} == {
        f"file:///%C3%A9%20.ttl{end}" for end in ("", "#x", "#y")
    }


@pytest.mark.parametrize("name", ["a.ttl", "a.jsonld"])
def test_base_replaces_the_name_of_the_file(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text("<x> <#y> <> ." if name == "a.ttl" else '{"@id": "x", "http://e/d/z#y": {"@id": ""}}')
    expected = "<http://e/d/x> <http://e/d/z#y> <http://e/d/z>"
    assert str(next(reader.read(path, base=Base("http://e/d/z")))) == expected
    assert [str(quad) for quad in read_all([path], base=Base("http://e/d/z"))] == [expected]
    with pytest.raises(ScoError, match='"no iri" is not an absolute IRI'):
        list(reader.read(path, base=Base("no iri")))


def test_file_name_that_is_not_utf8_is_read(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.ttl"))
    path.write_text("<> <> <> .")
    assert str(next(reader.read(path)).subject) == "<file:///%FF.ttl>"


def test_blank_nodes_of_different_files_are_different_nodes(tmp_path: Path) -> None:
    for folder in ("data", "ontology"):
        (tmp_path / folder).mkdir()
        for name, content in BLANK.items():
            (tmp_path / folder / name).write_bytes(content)
    files = rdf_files([tmp_path])
    assert len({quad.subject for quad in read_all(files)}) == len(files) == 2 * len(BLANK)
    rows = sco_ld.load(tmp_path).query("SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x <http://e/p> ?y }")
    assert [str(count) for (count,) in rows] == [str(2 * len(BLANK))]
    assert len({quad.subject for quad in sco_ld.load(tmp_path).store}) == 2 * len(BLANK)


def test_blank_nodes_in_triple_terms_are_renamed_with_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("_:x <http://e/p> <<( _:x <http://e/p> <<( _:y <http://e/p> _:x )>> )>> .")
    (quad,) = read_all([tmp_path / "a.ttl"])
    assert (quad.subject, quad.object.object.object) == (quad.object.subject, quad.subject)
    assert quad.object.object.subject != quad.subject


def test_blank_nodes_have_the_same_names_each_time(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.ttl").write_text("_:x <http://e/b> [ <http://e/c> 1 ] .")
    files = rdf_files([tmp_path])
    first, second = read_all(files), read_all(files)
    assert len({quad.subject for quad in first}) == 4
    assert sorted(map(str, first)) == sorted(map(str, second))


def test_first_declaration_of_a_prefix_counts(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("@prefix e: <http://first/> . e:a e:a e:a . @prefix f: <http://f/> .")
    (tmp_path / "b.ttl").write_text("@prefix e: <http://second/> . e:a e:a e:a .")
    quads = Quads(QuadStream(rdf_files([tmp_path])))
    assert dict(quads.prefixes) == {"e": "http://first/", "f": "http://f/"}


SNIFFED = {
    '{"@id": "a:b", "a:c": 1}': "json-ld",
    ' [ {"@id": "a:b", "a:c": 1} ]': "json-ld",
    BLANK["g.rdf"].decode(): "rdfxml",
    "\ufeff<!-- x -->" + BLANK["g.rdf"].decode(): "rdfxml",
    "<a:b> <a:c> 1 .": "turtle",
    "[ <a:b> 1 ] .": "turtle",
    "[] <a:b> 1 .": "turtle",
    "{ <a:b> <a:c> 1 }": "trig",
    "{ [] <a:c> 1 }": "trig",
}


@pytest.mark.parametrize("text", SNIFFED, ids=lambda text: text[:12])
def test_format_of_a_pipe_is_recognized(text: str) -> None:
    ours, theirs = os.pipe()
    os.write(theirs, text.encode())
    os.close(theirs)
    try:
        path = Path(f"/dev/fd/{ours}")
        assert len(read_all(rdf_files([path, path]))) == 2
        assert reader.read_bytes(path).decode("utf-8-sig") == text.removeprefix("\ufeff")
    finally:
        os.close(ours)


def test_standard_input_and_process_substitution_are_read() -> None:
    command = f"{sys.executable} -m sco_ld export - /dev/stdin <(echo '<a:s> <a:p> 1 .') -f nquads"
    ran = subprocess.run(["bash", "-c", command], input=b"<a:s> <a:p> 2 .", capture_output=True, check=True)
    assert ran.stdout.count(b"\n") == 2


def test_formats_are_those_of_the_engine() -> None:
    assert [format_.engine.media_type for format_ in formats.FORMATS] == [format_.media_type for format_ in formats.FORMATS]
