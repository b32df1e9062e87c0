"""The main classes as sheets for a spreadsheet: a row a node, a column a property, labels beside IRIs."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Any

import pyoxigraph as ox

from sco_ld.asof import below
from sco_ld.errors import ScoError
from sco_ld.names import LABELS, labels, preferred
from sco_ld.terms import language, text
from sco_ld.vocab import ORG, RDF, SCHEMA, SCO, SKOS

CLASSES = {
    "memberships": f"{ORG}Membership",
    "meetings": f"{SCO}Meeting",
    "instruments": f"{SCO}Instrument",
    "posts": f"{ORG}Post",
}
RESOURCE = "@id"
_TYPE, _SOURCE = f"{RDF}type", "http://www.w3.org/ns/oa#hasSource"
_STARTS = (f"{SCHEMA}startDate", f"{SCO}startsNotBefore", f"{SCO}startsNotAfter")
_DATES = (_STARTS[0], f"{SCHEMA}endDate", *_STARTS[1:], f"{SCO}endsNotBefore", f"{SCO}endsNotAfter")
_FIRST = (*LABELS, _TYPE)
_LAST = (*_DATES, f"{SKOS}editorialNote", f"{SCO}conflictsWith", f"{SCO}confidence", f"{SCO}supportedBy")


@dataclass(frozen=True)
class Column:
    """The values of each row, sorted, with the property they are of, their datatype (`@id` for resources) and language.

    A column of labels has no property, and keeps the order of what it names; nor has the column of the rows' own IRIs.
    """

    name: str
    cells: tuple[tuple[str, ...], ...]
    predicate: str = ""
    datatype: str = ""
    language: str = ""


@dataclass(frozen=True)
class Sheet:
    """Columns under a name, and the class that is the one type of every row; empty where types are a column."""

    name: str
    class_: str
    columns: tuple[Column, ...]


def sheets(
    data: Sequence[ox.Quad], around: Sequence[ox.Quad] = (), context: Mapping[str, Any] | None = None, lang: str = "en"
) -> list[Sheet]:
    """Give a sheet for each main class that has nodes in the data, its rows in the order of their start.

    A property has a column for each datatype and language of its values, named by the JSON-LD context, else by its local
    name. The quads around tell labels and subclasses. A node without an IRI raises ScoError.
    """
    words, terms = _labels([*data, *around], lang), _terms(context)
    found = []
    for name, class_ in CLASSES.items():
        classes = below([class_], [*data, *around])
        nodes = {quad.subject for quad in data if quad.predicate.value == _TYPE and text(quad.object) in classes}
        quads = [quad for quad in data if quad.subject in nodes]
        alike = all(text(quad.object) == class_ for quad in quads if quad.predicate.value == _TYPE)
        told = [quad for quad in quads if not (alike and quad.predicate.value == _TYPE)]
        if quads:
            found.append(Sheet(name, class_ if alike else "", tuple(_columns(_rows(quads), told, terms, words))))
    return found


def _rows(quads: Iterable[ox.Quad]) -> list[str]:
    """Give the IRIs of the nodes, in the order of their start."""
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in quads:
        if not (isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal)):
            raise ScoError(f"A table has no place for a node without an IRI, such as in: {quad.triple}")
        said[quad.subject.value][quad.predicate.value] = text(quad.object)
    return sorted(said, key=lambda iri: (next((said[iri][one] for one in _STARTS if one in said[iri]), "~"), iri))


def _columns(
    rows: Sequence[str], quads: Iterable[ox.Quad], terms: Mapping[str, str], words: Mapping[str, str]
) -> list[Column]:
    values: dict[tuple[str, str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for quad in quads:
        values[_kind(quad)][text(quad.subject)].add(text(quad.object))
    columns = [Column("iri", tuple((iri,) for iri in rows), datatype=RESOURCE)]
    for kind in sorted(values, key=lambda kind: (_place(kind[0]), _name(kind, values, terms), kind)):
        cells = tuple(tuple(sorted(values[kind][iri])) for iri in rows)
        columns.append(Column(_unused(_name(kind, values, terms), columns), cells, *kind))
        named = tuple(tuple(words.get(value, "") for value in cell) for cell in cells)
        if kind[1] == RESOURCE and any(any(cell) for cell in named):
            columns.append(Column(_unused(f"{columns[-1].name}_label", columns), named))
    return columns


def _kind(quad: ox.Quad) -> tuple[str, str, str]:
    if isinstance(quad.object, ox.Literal):
        return quad.predicate.value, quad.object.datatype.value, language(quad.object)
    return quad.predicate.value, RESOURCE, ""


def _place(predicate: str) -> int:
    """Give where a property stands: names, then what a class is about, then dates, notes and passages."""
    if predicate in _FIRST:
        return _FIRST.index(predicate)
    return len(_FIRST) + 1 + _LAST.index(predicate) if predicate in _LAST else len(_FIRST)


def _name(kind: tuple[str, str, str], kinds: Collection[tuple[str, str, str]], terms: Mapping[str, str]) -> str:
    """Give a property's term, with the language, or with the datatype where there are others, as a name that CSVW allows."""
    predicate, datatype, tag = kind
    several = sum(one[0] == predicate and not one[2] for one in kinds) > 1
    parts = [terms.get(predicate, _local(predicate)), tag or (_local(datatype) if several and datatype != RESOURCE else "")]
    return re.sub(r"[^A-Za-z0-9]+", "_", "_".join(part for part in parts if part)).strip("_") or "column"


def _local(iri: str) -> str:
    return re.split(r"[/#:]", iri)[-1]


def _unused(name: str, columns: Sequence[Column]) -> str:
    used = {column.name for column in columns}
    return next(one for one in chain([name], (f"{name}_{n}" for n in count(2))) if one not in used)


def _labels(quads: Sequence[ox.Quad], lang: str) -> dict[str, str]:
    """Give what each resource is called; a passage by its source first."""
    words = {iri: preferred(texts, (lang,)) for iri, texts in labels(quads).items()}
    sources = {text(quad.subject): words.get(text(quad.object), "") for quad in quads if quad.predicate.value == _SOURCE}
    named = {iri: (source, words.get(iri, "")) for iri, source in sources.items()}
    return words | {iri: ", ".join(part for part in parts if part) for iri, parts in named.items()}


def _terms(context: Mapping[str, Any] | None) -> dict[str, str]:
    """Give the JSON-LD term of each IRI that a context names."""
    given = (context or {}).get("@context", {})
    parts = [part for part in (given if isinstance(given, list) else [given]) if isinstance(part, dict)]
    ids = {term: one.get("@id", "") if isinstance(one, dict) else str(one) for part in parts for term, one in part.items()}
    pairs = [(iri.partition(":"), term) for term, iri in ids.items()]
    return {f"{ids.get(prefix, prefix + colon)}{local}": term for (prefix, colon, local), term in pairs}
