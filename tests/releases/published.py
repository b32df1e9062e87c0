"""A small publication on disk, in a git repository, and a release of it."""

import subprocess
from pathlib import Path

from tests.releases.club import DATA, ONTOLOGY, PREFIXES

DATASET = """
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix void: <http://rdfs.org/ns/void#> .
c:data a dcat:Dataset ;
    dcterms:title "The club"@en ;
    dcterms:creator c:us ;
    dcterms:license <https://creativecommons.org/licenses/by/4.0/> ;
    dcterms:modified "2026-11-24"^^xsd:date ;
    void:uriSpace "https://example.org/" ;
    owl:versionInfo "1.2.3" .
c:us foaf:name "The club's secretary" .
"""
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
c:Named a sh:NodeShape ; sh:targetSubjectsOf org:member ; sh:property [ sh:path org:member ; sh:minCount 1 ] .
"""


def git(folder: Path, *words: str) -> None:
    """Run git as somebody."""
    identity = ("-c", "user.name=Editor", "-c", "user.email=editor@example.org")
    subprocess.run(["git", *identity, "-C", folder, *words], check=True, capture_output=True)


def commit(folder: Path) -> None:
    """Commit all that is in a folder."""
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "Edit")


def publication(root: Path) -> Path:
    """Write the club's publication to a folder, as the first commit of a repository."""
    texts = {"data/club.ttl": DATA + DATASET, "ontology/terms.ttl": ONTOLOGY, "shapes/rules.ttl": SHAPES}
    for name, text in texts.items():
        (root / name).parent.mkdir(parents=True)
        (root / name).write_text(PREFIXES + text, encoding="utf-8")
    git(root, "init", "-q", "-b", "main")
    commit(root)
    return root
