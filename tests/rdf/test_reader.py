"""Files to quads: formats, folders, and what is wrong told with file, line and column."""

import gzip
from pathlib import Path

import pytest

from sco_ld.errors import ScoError
from sco_ld.rdf import reader

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
    "bomb.rdf": (b'<!DOCTYPE r [<!ENTITY a "aaaa">]><r>&a;</r>', "<!DOCTYPE"),
    "deep.jsonld": (b'{"@graph":' * 5000 + b"1" + b"}" * 5000, "nested deeper"),
    "remote.jsonld": (b'{"@context": "http://e/c.jsonld", "name": "x"}', "remote.jsonld"),
    "one.xyz": (TRIPLE, 'unknown format ".xyz"'),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_is_said_in_a_sentence_with_its_place(name: str, tmp_path: Path) -> None:
    content, sentence = BAD[name]
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ScoError) as error:
        reader.read_all(reader.rdf_files([path]))
    assert name in str(error.value)
    assert sentence in str(error.value)


@pytest.mark.parametrize("name", ["a.ttl", "a.ttl.gz", "a.nt", "a.nq", "a.trig"])
def test_every_format_keeps_the_lexical_form(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(TRIPLE) if name.endswith("gz") else TRIPLE)
    assert [quad.object.value for quad in reader.read(path)] == ["01"]


def test_a_byte_order_mark_and_windows_lines_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_bytes(b"\xef\xbb\xbf" + TRIPLE.replace(b"\n", b"\r\n"))
    assert len(list(reader.read(path))) == 1


def test_relative_iris_carry_no_folder_of_this_machine(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text("<#x> <#y> <#z> .")
    assert str(tmp_path) not in str(list(reader.read(path)))


def test_blank_nodes_of_two_files_stay_apart_and_are_named_the_same_each_time(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.ttl").write_text("_:x <http://e/b> [ <http://e/c> 1 ] .")
    files = reader.rdf_files([tmp_path])
    first, second = reader.read_all(files), reader.read_all(files)
    assert len({quad.subject for quad in first}) == 4
    assert sorted(map(str, first)) == sorted(map(str, second))


def test_missing_paths_and_folders_without_rdf_are_said(tmp_path: Path) -> None:
    with pytest.raises(ScoError, match="no such file or folder"):
        reader.rdf_files([tmp_path / "none"])
    with pytest.raises(ScoError, match="has no RDF file"):
        reader.rdf_files([tmp_path])
