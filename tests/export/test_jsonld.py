"""JSON-LD: plain keys, one nested object, frames; nothing fetched."""

import json
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

import sco_ld
from sco_ld.export.writer import to_bytes
from sco_ld.rdf.namespaces import ID
from tests.conftest import Ran

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


def test_what_may_be_several_is_a_list_and_a_number_is_its_digits(sco: sco_ld.Publication) -> None:
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


def test_a_member_has_its_memberships(run: Run) -> None:
    shown = json.loads(run("show", "id:laos", "-f", "json-ld").out)
    assert [one["iri"] for one in shown["memberships"]] == ["id:laos-partner"]


@pytest.mark.parametrize("name", ["id:india-observer", "id:china", "上海五国", "sco:ObserverState", "src:qiushi-2011"])
def test_show_gives_one_object_that_says_all_of_the_excerpt(name: str, sco: sco_ld.Publication, run: Run) -> None:
    shown = json.loads(run("show", name, "-f", "json-ld").out)
    assert "@graph" not in shown
    triples = ox.parse(json.dumps(shown).encode(), ox.RdfFormat.JSON_LD)
    assert {one.triple for one in triples} == {one.triple for one in ox.parse(sco.excerpt(name), ox.RdfFormat.TURTLE)}


def test_what_a_resource_rests_on_is_nested_in_it(run: Run) -> None:
    shown = json.loads(run("show", "id:india-observer", "-f", "json-ld").out)
    assert shown["iri"] == "id:india-observer"
    assert shown["supportedBy"][0]["hasSource"]["title"] == {"en": "Ten Years of the Shanghai Cooperation Organization"}


def test_a_frame_gives_the_data_its_shape(run: Run, tmp_path: Path) -> None:
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
        ("[]", "a frame is a JSON object"),
        ("[" * 1000 + "]" * 1000, "nested deeper than 100 levels"),
        ('{"@context": "http://localhost:1/c"}', "is not fetched"),
        ('{"@type": 5}', '"@type" value must be'),
        ('{"@embed": "perhaps"}', "@embed"),
        ('{"@context": {"a": {"@id": []}}}', "The frame cannot be used"),
        (None, "No such file"),
    ],
)
def test_a_frame_that_is_none_is_refused_in_a_sentence(frame: str | None, words: str, run: Run, tmp_path: Path) -> None:
    data, path = tmp_path / "a.ttl", tmp_path / "frame.json"
    data.write_text("<http://e/a> <http://e/b> <http://e/c> .")
    if frame is not None:
        path.write_text(frame)
    ran = run("export", data, "--frame", path, "-o", tmp_path / "out.jsonld")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert words in ran.err
    assert not (tmp_path / "out.jsonld").exists()


def test_a_frame_is_for_json_ld_alone(run: Run, tmp_path: Path) -> None:
    ran = run("export", "--frame", tmp_path / "frame.json", "-f", "turtle")
    assert (ran.code, ran.err) == (2, "Error: A frame is for json-ld; turtle has none.\n")


def test_the_digest_is_that_of_the_graph_not_of_its_files(run: Run, sco: sco_ld.Publication, tmp_path: Path) -> None:
    told = run("info", "--digest").out
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "all.nq").write_bytes(sco.export("nquads"))
    (tmp_path / "data" / "all.rdf").write_bytes(sco.export("rdfxml"))
    assert run("-C", tmp_path, "info", "--digest").out == told
    assert len(told) == 65
    assert run("info", "--digest", "--as-of", "2017-06-09").out != told


def test_an_iri_that_the_context_would_confuse_is_kept(sco: sco_ld.Publication) -> None:
    odd = list(ox.parse(f"<id:x> a <{ID}x> . <{ID}y> a <{ID}x> .", ox.RdfFormat.TURTLE))
    written = to_bytes(odd, "json-ld", sco.context)
    assert set(ox.parse(written, ox.RdfFormat.JSON_LD)) == set(odd)
