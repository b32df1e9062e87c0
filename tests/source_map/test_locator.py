"""The locator: each triple of the W3C suites at its token, each finding at its file, line and column."""

import gzip
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from sco_ld.rdf import formats
from sco_ld.rdf.folders import rdf_files
from sco_ld.rdf.quad_stream import read_all
from sco_ld.source_map import rdfxml_positions
from sco_ld.source_map.blank_nodes import matched
from sco_ld.source_map.locator import Locator
from sco_ld.source_map.turtle_positions import Term, Triple, triples
from tests.conftest import ROOT

SUITES = ROOT.parent / "shared" / "suites" / "rdf11"
TOKEN = re.compile(r"""[<"'\[(+\-.:]|(?<![\w:])\w""")
E = "http://e/"
RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def positive_tests() -> Iterator[Path]:
    """Return the files that a parser must accept, of the four formats whose positions are known."""
    for suite in ("rdf-turtle", "rdf-trig", "rdf-n-triples", "rdf-n-quads"):
        manifest = SUITES / suite / "manifest.ttl"
        if manifest.exists():
            quads = list(ox.parse(path=manifest, base_iri="m:"))
            bad = {quad.subject for quad in quads if "Negative" in str(quad.object)}
            actions = [quad for quad in quads if quad.predicate.value.endswith("#action") and quad.subject not in bad]
            yield from (manifest.parent / quad.object.value.removeprefix("m:") for quad in actions)


def plain(*terms: object) -> tuple[object, ...]:
    """Return terms with all blank nodes as one."""
    return tuple("_:" if isinstance(term, ox.BlankNode) else term for term in terms)


def mapped(quad: ox.Quad | Triple, names: dict[ox.BlankNode, ox.BlankNode]) -> tuple[object, ...]:
    """Return the terms of a quad with other names of blank nodes, and languages in lower case."""
    terms = (quad.subject, quad.predicate, quad.object)
    return tuple(
        names.get(one, one)
        if isinstance(one, ox.BlankNode)
        else (one.value, one.language.lower())
        if isinstance(one, ox.Literal) and one.language
        else one
        for one in terms
    )


@pytest.mark.skipif(not SUITES.exists(), reason="W3C's suites are not here")
def test_blank_nodes_of_the_w3c_suites_are_matched() -> None:
    checked = 0
    for path in [*positive_tests(), *sorted((SUITES / "rdf-xml").rglob("*.rdf"))]:
        base, text = f"http://www.w3.org/2013/TurtleTests/{path.name}", path.read_bytes().decode(errors="replace")
        find = rdfxml_positions.triples if path.suffix == ".rdf" else triples
        try:
            quads = list(ox.parse(text, formats.of_path(path).engine, base_iri=base))
        except SyntaxError:
            continue
        found = list(find(text, base))
        names = matched(quads, found)
        assert {mapped(one, names) for one in quads} == {mapped(one, {}) for one in found}, path.name
        checked += 1
    assert checked == 684


@pytest.mark.skipif(not SUITES.exists(), reason="W3C's suites are not here")
def test_every_triple_of_the_w3c_suites_is_found_at_its_token() -> None:
    checked = 0
    for path in positive_tests():
        base, text = f"http://www.w3.org/2013/TurtleTests/{path.name}", path.read_bytes().decode()
        format_ = formats.of_path(path).engine
        found = list(triples(text, base))
        wanted = Counter(plain(*quad.triple) for quad in ox.parse(text, format_, base_iri=base))
        assert Counter(plain(one.subject, one.predicate, one.object) for one in found) == wanted, path.name
        assert [one for one in found for at in one.at if not TOKEN.match(text, at)] == [], path.name
        checked += 1
    assert checked == 554


TURTLE = """\
@prefix e: <http://e/> .
e:x a e:C ;
    e:p 1 ,
        2 ;
    e:q [ e:inner e:only-here ] .
e:y e:knows e:x , e:mentioned .
"""
PLACES: dict[str, tuple[tuple[str | int, ...], str]] = {
    "a value": (("x", "p", 2), "2"),
    "a value under another property": (("x", "path", 2), "2"),
    "a property": (("x", "p", 3), "e:p"),
    "a block": (("x", "none"), "e:x a"),
    "a value of the inverse": (("x", "knows", "y"), "e:x , e:m"),
    "a mention": (("mentioned",), "e:mentioned"),
    "a mention in a blank node": (("only-here",), "e:only-here"),
    "a mention as a property": (("inner",), "e:inner"),
    "a thing of which nothing is said": (("nobody",), ""),
}


