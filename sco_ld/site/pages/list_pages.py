"""Lists: all things by kind, terms, rules, sources, disagreements."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import pyoxigraph as ox

from sco_ld.model.names import preferred
from sco_ld.model.vocabulary import CONFLICTS_WITH, HAS_SOURCE, SUPPORTED_BY
from sco_ld.rdf.namespaces import DC, DCTERMS, RDF, SH, SKOS
from sco_ld.rdf.terms import language, text
from sco_ld.site.notes import Notes
from sco_ld.site.pages.disagreements import Disagreement, disagreement
from sco_ld.site.pages.resource_page import Pointing
from sco_ld.site.paths import safe_segment
from sco_ld.site.texts import Reference, Texts, clean, dates_of

T = TypeVar("T")
PER_PAGE = 500
_FEW = 20
_SEVERITIES = {"Violation": "severity-violation", "Warning": "severity-warning", "Info": "severity-info"}


@dataclass(frozen=True)
class Item:
    """A line of a list: a resource, what is said of it, and a small addition."""

    ref: Reference
    said: Reference | None = None
    extra: str = ""


@dataclass(frozen=True)
class Section:
    """A part of a list; `total` may be more than the items, and `more` is where they all are."""

    title: str
    items: tuple[Item, ...]
    total: int
    more: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class ListPage:
    """A page of a list: its path below the language, its title, its sections, and the paths of all pages of the list."""

    path: str
    title: str
    sections: tuple[Section, ...]
    pages: tuple[str, ...] = ()


class Lists:
    """The lists in one language."""

    def __init__(self, texts: Texts) -> None:
        self.texts, self.content, self.words = texts, texts.content, texts.words

    def pages(self) -> Iterator[ListPage]:
        """Return all pages of all lists, but for the disagreements."""
        yield from self._things()
        if sections := self._vocabulary() or (Section("", (), 0),):
            yield ListPage("vocabulary/", self.words["terms"], sections)
        if sections := self._rules():
            yield ListPage("rules/", self.words["rules"], sections)
        if self._sources:
            yield from self._paged("sources/", self.words["sources"], self._sources)

    def disagreements(self) -> tuple[list[Disagreement], Notes]:
        """Return the disagreements, each once, and the passages that they cite."""
        notes, seen, found = Notes(self.texts), set(), []
        for quad in self.content.quads:
            if quad.predicate.value == CONFLICTS_WITH:
                pair = frozenset((quad.subject, quad.object))
                if pair not in seen:
                    seen.add(pair)
                    found.append(disagreement(self.texts, notes, quad.subject, quad.object))
        return found, notes

    def _things(self) -> Iterator[ListPage]:
        """Return the page of all kinds, and the pages of each kind with many things."""
        sections, kinds = [], self._kinds
        for class_, slug in _slugs(kinds).items():
            title, items = self._kind_title(class_), [self._item(iri) for iri in kinds[class_][:_FEW]]
            many = len(kinds[class_]) > _FEW
            more = f"{self.texts.lang}/things/{slug}/" if many else ""
            sections.append(Section(title, tuple(items), len(kinds[class_]), more, slug))
            if many:
                yield from self._paged(f"things/{slug}/", title, [self._item(iri) for iri in kinds[class_]])
        yield ListPage("things/", self.words["things"], tuple(sections))

    @cached_property
    def _kinds(self) -> dict[str, list[str]]:
        """The resources of each class, the largest class first; those without one are in none."""
        found: dict[str, list[str]] = defaultdict(list)
        for iri in self.content.iris:
            for class_ in self.content.values(iri, f"{RDF}type"):
                if not text(class_).startswith(SH):
                    found[text(class_)].append(iri)
        return dict(sorted(found.items(), key=lambda one: (-len(one[1]), one[0])))

    def _vocabulary(self) -> tuple[Section, ...]:
        """Return the classes, properties and concepts that the ontology describes, by kind."""
        subjects = {
            quad.subject.value for quad in self.content.publication.ontology if isinstance(quad.subject, ox.NamedNode)
        }
        sections = []
        for class_, iris in sorted(self._kinds.items(), key=lambda one: (self._kind_title(one[0]), one[0])):
            own = [iri for iri in iris if iri in subjects]
            items = [Item(self._ref(iri), self._definition(iri), self.content.prefixes.shorten(iri)) for iri in own]
            if items:
                sections.append(Section(self._kind_title(class_), tuple(items), len(items), "", ""))
        return tuple(sections)

    def _rules(self) -> tuple[Section, ...]:
        """Return the shapes that have a message, by severity."""
        grouped: dict[str, list[Item]] = {name: [] for name in _SEVERITIES.values()}
        for iri in self.content.iris:
            if message := self._said(iri, f"{SH}message"):
                severity = next(map(text, self.content.values(iri, f"{SH}severity")), f"{SH}Violation")
                name = _SEVERITIES.get(severity.removeprefix(SH), "severity-violation")
                grouped[name].append(Item(Reference(self.content.prefixes.shorten(iri), self._ref(iri).href), message))
        return tuple(Section(self.words[name], tuple(items), len(items)) for name, items in grouped.items() if items)

    @cached_property
    def _sources(self) -> list[Item]:
        """The sources that passages are of, with publisher, date, and how much rests on each."""
        passages: dict[str, list[object]] = defaultdict(list)
        resting: Counter[object] = Counter()
        for quad in self.content.quads:
            if quad.predicate.value == HAS_SOURCE:
                passages[text(quad.object)].append(quad.subject)
            elif quad.predicate.value == SUPPORTED_BY:
                resting[quad.object] += 1
        found = []
        for iri, own in passages.items():
            facts = [
                clean(text(value))
                for name in (f"{DC}publisher", f"{DCTERMS}issued")
                for value in self.content.values(iri, name)
            ]
            places, count = self.words.count("passage", len(own)), sum(resting[one] for one in own)
            extra = f"{places}, {self.words.count('statement', count)}"
            found.append(Item(self._ref(iri), Reference(", ".join(facts)) if facts else None, extra))
        return sorted(found, key=lambda one: (one.ref.text.casefold(), one.ref.href))

    def _paged(self, path: str, title: str, items: Sequence[Item]) -> Iterator[ListPage]:
        paths = [path, *(f"{path}{number}/" for number in range(2, len(_parts(items)) + 1))]
        for own, some in zip(paths, _parts(items), strict=True):
            yield ListPage(own, title, (Section("", tuple(some), len(some)),), tuple(paths))

    def _item(self, iri: str) -> Item:
        dates = dates_of(self.content, ox.NamedNode(iri))
        return Item(self._ref(iri), None, self.texts.start(dates).striptags() if dates else "")

    def _ref(self, iri: str) -> Reference:
        return self.texts.reference(ox.NamedNode(iri))

    def _kind_title(self, class_: str) -> str:
        name = self.texts.kind(class_)
        return name[:1].upper() + name[1:]

    def _definition(self, iri: str) -> Reference | None:
        return self._said(iri, f"{SKOS}definition")

    def _said(self, iri: str, predicate: str) -> Reference | None:
        values: Iterable[object] = self.content.values(iri, predicate)
        chosen = preferred({language(one): one for one in values if isinstance(one, ox.Literal)}, (self.texts.lang,))
        if chosen is None:
            return None
        lang = language(chosen)
        return Reference(clean(chosen.value), "", "" if lang == self.texts.lang else lang)


def pointing_pages(path: str, title: str, groups: Sequence[Pointing]) -> Iterator[ListPage]:
    """Return the pages of all that points to a resource, if one group is too large for the page of the resource itself."""
    if all(one.total == len(one.links) for one in groups):
        return
    items = [(one.name, Item(link)) for one in groups for link in one.all()]
    paths = [f"{path}~all-{number}/" for number in range(1, len(_parts(items)) + 1)]
    for own, some in zip(paths, _parts(items), strict=True):
        sections: dict[str, list[Item]] = defaultdict(list)
        for name, item in some:
            sections[name].append(item)
        totals = {one.name: one.total for one in groups}
        found = tuple(Section(name, tuple(items), totals[name]) for name, items in sections.items())
        yield ListPage(own, title, found, tuple(paths))


def _parts(items: Sequence[T]) -> list[Sequence[T]]:
    return [items[start : start + PER_PAGE] for start in range(0, len(items), PER_PAGE)] or [items]


def _slugs(kinds: Iterable[str]) -> dict[str, str]:
    """Return a short name for each class, no two alike."""
    taken: set[str] = set()
    found = {}
    for class_ in kinds:
        name = safe_segment(class_.rstrip("/#").replace("#", "/").rpartition("/")[2])
        number = 1
        while (own := name if number == 1 else f"{name}~{number}").casefold() in taken:
            number += 1
        taken.add(own.casefold())
        found[class_] = own
    return found
