"""The bundled data: they conform, are complete, and cite a passage for every node."""

import csv
import hashlib
import json
import re
from datetime import date, timedelta
from pathlib import Path

import pyoxigraph as ox
import pytest

import sco_ld
from sco_ld.model.vocabulary import SCO
from sco_ld.rdf import reader
from tests.conftest import PREFIXES, ROOT

SHARED = ROOT.parent / "shared"
DATA = sorted((ROOT / "data").glob("*.ttl"))


@pytest.fixture(scope="module")
def cited(sco: sco_ld.Publication) -> dict[str, set[str]]:
    """Return the passages that each node cites, as prefixed names."""
    passages: dict[str, set[str]] = {}
    for quad in [*sco.data, *sco.ontology]:
        if quad.predicate.value == f"{SCO}supportedBy":
            passages.setdefault(PREFIXES.shorten(quad.subject.value), set()).add(PREFIXES.shorten(quad.object.value))
    return passages


@pytest.fixture(scope="module")
def literals(sco: sco_ld.Publication) -> dict[str, set[str]]:
    """Return the literals of each node, by prefixed name."""
    texts: dict[str, set[str]] = {}
    for quad in [*sco.data, *sco.ontology]:
        if isinstance(quad.object, ox.Literal):
            texts.setdefault(PREFIXES.shorten(quad.subject.value), set()).add(quad.object.value)
    return texts


def rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "tests" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_data_conform_without_warnings(sco: sco_ld.Publication) -> None:
    assert sco.validate().at_least("warning") == ()


CHAIRS = {  # a chair holds through the last day of the summit that ends its turn
    "2017-06-09": "kazakhstan",
    "2017-06-10": "china",
    "2018-06-10": "china",
    "2018-06-11": "kyrgyzstan",
    "2025-09-01": "china",
    "2025-09-02": "kyrgyzstan",
    "2026-09-01": "kyrgyzstan",
    "2026-09-02": "pakistan",
}


@pytest.mark.parametrize("day", CHAIRS)
def test_next_chair_begins_on_the_day_after_the_summit(day: str, sco: sco_ld.Publication) -> None:
    assert [str(row[0]).rpartition("/")[2] for row in sco.ask_named("chair-on", {"day": day})] == [CHAIRS[day]]


def test_person_who_chairs_a_summit_is_from_the_chairing_state(sco: sco_ld.Publication) -> None:
    query = """SELECT ?meeting ?state {
        ?meeting schema:organizer id:council-of-heads-of-state ; sco:chairedBy/schema:nationality ?state .
        ?meeting schema:endDate|schema:startDate ?day .
        FILTER NOT EXISTS { ?meeting schema:endDate ?end FILTER (?end != ?day) }
        ?turn org:organization id:sco ; org:role sco:Chair ; org:member ?chair ; schema:startDate ?start .
        OPTIONAL { ?turn schema:endDate ?last }
        FILTER (?start <= ?day && (!BOUND(?last) || ?day <= ?last) && ?chair != ?state)
    }"""
    assert list(sco.query(query)) == []  # type: ignore[arg-type]


def test_each_chair_of_a_meeting_is_a_triple_and_a_claim(sco: sco_ld.Publication) -> None:
    plain = sco.query("SELECT ?meeting ?person { ?meeting sco:chairedBy ?person }")
    claimed = sco.query("SELECT ?m ?p { ?claim rdf:subject ?m ; rdf:predicate sco:chairedBy ; rdf:object ?p }")
    assert sorted(plain) == sorted(claimed)  # type: ignore[arg-type]
    summits = "SELECT ?m { ?m schema:organizer id:council-of-heads-of-state FILTER NOT EXISTS { ?m sco:chairedBy ?person } }"
    assert list(sco.query(summits)) == []  # type: ignore[arg-type]


def test_cities_chairs_and_tenures_are_linked_to_their_state(sco: sco_ld.Publication) -> None:
    for ask in (
        "id:samarkand schema:containedInPlace/^schema:location id:uzbekistan",
        "id:qingdao-declaration prov:wasGeneratedBy/sco:chairedBy/schema:nationality id:china",
        "id:zhang-ming-secretary-general org:organization/org:postIn id:sco",
    ):
        assert sco.query(f"ASK {{ {ask} }}") is True, ask


