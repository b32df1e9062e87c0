"""Resources, dates and phrases in the language of a page, as HTML that is safe."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import pyoxigraph as ox
from markupsafe import Markup, escape

from sco_ld.model.interface import Words
from sco_ld.model.phrases import Phrases
from sco_ld.model.vocabulary import ENDS, HAS_SOURCE, STARTS
from sco_ld.rdf.namespaces import DC, DCTERMS, SCHEMA
from sco_ld.rdf.terms import text
from sco_ld.site.content import Content
from sco_ld.text.printable import visible

_SAFE = re.compile(r"(?i)(https?://[^\s/]|mailto:|urn:|doi:)")
_CALENDAR = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_MONTHS = 12
_REMEMBERED = 20_000  # of each kind, so that memory does not grow with the publication


@dataclass(frozen=True)
class Reference:
    """A text that may lead somewhere: `href` is relative to the root of the site, or a whole address if it is external."""

    text: str
    href: str = ""
    lang: str = ""
    external: bool = False


@dataclass
class Texts:
    """What things are called on the pages of a language."""

    content: Content
    lang: str
    words: Words = field(init=False)

    def __post_init__(self) -> None:
        self.words = self.content.publication.words(self.lang)
        self.phrases = Phrases(self.content.index, self.content.names, self.lang)
        self.date = lru_cache(_REMEMBERED)(self._date)
        self.label = lru_cache(_REMEMBERED)(self._label)
        self.kind = lru_cache(_REMEMBERED)(self._kind)
        self.passage = lru_cache(_REMEMBERED)(self._passage)
        self.named = lru_cache(_REMEMBERED)(self._reference)
        self.source = lru_cache(_REMEMBERED)(lambda number: self.words.fill("passage-number", number=number))

    def reference(self, node: object, subject: object = None) -> Reference:
        """Return what a node is called, and the page or the address that it leads to.

        The subject is not told again in the name of a node that is named after its values.
        """
        if isinstance(node, ox.NamedNode) and node.value in self.content.names.labels:
            subject = None
        return self.named(node, subject)

    def _reference(self, node: object, subject: object) -> Reference:
        if (
            isinstance(node, ox.NamedNode)
            and node.value not in self.content.names.labels
            and self.content.is_shape(node.value)
        ):
            return Reference(self.content.prefixes.shorten(node.value), self.page(node.value))
        said, lang = self.phrases.phrase_and_language(node, subject)
        lang = "" if lang == self.lang else lang
        if not isinstance(node, ox.NamedNode):
            return Reference(clean(said), "", lang)
        if node.value in self.content.paths:
            return Reference(clean(said), self.page(node.value), lang)
        return Reference(clean(said).strip("<>"), *(("", lang) if not is_safe(node.value) else (node.value, lang, True)))

    def _passage(self, passage: object) -> tuple[Reference, str, Markup, Reference, str]:
        """Return what is said of a passage: its source, who published it and when, the place in it, its name."""
        index = self.content.index
        place, name = self.reference(passage), self.content.prefixes.shorten(text(passage))
        source = next(index.values(passage, HAS_SOURCE), None)
        if source is None:
            return place, "", Markup(""), place, name
        facts = {quad.predicate.value: text(quad.object) for quad in index.with_subject(source)}
        title, url, issued = self.reference(source), facts.get(f"{SCHEMA}url", ""), facts.get(f"{DCTERMS}issued", "")
        if is_safe(url):
            title = Reference(title.text, url, title.lang, external=True)
        day = self.date(issued) if issued else self.phrase("no-date")
        return title, clean(facts.get(f"{DC}publisher", "")), day, place, name

    def licence(self) -> Reference:
        """Return the licence of the data; without an address if there is none."""
        found = self.reference(ox.NamedNode(self.content.licence)) if self.content.licence else Reference("")
        return (
            Reference("CC BY 4.0", found.href, "", external=True)
            if "creativecommons.org/licenses/by/4.0" in found.href
            else found
        )

    def page(self, iri: str) -> str:
        """Return the address of the page of a resource, relative to the root."""
        return f"{self.lang}/{self.content.paths[iri]}/"

    def _label(self, iri: str) -> str:
        return clean(self.phrases.label(ox.NamedNode(iri)))

    def _kind(self, iri: str) -> str:
        """Return the name of a class or property, in words if it has no label."""
        return clean(self.phrases.property_label(ox.NamedNode(iri)))

    def kind_and_language(self, term: ox.NamedNode) -> tuple[str, str]:
        """Return the name of a class or property, and its language; empty if that is the language of the page."""
        lang = self.phrases.language_of(term)
        return self.kind(term.value), "" if lang == self.lang else lang

    def phrase(self, phrase: str, /, **values: object) -> Markup:
        """Return a phrase of the interface with values in it, which are escaped if they are not HTML."""
        return Markup(self.words.fill(phrase, **{key: escape(value) for key, value in values.items()}))  # noqa: S704

    def _date(self, value: str, *, after_preposition: bool = False) -> Markup:
        """Return a day, month or year as a time element, and another text as it is.

        After a preposition a Russian month stands in the genitive.
        """
        if not _CALENDAR.fullmatch(value):
            return escape(value)
        said = self.words.date(value, after_preposition=after_preposition)
        return Markup('<time datetime="{}">{}</time>').format(value, said)

    def sentence(self, said: Markup, notes: Markup) -> Markup:
        """Return a sentence with its full stop; the numbers of passages follow the stop in English, else they precede it."""
        stop = "。" if self.lang == "zh" else "."
        if said.striptags().endswith((".", "。", "!", "?", "！", "？")):
            stop = ""
        return said + stop + notes if self.lang == "en" else said + notes + stop

    def with_article(self, frame: Markup, label: str) -> Markup:
        """Return a label in a frame, after its indefinite article where the language has one."""
        article = ("an " if label[:1].lower() in "aeiou" else "a ") if self.lang == "en" and label else ""
        return article + frame.format(label)

    def since(self, dates: Mapping[str, str]) -> Markup:
        """Return since when something has held, as a phrase in a sentence; empty if that is not known at all."""
        day, not_before, not_after = (dates.get(name) for name in STARTS)
        known = day or (not_before and not_after and _calendar_span(not_before, not_after))
        if known:
            return self.phrase("since", date=self.date(known, after_preposition=True))
        if not_before and not_after:
            return self.phrase("since-between", first=self.date(not_before), last=self.date(not_after))
        if not_after:
            return self.phrase("since-at-the-latest", date=self.date(not_after))
        return self.phrase("since-at-the-earliest", date=self.date(not_before)) if not_before else Markup("")

    def start(self, values: Mapping[str, str]) -> Markup:
        """Return when a node began, of the values of its dates by property."""
        return self._bounded(*(values.get(name) for name in STARTS))

    def end(self, values: Mapping[str, str]) -> Markup:
        """Return when a node holds for the last time."""
        return self._bounded(*(values.get(name) for name in ENDS))

    def _bounded(self, day: str | None, not_before: str | None, not_after: str | None) -> Markup:
        if day:
            return self.date(day)
        if not_before and not_after:
            if span := _calendar_span(not_before, not_after):
                return self.date(span)
            return self.phrase("between", first=self.date(not_before), last=self.date(not_after))
        if not_before:
            return self.phrase("not-before", date=self.date(not_before))
        return self.phrase("not-after", date=self.date(not_after)) if not_after else Markup("")


def dates_of(content: Content, node: object) -> dict[str, str]:
    """Return the dates of a node by property."""
    dates = {*STARTS, *ENDS}
    quads = content.index.with_subject(node)
    return {quad.predicate.value: text(quad.object) for quad in quads if quad.predicate.value in dates}


def is_safe(iri: str) -> bool:
    """Return whether an IRI may be the address of a link: http, https, mailto, urn, doi."""
    return bool(_SAFE.match(iri)) and not re.search(r"[\s\x00-\x1f]", iri)


def clean(said: str) -> str:
    """Return a text on one line without control characters; those that turn its direction are shown as escapes."""
    return visible(" ".join(said.split()))


def _calendar_span(first: str, last: str) -> str:
    """Return the month or the year that two days span exactly; empty if they do not."""
    import calendar

    if not (re.fullmatch(r"\d{4}-\d\d-01", first) and re.fullmatch(r"\d{4}-\d\d-\d\d", last)):
        return ""
    year, month = int(first[:4]), int(first[5:7])
    if last == f"{year:04}-12-31" and month == 1:
        return first[:4]
    if 1 <= month <= _MONTHS and last == f"{first[:8]}{calendar.monthrange(year, month)[1]}":
        return first[:7]
    return ""
