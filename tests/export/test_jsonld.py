"""JSON-LD: plain keys, nested objects, frames, lists, JSON literals; nothing is fetched."""

import json
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

import sco_ld
from sco_ld.export.jsonld import framed
from sco_ld.export.writer import Syntax, to_bytes
from sco_ld.model.entity_index import EntityIndex
from sco_ld.rdf import batches
from sco_ld.rdf.canonical import canonical
from sco_ld.rdf.namespaces import RDF, RDFS, XSD
from sco_ld.rdf.quad_stream import read_all
from tests.conftest import PREFIXES, Ran

Run = Callable[..., Ran]
FRAME = {
    "@type": "Membership",
    "@explicit": True,
    "member": {"@embed": "@always", "@explicit": True, "skos:prefLabel": {}},
    "role": {"@embed": "@never"},
    "startDate": {},
}


def test_keys_are_plain_and_labels_are_by_language(sco: sco_ld.Publication) -> None:
    document = json.loads(sco.export("json-ld"))
    (china,) = (node for node in document["@graph"] if node["iri"] == "id:china")
    assert china["type"] == "State"
    assert china["prefLabel"] == {"en": "China", "ru": "Китай", "zh": "中国"}
    keys = {key for node in document["@graph"] for key in node}
    assert {key for key in keys if ":" in key} == set()


def test_repeatable_properties_are_arrays_and_integers_are_numbers(sco: sco_ld.Publication) -> None:
    nodes = {node["iri"]: node for node in json.loads(sco.export("json-ld"))["@graph"]}
    assert nodes["id:secretariat-seat"]["supportedBy"] == [
        "src:china-daily-2007-six-years-page",
        "src:rapsi-2024-secretariat-page",
    ]
    assert nodes["id:turkmenistan-guest"]["supportedBy"] == ["src:wikipedia-en-2025-page"]
    assert nodes["id:council-of-heads-of-state-18"]["position"] == "18"
    assert nodes["src:qiushi-2011-p9s2-position"]["startOffset"] == "5382"
    lists = {key for node in nodes.values() for key, value in node.items() if isinstance(value, list)} - {"type"}
    assert [
        (node["iri"], key) for node in nodes.values() for key in lists & node.keys() if not isinstance(node[key], list)
    ] == []


def test_members_have_a_reverse_key_for_memberships(run: Run) -> None:
    shown = json.loads(run("show", "id:laos", "-f", "json-ld").out)
    assert [one["iri"] for one in shown["memberships"]] == ["id:laos-partner"]


@pytest.mark.parametrize("name", ["id:india-observer", "id:china", "上海五国", "sco:ObserverState", "src:qiushi-2011"])
def test_show_prints_one_object_with_all_triples_of_the_resource(name: str, sco: sco_ld.Publication, run: Run) -> None:
    shown = json.loads(run("show", name, "-f", "json-ld").out)
    assert "@graph" not in shown
    triples = ox.parse(json.dumps(shown).encode(), ox.RdfFormat.JSON_LD)
    assert {one.triple for one in triples} == {one.triple for one in EntityIndex(sco.quads).subgraph(sco.names.find(name))}


def test_sources_are_nested_in_the_resource(run: Run) -> None:
    shown = json.loads(run("show", "id:india-observer", "-f", "json-ld").out)
    assert shown["iri"] == "id:india-observer"
    assert shown["supportedBy"][0]["hasSource"]["title"] == {"en": "Ten Years of the Shanghai Cooperation Organization"}


