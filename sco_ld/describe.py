"""All that is known of one resource: named, dated, with what others say of it, footnoted."""

import re
from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox

from sco_ld.names import LABELS, find, label
from sco_ld.page import Conflict, Description, Statement
from sco_ld.publication import Folders
from sco_ld.terms import language, text
from sco_ld.vocab import ORG, RDF, SCHEMA, SCO, SKOS, shorten

_SUPPORTED_BY, _CONFLICTS_WITH = f"{SCO}supportedBy", f"{SCO}conflictsWith"
_STARTS = (f"{SCHEMA}startDate", f"{SCO}startsNotBefore", f"{SCO}startsNotAfter")
_ENDS = (f"{SCHEMA}endDate", f"{SCO}endsNotBefore", f"{SCO}endsNotAfter")
_ASIDE = {*LABELS, *_STARTS, *_ENDS, f"{RDF}type", _SUPPORTED_BY, _CONFLICTS_WITH, f"{SCO}confidence"}
_OPEN_ENDED = (f"{ORG}Membership", f"{ORG}Site", f"{ORG}Post", f"{ORG}OrganizationalUnit")
_PARTS = 5


def describe(publication: Folders, name: str, lang: str = "en") -> Description:
    """Give all that the publication knows of a resource, by IRI, prefixed name or label in any language.

    An unknown or ambiguous name raises ScoError.
    """
    return _Describer(publication, lang).describe(find(publication, name))


def subgraph(publication: Folders, iri: str) -> list[ox.Quad]:
    """Give the quads of a resource, of the nodes that point to it, and of the passages and sources of them all."""
    node = ox.NamedNode(iri)
    quads = [*publication.data, *publication.ontology]
    held: set[object] = {node, *(quad.subject for quad in quads if quad.object == node)}
    cites = (_SUPPORTED_BY, "http://www.w3.org/ns/oa#hasSource", "http://www.w3.org/ns/oa#hasSelector")
    for predicate in cites:
        held |= {quad.object for quad in quads if quad.predicate.value == predicate and quad.subject in held}
    return [quad for quad in quads if quad.subject in held]


class _Describer:
    """The quads by subject and by object, and the footnotes as they are given out."""

    def __init__(self, publication: Folders, lang: str) -> None:
        self.publication, self.lang = publication, lang
        self.about: dict[object, list[ox.Quad]] = defaultdict(list)
        self.pointing: dict[object, list[ox.Quad]] = defaultdict(list)
        for quad in [*publication.data, *publication.ontology]:
            self.about[quad.subject].append(quad)
            self.pointing[quad.object].append(quad)
        self.passages: dict[object, int] = {}

    def describe(self, iri: str) -> Description:
        node = ox.NamedNode(iri)
        own, notes = self.about[node], self.cited(node)
        pointing = [quad for quad in self.pointing[node] if quad.predicate.value not in (_SUPPORTED_BY, _CONFLICTS_WITH)]
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
            title=self.label(node),
            notes=notes,
            types=tuple(self.label(quad.object) for quad in own if quad.predicate.value == f"{RDF}type"),
            names=tuple(self.names(own)),
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
        return label(self.publication, term, (self.lang,))

    def property(self, term: ox.NamedNode) -> str:
        """Give a property's label, or its local name in words: `legal name`."""
        words = self.label(term)
        local = re.split(r"[/#:]", term.value)[-1]
        return (
            words if words != shorten(term.value) else re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local).replace("_", " ").lower()
        )

    def names(self, own: Iterable[ox.Quad]) -> list[str]:
        by_property: dict[str, list[str]] = defaultdict(list)
        for quad in own:
            if quad.predicate.value in LABELS and language(quad.object):
                name = "" if quad.predicate.value == f"{SKOS}prefLabel" else f"{self.property(quad.predicate)}: "
                by_property[name].append(f"{text(quad.object)} ({language(quad.object)})")
        return [name + " · ".join(texts) for name, texts in by_property.items()]

    def when(self, node: object) -> str:
        """Give the time of a node: a day, bounds (`2022-09-01/2022-09-30`, `≤ 2011-06-15`), or a start and an end."""
        values = {quad.predicate.value: text(quad.object) for quad in self.about[node]}
        start, end = (_side(*(values.get(name) for name in names)) for names in (_STARTS, _ENDS))
        lasts = end or any(text(quad.object) in _OPEN_ENDED for quad in self.about[node])
        return f"{start} – {end}".strip() if (start and lasts) or end else start

    def words(self, node: object, subject: object) -> str:
        """Say a node in a line: its label, else its text, else its parts but for the subject."""
        named = self.label(node)
        if not isinstance(node, ox.NamedNode) or named != shorten(node.value) or not self.about[node]:
            return named + (f" ({self.kind(node)})" if isinstance(node, ox.Literal) and self.kind(node) else "")
        texts = {language(q.object): text(q.object) for q in self.about[node] if q.predicate.value == f"{SCHEMA}text"}
        if texts:
            return texts.get(self.lang) or texts.get("en") or next(iter(texts.values()))
        parts = [quad.object for quad in self.about[node] if quad.predicate.value not in _ASIDE and quad.object != subject]
        return ", ".join(self.label(part) for part in reversed(parts[:_PARTS]))

    def kind(self, literal: ox.Literal) -> str:
        """Give the language of a literal, or the label of a datatype that the publication describes."""
        return language(literal) or (self.label(literal.datatype) if self.about[literal.datatype] else "")

    def conflicts(self, nodes: Iterable[object]) -> Iterable[Conflict]:
        for node in nodes:
            for quad in self.about[node]:
                if quad.predicate.value == _CONFLICTS_WITH:
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
        passages = [quad.object for quad in self.about[node] if quad.predicate.value == _SUPPORTED_BY]
        return tuple(self.passages.setdefault(passage, len(self.passages) + 1) for passage in passages)

    def cited_if_unnamed(self, node: object) -> tuple[int, ...]:
        """Give the passages of a statement node; a named thing has a page of its own."""
        return () if any(quad.predicate.value in LABELS for quad in self.about[node]) else self.cited(node)

    def footnote(self, passage: object) -> str:
        """Give source, place in it, publisher, date and address."""
        source = next((q.object for q in self.about[passage] if q.predicate.value.endswith("oa#hasSource")), None)
        if source is None:
            return self.label(passage)
        facts = {quad.predicate.value: text(quad.object) for quad in self.about[source]}
        known = (facts.get("http://purl.org/dc/elements/1.1/publisher"), facts.get("http://purl.org/dc/terms/issued"))
        parts = [self.label(source), *(part for part in known if part), self.label(passage)]
        address = facts.get(f"{SCHEMA}url")
        return ", ".join(parts) + (f" <{address}>" if address else "")


def _side(day: str | None, not_before: str | None, not_after: str | None) -> str:
    if day:
        return day
    if not_before and not_after:
        return f"{not_before}/{not_after}"
    return f"≥ {not_before}" if not_before else f"≤ {not_after}" if not_after else ""
