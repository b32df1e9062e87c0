"""Which version a change asks for."""

import pytest

from sco_ld.releases.bump import bump, draft
from sco_ld.releases.changes import compare
from sco_ld.releases.wording import Wording
from tests.releases.club import DATA, ONTOLOGY, edited, snapshot

VERSION = '[] a <http://www.w3.org/ns/dcat#Dataset> ; owl:versionInfo "1.2.3" .'
CASES = {  # data and ontology after the change, the level, and the version
    "nothing": (DATA, ONTOLOGY, "", ""),
    "a corrected value": (edited("2015-07-10", "2015-07-11"), ONTOLOGY, "patch", "1.2.4"),
    "a label of a term": (DATA, ONTOLOGY.replace('"club"', '"Club"'), "patch", "1.2.4"),
    "a new resource": (DATA + "c:new a c:Club .", ONTOLOGY, "minor", "1.3.0"),
    "a new term": (DATA, ONTOLOGY + "c:Team a owl:Class .", "minor", "1.3.0"),
    "a wider meaning": (DATA, ONTOLOGY.replace("; rdfs:domain c:Club", ""), "minor", "1.3.0"),
    "a narrower meaning": (DATA, ONTOLOGY.replace("domain c:Club", "domain c:Club ; rdfs:range c:Club"), "major", "2.0.0"),
    "one more characteristic": (
        DATA, ONTOLOGY.replace("ObjectProperty", "ObjectProperty , owl:FunctionalProperty"), "major", "2.0.0"
    ),
    "a class under another": (DATA, ONTOLOGY + "c:Club rdfs:subClassOf c:Group .", "major", "2.0.0"),
    "a term less": (DATA, edited("c:gathers a owl:ObjectProperty ; rdfs:domain c:Club .", "", ONTOLOGY), "major", "2.0.0"),
    "a resource less": (edited('c:belarus skos:prefLabel "Belarus"@en , "Беларусь"@ru .', ""), ONTOLOGY, "major", "2.0.0"),
    "another name": (DATA.replace("c:observing", "c:watching"), ONTOLOGY, "major", "2.0.0"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_level_and_version(name: str) -> None:
    data, ontology, level, version = CASES[name]
    found = bump(compare(snapshot("old", DATA + VERSION), snapshot("new", data + VERSION, ontology)))
    assert (found.level, found.version) == (level, version)


def test_draft_names_what_has_changed() -> None:
    data = DATA.replace("2015-07-10", "2015-07-11") + 'c:new skos:prefLabel "new"@en .' + VERSION
    assert draft(Wording(compare(snapshot("old", DATA + VERSION), snapshot("new", data)))).split("\n") == [
        "## [1.3.0]",
        "",
        "### Added",
        "",
        "- new (c:new)",
        "",
        "### Changed",
        "",
        "- Belarus: observer since 11 July 2015 (← since 10 July 2015)",
        "- Belarus: observer (c:observing): start date",
    ]
