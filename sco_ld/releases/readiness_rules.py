"""The rules of readiness, which others wrote, as far as they can be told without a network.

They are the W3C Data on the Web Best Practices (https://www.w3.org/TR/dwbp/), the five stars of open data
(https://5stardata.info/en/) and the FAIR principles (https://www.go-fair.org/fair-principles/).
"""

from collections.abc import Callable

from sco_ld.publication import Publication
from sco_ld.rdf.namespaces import DCAT, DCTERMS, OWL, VOID
from sco_ld.releases import readiness_measures
from sco_ld.releases.readiness import Check, Readiness
from sco_ld.releases.readiness_measures import Facts, Measure

_DWBP, _STARS, _FAIR = (
    "https://www.w3.org/TR/dwbp/#",
    "https://5stardata.info/en/#",
    "https://www.go-fair.org/fair-principles/#",
)


def assess(publication: Publication) -> Readiness:
    """Return the checks of a publication."""
    facts = Facts(publication)
    return Readiness(tuple(check(facts) for check in _CHECKS))


def _stated(rule: str, link: str, repair: str, *predicates: str) -> Callable[[Facts], Check]:
    """Return the check that the data set's description has a value of one of the properties."""

    def check(facts: Facts) -> Check:
        found = facts.values(*predicates)
        evidence = ", ".join(dict.fromkeys(found)) if found else "The data set's description does not say."
        return Check(rule, link, bool(found), evidence, repair)

    return check


def _measured(rule: str, link: str, repair: str, measure: Callable[[Facts], Measure]) -> Callable[[Facts], Check]:
    return lambda facts: Check(rule, link, *measure(facts), repair)


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
        readiness_measures.licence,
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
        readiness_measures.validated,
    ),
    _measured(
        "Every node says where it comes from (FAIR R1.2)", _FAIR,
        "Cite a passage of each node.",
        readiness_measures.sourced,
    ),
    _measured(
        "IRIs for all resources (four stars)", _STARS,
        "Give each blank node an IRI.",
        readiness_measures.identified,
    ),
    _measured(
        "Persistent IRIs (DWBP 9, 10)", _DWBP,
        "Register a prefix at https://w3id.org and use it.",
        readiness_measures.persistent,
    ),
    _measured(
        "Links to other data sets (five stars)", _STARS,
        "Link resources to Wikidata or GeoNames.",
        readiness_measures.linked,
    ),
    _measured(
        "Vocabularies in use are reused (DWBP 15)", _DWBP,
        "Take properties of known vocabularies.",
        readiness_measures.reuse,
    ),
    _measured(
        "Labels in every language (DWBP 2)", _DWBP,
        "Label each resource in each language.",
        readiness_measures.labelled,
    ),
    _measured(
        "Definitions of terms (FAIR I2)", _FAIR,
        "Give each term skos:definition.",
        readiness_measures.defined,
    ),
    _measured(
        "Deprecated resources name what replaces them (DWBP 27)", _DWBP,
        "Give each resource that is owl:deprecated a dcterms:isReplacedBy.",
        readiness_measures.deprecated,
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
