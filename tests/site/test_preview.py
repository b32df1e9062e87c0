"""The preview: it answers on the loopback interface, and says when the site has changed."""

import urllib.error
import urllib.request
from pathlib import Path

import pytest

from sco_ld.errors import ScoError
from sco_ld.site.preview import Preview, served


def read(address: str, **headers: str) -> tuple[str, str]:
    request = urllib.request.Request(address, headers=headers)
    with urllib.request.urlopen(request, timeout=5) as answer:
        return answer.headers["Content-Type"], answer.read().decode()


def test_pages_reload_when_the_site_has_changed(site: Path) -> None:
    preview = Preview(site)
    with served(preview, 0) as address:
        type_, page = read(f"{address}en/id/ann/")
        assert type_ == "text/html; charset=utf-8"
        assert page.count('<script type="module" src="/.preview/reload.js">') == 1
        assert "location.reload()" in read(f"{address}.preview/reload.js")[1]
        assert read(f"{address}.preview/changed")[1] == "0"
        preview.version += 1
        assert read(f"{address}.preview/changed")[1] == "1"
        assert read(f"{address}id/ann.ttl")[0] == "text/turtle"
    assert "preview" not in (site / "en/id/ann/index.html").read_text(encoding="utf-8")


def test_another_host_name_is_refused(site: Path) -> None:
    with served(Preview(site), 0) as address, pytest.raises(urllib.error.HTTPError, match="403"):
        read(address, Host="evil.example:80")


def test_a_taken_port_is_a_sentence(site: Path) -> None:
    with served(Preview(site), 0) as address:
        again = served(Preview(site), int(address.rstrip("/").rpartition(":")[2]))
        with pytest.raises(ScoError, match=r"Port \d+ cannot be used"):
            again.__enter__()