TOTALS = {  # members, observers, dialogue partners, partners; each agrees with an outside source
    "2001-06-14": (0, 0, 0, 0),
    "2001-06-15": (6, 0, 0, 0),
    "2004-06-16": (6, 0, 0, 0),
    "2004-06-30": (6, 1, 0, 0),
    "2005-07-05": (6, 4, 0, 0),
    "2011-06-15": (6, 4, 2, 0),
    "2017-06-08": (6, 6, 6, 0),
    "2017-06-09": (8, 4, 6, 0),
    "2022-09-10": (8, 4, 6, 0),
    "2023-07-03": (8, 4, 13, 0),
    "2023-07-04": (9, 3, 13, 0),
    "2024-07-03": (9, 3, 14, 0),
    "2024-07-04": (10, 2, 14, 0),
    "2025-08-31": (10, 2, 14, 0),
    "2025-09-01": (10, 0, 0, 17),
}


@pytest.mark.parametrize("day", TOTALS)
def test_totals_of_a_day_agree_with_outside_sources(day: str, sco: sco_ld.Publication) -> None:
    totals = {str(row[0]): int(str(row[2])) for row in sco.ask_named("totals-on", {"day": day})}
    names = ("MemberState", "ObserverState", "DialoguePartner", "Partner")
    assert tuple(totals.get(f"{SCO}{name}", 0) for name in names) == TOTALS[day]


def test_data_have_no_blank_nodes(sco: sco_ld.Publication) -> None:
    assert not [quad for quad in sco.data if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)]


def test_coverage_lists_every_claim_of_the_article() -> None:
    assert [row["claim"] for row in rows("seed_coverage.csv")] == [f"C{number:03}" for number in range(1, 294)]


@pytest.mark.parametrize("row", rows("seed_coverage.csv"), ids=lambda row: row["claim"])
def test_claim_of_the_article_has_nodes_that_cite_its_passage(row: dict[str, str], cited: dict[str, set[str]]) -> None:
    assert row["nodes"]
    for node in row["nodes"].split():
        assert row["passage"] in cited[node], node


def test_every_passage_is_cited(sco: sco_ld.Publication, cited: dict[str, set[str]]) -> None:
    passages = {
        PREFIXES.shorten(quad.subject.value)
        for quad in sco.data
        if quad.predicate.value.endswith("#type") and quad.object.value == f"{SCO}Passage"
    }
    assert passages - set().union(*cited.values()) == set()


def test_coverage_lists_every_fact_with_nodes_or_a_reason() -> None:
    facts = rows("facts_coverage.csv")
    assert [row["fact"] for row in facts] == [f"F{number:04}" for number in range(1, 762)]
    assert [row["fact"] for row in facts if bool(row["nodes"]) == bool(row["reason"])] == []


@pytest.mark.parametrize("row", [row for row in rows("facts_coverage.csv") if row["nodes"]], ids=lambda row: row["fact"])
def test_nodes_of_a_fact_have_its_dates_and_cite_its_source(
    row: dict[str, str], cited: dict[str, set[str]], literals: dict[str, set[str]]
) -> None:
    nodes = row["nodes"].split()
    assert [node for node in nodes if node not in cited] == []
    assert row["passage"] in set().union(*(cited[node] for node in nodes))
    assert set(row["dates"].split()) <= set().union(*(literals[node] for node in nodes))


@pytest.mark.skipif(not SHARED.exists(), reason="the list of facts is not part of the project")
def test_coverage_agrees_with_the_list_of_facts(sco: sco_ld.Publication) -> None:
    with (SHARED / "facts" / "facts.csv").open(encoding="utf-8", newline="") as file:
        facts = {row["id"]: row for row in csv.DictReader(file)}
    pages = {
        PREFIXES.shorten(quad.subject.value): quad.object.value
        for quad in sco.data
        if quad.predicate.value == "http://schema.org/url"
    }
    sources = {
        PREFIXES.shorten(q.subject.value): PREFIXES.shorten(q.object.value)
        for q in sco.data
        if q.predicate.value.endswith("oa#hasSource")
    }
    for row in (row for row in rows("facts_coverage.csv") if row["nodes"]):
        fact = facts[row["fact"]]
        assert pages.get(sources[row["passage"]], "") == fact["source_url"], row["fact"]
        assert row["dates"] or not fact["start"], row["fact"]
        length = {"month": 7, "year": 4}.get(fact["precision"], 10)
        said = [day for text in (fact["start"], fact["end"]) if text for day in days(text[:length])]
        said += days(fact["end"])[:1] if fact["end"] else []
        assert [one for one in row["dates"].split() if not one.startswith(tuple(said))] == [], row["fact"]