def test_frame_shapes_the_export(run: Run, tmp_path: Path) -> None:
    (tmp_path / "frame.json").write_text(json.dumps(FRAME))
    found = json.loads(run("export", "--as-of", "2017-06-09", "--frame", tmp_path / "frame.json").out)["@graph"]
    (india,) = (one for one in found if one["iri"] == "id:india-member")
    assert india == {
        "iri": "id:india-member",
        "type": "Membership",
        "member": {"iri": "id:india", "type": "State", "prefLabel": {"en": "India", "ru": "Индия", "zh": "印度"}},
        "role": "sco:MemberState",
        "startDate": "2017-06-09",
    }


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        ("{", "is not JSON"),
        ("[]", "is not a JSON object"),
        ("[" * 1000 + "]" * 1000, "nested deeper than 100 levels"),
        ('{"@context": "http://localhost:1/c"}', "is not fetched"),
        ('{"@type": 5}', '"@type" value must be'),
        ('{"@embed": "perhaps"}', "@embed"),
        ('{"@context": {"a": {"@id": []}}}', "The frame cannot be used"),
        (None, "No such file"),
    ],
)
def test_bad_frame_is_refused_in_a_sentence(frame: str | None, words: str, run: Run, tmp_path: Path) -> None:
    data, path = tmp_path / "a.ttl", tmp_path / "frame.json"
    data.write_text("<http://e/a> <http://e/b> <http://e/c> .")
    if frame is not None:
        path.write_text(frame)
    ran = run("export", data, "--frame", path, "-o", tmp_path / "out.jsonld")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert words in ran.err
    assert not (tmp_path / "out.jsonld").exists()


def test_frame_is_refused_for_other_formats(run: Run, tmp_path: Path) -> None:
    ran = run("export", "--frame", tmp_path / "frame.json", "-f", "turtle")
    assert (ran.code, ran.err) == (2, "Error: A frame is for json-ld; turtle has none.\n")


def test_digest_does_not_depend_on_files_or_formats(run: Run, sco: sco_ld.Publication, tmp_path: Path) -> None:
    told = run("info", "--digest").out
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "all.nq").write_bytes(sco.export("nquads"))
    (tmp_path / "data" / "all.rdf").write_bytes(sco.export("rdfxml"))
    assert run("-C", tmp_path, "info", "--digest").out == told
    assert len(told) == 65
    assert run("info", "--digest", "--as-of", "2017-06-09").out != told


def test_iri_that_looks_like_a_prefixed_name_is_kept(sco: sco_ld.Publication) -> None:
    odd = list(ox.parse(f"<id:x> a <{PREFIXES['id']}x> . <{PREFIXES['id']}y> a <{PREFIXES['id']}x> .", ox.RdfFormat.TURTLE))
    written = to_bytes(odd, "json-ld", sco.syntax)
    assert set(ox.parse(written, ox.RdfFormat.JSON_LD)) == set(odd)


LISTS = """\
@prefix e: <http://e/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
e:plain e:p (1 "x"@en e:b (2 (3)) ()) , () .
e:typed e:p [ a rdf:List ; rdf:first 1 ; rdf:rest () ] .
e:one e:p _:shared . e:two e:p _:shared . _:shared rdf:first 1 ; rdf:rest () .
_:circle rdf:first 1 ; rdf:rest _:circle .
_:self rdf:first _:self ; rdf:rest () .
e:a e:p [ rdf:first _:b ; rdf:rest () ] . _:b rdf:first [ rdf:first _:b ; rdf:rest () ] ; rdf:rest () .
e:two-firsts e:p [ rdf:first 1 , 2 ; rdf:rest () ] .
e:open e:p [ rdf:first 1 ] .
e:long e:p [ rdf:first 1 ; rdf:rest e:tail ] . e:tail rdf:first 2 ; rdf:rest () .
e:more e:p [ rdf:first 1 ; rdf:rest () ; e:q 3 ] .
e:rest rdf:rest (4 5) ; rdf:first () . e:class a [ rdf:first 1 ; rdf:rest () ] , rdf:nil .
e:odd e:p (<http://e/\u00a0x> 6) , (<id:x> <State:x>) .
e:graph { e:s e:p (7 _:g) . } _:g { e:s e:p (8) , _:over . } _:over rdf:first 9 ; rdf:rest () .
_:top rdf:first 1 ; rdf:rest (2) .
"""


