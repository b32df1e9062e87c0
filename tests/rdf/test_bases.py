"""The base IRIs of files: their paths below a publication or below what was given, and never one for two files."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sco_ld.errors import ScoError
from sco_ld.rdf import bases
from sco_ld.rdf.bases import Base
from sco_ld.rdf.folders import rdf_files
from tests.conftest import Ran
from tests.validation.test_changed_since import git

Run = Callable[..., Ran]
FILES = ("a/x.ttl", "a/sub/x.ttl", "b/x.ttl", "b/y.ttl", "b/z.ttl", "p/data/x.ttl", "p/data/deep/x.ttl", "p/ontology/x.ttl")
GIVEN = {  # what is given: the bases of the files
    "a": ["sub/x.ttl", "x.ttl"],
    "a/x.ttl": ["x.ttl"],
    "a/sub/x.ttl": ["x.ttl"],
    "a/x.ttl a/sub/x.ttl": ["x.ttl", "sub/x.ttl"],
    "a/x.ttl b/y.ttl": ["x.ttl", "y.ttl"],
    "a/x.ttl b/x.ttl": ["a/x.ttl", "b/x.ttl"],
    "a/x.ttl b/x.ttl b/y.ttl": ["a/x.ttl", "b/x.ttl", "b/y.ttl"],
    "a b": ["a/sub/x.ttl", "a/x.ttl", "b/x.ttl", "b/y.ttl", "b/z.ttl"],
    "a/sub b/y.ttl": ["x.ttl", "y.ttl"],
    "a/sub a": ["sub/x.ttl", "sub/x.ttl", "x.ttl"],
    "./a/../b": ["x.ttl", "y.ttl", "z.ttl"],
    "p/data/x.ttl": ["data/x.ttl"],
    "p": ["data/deep/x.ttl", "data/x.ttl", "ontology/x.ttl"],
    "p/data/x.ttl a/x.ttl": ["data/x.ttl", "x.ttl"],
    ".": ["a/sub/x.ttl", "a/x.ttl", "b/x.ttl", "b/y.ttl", "b/z.ttl", "data/deep/x.ttl", "data/x.ttl", "ontology/x.ttl"],
}  # fmt: skip
PUBLICATION = Path("p")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in FILES:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(f'<#me> a <http://e/C> ; <http://e/file> "{name}" .')


@pytest.mark.parametrize("given", GIVEN)
def test_base_is_the_path_below_what_was_given(given: str) -> None:
    paths = list(map(Path, given.split()))
    files = rdf_files(paths)
    base = bases.below(PUBLICATION, (paths, files))
    assert [base.of(file).removeprefix("file:///") for file in files] == GIVEN[given]


def test_later_groups_make_room_for_earlier_ones() -> None:
    groups = [([Path(one)], rdf_files([Path(one)])) for one in ("a", "b", "p/data")]
    base = bases.below(None, *groups)
    found = [base.of(file).removeprefix("file:///") for _, files in groups for file in files]
    assert found == ["sub/x.ttl", "x.ttl", "b/x.ttl", "b/y.ttl", "b/z.ttl", "data/deep/x.ttl", "data/x.ttl"]


@pytest.mark.parametrize(
    ("name", "end"),
    [("é x.ttl", "%C3%A9%20x.ttl"), ("C:\\x.ttl", "C%3A%5Cx.ttl"), ("50%.ttl", "50%25.ttl"), ("a#b?.ttl", "a%23b%3F.ttl")],
)
def test_names_are_percent_encoded(name: str, end: str, run: Run) -> None:
    path = Path("a", "naïve dir", name)
    path.parent.mkdir()
    path.write_text("<#me> a <http://e/C> .")
    assert f"<file:///na%C3%AFve%20dir/{end}#me>" in run("export", "a", "-f", "ntriples").out


def test_one_base_for_all_files_is_that_base() -> None:
    assert Base("http://e/d").of(Path("a/x.ttl")) == "http://e/d"
    with pytest.raises(ScoError, match="is not an absolute IRI"):
        Base("x.ttl")


SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> .
<http://e/S> a sh:NodeShape ; sh:targetClass <http://e/C> ; sh:property [ sh:path <http://e/p> ; sh:minCount 1 ] ."""
NODES = {"file:///a/x.ttl#me", "file:///a/sub/x.ttl#me", "file:///b/x.ttl#me", "file:///b/y.ttl#me", "file:///b/z.ttl#me"}


def test_every_command_resolves_alike(run: Run) -> None:
    Path("s.ttl").write_text(SHAPES)
    findings = json.loads(run("validate", "a", "b", "-s", "s.ttl", "-f", "json").out)["findings"]
    assert {(one["focus"].strip("<>"), one["location"]["file"], one["location"]["line"]) for one in findings} == {
        (iri, iri.removeprefix("file:///").removesuffix("#me"), 1) for iri in NODES
    }
    exported = run("export", "a", "b", "-f", "ntriples").out
    assert {line.split()[0].strip("<>") for line in exported.splitlines()} == NODES


def test_a_publication_resolves_alike_in_every_command(run: Run) -> None:
    Path("p/shapes").mkdir()
    Path("p/shapes/s.ttl").write_text(SHAPES)
    nodes = {"file:///data/x.ttl#me", "file:///data/deep/x.ttl#me", "file:///ontology/x.ttl#me"}
    findings = json.loads(run("-C", "p", "validate", "-f", "json").out)["findings"]
    assert {one["focus"].strip("<>") for one in findings} == nodes
    assert {(one["location"]["file"], one["location"]["line"]) for one in findings} == {(one, 1) for one in FILES[5:]}
    assert {line.split()[0].strip("<>") for line in run("-C", "p", "export", "-f", "ntriples").out.splitlines()} == nodes
    asked = run("-C", "p", "query", "SELECT ?s { ?s a <http://e/C> }", "-f", "csv").out
    assert set(asked.splitlines()[1:]) == nodes
    one = run("-C", "p", "validate", "p/data/x.ttl", "-f", "json")
    assert {each["focus"].strip("<>") for each in json.loads(one.out)["findings"]} == {"file:///data/x.ttl#me"}
    (copy := Path("q/data")).mkdir(parents=True)
    (copy / "x.ttl").write_text(Path("p/data/x.ttl").read_text())
    assert "deep/x.ttl#me" in (changes := run("-C", "p", "diff", "q", "p").out)
    assert "data/x.ttl#me" not in changes.replace("deep/x.ttl#me", "").replace("ontology/x.ttl", "")


def test_a_revision_has_the_bases_of_the_files_now(run: Run) -> None:
    Path("p/shapes").mkdir()
    Path("p/shapes/s.ttl").write_text(SHAPES)
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "All"]):
        git(*words)
    assert run("-C", "p", "diff", "HEAD").code == 0
    Path("p/data/x.ttl").write_text("<#me> a <http://e/C> . <#you> a <http://e/C> .")
    found = run("-C", "p", "validate", "--changed-since", "HEAD", "-f", "json").out
    assert {one["focus"] for one in json.loads(found)["findings"]} == {"<file:///data/x.ttl#me>", "<file:///data/x.ttl#you>"}