def days(text: str) -> list[str]:
    """Return a day and the days before and after it; a month or year as it is.

    What ends by a hand-over on that day last holds on the day before, and the next chair begins on the day after.
    """
    return [text] if len(text) < 10 else [str(date.fromisoformat(text) + timedelta(days=days)) for days in (-1, 0, 1)]


@pytest.mark.skipif(not SHARED.exists(), reason="the article and the list of its claims are not part of the project")
def test_passages_have_their_positions_in_the_article(sco: sco_ld.Publication) -> None:
    text = (SHARED / "source" / "qiushi-2011.txt").read_bytes()
    with (SHARED / "facts" / "seed_claims.csv").open(encoding="utf-8", newline="") as file:
        claims = {row["id"]: row for row in csv.DictReader(file)}
    oa = "http://www.w3.org/ns/oa#"
    places = {
        (PREFIXES.shorten(quad.subject.value), quad.predicate.value.removeprefix(oa)): quad.object.value
        for quad in sco.data
        if quad.predicate.value in (f"{oa}start", f"{oa}end")
    }
    assert hashlib.sha256(text).hexdigest() in {quad.object.value for quad in sco.data}
    for row in rows("seed_coverage.csv"):
        selector, claim = f"{row['passage']}-position", claims[row["claim"]]
        assert (places[selector, "start"], places[selector, "end"]) == (claim["char_start"], claim["char_end"])


@pytest.mark.skipif(not SHARED.exists(), reason="the article is not part of the project")
def test_quote_of_a_passage_is_found_at_its_position_only(sco: sco_ld.Publication) -> None:
    text = (SHARED / "source" / "qiushi-2011.txt").read_text(encoding="utf-8")
    oa = "http://www.w3.org/ns/oa#"
    said = {(PREFIXES.shorten(q.subject.value), q.predicate.value.removeprefix(oa)): q.object.value for q in sco.data}
    quotes = {name.removesuffix("-quote"): words for (name, predicate), words in said.items() if predicate == "exact"}
    places = {name.removesuffix("-position"): int(at) for (name, predicate), at in said.items() if predicate == "start"}
    assert quotes.keys() == places.keys()
    for name, words in quotes.items():
        assert [match.start() for match in re.finditer(re.escape(words), text)] == [places[name]], name
        assert 2 <= len(words.split()) <= 6, name


@pytest.mark.skipif(not SHARED.exists(), reason="the article is not part of the project")
def test_nine_words_of_the_article_in_a_row_are_not_copied(sco: sco_ld.Publication) -> None:
    article = " ".join((SHARED / "source" / "qiushi-2011.txt").read_text(encoding="utf-8").lower().split())
    for name in sorted((q.object.value.lower() for q in sco.data if q.predicate.value.endswith("Label")), key=len)[::-1]:
        article = article.replace(name, "§")
    prose = [quad for quad in sco.data if quad.predicate.value.endswith(("/text", "#editorialNote", "#scopeNote"))]
    for quad in prose:
        words = re.findall(r"\w+", quad.object.value.lower())
        for start in range(len(words) - 8):
            assert " ".join(words[start : start + 9]) not in article, quad


def test_confidence_is_not_high_on_an_encyclopedia_alone(sco: sco_ld.Publication) -> None:
    query = """SELECT DISTINCT ?statement {
        ?statement sco:confidence sco:High .
        FILTER NOT EXISTS {
            ?statement sco:supportedBy/oa:hasSource/dc:publisher ?publisher
            FILTER (?publisher NOT IN ("Wikipedia", "World Heritage Encyclopedia"))
        }
        FILTER EXISTS { ?statement sco:supportedBy/oa:hasSource/dc:publisher ?encyclopedia }
    }"""
    assert list(sco.query(query)) == []  # type: ignore[arg-type]


def test_every_event_but_meetings_is_linked_to_a_claim(sco: sco_ld.Publication) -> None:
    query = """SELECT ?event { ?event a schema:Event . FILTER NOT EXISTS { ?event a sco:Meeting }
        FILTER NOT EXISTS { ?claim schema:about ?event } FILTER NOT EXISTS { ?event schema:about ?thing } }"""
    assert list(sco.query(query)) == []  # type: ignore[arg-type]


def test_organ_is_founded_once_and_before_its_meetings(sco: sco_ld.Publication) -> None:
    made = "?event org:resultingOrganization ?organ ; schema:startDate ?day"
    twice = f"SELECT ?organ {{ {made} . ?other org:resultingOrganization ?organ FILTER (?other != ?event) }}"
    late = f"SELECT ?organ {{ {made} . ?meeting schema:organizer ?organ ; schema:startDate ?met FILTER (?met < ?day) }}"
    assert [list(sco.query(query)) for query in (twice, late)] == [[], []]  # type: ignore[arg-type]


