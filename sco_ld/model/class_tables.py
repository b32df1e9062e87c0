"""The main classes as tables: a row a node, a column a property, labels beside IRIs."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain, count
from typing import Any

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.export.csvw import RESOURCE, Column, Table
from sco_ld.model.as_of import subclasses
from sco_ld.model.names import NAMES, Names
from sco_ld.model.vocabulary import (
    CONFIDENCE,
    CONFLICTS_WITH,
    END,
    ENDS,
    HAS_SOURCE,
    SCO,
    START,
    STARTS,
    SUPPORTED_BY,
)
from sco_ld.rdf.namespaces import ORG, RDF, SKOS
from sco_ld.rdf.terms import language, text

CLASSES = {
    "memberships": f"{ORG}Membership",
    "meetings": f"{SCO}Meeting",
    "instruments": f"{SCO}Instrument",
    "posts": f"{ORG}Post",
}
_TYPE = f"{RDF}type"
_FIRST = (*NAMES, _TYPE)
_LAST = (START, END, *STARTS[1:], *ENDS[1:], f"{SKOS}editorialNote", CONFLICTS_WITH, CONFIDENCE, SUPPORTED_BY)


def class_tables(
    data: Sequence[ox.Quad], names: Names, context: Mapping[str, Any] | None = None, lang: str = "en"
) -> list[Table]:
    """Return a table for each main class that has nodes in the data, its rows in the order of their start.

    A property has a column for each datatype and language of its values, named by the JSON-LD context, or else by its local
    name. The data and the quads of `names` give labels and subclasses. Raise ScoError if a node has no IRI, and if there is
    no table.
    """
    names = Names([*data, *names.quads], names.prefixes)
    labels, terms = _labels(names, lang), _terms(context)
    found = []
    for name, class_ in CLASSES.items():
        classes = subclasses([class_], names.quads)
        nodes = {quad.subject for quad in data if quad.predicate.value == _TYPE and text(quad.object) in classes}
        quads = [quad for quad in data if quad.subject in nodes]
        alike = all(text(quad.object) == class_ for quad in quads if quad.predicate.value == _TYPE)
        shown = [quad for quad in quads if not (alike and quad.predicate.value == _TYPE)]
        if quads:
            found.append(Table(name, class_ if alike else "", tuple(_columns(_rows(quads), shown, terms, labels))))
    if not found:
        raise ScoError(f"There are no {', '.join(CLASSES)} here to be written as csv.")
    return found


def _rows(quads: Iterable[ox.Quad]) -> list[str]:
    """Return the IRIs of the nodes, in the order of their start."""
    values: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in quads:
        if not (isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal)):
            raise ScoError(f"A table has no place for a node without an IRI, such as in: {quad.triple}")
        values[quad.subject.value][quad.predicate.value] = text(quad.object)
    return sorted(values, key=lambda iri: (next((values[iri][one] for one in STARTS if one in values[iri]), "~"), iri))


def _columns(
    rows: Sequence[str], quads: Iterable[ox.Quad], terms: Mapping[str, str], labels: Mapping[str, str]
) -> list[Column]:
    values: dict[tuple[str, str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for quad in quads:
        values[_kind(quad)][text(quad.subject)].add(text(quad.object))
    columns = [Column("iri", tuple((iri,) for iri in rows), datatype=RESOURCE)]
    for kind in sorted(values, key=lambda kind: (_place(kind[0]), _name(kind, values, terms), kind)):
        cells = tuple(tuple(sorted(values[kind][iri])) for iri in rows)
        columns.append(Column(_unused(_name(kind, values, terms), columns), cells, *kind))
        named = tuple(tuple(labels.get(value, "") for value in cell) for cell in cells)
        if kind[1] == RESOURCE and any(any(cell) for cell in named):
            columns.append(Column(_unused(f"{columns[-1].name}_label", columns), named))
    return columns


def _kind(quad: ox.Quad) -> tuple[str, str, str]:
    if isinstance(quad.object, ox.Literal):
        return quad.predicate.value, quad.object.datatype.value, language(quad.object)
    return quad.predicate.value, RESOURCE, ""


def _place(predicate: str) -> int:
    """Return where a property stands: names, then what a class is about, then dates, notes and passages."""
    if predicate in _FIRST:
        return _FIRST.index(predicate)
    return len(_FIRST) + 1 + _LAST.index(predicate) if predicate in _LAST else len(_FIRST)


def _name(kind: tuple[str, str, str], kinds: Collection[tuple[str, str, str]], terms: Mapping[str, str]) -> str:
    """Return a property's term, with the language, or with the datatype where there are others, as a name that CSVW allows."""
    predicate, datatype, tag = kind
    several = sum(one[0] == predicate and not one[2] for one in kinds) > 1
    parts = [terms.get(predicate, _local(predicate)), tag or (_local(datatype) if several and datatype != RESOURCE else "")]
    return re.sub(r"[^A-Za-z0-9]+", "_", "_".join(part for part in parts if part)).strip("_") or "column"


def _local(iri: str) -> str:
    return re.split(r"[/#:]", iri)[-1]


def _unused(name: str, columns: Sequence[Column]) -> str:
    used = {column.name for column in columns}
    return next(one for one in chain([name], (f"{name}_{n}" for n in count(2))) if one not in used)


def _labels(names: Names, lang: str) -> dict[str, str]:
    """Return the label of each resource; that of a passage begins with its source's."""
    labels = {iri: names.label(ox.NamedNode(iri), (lang,)) for iri in names.labels}
    sources = {text(quad.subject): text(quad.object) for quad in names.quads if quad.predicate.value == HAS_SOURCE}
    parts = {iri: (labels.get(source, ""), labels.get(iri, "")) for iri, source in sources.items()}
    return labels | {iri: ", ".join(part for part in pair if part) for iri, pair in parts.items()}


def _terms(context: Mapping[str, Any] | None) -> dict[str, str]:
    """Return the JSON-LD term of each IRI that a context names."""
    given = (context or {}).get("@context", {})
    parts = [part for part in (given if isinstance(given, list) else [given]) if isinstance(part, dict)]
    ids = {term: one.get("@id", "") if isinstance(one, dict) else str(one) for part in parts for term, one in part.items()}
    pairs = [(iri.partition(":"), term) for term, iri in ids.items()]
    return {f"{ids.get(prefix, prefix + colon)}{local}": term for (prefix, colon, local), term in pairs}
