"""Releases with hostile descriptions, names and files are refused in a sentence; what is written is well-formed."""

import gzip
import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import yaml

from sco_ld.cli.main import main
from sco_ld.errors import ScoError
from sco_ld.releases import release
from sco_ld.releases.starter import files
from tests.conftest import Ran
from tests.releases.published import commit, git, publication

TOLD: dict[str, Any] = {
    "dataset": "https://example.org/data",
    "name": "data",
    "version": "1.2.3",
    "issued": "2026-11-24",
    "base": "https://example.org/releases/1.2.3/",
}
NO_RELEASES: dict[str, str] = {
    "deep nesting": "[" * 100_000,
    "a list": "[1]",
    "a large number": "1" * 5000,
    "an unknown key": json.dumps({**TOLD, "x": 1}),
    "a number for a text": json.dumps({**TOLD, "host": 5}),
    "a text for a yes or no": json.dumps({**TOLD, "clean": "yes"}),
    "a base that is no IRI": json.dumps({**TOLD, "base": "not an iri"}),
    "a name with a path": json.dumps({**TOLD, "name": "../x"}),
    "a name with a line break": json.dumps({**TOLD, "name": "x\n"}),
    "a version without end": json.dumps({**TOLD, "version": f"1.2.{'3' * 5000}"}),
    "a day with YAML": json.dumps({**TOLD, "issued": "2026-11-24\nurl: x"}),
    "a host with a rule": json.dumps({**TOLD, "host": "https://x/\nRewriteRule ^ https://evil/"}),
    "a host with a back-reference": json.dumps({**TOLD, "host": "https://x/$1/"}),
    "a host with a variable": json.dumps({**TOLD, "host": "https://x/%{ENV:PATH}/"}),
    "a host that is no address": json.dumps({**TOLD, "host": "javascript:alert(1)/"}),
}


@pytest.mark.parametrize("name", NO_RELEASES)
def test_description_of_no_release_is_refused(name: str) -> None:
    with pytest.raises(ScoError, match=r"^release\.json: "):
        release.from_json(NO_RELEASES[name].encode())


def test_description_is_read_as_it_was_written() -> None:
    assert release.from_json(release.Release(**TOLD).to_json()) == release.Release(**TOLD)


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publication(tmp_path_factory.mktemp("club"))


