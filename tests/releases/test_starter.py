"""A new publication is valid at once, every command works on it, and another organization than the SCO can be described."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Ran

ASEAN = ROOT / "tests" / "asean"
TITLES = {"Club": "en", 'The "Club" of <b>': "en", "Клуб": "ru", "俱乐部 \\ *x*": "zh", "@@namespace@@": "en"}


@pytest.fixture(params=TITLES)
def club(request: pytest.FixtureRequest, run: Callable[..., Ran], tmp_path: Path) -> Path:
    """Return a new publication on an organization of some title."""
    assert run("init", tmp_path / "club", "--title", request.param, "--lang", TITLES[request.param]).code == 0
    return tmp_path / "club"


def test_new_publication_is_valid(run: Callable[..., Ran], club: Path) -> None:
    assert run("-C", club, "validate").out == "Conforms: no findings.\n"


def test_every_command_works_on_a_new_publication(run: Callable[..., Ran], club: Path, tmp_path: Path) -> None:
    day = ("-p", "day=2017-06-08", "-f", "csv")
    assert "Lyonesse,observer,true" in run("-C", club, "query", "--named", "members-on", *day).out
    assert len(run("-C", club, "query", "--named", "timeline-of", "-p", "member=Lyonesse", "-f", "csv").out.split("\n")) == 4
    assert run("-C", club, "query", "--named", "sources-cited").code == 0
    assert "since 9 June 2017" in run("-C", club, "show", "Lyonesse").out
    assert run("-C", club, "export", "-o", tmp_path / "x.rdf").code == 0
    assert run("-C", club, "diff", "--as-of", "2017-06-08", "--as-of", "2017-06-09").code == 1
    assert run("-C", club, "release", "-o", tmp_path / "r").code == 0
    assert run("verify", tmp_path / "r").code == 0


def test_checks_of_the_code_host_name_what_there_is(club: Path) -> None:
    assert "sco-ld -C . validate -f text" in (club / ".github" / "workflows" / "validate.yml").read_text()
    hook = (club / ".pre-commit-config.yaml").read_text().split("- id: ")[1].strip()
    assert f"- id: {hook}\n" in (ROOT / ".pre-commit-hooks.yaml").read_text()


REFUSED = {
    "a folder with files": (["."], "is not empty"),
    "a file": (["mine.txt"], "is a file, not a folder"),
    "no IRI": (["new", "--namespace", "club"], "is not the beginning of IRIs"),
    "a hash": (["new", "--namespace", "https://example.org/club#"], "is not the beginning of IRIs"),
    "a bracket": (["new", "--namespace", "https://example.org/> . <a/"], "is not the beginning of IRIs"),
    "no language": (["new", "--lang", "en ."], "is not a language"),
    "no title": (["new", "--title", " "], "The title is empty"),
    "a control character": (["new", "--title", "a\x1b[31m"], "cannot be printed"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refusals(
    run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:  # fmt: skip
    (tmp_path / "mine.txt").write_text("x")
    monkeypatch.chdir(tmp_path)
    words, sentence = REFUSED[name]
    ran = run("init", *words)
    assert (ran.code, sentence in ran.err) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_folder_of_a_new_repository(run: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "club" / ".git").mkdir(parents=True)
    assert run("init", tmp_path / "club").code == 0


MEMBERS = {
    "1967-08-07": 0,
    "1967-08-08": 5,
    "1984-01-07": 6,
    "1995-07-28": 7,
    "1997-07-23": 9,
    "1999-04-30": 10,
    "2025-10-26": 11,
}


@pytest.mark.parametrize("day", MEMBERS)
def test_members_of_asean(run: Callable[..., Ran], day: str) -> None:
    ran = run("-C", ASEAN, "query", "--named", "members-on", "-p", f"day={day}", "-f", "csv")
    assert len(ran.out.splitlines()) - 1 == MEMBERS[day]


def test_every_command_works_on_asean(run: Callable[..., Ran], tmp_path: Path) -> None:
    assert run("-C", ASEAN, "validate").out.endswith("Conforms: no findings.\n")
    assert "11  " in run("-C", ASEAN, "info").out
    assert "since 28 July 1995" in run("-C", ASEAN, "show", "viet nam").out
    assert (
        "Timor-Leste: member since 26 October 2025"
        in run("-C", ASEAN, "diff", "--as-of", "2025-10-25", "--as-of", "2025-10-26").out
    )
    for name in ("x.ttl", "x.nt", "x.jsonld", "x.rdf", "x.trig", "x.nq"):
        assert run("-C", ASEAN, "export", "-o", tmp_path / name).code == 0
    assert run("-C", ASEAN, "export", "-f", "csv", "-o", tmp_path / "tables/").code == 0
    assert run("-C", ASEAN, "release", "-o", tmp_path / "r", "--allow-dirty", "--host", "https://host.example/").code == 0
    assert run("verify", tmp_path / "r").code == 0
    assert run("-C", ASEAN, "site", "-o", tmp_path / "site").code == 0
