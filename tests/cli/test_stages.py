"""Stages of the work: their times with --verbose, and the formats of outputs by extension."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran

Run = Callable[..., Ran]


def test_verbose_times_the_stages(run: Run, tmp_path: Path) -> None:
    told = run("export", "-o", tmp_path / "a.nt", "--verbose").err.splitlines()
    assert [line.partition(": ")[0] for line in told] == ["starting", "writing ntriples"]
    assert all(line.endswith(" s") for line in told)


@pytest.mark.parametrize(
    ("words", "name", "start"),
    [
        (["query", "SELECT ?s { ?s a sco:State } LIMIT 1"], "rows.json", "{"),
        (["query", "SELECT ?s { ?s a sco:State } LIMIT 1"], "rows.md", "|"),
        (["query", "DESCRIBE id:china"], "china.nt.gz", "\x1f"),
        (["show", "id:china"], "china.md", "# "),
        (["show", "id:china"], "china.jsonld", "{"),
        (["show", "id:china"], "china", "China"),
    ],
)
def test_extension_of_the_output_is_its_format(words: list[str], name: str, start: str, run: Run, tmp_path: Path) -> None:
    assert run(*words, "-o", tmp_path / name).code == 0
    assert (tmp_path / name).read_bytes().decode("latin-1").startswith(start)


def test_files_of_others_are_exported_without_the_context_of_the_bundled_publication(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text("@prefix org: <http://mine.example/> . <http://e/x> a org:Thing ; <http://schema.org/startDate> 1 .")
    context = json.loads(run("export", path, "-f", "json-ld").out)["@context"]
    assert {"org": "http://mine.example/"}.items() <= context.items()
    assert not {"startDate", "sco", "id"} & set(context)
