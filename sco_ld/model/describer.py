"""Descriptions of resources: named, dated, with what others say of them, footnoted."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from sco_ld.model.description import Conflict, Description, Footnote, Statement
from sco_ld.model.entity_index import EntityIndex
from sco_ld.model.interface import WORD, Words, words
from sco_ld.model.names import NAMES, Names
from sco_ld.model.periods import period_of
from sco_ld.model.phrases import SHOWN_ELSEWHERE, Phrases
from sco_ld.model.vocabulary import CONFLICTS_WITH, HAS_SOURCE, SUPPORTED_BY
from sco_ld.rdf.namespaces import DC, DCTERMS, RDF, SCHEMA, SKOS
from sco_ld.rdf.terms import language, text


class Describer:
    """Describes the resources of some quads, which are indexed once."""

    def __init__(self, quads: Sequence[ox.Quad], names: Names, index: EntityIndex | None = None) -> None:
        self.index, self.names = index or EntityIndex(quads), names
        self.own_words = [quad for quad in quads if text(quad.subject).startswith(WORD)]
        self.spoken: dict[str, Words] = {}

    def describe(self, iri: str, lang: str = "en") -> Description:
        """Return all that the quads say of a resource, with labels, dates and headings in a language."""
        return self._builder(lang).build(iri)

    def phrase(self, node: ox.NamedNode, lang: str = "en") -> str:
        """Return a resource in one line: its label, else its text, else the labels of its values."""
        return self._builder(lang).phrase(node, None)

    def property_label(self, term: ox.NamedNode, lang: str = "en") -> str:
        """Return a property's label, or its local name as words: `legal name`."""
        return self._builder(lang).property_label(term)

    def citation(self, passage: ox.NamedNode, lang: str = "en") -> str:
        """Return source, publisher, date and the place in the source of a passage."""
        return self._builder(lang).footnote(passage).text

    def _builder(self, lang: str) -> "_Builder":
        if lang not in self.spoken:
            self.spoken[lang] = words(lang, self.own_words)
        return _Builder(self.index, self.names, lang, self.spoken[lang])


class _Builder(Phrases):
    """Builds one description, and numbers the passages that it cites in the order of their first use."""

    def __init__(self, index: EntityIndex, names: Names, lang: str, spoken: Words) -> None:
        super().__init__(index, names, lang)
        self.words = spoken
        self.numbers: dict[object, int] = {}

    def build(self, iri: str) -> Description:
        node = ox.NamedNode(iri)
        quads, notes = self.index.with_subject(node), self.cite(node)
        pointing = [
            quad for quad in self.index.with_object(node) if quad.predicate.value not in (SUPPORTED_BY, CONFLICTS_WITH)
        ]
        dated = {quad.subject: None for quad in pointing if self.period(quad.subject)}
        timeline = self.timeline(node, notes, dated)
        incoming = dict.fromkeys(self.incoming(quad, node) for quad in pointing if quad.subject not in dated)
        return Description(
            iri=iri,
            name=self.names.prefixes.shorten(iri),
            title=self.label(node),
            notes=notes,
            types=tuple(self.label(quad.object) for quad in quads if quad.predicate.value == f"{RDF}type"),
            names=tuple(self.all_names(quads)),
            timeline=timeline,
            statements=tuple(
                Statement(self.property_label(quad.predicate), self.phrase(quad.object, node))
                for quad in quads
                if quad.predicate.value not in SHOWN_ELSEWHERE
            ),
            incoming=tuple(incoming),
            conflicts=tuple(self.conflicts([node, *dated])),
            footnotes=tuple(self.footnote(passage) for passage in self.numbers),
            words=self.words,
        )

    def timeline(self, node: ox.NamedNode, notes: tuple[int, ...], dated: Iterable[object]) -> tuple[Statement, ...]:
        """Return the node itself if it is dated, and the dated nodes that point to it in the order of time."""
        own = [Statement(self.time(node), self.label(node), notes)] if self.period(node) else []
        others = {other: Statement(self.time(other), self.phrase(other, node), self.cite(other)) for other in dated}
        in_order = sorted(others, key=lambda other: (self.period(other).lstrip("≤≥ "), others[other].value))
        return (*own, *(others[other] for other in in_order))

    def incoming(self, quad: ox.Quad, node: ox.NamedNode) -> Statement:
        named = any(other.predicate.value in NAMES for other in self.index.with_subject(quad.subject))
        notes = () if named else self.cite(quad.subject)  # a named thing has a page of its own
        return Statement(f"← {self.property_label(quad.predicate)}", self.phrase(quad.subject, node), notes)

    def time(self, node: object) -> str:
        """Return the time of a node in words; empty if it has none."""
        return period_of(self.index.with_subject(node)).in_words(self.words)

    def all_names(self, quads: Iterable[ox.Quad]) -> list[str]:
        """Return a line for each property that names the subject of the quads, with its values and their languages."""
        lines: dict[str, list[str]] = defaultdict(list)
        for quad in quads:
            if quad.predicate.value in NAMES and language(quad.object):
                name = "" if quad.predicate.value == f"{SKOS}prefLabel" else f"{self.property_label(quad.predicate)}: "
                lines[name].append(f"{text(quad.object)} ({language(quad.object)})")
        return [name + " · ".join(values) for name, values in lines.items()]

    def conflicts(self, nodes: Iterable[object]) -> Iterator[Conflict]:
        for node in nodes:
            for other in self.index.values(node, CONFLICTS_WITH):
                reasons = (text(note) for side in (node, other) for note in self.index.values(side, f"{SKOS}editorialNote"))
                yield Conflict(self.statement(node), self.statement(other), " ".join(dict.fromkeys(reasons)))

    def statement(self, node: object) -> Statement:
        return Statement(self.time(node), self.phrase(node, None), self.cite(node))

    def cite(self, node: object) -> tuple[int, ...]:
        """Return the numbers of the passages that support a node."""
        passages = self.index.values(node, SUPPORTED_BY)
        return tuple(self.numbers.setdefault(passage, len(self.numbers) + 1) for passage in passages)

    def footnote(self, passage: object) -> Footnote:
        """Return source, publisher, date, the place in the source, and the source's address."""
        source = next(self.index.values(passage, HAS_SOURCE), None)
        if source is None:
            return Footnote(self.label(passage))
        facts = {quad.predicate.value: text(quad.object) for quad in self.index.with_subject(source)}
        parts = (self.label(source), facts.get(f"{DC}publisher"), facts.get(f"{DCTERMS}issued"), self.label(passage))
        return Footnote(", ".join(part for part in parts if part), facts.get(f"{SCHEMA}url", ""))
