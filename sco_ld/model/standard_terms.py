"""A publication's own properties in the place of those that the model knows.

The ontology says so: `club:since rdfs:subPropertyOf schema:startDate`, or `owl:equivalentProperty`. What the data say by the
own property then counts as said by the other one too. https://www.w3.org/TR/rdf-schema/#ch_subpropertyof
"""

from collections.abc import Iterable, Mapping, Sequence

import pyoxigraph as ox

from sco_ld.model.vocabulary import REPLACEABLE
from sco_ld.rdf.namespaces import OWL, RDFS
from sco_ld.rdf.terms import text

_BELOW, _EQUAL = ox.NamedNode(f"{RDFS}subPropertyOf"), ox.NamedNode(f"{OWL}equivalentProperty")
Replaced = Mapping[ox.NamedNode, Sequence[ox.NamedNode]]


def replaced(ontology: Iterable[ox.Quad]) -> Replaced:
    """Return the terms of the model that each own property stands for."""
    below: dict[str, set[str]] = {}
    for quad in ontology:
        if quad.predicate in (_BELOW, _EQUAL):
            below.setdefault(text(quad.object), set()).add(text(quad.subject))
        if quad.predicate == _EQUAL:
            below.setdefault(text(quad.subject), set()).add(text(quad.object))
    found: dict[ox.NamedNode, list[ox.NamedNode]] = {}
    for term in REPLACEABLE:
        for own in _all_below(term, below):
            found.setdefault(ox.NamedNode(own), []).append(ox.NamedNode(term))
    return found


def added(data: Iterable[ox.Quad], terms: Replaced) -> list[ox.Quad]:
    """Return what data say by own properties, said by the terms of the model."""
    quads = (quad for quad in data if quad.predicate in terms) if terms else ()
    return [ox.Quad(quad.subject, term, quad.object, quad.graph_name) for quad in quads for term in terms[quad.predicate]]


def extend(store: ox.Store) -> None:
    """Add to a store what it says by own properties, said by the terms of the model."""
    terms = replaced(quad for one in (_BELOW, _EQUAL) for quad in store.quads_for_pattern(None, one, None))
    for own in terms:
        store.bulk_extend(added(list(store.quads_for_pattern(None, own, None)), terms))


def _all_below(term: str, below: Mapping[str, set[str]]) -> list[str]:
    found: dict[str, None] = {}
    todo = [term]
    while todo:
        for one in sorted(below.get(todo.pop(), ())):
            if one != term and one not in found and ":" in one:
                found[one] = None
                todo.append(one)
    return list(found)
