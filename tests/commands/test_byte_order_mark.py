"""The byte order mark of CSV: only when it is asked for, once, and for no other format."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran

QUERY = 'SELECT ?name { id:china skos:prefLabel ?name FILTER (lang(?name) = "zh") }'
CLUB = """@prefix org: <http://www.w3.org/ns/org#> .
<http://e/m> a org:Membership ; org:member <http://e/ann> ; org:role <http://e/r> .
"""


@pytest.mark.parametrize("words", [("-f", "csv"), ()])
def test_query_begins_with_the_mark(words: tuple[str, ...], run: Callable[..., Ran], tmp_path: Path) -> None:
    assert run("query", QUERY, "-o", tmp_path / "a.csv", "--bom", *words).code == 0
    assert run("query", QUERY, "-o", tmp_path / "b.csv", *words).code == 0
    marked, plain = ((tmp_path / name).read_bytes() for name in ("a.csv", "b.csv"))
    assert marked == b"\xef\xbb\xbf" + plain
    assert (tmp_path / "a.csv").read_text("utf-8-sig").split() == ["name", "中国"]


def test_every_table_begins_with_the_mark(run: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "club.ttl").write_text(CLUB)
    assert run("export", tmp_path / "club.ttl", "-f", "csv", "-o", tmp_path / "tables", "--bom").code == 0
    (table,) = (tmp_path / "tables").glob("*.csv")
    assert table.read_bytes().startswith(b"\xef\xbb\xbfiri,")
    assert next(csv.reader(table.read_text("utf-8-sig").splitlines()))[0] == "iri"
    assert (tmp_path / "tables" / "csv-metadata.json").read_bytes().startswith(b"{")


@pytest.mark.parametrize(
    "words",
    [
        ("query", QUERY),
        ("query", QUERY, "-f", "tsv"),
        ("query", QUERY, "-o", "a.json"),
        ("export",),
        ("export", "-f", "svg"),
    ],
)
def test_other_formats_are_refused(words: tuple[str, ...], run: Callable[..., Ran]) -> None:
    ran = run(*words, "--bom")
    assert (ran.code, "--bom is for csv" in ran.err) == (2, True)
