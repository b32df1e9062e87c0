"""Reading revisions from git: the files of a commit, and nothing that the repository would like to run."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

import pytest

from sco_ld.errors import ScoError
from sco_ld.runtime.git import repository


def git(folder: Path, *words: str) -> None:
    identity = ("-c", "user.name=Editor", "-c", "user.email=editor@example.org")
    subprocess.run(["git", *identity, "-C", folder, *words], check=True, capture_output=True)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a repository of two commits; in the second, one file is changed and one is new."""
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "club" / "data").mkdir(parents=True)
    (tmp_path / "club" / "data" / "états.ttl").write_bytes(b"# 1\n")
    (tmp_path / "README").write_bytes(b"")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "First")
    (tmp_path / "club" / "data" / "états.ttl").write_bytes(b"# 2\n")
    (tmp_path / "club" / "data" / "new.ttl").write_bytes(b"")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "Second")
    return tmp_path


def test_files_of_a_folder_in_a_revision(checkout: Path) -> None:
    club = checkout / "club"
    assert repository(club).files("HEAD~1", club) == {PurePosixPath("data/états.ttl"): b"# 1\n"}
    assert repository(club).files("HEAD", club) == {
        PurePosixPath("data/états.ttl"): b"# 2\n",
        PurePosixPath("data/new.ttl"): b"",
    }
    assert set(repository(club).files("main", checkout)) >= {PurePosixPath("README"), PurePosixPath("club/data/new.ttl")}


def test_checkout_stays_as_it_is(checkout: Path) -> None:
    (checkout / "README").write_bytes(b"edited")
    repository(checkout).files("HEAD~1", checkout)
    assert (checkout / "README").read_bytes() == b"edited"