def term(value: str | int) -> Term:
    return ox.Literal(value) if isinstance(value, int) else ox.NamedNode(E + value)


@pytest.mark.parametrize("what", PLACES)
@pytest.mark.parametrize("how", ["a.ttl", "mark.ttl", "windows.ttl", "packed.ttl.gz"])
def test_most_specific_position_is_found(how: str, what: str, tmp_path: Path) -> None:
    text = TURTLE.replace("\n", "\r\n") if how == "windows.ttl" else TURTLE
    content = b"\xef\xbb\xbf" * (how == "mark.ttl") + text.encode()
    path = tmp_path / how
    path.write_bytes(gzip.compress(content) if how.endswith(".gz") else content)
    asked, words = PLACES[what]
    place = Locator([path]).find(*(term(one) for one in asked))
    if not words:
        assert place is None
        return
    lines = TURTLE.splitlines()
    line = TURTLE[: TURTLE.index(words)].count("\n")
    assert (place.line, place.column, place.text) == (line + 1, lines[line].index(words) + 1, lines[line])


BLANK = """\
@prefix e: <http://e/> .
e:x a e:C ;
    e:p [ e:q [ e:r
        1 ] ] .
[] a e:C .
[ e:p ( 1 [ e:q 2 ] ) ;
  e:r 3 ] .
_:loop e:p _:loop .
_:x a e:C ;
    e:q 4 .
"""


@pytest.mark.parametrize(
    ("predicate", "value", "place"),
    [("r", 1, (4, 9)), ("q", 2, (6, 17)), ("r", 3, (7, 7)), ("q", 4, (10, 9)), ("q", 5, (10, 5))],
)
def test_triple_of_blank_node_is_found(predicate: str, value: int, place: tuple[int, int], tmp_path: Path) -> None:
    (tmp_path / "first.jsonld").write_text('[{"http://e/p": 1}, {"http://e/p": 2}]')
    (tmp_path / "second.ttl").write_text(BLANK)
    files = rdf_files([tmp_path])
    quads = read_all(files)
    sought = value if value != 5 else 4  # 5 is nowhere: the property is
    (subject,) = (one.subject for one in quads if (one.predicate, one.object) == (term(predicate), term(sought)))
    assert isinstance(subject, ox.BlankNode)
    found = Locator(files, quads).find(subject, term(predicate), term(value))
    assert Path(found.file).name == "second.ttl"
    assert (found.line, found.column) == place


SAME = {  # one graph; the blank node that is the value of e:q begins at the mark, that with e:r at the other
    "a.ttl": "@prefix e: <http://e/> .\ne:x e:p [ e:z 0 ] ;\n e:q ①[ e:z [] , ②[ e:r 1 ] ] .",
    "a.nt": '<http://e/x> <http://e/p> _:a .\n_:a <http://e/z> "0" .\n<http://e/x> <http://e/q> ①_:b .\n'
    '_:b <http://e/z> ②_:c .\n_:c <http://e/r> "1" .',
    "a.jsonld": '{"@context": {"e": "http://e/"}, "@id": "e:x",\n'
    ' "e:p": {"e:z": 0},\n "e:q": ①{"e:z": [{},\n ②{"e:r": 1}]}}',
    "a.rdf": '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">\n<r:Description r:about="http://e/x">'
    "<e:p><r:Description e:z='0'/></e:p>\n<e:q>①<r:Description><e:z><r:Description/></e:z>\n<e:z>②<r:Description>"
    "<e:r>1</e:r></r:Description></e:z></r:Description></e:q></r:Description></r:RDF>",
}


@pytest.mark.parametrize("name", SAME)
def test_blank_value_is_at_itself_in_its_own_file(name: str, tmp_path: Path) -> None:
    (tmp_path / "0.ttl").write_text("@prefix e: <http://e/> . e:x e:q [ e:r 0 ] . _:b e:r [] .")
    text = SAME[name]
    (tmp_path / name).write_text(text.translate({ord("①"): None, ord("②"): None}))
    files = rdf_files([tmp_path])
    quads = read_all(files)
    value = [one.object for one in quads if (one.subject, one.predicate) == (term("x"), term("q"))][-1]
    inner = [one.object for one in quads if (one.subject, one.predicate) == (value, term("z"))][-1]
    places = Locator(files, quads)
    assert isinstance(value, ox.BlankNode)
    assert isinstance(inner, ox.BlankNode)
    for mark, found in (("①", places.find(term("x"), term("q"), value)), ("②", places.find(value, term("z"), inner))):
        before = text[: text.index(mark)].replace("①", "")
        assert (Path(found.file).name, found.line) == (name, before.count("\n") + 1)
        assert found.column == len(before.rpartition("\n")[2]) + 1


