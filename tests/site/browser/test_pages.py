"""Each kind of page in each language, light and dark, wide and narrow: accessible, within its width, without an error."""

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.site.browser.conftest import Visit, visit
from tests.site.pages import broken_links

pytestmark = pytest.mark.slow

AXE = ROOT / "tests" / "js" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
KINDS = {
    "home": "",
    "resource": "id/india/",
    "organization": "id/sco/",
    "membership": "id/india-observer/",
    "source": "source/qiushi-2011/",
    "term": "ontology/MemberState/",
    "days": "days/",
    "day": "days/2022-09-14/",
    "day with another": "days/?on=2022-09-14&with=2017-06-09",
    "questions and SPARQL": "ask/",
    "SPARQL, answered": "ask/?query=SELECT+*+%7B+%3Fs+a+org%3ARole+%3B+skos%3AprefLabel+%3Fname+%7D",
    "question": "ask/members-on/",
    "question, answered": "ask/members-on/?day=2005-01-01",
    "search": "search/",
    "search with results": "search/?q=SCO",
    "things": "things/",
    "vocabulary": "vocabulary/",
    "rules": "rules/",
    "sources": "sources/",
    "conflicts": "conflicts/",
    "data": "data/",
    "accessibility": "accessibility/",
    "cite": "cite/",
}
READY = {  # what a script adds last
    "day with another": "#cmp",
    "SPARQL, answered": "#answer table",
    "question, answered": "#answer .formats",
    "search with results": "#results li",
}
CUT_OFF = """[...document.querySelectorAll("main *, header *")]
    .filter((one) => one.matches(":not(svg, svg *, .vh, .scroll)") && getComputedStyle(one).overflowX === "hidden")
    .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1)
    .map((one) => one.outerHTML.slice(0, 100))"""
LANGUAGES = ("en", "ru", "zh")
LOOKS = [(width, scheme) for width in (320, 1280) for scheme in ("light", "dark")]


def violations(page: Any) -> list[str]:
    """Return what axe finds on a page: the rule, and the first element that breaks it."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("(tags) => axe.run({ runOnly: tags, resultTypes: ['violations'] })", TAGS)
    return [f"{one['id']}: {node['html'][:120]}" for one in found["violations"] for node in one["nodes"][:3]]


def opened(visited: Visit, kind: str, lang: str) -> Any:
    page = visited.open(f"{lang}/{KINDS[kind]}")
    if kind in READY:
        page.locator(READY[kind]).first.wait_for(state="attached")
    return page


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_pages_are_accessible_and_fit(browser: Any, address: str, lang: str, width: int, scheme: Any) -> None:
    if not AXE.exists():
        pytest.skip("npm install --prefix tests/js has not been run")
    visited = visit(browser, address, viewport={"width": width, "height": 800}, color_scheme=scheme)
    found = {}
    for kind in KINDS:
        page = opened(visited, kind, lang)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        wrong = [*violations(page), *([f"{wide} px too wide"] if wide > 0 else []), *visited.wrong]
        visited.wrong.clear()
        if wrong:
            found[kind] = wrong
    visited.page.context.close()
    assert found == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_pages_fit_when_text_is_four_times_as_large(browser: Any, address: str, lang: str) -> None:
    """A window of 1280 px at a zoom of 400 % has 320 px. https://www.w3.org/TR/WCAG22/#reflow"""
    visited = visit(browser, address, viewport={"width": 320, "height": 256}, device_scale_factor=4)
    for kind in ("home", "resource", "days", "questions and SPARQL"):
        page = opened(visited, kind, lang)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), kind
    visited.page.context.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_cut_off_when_only_the_text_is_twice_as_large(browser: Any, address: str, lang: str) -> None:
    """Text of 200 % in a window of 1280 px. https://www.w3.org/TR/WCAG22/#resize-text"""
    visited = visit(browser, address, viewport={"width": 1280, "height": 800})
    found = {}
    for kind in ("home", "resource", "days", "question", "data"):
        page = opened(visited, kind, lang)
        page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
        cut = page.evaluate(CUT_OFF)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if cut or wide > 0:
            found[kind] = [*cut, wide]
    visited.page.context.close()
    assert found == {}


@pytest.mark.parametrize("kind", ["home", "resource", "days", "question", "search", "questions and SPARQL"])
def test_pages_work_without_javascript(browser: Any, address: str, kind: str) -> None:
    visited = visit(browser, address, java_script_enabled=False)
    page = visited.open(f"en/{KINDS[kind]}")
    assert page.locator("h1").is_visible()
    assert len(page.locator("main").inner_text()) > 50
    assert visited.wrong == []
    visited.page.context.close()


@pytest.mark.parametrize("kind", ["home", "days", "question", "questions and SPARQL"])
def test_keyboard_reaches_every_control_and_shows_where_it_is(visited: Visit, kind: str) -> None:
    page = opened(visited, kind, "en")
    if kind in ("days", "questions and SPARQL"):
        page.locator("#slider, #examples").first.wait_for()
    controls = "a[href]:visible, button:enabled:visible, input:visible, select:visible, textarea:visible, summary:visible"
    wanted = page.locator(controls).count()
    reached: set[int] = set()
    for _ in range(3 * wanted):
        page.keyboard.press("Tab")
        place, shown = page.evaluate(
            """() => { const one = document.activeElement; const all = [...document.querySelectorAll('*')];
               return [all.indexOf(one), getComputedStyle(one).outlineStyle !== 'none' || one.matches('body')]; }"""
        )
        assert shown, page.evaluate("document.activeElement.outerHTML.slice(0, 100)")
        if place in reached and place > len(reached) and len(reached) >= wanted:
            break
        reached.add(place)
    assert len(reached) >= wanted


def test_motion_is_reduced_on_demand(browser: Any, address: str) -> None:
    visited = visit(browser, address, reduced_motion="reduce")
    page = visited.open("en/")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    visited.page.context.close()


def test_no_link_and_no_anchor_is_broken(bundled_site: Path) -> None:
    assert [*broken_links(bundled_site)][:20] == []
