"""The home page, as values for its template: who has which status on the day."""

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from sco_ld.site.notes import Note, Notes
from sco_ld.site.texts import Reference, Texts


@dataclass(frozen=True)
class Group:
    """The members with one status: how many for certain, how many more possibly, who, and the passages they rest on."""

    name: str
    certain: int
    possible: int
    members: tuple[Reference, ...]
    notes: tuple[int, ...]


class DayPage:
    """The members of the main organization by status on a day; passages are numbered in the order of use."""

    def __init__(self, texts: Texts, day: str) -> None:
        self.texts, self.content, self.day = texts, texts.content, day
        self.notes = Notes(texts)

    def groups(self) -> list[Group]:
        """Return a group for each status that someone has had by the day."""
        return [self._group(role) for role in self.content.memberships.statuses]

    def margin(self, cited: Iterable[Iterable[int]]) -> list[Note]:
        """Return the passages that a section cites."""
        return self.notes.margin(cited)

    def _group(self, role: str) -> Group:
        held = [one for one in self.content.memberships.held if one.role == role and one.span.holds(self.day, possible=True)]
        certain = sum(one.span.holds(self.day, possible=False) for one in held)
        members = tuple(self.texts.reference(ox.NamedNode(one.member)) for one in held)
        notes = dict.fromkeys(number for one in held for number in self.notes.cite(ox.NamedNode(one.node))[:1])
        return Group(self.texts.label(role), certain, len(held) - certain, members, tuple(notes))
