"""HTML for notebooks: everything is escaped, a hundred rows are shown, and only web addresses are links."""

from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

import sco_ld
from sco_ld.rdf.namespaces import STANDARD
from sco_ld.sparql.row_stream import Row, solutions
from sco_ld.sparql.rows import Rows
from sco_ld.text import html

EVIL = "<script>alert('\"&')</script>"
NODE = ox.NamedNode("http://e/a")


def parse(page: str) -> ElementTree.Element:
    """Return a page as a tree; it does not parse if something is not escaped."""
    return ElementTree.fromstring(f"<div>{page}</div>")


def text(page: str) -> str:
    return " ".join(parse(page).itertext())


def rows_page(*rows: Row) -> str:
    return Rows(solutions(["x"], rows), STANDARD)._repr_html_()


def test_every_text_is_escaped() -> None:
    pages = (
        rows_page([ox.Literal(EVIL)], [ox.Literal(EVIL, language="en")], [ox.NamedNode("http://e/'onclick='x")]),
        html.table([EVIL], [[html.link(f"http://e/{EVIL}", EVIL)], [html.span(EVIL, EVIL)]]),
        html.report(False, [[EVIL] * 6], [EVIL]),
        html.description(EVIL, [html.link(f"http://e/{EVIL}", EVIL)], {EVIL: [(EVIL, EVIL, (1,))]}, [EVIL]),
    )
    for page in pages:
        assert EVIL in text(page)
        assert {element.tag for element in parse(page).iter()} & {"script"} == set()
        assert {name for element in parse(page).iter() for name in element.attrib} <= {"href", "lang"}


@pytest.mark.parametrize("iri", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "HTTP:alert(1)"])
def test_only_web_addresses_are_links(iri: str) -> None:
    assert not list(parse(rows_page([ox.NamedNode(iri)])).iter("a"))


def test_rows_link_prefixed_names_and_mark_languages(sco: sco_ld.Publication) -> None:
    rows = sco.query("SELECT ?state ?name ?none { VALUES ?state { id:china } ?state skos:prefLabel ?name } ORDER BY ?name")
    assert isinstance(rows, Rows)
    tree = parse(rows._repr_html_())
    assert [one.text for one in tree.iter("th")] == ["state", "name", "none"]
    assert {(one.text, one.get("href")) for one in tree.iter("a")} == {("id:china", "https://w3id.org/sco-ld/id/china")}
    assert [(one.text, one.get("lang")) for one in tree.iter("span")] == [("China", "en"), ("Китай", "ru"), ("中国", "zh")]


@pytest.mark.parametrize(("count", "shown", "note"), [(0, 0, False), (100, 100, False), (101, 100, True), (5000, 100, True)])
def test_first_hundred_rows_are_shown_and_none_is_consumed(count: int, shown: int, note: bool) -> None:
    rows = Rows(solutions(["x"], ([ox.Literal(str(number))] for number in range(count))))
    page = rows._repr_html_()
    assert rows._repr_html_() == page
    assert len(list(parse(page).iter("td"))) == shown
    assert ("There are more than these 100 rows." in text(page)) == note
    assert [str(one) for (one,) in rows] == [str(number) for number in range(count)]


def test_report_shows_its_verdict_and_the_number_of_hidden_findings() -> None:
    assert text(html.report(True, [])) == "Conforms: no findings."
    assert text(html.report(True, [("info", "a.ttl:1:1", "m", "id:x", "", "")])).startswith("Conforms: 1 finding.")
    assert text(html.report(False, [("violation",) * 6] * 130, ["n"])).endswith("30 more are not shown.")


def test_reports_and_descriptions_show_all_that_they_hold(sco: sco_ld.Publication, tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("<http://e/x> a <http://www.w3.org/ns/org#Post> .")
    report = sco.validate([tmp_path / "bad.ttl"], sco.files("shapes"))
    assert list(report)
    assert all(finding.message in text(report._repr_html_()) for finding in report)
    found = sco.describe("id:sco-founding")
    shown = text(found._repr_html_())
    assert [one for one in (found.title, *found.names, *map(str, found.footnotes)) if one not in shown] == []
    assert [one for one in found.statements if f"{one.name} {one.value}" not in shown] == []
    disputed = sco.describe("id:shanghai-five")
    assert [one.reason for one in disputed.conflicts if one.reason not in text(disputed._repr_html_())] == []


def test_blank_nodes_triple_terms_and_unbound_cells_are_shown() -> None:
    assert "http://e/a" in text(rows_page([ox.Triple(NODE, NODE, NODE)], [ox.BlankNode("b")], [None]))
