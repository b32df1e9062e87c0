"""The site of the bundled publication: every page in every language, every link, twice the same bytes."""

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

import sco_ld
from tests.conftest import ROOT
from tests.site import conftest as small
from tests.site.pages import broken_links, text, tree

pytestmark = pytest.mark.slow
VNU = ROOT / "tests" / "js" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
VALIDATOR = ROOT / "tests" / "js" / "node_modules" / ".bin" / "html-validate"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of the bundled publication."""
    target = tmp_path_factory.mktemp("whole") / "site"
    small.written(sco_ld.load(), target)
    return target


def digests(site: Path) -> dict[str, str]:
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_no_link_is_broken(whole: Path) -> None:
    assert [*broken_links(whole)] == []


def test_pages_are_valid_html(whole: Path) -> None:
    for page in sorted(whole.rglob("*.html"))[::7]:
        tree(page)


@pytest.mark.skipif(not VALIDATOR.exists(), reason="npm install in tests/js brings html-validate")
def test_pages_satisfy_html_validate(whole: Path) -> None:
    pages = [*whole.glob("*/*/index.html"), *whole.glob("*/id/i*/index.html"), *whole.glob("*/days/*/index.html")]
    ran = subprocess.run(
        [VALIDATOR, *map(str, pages)], cwd=ROOT / "tests" / "js", capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout


@pytest.mark.skipif(
    not (VNU.exists() and shutil.which("java")), reason="npm install in tests/js brings vnu.jar; it needs Java"
)
def test_all_pages_satisfy_the_checker_of_the_w3c(whole: Path) -> None:
    command = ["java", "-jar", str(VNU), "--errors-only", "--skip-non-html", str(whole)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr[:5000]) == (0, "")


def test_every_resource_has_a_page_in_each_language(whole: Path) -> None:
    for path in ("id/india", "ontology/State", "source/qiushi-2011", "source/qiushi-2011-p9s2", "shapes/Membership-role"):
        for lang in ("en", "ru", "zh"):
            assert (whole / lang / path / "index.html").is_file()
    assert 'id="State"' in (whole / "ontology" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("en/index.html", ["10Member state", "17SCO partner"]),
        ("en/days/2017-06-09/index.html", ["Member state: 8 · Observer state: 4 · Dialogue partner: 6"]),
        ("en/days/2022-09-01/index.html", ["Dialogue partner: 6–7"]),
        ("en/id/india/index.html", ["India has been a member state since 9 June 2017.", "data/states.ttl, line"]),
        ("ru/id/india/index.html", ["Индия — это государство-член с 9 июня 2017 г."]),
        ("zh/id/india/index.html", ["印度自2017年6月9日起为成员国"]),
    ],
)
def test_pages_say_what_is_known(path: str, words: list[str], whole: Path) -> None:
    said = text(whole / path)
    assert [word for word in words if word not in said] == []


def test_two_builds_give_the_same_bytes_and_an_edit_changes_little(whole: Path, tmp_path: Path) -> None:
    before = digests(whole)
    assert small.written(sco_ld.load(), whole) == []
    assert digests(whole) == before
    for name in ("data", "ontology", "shapes"):
        shutil.copytree(ROOT / name, tmp_path / "p" / name)
    people = tmp_path / "p" / "data" / "people.ttl"
    people.write_text(
        people.read_text(encoding="utf-8").replace('"Narendra Modi"@en', '"Narendra D. Modi"@en'), encoding="utf-8"
    )
    changed = small.written(sco_ld.load(tmp_path / "p"), whole)
    assert "en/id/india/index.html" in changed
    assert len(changed) < len(before) / 20
