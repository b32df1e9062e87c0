"""What has changed between two snapshots, as values and as sentences."""

import pytest

from sco_ld.releases.changes import compare
from sco_ld.releases.wording import Wording
from tests.releases.club import DATA, ONTOLOGY, edited, snapshot

OLD = snapshot("old")
JOINED = edited('"2015-07-10"^^xsd:date .', '"2015-07-10"^^xsd:date ; schema:endDate "2024-07-03"^^xsd:date .') + (
    "c:joining a org:Membership ; org:member c:belarus ; org:organization c:club ; org:role c:Member ;"
    ' schema:startDate "2024-07-04"^^xsd:date .'
)
EDITS = {  # an edit of the data, and the resources that it changes
    "nothing": (DATA, []),
    "order and layout": ("".join(f"{line}\n\n" for line in DATA.split("\n")), []),
    "a value": (edited('"Belarus"@en', '"Byelorussia"@en'), [("changed", "belarus")]),
    "a lexical form": (edited('"Minsk"', '"Minsk"@en'), [("changed", "club")]),
    "inside a blank node": (edited("220000", "220001"), [("changed", "club")]),
    "a new resource": (DATA + 'c:new skos:prefLabel "new" .', [("added", "new")]),
    "a resource less": (DATA.replace("c:observing a", "[] a"), [("added", "_"), ("removed", "observing")]),
    "another name": (DATA.replace("c:observing", "c:watching"), [("renamed", "watching")]),
    "two names that belong together": (
        DATA.replace("c:observing", "c:watching").replace("c:belarus", "c:belorus"),
        [("renamed", "belorus"), ("renamed", "watching")],
    ),
    "another name and a value": (
        DATA.replace("c:observing", "c:watching").replace("2015-07-10", "2015-07-11"),
        [("added", "watching"), ("removed", "observing")],
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_resources_that_have_changed(name: str) -> None:
    data, expected = EDITS[name]
    found = compare(OLD, snapshot("new", data))
    assert [(one.kind, one.iri.removeprefix("https://example.org/")[: None if one.iri[0] != "_" else 1]) for one in
            found.resources] == expected  # fmt: skip
    assert bool(found) is bool(expected)


def test_old_and_new_values_stand_together() -> None:
    new = snapshot("new", edited('"Belarus"@en', '"Byelorussia"@en'))
    lines = [line for section in Wording(compare(OLD, new)).sections for entry in section.entries for line in entry.lines]
    assert [(line.label, line.removed, line.added) for line in lines] == [
        ("preferred label (en)", ("Belarus",), ("Byelorussia",))
    ]


def test_blank_nodes_are_shown_by_what_they_say() -> None:
    (section,) = Wording(compare(OLD, snapshot("new", edited("220000", "220001")))).sections
    (line,) = section.entries[0].lines
    assert line.removed == ("[ schema:addressLocality Minsk ; schema:postalCode 220000 ]",)


def test_change_of_status_is_a_sentence() -> None:
    assert Wording(compare(OLD, snapshot("new", JOINED))).statuses == [
        "Belarus: observer until 3 July 2024, member since 4 July 2024"
    ]
    assert Wording(compare(OLD, snapshot("new", edited("2015-07-10", "2015-07-11")))).statuses == [
        "Belarus: observer since 11 July 2015 (← since 10 July 2015)"
    ]
    assert Wording(compare(snapshot("old", JOINED), OLD)).statuses == [
        "Belarus: observer – (← until 3 July 2024), member (removed)"
    ]


def test_statuses_in_russian() -> None:
    assert (
        Wording(compare(OLD, snapshot("new", JOINED)), "ru").statuses[0].startswith("Беларусь: observer по 3 июля 2024 г., ")
    )


def test_two_days_of_one_publication() -> None:
    whole = snapshot("club", JOINED)
    wording = Wording(compare(whole.on_day("2016-01-01"), whole.on_day("2025-01-01")), in_the_world=True)
    assert wording.statuses == ["Belarus: observer until 3 July 2024, member since 4 July 2024"]
    assert [section.heading for section in wording.sections][:2] == ["Began", "Ended"]


def test_data_or_ontology_alone() -> None:
    new = snapshot("new", edited("220000", "220001"), ONTOLOGY.replace('"club"', '"Club"'))
    assert [one.iri[-4:] for one in compare(OLD, new, ontology=False).resources] == ["club"]
    assert [one.iri[-4:] for one in compare(OLD, new, data=False).resources] == ["Club"]


CITED = (
    DATA
    + """
c:belarus <https://w3id.org/sco-ld/ontology#supportedBy> c:p1 .
c:p1 rdfs:label "page 1"@en ; <http://www.w3.org/ns/oa#hasSource> c:book .
c:p2 rdfs:label "page 2"@en ; <http://www.w3.org/ns/oa#hasSource> c:book .
c:book skos:prefLabel "The book"@en .
"""
)


def test_sources_lost_and_gained_are_named_by_their_source() -> None:
    old = snapshot("old", CITED)
    found = Wording(compare(old, snapshot("new", edited("supportedBy> c:p1", "supportedBy> c:p2", CITED)))).sources
    assert (found.removed, found.added) == (("The book, page 1",), ("The book, page 2",))
    moved = edited("c:belarus <https://w3id.org", "c:club <https://w3id.org", CITED)
    still_cited = Wording(compare(old, snapshot("new", moved))).sources
    assert (still_cited.removed, still_cited.added) == ((), ())
