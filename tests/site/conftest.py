"""A small publication with strange names, and its site, built once."""

from pathlib import Path
from typing import Any

import pytest

import sco_ld
from sco_ld.runtime.kept_folder import kept_folder
from sco_ld.site.builder import MARK, build
from sco_ld.site.content import Content, Options

PREFIXES = """
@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix org: <http://www.w3.org/ns/org#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix schema: <http://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix void: <http://rdfs.org/ns/void#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix ex: <https://example.org/guild/id/> .
@prefix term: <https://example.org/guild/terms#> .
@prefix oa: <http://www.w3.org/ns/oa#> . @prefix sco: <https://w3id.org/sco-ld/ontology#> .
"""
GUILD = """
ex:guild-data a dcat:Dataset ; dcterms:title "The Guild"@en , "Гильдия"@ru ; owl:versionInfo "1.2" ;
    dcterms:modified "2020-06-30"^^xsd:date ; dcterms:subject ex:guild ; void:uriSpace "https://example.org/guild/" ;
    dcterms:license <https://creativecommons.org/licenses/by/4.0/> .
ex:guild a org:FormalOrganization ; skos:prefLabel "Guild of Bakers"@en , "Гильдия пекарей"@ru .
ex:ann a term:Baker ; skos:prefLabel "Ann"@en , "Анна"@ru ; schema:sameAs <javascript:alert(1)> , <https://example.com/ann> .
ex:bob a term:Baker ; skos:prefLabel "Bob </script><b>\\u202Eevil"@en .
ex:ann-apprentice a org:Membership ; org:member ex:ann ; org:organization ex:guild ; org:role term:Apprentice ;
    schema:startDate "2001-05-01"^^xsd:date ; schema:endDate "2005-04-30"^^xsd:date ; sco:supportedBy ex:roll-p1 .
ex:ann-master a org:Membership ; org:member ex:ann ; org:organization ex:guild ; org:role term:Master ;
    sco:startsNotBefore "2005-05-01"^^xsd:date ; sco:startsNotAfter "2005-05-31"^^xsd:date ; sco:supportedBy ex:roll-p2 ;
    sco:conflictsWith ex:claim ; sco:confidence sco:High ; skos:editorialNote "The roll is nearer to the event."@en .
ex:claim a sco:Claim ; schema:about ex:ann ; schema:text "Ann became a master in 2006."@en ;
    schema:startDate "2006"^^xsd:gYear ;
    sco:confidence sco:Low ; sco:conflictsWith ex:ann-master ; sco:supportedBy ex:roll-p1 .
ex:bob-apprentice a org:Membership ; org:member ex:bob ; org:organization ex:guild ; org:role term:Apprentice ;
    sco:startsNotBefore "2019-01-01"^^xsd:date ; sco:startsNotAfter "2020-12-31"^^xsd:date .
ex:roll-p1 a sco:Passage ; rdfs:label "leaf 1"@en ; oa:hasSource ex:roll .
ex:roll-p2 a sco:Passage ; rdfs:label "leaf 2"@en ; oa:hasSource ex:roll .
ex:roll a schema:CreativeWork ; dcterms:title "The Roll"@en ; dcterms:issued "2010-03"^^xsd:gYearMonth ;
    schema:url <https://example.com/roll?a=1&b=2> .
"""
TERMS = """
<https://example.org/guild/terms> a owl:Ontology ; dcterms:title "Terms of the Guild"@en .
term:Baker a owl:Class ; rdfs:label "baker"@en , "пекарь"@ru ; skos:definition "A person that bakes."@en .
term:Apprentice a org:Role ; skos:prefLabel "apprentice"@en , "ученик"@ru .
term:Master a org:Role ; skos:prefLabel "master"@en , "мастер"@ru .
"""

MASTERS = """# en: Who has been a master since a day?
# ru: Кто мастер с данного дня?
# ?day day, such as 2004-01-01: the day asked about.
# ?lang language, by default en: the language of names.
SELECT ?who ?name ?passage {
    ?m org:member ?who ; org:role term:Master ; sco:startsNotAfter ?start ; sco:supportedBy ?passage .
    ?who skos:prefLabel ?name FILTER (lang(?name) = ?lang && ?start >= ?day) }
"""


def write(folder: Path, data: str = GUILD, terms: str = TERMS) -> sco_ld.Publication:
    """Return a publication of these data and terms, written into a folder."""
    for name, text in (("data", data), ("ontology", terms)):
        (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / name / "all.ttl").write_text(PREFIXES + text, encoding="utf-8")
    return sco_ld.load(folder)


def written(publication: sco_ld.Publication, target: Path, **options: Any) -> list[str]:
    """Write the site of a publication, and return which files are new or changed."""
    with kept_folder(target, MARK) as folder:
        build(Content(publication, Options(**options)), folder, lambda _: None)
    return folder.written


@pytest.fixture(scope="session")
def guild(tmp_path_factory: pytest.TempPathFactory) -> sco_ld.Publication:
    """Return the small publication."""
    publication = write(tmp_path_factory.mktemp("guild") / "publication")
    questions = publication.root / "ontology" / "questions"
    questions.mkdir()
    (questions / "masters.rq").write_text(MASTERS, encoding="utf-8")
    return publication


@pytest.fixture(scope="session")
def site(guild: sco_ld.Publication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of its site."""
    target = tmp_path_factory.mktemp("site") / "guild"
    written(guild, target)
    return target
