"""Pictures of ten pages. With SCO_LD_SCREENSHOTS=docs they are written to that folder, for the README."""

import os
from pathlib import Path
from typing import Any

import pytest

from tests.site.browser.conftest import visit

FOLDER = os.environ.get("SCO_LD_SCREENSHOTS")
PICTURES = {  # a name: a page, the width, and the colour scheme
    "home": ("en/", 1280, "light"),
    "india": ("en/id/india/", 1280, "light"),
    "india-zh-dark": ("zh/id/india/", 400, "dark"),
    "organization-ru": ("ru/id/sco/", 1280, "light"),
    "day": ("en/days/2017-06-09/", 1280, "light"),
    "conflicts": ("en/conflicts/", 1280, "light"),
    "question": ("en/ask/members-on/", 1280, "light"),
    "term-dark": ("en/ontology/", 1280, "dark"),
    "source": ("en/source/qiushi-2011/", 1280, "light"),
    "data": ("en/data/", 1280, "light"),
}
pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", PICTURES)
def test_page_can_be_pictured(browser: Any, address: str, tmp_path: Path, name: str) -> None:
    path, width, scheme = PICTURES[name]
    found = visit(browser, address, viewport={"width": width, "height": 900}, color_scheme=scheme)
    target = (Path(FOLDER) if FOLDER else tmp_path) / f"{name}.png"
    found.open(path).screenshot(path=target)
    found.page.context.close()
    assert target.stat().st_size > 10_000
    assert found.wrong == []
