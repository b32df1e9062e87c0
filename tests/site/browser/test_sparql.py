"""SPARQL in the browser: the answers are those of the tool, and no query ends it for good."""

from pathlib import Path
from typing import Any

import pytest

import sco_ld
from tests.site.browser.conftest import Visit

pytestmark = pytest.mark.slow

COUNT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c }"
PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
DEEP = {
    "groups": "ASK " + "{" * 1500 + "}" * 1500,
    "brackets": "SELECT (" + "(" * 1500 + "1" + ")" * 1500 + " AS ?n) {}",
    "negations": "SELECT (" + "!" * 5000 + "true AS ?n) {}",
    "lists": "ASK { ?s ?p " + "(" * 1500 + ")" * 1500 + " }",
    "functions": "SELECT (" + "ABS(" * 1500 + "1" + ")" * 1500 + " AS ?n) {}",
    "paths": "ASK { ?s " + "<http://e/p>/" * 3000 + "<http://e/p> ?o }",
    "comparison that looks like an IRI": "SELECT (?a<" + "(" * 1500 + "1" + ")" * 1500 + ">2 AS ?n) {}",
    "alternatives": "ASK { { ?s ?p ?o } " + "UNION { ?s ?p ?o } " * 3000 + "}",
}


def ask(page: Any, query: str) -> str:
    """Return what the page says after a query."""
    page.locator("#sp").fill(query)
    return run(page)


def run(page: Any) -> str:
    page.locator("#run button[type=submit]").click()
    page.locator("#answer:not([aria-busy])").wait_for(state="attached")
    return str(page.locator("#said").inner_text())


def downloaded(page: Any, kind: str) -> bytes:
    with page.expect_download() as download:
        page.locator("#answer").get_by_role("link", name=kind, exact=True).click()
    return Path(download.value.path()).read_bytes()


def test_every_question_has_the_answer_of_the_tool(visited: Visit, bundled_site: Path) -> None:
    page = visited.open("en/ask/")
    differing = []
    for name in sco_ld.load().named_queries:
        page.select_option("#examples", name)
        run(page)
        expected = (bundled_site / "ask" / f"{name}.csv").read_bytes()
        found = downloaded(page, "CSV") if expected.count(b"\r\n") > 1 else expected
        if found != expected:
            differing.append(name)
    assert differing == []


def test_rows_with_dates_are_shown_on_a_timeline(visited: Visit) -> None:
    page = visited.open("en/ask/")
    ask(
        page,
        "SELECT * { ?m a org:Membership ; schema:startDate ?from OPTIONAL { ?m schema:endDate ?to } } LIMIT 9",
    )
    page.locator("summary", has_text="As a timeline").click()
    page.locator("#answer table.timeline tr").nth(8).wait_for()
    assert page.locator("#answer table.timeline circle").count() >= 9
    assert page.locator("summary", has_text="On the map").count() == 0


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("SELECT ?city { ?city a schema:City ; skos:prefLabel 'Tashkent'@en }", "Tashkent"),
        ('SELECT ("Here" AS ?what) (41.2 AS ?lat) (69.2 AS ?long) {}', "Here"),
    ],
)
def test_rows_with_places_are_shown_on_the_map(visited: Visit, query: str, name: str) -> None:
    page = visited.open("en/ask/")
    ask(page, query)
    page.locator("summary", has_text="On the map").click()
    page.locator("#answer svg.map circle").wait_for()
    assert page.locator("#answer svg.map circle title").all_text_contents() == [name]
    assert page.locator("summary", has_text="As a timeline").count() == 0


def test_form_asks_for_other_values_and_the_address_holds_them(visited: Visit) -> None:
    page = visited.open("en/ask/members-on/")
    page.locator("#p-day").fill("2005-01-01")
    page.get_by_role("button", name="Ask").click()
    page.locator("#said").filter(has_text="13 rows").wait_for()
    assert "India" not in page.locator("#answer").inner_text()
    assert page.locator("#permalink").get_attribute("href").endswith("?day=2005-01-01&organization=id%3Asco")
    page.reload()
    page.locator("#said").filter(has_text="13 rows").wait_for()
    assert page.locator("#p-day").input_value() == "2005-01-01"
    assert downloaded(page, "JSON").startswith(b'{"head":{"vars":["state","name","certain","passage"]}')


@pytest.mark.parametrize("value", ["2005-02-30", 'x" } ; DROP ALL #'])
def test_value_of_another_kind_is_refused(visited: Visit, value: str) -> None:
    page = visited.open(f"en/ask/members-on/?day={value.replace('#', '%23').replace(' ', '+')}")
    page.locator("#said").filter(has_text="cannot be the value of").wait_for()


def test_deep_queries_are_refused_and_the_engine_goes_on(visited: Visit) -> None:
    page = visited.open("en/ask/")
    page.locator("#examples").wait_for()
    total = ask(page, COUNT)
    for name, query in DEEP.items():
        assert ask(page, query).startswith("The query is nested too deep"), name
    assert ask(page, COUNT) == total == "1 row."


def test_limits_are_below_those_of_the_engine(visited: Visit) -> None:
    page = visited.open("en/ask/")
    page.locator("#examples").wait_for()
    for query in ("ASK " + "{" * 100 + "}" * 100, "SELECT (" + "ABS(" * 98 + "1" + ")" * 98 + " AS ?n) {}"):
        assert ask(page, query) == "1 row."
    assert ask(page, "SELECT (" + "!" * 250 + "true AS ?n) {}") == "1 row."


def test_stop_ends_a_query_and_the_next_one_is_answered(visited: Visit) -> None:
    page = visited.open("en/ask/")
    page.locator("#examples").wait_for()
    page.locator("#sp").fill(PRODUCT)
    page.locator("#run button[type=submit]").click()
    page.locator("#stop:enabled").click()
    page.locator("#said").filter(has_text="Stopped").wait_for()
    assert ask(page, COUNT) == "1 row."


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT nonsense", "expected"),
        ("ASK { SERVICE <https://example.org/> { ?s ?p ?o } }", ""),
        ("INSERT DATA { <http://e/s> <http://e/p> 1 }", "expected"),
        ("SELECT ?x { ?x nope:y ?z }", "refix"),
    ],
)
def test_query_that_fails_says_why(visited: Visit, query: str, said: str) -> None:
    page = visited.open("en/ask/")
    page.locator("#examples").wait_for()
    assert ask(page, query) == "Error."
    assert said in page.locator("#answer").inner_text()


def test_rows_are_text_never_markup(visited: Visit) -> None:
    page = visited.open("en/ask/")
    page.locator("#examples").wait_for()
    ask(page, """SELECT ("<img src=x onerror=alert(1)>" AS ?a) (<javascript:alert(1)> AS ?b) ("שלום"@he AS ?c) {}""")
    assert page.locator("#answer img, #answer a[href^='javascript']").count() == 0
    assert "<img src=x" in page.locator("#answer").inner_text()
    assert page.locator("#answer [lang=he]").count() == 1


def test_query_in_the_address_is_asked(visited: Visit) -> None:
    page = visited.open("ru/ask/?query=ASK+%7B%7D")
    page.locator("#answer table").wait_for()
    assert page.locator("#answer td").inner_text() == "да"
    assert page.locator("#sp").input_value() == "ASK {}"
