"""The command `diff`: paths, revisions and days; what it cannot compare is a sentence."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Ran


def git(folder: Path, *words: str) -> None:
    identity = ("-c", "user.name=Editor", "-c", "user.email=editor@example.org")
    subprocess.run(["git", *identity, "-C", folder, *words], check=True, capture_output=True)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository with the bundled publication in a folder, and a commit in which Belarus is admitted a day late."""
    top = tmp_path_factory.mktemp("repository")
    for part in ("data", "ontology"):
        shutil.copytree(ROOT / part, top / "sco" / part)
    git(top, "init", "-q", "-b", "main")
    git(top, "add", ".")
    git(top, "commit", "-q", "-m", "First")
    memberships = top / "sco" / "data" / "memberships.ttl"
    text = memberships.read_text(encoding="utf-8")
    start = text.index("id:belarus-member\n")
    memberships.write_text(text[:start] + text[start:].replace("2024-07-04", "2024-07-05", 1), encoding="utf-8")
    git(top, "commit", "-qam", "Second")
    return top


COMPARED = {
    "a revision with the folder": ["HEAD~1"],
    "two revisions": ["HEAD~1", "HEAD"],
    "a range": ["HEAD~1..HEAD"],
    "a range that ends today": ["HEAD~1.."],
    "a range of days": ["HEAD@{1}..main@{0 seconds ago}"],
}


@pytest.mark.parametrize("name", COMPARED)
def test_revisions(run: Callable[..., Ran], repository: Path, name: str) -> None:
    ran = run("-C", repository / "sco", "diff", *COMPARED[name])
    assert ran.code == 1
    assert "Belarus: member state since 5 July 2024 (← since 4 July 2024)" in ran.out


def test_what_a_branch_has_changed(run: Callable[..., Ran], repository: Path) -> None:
    git(repository, "branch", "-f", "side", "HEAD~1")
    assert run("-C", repository / "sco", "diff", "main...side").code == 0
    assert run("-C", repository / "sco", "diff", "main..side").code == 1
    assert run("-C", repository / "sco", "diff", "side...").out.startswith("Resources: 0 added")


def test_tag_with_the_name_of_a_file(run: Callable[..., Ran], repository: Path) -> None:
    git(repository, "tag", "-f", "data/old.ttl", "HEAD~1")
    assert run("-C", repository / "sco", "diff", "data/old.ttl").code == 1
    assert "data/new.ttl: no such file or folder" in run("-C", repository / "sco", "diff", "data/new.ttl").err


def test_folders_and_files(run: Callable[..., Ran], repository: Path) -> None:
    assert run("diff", repository / "sco", repository / "sco").code == 0
    file = repository / "sco" / "data" / "states.ttl"
    assert run("diff", file, file).out.startswith("No difference")
    assert run("-C", repository / "sco", "diff", file, "-f", "json").code == 1


def test_days(run: Callable[..., Ran]) -> None:
    ran = run("diff", "--as-of", "2024-07-03", "--as-of", "2024-07-04")
    assert ran.code == 1
    assert "Belarus: observer state until 3 July 2024, member state since 4 July 2024" in ran.out
    assert run("diff", "--as-of", "2024-07-03", "--as-of", "2024-07-03").code == 0


def test_one_day_of_two_versions(run: Callable[..., Ran], repository: Path) -> None:
    ran = run("-C", repository / "sco", "diff", "HEAD~1", "--as-of", "2024-07-03", "-f", "json")
    assert (ran.code, json.loads(ran.out)["resources"]) == (0, [])


def test_bump(run: Callable[..., Ran], repository: Path) -> None:
    assert run("-C", repository / "sco", "diff", "HEAD~1", "--bump").out.startswith("patch: 0.2.0 → 0.2.1\n")
    assert run("-C", repository / "sco", "diff", "HEAD", "--bump").out.startswith("none")


REFUSED = {
    "nothing to compare": ([], "Give what to compare"),
    "an unknown revision": (["v9"], 'git knows no commit "v9"'),
    "an option as a revision": (["--", "--output=x"], 'git knows no commit "--output=x"'),
    "a wrong day": (["--as-of", "2024-13-01", "--as-of", "2024-01-01"], "is not a day"),
    "three days": (["--as-of", "2024-01-01"] * 3, "two days"),
    "data and ontology alone": (["HEAD", "--data-only", "--ontology-only"], "not both"),
    "possible without a day": (["HEAD", "--possible"], "--possible is about a day"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_compared(run: Callable[..., Ran], repository: Path, name: str) -> None:
    words, sentence = REFUSED[name]
    ran = run("-C", repository / "sco", "diff", *words)
    assert ran.code == 2
    assert sentence in ran.err


def test_folder_outside_git(run: Callable[..., Ran], repository: Path, tmp_path: Path) -> None:
    shutil.copytree(repository / "sco", tmp_path / "sco")
    ran = run("-C", tmp_path / "sco", "diff", "HEAD")
    assert (ran.code, "is in no git repository" in ran.err) == (2, True)


def test_publications_that_share_nothing(run: Callable[..., Ran], tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name / "data").mkdir(parents=True)
        (tmp_path / name / "data" / "x.ttl").write_text(f"<https://{name}.example/> <https://{name}.example/p> 1 .")
    ran = run("diff", tmp_path / "a", tmp_path / "b")
    assert ran.code == 1
    assert ran.out.startswith("Resources: 1 added, 1 removed, 0 changed")


def test_conflict_markers_are_named_with_their_line(run: Callable[..., Ran], repository: Path, tmp_path: Path) -> None:
    shutil.copytree(repository / "sco", tmp_path / "sco")
    file = tmp_path / "sco" / "data" / "states.ttl"
    file.write_text("<<<<<<< HEAD\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    ran = run("diff", tmp_path / "sco", repository / "sco")
    assert (ran.code, "states.ttl, line 1" in ran.err) == (2, True)


def test_symmetric_blank_nodes_end_at_the_deadline(run: Callable[..., Ran], tmp_path: Path) -> None:
    pairs = [(a, b) for a in range(40) for b in range(40) if a != b]
    (tmp_path / "bomb.nt").write_text("".join(f"_:n{a} <a:p> _:n{b} .\n" for a, b in pairs))
    ran = run("diff", tmp_path / "bomb.nt", tmp_path / "bomb.nt", "--timeout", "2")
    assert (ran.code, "--timeout" in ran.err or "seconds" in ran.err) == (2, True)
