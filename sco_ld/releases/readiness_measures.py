"""What is measured of a publication for the rules of readiness."""

from functools import cached_property

import pyoxigraph as ox

from sco_ld.model.dataset_description import dataset_values, datasets
from sco_ld.model.vocabulary import SUPPORTED_BY
from sco_ld.publication import Publication
from sco_ld.rdf.namespaces import DCTERMS, OWL, RDF, RDFS, SCHEMA, SKOS, VOID
from sco_ld.rdf.terms import language, text

Measure = tuple[bool, str]  # whether the rule is kept, and what shows that

_SAME = (
    f"{OWL}sameAs",
    f"{SCHEMA}sameAs",
    *(f"{SKOS}{kind}Match" for kind in ("exact", "close", "broad", "narrow", "related")),
)
_NAMES = (f"{SKOS}prefLabel", f"{RDFS}label")  # a title is in the language of the work
_ENOUGH = 0.95  # share of nodes
_OPEN = ("creativecommons.org/licenses/by/", "creativecommons.org/publicdomain/", "creativecommons.org/licenses/by-sa/",
         "opendatacommons.org/licenses/", "data.gov.uk/", "opendefinition.org/")  # fmt: skip
_PERSISTENT = ("w3id.org", "purl.org", "doi.org", "hdl.handle.net", "n2t.net", "identifiers.org")


class Facts:
    """What several rules ask of a publication."""

    def __init__(self, publication: Publication) -> None:
        self.publication, self.data, self.quads = publication, publication.data, publication.quads
        self.subjects = {quad.subject for quad in self.quads if isinstance(quad.subject, ox.NamedNode)}

    def values(self, *predicates: str) -> list[str]:
        """Return the values of properties of the data set's own description."""
        return [text(value) for predicate in predicates for value in dataset_values(self.data, predicate)]

    @cached_property
    def space(self) -> str:
        """The beginning of the publication's own IRIs."""
        return next(iter(self.values(f"{VOID}uriSpace")), "") or next(map(text, datasets(self.data)), "")

    @cached_property
    def labels(self) -> dict[str, set[object]]:
        """The labelled resources, by language."""
        found: dict[str, set[object]] = {}
        for quad in self.quads:
            if quad.predicate.value in _NAMES:
                found.setdefault(language(quad.object), set()).add(quad.subject)
        return found

    @cached_property
    def terms(self) -> set[object]:
        """The classes, properties and concepts of the ontology."""
        kinds = {f"{OWL}Class", f"{OWL}ObjectProperty", f"{OWL}DatatypeProperty", f"{RDFS}Class", f"{RDF}Property"}
        kinds |= {f"{SKOS}Concept"}
        ontology = self.publication.ontology
        return {quad.subject for quad in ontology if quad.predicate.value == f"{RDF}type" and text(quad.object) in kinds}

    @cached_property
    def links(self) -> set[str]:
        """The hosts of other data sets whose resources are said to be the same as, or to match, those of this one."""
        linked = {text(quad.object) for quad in self.data if quad.predicate.value in _SAME}
        return {_host(iri) for iri in linked} - {_host(self.space), ""}


def _host(iri: str) -> str:
    return iri.split("/")[2] if iri.startswith(("http://", "https://")) else ""


def licence(facts: Facts) -> Measure:
    """Return whether the licence is an open one."""
    found = facts.values(f"{DCTERMS}license")
    return any(part in licence for licence in found for part in _OPEN), ", ".join(found) or "No licence is stated."


def persistent(facts: Facts) -> Measure:
    """Return whether the IRIs are at a host that keeps them."""
    host = _host(facts.space)
    return any(host == one or host.endswith(f".{one}") for one in _PERSISTENT), f"The IRIs are at {host or 'no host'}."


def sourced(facts: Facts) -> Measure:
    """Return whether the nodes cite passages."""
    cited = {quad.subject for quad in facts.data if quad.predicate.value == SUPPORTED_BY}
    origins = {quad.subject for quad in facts.data if quad.predicate.value in (f"{DCTERMS}source", f"{DCTERMS}title")}
    passages = {quad.object for quad in facts.data if quad.predicate.value == SUPPORTED_BY}
    typed = {quad.subject for quad in facts.data if quad.predicate.value == f"{RDF}type"}
    nodes = typed - origins - passages - _selectors(facts)
    share = len(nodes & cited) / len(nodes) if nodes else 0.0
    return share >= _ENOUGH, f"{share:.0%} of {len(nodes)} nodes cite a passage."


def _selectors(facts: Facts) -> set[object]:
    return {quad.object for quad in facts.data if quad.predicate.value == "http://www.w3.org/ns/oa#hasSelector"}


def reuse(facts: Facts) -> Measure:
    """Return whether properties of other vocabularies are used."""
    own = {quad.predicate for quad in facts.data if facts.space and quad.predicate.value.startswith(facts.space)}
    used = {quad.predicate for quad in facts.data}
    shared = len(used - own) / len(used) if used else 0.0
    return shared >= 0.5, f"{shared:.0%} of {len(used)} properties are of other vocabularies."  # noqa: PLR2004


def labelled(facts: Facts) -> Measure:
    """Return whether resources have labels in each language of the data set."""
    stated = [iri.rstrip("/").rpartition("/")[2] for iri in facts.values(f"{DCTERMS}language")] or sorted(facts.labels)
    named = set().union(*facts.labels.values()) if facts.labels else set()
    shares = {tag: len(facts.labels.get(tag, set()) & named) / len(named) if named else 0.0 for tag in stated}
    evidence = ", ".join(f"{share:.0%} in {tag or 'no language'}" for tag, share in shares.items())
    return bool(shares) and min(shares.values()) >= _ENOUGH, f"Labels: {evidence or 'none'}."


def defined(facts: Facts) -> Measure:
    """Return whether the terms of the ontology have definitions."""
    properties = {f"{SKOS}definition", f"{RDFS}comment", f"{DCTERMS}description"}
    defined = {quad.subject for quad in facts.quads if quad.predicate.value in properties}
    share = len(facts.terms & defined) / len(facts.terms) if facts.terms else 1.0
    return share >= _ENOUGH, f"{share:.0%} of {len(facts.terms)} terms have a definition."


def linked(facts: Facts) -> Measure:
    """Return whether resources are linked to other data sets."""
    hosts = sorted(facts.links)
    return bool(hosts), f"{len(hosts)} other hosts: {', '.join(hosts[:5])}{' …' if len(hosts) > 5 else ''}."  # noqa: PLR2004


def deprecated(facts: Facts) -> Measure:
    """Return whether each deprecated resource names what replaces it."""
    old = {
        quad.subject for quad in facts.quads if quad.predicate.value == f"{OWL}deprecated" and text(quad.object) == "true"
    }
    replaced = {quad.subject for quad in facts.quads if quad.predicate.value == f"{DCTERMS}isReplacedBy"}
    bare = len(old - replaced)
    return not bare, f"{len(old)} deprecated, {bare} of them without a replacement."


def identified(facts: Facts) -> Measure:
    """Return whether no resource is a blank node."""
    blank = sum(isinstance(quad.subject, ox.BlankNode) for quad in facts.data)
    return not blank, f"{len(facts.subjects)} resources have IRIs; {blank} triples are about blank nodes."


def validated(facts: Facts) -> Measure:
    """Return whether the data have no violation."""
    if not facts.publication.files("shapes"):
        return False, "There are no shapes."
    report = facts.publication.validate()
    worst = len(report.at_least("violation"))
    return not worst, f"{len(report.rules)} rules, {worst} violations."
