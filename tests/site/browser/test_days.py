"""The page of a day in the browser: any day, a slider that stops at the days of change, and a second day."""

from pathlib import Path

import pytest

from tests.site.browser.conftest import Visit
from tests.site.pages import text

pytestmark = pytest.mark.slow


def totals(visited: Visit) -> str:
    return str(visited.page.locator("#totals").inner_text())


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_any_day_has_the_totals_of_its_own_page(visited: Visit, bundled_site: Path, lang: str) -> None:
    days = sorted(path.name for path in (bundled_site / lang / "days").iterdir() if path.is_dir())
    for day in days[::5]:
        visited.open(f"{lang}/days/?on={day}")
        visited.page.locator("#slider").wait_for()
        static = text(bundled_site / lang / "days" / day / "index.html")
        assert totals(visited) in static, day
        assert visited.page.locator("h1").inner_text() in static
        for row in visited.page.locator("#states tbody tr.gh").all_inner_texts():
            assert row.replace("\xa0", " ") in static, day


def test_slider_stops_at_days_of_change(visited: Visit) -> None:
    page = visited.open("en/days/")
    slider = page.locator("#slider")
    slider.focus()
    slider.press("Home")
    assert page.locator("#d").input_value() == "2001-06-15"
    slider.press("ArrowRight")
    assert page.locator("#d").input_value() == "2004-06-17"
    assert page.url.endswith("/en/days/?on=2004-06-17")
    assert slider.get_attribute("aria-valuetext") == "17 June 2004"
    slider.evaluate("(one) => { one.value = 12420; one.dispatchEvent(new Event('input')); }")
    assert page.locator("#d").input_value() == "2004-06-17"


def test_links_lead_to_the_changes_around_a_day(visited: Visit) -> None:
    page = visited.open("en/days/?on=2010-01-01")
    page.get_by_role("link", name="28 April 2010 →").click()
    assert page.locator("h1").inner_text() == "On 28 April 2010"
    page.get_by_role("link", name="← 5 July 2005").click()
    assert page.locator("#d").input_value() == "2005-07-05"


def test_certain_and_possible_are_counted_apart(visited: Visit) -> None:
    page = visited.open("en/days/?on=2022-09-14")
    page.locator("#slider").wait_for()
    assert "–" in totals(visited)
    assert page.locator("#states").get_by_text("perhaps", exact=True).count() > 0


def test_second_day_compares(visited: Visit) -> None:
    page = visited.open("en/days/?on=2017-06-08")
    page.locator("#with").fill("2017-06-09")
    section = page.locator("section:has(> #cmp)")
    section.wait_for()
    lists = section.locator(".change > div")
    assert "India, observer state" in lists.nth(0).inner_text()
    assert "India, member state" in lists.nth(1).inner_text()
    assert page.url.endswith("?on=2017-06-08&with=2017-06-09")
    page.reload()
    section.wait_for()
    page.locator("#with").fill("")
    assert section.is_hidden()


def test_map_follows_the_day(visited: Visit) -> None:
    page = visited.open("en/days/?on=2017-06-08")
    page.locator("#slider").wait_for()
    table = page.locator(".places")
    delhi = table.locator("tr", has_text="New Delhi").locator("td").nth(1)
    mark = page.locator("svg.map .cap", has=page.locator("title", has_text="New Delhi"))
    assert (delhi.text_content(), mark.get_attribute("class")) == ("observer state", "cap c-ring")
    page.locator("#d").fill("2017-06-09")
    page.locator("h1", has_text="9 June 2017").wait_for()
    assert (delhi.text_content(), mark.get_attribute("class")) == ("member state", "cap c-full")
    page.locator("#d").fill("2003-01-01")
    page.locator("h1", has_text="1 January 2003").wait_for()
    assert (delhi.text_content(), mark.get_attribute("class")) == ("–", "cap c-none")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_passages_follow_the_day(visited: Visit, lang: str) -> None:
    page = visited.open(f"{lang}/days/2017-06-09/")
    page.locator("#slider").wait_for()
    cited = page.locator("#states sup a").all_inner_texts()
    places = [one.split("\n")[-1] for one in page.locator(".sources .place").all_inner_texts()]
    page.locator("#d").fill("2010-01-01")
    page.locator("#d").fill("2017-06-09")
    assert page.locator("#states sup a").all_inner_texts() == cited
    again = page.locator(".sources .place").all_inner_texts()
    assert [one for one, own in zip(places, again, strict=True) if own not in one] == []
    links = {one.get_attribute("href") for one in page.locator("sup a").all()}
    assert all(page.locator(f"li{link}").count() == 1 for link in links)


def test_same_day_compared_has_no_change(visited: Visit) -> None:
    page = visited.open("en/days/?on=2017-06-09&with=2017-06-09")
    assert "Nothing changed" in page.locator("section:has(> #cmp)").inner_text()


@pytest.mark.parametrize("day", ["2017-02-30", "x", "", "<b>"])
def test_what_is_no_day_leaves_the_page_as_it_is(visited: Visit, day: str) -> None:
    page = visited.open(f"en/days/?on={day}")
    page.locator("#slider").wait_for()
    assert page.locator("h1").inner_text().startswith("On ")
    assert page.locator("#d").input_value() > "2020"
