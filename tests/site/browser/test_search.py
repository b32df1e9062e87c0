"""Search in the browser: of each query, the page that comes first."""

import re

import pytest

from tests.site.browser.conftest import Visit

pytestmark = pytest.mark.slow

FIRST = {
    "en": {
        "India": "id/india",
        "India observer": "id/india",
        "observer mongolia": "id/mongolia",
        "dialogue partner turkey": "id/turkiye",
        "Shanghai Convention": "id/shanghai-convention",
        "Shangai Convention": "id/shanghai-convention",
        "RATS": "id/rats",
        "anti-terrorist structure": "id/rats",
        "kazakstan": "id/kazakhstan",
        "Secretary-General of the SCO": "id/secretary-general",
        "Tashkent": "id/tashkent",
        "SCO": "id/sco",
    },
    "ru": {
        "Индия": "id/india",
        "Индия наблюдатель": "id/india",
        "партнёр по диалогу Армения": "id/armenia",
        "ШОС": "id/sco",
        "РАТС": "id/rats",
        "антитеррористическая структура": "id/rats",
        "Шанхайская конвенция": "id/shanghai-convention",
        "Казахстан": "id/kazakhstan",
        "казахтан": "id/kazakhstan",
        "кыргыз": "id/kyrgyzstan",
        "Ташкент": "id/tashkent",
        "Генеральный секретарь ШОС": "id/secretary-general",
    },
    "zh": {
        "印度": "id/india",
        "印度 观察员": "id/india",
        "蒙古观察员": "id/mongolia",
        "上合组织": "id/sco",
        "上海合作组织": "id/sco",
        "反恐怖机构": "id/rats",
        "哈萨克斯坦": "id/kazakhstan",
        "上海公约": "id/shanghai-convention",
        "塔什干": "id/tashkent",
        "上合组织秘书长": "id/secretary-general",
    },
}


@pytest.mark.parametrize("lang", FIRST)
def test_page_that_comes_first(visited: Visit, lang: str) -> None:
    page = visited.open(f"{lang}/search/")
    results = page.locator("#results li a")
    page.locator("#results [role=status]").wait_for(state="attached")
    found = {}
    for query in FIRST[lang]:
        page.locator("#q").fill(query)
        found[query] = results.first.get_attribute("href").removeprefix(f"{visited.root}{lang}/").strip("/")
    assert found == FIRST[lang]


def test_form_of_any_page_leads_to_the_results(visited: Visit) -> None:
    page = visited.open("en/")
    page.locator("#q").fill("India observer")
    page.locator("#q").press("Enter")
    page.locator("#results li a").first.wait_for()
    assert page.url.endswith("/en/search/?q=India+observer")
    page.locator("#results li a").first.click()
    assert page.url.endswith("/en/id/india/")


@pytest.mark.parametrize("query", ["<img src=x onerror=alert(1)>", "qqqqxxxx", "\u202eaidnI", "a" * 5000])
def test_strange_query_is_harmless(visited: Visit, query: str) -> None:
    page = visited.open("en/search/")
    page.locator("#q").fill(query)
    page.locator("#results [role=status]").filter(has_text=re.compile("found|result")).wait_for()
    assert page.locator("#results img").count() == 0
