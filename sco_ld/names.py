"""From a name, as people write it, to the resource that is meant."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.publication import Folders
from sco_ld.terms import language, text
from sco_ld.vocab import DCTERMS, RDFS, SCHEMA, SKOS, expand, shorten

LABELS = (f"{SKOS}prefLabel", f"{RDFS}label", f"{DCTERMS}title", f"{SKOS}altLabel", f"{SCHEMA}legalName")


def find(publication: Folders, name: str) -> str:
    """Give the IRI of a resource by IRI, prefixed name or label in any language, in capitals or not.

    An ambiguous name raises ScoError with the candidates, an unknown one with near names.
    """
    subjects = _subjects(publication)
    iri = expand(name)
    if iri in subjects:
        return iri
    index = _index(publication)
    found = index.get(name.casefold(), [])
    if len(found) == 1:
        return found[0]
    if found:
        raise ScoError(f'"{name}" may be {", ".join(shorten(one) for one in found)}. Say which.')
    import difflib

    if iri:
        near = difflib.get_close_matches(iri, subjects, n=3, cutoff=0.8)
    else:
        near = [index[one][0] for one in difflib.get_close_matches(name.casefold(), index, n=3, cutoff=0.7)]
    hint = f" Near: {', '.join(shorten(one) for one in dict.fromkeys(near))}." if near else ""
    raise ScoError(f'Nothing here is called "{name}".{hint}')


def known(publication: Folders) -> list[str]:
    """Give the prefixed names of all resources that a publication describes, in order."""
    return sorted(shorten(iri) for iri in _subjects(publication))


def label(publication: Folders, term: object, languages: tuple[str, ...] = ("en",)) -> str:
    """Give a resource's label in the first language that has one, else its prefixed name; of a literal, its text."""
    if isinstance(term, ox.Literal):
        return term.value
    iri = term.value if isinstance(term, ox.NamedNode) else str(term)
    return preferred(_labels(publication).get(iri, {}), languages) or shorten(iri)


def preferred(texts: Mapping[str, str], languages: Iterable[str]) -> str:
    """Give the text in the first language that has one, else in English, in none or in any; empty where there is none."""
    return next((texts[tag] for tag in (*languages, "en", "") if tag in texts), next(iter(texts.values()), ""))


def labels(quads: Iterable[ox.Quad]) -> dict[str, dict[str, str]]:
    """Give the label of each resource in each language, by IRI and tag."""
    ranks: dict[str, dict[str, tuple[int, str]]] = defaultdict(dict)
    for quad in quads:
        if quad.predicate.value in LABELS[:3] and isinstance(quad.object, ox.Literal):
            rank = (LABELS.index(quad.predicate.value), text(quad.object))
            texts, tag = ranks[text(quad.subject)], language(quad.object)
            texts[tag] = min(rank, texts.get(tag, rank))
    return {iri: {tag: words for tag, (_, words) in texts.items()} for iri, texts in ranks.items()}


@lru_cache(maxsize=4)
def _subjects(publication: Folders) -> dict[str, None]:
    quads = [*publication.data, *publication.ontology]
    return dict.fromkeys(text(quad.subject) for quad in quads if isinstance(quad.subject, ox.NamedNode))


@lru_cache(maxsize=4)
def _index(publication: Folders) -> dict[str, list[str]]:
    index: dict[str, dict[str, None]] = defaultdict(dict)
    for quad in [*publication.data, *publication.ontology]:
        if quad.predicate.value in LABELS and isinstance(quad.object, ox.Literal):
            index[text(quad.object).casefold()][text(quad.subject)] = None
    return {name: list(iris) for name, iris in index.items()}


@lru_cache(maxsize=4)
def _labels(publication: Folders) -> dict[str, dict[str, str]]:
    return labels([*publication.data, *publication.ontology])
