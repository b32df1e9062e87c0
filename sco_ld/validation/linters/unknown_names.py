"""Names that lead nowhere: IRIs of the publication that nothing describes, and terms that no vocabulary declares.

A publication's own namespaces are those that it states by `void:uriSpace` or `vann:preferredNamespaceUri`. If it states
none, they are the namespaces in which two thirds of the IRIs that are mentioned are also described.

A subject may be the slip itself: one to which nothing refers, and whose name is nearly one that is referred to.
"""

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import pyoxigraph as ox

from sco_ld.rdf import vocabularies
from sco_ld.rdf.namespaces import DCAT, OWL, RDF, RDFS, SCHEMA, SH, VOID, Prefixes
from sco_ld.rdf.terms import text
from sco_ld.source_map.locator import Locator
from sco_ld.validation.report import Rule
from sco_ld.validation.results import NAME_COMPONENT, NAMESPACE, Result

NAME, TERM = f"{NAMESPACE}UnknownName", f"{NAMESPACE}UnknownTerm"
_WORDS = {
    NAME: "An IRI of the publication is that of a node which the data or the ontology describe.",
    TERM: "A property, class or datatype is one that the ontology or a vocabulary in use declares.",
}
_STATED = (f"{VOID}uriSpace", "http://purl.org/vocab/vann/preferredNamespaceUri")
_KINDS = {f"{OWL}{kind}" for kind in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")} | {
    f"{RDFS}Class",
    f"{RDFS}Datatype",
    f"{RDF}Property",
}
_DOCUMENTS = {  # what these point to are files and pages, which need no description
    *(f"{OWL}{name}" for name in ("versionIRI", "priorVersion", "imports", "backwardCompatibleWith", "incompatibleWith")),
    *(f"{DCAT}{name}" for name in ("accessURL", "downloadURL", "landingPage", "endpointURL")),
    *(f"{VOID}{name}" for name in ("dataDump", "sparqlEndpoint")),
    *(f"{SCHEMA}{name}" for name in ("url", "contentUrl")),
    f"{RDFS}seeAlso",
}
_LIST = (f"{RDF}first", f"{RDF}rest")
_CORE = (RDF, RDFS, OWL)
_MENTIONS = 10  # of one unknown name that are reported
_SUGGESTIONS = 50  # that are looked for
_CANDIDATES = 20_000
_EDITS = 2  # of letters by which a subject may be misspelt


def results(  # noqa: PLR0913, PLR0917  what is read, and how it is told
    data: Sequence[ox.Quad],
    background: Sequence[ox.Quad],
    shapes: Sequence[ox.Quad],
    places: Locator,
    prefixes: Prefixes,
    severities: Mapping[str, str],
) -> Iterator[Result]:
    """Return a result for each mention of an unknown name in the data, and one for each unknown term.

    The background is what the data may refer to; what the shapes are about is known too. Severities are by rule; without
    one a result is a warning.
    """
    known = _Known([*data, *background], frozenset(_named_by_shapes(shapes)))
    return _results(data, known, places, prefixes, severities)


def of_shapes(
    shapes: Sequence[ox.Quad],
    data: Sequence[ox.Quad],
    places: Locator,
    prefixes: Prefixes,
    severities: Mapping[str, str],
) -> Iterator[Result]:
    """Return the results for shapes whose targets, paths and values nobody knows; what the data use is known.

    Shapes may be about data that are elsewhere: a name of them is unknown only if its namespace is one that is stated, and
    if it is nearly a known one. The terms of SHACL are left to `shape_check`.
    """
    used = {quad.predicate.value for quad in data} | {text(quad.object) for quad in data if _is_type(quad)}
    shacl = {text(term) for quad in shapes for term in (quad.predicate, quad.object) if text(term).startswith(SH)}
    known = _Known([*shapes, *data], frozenset(used | shacl), cautious=True)
    return _results(shapes, known, places, prefixes, severities)


