"""Readiness: each rule is kept by a good publication, and each wound of it breaks the rule that it is about."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

import sco_ld
from sco_ld.releases.readiness import Readiness
from sco_ld.releases.readiness_rules import assess
from tests.conftest import ROOT, Ran

WOUNDS = {  # the rule, the file, what stands there, what stands there instead
    "Title": ("data/dataset.ttl", "dcterms:title", "dcterms:alternative"),
    "Keywords": ("data/dataset.ttl", "dcterms:subject id:organization", "dcterms:relation id:organization"),
    "An open licence": ("data/dataset.ttl", "licenses/by/", "licenses/by-nd/"),
    "Who made it": ("data/dataset.ttl", "dcterms:creator id:editors ;", ""),
    "When it was modified": ("data/dataset.ttl", "dcterms:modified", "dcterms:available"),
    "A version": ("data/dataset.ttl", 'owl:versionInfo "0.1.0"', 'owl:priorVersion <x:y>'),
    "Rules that the data keep": ("data/organization.ttl", '"1995-07-28"^^xsd:date', '"1995"'),
    "Every node says": ("data/organization.ttl", "sco:supportedBy src:about-asean-page", "sco:confidence sco:High"),
    "IRIs for all": ("data/organization.ttl", "id:thailand\n", "[]\n"),
    "Labels in every": ("data/organization.ttl", "@en", "@th"),
    "Definitions": ("ontology/roles.ttl", "skos:definition", "skos:note"),
    "Deprecated": ("ontology/roles.ttl", "a skos:Concept ;", "<http://www.w3.org/2002/07/owl#deprecated> true ;"),
}  # fmt: skip


@pytest.fixture
def asean(tmp_path: Path) -> Path:
    """Return a copy of the publication on ASEAN, in which some labels are missing in no language."""
    shutil.copytree(ROOT / "tests" / "asean", tmp_path / "asean")
    return tmp_path / "asean"


def kept(root: Path) -> dict[str, bool]:
    return {check.rule: check.passed for check in assess(sco_ld.load(root)).checks}


@pytest.mark.parametrize("rule", WOUNDS)
def test_wound_breaks_its_rule(asean: Path, rule: str) -> None:
    before = kept(asean)
    name, old, new = WOUNDS[rule]
    text = (asean / name).read_text(encoding="utf-8")
    assert old in text
    (asean / name).write_text(text.replace(old, new), encoding="utf-8")
    broken = {found for found, passed in kept(asean).items() if before[found] and not passed}
    assert any(found.startswith(rule) for found in broken)


def test_bundled_publication_keeps_all_rules_but_one(sco: sco_ld.Publication) -> None:
    assert [check.rule for check in assess(sco).checks if not check.passed] == ["Where feedback goes (DWBP 29)"]


def test_formats(run: Callable[..., Ran], asean: Path) -> None:
    ran = run("-C", asean, "info", "--readiness")
    kept_, total = ran.out.split(" rules")[0].split(" of ")
    document = json.loads(run("-C", asean, "info", "--readiness", "-f", "json").out)
    assert (document["kept"], document["of"]) == (int(kept_), int(total))
    page = run("-C", asean, "info", "--readiness", "-f", "markdown").out
    assert f"readiness {kept_} of {total}" in page
    assert MarkdownIt("commonmark").enable("table").render(page).count("<tr>") == int(total) + 1
    assert ran.out.count("Repair: ") == int(total) - int(kept_)


def test_publication_without_a_description_is_assessed(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "x.ttl").write_text("<http://e.org/a> <http://e.org/p> [] .")
    found = assess(sco_ld.load(tmp_path))
    assert isinstance(found, Readiness)
    assert found.score[0] < 6


def test_digest_and_readiness_exclude_each_other(run: Callable[..., Ran]) -> None:
    assert run("info", "--digest", "--readiness").code == 2
    assert run("info", "-f", "json").code == 2
