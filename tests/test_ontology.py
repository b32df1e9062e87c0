"""The ontology and the data are consistent with the vocabularies they reuse."""

import re
import shutil
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType

import pyoxigraph as ox
import pytest

import sco_ld
from sco_ld.rdf.namespaces import OWL, RDF, RDFS, XSD
from tests.conftest import PREFIXES, ROOT

IS = """{{ {node} a/rdfs:subClassOf* {kind} }}
    UNION {{ {node} ?{p}1 [] . ?{p}1 rdfs:subPropertyOf*/rdfs:domain/rdfs:subClassOf* {kind} }}
    UNION {{ [] ?{p}2 {node} . ?{p}2 rdfs:subPropertyOf*/rdfs:range/rdfs:subClassOf* {kind} }}"""


@pytest.fixture(scope="module")
def world(sco: sco_ld.Publication) -> ox.Store:
    """Return a store of data, ontology and the axioms of the reused vocabularies."""
    store = ox.Store()
    store.bulk_extend([*sco.data, *sco.ontology])
    store.bulk_load(path=ROOT / "tests" / "borrowed.ttl", format=ox.RdfFormat.TURTLE)
    return store


def pairs() -> list[tuple[str, str]]:
    text = (ROOT / "tests" / "borrowed.ttl").read_text(encoding="utf-8")
    found = re.findall(r"^(\S+) [^#\n]*owl:disjointWith ([^;.]+) ", text, re.MULTILINE)
    return [(one, other.strip()) for one, others in found for other in others.split(" , ")]


@pytest.fixture(scope="module")
def instances(world: ox.Store) -> Callable[[str], set[str]]:
    """Return a function that returns the instances of a class, of the classes below it, and by domains and ranges."""

    @cache
    def found(kind: str) -> set[str]:
        query = f"SELECT DISTINCT ?x {{ {IS.format(node='?x', kind=kind, p='p')} }}"
        return {str(row["x"]) for row in world.query(query, prefixes=dict(PREFIXES))}

    return found


@pytest.mark.parametrize(("first", "second"), pairs(), ids=lambda name: name)
def test_no_node_has_two_disjoint_classes(first: str, second: str, instances: Callable[[str], set[str]]) -> None:
    assert instances(first)
    assert instances(second)
    assert instances(first) & instances(second) == set()


def test_functional_property_has_one_value(world: ox.Store) -> None:
    query = "SELECT ?x ?p { ?p a owl:FunctionalProperty . ?x ?p ?a , ?b FILTER (?a != ?b) }"
    assert [(str(row["x"]), str(row["p"])) for row in world.query(query, prefixes=dict(PREFIXES))] == []


def test_exact_matches_are_between_concepts_only(world: ox.Store) -> None:
    assert not world.query("ASK { ?x skos:exactMatch ?y FILTER NOT EXISTS { ?x a skos:Concept } }", prefixes=dict(PREFIXES))


def test_preferred_and_other_labels_are_different(world: ox.Store) -> None:
    query = "SELECT ?x { ?x skos:prefLabel ?text ; skos:altLabel ?text }"
    assert [str(row["x"]) for row in world.query(query, prefixes=dict(PREFIXES))] == []


def test_supported_by_cannot_be_under_was_derived_from(world: ox.Store) -> None:
    """Every meeting would be both a prov:Entity and a prov:Activity, which are disjoint."""
    query = "ASK { ?x sco:supportedBy ?y ; a/rdfs:subClassOf* prov:Activity }"
    assert world.query(query, prefixes=dict(PREFIXES))


BORROWED = list(ox.parse(path=ROOT / "tests" / "borrowed.ttl", format=ox.RdfFormat.TURTLE))
DATE, DATE_TIME = ox.NamedNode(f"{XSD}date"), ox.NamedNode(f"{XSD}dateTime")


