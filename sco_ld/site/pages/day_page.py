"""A day, as values for its template and for the home page: who has which status, and what began and ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import pyoxigraph as ox
from markupsafe import Markup

from sco_ld.model.memberships import Membership
from sco_ld.site.notes import Note, Notes
from sco_ld.site.pages.disagreements import confidence
from sco_ld.site.pictures.steps import steps
from sco_ld.site.pictures.styles import Style, styles
from sco_ld.site.status_chart import StatusChart
from sco_ld.site.texts import Reference, Texts, dates_of


@dataclass(frozen=True)
class Holder:
    """Who has a status: since when, for how many days, how sure that is, and the passages."""

    ref: Reference
    style: Style
    since: Markup
    days: int
    certain: bool
    is_new: bool
    confidence: int
    notes: tuple[int, ...]


@dataclass(frozen=True)
class Group:
    """The members with one status: how many for certain, how many more possibly, and who."""

    name: str
    style: Style
    certain: int
    possible: int
    holders: tuple[Holder, ...]

    @property
    def notes(self) -> tuple[int, ...]:
        """The first passage of each."""
        return tuple(dict.fromkeys(number for one in self.holders for number in one.notes[:1]))


@dataclass(frozen=True)
class Change:
    """A status that begins, or is held for the last time."""

    ref: Reference
    style: Style
    certain: bool
    notes: tuple[int, ...]


@dataclass(frozen=True)
class Neighbour:
    """The day of change before or after, and what changes on it."""

    day: str
    what: tuple[str, ...]


class DayPage:
    """A day of the main organization; passages are numbered in the order of use."""

    def __init__(self, texts: Texts, day: str) -> None:
        self.texts, self.content, self.day = texts, texts.content, day
        self.memberships = self.content.memberships
        self.notes = Notes(texts)
        roles = self.memberships.statuses
        self.styles = styles(roles, {role: texts.label(role) for role in roles})
        self.before = _shifted(day, -1)

    def groups(self) -> list[Group]:
        """Return a group for each status."""
        return [self._group(role) for role in self.memberships.statuses]

    def began(self) -> list[Change]:
        """Return the statuses that begin on the day, or may do so for the first time."""
        return [self._change(one) for one in self.memberships.held if self.day in _starts(one)]

    def ended(self) -> list[Change]:
        """Return the statuses that the day before was the last day of, or the last possible one."""
        return [self._change(one) for one in self.memberships.held if self.before in _ends(one)]

    def previous(self) -> Neighbour | None:
        """Return the day of change before this day."""
        earlier = [day for day in self.memberships.days_of_change if day < self.day]
        return self._neighbour(earlier[-1]) if earlier else None

    def following(self) -> Neighbour | None:
        """Return the day of change after this day."""
        return next((self._neighbour(day) for day in self.memberships.days_of_change if day > self.day), None)

    def steps(self) -> list[tuple[str, Markup]]:
        """Return a picture for each status of how many have had it, with its name."""
        scale, held = StatusChart(self.texts, self.day).scale, self.memberships.held
        most = max(len({one.member for one in held if one.role == role}) for role in self.styles)
        return [
            (style.name, steps([one.span for one in held if one.role == role], style, scale, self.day, most))
            for role, style in self.styles.items()
        ]

    def margin(self, cited: Iterable[Iterable[int]]) -> list[Note]:
        """Return the passages that a section cites."""
        return self.notes.margin(cited)

    def _group(self, role: str) -> Group:
        held = [one for one in self.memberships.held if one.role == role and one.span.holds(self.day, possible=True)]
        holders = tuple(map(self._holder, held))
        certain = sum(one.certain for one in holders)
        return Group(self.texts.label(role), self.styles[role], certain, len(held) - certain, holders)

    def _holder(self, one: Membership) -> Holder:
        node = ox.NamedNode(one.node)
        start = one.span.latest_start
        known = start not in ("", "~") and start <= self.day
        return Holder(
            self.texts.reference(ox.NamedNode(one.member)),
            self.styles[one.role],
            self.texts.start(dates_of(self.content, node)),
            (date.fromisoformat(self.day) - date.fromisoformat(start)).days if known else 0,
            one.span.holds(self.day, possible=False),
            self.day in _starts(one),
            confidence(self.content, node),
            self.notes.cite(node),
        )

    def _change(self, one: Membership) -> Change:
        ref = self.texts.reference(ox.NamedNode(one.member))
        exact = one.span.earliest_start == one.span.latest_start if self.day in _starts(one) else True
        return Change(ref, self.styles[one.role], exact, self.notes.cite(ox.NamedNode(one.node)))

    def _neighbour(self, day: str) -> Neighbour:
        held, before = self.memberships.held, _shifted(day, -1)
        what = [one for one in held if day in _starts(one)] or [one for one in held if before in _ends(one)]
        return Neighbour(day, tuple(f"{self.texts.label(one.member)}: {self.texts.label(one.role)}" for one in what[:2]))


def _starts(one: Membership) -> set[str]:
    return {one.span.earliest_start, one.span.latest_start}


def _ends(one: Membership) -> set[str]:
    return {one.span.earliest_end, one.span.latest_end}


def _shifted(day: str, days: int) -> str:
    return str(date.fromisoformat(day) + timedelta(days=days)) if day > "0001-01-01" else day
