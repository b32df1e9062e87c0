"""What a notebook shows: escaped, at most a hundred lines, and nothing taken away."""

from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

import sco_ld
from sco_ld.rdf import html_tables
from sco_ld.sparql import row_stream
from sco_ld.sparql.engine import Rows

EVIL = "<script>alert('\"&')</script>"


def read(page: str) -> ElementTree.Element:
    """Give a page as a tree; what is not escaped does not parse."""
    return ElementTree.fromstring(f"<div>{page}</div>")


def words(page: str) -> str:
    return " ".join(read(page).itertext())


def test_every_text_is_escaped() -> None:
    pages = (
        html_tables.rows([EVIL], [[ox.Literal(EVIL)], [ox.Literal(EVIL, language="en")], [ox.NamedNode("http://e/'onclick='x")]]),
        html_tables.report(False, [[EVIL] * 6], [EVIL]),
        html_tables.description(f"http://e/{EVIL}", EVIL, [EVIL], {EVIL: [(EVIL, EVIL, (1,))]}, [EVIL]),
    )
    for page in pages:
        assert EVIL in words(page)
        assert {one.tag for one in read(page).iter()} & {"script"} == set()
        assert {name for one in read(page).iter() for name in one.attrib} <= {"href", "lang"}


@pytest.mark.parametrize("iri", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "HTTP:alert(1)"])
def test_only_web_addresses_are_links(iri: str) -> None:
    assert not list(read(html_tables.rows(["x"], [[ox.NamedNode(iri)]])).iter("a"))


def test_rows_are_shown_with_prefixed_names_as_links_and_texts_in_their_language(sco: sco_ld.Publication) -> None:
    rows = sco.query("SELECT ?state ?name ?none { VALUES ?state { id:china } ?state skos:prefLabel ?name } ORDER BY ?name")
    assert isinstance(rows, Rows)
    tree = read(rows._repr_html_())
    assert [one.text for one in tree.iter("th")] == ["state", "name", "none"]
    assert {(one.text, one.get("href")) for one in tree.iter("a")} == {("id:china", "https://w3id.org/sco-ld/id/china")}
    assert [(one.text, one.get("lang")) for one in tree.iter("span")] == [("China", "en"), ("Китай", "ru"), ("中国", "zh")]


@pytest.mark.parametrize(("count", "shown", "note"), [(0, 0, False), (100, 100, False), (101, 100, True), (5000, 100, True)])
def test_a_hundred_rows_are_shown_and_none_is_taken_away(count: int, shown: int, note: bool) -> None:
    rows = Rows(row_stream.of(["x"], ([ox.Literal(str(number))] for number in range(count))))
    page = rows._repr_html_()
    assert rows._repr_html_() == page
    assert len(list(read(page).iter("td"))) == shown
    assert ("There are more than these 100 rows." in words(page)) == note
    assert [str(one) for (one,) in rows] == [str(number) for number in range(count)]


def test_a_report_says_the_verdict_and_counts_what_it_does_not_show() -> None:
    assert words(html_tables.report(True, [])) == "Conforms: no findings."
    assert words(html_tables.report(True, [("info", "a.ttl:1:1", "m", "id:x", "", "")])).startswith("Conforms: 1 finding.")
    assert words(html_tables.report(False, [("violation",) * 6] * 130, ["n"])).endswith("30 more are not shown.")


def test_a_report_and_a_description_are_shown(sco: sco_ld.Publication, tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("<http://e/x> a <http://www.w3.org/ns/org#Post> .")
    report = sco.validate([tmp_path / "bad.ttl"])
    assert all(finding.message in words(report._repr_html_()) for finding in report)
    found = sco.describe("id:sco-founding")
    shown = words(found._repr_html_())
    assert [one for one in (found.title, *found.names, *found.footnotes) if one not in shown] == []
    assert [one for one in found.statements if f"{one.name} {one.value}" not in shown] == []
    disputed = sco.describe("id:shanghai-five")
    assert [one.reason for one in disputed.conflicts if one.reason not in words(disputed._repr_html_())] == []


def test_a_triple_term_is_shown() -> None:
    node = ox.NamedNode("http://e/a")
    assert "http://e/a" in words(html_tables.rows(["x"], [[ox.Triple(node, node, node)], [ox.BlankNode("b")], [None]]))
