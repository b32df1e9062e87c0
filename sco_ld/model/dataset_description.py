"""What a publication says of itself: the values of its dcat:Dataset or void:Dataset."""

from collections.abc import Sequence

import pyoxigraph as ox

from sco_ld.model.names import Names
from sco_ld.rdf.namespaces import DCAT, DCTERMS, FOAF, RDF, VOID
from sco_ld.rdf.terms import text

_CLASSES = (f"{DCAT}Dataset", f"{VOID}Dataset")


def datasets(data: Sequence[ox.Quad]) -> list[object]:
    """Return the nodes that describe the data themselves: each dcat:Dataset and void:Dataset."""
    types = (quad for quad in data if quad.predicate.value == f"{RDF}type" and text(quad.object) in _CLASSES)
    return list(dict.fromkeys(quad.subject for quad in types))


def dataset_values(data: Sequence[ox.Quad], predicate: str) -> list[object]:
    """Return the values of a property of the data's own description."""
    described = datasets(data)
    found = (quad.object for quad in data if quad.predicate.value == predicate and quad.subject in described)
    return list(dict.fromkeys(found))


def dataset_text(data: Sequence[ox.Quad], predicate: str) -> str:
    """Return the first value of a property of the data's own description as text; empty if there is none."""
    return next(map(text, dataset_values(data, predicate)), "")


def creators(data: Sequence[ox.Quad], names: Names, lang: str = "en") -> list[str]:
    """Return the names of those who made the data: their foaf:name, else their label in a language."""
    named = {quad.subject: text(quad.object) for quad in reversed(data) if quad.predicate.value == f"{FOAF}name"}
    makers = dataset_values(data, f"{DCTERMS}creator")
    return [named.get(maker) or names.label(maker, (lang,)) for maker in makers]  # type: ignore[call-overload]
