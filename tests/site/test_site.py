"""A site of a small publication: its pages, its bytes, and what is left alone."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

import sco_ld
from sco_ld.rdf.quad_stream import read_all
from tests.conftest import Ran
from tests.site import conftest as small
from tests.site.pages import broken_links, text, tree

Run = Callable[..., Ran]


def test_every_page_is_well_formed(site: Path) -> None:
    pages = [*site.rglob("*.html")]
    assert len(pages) > 40
    for page in pages:
        tree(page)


def test_no_link_is_broken(site: Path) -> None:
    assert [*broken_links(site)] == []


def test_the_home_page_counts_the_members_of_its_day(site: Path) -> None:
    said = text(site / "en/index.html")
    assert re.search(r"On 30 June 2020 0Apprentice 0 certain, 1 more possible ?Bob .*1Master ?Ann", said)
    assert "На 30 июня 2020 г." in text(site / "ru/index.html")


def test_a_resource_page_answers_first(site: Path) -> None:
    said = text(site / "en/id/ann/index.html")
    assert "Ann has been a master since May 2005.1" in said
    assert "Анна — это мастер с мая 2005 г.1" in text(site / "ru/id/ann/index.html")
    order = [
        "Timeline",
        "Where sources disagree",
        "Statements",
        "What points here",
        "What this page rests on",
        "To cite this page",
    ]
    assert [said.index(one) for one in order] == sorted(said.index(one) for one in order)
    assert "The roll is nearer to the event." in said
    assert "data/all.ttl, line 14" in said


def test_what_may_hold_is_marked_as_possible(site: Path) -> None:
    assert "Perhaps: Bob" in text(site / "en/id/bob/index.html")


def test_the_files_of_a_resource_say_the_same(site: Path) -> None:
    stem = site / "id/ann"
    found = [set(read_all([stem.with_suffix(one)])) for one in (".ttl", ".jsonld", ".nt", ".rdf")]
    assert found[0] == found[1] == found[2] == found[3]
    assert ox.NamedNode("https://example.org/guild/id/ann-master") in {quad.subject for quad in found[0]}


def test_terms_of_one_document_share_a_file(site: Path) -> None:
    subjects = {quad.subject.value for quad in read_all([site / "terms.ttl"])}
    assert {f"https://example.org/guild/terms{name}" for name in ("", "#Baker", "#Master")} <= subjects
    assert "baker" in text(site / "en/terms/Baker/index.html")
    anchors = {node.get("id") for node in tree(site / "terms/index.html").iter("dt")}
    assert anchors == {"Apprentice", "Baker", "Master"}


def test_the_head_says_what_the_page_is(site: Path) -> None:
    page = tree(site / "en/id/ann/index.html")
    links = {(link.get("rel"), link.get("hreflang") or link.get("type")): link.get("href") for link in page.iter("link")}
    assert links["alternate", "ru"] == "../../../ru/id/ann/"
    assert links["alternate", "text/turtle"] == "../../../id/ann.ttl"
    script = next(page.iter("script"))
    described = json.loads(script.text or "")
    assert (described["@id"], described["name"], described["sameAs"]) == (
        "https://example.org/guild/id/ann",
        "Ann",
        ["https://example.com/ann"],
    )


def test_text_of_the_data_is_never_markup(site: Path) -> None:
    for page in site.rglob("*.html"):
        content = page.read_text(encoding="utf-8")
        assert "<b>\u202e" not in content
        assert "\u202e" not in content
        assert 'href="javascript:' not in content
        scripts = [script for script in tree(page).iter("script") if script.get("type") != "application/ld+json"]
        assert all(script.get("src") and not script.text for script in scripts)
        assert not re.search(r"\sstyle=|\son\w+=", content)


def test_two_builds_give_the_same_bytes(guild: sco_ld.Publication, site: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    small.written(sco_ld.load(guild.root), again)
    names = [path.relative_to(site) for path in site.rglob("*") if path.is_file()]
    assert sorted(names) == sorted(path.relative_to(again) for path in again.rglob("*") if path.is_file())
    assert all((site / name).read_bytes() == (again / name).read_bytes() for name in names)


def test_an_edit_touches_only_what_it_changes(tmp_path: Path) -> None:
    small.written(small.write(tmp_path / "guild"), tmp_path / "site")
    edited = small.write(tmp_path / "guild", small.GUILD.replace('"leaf 2"', '"leaf 3"'))
    changed = small.written(edited, tmp_path / "site")
    assert "en/id/ann/index.html" in changed
    assert not {"en/id/guild-data/index.html", "id/ann.ttl", "static/site.css"} & {*changed}


@pytest.mark.parametrize(
    ("data", "terms"),
    [
        ("ex:a ex:b ex:c .", ""),
        ('ex:a skos:prefLabel "nur deutsch"@de .', ""),
        ("<urn:x> a <urn:y> . _:b ex:p _:c .", ""),
        ('ex:a ex:p [ ex:q ( 1 2 ) ] ; <https://example.org/0> "z" .', ""),
    ],
    ids=["no labels", "one language", "nothing in common", "blank nodes, a property that RDF/XML lacks"],
)
def test_a_poor_publication_has_a_site(data: str, terms: str, tmp_path: Path) -> None:
    small.written(small.write(tmp_path / "p", data, terms), tmp_path / "site")
    assert [*broken_links(tmp_path / "site")] == []
    assert (tmp_path / "site/en/index.html").is_file()
    assert not (tmp_path / "site/ru").exists()


HOSTILE = [
    "https://example.org/x/../../../../etc/passwd",
    "https://example.org/x/%2e%2e%2f%2Fetc",
    "https://example.org/x/a?b=c&d=%3Ce%3E",
    "https://example.org/x/a#b",
    "https://example.org/x/A",
    "https://example.org/x/a",
    "https://example.org/x/index.html",
    "https://example.org/x/a.ttl",
    "https://example.org/x/en/id",
    "https://example.org/x/" + "y" * 2000,
    "https://example.org/x/\u4e2d\u202e",
    "https://example.org/x/con",
    "https://example.org/x/aux.",
    "https://example.org/x/a%20b",
    "https://example.org/x/caf\u00e9",
    "https://example.org/x/cafe\u0301",
    "https://example.org/x/\U0001f600",
    "javascript:alert(1)",
]


def test_hostile_iris_and_labels_stay_in_the_folder(tmp_path: Path) -> None:
    label = '"</title></script><script>alert(1)</script>\\u202E {{ 7 * 7 }}"@en'
    data = "".join(
        f"<{iri}> skos:prefLabel {label} ; schema:about <{iri}> ; schema:sameAs <data:text/html,x> .\n" for iri in HOSTILE
    )
    small.written(small.write(tmp_path / "p", data, ""), tmp_path / "site")
    assert {path.name for path in tmp_path.iterdir()} == {"p", "site"}
    assert [*broken_links(tmp_path / "site")] == []
    pages = [*(tmp_path / "site/en").rglob("index.html")]
    assert sum("alert" in path.read_text(encoding="utf-8") for path in pages) >= len(HOSTILE)
    names = [path.relative_to(tmp_path / "site").as_posix().casefold() for path in (tmp_path / "site").rglob("*")]
    assert len(names) == len({*names})
    for page in pages:
        content = page.read_text(encoding="utf-8")
        assert "<script>" not in content
        assert not re.search(r'href="(javascript|data):', content)
        assert not re.search(r"\b49\b", content)
        tree(page)


@pytest.mark.parametrize(
    "label",
    ["x" * 10_000, "\u05e9\u05dc\u05d5\u05dd, \u0633\u0644\u0627\u0645", "\U0001f469\u200d\U0001f680", "{{ w }}", " "],
)
def test_strange_labels_are_shown_whole(label: str, tmp_path: Path) -> None:
    small.written(
        small.write(tmp_path / "p", f'ex:a skos:prefLabel "{label}"@en ; schema:about ex:b .', ""), tmp_path / "site"
    )
    (page,) = (tmp_path / "site/en").rglob("a/index.html")
    assert label.strip() in text(page)
    assert [*broken_links(tmp_path / "site")] == []


def test_absolute_links_need_a_base(guild: sco_ld.Publication, tmp_path: Path) -> None:
    small.written(guild, tmp_path / "site", base_url="https://guild.example/x", edit_url="https://git.example/blob/main")
    page = (tmp_path / "site/en/id/ann/index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://guild.example/x/en/id/ann/">' in page
    assert '<meta property="og:url" content="https://guild.example/x/en/id/ann/">' in page
    assert 'href="https://git.example/blob/main/data/all.ttl#L14"' in page


def test_a_publication_overrides_a_template(tmp_path: Path) -> None:
    publication = small.write(tmp_path / "p")
    (tmp_path / "p" / "templates").mkdir()
    (tmp_path / "p" / "templates" / "home.html").write_text('{% extends "base.html" %}{% block main %}Hello{% endblock %}')
    small.written(publication, tmp_path / "site")
    assert text(tmp_path / "site/en/index.html") == "Hello"
    (tmp_path / "p" / "templates" / "home.html").write_text("{{ no_such_value }}")
    with pytest.raises(sco_ld.ScoError, match=r"The template home\.html: 'no_such_value' is undefined"):
        small.written(publication, tmp_path / "site")
    assert text(tmp_path / "site/en/index.html") == "Hello"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["-o", "{file}"], "is a file, not a folder"),
        (["-o", "-"], "A site is a folder of files"),
        (["-o", "{new}", "--base-url", "ftp://x"], "is not an address"),
        (["-o", "{new}", "--as-of", "2001-02-30"], "is not a day"),
    ],
)
def test_a_wrong_request_is_a_sentence(
    words: list[str], sentence: str, guild: sco_ld.Publication, tmp_path: Path, run: Run
) -> None:
    (tmp_path / "file").write_text("mine")
    ran = run("-C", guild.root, "site", *(word.format(file=tmp_path / "file", new=tmp_path / "new") for word in words))
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_the_command_says_how_much_it_wrote(guild: sco_ld.Publication, tmp_path: Path, run: Run) -> None:
    first = run("-C", guild.root, "site", "-o", tmp_path / "site")
    assert (first.code, first.out) == (0, "")
    assert re.match(r"\S+: (\d+) files, \1 of them new or changed\.\n", first.err)
    assert "0 of them new" in run("-C", guild.root, "site", "-o", tmp_path / "site").err


def test_the_day_of_the_pages_can_be_another(guild: sco_ld.Publication, tmp_path: Path, run: Run) -> None:
    run("-C", guild.root, "site", "-o", tmp_path / "site", "--as-of", "2003-01-01")
    assert "Ann has been an apprentice since 1 May 2001" in text(tmp_path / "site/en/id/ann/index.html")
