"""How much the home page transfers, and how soon it shows something on a slow line.

`pytest -s -m slow tests/site/browser/test_budget.py` prints the figures.
"""

import sys
from typing import Any

import pytest

from tests.site.browser.conftest import visit

pytestmark = pytest.mark.slow

KILOBYTES, MILLISECONDS = 150, 1000
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_home_page_is_small_and_quick(browser: Any, address: str, lang: str) -> None:
    visited = visit(browser, address)
    line = visited.page.context.new_cdp_session(visited.page)
    sizes: list[float] = []
    line.on("Network.loadingFinished", lambda one: sizes.append(one["encodedDataLength"]))
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW_4G)
    line.send("Emulation.setCPUThrottlingRate", {"rate": 2})
    paints = []
    for _ in range(3):
        line.send("Network.clearBrowserCache")
        sizes.clear()
        page = visited.open(f"{lang}/")
        page.wait_for_load_state("networkidle")
        paints.append(page.evaluate(PAINT))
    said = f"{lang}: {sum(sizes) / 1000:.0f} kB in {len(sizes)} files, first contentful paint {min(paints):.0f} ms\n"
    sys.stdout.write(said)
    visited.page.context.close()
    assert sum(sizes) / 1000 < KILOBYTES
    assert min(paints) < MILLISECONDS
    assert visited.wrong == []
