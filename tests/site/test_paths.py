"""Paths of resources: they mirror the IRI, and are safe and distinct whatever the IRI."""

import re
import unicodedata

import pytest

from sco_ld.site.paths import ResourcePaths, base_of

BASE = "https://example.org/"
PLAIN = {
    f"{BASE}id/india": "id/india",
    f"{BASE}ontology#State": "ontology/State",
    f"{BASE}ontology": "ontology",
    f"{BASE}id/中国": "id/中国",
    "https://sws.geonames.org/1269750/": "elsewhere/sws.geonames.org/1269750",
    "urn:isbn:1": "elsewhere/isbn~3A1",
}
STRANGE = [
    f"{BASE}id/../../etc/passwd",
    f"{BASE}id/..",
    f"{BASE}id/.",
    f"{BASE}id//x",
    f"{BASE}id/%2Fetc",
    f"{BASE}id/a?b=c",
    f"{BASE}id/a#b#c",
    f"{BASE}id/a b",
    f"{BASE}id/a.ttl",
    f"{BASE}id/index.html",
    f"{BASE}id/CON",
    f"{BASE}id/con.txt",
    f"{BASE}id/x.",
    f"{BASE}id/x...",
    f"{BASE}id/aux",
    f"{BASE}id/NUL.html",
    f"{BASE}id/lpt9/x",
    f"{BASE}id/a%20b",
    f"{BASE}id/ ",
    f"{BASE}id/caf\u00e9",
    f"{BASE}id/cafe\u0301",
    f"{BASE}id/\ufb01",
    f"{BASE}id/\U0001f600\ufe0f",
    f"{BASE}id/\u05d0\u05d1\u200f",
    f"{BASE}id/\x00\x1f\x7f",
    f"{BASE}id/I\u0307",
    f"{BASE}id/i\u0307",
    f"{BASE}id/stra\u00dfe",
    f"{BASE}id/strasse",
    f"{BASE}id/~41",
    f"{BASE}id/{'x' * 3000}",
    f"{BASE}id/{'中' * 300}",
    f"{BASE}{'a/' * 300}b",
    f"{BASE}en/id",
    f"{BASE}static/site.css",
    f"{BASE}elsewhere/sws.geonames.org/1269750",
    f"{BASE}\u202eid",
    "urn:x",
    "a:",
]


def paths(*iris: str) -> ResourcePaths:
    return ResourcePaths(iris, BASE, ["en", "static"])


@pytest.mark.parametrize("iri", PLAIN)
def test_a_path_mirrors_the_iri(iri: str) -> None:
    assert paths(iri)[iri] == PLAIN[iri]


@pytest.mark.parametrize("iri", STRANGE)
def test_a_path_is_safe(iri: str) -> None:
    path = paths(iri)[iri]
    segments = path.split("/")
    assert all(re.fullmatch(r"[\w~.-]+", segment) and segment.strip(".") == segment for segment in segments)
    assert not re.search(r"\.(ttl|jsonld|nt|rdf|html)(/|$)", path)
    assert segments[0] not in ("en", "static")
    assert len(path.encode()) < 200
    assert all(len(segment.encode()) < 120 for segment in segments)


def test_paths_are_distinct_where_case_does_not_count() -> None:
    iris = [*PLAIN, *STRANGE, f"{BASE}id/India", f"{BASE}id/INDIA", f"{BASE}ontology/State", f"{BASE}id/a%3Fb=c"]
    found = paths(*iris)
    assert len({unicodedata.normalize("NFKC", found[iri].casefold()) for iri in iris}) == len(iris)


def test_the_document_of_a_term_is_the_iri_without_fragment() -> None:
    found = paths(f"{BASE}ontology#State")
    assert found.document(f"{BASE}ontology#State") == "ontology"
    assert found.document(f"{BASE}id/india") == "id/india"


def test_the_base_is_what_half_of_the_iris_share() -> None:
    assert base_of([f"{BASE}a/1", f"{BASE}a/2", f"{BASE}b/1", "urn:x"]) == BASE
    assert base_of([]) == ""
