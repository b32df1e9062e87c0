"""All that is known of one resource: named, dated, with what others say of it, footnoted."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from sco_ld.model import entity_page
from sco_ld.model.names import NAMES, Names, preferred
from sco_ld.model.vocabulary import CONFIDENCE, CONFLICTS_WITH, ENDS, HAS_SELECTOR, HAS_SOURCE, STARTS, SUPPORTED_BY
from sco_ld.rdf.namespaces import DC, DCTERMS, ORG, RDF, SCHEMA, SKOS
from sco_ld.rdf.terms import language, text

_ASIDE = {*NAMES, *STARTS, *ENDS, f"{RDF}type", SUPPORTED_BY, CONFLICTS_WITH, CONFIDENCE}
_OPEN_ENDED = (f"{ORG}Membership", f"{ORG}Site", f"{ORG}Post", f"{ORG}OrganizationalUnit")
_PARTS = 5


@dataclass(frozen=True)
class Statement:
    """A property, a value, and the numbers of the footnotes that support it."""

    name: str
    value: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True)
class Conflict:
    """Two statements that cannot both hold, and why not."""

    one: Statement
    other: Statement
    reason: str


@dataclass(frozen=True)
class Description:
    """What a publication says of one resource.

    In `timeline` the name of a statement is its time; `statements` are its own properties, `incoming` what points to it
    without a date. `footnotes` are numbered from 1. `name` is the IRI as a prefixed name.
    """

    iri: str
    name: str
    title: str
    notes: tuple[int, ...]
    types: tuple[str, ...]
    names: tuple[str, ...]
    timeline: tuple[Statement, ...]
    statements: tuple[Statement, ...]
    incoming: tuple[Statement, ...]
    conflicts: tuple[Conflict, ...]
    footnotes: tuple[str, ...]

    def __str__(self) -> str:
        return self.render("text")

    def render(self, name: str = "text") -> str:
        """Return the description as `text` for a terminal, as `markdown` or as `html`."""
        return entity_page.RENDERERS[name](self)

    def _repr_html_(self) -> str:
        return self.render("html")


def describe(quads: Sequence[ox.Quad], names: Names, iri: str, lang: str = "en") -> Description:
    """Return all that quads say of a resource, with labels in a language."""
    return _Describer(quads, names, lang).describe(iri)


def subgraph(quads: Sequence[ox.Quad], iri: str) -> list[ox.Quad]:
    """Return the quads of a resource, of the nodes that point to it, and of the passages and sources of them all."""
    node = ox.NamedNode(iri)
    held: set[object] = {node, *(quad.subject for quad in quads if quad.object == node)}
    for predicate in (SUPPORTED_BY, HAS_SOURCE, HAS_SELECTOR):
        held |= {quad.object for quad in quads if quad.predicate.value == predicate and quad.subject in held}
    return [quad for quad in quads if quad.subject in held]


class _Describer:
    """The quads by subject and by object, and the footnotes as they are given out."""

    def __init__(self, quads: Sequence[ox.Quad], names: Names, lang: str) -> None:
        self.names, self.lang = names, lang
        self.about: dict[object, list[ox.Quad]] = defaultdict(list)
        self.pointing: dict[object, list[ox.Quad]] = defaultdict(list)
        for quad in quads:
            self.about[quad.subject].append(quad)
            self.pointing[quad.object].append(quad)
        self.passages: dict[object, int] = {}

    def describe(self, iri: str) -> Description:
        node = ox.NamedNode(iri)
        own, notes = self.about[node], self.cited(node)
        pointing = [quad for quad in self.pointing[node] if quad.predicate.value not in (SUPPORTED_BY, CONFLICTS_WITH)]
        dated = {quad.subject: None for quad in pointing if self.when(quad.subject)}
        mine = [Statement(self.when(node), self.label(node), notes)] if self.when(node) else []
        timeline = [Statement(self.when(one), self.words(one, node), self.cited(one)) for one in dated]
        incoming = [
            Statement(
                f"← {self.property(quad.predicate)}", self.words(quad.subject, node), self.cited_if_unnamed(quad.subject)
            )
            for quad in pointing
            if quad.subject not in dated
        ]
        return Description(
            iri=iri,
            name=self.names.prefixes.shorten(iri),
            title=self.label(node),
            notes=notes,
            types=tuple(self.label(quad.object) for quad in own if quad.predicate.value == f"{RDF}type"),
            names=tuple(self.names_of(own)),
            timeline=tuple(mine + sorted(timeline, key=lambda one: (one.name.lstrip("≤≥ "), one.value))),
            statements=tuple(
                Statement(self.property(quad.predicate), self.words(quad.object, node))
                for quad in own
                if quad.predicate.value not in _ASIDE
            ),
            incoming=tuple(dict.fromkeys(incoming)),
            conflicts=tuple(self.conflicts([node, *dated])),
            footnotes=tuple(self.footnote(passage) for passage in self.passages),
        )

    def label(self, term: object) -> str:
        return self.names.label(term, (self.lang,))

    def property(self, term: ox.NamedNode) -> str:
        """Return a property's label, or its local name in words: `legal name`."""
        words = self.label(term)
        local = re.split(r"[/#:]", term.value)[-1]
        return (
            words if words != self.names.prefixes.shorten(term.value) else re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local).replace("_", " ").lower()
        )

    def names_of(self, own: Iterable[ox.Quad]) -> list[str]:
        by_property: dict[str, list[str]] = defaultdict(list)
        for quad in own:
            if quad.predicate.value in NAMES and language(quad.object):
                name = "" if quad.predicate.value == f"{SKOS}prefLabel" else f"{self.property(quad.predicate)}: "
                by_property[name].append(f"{text(quad.object)} ({language(quad.object)})")
        return [name + " · ".join(texts) for name, texts in by_property.items()]

    def when(self, node: object) -> str:
        """Return the time of a node: a day, bounds (`2022-09-01/2022-09-30`, `≤ 2011-06-15`), or a start and an end."""
        values = {quad.predicate.value: text(quad.object) for quad in self.about[node]}
        start, end = (_side(*(values.get(name) for name in sides)) for sides in (STARTS, ENDS))
        lasts = end or any(text(quad.object) in _OPEN_ENDED for quad in self.about[node])
        return f"{start} – {end}".strip() if (start and lasts) or end else start

    def words(self, node: object, subject: object) -> str:
        """Say a node in a line: its label, else its text, else its parts but for the subject."""
        named = self.label(node)
        if not isinstance(node, ox.NamedNode) or named != self.names.prefixes.shorten(node.value) or not self.about[node]:
            return named + (f" ({self.kind(node)})" if isinstance(node, ox.Literal) and self.kind(node) else "")
        texts = {
            language(quad.object): quad.object
            for quad in self.about[node]
            if quad.predicate.value == f"{SCHEMA}text" and isinstance(quad.object, ox.Literal)
        }
        if chosen := preferred(texts, (self.lang,)):
            return chosen.value
        parts = [quad.object for quad in self.about[node] if quad.predicate.value not in _ASIDE and quad.object != subject]
        return ", ".join(self.label(part) for part in reversed(parts[:_PARTS]))

    def kind(self, literal: ox.Literal) -> str:
        """Return the language of a literal, or the label of a datatype that the publication describes."""
        return language(literal) or (self.label(literal.datatype) if self.about[literal.datatype] else "")

    def conflicts(self, nodes: Iterable[object]) -> Iterable[Conflict]:
        for node in nodes:
            for quad in self.about[node]:
                if quad.predicate.value == CONFLICTS_WITH:
                    reasons = [
                        text(one.object)
                        for side in (node, quad.object)
                        for one in self.about[side]
                        if one.predicate.value == f"{SKOS}editorialNote"
                    ]
                    yield Conflict(self.stated(node), self.stated(quad.object), " ".join(dict.fromkeys(reasons)))

    def stated(self, node: object) -> Statement:
        return Statement(self.when(node), self.words(node, None), self.cited(node))

    def cited(self, node: object) -> tuple[int, ...]:
        passages = [quad.object for quad in self.about[node] if quad.predicate.value == SUPPORTED_BY]
        return tuple(self.passages.setdefault(passage, len(self.passages) + 1) for passage in passages)

    def cited_if_unnamed(self, node: object) -> tuple[int, ...]:
        """Return the passages of a statement node; a named thing has a page of its own."""
        return () if any(quad.predicate.value in NAMES for quad in self.about[node]) else self.cited(node)

    def footnote(self, passage: object) -> str:
        """Return source, place in it, publisher, date and address."""
        source = next((quad.object for quad in self.about[passage] if quad.predicate.value == HAS_SOURCE), None)
        if source is None:
            return self.label(passage)
        facts = {quad.predicate.value: text(quad.object) for quad in self.about[source]}
        known = (facts.get(f"{DC}publisher"), facts.get(f"{DCTERMS}issued"))
        parts = [self.label(source), *(part for part in known if part), self.label(passage)]
        address = facts.get(f"{SCHEMA}url")
        return ", ".join(parts) + (f" <{address}>" if address else "")


def _side(day: str | None, not_before: str | None, not_after: str | None) -> str:
    if day:
        return day
    if not_before and not_after:
        return f"{not_before}/{not_after}"
    return f"≥ {not_before}" if not_before else f"≤ {not_after}" if not_after else ""
