"""Two states of a small publication, as texts of Turtle, and the snapshots of texts."""

from pathlib import Path

from sco_ld.rdf.quad_stream import read_all
from sco_ld.releases.snapshot import Snapshot

PREFIXES = """
@prefix org: <http://www.w3.org/ns/org#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <http://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix c: <https://example.org/> .
"""
DATA = """
c:belarus skos:prefLabel "Belarus"@en , "Беларусь"@ru .
c:observing a org:Membership ; org:member c:belarus ; org:organization c:club ; org:role c:Observer ;
    schema:startDate "2015-07-10"^^xsd:date .
c:club skos:prefLabel "the club"@en ; schema:address [ schema:addressLocality "Minsk" ; schema:postalCode "220000" ] .
"""
ONTOLOGY = """
c:Observer a skos:Concept ; skos:prefLabel "observer"@en .
c:Member a skos:Concept ; skos:prefLabel "member"@en .
c:Club a owl:Class ; skos:prefLabel "club"@en .
c:gathers a owl:ObjectProperty ; rdfs:domain c:Club .
"""


def snapshot(name: str, data: str = DATA, ontology: str = ONTOLOGY, extension: str = "ttl") -> Snapshot:
    """Return the snapshot that two texts describe."""
    paths = {Path(f"{name}-{part}.{extension}"): (PREFIXES + text).encode() for part, text in (("d", data), ("o", ontology))}
    first, second = (read_all([path], path.stem[-1], contents=paths) for path in paths)
    return Snapshot(name, first, second)


def edited(old: str, new: str, text: str = DATA) -> str:
    """Return the text with one edit."""
    assert text.count(old) == 1
    return text.replace(old, new)
