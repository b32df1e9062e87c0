"""A smoke test in Firefox of the distribution, by its own protocol: `pip install marionette-driver`.

https://firefox-source-docs.mozilla.org/testing/marionette/
"""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")]
FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
PORT = 2899
ROLES = "?query=SELECT+*+%7B+%3Fs+a+org%3ARole+%3B+skos%3AprefLabel+%3Fname+%7D"
PAGES = {  # what a script adds, and some words of it
    "days/?on=2017-06-08&with=2017-06-09": ("#cmp", "2017"),
    f"ask/{ROLES}": ("#answer tbody tr", ""),
    "search/?q=SCO": ("#results li", ""),
}


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Give a session of Firefox."""
    driver = pytest.importorskip("marionette_driver.marionette")
    if not FIREFOX:
        pytest.skip("there is no firefox")
    profile: Path = tmp_path_factory.mktemp("profile")
    (profile / "user.js").write_text(f'user_pref("marionette.port", {PORT});\n')
    command = [FIREFOX, "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    started = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait()
        session = driver.Marionette(host="127.0.0.1", port=PORT)
        session.start_session()
        session.timeout.implicit = 20
        yield session
        session.delete_session()
    finally:
        started.terminate()
        started.wait(20)


def _wait() -> None:
    """Wait until the browser listens, which takes some seconds."""
    for _ in range(120):
        try:
            socket.create_connection(("127.0.0.1", PORT), 1).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    pytest.fail("Firefox does not listen.")


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_home_page_fits(firefox: Any, address: str, lang: str) -> None:
    firefox.navigate(f"{address}{lang}/")
    assert firefox.execute_script("return document.documentElement.scrollWidth <= innerWidth")
    assert firefox.find_element("css selector", "svg.map .cap.c-full")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_scripts_work(firefox: Any, address: str, lang: str, path: str) -> None:
    selector, words = PAGES[path]
    firefox.navigate(f"{address}{lang}/{path}")
    found = firefox.find_element("css selector", selector)
    assert words in found.text
    assert found.text
