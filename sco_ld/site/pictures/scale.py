"""A scale of days: from dates to percent of a picture's width."""

from dataclasses import dataclass
from datetime import date

FIRST, NEVER = "", "~"


@dataclass(frozen=True)
class Scale:
    """The days from a first to a last one."""

    first: str
    last: str

    def percent(self, day: str, *, after: bool = False) -> float:
        """Return where a day begins, or with `after` where it ends, in percent; an open end is the edge."""
        if day <= self.first:
            return 0.0
        if day >= self.last:
            return 100.0
        start, days = date.fromisoformat(self.first), self._days
        return round(100 * ((date.fromisoformat(day) - start).days + after) / days, 2)

    @property
    def _days(self) -> int:
        return max(1, (date.fromisoformat(self.last) - date.fromisoformat(self.first)).days)

    def years(self, most: int = 7) -> list[tuple[str, float]]:
        """Return years to mark, a few at equal steps, and where they begin."""
        first, last = int(self.first[:4]), int(self.last[:4])
        step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 250, 500, 1000, 10000) if (last - first) / step <= most)
        marks = range(first + (-first % step), last + 1, step)
        return [(f"{year:04}", self.percent(f"{year:04}-01-01")) for year in marks if f"{year:04}-01-01" >= self.first]


def scale_of(days: list[str], today: str) -> Scale:
    """Return a scale that holds all days, and the day of the page."""
    known = [day for day in (*days, today) if day not in (FIRST, NEVER)]
    first, last = min(known, default="2000-01-01"), max(known, default="2000-12-31")
    return Scale(f"{first[:4]}-01-01", last if last > f"{first[:4]}-01-01" else f"{first[:4]}-12-31")
