"""The page of a resource, as values for its template."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox
from markupsafe import Markup

from sco_ld.model.as_of import Span
from sco_ld.model.memberships import Membership
from sco_ld.model.names import LABELS, NAMES
from sco_ld.model.phrases import SHOWN_ELSEWHERE
from sco_ld.model.vocabulary import CONFLICTS_WITH, SUPPORTED_BY
from sco_ld.rdf.namespaces import RDF, SCHEMA, SKOS
from sco_ld.rdf.terms import language, text
from sco_ld.site.notes import Note, Notes
from sco_ld.site.pages.disagreements import Disagreement, confidence, disagreement
from sco_ld.site.pictures.life import Happening, Lasting, life
from sco_ld.site.pictures.styles import Style, styles
from sco_ld.site.texts import Reference, Texts, clean, dates_of

MOST = 100  # rows or links, before the rest goes to pages of its own
_SAYING = (f"{SKOS}definition", f"{SCHEMA}text", f"{SCHEMA}abstract", "http://purl.org/dc/terms/description")
_UNLISTED = {*SHOWN_ELSEWHERE, *_SAYING}


@dataclass(frozen=True)
class Sentence:
    """A sentence of the answer, and the numbers of the passages it rests on."""

    text: Markup
    notes: tuple[int, ...]
    lang: str = ""


@dataclass(frozen=True)
class Row:
    """A line of the timeline."""

    node: str
    start: Markup
    end: Markup
    what: Reference
    where: Reference | None
    style: Style | None
    confidence: int
    notes: tuple[int, ...]
    disputed: bool


@dataclass(frozen=True)
class Property:
    """A property and its values."""

    name: Reference
    values: tuple[Reference, ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Pointing:
    """What points to a resource by one property, of one kind."""

    name: str
    nodes: tuple[object, ...]
    reference: Callable[[object], Reference]

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.nodes)

    @property
    def links(self) -> tuple[Reference, ...]:
        """The first of them."""
        return tuple(map(self.reference, self.nodes[:MOST]))

    def all(self) -> Iterator[Reference]:
        """Return all of them."""
        return map(self.reference, self.nodes)


class ResourcePage:
    """The parts of the page of a resource; passages are numbered in the order in which the parts are asked for."""

    def __init__(self, texts: Texts, iri: str) -> None:
        self.texts, self.content, self.iri = texts, texts.content, iri
        self.node = ox.NamedNode(iri)
        self.notes = Notes(texts)
        self.quads = self.content.index.with_subject(self.node)
        self.dated = self._dated()
        self.own_memberships = self.content.memberships.of_member(iri)

    def names(self) -> list[Reference]:
        """Return the labels in the other languages of the site."""
        order = self.content.languages
        names = [quad.object for quad in self.quads if quad.predicate.value in LABELS and language(quad.object) in order]
        names.sort(key=lambda one: order.index(language(one)))
        found = {clean(text(one)): Reference(clean(text(one)), "", language(one)) for one in names}
        return [one for said, one in found.items() if said != self.title().text]

    def other_names(self) -> list[Property]:
        """Return formal and other names by property."""
        values: dict[ox.NamedNode, list[Reference]] = defaultdict(list)
        for quad in self.quads:
            if quad.predicate.value in NAMES and quad.predicate.value not in LABELS:
                values[quad.predicate].append(Reference(clean(text(quad.object)), "", language(quad.object)))
        return [self._property(predicate, some, ()) for predicate, some in values.items()]

    def title(self) -> Reference:
        """Return what the resource is called."""
        found = self.texts.reference(self.node)
        return Reference(found.text, "", found.lang)

    def types(self) -> list[Reference]:
        """Return the classes that the resource is in."""
        return [self._class(quad.object) for quad in self.quads if quad.predicate.value == f"{RDF}type"]

    def answer(self) -> list[Sentence]:
        """Return what the resource is on the day of the page, in sentences."""
        day, texts = self.content.day, self.texts
        held = [one for one in self.own_memberships if one.span.holds(day, possible=True)]
        sentences = [self._membership_sentence(one, certain=one.span.holds(day, possible=False)) for one in held]
        for predicate in _SAYING:
            said = {language(value): value for value in self.content.values(self.iri, predicate)}
            chosen = said.get(texts.lang) or said.get("en") or next(iter(said.values()), None)
            if chosen is not None and not sentences:
                lang = language(chosen)
                sentences.append(Sentence(Markup.escape(clean(text(chosen))), self.notes.cite(self.node), lang))
        return sentences or self._dated_sentence()

    def timeline(self) -> list[Row]:
        """Return the resource itself if it is dated, then the dated nodes that point to it, in the order of time."""
        return [self._row(node) for node in islice(self.dated, MOST)]

    def picture(self) -> Markup:
        """Return the timeline as a picture."""
        spans = self.content.memberships.spans
        memberships = {one.node: one for one in self.own_memberships}
        roles = [*self.content.memberships.statuses, *(one.role for one in self.own_memberships)]
        looks = styles(list(dict.fromkeys(roles)), {role: self.texts.label(role) for role in roles})
        lasting = [Lasting(one.span, looks[one.role]) for one in memberships.values()]
        own = spans.get(self.node)
        if own and own.earliest_start != own.latest_end and not lasting:
            lasting = [Lasting(own, Style("m", "", self.title().text))]
        others = [node for node in islice(self.dated, MOST) if text(node) not in memberships and node != self.node]
        events = [Happening(spans[node].earliest_start, spans[node].latest_start, self._said(node)) for node in others]
        rows = "; ".join(f"{one.name}" for one in events)
        return (
            life(lasting, events, self.content.day, self.texts.words["timeline"], rows) if lasting or events else Markup("")
        )

    def conflicts(self) -> list[Disagreement]:
        """Return the disagreements on the resource, and on the dated nodes that point to it."""
        found: dict[frozenset[object], Disagreement] = {}
        for node in [self.node, *self.dated]:
            for other in self.content.index.values(node, CONFLICTS_WITH):
                if frozenset((node, other)) not in found:
                    found[frozenset((node, other))] = disagreement(self.texts, self.notes, node, other)
        return list(found.values())

    def statements(self) -> list[Property]:
        """Return the properties of the resource that are not shown elsewhere, with their values."""
        values: dict[ox.NamedNode, list[tuple[Reference, str]]] = defaultdict(list)
        for quad in self.quads:
            if quad.predicate.value not in _UNLISTED:
                values[quad.predicate].append(self._value(quad.object))
        return [
            self._property(predicate, [one for one, _ in some], [kind for _, kind in some])
            for predicate, some in values.items()
        ]

    def pointing(self) -> list[Pointing]:
        """Return what points to the resource, by property and kind, the first of each."""
        groups: dict[tuple[str, str], list[object]] = defaultdict(list)
        for quad in self.content.index.with_object(self.node):
            if quad.predicate.value != CONFLICTS_WITH and isinstance(quad.subject, ox.NamedNode):
                groups[(quad.predicate.value, self._kind(quad.subject))].append(quad.subject)
        return [self._pointing(predicate, kind, nodes) for (predicate, kind), nodes in groups.items()]

    def place(self) -> tuple[str, int] | None:
        """Return the file and the line at which the resource is described."""
        return self.content.place(self.iri)

    def _dated(self) -> list[object]:
        """Return the node if it is dated, and the dated nodes that point to it, in the order of time."""
        spans = self.content.memberships.spans
        pointing: dict[object, None] = dict.fromkeys(
            quad.subject
            for quad in self.content.index.with_object(self.node)
            if quad.predicate.value not in (SUPPORTED_BY, CONFLICTS_WITH) and quad.subject in spans
        )
        others = sorted((node for node in pointing if node != self.node), key=lambda node: (_order(spans[node]), text(node)))
        return [self.node, *others] if self.node in spans else others

    def _row(self, node: object) -> Row:
        dates = dates_of(self.content, node)
        membership = self.content.memberships.by_node.get(text(node))
        style = self._style(membership) if membership else None
        what = self.texts.reference(node, self.node)
        where = None
        if membership and membership.member == self.iri:
            what = Reference(self.texts.label(membership.role), self.texts.page(text(node)))
            where = self.texts.reference(ox.NamedNode(membership.organization))
        disputed = any(True for _ in self.content.index.values(node, CONFLICTS_WITH))
        return Row(
            text(node), self.texts.start(dates), self.texts.end(dates), what, where, style, confidence(self.content, node),
            self.notes.cite(node), disputed,
        )  # fmt: skip

    def _style(self, membership: Membership) -> Style | None:
        statuses = self.content.memberships.statuses
        if membership.role not in statuses:
            return None
        return styles(statuses, {role: self.texts.label(role) for role in statuses})[membership.role]

    def _membership_sentence(self, one: Membership, *, certain: bool) -> Sentence:
        texts, dates = self.texts, dates_of(self.content, ox.NamedNode(one.node))
        role = texts.with_article(Markup("<b>{}</b>"), texts.label(one.role or one.node))
        phrase = "answer-role" if one.organization == self.content.memberships.organization else "answer-role-in"
        where = texts.label(one.organization) if one.organization else ""
        said = texts.phrase(phrase, name=self.title().text, role=role, since=texts.since(dates), organization=where)
        if not certain:
            said = texts.phrase("perhaps", said=said)
        return Sentence(said, self.notes.cite(ox.NamedNode(one.node)))

    def _dated_sentence(self) -> list[Sentence]:
        dates = dates_of(self.content, self.node)
        if not dates:
            return []
        start, end = self.texts.start(dates), self.texts.end(dates)
        when = self.texts.phrase("from-to", start=start, end=end) if end and end != start else start
        kind = self.types()[0].text if self.types() else self.title().text
        said = Markup("{}, {}").format(kind[:1].upper() + kind[1:], when)
        return [Sentence(said, self.notes.cite(self.node))]

    def _class(self, class_: object) -> Reference:
        found = self.texts.reference(class_)
        name, lang = self.texts.kind_and_language(class_) if isinstance(class_, ox.NamedNode) else (found.text, found.lang)
        return Reference(f"{name[:1].upper()}{name[1:]}", found.href, lang, found.external)

    def _property(self, predicate: ox.NamedNode, values: Sequence[Reference], kinds: Iterable[str]) -> Property:
        found = self.texts.reference(predicate)
        name, lang = self.texts.kind_and_language(predicate)
        return Property(Reference(name, found.href, lang, found.external), tuple(values), tuple(kinds))

    def _value(self, value: object) -> tuple[Reference, str]:
        if isinstance(value, ox.Literal):
            kind = self.texts.phrases.kind(value)
            lang = language(value)
            return Reference(clean(value.value), "", "" if lang == self.texts.lang else lang), "" if lang else kind
        return self.texts.reference(value, self.node), ""

    def _pointing(self, predicate: str, kind: str, nodes: Sequence[object]) -> Pointing:
        name = self.texts.kind(predicate)
        title = f"{kind[:1].upper()}{kind[1:]} · {name}" if kind else name
        return Pointing(title, tuple(nodes), lambda node: self.texts.reference(node, self.node))

    def _kind(self, node: object) -> str:
        class_ = next(self.content.index.values(node, f"{RDF}type"), None)
        return self.texts.kind(class_.value) if isinstance(class_, ox.NamedNode) else ""

    def _said(self, node: object) -> str:
        return self.texts.reference(node, self.node).text

    def margin(self, *cited: Iterable[Iterable[int]]) -> list[Note]:
        """Return the passages that a section cites."""
        return self.notes.margin(numbers for some in cited for numbers in some)


def _order(span: Span) -> tuple[str, str]:
    return span.earliest_start or span.latest_start, span.latest_end