def rules(prefixes: Prefixes, severities: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the two rules with their severities."""
    names = {NAME: "known name", TERM: "known term"}
    return tuple(Rule(prefixes.shorten(one), names[one], _WORDS[one], severities.get(one, "warning")) for one in names)


def stated_namespaces(quads: Sequence[ox.Quad]) -> tuple[str, ...]:
    """Return the beginnings of its IRIs that a publication states."""
    return tuple(sorted({text(quad.object) for quad in quads if quad.predicate.value in _STATED}))


def usual_namespaces(quads: Sequence[ox.Quad], described: set[str]) -> tuple[str, ...]:
    """Return the namespaces in which two thirds of the IRIs that quads mention, or more, are described."""
    objects = {quad.object.value for quad in quads if isinstance(quad.object, ox.NamedNode) and not _is_type(quad)}
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
class _Known:
    """The names that quads describe and declare."""

    quads: Sequence[ox.Quad]
    in_shapes: frozenset[str] = frozenset()
    cautious: bool = False

    @cached_property
    def described(self) -> set[str]:
        return {quad.subject.value for quad in self.quads if isinstance(quad.subject, ox.NamedNode)}

    @cached_property
    def stated(self) -> tuple[str, ...]:
        return stated_namespaces(self.quads)

    @cached_property
    def own(self) -> tuple[str, ...]:
        return self.stated if self.cautious else self.stated or usual_namespaces(self.quads, self.described)

    @cached_property
    def ontologies(self) -> set[str]:
        """The namespaces in which terms are declared."""
        return {split(text(quad.subject))[0] for quad in self.quads if _is_type(quad) and text(quad.object) in _KINDS}

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

    def nearest(self, iri: str, rule: str) -> str | None:
        """Return a near name of the same namespace, or the same name in another one, for a node in an own one."""
        namespace, local = split(iri)
        names = sorted(vocabularies.terms().get(namespace, ())) or self.candidates.get(namespace, [])
        if len(names) <= _CANDIDATES:
            by_letters = {name.casefold(): name for name in reversed(names)} | {name: name for name in names}
            near = difflib.get_close_matches(local, by_letters, n=1, cutoff=0.75)
            near = near or difflib.get_close_matches(local.casefold(), by_letters, n=1, cutoff=0.75)
            if near:
                return namespace + by_letters[near[0]]
        others = self.own_spaces if rule == NAME else [*self.own_spaces, *_CORE, *self.used_vocabularies]
        return next((one + local for one in others if self._has(one, local)), None)

    @cached_property
    def used_vocabularies(self) -> list[str]:
        return sorted({split(quad.predicate.value)[0] for quad in self.quads} & vocabularies.terms().keys())

    @cached_property
    def own_spaces(self) -> list[str]:
        return sorted(one for one in self.candidates if one.startswith(self.own))

    def _has(self, namespace: str, local: str) -> bool:
        return namespace + local in self.described or local in vocabularies.terms().get(namespace, ())


def _results(
    data: Sequence[ox.Quad], known: _Known, places: Locator, prefixes: Prefixes, severities: Mapping[str, str]
) -> Iterator[Result]:
    yield from _misspelt(data, known, places, prefixes, severities)
    mentions: Counter[str] = Counter()
    for quad, rule, iri in _unknown(data, known):
        mentions[iri] += 1
        if mentions[iri] > (1 if rule == TERM else _MENTIONS):
            continue
        near = known.nearest(iri, rule) if len(mentions) <= _SUGGESTIONS else None
        if known.cautious and (near is None or split(near)[0] != split(iri)[0]):
            continue
        value = None if quad.predicate.value == iri else quad.object
        place = places.find(quad.subject, quad.predicate, value)  # type: ignore[arg-type]
        message = _message(rule, iri, near, prefixes)
        severity = severities.get(rule, "warning").capitalize()
        yield Result(quad.subject, quad.predicate, value, severity, message, rule, NAME_COMPONENT, place)


def _misspelt(
    data: Sequence[ox.Quad], known: _Known, places: Locator, prefixes: Prefixes, severities: Mapping[str, str]
) -> Iterator[Result]:
    """Return a result for each subject that nothing refers to and that is nearly an unknown name."""
    unknown = sorted({iri for _, rule, iri in _unknown(data, known) if rule == NAME})
    referred = {quad.object.value for quad in data if isinstance(quad.object, ox.NamedNode)}
    alone = {split(one.subject.value) for one in data if isinstance(one.subject, ox.NamedNode)} - set(map(split, referred))
    for iri in unknown[:_SUGGESTIONS]:
        namespace, local = split(iri)
        names = sorted(name for space, name in alone if space == namespace)
        cutoff = max(0.6, 1 - (_EDITS + 0.1) / max(len(local), 1))
        for name in difflib.get_close_matches(local, names, n=1, cutoff=cutoff) if len(names) <= _CANDIDATES else ():
            subject = ox.NamedNode(namespace + name)
            short, meant = prefixes.shorten(subject.value), prefixes.shorten(iri)
            message = f"Nothing refers to {short}, but to {meant}, which nothing describes. Did you mean {meant}?"
            severity = severities.get(NAME, "warning").capitalize()
            yield Result(subject, None, None, severity, message, NAME, NAME_COMPONENT, places.find(subject))


def _named_by_shapes(shapes: Iterable[ox.Quad]) -> Iterator[str]:
    """Return the IRIs of shapes, and of the terms and nodes that they are about."""
    for quad in shapes:
        if quad.predicate.value.startswith(SH) or (quad.predicate.value in _LIST and isinstance(quad.subject, ox.BlankNode)):
            yield from (term.value for term in (quad.subject, quad.object) if isinstance(term, ox.NamedNode))


def _unknown(data: Iterable[ox.Quad], known: _Known) -> Iterator[tuple[ox.Quad, str, str]]:
    """Return the unknown IRIs of quads, with the rule that each breaks."""
    is_known = {TERM: cache(known.has_term), NAME: cache(known.has_name)}
    for quad in data:
        for rule, iri in _mentions(quad):
            if not is_known[rule](iri):
                yield quad, rule, iri


def _mentions(quad: ox.Quad) -> Iterator[tuple[str, str]]:
    """Return the IRIs of a quad that must be known, with the rule for each."""
    predicate, value = quad.predicate.value, quad.object
    yield TERM, predicate
    if isinstance(value, ox.Literal):
        yield TERM, value.datatype.value
    elif isinstance(value, ox.NamedNode) and predicate not in _DOCUMENTS:
        namespace, local = split(value.value)
        yield TERM if _is_type(quad) or (local and namespace in vocabularies.terms()) else NAME, value.value


def _is_listed(namespace: str, local: str) -> bool:
    return local in vocabularies.terms()[namespace] or (namespace == RDF and re.fullmatch(r"_[1-9]\d*", local) is not None)


def _is_type(quad: ox.Quad) -> bool:
    return quad.predicate.value == f"{RDF}type"


def _message(rule: str, iri: str, near: str | None, prefixes: Prefixes) -> str:
    name = prefixes.shorten(iri)
    words = f"Nothing describes {name}." if rule == NAME else f"No vocabulary declares {name}."
    remedy = "Describe it, or name a node that is described." if rule == NAME else "Use a term that one declares."
    return f"{words} {f'Did you mean {prefixes.shorten(near)}?' if near else remedy}"
