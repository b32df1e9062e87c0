"""The scripts of a site: typed, complete, and left out where the files of npm are not there."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import sco_ld
from sco_ld.site import scripts
from sco_ld.site.content import Content, Options
from tests.conftest import ROOT

STATIC = ROOT / "sco_ld" / "site" / "static"
MODULES = ROOT / "tests" / "js" / "node_modules"
TSC = ["--allowJs", "--checkJs", "--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--module", "es2022"]
LIBRARIES = ["--moduleResolution", "bundler", "--lib", "es2023,dom,dom.iterable"]


def files(publication: sco_ld.Publication) -> dict[str, bytes]:
    return dict(scripts.files(Content(publication, Options())))


def test_every_word_of_the_scripts_is_in_the_file_that_they_read() -> None:
    used: set[str] = set()
    for path in STATIC.glob("*.js"):
        text = path.read_text(encoding="utf-8")
        used |= set(re.findall(r'\bword\("([^"]+)"', text))
        used |= set(re.findall(r'(?:QueryError|#end)\("([^"]+)"', text))
        used |= {f"count-{name}" for name in re.findall(r'\bcounted\("([^"]+)"', text)}
    words = json.loads(json.dumps(scripts._words(sco_ld.load().words("ru"))))
    assert used - {*words} == set()
    assert words["count-row"]["few"] == "{count} строки"


def test_without_the_files_of_npm_there_are_no_scripts(guild: sco_ld.Publication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scripts, "available", lambda: False)
    assert [*files(guild)] == ["static/icon.svg"]


def test_two_builds_give_the_same_files(guild: sco_ld.Publication) -> None:
    assert files(guild) == files(guild)


def test_unusual_paths_are_listed(guild: sco_ld.Publication) -> None:
    found = scripts._unusual_paths(Content(guild, Options()))
    assert not [iri for iri in found if iri.startswith("https://example.org/guild/id/")]


@pytest.mark.slow
def test_types(tmp_path: Path) -> None:
    if not (MODULES / "typescript").exists():
        pytest.skip("npm install --prefix tests/js has not been run")
    for path in STATIC.glob("*.js"):
        shutil.copy(path, tmp_path)
    shutil.copy(MODULES / "oxigraph" / "web.d.ts", tmp_path / "oxigraph.d.ts")
    shutil.copy(MODULES / "minisearch" / "dist" / "es" / "index.d.ts", tmp_path / "minisearch.d.ts")
    command = [str(MODULES / ".bin" / "tsc"), *TSC, *LIBRARIES, *map(str, sorted(tmp_path.glob("*.js")))]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert found.stdout.replace(f"{tmp_path}/", "") == ""