NO_COMMITS = [
    "nowhere", "--help", "-p", "--all", "HEAD~9", "HEAD:README", "", "a b", "HEAD^{tree}", "^HEAD", "HEAD ", "HEAD\n",
    "HEAD..HEAD", "HEAD...nowhere", "HEAD^!", "HEAD^@", "README", "\udcff", "é" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("revision", NO_COMMITS)
def test_unknown_revision_is_an_error(checkout: Path, revision: str) -> None:
    with pytest.raises(ScoError, match="git knows no commit"):
        repository(checkout).files(revision, checkout)


@pytest.mark.parametrize(
    "revision", ["HEAD@{1}", "main@{1}", "@~1", "HEAD^{/First}", "old", "tags/x/y.ttl", "x/y.ttl", "old...HEAD"]
)
def test_ways_to_name_a_commit(checkout: Path, revision: str) -> None:
    for tag in ("old", "x/y.ttl"):
        git(checkout, "tag", tag, "HEAD~1")
    assert repository(checkout).files(revision, checkout / "club") == {PurePosixPath("data/états.ttl"): b"# 1\n"}


def test_commit_that_two_branches_have_in_common(checkout: Path) -> None:
    first = repository(checkout).commit("HEAD~1")
    git(checkout, "checkout", "-q", "-b", "other", "HEAD~1")
    git(checkout, "commit", "-q", "--allow-empty", "-m", "Third")
    assert repository(checkout).commit("main...other") == first
    git(checkout, "checkout", "-q", "--orphan", "stranger")
    git(checkout, "commit", "-q", "-m", "Another first")
    with pytest.raises(ScoError, match=r'git knows no commit "main\.\.\.stranger"'):
        repository(checkout).commit("main...stranger")


def test_worktree(checkout: Path, tmp_path: Path) -> None:
    git(checkout, "worktree", "add", "-q", str(tmp_path / "wt"), "HEAD~1")
    club = tmp_path / "wt" / "club"
    assert not (club / "data" / "new.ttl").exists()
    assert PurePosixPath("data/new.ttl") in repository(club).files("main", club)


def test_submodule(checkout: Path, tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    outer.mkdir()
    git(outer, "init", "-q")
    git(outer, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(checkout), "sub")
    git(outer, "commit", "-q", "-m", "With a submodule")
    assert PurePosixPath("data/new.ttl") in repository(outer / "sub" / "club").files("HEAD", outer / "sub" / "club")
    with pytest.raises(ScoError, match="HEAD:sub: is a link or a submodule"):
        repository(outer).files("HEAD", outer)


def test_shallow_clone_says_so(checkout: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", checkout.as_uri(), "shallow")
    shallow = tmp_path / "shallow"
    assert repository(shallow).files("HEAD", shallow / "club")
    with pytest.raises(ScoError, match="git fetch --unshallow"):
        repository(shallow).commit("HEAD~1")


def test_repository_without_commits(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    assert repository(tmp_path).is_empty()
    assert repository(tmp_path).tags() == []
    with pytest.raises(ScoError, match='git knows no commit "HEAD"'):
        repository(tmp_path).files("HEAD", tmp_path)


def test_git_that_is_not_installed(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ScoError, match="git is not installed"):
        repository(checkout)


def test_missing_objects_are_an_error_and_are_not_fetched(checkout: Path, trap: str) -> None:
    number = repository(checkout).commit("HEAD~1")
    tree = subprocess.run(["git", "-C", checkout, "rev-parse", f"{number}:club"], capture_output=True, text=True, check=True)
    object_ = tree.stdout.strip()
    (checkout / ".git" / "objects" / object_[:2] / object_[2:]).unlink()
    settings = {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": f"ext::{trap}",
        "protocol.ext.allow": "always",
        "protocol.allow": "always",
    }
    for name, value in settings.items():
        git(checkout, "config", name, value)
    with pytest.raises(ScoError, match="git lacks objects of HEAD~1"):
        repository(checkout).files("HEAD~1", checkout)


def test_tags_in_any_bytes(checkout: Path) -> None:
    number = repository(checkout).commit("HEAD")
    (checkout / ".git" / "packed-refs").write_bytes(f"{number} refs/tags/".encode() + b"v\xff\n")
    assert repository(checkout).tags() == ["v\udcff"]


def test_folder_outside_git_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ScoError, match="is in no git repository"):
        repository(tmp_path)


def test_link_is_an_error(checkout: Path) -> None:
    (checkout / "link.ttl").symlink_to("/etc/passwd")
    git(checkout, "add", ".")
    git(checkout, "commit", "-q", "-m", "Link")
    with pytest.raises(ScoError, match=r"HEAD:link\.ttl: is a link"):
        repository(checkout).files("HEAD", checkout)


@pytest.fixture
def trap(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the path of a program that must not be run."""
    folder = tmp_path_factory.mktemp("trap")
    path = folder / "trap.sh"
    path.write_text(f"#!/bin/sh\ntouch {folder}/sprung\ncat\n", encoding="utf-8")
    path.chmod(0o755)
    yield str(path)
    assert not (folder / "sprung").exists()


SETTINGS = [
    "core.fsmonitor", "core.pager", "core.sshCommand", "core.askPass", "core.editor", "core.alternateRefsCommand",
    "credential.helper", "diff.external", "diff.x.textconv", "diff.x.command", "filter.x.clean", "filter.x.smudge",
    "filter.x.process", "pager.ls-tree", "pager.cat-file", "pager.rev-parse", "gpg.program", "uploadpack.packObjectsHook",
    "merge.x.driver", "core.gitProxy", "init.templateDir", "sequence.editor",
]  # fmt: skip


def test_nothing_in_the_repository_is_run(checkout: Path, trap: str) -> None:
    hooks = checkout / "hooks"
    hooks.mkdir()
    for hook in ("post-checkout", "post-index-change", "reference-transaction", "fsmonitor-watchman"):
        for folder in (hooks, checkout / ".git" / "hooks"):
            (folder / hook).write_bytes(Path(trap).read_bytes())
            (folder / hook).chmod(0o755)
    for name in SETTINGS:
        git(checkout, "config", name, trap)
    for command in ("ls-tree", "cat-file", "rev-parse", "for-each-ref", "merge-base"):
        git(checkout, "config", f"alias.{command}", f"!{trap}")
    git(checkout, "config", "core.hooksPath", str(hooks))
    (checkout / ".gitattributes").write_text("* filter=x diff=x merge=x\n", encoding="utf-8")
    assert repository(checkout).files("HEAD~1...HEAD", checkout)
    assert repository(checkout).tags() == []


@pytest.mark.parametrize("setting", [("core.worktree", "/"), ("core.worktree", "/nowhere"), ("core.bare", "true")])
def test_place_of_the_files_is_not_taken_from_the_configuration(checkout: Path, setting: tuple[str, str]) -> None:
    git(checkout, "config", *setting)
    assert PurePosixPath("data/new.ttl") in repository(checkout / "club").files("HEAD", checkout / "club")


def test_environment_of_a_hook_is_not_taken(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(tmp_path, "init", "-q", "other")
    for name, value in {
        "GIT_DIR": "other/.git",
        "GIT_WORK_TREE": "/",
        "GIT_OBJECT_DIRECTORY": "/",
        "GIT_PREFIX": "x",
    }.items():
        monkeypatch.setenv(name, str(tmp_path / value))
    assert PurePosixPath("README") in repository(checkout).files("HEAD", checkout)


BROKEN: dict[str, Callable[[Path], object]] = {
    "an empty folder": lambda place: place.mkdir(),
    "a pipe": os.mkfifo,
    "a link to nowhere": lambda place: place.symlink_to("/nowhere"),
    "a file that leads nowhere": lambda place: place.write_text("gitdir: /nowhere\n"),
    "a file that leads to itself": lambda place: place.write_text("gitdir: .git\n"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_repository_is_not_taken_for_the_one_around_it(checkout: Path, name: str) -> None:
    BROKEN[name](checkout / "club" / ".git")
    with pytest.raises(ScoError, match="git cannot read its repository"):
        repository(checkout / "club" / "data")


@pytest.mark.parametrize("content", ["garbage [[", "[include]\n\tpath = /etc/passwd\n"])
def test_broken_configuration_is_a_sentence(checkout: Path, content: str) -> None:
    (checkout / ".git" / "config").write_text(content)
    with pytest.raises(ScoError, match="git cannot read its repository: bad config line"):
        repository(checkout)
