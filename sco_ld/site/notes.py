"""The passages that a page cites, numbered in the order of their first use."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from sco_ld.model.vocabulary import HAS_SOURCE, SUPPORTED_BY
from sco_ld.rdf.namespaces import DC, DCTERMS, SCHEMA
from sco_ld.rdf.terms import text
from sco_ld.site.texts import Reference, Texts, clean, is_safe


@dataclass(frozen=True)
class Note:
    """A passage: its number, the title and address of its source, who published that and when, the place in it."""

    number: int
    title: Reference
    publisher: str
    issued: Markup
    place: Reference
    name: str


class Notes:
    """The passages of one page."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.numbers: dict[object, int] = {}

    def cite(self, node: object) -> tuple[int, ...]:
        """Return the numbers of the passages that support a node."""
        passages = self.texts.content.index.values(node, SUPPORTED_BY)
        return tuple(self.numbers.setdefault(passage, len(self.numbers) + 1) for passage in passages)

    def margin(self, cited: Iterable[Iterable[int]]) -> list[Note]:
        """Return the passages that a section cites, in the order of their numbers."""
        wanted = {number for numbers in cited for number in numbers}
        return [self._note(passage, number) for passage, number in self.numbers.items() if number in wanted]

    def all(self) -> list[Note]:
        """Return all passages that have been cited so far."""
        return [self._note(passage, number) for passage, number in self.numbers.items()]

    def _note(self, passage: object, number: int) -> Note:
        known = self.texts.notes
        if passage not in known:
            known[passage] = _parts(self.texts, passage)
        return Note(number, *known[passage])


def _parts(texts: Texts, passage: object) -> tuple[Reference, str, Markup, Reference, str]:
    """Return what a note says of a passage, but for its number."""
    index = texts.content.index
    place, name = texts.reference(passage), texts.content.prefixes.shorten(text(passage))
    source = next(index.values(passage, HAS_SOURCE), None)
    if source is None:
        return place, "", Markup(""), place, name
    facts = {quad.predicate.value: text(quad.object) for quad in index.with_subject(source)}
    title, url, issued = texts.reference(source), facts.get(f"{SCHEMA}url", ""), facts.get(f"{DCTERMS}issued", "")
    if is_safe(url):
        title = Reference(title.text, url, title.lang, external=True)
    day = texts.date(issued) if issued else texts.phrase("no-date")
    return title, clean(facts.get(f"{DC}publisher", "")), day, place, name
