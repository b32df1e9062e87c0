"""The rules of readiness, which others wrote, as far as they can be told without a network.

They are the W3C Data on the Web Best Practices (https://www.w3.org/TR/dwbp/), the five stars of open data
(https://5stardata.info/en/) and the FAIR principles (https://www.go-fair.org/fair-principles/).
"""

from collections.abc import Callable
from functools import cached_property

import pyoxigraph as ox

from sco_ld.model.dataset_description import dataset_values, datasets
from sco_ld.model.vocabulary import SUPPORTED_BY
from sco_ld.publication import Publication
from sco_ld.rdf.namespaces import DCAT, DCTERMS, OWL, RDF, RDFS, SCHEMA, SKOS, VOID
from sco_ld.rdf.terms import language, text
from sco_ld.releases.readiness import Check, Readiness

_DWBP, _STARS, _FAIR = (
    "https://www.w3.org/TR/dwbp/#",
    "https://5stardata.info/en/#",
    "https://www.go-fair.org/fair-principles/#",
)
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


def assess(publication: Publication) -> Readiness:
    """Return the checks of a publication."""
    facts = _Facts(publication)
    return Readiness(tuple(check(facts) for check in _CHECKS))


class _Facts:
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


def _stated(rule: str, link: str, repair: str, *predicates: str) -> Callable[[_Facts], Check]:
    """Return the check that the data set's description has a value of one of the properties."""

    def check(facts: _Facts) -> Check:
        found = facts.values(*predicates)
        evidence = ", ".join(dict.fromkeys(found)) if found else "The data set's description does not say."
        return Check(rule, link, bool(found), evidence, repair)

    return check


def _measured(rule: str, link: str, repair: str, measure: Callable[[_Facts], tuple[bool, str]]) -> Callable[[_Facts], Check]:
    return lambda facts: Check(rule, link, *measure(facts), repair)


def _licence(facts: _Facts) -> tuple[bool, str]:
    found = facts.values(f"{DCTERMS}license")
    return any(part in licence for licence in found for part in _OPEN), ", ".join(found) or "No licence is stated."


def _persistent(facts: _Facts) -> tuple[bool, str]:
    host = _host(facts.space)
    return any(host == one or host.endswith(f".{one}") for one in _PERSISTENT), f"The IRIs are at {host or 'no host'}."


def _sourced(facts: _Facts) -> tuple[bool, str]:
    cited = {quad.subject for quad in facts.data if quad.predicate.value == SUPPORTED_BY}
    origins = {quad.subject for quad in facts.data if quad.predicate.value in (f"{DCTERMS}source", f"{DCTERMS}title")}
    passages = {quad.object for quad in facts.data if quad.predicate.value == SUPPORTED_BY}
    typed = {quad.subject for quad in facts.data if quad.predicate.value == f"{RDF}type"}
    nodes = typed - origins - passages - _selectors(facts)
    share = len(nodes & cited) / len(nodes) if nodes else 0.0
    return share >= _ENOUGH, f"{share:.0%} of {len(nodes)} nodes cite a passage."


def _selectors(facts: _Facts) -> set[object]:
    return {quad.object for quad in facts.data if quad.predicate.value == "http://www.w3.org/ns/oa#hasSelector"}


def _reuse(facts: _Facts) -> tuple[bool, str]:
    own = {quad.predicate for quad in facts.data if facts.space and quad.predicate.value.startswith(facts.space)}
    used = {quad.predicate for quad in facts.data}
    shared = len(used - own) / len(used) if used else 0.0
    return shared >= 0.5, f"{shared:.0%} of {len(used)} properties are of other vocabularies."  # noqa: PLR2004


def _labelled(facts: _Facts) -> tuple[bool, str]:
    stated = [iri.rstrip("/").rpartition("/")[2] for iri in facts.values(f"{DCTERMS}language")] or sorted(facts.labels)
    named = set().union(*facts.labels.values()) if facts.labels else set()
    shares = {tag: len(facts.labels.get(tag, set()) & named) / len(named) if named else 0.0 for tag in stated}
    evidence = ", ".join(f"{share:.0%} in {tag or 'no language'}" for tag, share in shares.items())
    return bool(shares) and min(shares.values()) >= _ENOUGH, f"Labels: {evidence or 'none'}."


def _defined(facts: _Facts) -> tuple[bool, str]:
    properties = {f"{SKOS}definition", f"{RDFS}comment", f"{DCTERMS}description"}
    defined = {quad.subject for quad in facts.quads if quad.predicate.value in properties}
    share = len(facts.terms & defined) / len(facts.terms) if facts.terms else 1.0
    return share >= _ENOUGH, f"{share:.0%} of {len(facts.terms)} terms have a definition."