def test_well_formed_lists_are_written_as_list(sco: sco_ld.Publication) -> None:
    quads = list(ox.parse(LISTS, ox.RdfFormat.TRIG))
    for syntax in (sco.syntax, Syntax()):
        written = to_bytes(quads, "json-ld", syntax)
        assert canonical(ox.parse(written, ox.RdfFormat.JSON_LD)) == canonical(quads)
    nodes = {node["@id"]: node for node in json.loads(written)["@graph"]}
    numbers = [{"@value": str(number), "@type": f"{XSD}integer"} for number in range(4)]
    assert nodes["http://e/plain"]["http://e/p"] == [
        {
            "@list": [
                numbers[1],
                {"@value": "x", "@language": "en"},
                {"@id": "http://e/b"},
                {"@list": [numbers[2], {"@list": [numbers[3]]}]},
                {"@list": []},
            ]
        },
        {"@list": []},
    ]
    for name in ("typed", "one", "two-firsts", "open", "long", "more"):
        assert "@list" not in json.dumps(nodes[f"http://e/{name}"]), name


@pytest.mark.parametrize("depth", [20, 21, 3000])
def test_deeply_nested_lists_are_read_back(depth: int, tmp_path: Path) -> None:
    quads = list(ox.parse(f"<a:s> <a:p> {'(' * depth}1{')' * depth} .", ox.RdfFormat.TURTLE))
    (tmp_path / "a.jsonld").write_bytes(to_bytes(quads, "json-ld", Syntax()))
    assert len(read_all([tmp_path / "a.jsonld"])) == len(quads)


def test_lists_of_a_document_of_several_batches_are_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "SIZE", 100)
    many = "".join(f"<http://e/{number}> <http://e/p> <http://e/o> .\n" for number in range(700))
    head = "<http://e/first> <http://e/p> _:a .\n"
    tail = f'_:a <{RDF}first> "x" .\n_:a <{RDF}rest> <{RDF}nil> .\n'
    quads = list(ox.parse(head + many + tail, ox.RdfFormat.N_TRIPLES))
    written = to_bytes(quads, "json-ld", Syntax())
    assert canonical(ox.parse(written, ox.RdfFormat.JSON_LD)) == canonical(quads)
    assert json.loads(written)["@graph"][-1] == {"@id": "http://e/first", "http://e/p": {"@list": ["x"]}}


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ('{"a":[1,2.5],"b":null}', True), ('"é"', True), ("null", True), ("[]", True), ("1e+30", True),
        ('{"b":1,"a":2}', False), ("{ }", False), ("1.0", False), ('{"a":1,"a":2}', False), ("NaN", False), ("{", False),
        ('"\\ud800"', False), ("9" * 5000, False), ("[" * 5000 + "]" * 5000, False), ("", False), ("1 2", False),
    ],
)  # fmt: skip
def test_canonical_json_literals_are_written_as_json(text: str, exact: bool) -> None:
    quads = [ox.Quad(ox.NamedNode("a:s"), ox.NamedNode("a:p"), ox.Literal(text, datatype=ox.NamedNode(f"{RDF}JSON")))]
    written = to_bytes(quads, "json-ld", Syntax())
    assert list(ox.parse(written, ox.RdfFormat.JSON_LD)) == quads
    (node,) = json.loads(written)["@graph"]
    assert (node["a:p"]["@type"] == "@json") == exact


def test_frame_finds_lists_and_json_literals() -> None:
    quads = list(
        ox.parse(f"<a:s> <a:p> (<a:o> 1) ; <a:q> '{{\"a\":1}}'^^<{RDF}JSON> . <a:o> <a:p> 2 .", ox.RdfFormat.TURTLE)
    )
    context = {"p": {"@id": "a:p", "@container": "@list"}, "q": {"@id": "a:q", "@type": "@json"}}
    found = json.loads(framed(quads, {"@context": context, "@id": "a:s"}, Syntax()))
    assert [one.get("@id") for one in found["p"]] == ["a:o", None]
    assert found["q"] == {"a": 1}


@pytest.mark.parametrize("tag", ["x-a", "i-hak", "en-a-bbb-x-a-ccc"])
def test_language_tags_with_one_letter_subtags_survive(tag: str, sco: sco_ld.Publication) -> None:
    quads = list(ox.parse(f'<a:s> <{RDFS}label> "x"@{tag} .', ox.RdfFormat.TURTLE))
    assert list(ox.parse(to_bytes(quads, "json-ld", sco.syntax), ox.RdfFormat.JSON_LD)) == quads
