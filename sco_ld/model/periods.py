"""The time of a node as text, in figures or in words: a day, bounds, or a start and an end."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from sco_ld.model.interface import Words
from sco_ld.model.vocabulary import ENDS, STARTS
from sco_ld.rdf.namespaces import ORG
from sco_ld.rdf.terms import text

_MONTHS = 12
_OPEN_ENDED = (f"{ORG}Membership", f"{ORG}Site", f"{ORG}Post", f"{ORG}OrganizationalUnit")


@dataclass(frozen=True)
class Bounds:
    """A day, or the bounds that stand in its place; empty texts are unknown."""

    day: str = ""
    not_before: str = ""
    not_after: str = ""

    def __str__(self) -> str:
        if self.day or (self.not_before and self.not_after):
            return self.day or f"{self.not_before}/{self.not_after}"
        return f"≥ {self.not_before}" if self.not_before else f"≤ {self.not_after}" if self.not_after else ""

    @property
    def known(self) -> str:
        """The day, or the month or year whose first and last days the bounds are; empty if there is none."""
        return self.day or calendar_span(self.not_before, self.not_after)

    @property
    def between(self) -> bool:
        """Whether there are two bounds, which are not those of a month or a year."""
        return bool(self.not_before and self.not_after and not self.known)

    def in_words(self, words: Words, *, after_preposition: bool = False) -> str:
        """Return the day or the bounds in words."""
        if self.known:
            return words.date(self.known, after_preposition=after_preposition)
        first, last = words.date(self.not_before), words.date(self.not_after)
        if self.between:
            return words.fill("between", first=first, last=last)
        return words.fill("not-before", date=first) if first else words.fill("not-after", date=last) if last else ""


@dataclass(frozen=True)
class Period:
    """When a node began and when it held for the last time; `lasts` if it goes on where it has no end."""

    start: Bounds
    end: Bounds
    lasts: bool

    @property
    def earliest(self) -> str:
        """The earliest known date of the start, for the order of time; after every date if there is none."""
        return min(filter(None, (self.start.day, self.start.not_before, self.start.not_after)), default="~")

    def __str__(self) -> str:
        start, end = str(self.start), str(self.end)
        return f"{start} – {end}".strip() if (start and self.lasts) or end else start

    def in_words(self, words: Words) -> str:
        """Return the period in words: `since 9 June 2017`, `September 2022`."""
        lasts = self.lasts or bool(str(self.end))
        if not lasts or not str(self):
            return self.start.in_words(words)
        if str(self.start) and str(self.end) and not (self.start.between or self.end.between):
            start = self.start.in_words(words, after_preposition=True)
            return words.fill("from-to", start=start, end=self.end.in_words(words))
        parts = [self.since(words), self.until(words)]
        return words["comma"].join(part for part in parts if part)

    def since(self, words: Words) -> str:
        """Return since when the node holds: `since 4 July 2024`; empty if that is not known."""
        return _side(self.start, "since", words)

    def until(self, words: Words) -> str:
        """Return until when the node holds: `until 3 July 2024`; empty if that is not known, or not yet."""
        return _side(self.end, "until", words)


def period(quads: Sequence[ox.Quad]) -> str:
    """Return the time of the node that the quads describe; empty if it has none.

    It is a day, bounds (`2022-09-01/2022-09-30`, `≤ 2011-06-15`), or a start and an end.
    """
    return str(period_of(quads))


def period_of(quads: Sequence[ox.Quad]) -> Period:
    """Return the time of the node that the quads describe."""
    values = {quad.predicate.value: text(quad.object) for quad in quads}
    start, end = (Bounds(*(values.get(name, "") for name in names)) for names in (STARTS, ENDS))
    return Period(start, end, any(text(quad.object) in _OPEN_ENDED for quad in quads))


def calendar_span(first: str, last: str) -> str:
    """Return the month or the year of which two days are the first and the last; empty if there is none.

    >>> calendar_span("2022-09-01", "2022-09-30"), calendar_span("2001-01-01", "2001-12-31"), calendar_span("2001-01-01", "")
    ('2022-09', '2001', '')
    """
    year, month = first[:4], first[:7]
    if (first, last) == (f"{year}-01-01", f"{year}-12-31"):
        return year
    if not year.isdigit() or not month[5:].isdigit() or not 1 <= int(month[5:]) <= _MONTHS:
        return ""
    days = calendar.monthrange(int(year), int(month[5:]))[1] if int(year) else 0
    return month if (first, last) == (f"{month}-01", f"{month}-{days}") else ""


def _side(bounds: Bounds, name: str, words: Words) -> str:
    """Return since or until when something holds; empty if that is not known."""
    if bounds.between:
        first, last = words.date(bounds.not_before), words.date(bounds.not_after)
        return words.fill(f"{name}-between", first=first, last=last)
    date = bounds.in_words(words, after_preposition=name == "since")
    return words.fill(name, date=date) if date else ""
