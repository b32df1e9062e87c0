"""Nodes that only `--ontology` describes or mentions are never focus nodes, whatever target selects them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sco_ld.validation import engines
from tests.conftest import Ran

HEAD = """@prefix e: <http://e/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
TARGETS = {
    "class": "sh:targetClass e:C",
    "implicit class": "a rdfs:Class",
    "node": "sh:targetNode e:ours , e:seen , e:theirs , e:value , e:mentioned",
    "subjects of": "sh:targetSubjectsOf e:p",
    "objects of": "sh:targetObjectsOf e:p",
}
DATA = "e:ours a e:C , e:S ; e:p e:seen ; e:q e:mentioned . e:seen a e:C ."
ONTOLOGY = 'e:theirs a e:C , e:S ; e:p e:value , e:theirs , "text" , [ ] . e:mentioned a e:C , e:S ; e:p e:mentioned .'
FOUND = {
    "class": ["e:ours", "e:seen"],
    "implicit class": ["e:ours"],
    "node": ["e:ours", "e:seen"],
    "subjects of": ["e:ours"],
    "objects of": ["e:seen"],
}


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def validated(run: Callable[..., Ran], target: str, data: str, ontology: str, *options: str) -> Ran:
    shapes = f"e:S a sh:NodeShape ; {target} ; sh:property [ sh:path e:name ; sh:minCount 1 ] ."
    for name, text in {"d.ttl": data, "s.ttl": shapes, "o.ttl": ontology}.items():
        Path(name).write_text(HEAD + text)
    return run("validate", "d.ttl", "-s", "s.ttl", "--ontology", "o.ttl", "-f", "json", *options)


@pytest.mark.parametrize("engine", engines.NAMES)
@pytest.mark.parametrize("target", TARGETS)
def test_focus_nodes_are_those_of_the_data(target: str, engine: str, run: Callable[..., Ran]) -> None:
    ran = validated(run, TARGETS[target], DATA, ONTOLOGY, "--engine", engine)
    assert ran.code == 1
    assert [one["focus"] for one in json.loads(ran.out)["findings"]] == FOUND[target]


@pytest.mark.parametrize("engine", engines.NAMES)
@pytest.mark.parametrize("target", TARGETS)
def test_data_of_which_only_nodes_of_the_ontology_are_selected_are_not_checked(
    target: str, engine: str, run: Callable[..., Ran]
) -> None:
    ran = validated(
        run, TARGETS[target].replace("e:ours , e:seen , ", ""), "e:y e:q e:mentioned .", ONTOLOGY, "--engine", engine
    )
    assert (ran.code, "no shape selects a node" in ran.err) == (2, True)


def test_what_the_ontology_entails_of_its_own_nodes_is_not_reported(run: Callable[..., Ran]) -> None:
    ran = validated(run, TARGETS["class"], DATA, f"{ONTOLOGY} e:p rdfs:range e:C .", "--inference", "rdfs")
    assert [one["focus"] for one in json.loads(ran.out)["findings"]] == FOUND["class"]


@pytest.mark.parametrize("engine", engines.NAMES)
def test_a_node_that_the_data_describe_is_reported_for_what_the_ontology_says_of_it(
    engine: str, run: Callable[..., Ran]
) -> None:
    ran = validated(run, TARGETS["class"], "e:x e:q 1 .", "e:x a e:C .", "--engine", engine)
    assert [one["focus"] for one in json.loads(ran.out)["findings"]] == ["e:x"]
