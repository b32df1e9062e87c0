"""The names that quads describe, and the terms that they and the bundled vocabularies declare.

A publication's own namespaces are those that it states by `void:uriSpace` or `vann:preferredNamespaceUri`. If it states
none, they are the namespaces in which two thirds of the IRIs that are mentioned are also described.
"""

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from sco_ld.rdf import vocabularies
from sco_ld.rdf.namespaces import OWL, RDF, RDFS, VOID
from sco_ld.rdf.terms import text

MOST_CANDIDATES = 20_000  # names among which a near one is looked for
_STATED = (f"{VOID}uriSpace", "http://purl.org/vocab/vann/preferredNamespaceUri")
_KINDS = {f"{OWL}{kind}" for kind in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")} | {
    f"{RDFS}Class",
    f"{RDFS}Datatype",
    f"{RDF}Property",
}
_CORE = (RDF, RDFS, OWL)


def stated_namespaces(quads: Sequence[ox.Quad]) -> tuple[str, ...]:
    """Return the beginnings of its IRIs that a publication states."""
    return tuple(sorted({text(quad.object) for quad in quads if quad.predicate.value in _STATED}))


def usual_namespaces(quads: Sequence[ox.Quad], described: set[str]) -> tuple[str, ...]:
    """Return the namespaces in which two thirds of the IRIs that quads mention, or more, are described."""
    objects = {quad.object.value for quad in quads if isinstance(quad.object, ox.NamedNode) and not is_type(quad)}
    mentioned = Counter(split(iri)[0] for iri in objects | described)
    here = Counter(split(iri)[0] for iri in described)
    return tuple(sorted(one for one, count in here.items() if one and 3 * count >= 2 * mentioned[one]))


def split(iri: str) -> tuple[str, str]:
    """Return the namespace and the local name of an IRI: what stands up to the last # or /, and after it.

    >>> split("http://www.w3.org/ns/org#role")
    ('http://www.w3.org/ns/org#', 'role')
    """
    end = max(iri.rfind("#"), iri.rfind("/")) + 1
    return iri[:end], iri[end:]


@dataclass(frozen=True)
class KnownNames:
    """The names that quads describe and declare; a cautious one takes only the namespaces that are stated as own ones."""

    quads: Sequence[ox.Quad]
    in_shapes: frozenset[str] = frozenset()
    cautious: bool = False

    @cached_property
    def described(self) -> set[str]:
        """The IRIs that are subjects."""
        return {quad.subject.value for quad in self.quads if isinstance(quad.subject, ox.NamedNode)}

    @cached_property
    def stated(self) -> tuple[str, ...]:
        """The beginnings of its IRIs that the publication states."""
        return stated_namespaces(self.quads)

    @cached_property
    def own(self) -> tuple[str, ...]:
        """The beginnings of the publication's own IRIs."""
        return self.stated if self.cautious else self.stated or usual_namespaces(self.quads, self.described)

    @cached_property
    def ontologies(self) -> set[str]:
        """The namespaces in which terms are declared."""
        return {split(text(quad.subject))[0] for quad in self.quads if is_type(quad) and text(quad.object) in _KINDS}

    @cached_property
    def candidates(self) -> Mapping[str, list[str]]:
        """The local names of all that is described, by namespace."""
        found = defaultdict(list)
        for iri in sorted(self.described):
            found[split(iri)[0]].append(split(iri)[1])
        return found

    def has_term(self, iri: str) -> bool:
        """Return whether a term is declared, or of a vocabulary of which nothing is known."""
        namespace, local = split(iri)
        if iri in self.described or (iri in self.in_shapes and (self.cautious or namespace not in vocabularies.terms())):
            return True
        if namespace in vocabularies.terms():
            return _is_listed(namespace, local)
        return namespace not in self.ontologies and not iri.startswith(self.stated)

    def has_name(self, iri: str) -> bool:
        """Return whether an IRI is described, a namespace, or not the publication's own."""
        return iri in self.described or iri in self.in_shapes or not split(iri)[1] or not iri.startswith(self.own)

    def nearest(self, iri: str, *, is_term: bool) -> str | None:
        """Return a near name of the same namespace, or the same name in another one, for a node in an own one."""
        namespace, local = split(iri)
        names = sorted(vocabularies.terms().get(namespace, ())) or self.candidates.get(namespace, [])
        if len(names) <= MOST_CANDIDATES:
            by_letters = {name.casefold(): name for name in reversed(names)} | {name: name for name in names}
            near = difflib.get_close_matches(local, by_letters, n=1, cutoff=0.75)
            near = near or difflib.get_close_matches(local.casefold(), by_letters, n=1, cutoff=0.75)
            if near:
                return namespace + by_letters[near[0]]
        others = [*self.own_spaces, *_CORE, *self.used_vocabularies] if is_term else self.own_spaces
        return next((one + local for one in others if self._has(one, local)), None)

    @cached_property
    def used_vocabularies(self) -> list[str]:
        """The namespaces of the vocabularies of which predicates are used."""
        return sorted({split(quad.predicate.value)[0] for quad in self.quads} & vocabularies.terms().keys())

    @cached_property
    def own_spaces(self) -> list[str]:
        """The publication's own namespaces in which something is described."""
        return sorted(one for one in self.candidates if one.startswith(self.own))

    def _has(self, namespace: str, local: str) -> bool:
        return namespace + local in self.described or local in vocabularies.terms().get(namespace, ())


def is_type(quad: ox.Quad) -> bool:
    """Return whether a quad states the class of a node."""
    return quad.predicate.value == f"{RDF}type"


def _is_listed(namespace: str, local: str) -> bool:
    return local in vocabularies.terms()[namespace] or (namespace == RDF and re.fullmatch(r"_[1-9]\d*", local) is not None)
