"""Pages that are not of a resource: days, questions, lists, data; and the JSON for scripts."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

import sco_ld
from sco_ld.sparql import engine
from tests.site import conftest as small
from tests.site.pages import broken_links, text, tree


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def test_each_day_of_change_has_a_page(site: Path) -> None:
    days = read(site / "static/days.json")["days"]
    assert days == ["2001-05-01", "2005-05-01", "2005-05-31", "2019-01-01", "2020-12-31"]
    assert {path.parent.name for path in (site / "en/days").glob("*/index.html")} == {*days}


def test_a_day_says_what_began_and_what_ended(site: Path) -> None:
    said = text(site / "en/days/2005-05-01/index.html")
    assert "Apprentice: 0 · Master: 0–1" in said
    assert re.search(r"Ended on 30 April 2005, their last day ?A ?Ann, apprentice", said)
    assert re.search(r"Began on 1 May 2005 ?M ?Ann, master \(perhaps\)", said)
    assert "← 1 May 2001" in said


def test_the_index_of_days_is_the_day_of_the_site(site: Path) -> None:
    assert text(site / "ru/days/index.html").startswith("На 30 июня 2020 г.")
    dates = [node.get("value") for node in tree(site / "ru/days/index.html").iter("input") if node.get("type") == "date"]
    assert dates == ["2020-06-30"]


def test_the_json_of_days_has_the_bounds(site: Path) -> None:
    found = read(site / "static/days.json")
    by_path = {one["path"]: one for one in found["memberships"]}
    assert by_path["id/ann-master"]["bounds"] == ["2005-05-01", "2005-05-31", None, None]
    assert found["members"][by_path["id/ann-master"]["member"]]["names"] == {"en": "Ann", "ru": "Анна"}
    assert {one["letters"]["en"] for one in found["roles"]} == {"A", "M"}


def test_a_question_has_its_answer(site: Path) -> None:
    assert "The Roll, leaf 2" in text(site / "en/ask/masters/index.html")
    assert "Анна" in text(site / "ru/ask/masters/index.html")
    assert (site / "ask/masters.csv").read_text().splitlines()[0] == "who,name,passage"
    assert read(site / "ask/masters.json")["results"]["bindings"]


def test_the_pieces_of_a_question_make_its_query(guild: sco_ld.Publication, site: Path) -> None:
    (question,) = read(site / "static/questions.json")["questions"]
    terms = {"day": '"2004-01-01"^^<http://www.w3.org/2001/XMLSchema#date>', "lang": '"ru"'}
    whole = "".join(one if isinstance(one, str) else terms[one["parameter"]] for one in question["pieces"])
    assert {one["parameter"] for one in question["pieces"] if isinstance(one, dict)} == {"day", "lang"}
    rows = engine.ask(guild.store, guild.parse(whole))
    assert [row["name"].value for row in rows.solutions] == ["Анна"]


def test_lists_name_everything(site: Path) -> None:
    assert all(name in text(site / "en/things/index.html") for name in ("Baker 2", "Membership 3", "Ann", "Bob"))
    assert "A person that bakes." in text(site / "en/vocabulary/index.html")
    assert "The Roll 2 passages, 3 statements" in text(site / "en/sources/index.html")
    assert "Ann became a master in 2006." in text(site / "en/conflicts/index.html")


def test_the_data_page_has_the_checksums(site: Path) -> None:
    said = text(site / "en/data/index.html")
    for line in (site / "everything.sha256").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((site / name).read_bytes()).hexdigest() == digest
        assert digest in said


SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix rule: <https://example.org/guild/checks/> .
@prefix term: <https://example.org/guild/terms#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
rule:name a sh:NodeShape ; sh:targetClass term:Baker ; sh:property rule:short .
rule:short a sh:PropertyShape ; sh:path skos:prefLabel ; sh:maxLength 10 ; sh:message "A name is short."@en .
"""


def test_a_shape_says_how_many_nodes_and_findings_it_has(tmp_path: Path) -> None:
    publication = small.write(tmp_path / "guild")
    (tmp_path / "guild" / "shapes").mkdir()
    (tmp_path / "guild" / "shapes" / "all.ttl").write_text(SHAPES)
    small.written(publication, tmp_path / "site")
    for name in ("name", "short"):
        assert "checked on 2 nodes · 1 finding" in text(tmp_path / f"site/en/checks/{name}/index.html")
    assert "violation: 1" in text(tmp_path / "site/en/data/index.html")
    (found,) = read(tmp_path / "site/validation.json")["findings"]
    assert found["message"] == "A name is short."


def test_search_has_names_and_roles(site: Path) -> None:
    found = {one["path"]: one for one in read(site / "static/search-ru.json")}
    assert found["id/ann"] == {
        "path": "id/ann",
        "title": "Анна",
        "names": ["Ann"],
        "kind": "пекарь",
        "links": 3,
        "roles": "ученик мастер",
    }


def test_headers_for_hosts_are_strict(site: Path) -> None:
    page = tree(site / "en/index.html")
    policy = next(one.get("content", "") for one in page.iter("meta") if one.get("http-equiv"))
    assert policy.startswith("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';")
    assert policy in (site / "_headers").read_text()
    assert policy in (site / ".htaccess").read_text()


@pytest.mark.slow
def test_what_many_things_point_to_is_paged(tmp_path: Path) -> None:
    claims = "".join(
        f'ex:c{number} a sco:Claim ; schema:about ex:hub ; schema:text "{number}"@en .\n' for number in range(1201)
    )
    small.written(small.write(tmp_path / "p", f'ex:hub skos:prefLabel "Hub"@en .\n{claims}', ""), tmp_path / "site")
    page = next((tmp_path / "site/en").rglob("hub/index.html")).parent
    assert len(list(tree(page / "index.html").iter("li"))) < 150
    pages = [page / f"~all-{number}/index.html" for number in (1, 2, 3)]
    assert sum(len(tree(one).findall(".//main//ul/li")) for one in pages) == 1201
    assert [*broken_links(tmp_path / "site")] == []


@pytest.mark.slow
def test_node_with_a_hundred_thousand_links_has_small_pages(tmp_path: Path) -> None:
    links = " ; ".join(f"ex:p{number} ex:hub" for number in range(100))
    data = "".join(f"ex:s{number} {links} .\n" for number in range(1000))
    small.written(small.write(tmp_path / "p", f'ex:hub skos:prefLabel "Hub"@en .\n{data}', ""), tmp_path / "site")
    folder = next((tmp_path / "site/en").rglob("hub/index.html")).parent
    pages = [*folder.rglob("index.html")]
    assert len(pages) == 1 + 200
    assert max(page.stat().st_size for page in pages) < 600_000
