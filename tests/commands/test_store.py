"""The option --store: the same answers from an index on disk."""

from collections.abc import Callable
from pathlib import Path

from tests.conftest import ID, Ran


def test_commands_give_the_same_with_an_index(tmp_path: Path, run: Callable[..., Ran]) -> None:
    store = ("--store", tmp_path / "index")
    for words in (
        ("query", "SELECT ?s { ?m org:member ?s ; org:role sco:ObserverState } ORDER BY ?s"),
        ("query", "--named", "members-on", "-p", "day=2017-06-09", "-f", "csv"),
        ("show", "India"), ("show", "id:china-member", "-f", "turtle"), ("show", "上海五国", "--lang", "zh"), ("info",),
    ):  # fmt: skip
        plain, indexed = run(*words), run(*words, *store)
        assert (indexed.code, indexed.out) == (0, plain.out), (words, indexed.err)
    assert run("show", f"{ID}nobody", *store).code == 2
    for words in (
        ("query", "ASK {}", "--as-of", "2017-06-09"),
        ("info", "--digest"),
        ("query", "ASK {}", "--endpoint", "http://x/"),
    ):
        ran = run(*words, *store)
        assert ran.code == 2
        assert "--store is" in ran.err