def test_guest_status_is_uncertain_after_the_last_source(sco: sco_ld.Publication) -> None:
    ask = "ASK { id:turkmenistan-guest a org:Membership }"
    assert (sco.as_of("2025-08-30").query(ask), sco.as_of("2025-08-31").query(ask)) == (True, False)
    assert sco.as_of("2026-11-24", possible=True).query(ask) is True


ONE_NAME = {  # what is written otherwise, and where it may stand as another name
    r"Киргизи": ("skos:altLabel", "editorialNote"),
    r"Туркмени[яию]": ("skos:altLabel",),
    r"\b(?:партнер|объединенн|шестер[^н]|ведет|еще|трех|ее)\b|\bпартнеры?\b|Объединенн": (),
    r"(?:Бирма|Burma)\)": (),
    r"模态|置信度|语气类别": (),
    r"中亚区域信息协调中心": (),
}


@pytest.mark.parametrize("form", ONE_NAME)
def test_names_are_spelled_alike_in_every_file(form: str) -> None:
    for path in [*DATA, *(ROOT / "ontology").glob("*.ttl"), *(ROOT / "ontology" / "questions").glob("*.rq")]:
        lines = path.read_text(encoding="utf-8").splitlines()
        found = [line for line in lines if re.search(form, line) and not any(word in line for word in ONE_NAME[form])]
        assert found == [], path.name


def test_publishers_have_short_names(sco: sco_ld.Publication) -> None:
    names = {quad.object.value for quad in sco.data if quad.predicate.value == "http://purl.org/dc/elements/1.1/publisher"}
    assert [one for one in names if re.search(r"\b(copy|via|quoting|repository|text|mirror|snapshot)\b|/", one, re.I)] == [
        "RFE/RL"
    ]


def test_predicates_have_the_same_order_in_every_file() -> None:
    followers: dict[str, set[str]] = {}
    for path in DATA:
        for block in re.findall(r"^[a-z]+:\S+\n(?: .*\n)+", path.read_text(encoding="utf-8"), re.MULTILINE):
            predicates = re.findall(r"^    (\S+) ", block, re.MULTILINE)
            for place, predicate in enumerate(predicates):
                followers.setdefault(predicate, set()).update(predicates[place + 1 :])
    assert [(one, other) for one in followers for other in followers[one] if one in followers.get(other, ())] == []


def test_versions_and_dates_are_equal_everywhere(sco: sco_ld.Publication) -> None:
    said = {quad.object.value for quad in [*sco.data, *sco.ontology] if quad.predicate.value.endswith("owl#versionInfo")}
    assert said == {sco_ld.__version__}
    shapes = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "shapes").glob("*.ttl"))
    modified = {quad.object.value for quad in sco.data if quad.predicate.value.endswith("terms/modified")}
    assert set(re.findall(r'sh:maxInclusive "([\d-]+)"', shapes)) == modified


def test_context_names_every_property_and_class_of_the_data(sco: sco_ld.Publication) -> None:
    context = json.loads((ROOT / "ontology" / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    names = [value.get("@id") if isinstance(value, dict) else value for value in context.values() if value != 1.1]
    terms = {PREFIXES.expand(name) for name in names if name}
    rdf_type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    used = {quad.predicate.value for quad in sco.data} - {rdf_type}
    used |= {quad.object.value for quad in sco.data if quad.predicate.value == rdf_type}
    assert used - terms == set()


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.name)
def test_turtle_follows_the_house_style(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert re.fullmatch(r"# [A-Z].*\.", lines[0]), "the first line says what the file holds"
    prefixes = [line.split()[1] for line in lines if line.startswith("@prefix")]
    body = "\n".join(line for line in lines if not line.startswith(("@prefix", "#")))
    ours = {"id:", "sco:", "shape:", "src:"}
    blocks = [[one for one in prefixes if one not in ours], [one for one in prefixes if one in ours]]
    assert prefixes == sorted(blocks[0]) + sorted(blocks[1])
    assert [one for one in prefixes if not re.search(rf"(?<![\w:]){one}", body)] == [], "no prefix is unused"
    assert [line for line in lines if line != line.rstrip() or "\t" in line] == []
    assert len({quad.subject for quad in reader.read(path)}) == len(re.findall(r"^[a-z]+:\S+$", body, re.MULTILINE))
