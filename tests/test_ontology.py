"""The ontology and the data are consistent with the vocabularies they reuse."""

import re

import pyoxigraph as ox
import pytest

import sco_ld
from tests.conftest import PREFIXES, ROOT

IS = """{{ {node} a/rdfs:subClassOf* {kind} }}
    UNION {{ {node} ?{p}1 [] . ?{p}1 rdfs:subPropertyOf*/rdfs:domain/rdfs:subClassOf* {kind} }}
    UNION {{ [] ?{p}2 {node} . ?{p}2 rdfs:subPropertyOf*/rdfs:range/rdfs:subClassOf* {kind} }}"""


@pytest.fixture(scope="module")
def world(sco: sco_ld.Publication) -> ox.Store:
    """Give data, ontology and what the reused vocabularies say of themselves."""
    store = ox.Store()
    store.bulk_extend([*sco.data, *sco.ontology])
    store.bulk_load(path=ROOT / "tests" / "borrowed.ttl", format=ox.RdfFormat.TURTLE)
    return store


def pairs() -> list[tuple[str, str]]:
    text = (ROOT / "tests" / "borrowed.ttl").read_text(encoding="utf-8")
    found = re.findall(r"^(\S+) [^#\n]*owl:disjointWith ([^;.]+) ", text, re.MULTILINE)
    return [(one, other.strip()) for one, others in found for other in others.split(" , ")]


@pytest.mark.parametrize(("one", "other"), pairs(), ids=lambda name: name)
def test_nothing_is_of_two_disjoint_classes(one: str, other: str, world: ox.Store) -> None:
    parts = [IS.format(node="?x", kind=kind, p=name) for kind, name in ((one, "p"), (other, "q"))]
    assert all(world.query(f"ASK {{ {part} }}", prefixes=dict(PREFIXES)) for part in parts)
    both = f"SELECT DISTINCT ?x {{ {parts[0]} {parts[1]} }}"
    found = [str(row["x"]) for row in world.query(both, prefixes=dict(PREFIXES))]
    assert found == []


def test_a_functional_property_has_one_value(world: ox.Store) -> None:
    query = "SELECT ?x ?p { ?p a owl:FunctionalProperty . ?x ?p ?a , ?b FILTER (?a != ?b) }"
    assert [(str(row["x"]), str(row["p"])) for row in world.query(query, prefixes=dict(PREFIXES))] == []


def test_exact_matches_are_between_concepts_only(world: ox.Store) -> None:
    assert not world.query("ASK { ?x skos:exactMatch ?y FILTER NOT EXISTS { ?x a skos:Concept } }", prefixes=dict(PREFIXES))


def test_preferred_and_other_labels_are_different(world: ox.Store) -> None:
    query = "SELECT ?x { ?x skos:prefLabel ?text ; skos:altLabel ?text }"
    assert [str(row["x"]) for row in world.query(query, prefixes=dict(PREFIXES))] == []


def test_a_derivation_property_over_activities_would_be_inconsistent(world: ox.Store) -> None:
    """Show why sco:supportedBy is not under prov:wasDerivedFrom: every meeting would be an entity and an activity."""
    query = "ASK { ?x sco:supportedBy ?y ; a/rdfs:subClassOf* prov:Activity }"
    assert world.query(query, prefixes=dict(PREFIXES))
