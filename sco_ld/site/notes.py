"""The passages that a page cites, numbered in the order of their first use."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from sco_ld.model.vocabulary import SUPPORTED_BY
from sco_ld.site.texts import Reference, Texts


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
        return Note(number, *self.texts.passage(passage))
