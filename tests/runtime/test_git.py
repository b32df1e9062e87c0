"""Reading revisions from git: the files of a commit, and nothing that the repository would like to run."""

import subprocess
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


@pytest.mark.parametrize("revision", ["nowhere", "--help", "-p", "HEAD~9", "HEAD:README", "", "a b", "HEAD^{tree}"])
def test_unknown_revision_is_an_error(checkout: Path, revision: str) -> None:
    with pytest.raises(ScoError, match="git knows no commit"):
        repository(checkout).files(revision, checkout)


def test_folder_outside_git_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ScoError, match="is in no git repository"):
        repository(tmp_path)


def test_link_is_an_error(checkout: Path) -> None:
    (checkout / "link.ttl").symlink_to("/etc/passwd")
    git(checkout, "add", ".")
    git(checkout, "commit", "-q", "-m", "Link")
    with pytest.raises(ScoError, match=r"HEAD:link\.ttl: is a link"):
        repository(checkout).files("HEAD", checkout)


def test_nothing_in_the_repository_is_run(checkout: Path) -> None:
    trap = checkout / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {checkout}/sprung\n", encoding="utf-8")
    trap.chmod(0o755)
    for hook in ("post-checkout", "post-index-change", "reference-transaction"):
        (checkout / ".git" / "hooks" / hook).write_bytes(trap.read_bytes())
        (checkout / ".git" / "hooks" / hook).chmod(0o755)
    settings = ("core.fsmonitor", "core.pager", "core.sshCommand", "diff.external", "alias.ls-tree", "filter.x.smudge")
    for name in settings:
        git(checkout, "config", name, f"!{trap}" if name.startswith("alias") else str(trap))
    (checkout / ".gitattributes").write_text("* filter=x diff=x\n", encoding="utf-8")
    assert repository(checkout).files("HEAD", checkout)
    assert not (checkout / "sprung").exists()
