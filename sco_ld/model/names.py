"""Names of resources: labels in any language, and the resource that a name, as people write it, means."""

import difflib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import DCTERMS, RDFS, SCHEMA, SKOS, Prefixes
from sco_ld.rdf.terms import language, text
from sco_ld.text.printable import excerpt, printable

LABELS = (f"{SKOS}prefLabel", f"{RDFS}label", f"{DCTERMS}title")  # the better first
NAMES = (*LABELS, f"{SKOS}altLabel", f"{SCHEMA}legalName")


class Names:
    """The labels of the resources that some quads describe, and the resources by label."""

    def __init__(self, quads: Sequence[ox.Quad], prefixes: Prefixes) -> None:
        self.quads, self.prefixes = quads, prefixes

    def find(self, name: str) -> str:
        """Return the IRI of a resource by IRI, prefixed name or label in any language, in capitals or not.

        Raise ScoError with the candidates if the name is ambiguous, and with near names if it is unknown.
        """
        iri = self.prefixes.expand(name)
        if iri in self._subjects:
            return iri
        found = self._by_name.get(name.casefold(), [])
        if len(found) == 1:
            return found[0]
        if found:
            raise ScoError(f'"{excerpt(name)}" is the name of {self._listed(found)}. Use one of these.')
        near = self._near(name, iri)
        hint = f" Near: {self._listed(near)}." if near else ""
        raise ScoError(f'Nothing here is called "{excerpt(name)}".{hint}')

    def known(self) -> list[str]:
        """Return the prefixed names of all resources that are described, sorted."""
        return sorted(map(self.prefixes.shorten, self._subjects))

    def beginning(self, text: str) -> list[str]:
        """Return the prefixed names that begin with a text; if there are none, the labels that do, in capitals or not."""
        found = [name for name in self.known() if name.startswith(text)]
        return found or sorted(
            {
                quad.object.value
                for quad in self.quads
                if quad.predicate.value in NAMES and isinstance(quad.object, ox.Literal) and quad.object.value.isprintable()
                if quad.object.value.casefold().startswith(text.casefold())
            }
        )

    def label(self, term: object, languages: Sequence[str] = ("en",)) -> str:
        """Return a resource's label in the first language that has one, else its prefixed name; of a literal, its text."""
        if isinstance(term, ox.Literal):
            return term.value
        iri = text(term)
        found = self.literal(iri, languages)
        return found.value if found else self.prefixes.shorten(iri)

    def literal(self, iri: str, languages: Sequence[str] = ("en",)) -> ox.Literal | None:
        """Return a resource's label as the literal that it is, in the first language that has one; None if there is none."""
        return preferred(self.labels.get(iri, {}), languages)

    @cached_property
    def labels(self) -> dict[str, dict[str, ox.Literal]]:
        """The label of each resource in each language, by IRI and language tag."""
        own: dict[str, list[ox.Quad]] = defaultdict(list)
        for quad in self.quads:
            if quad.predicate.value in LABELS:
                own[text(quad.subject)].append(quad)
        return {iri: labels_of(quads) for iri, quads in own.items()}

    def _listed(self, iris: Iterable[str]) -> str:
        return ", ".join(printable(self.prefixes.shorten(iri)) for iri in iris)

    def _near(self, name: str, iri: str | None) -> list[str]:
        if iri:
            return difflib.get_close_matches(iri, self._subjects, n=3, cutoff=0.8)
        found = difflib.get_close_matches(name.casefold(), self._by_name, n=3, cutoff=0.7)
        return list(dict.fromkeys(self._by_name[near][0] for near in found))

    @cached_property
    def _subjects(self) -> dict[str, None]:
        return dict.fromkeys(quad.subject.value for quad in self.quads if isinstance(quad.subject, ox.NamedNode))

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        index: dict[str, dict[str, None]] = defaultdict(dict)
        for quad in self.quads:
            if quad.predicate.value in NAMES and isinstance(quad.object, ox.Literal):
                index[quad.object.value.casefold()][text(quad.subject)] = None
        return {name: list(iris) for name, iris in index.items()}


def labels_of(quads: Iterable[ox.Quad]) -> dict[str, ox.Literal]:
    """Return the label of a resource in each language, by language tag, from the quads about it."""
    ranked: dict[str, tuple[int, str, ox.Literal]] = {}
    for quad in quads:
        if quad.predicate.value in LABELS and isinstance(quad.object, ox.Literal):
            rank = (LABELS.index(quad.predicate.value), quad.object.value, quad.object)
            tag = language(quad.object)
            ranked[tag] = min(rank, ranked.get(tag, rank), key=lambda one: one[:2])
    return {tag: literal for tag, (_, _, literal) in ranked.items()}


def preferred(texts: Mapping[str, ox.Literal], languages: Sequence[str]) -> ox.Literal | None:
    """Return the text in the first language that has one, else in English, without a language, or in any."""
    return next((texts[tag] for tag in (*languages, "en", "") if tag in texts), next(iter(texts.values()), None))