def declared(quads: Sequence[ox.Quad]) -> set[ox.Quad]:
    """Return the declarations that OWL requires of every class and property; no vocabulary is imported."""
    kinds = {f"{RDFS}domain": ("Object", ""), f"{RDFS}range": ("Object", ""), f"{RDFS}subPropertyOf": ("Object", "Object")}
    kinds |= {f"{RDFS}subClassOf": ("", ""), f"{OWL}disjointWith": ("", "")}
    found = set()
    literal = {quad.subject for quad in quads if quad.object == ox.NamedNode(f"{OWL}DatatypeProperty")}
    for quad in (quad for quad in quads if quad.predicate.value in kinds and quad.subject not in literal):
        for term, kind in zip((quad.subject, quad.object), kinds[quad.predicate.value], strict=True):
            name = ox.NamedNode(f"{OWL}{'ObjectProperty' if kind else 'Class'}")
            found.add(ox.Quad(term, ox.NamedNode(f"{RDF}type"), name))  # type: ignore[arg-type]
    return found


def dated(quad: ox.Quad) -> ox.Quad:
    """Return a quad with a date as xsd:dateTime: xsd:date is not in the datatype map of OWL 2."""
    if isinstance(quad.object, ox.Literal) and quad.object.datatype == DATE:
        return ox.Quad(quad.subject, quad.predicate, ox.Literal(f"{quad.object.value}T00:00:00", datatype=DATE_TIME))
    return quad


@pytest.fixture(scope="module")
def owlready2() -> ModuleType:
    """Return the package that includes HermiT, an OWL 2 DL reasoner in Java."""
    if not shutil.which("java"):
        pytest.skip("HermiT needs Java")
    return pytest.importorskip("owlready2")  # type: ignore[no-any-return]


def reason(owlready2: ModuleType, quads: Iterable[ox.Quad], folder: Path) -> list[str]:
    """Return the unsatisfiable classes that HermiT finds in the quads.

    Raise an error of owlready2 if they are inconsistent or outside OWL 2 DL.
    """
    quads = [*quads, *BORROWED]
    triples = {dated(quad).triple for quad in [*quads, *declared(quads)]}
    path = folder / "all.nt"
    path.write_bytes(ox.serialize(sorted(triples, key=str), format=ox.RdfFormat.N_TRIPLES) or b"")
    world = owlready2.World()
    with world.get_ontology(path.as_uri()).load():
        owlready2.sync_reasoner_hermit(world, debug=0)
    return [str(one) for one in world.inconsistent_classes()]


def turtle(text: str) -> list[ox.Quad]:
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    return list(ox.parse(head + text, ox.RdfFormat.TURTLE))


def test_reasoner_finds_ontology_and_data_consistent(owlready2: ModuleType, sco: sco_ld.Publication, tmp_path: Path) -> None:
    assert reason(owlready2, [*sco.ontology, *sco.data], tmp_path) == []


WRONG = {
    "a meeting that is an instrument": "id:council-of-heads-of-state-1 a sco:Instrument .",
    "a claim that is a state": "id:china a sco:Claim .",
    "a signatory that is a membership": "id:sco-charter sco:signatory id:china-member .",
    "two confidences": "id:china-member sco:confidence sco:Low . sco:Low owl:differentFrom sco:High .",
    "two earliest starts": 'id:x sco:startsNotBefore "2001-01-01"^^xsd:date , "2002-01-01"^^xsd:date .',
}


@pytest.mark.slow
@pytest.mark.parametrize("name", WRONG)
def test_reasoner_finds_inconsistent_data(name: str, owlready2: ModuleType, sco: sco_ld.Publication, tmp_path: Path) -> None:
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        reason(owlready2, [*sco.ontology, *sco.data, *turtle(WRONG[name])], tmp_path)


def test_range_outside_owl_2_is_refused(owlready2: ModuleType, sco: sco_ld.Publication, tmp_path: Path) -> None:
    """The bounds have no range, since xsd:date is not in the datatype map of OWL 2."""
    with pytest.raises(owlready2.OwlReadyJavaError, match="UnsupportedDatatype"):
        reason(owlready2, [*sco.ontology, *turtle("sco:startsNotBefore rdfs:range xsd:date .")], tmp_path)
