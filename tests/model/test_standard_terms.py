"""A publication whose own properties stand for those of the model."""

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

import sco_ld
from sco_ld.model import standard_terms
from sco_ld.model.vocabulary import REPLACEABLE
from tests.conftest import Ran

Run = Callable[..., Ran]
PREFIXES = "".join(
    f"@prefix {name}: <{iri}> .\n"
    for name, iri in {
        "club": "http://club.example/",
        "oa": "http://www.w3.org/ns/oa#",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "http://schema.org/",
        "sco": "https://w3id.org/sco-ld/ontology#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
    }.items()
)
ONTOLOGY = """
club:since owl:equivalentProperty club:from . club:from rdfs:subPropertyOf schema:startDate .
club:until rdfs:subPropertyOf schema:endDate .
club:evidence rdfs:subPropertyOf sco:supportedBy . club:within rdfs:subPropertyOf oa:hasSource .
club:who rdfs:subPropertyOf org:member . club:of rdfs:subPropertyOf org:organization . club:as rdfs:subPropertyOf org:role .
club:called rdfs:subPropertyOf skos:prefLabel .
"""
DATA = """
club:club a club:Club ; club:called "The club"@en . club:ann a club:Person ; club:called "Ann"@en .
club:treasurer a org:Role ; club:called "treasurer"@en .
club:m a org:Membership ; club:called "Ann, treasurer"@en ; club:who club:ann ; club:of club:club ; club:as club:treasurer ;
    club:since "2001-06-15"^^<http://www.w3.org/2001/XMLSchema#date> ;
    club:until "2003-06-15"^^<http://www.w3.org/2001/XMLSchema#date> ; club:evidence club:page .
club:page club:called "page 1"@en ; club:within club:minutes . club:minutes club:called "Minutes"@en .
"""


@pytest.fixture(name="club")
def _club(tmp_path: Path) -> Path:
    """Return the folder of the publication."""
    for name, text in {"data": DATA, "ontology": ONTOLOGY, "shapes": ""}.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.ttl").write_text(PREFIXES + text)
    return tmp_path


def test_show_has_timeline_label_and_source(club: Path, run: Run) -> None:
    shown = run("-C", club, "show", "Ann").out
    assert "15 June 2001" in shown
    assert "15 June 2003" in shown
    assert "treasurer" in shown
    assert "Minutes" in shown


@pytest.mark.parametrize(("day", "holds"), [("2001-06-14", "false"), ("2001-06-15", "true"), ("2003-06-16", "false")])
def test_as_of_knows_the_dates_and_the_membership(day: str, holds: str, club: Path, run: Run) -> None:
    assert run("-C", club, "query", "--as-of", day, "ASK { club:m a org:Membership }").out.strip() == holds
    assert run("-C", club, "query", "--as-of", day, "ASK { club:ann org:memberOf club:club }").out.strip() == holds
    exported = run("-C", club, "export", "--as-of", day, "-f", "ntriples").out
    assert '<http://schema.org/startDate> "' not in exported


def test_queries_find_both_properties_and_info_counts_sources(club: Path, run: Run) -> None:
    asked = "SELECT ?p { VALUES ?p { schema:startDate club:since club:from sco:supportedBy } club:m ?p ?o } ORDER BY ?p"
    names = ["http://club.example/since", "http://schema.org/startDate", "https://w3id.org/sco-ld/ontology#supportedBy"]
    assert run("-C", club, "query", asked, "-f", "csv").out.split()[1:] == names
    publication = sco_ld.load(club)
    assert publication.quads
    assert [str(row[0]) for row in publication.query(asked)] == names
    info = publication.info()
    assert (info.triples, info.sources) == (len(publication.quads), {"1": 1})


def test_files_are_exported_as_they_are(club: Path, run: Run) -> None:
    exported = list(ox.parse(run("-C", club, "export", "-f", "ntriples").out, ox.RdfFormat.N_TRIPLES))
    assert len(exported) == len(sco_ld.load(club).quads)


def test_circles_and_own_names_of_terms_are_no_replacement() -> None:
    text = "schema:startDate owl:equivalentProperty club:a . club:a rdfs:subPropertyOf club:a , schema:startDate ."
    found = standard_terms.replaced(ox.parse(PREFIXES + text, ox.RdfFormat.TURTLE))
    assert {own.value: [one.value for one in terms] for own, terms in found.items()} == {
        "http://club.example/a": ["http://schema.org/startDate"]
    }


def test_the_bundled_publication_replaces_nothing() -> None:
    assert standard_terms.replaced(sco_ld.load().ontology) == {}
    assert len(set(REPLACEABLE)) == len(REPLACEABLE)