def _linked(facts: _Facts) -> tuple[bool, str]:
    hosts = sorted(facts.links)
    return bool(hosts), f"{len(hosts)} other hosts: {', '.join(hosts[:5])}{' …' if len(hosts) > 5 else ''}."  # noqa: PLR2004


def _deprecated(facts: _Facts) -> tuple[bool, str]:
    old = {
        quad.subject for quad in facts.quads if quad.predicate.value == f"{OWL}deprecated" and text(quad.object) == "true"
    }
    replaced = {quad.subject for quad in facts.quads if quad.predicate.value == f"{DCTERMS}isReplacedBy"}
    bare = len(old - replaced)
    return not bare, f"{len(old)} deprecated, {bare} of them without a replacement."


def _identified(facts: _Facts) -> tuple[bool, str]:
    blank = sum(isinstance(quad.subject, ox.BlankNode) for quad in facts.data)
    return not blank, f"{len(facts.subjects)} resources have IRIs; {blank} triples are about blank nodes."


def _validated(facts: _Facts) -> tuple[bool, str]:
    if not facts.publication.files("shapes"):
        return False, "There are no shapes."
    report = facts.publication.validate()
    worst = len(report.at_least("violation"))
    return not worst, f"{len(report.rules)} rules, {worst} violations."


_CHECKS = (
    _stated(
        "Title and description (DWBP 1)", _DWBP,
        "Give the data set dcterms:title and dcterms:description.",
        f"{DCTERMS}title",
    ),
    _stated(
        "Keywords or subject (DWBP 2)", _DWBP,
        "Give the data set dcat:keyword or dcterms:subject.",
        f"{DCAT}keyword", f"{DCTERMS}subject",
    ),
    _measured(
        "An open licence (one star)", _STARS,
        "Give the data set dcterms:license with the IRI of a licence.",
        _licence,
    ),
    _stated(
        "Who made it (DWBP 5)", _DWBP,
        "Give the data set dcterms:creator.",
        f"{DCTERMS}creator",
    ),
    _stated(
        "Who publishes it (DWBP 5)", _DWBP,
        "Give the data set dcterms:publisher.",
        f"{DCTERMS}publisher",
    ),
    _stated(
        "When it was modified (DWBP 5)", _DWBP,
        "Give the data set dcterms:modified.",
        f"{DCTERMS}modified", f"{DCTERMS}issued",
    ),
    _stated(
        "A version (DWBP 7)", _DWBP,
        "Give the data set owl:versionInfo, such as 1.2.0.",
        f"{OWL}versionInfo",
    ),
    _measured(
        "Rules that the data keep (DWBP 6)", _DWBP,
        "Mend what `sco-ld validate` lists.",
        _validated,
    ),
    _measured(
        "Every node says where it comes from (FAIR R1.2)", _FAIR,
        "Cite a passage of each node.",
        _sourced,
    ),
    _measured(
        "IRIs for all resources (four stars)", _STARS,
        "Give each blank node an IRI.",
        _identified,
    ),
    _measured(
        "Persistent IRIs (DWBP 9, 10)", _DWBP,
        "Register a prefix at https://w3id.org and use it.",
        _persistent,
    ),
    _measured(
        "Links to other data sets (five stars)", _STARS,
        "Link resources to Wikidata or GeoNames.",
        _linked,
    ),
    _measured(
        "Vocabularies in use are reused (DWBP 15)", _DWBP,
        "Take properties of known vocabularies.",
        _reuse,
    ),
    _measured(
        "Labels in every language (DWBP 2)", _DWBP,
        "Label each resource in each language.",
        _labelled,
    ),
    _measured(
        "Definitions of terms (FAIR I2)", _FAIR,
        "Give each term skos:definition.",
        _defined,
    ),
    _measured(
        "Deprecated resources name what replaces them (DWBP 27)", _DWBP,
        "Give each resource that is owl:deprecated a dcterms:isReplacedBy.",
        _deprecated,
    ),
    _stated(
        "Vocabularies are named (FAIR I2)", _FAIR,
        "Give the data set void:vocabulary or dcterms:conformsTo.",
        f"{VOID}vocabulary", f"{DCTERMS}conformsTo",
    ),
    _stated(
        "Where feedback goes (DWBP 29)", _DWBP,
        "Give the data set dcat:contactPoint or dcat:landingPage.",
        f"{DCAT}contactPoint", f"{DCAT}landingPage",
    ),
)  # fmt: skip
