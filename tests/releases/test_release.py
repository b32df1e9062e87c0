"""A release: complete, the same every time, refused when it should be, and verified."""

import gzip
import hashlib
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdflib.compare import isomorphic

from sco_ld.cli.main import main
from tests.conftest import Ran
from tests.releases.published import commit, git, publication

DOWNLOADS = """
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX spdx: <http://spdx.org/rdf/terms#>
SELECT ?url ?size ?sum {
    ?set dcat:distribution ?file .
    ?file dcat:downloadURL ?url ; dcat:byteSize ?size ; spdx:checksum/spdx:checksumValue ?sum
}
"""
HOST = ("--host", "https://host.example/club")


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publication(tmp_path_factory.mktemp("club"))


@pytest.fixture(scope="module")
def released(club: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a release of the club."""
    target = tmp_path_factory.mktemp("releases") / "1.2.3"
    assert main(["-C", str(club), "release", "-o", str(target), *HOST]) == 0
    return target


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_second_release_has_the_same_bytes(run: Callable[..., Ran], club: Path, released: Path, tmp_path: Path) -> None:
    assert run("-C", club, "release", "-o", tmp_path / "again", *HOST).code == 0
    assert contents(tmp_path / "again") == contents(released)


def test_every_file_says_the_same(released: Path) -> None:
    graphs = [
        rdflib.Graph().parse(released / f"data{extension}", format=format_)
        for extension, format_ in ((".ttl", "turtle"), (".nt", "nt"), (".rdf", "xml"), (".jsonld", "json-ld"))
    ]
    assert len(graphs[0]) > 20
    assert all(isomorphic(graphs[0], graph) for graph in graphs[1:])
    assert gzip.decompress((released / "data.ttl.gz").read_bytes()) == (released / "data.ttl").read_bytes()


def test_checksums_are_those_of_sha256sum(released: Path) -> None:
    ran = subprocess.run(["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=released, capture_output=True, check=False)
    assert ran.returncode == 0
    listed = {line.split("  ")[1] for line in (released / "SHA256SUMS").read_text().splitlines()}
    assert listed == contents(released).keys() - {"SHA256SUMS", ".sco-ld-release"}


def test_description_names_each_download_with_size_and_checksum(released: Path) -> None:
    answer: Any = rdflib.Graph().parse(released / "dataset.ttl").query(DOWNLOADS)
    base = "https://example.org/releases/1.2.3/"
    rows = {str(url).removeprefix(base): (int(size), str(total)) for url, size, total in answer}
    assert {"data.ttl", "data.jsonld.gz", "ontology.rdf", "tables/memberships.csv"} < rows.keys()
    for name, (size, total) in rows.items():
        content = (released / name).read_bytes()
        assert (size, total.lower()) == (len(content), hashlib.sha256(content).hexdigest())


def test_description_counts_what_is_there(released: Path) -> None:
    void = rdflib.Namespace("http://rdfs.org/ns/void#")
    described, data = rdflib.Graph().parse(released / "dataset.ttl"), rdflib.Graph().parse(released / "data.nt")
    dataset = rdflib.URIRef("https://example.org/data")
    assert described.value(dataset, void.triples).toPython() == len(data)
    for part in described.objects(dataset, void.propertyPartition):
        pairs = list(data.subject_objects(described.value(part, void.property)))
        assert described.value(part, void.triples).toPython() == len(pairs)
    assert described.value(dataset, void.properties).toPython() == len(set(data.predicates()))


def test_description_names_the_commit(club: Path, released: Path) -> None:
    head = subprocess.run(
        ["git", "-C", club, "rev-parse", "HEAD"], capture_output=True, text=True, check=True
    ).stdout.strip()
    assert json.loads((released / "release.json").read_text())["revision"] == head
    assert f'"{head}"' in (released / "dataset.ttl").read_text()


def test_day_of_issue(run: Callable[..., Ran], club: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert run("-C", club, "release", "-o", tmp_path / "old").code == 0
    assert '"2001-09-09"' in (tmp_path / "old" / "dataset.ttl").read_text()
    assert "date-released: 2001-09-09" in (tmp_path / "old" / "CITATION.cff").read_text()


def test_previous_version_is_the_tag_before(run: Callable[..., Ran], tmp_path: Path) -> None:
    root = publication(tmp_path / "club")
    for tag in ("v0.9.0", "v1.2.0", "v1.10.0", "x"):
        git(root, "tag", tag)
    assert run("-C", root, "release", "-o", tmp_path / "r").code == 0
    described = rdflib.Graph().parse(tmp_path / "r" / "dataset.ttl")
    assert [str(iri) for iri in described.objects(None, rdflib.OWL.priorVersion)] == ["https://example.org/releases/1.2.0/"]


def edit(root: Path, old: str, new: str, name: str = "data/club.ttl") -> None:
    text = (root / name).read_text(encoding="utf-8")
    assert old in text
    (root / name).write_text(text.replace(old, new), encoding="utf-8")


REFUSED = {  # an edit, whether it is committed, and the sentence
    "not committed": ("Belarus", "Byelorussia", False, "data/club.ttl: its bytes are not those that are committed"),
    "a new file": (None, "", False, "its bytes are not those that are committed"),
    "violations": ("org:member c:belarus ; ", 'org:member "x" , c:y ; ', True, ""),
    "no version": ('owl:versionInfo "1.2.3"', 'owl:versionInfo "soon"', True, 'not "soon"'),
    "no data set": ("a dcat:Dataset", "a dcat:Catalog", True, "dcat:Dataset"),
    "released with other content": ("Belarus", "Byelorussia", True, "was released with other content, as v1.2.3"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refusals(run: Callable[..., Ran], tmp_path: Path, name: str) -> None:
    old, new, committed, sentence = REFUSED[name]
    root = publication(tmp_path / "club")
    git(root, "tag", "v1.2.3")
    if name == "violations":
        edit(root, "sh:minCount 1", "sh:minCount 2", "shapes/rules.ttl")
        sentence = "has 1 violations"
    elif old:
        edit(root, old, new)
    else:
        (root / "data" / "more.ttl").write_text("<a:a> <a:a> 1 .")
    if committed:
        commit(root)
    ran = run("-C", root, "release", "-o", tmp_path / "r")
    assert ran.code == 2
    assert sentence in ran.err
    assert not (tmp_path / "r").exists()


def test_dirty_release_says_so(run: Callable[..., Ran], tmp_path: Path) -> None:
    root = publication(tmp_path / "club")
    edit(root, "Belarus", "Byelorussia")
    assert run("-C", root, "release", "-o", tmp_path / "r", "--allow-dirty").code == 0
    assert "with changes that were not committed" in (tmp_path / "r" / "dataset.ttl").read_text()
    assert json.loads((tmp_path / "r" / "release.json").read_text())["clean"] is False


def test_folder_with_other_content_of_the_version_stays(run: Callable[..., Ran], tmp_path: Path) -> None:
    root = publication(tmp_path / "club")
    assert run("-C", root, "release", "-o", tmp_path / "r").code == 0
    before = contents(tmp_path / "r")
    edit(root, "Belarus", "Byelorussia")
    commit(root)
    ran = run("-C", root, "release", "-o", tmp_path / "r")
    assert (ran.code, "with other content" in ran.err) == (2, True)
    (tmp_path / "r" / "mine.txt").write_text("x")
    assert "mine.txt" in run("-C", root, "release", "-o", tmp_path / "r").err
    assert contents(tmp_path / "r") == {**before, "mine.txt": b"x"}


def test_release_is_verified(run: Callable[..., Ran], released: Path) -> None:
    ran = run("verify", released)
    assert (ran.code, ran.out) == (0, "Verified: every file is what the sources give.\n")
    assert run("verify", released / "tables" / "memberships.csv").code == 0


def sums_again(folder: Path) -> None:
    """Write the checksums anew, as one would who hides a change."""
    names = sorted(contents(folder).keys() - {"SHA256SUMS", ".sco-ld-release"})
    lines = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (folder / "SHA256SUMS").write_text("".join(lines))


def replaced(name: str, old: bytes, new: bytes) -> Callable[[Path], None]:
    def tamper(folder: Path) -> None:
        content = (folder / name).read_bytes()
        assert old in content
        (folder / name).write_bytes(content.replace(old, new))

    return tamper


def truncated(name: str) -> Callable[[Path], None]:
    def tamper(folder: Path) -> None:
        content = (folder / name).read_bytes()
        (folder / name).write_bytes(content[: len(content) // 2])

    return tamper


def linked(name: str, target: str) -> Callable[[Path], None]:
    def tamper(folder: Path) -> None:
        (folder / name).unlink()
        (folder / name).symlink_to(target)

    return tamper


TAMPERINGS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a date in Turtle": (replaced("data.ttl", b"2015-07-10", b"2015-07-11"), "data.ttl"),
    "a triple less": (replaced("data.nt", b'"Belarus"@en', b'"Belarus"@be'), "data.nt"),
    "a literal in RDF/XML": (replaced("data.rdf", b"Minsk", b"Pinsk"), "data.rdf"),
    "a key of JSON-LD": (replaced("data.jsonld", b"Minsk", b"Pinsk"), "data.jsonld"),
    "a cell": (replaced("tables/memberships.csv", b"2015-07-10", b"2015-07-11"), "tables/memberships.csv"),
    "a truncated gzip": (truncated("data.nq.gz"), "data.nq.gz"),
    "the description": (replaced("dataset.ttl", b"1.2.3", b"1.2.4"), "dataset.ttl"),
    "the citation": (replaced("CITATION.cff", b"secretary", b"president"), "CITATION.cff"),
    "a file less": (lambda folder: (folder / "ontology.nt").unlink(), "ontology.nt"),
    "a file more": (lambda folder: (folder / "more.ttl").write_text("<a:a> <a:a> 1 ."), "more.ttl"),
    "a redirect": (replaced("w3id/.htaccess", b"host.example", b"evil.example"), "w3id/.htaccess"),
    "a link in the place of a file": (linked("data.nt", "data.nq"), "data.nt"),
}  # fmt: skip


@pytest.mark.parametrize("hidden", [False, True], ids=["sums kept", "sums made anew"])
@pytest.mark.parametrize("name", TAMPERINGS)
def test_tampering_is_found(run: Callable[..., Ran], released: Path, tmp_path: Path, name: str, hidden: bool) -> None:
    tamper, file = TAMPERINGS[name]
    shutil.copytree(released, tmp_path / "r")
    tamper(tmp_path / "r")
    if hidden:
        sums_again(tmp_path / "r")
    ran = run("verify", tmp_path / "r")
    assert ran.code == 1
    assert re.search(rf"^{re.escape(file)}: ", ran.out, re.MULTILINE)


def test_edited_source_is_found(run: Callable[..., Ran], released: Path, tmp_path: Path) -> None:
    shutil.copytree(released, tmp_path / "r")
    edit(tmp_path / "r" / "source", "2015-07-10", "2015-07-11")
    assert "source/data/club.ttl: differs" in run("verify", tmp_path / "r").out
    sums_again(tmp_path / "r")
    assert "data.ttl: is not the graph of the sources" in run("verify", tmp_path / "r").out


def test_site_of_a_release_is_verified(run: Callable[..., Ran], club: Path, tmp_path: Path) -> None:
    assert run("-C", club, "release", "-o", tmp_path / "r", "--site", *HOST).code == 0
    page = (tmp_path / "r" / "site" / "en" / "data" / "index.html").read_text()
    assert "releases/1.2.3/data.nt.gz" in page
    assert hashlib.sha256((tmp_path / "r" / "data.nt.gz").read_bytes()).hexdigest() in page
    assert run("verify", tmp_path / "r").code == 0
    replaced("site/en/data/index.html", b"data.nt.gz", b"evil.nt.gz")(tmp_path / "r")
    sums_again(tmp_path / "r")
    assert "site/en/data/index.html: is not what the sources give." in run("verify", tmp_path / "r").out


SUMS = {"a parent": "../x", "an absolute path": "/etc/passwd", "a backslash": "..\\x", "a dot": "./data.ttl"}


@pytest.mark.parametrize("name", SUMS)
def test_checksums_of_files_outside_are_refused(run: Callable[..., Ran], released: Path, tmp_path: Path, name: str) -> None:
    shutil.copytree(released, tmp_path / "r")
    with (tmp_path / "r" / "SHA256SUMS").open("a") as file:
        file.write(f"{'0' * 64}  {SUMS[name]}\n")
    ran = run("verify", tmp_path / "r")
    assert (ran.code, "is not the name of a file in this folder" in ran.err) == (2, True)


def test_what_is_no_release_cannot_be_verified(run: Callable[..., Ran], tmp_path: Path) -> None:
    assert f"{tmp_path}: is not a release; it lacks SHA256SUMS." in run("verify", tmp_path).err
    assert "no such file" in run("verify", tmp_path / "x").err
    assert "Give what to verify" in run("verify").err


@pytest.mark.slow
def test_bundled_publication_can_be_released(run: Callable[..., Ran], tmp_path: Path) -> None:
    assert run("release", "-o", tmp_path / "r", "--allow-dirty").code == 0
    assert run("verify", tmp_path / "r").code == 0
