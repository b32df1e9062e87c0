"""Names that lead nowhere: IRIs of the publication that nothing describes, and terms that no vocabulary declares.

A subject may be the slip itself: one to which nothing refers, and whose name is nearly one that is referred to.
"""

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import pyoxigraph as ox

from sco_ld.rdf import vocabularies
from sco_ld.rdf.namespaces import DCAT, OWL, RDF, RDFS, SCHEMA, SH, VOID, Prefixes
from sco_ld.rdf.terms import text
from sco_ld.source_map.locator import Locator
from sco_ld.validation.linters.known_names import MOST_CANDIDATES, KnownNames, is_type, split
from sco_ld.validation.report import Rule
from sco_ld.validation.results import NAME_COMPONENT, NAMESPACE, Result

NAME, TERM = f"{NAMESPACE}UnknownName", f"{NAMESPACE}UnknownTerm"
_WORDS = {
    NAME: "An IRI of the publication is that of a node which the data or the ontology describe.",
    TERM: "A property, class or datatype is one that the ontology or a vocabulary in use declares.",
}
_DOCUMENTS = {  # what these point to are files and pages, which need no description
    *(f"{OWL}{name}" for name in ("versionIRI", "priorVersion", "imports", "backwardCompatibleWith", "incompatibleWith")),
    *(f"{DCAT}{name}" for name in ("accessURL", "downloadURL", "landingPage", "endpointURL")),
    *(f"{VOID}{name}" for name in ("dataDump", "sparqlEndpoint")),
    *(f"{SCHEMA}{name}" for name in ("url", "contentUrl")),
    f"{RDFS}seeAlso",
}
_LIST = (f"{RDF}first", f"{RDF}rest")
_MENTIONS = 10  # of one unknown name that are reported
_SUGGESTIONS = 50  # that are looked for
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
    known = KnownNames([*data, *background], frozenset(_named_by_shapes(shapes)))
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
    used = {quad.predicate.value for quad in data} | {text(quad.object) for quad in data if is_type(quad)}
    shacl = {text(term) for quad in shapes for term in (quad.predicate, quad.object) if text(term).startswith(SH)}
    known = KnownNames([*shapes, *data], frozenset(used | shacl), cautious=True)
    return _results(shapes, known, places, prefixes, severities)


def rules(prefixes: Prefixes, severities: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the two rules with their severities."""
    names = {NAME: "known name", TERM: "known term"}
    return tuple(Rule(prefixes.shorten(one), names[one], _WORDS[one], severities.get(one, "warning")) for one in names)


def _results(
    data: Sequence[ox.Quad], known: KnownNames, places: Locator, prefixes: Prefixes, severities: Mapping[str, str]
) -> Iterator[Result]:
    yield from _misspelt(data, known, places, prefixes, severities)
    mentions: Counter[str] = Counter()
    for quad, rule, iri in _unknown(data, known):
        mentions[iri] += 1
        if mentions[iri] > (1 if rule == TERM else _MENTIONS):
            continue
        near = known.nearest(iri, is_term=rule == TERM) if len(mentions) <= _SUGGESTIONS else None
        if known.cautious and (near is None or split(near)[0] != split(iri)[0]):
            continue
        value = None if quad.predicate.value == iri else quad.object
        place = places.find(quad.subject, quad.predicate, value)  # type: ignore[arg-type]
        message = _message(rule, iri, near, prefixes)
        severity = severities.get(rule, "warning").capitalize()
        yield Result(quad.subject, quad.predicate, value, severity, message, rule, NAME_COMPONENT, place)


def _misspelt(
    data: Sequence[ox.Quad], known: KnownNames, places: Locator, prefixes: Prefixes, severities: Mapping[str, str]
) -> Iterator[Result]:
    """Return a result for each subject that nothing refers to and that is nearly an unknown name."""
    unknown = sorted({iri for _, rule, iri in _unknown(data, known) if rule == NAME})
    referred = {quad.object.value for quad in data if isinstance(quad.object, ox.NamedNode)}
    alone = {split(one.subject.value) for one in data if isinstance(one.subject, ox.NamedNode)} - set(map(split, referred))
    for iri in unknown[:_SUGGESTIONS]:
        namespace, local = split(iri)
        names = sorted(name for space, name in alone if space == namespace)
        cutoff = max(0.6, 1 - (_EDITS + 0.1) / max(len(local), 1))
        for name in difflib.get_close_matches(local, names, n=1, cutoff=cutoff) if len(names) <= MOST_CANDIDATES else ():
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


def _unknown(data: Iterable[ox.Quad], known: KnownNames) -> Iterator[tuple[ox.Quad, str, str]]:
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
        yield TERM if is_type(quad) or (local and namespace in vocabularies.terms()) else NAME, value.value


def _message(rule: str, iri: str, near: str | None, prefixes: Prefixes) -> str:
    name = prefixes.shorten(iri)
    words = f"Nothing describes {name}." if rule == NAME else f"No vocabulary declares {name}."
    remedy = "Describe it, or name a node that is described." if rule == NAME else "Use a term that one declares."
    return f"{words} {f'Did you mean {prefixes.shorten(near)}?' if near else remedy}"