def test_position_is_in_the_file_with_the_triple(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "1-mentions.ttl").write_text("<http://e/y> <http://e/knows> <http://e/x> .")
    (tmp_path / "2-says.jsonld").write_text('{"@id": "http://e/x", "http://e/p": 7}')
    (tmp_path / "3-says.nq").write_text('<http://e/x> <http://e/q> "8" <http://e/graph> .\n')
    (tmp_path / "4-says.rdf").write_text(
        '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">'
        '<r:Description r:about="http://e/x"><e:r>9</e:r></r:Description></r:RDF>'
    )
    places = Locator(rdf_files([Path()]))
    found = [places.find(term("x"), term(predicate)) for predicate in "pqr"]
    assert [str(place) for place in found] == ["2-says.jsonld:1:23", "3-says.nq:1:14", "4-says.rdf:1:118"]


def test_relative_and_escaped_names_are_found(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    blocks = [
        "@prefix e: <http://e/> .",
        "<> e:p 1 .",
        "<#part> e:p 2 .",
        "e:a\\,b e:p 3 .",
        "<http://e/\\u4E0A> e:p 4 .",
        "e: e:p 5 .",
    ]
    path.write_text("\n".join(blocks))
    names = ["file:///a.ttl", "file:///a.ttl#part", "http://e/a,b", "http://e/上", "http://e/"]
    assert [Locator([path]).find(ox.NamedNode(name)).line for name in names] == [2, 3, 4, 5, 6]


def test_byte_order_mark_does_not_count_as_a_column(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text("\ufeff<http://e/x> <http://e/p> 1 .", encoding="utf-8")
    assert Locator([path]).find(term("x"), term("p")).column == 14


def test_position_of_deeply_nested_triples_is_their_block(tmp_path: Path) -> None:
    path = tmp_path / "deep.ttl"
    path.write_text(f"@prefix e: <{E}> .\n\ne:x e:p {'[ e:p ' * 5000} 1 {']' * 5000} .\n")
    quads = read_all([path])
    assert isinstance(quads[0].subject, ox.BlankNode)
    assert Locator([path], quads).find(quads[0].subject).line == 3


def test_removed_file_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(TURTLE)
    places = Locator([path])
    path.unlink()
    assert places.find(term("x")) is None


def test_findings_in_standard_input_have_lines() -> None:
    words = [sys.executable, "-m", "sco_ld", "validate", "-", "-f", "github"]
    data = b'<http://e/a> <http://e/b>\n "x"^^<http://www.w3.org/2001/XMLSchema#date> .'
    told = subprocess.run(words, input=data, capture_output=True, check=False).stdout.decode()
    assert told.startswith("::error file=-,line=2,col=2,title=shape%3ALexicalForm::")


JSON_LD = """{
 "@context": {"e": "http://e/", "id": "@id", "names": {"@id": "e:name", "@container": "@language"},
              "l": {"@id": "e:l", "@container": "@list"}, "back": {"@reverse": "e:r"}},
 "@graph": [{"id": "e:x", "@type": ["e:C", "e:D"], "e:p": [1, true, "x", {"@value": "y", "@language": "en-GB"}],
   "names": {"en": "a", "de": ["b", "c"]},
   "l": ["d", "e"], "back": {"id": "e:z", "e:q": 1.50}}]
}"""
IN_JSON_LD = {
    ("x", RDF_TYPE, "D"): '"e:D"',
    ("x", "p", ox.Literal("true", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#boolean"))): "[1, true",
    ("x", "p", ox.Literal("y", language="en-GB")): '{"@value"',
    ("x", "p", ox.Literal("z")): '"e:p"',
    ("x", "name", ox.Literal("c", language="de")): '"c"',
    ("x", "l"): '"l": ["d"',
    ("z", "q"): '"e:q"',
    ("z", "r", "x"): '"e:x"',
    ("z", "none"): '"e:z"',
}


@pytest.mark.parametrize("asked", IN_JSON_LD)
def test_triple_of_json_ld_is_at_its_value_or_key_or_node(asked: tuple[str | Term, ...], tmp_path: Path) -> None:
    path = tmp_path / "a.jsonld"
    path.write_text(JSON_LD)
    words = IN_JSON_LD[asked]
    found = Locator([path]).find(*(ox.NamedNode(E + one) if isinstance(one, str) else one for one in asked))
    before = JSON_LD[: JSON_LD.index(words)]
    assert (found.line, found.column) == (before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)