@pytest.fixture(scope="module")
def released(club: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("releases") / "r"
    assert main(["-C", str(club), "release", "-o", str(target)]) == 0
    return target


@pytest.fixture
def edited(tmp_path: Path, club: Path) -> Callable[[str, str], Path]:
    """Return a function that gives the club with one edit, outside git."""

    def edit(old: str, new: str) -> Path:
        root = shutil.copytree(club, tmp_path / "club", ignore=shutil.ignore_patterns(".git"))
        text = (root / "data" / "club.ttl").read_text(encoding="utf-8")
        assert old in text
        (root / "data" / "club.ttl").write_text(text.replace(old, new), encoding="utf-8")
        return root

    return edit


TITLES = ['a: b # "c" \\', "- x\n- y", "\x85 \u2028 \x7f \U000e0001", "Клуб 俱乐部", "{a: b}\ttrue\r"]


@pytest.mark.parametrize("title", TITLES)
def test_citation_is_yaml_with_the_title(
    run: Callable[..., Ran], edited: Callable[[str, str], Path], tmp_path: Path, title: str
) -> None:
    root = edited('dcterms:title "The club"@en', f"dcterms:title {ox.Literal(title, language='en')}")
    assert run("-C", root, "release", "-o", tmp_path / "r").code == 0
    cited = yaml.safe_load((tmp_path / "r" / "CITATION.cff").read_text(encoding="utf-8"))
    assert cited["title"] == title
    assert set(cited) == {"cff-version", "title", "message", "type", "authors", "version", "date-released", "url"}


DESCRIPTIONS = {
    "a day with a line break": ('"2026-11-24"^^xsd:date', '"""2026\\nurl: evil"""', "issued"),
    "a space that is no IRI": ('uriSpace "https://example.org/"', 'uriSpace "not an iri"', "IRI"),
}


@pytest.mark.parametrize("name", DESCRIPTIONS)
def test_hostile_description_is_refused(
    run: Callable[..., Ran], edited: Callable[[str, str], Path], tmp_path: Path, name: str
) -> None:
    old, new, sentence = DESCRIPTIONS[name]
    ran = run("-C", edited(old, new), "release", "-o", tmp_path / "r")
    assert (ran.code, sentence in ran.err, "should not happen" in ran.err) == (2, True, False)


@pytest.mark.parametrize("name", ["dataset", "ontology", "shapes", "context", "release"])
def test_dumps_do_not_take_the_names_of_other_files(
    run: Callable[..., Ran], edited: Callable[[str, str], Path], tmp_path: Path, name: str
) -> None:
    assert run("-C", edited("c:data a dcat", f"c:{name} a dcat"), "release", "-o", tmp_path / "r").code == 0
    assert (tmp_path / "r" / "publication.ttl").is_file()
    assert run("verify", tmp_path / "r").code == 0


@pytest.mark.parametrize("name", [b"a\nb.txt", b"a\xff.txt", b"a\\b.txt"])
def test_name_that_checksums_cannot_have_is_refused(
    run: Callable[..., Ran], edited: Callable[[str, str], Path], tmp_path: Path, name: bytes
) -> None:
    root = edited("Minsk", "Minsk")
    Path(os.fsdecode(bytes(root / "data") + b"/" + name)).write_bytes(b"")
    ran = run("-C", root, "release", "-o", tmp_path / "r")
    assert (ran.code, "of this name" in ran.err) == (2, True)


def test_link_out_of_the_publication_is_not_published(
    run: Callable[..., Ran], edited: Callable[[str, str], Path], tmp_path: Path
) -> None:
    root = edited("Minsk", "Minsk")
    (root / "data" / "notes.txt").symlink_to("/etc/hostname")
    ran = run("-C", root, "release", "-o", tmp_path / "r")
    assert (ran.code, "a link out of the folder" in ran.err) == (2, True)


def test_release_is_no_stream(run: Callable[..., Ran], club: Path) -> None:
    assert "is a folder of files" in run("-C", club, "release", "-o", "-").err


def test_file_that_a_release_does_not_have_need_not_be_in_git_as_it_is(run: Callable[..., Ran], tmp_path: Path) -> None:
    root = publication(tmp_path / "club")
    (root / "data" / ".gitkeep").write_text("")
    (root / "link").symlink_to("data")
    commit(root)
    assert run("-C", root, "diff", "HEAD").code == 0
    assert run("-C", root, "release", "-o", tmp_path / "r").code == 0


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give files away")
def test_repository_of_another_user_is_not_taken_for_none(run: Callable[..., Ran], tmp_path: Path) -> None:
    root = publication(tmp_path / "club")
    for path in (root, *root.rglob("*")):
        os.chown(path, 12345, 12345)
    ran = run("-C", root, "release", "-o", tmp_path / "r")
    assert (ran.code, "git cannot read its repository" in ran.err) == (2, True)


def test_broken_repository_is_not_taken_for_none(run: Callable[..., Ran], tmp_path: Path) -> None:
    root = publication(tmp_path / "club")
    (root / ".git" / "HEAD").unlink()
    assert "git cannot read its repository" in run("-C", root, "release", "-o", tmp_path / "r").err


def test_repository_without_commits(run: Callable[..., Ran], tmp_path: Path) -> None:
    root = publication(tmp_path / "club")
    shutil.rmtree(root / ".git")
    git(root, "init", "-q")
    assert "data/club.ttl: its bytes are not those" in run("-C", root, "release", "-o", tmp_path / "r").err
    assert run("-C", root, "release", "-o", tmp_path / "r", "--allow-dirty").code == 0
    assert json.loads((tmp_path / "r" / "release.json").read_text())["revision"] == ""


def test_checkout_with_converted_line_ends_is_not_what_is_committed(run: Callable[..., Ran], tmp_path: Path) -> None:
    root = publication(tmp_path / "club")
    (root / ".gitattributes").write_text("*.ttl text eol=crlf\n")
    commit(root)
    shutil.rmtree(root / "data")
    git(root, "checkout", "-q", "--", ".")
    assert b"\r\n" in (root / "data" / "club.ttl").read_bytes()
    assert run("-C", root, "diff", "HEAD").code == 0
    assert "data/club.ttl: its bytes are not those" in run("-C", root, "release", "-o", tmp_path / "r").err


def test_tags_with_large_numbers_are_not_versions(run: Callable[..., Ran], tmp_path: Path) -> None:
    root = publication(tmp_path / "club")
    git(root, "tag", f"v0.1.{'9' * 200}")
    assert run("-C", root, "release", "-o", tmp_path / "r").code == 0
    assert json.loads((tmp_path / "r" / "release.json").read_text())["previous"] == ""


@pytest.mark.parametrize("epoch", ["soon", "9" * 30, "-1e3"])
def test_source_date_that_is_none(
    run: Callable[..., Ran], club: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    for words in (("-C", club, "release", "-o", tmp_path / "r"), ("init", tmp_path / "i")):
        ran = run(*words)
        assert (ran.code, "not a number of seconds" in ran.err) == (2, True)


@pytest.mark.parametrize("namespace", ["https://[::1/", "https://x/%zz\u202e/", "https:///", "ftp://x/", "https://x/\x7f/"])
def test_namespace_that_is_no_beginning_of_iris(namespace: str) -> None:
    with pytest.raises(ScoError, match="not the beginning of IRIs"):
        files("Club", "en", namespace, "2026-11-24", "1.0.0")


def test_links_to_folders_are_found(run: Callable[..., Ran], released: Path, tmp_path: Path) -> None:
    shutil.copytree(released, tmp_path / "r")
    (tmp_path / "r" / "more").symlink_to("/etc")
    (tmp_path / "r" / "tables" / "pipe").unlink(missing_ok=True)
    os.mkfifo(tmp_path / "r" / "tables" / "pipe")
    assert run("verify", tmp_path / "r").out == "more: is not in SHA256SUMS.\ntables/pipe: is not in SHA256SUMS.\n"


def test_gzip_bomb_is_not_decompressed(run: Callable[..., Ran], released: Path, tmp_path: Path) -> None:
    shutil.copytree(released, tmp_path / "r")
    bomb = gzip.compress((tmp_path / "r" / "data.nt").read_bytes()) + gzip.compress(bytes(2**20)) * 4096
    (tmp_path / "r" / "data.nt.gz").write_bytes(bomb)
    sums = (tmp_path / "r" / "SHA256SUMS").read_text()
    old = next(line for line in sums.split("\n") if line.endswith("data.nt.gz"))
    (tmp_path / "r" / "SHA256SUMS").write_text(sums.replace(old, f"{hashlib.sha256(bomb).hexdigest()}  data.nt.gz"))
    assert "data.nt.gz: is not what the sources give.\n" in run("verify", tmp_path / "r", "--max-memory", "1G").out
