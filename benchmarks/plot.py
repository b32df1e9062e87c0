"""Measurements as a plot: time and memory against triples, one panel a job, one line a tool; the same bytes every time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil, floor, log10

from table import Measurement

JOBS = ("query", "export to N-Triples", "export to Turtle")
COLOURS = {"sco-ld": "#0b5c8a", "oxigraph": "#b8591c", "rdfpipe": "#6f6f6f", "sparqlquery": "#6f6f6f"}
OTHER = "#6f6f6f"
FONT = 'font-family="Helvetica, Arial, sans-serif" font-size="12" fill="#444"'
SMALL = 'font-size="10" text-anchor='
WIDTH, HEIGHT = 180, 150  # of a panel; between panels stand the names of the lines
LEFT, TOP, ACROSS, DOWN = 48, 72, 266, 222
LINE = 14  # pixels between names, at least


@dataclass(frozen=True)
class Scale:
    """Values on a logarithmic axis: exponents of ten from low to high, pixels from start to end."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return the pixel of a value."""
        return round(self.start + (log10(value) - self.low) / (self.high - self.low) * (self.end - self.start), 1)

    def powers(self) -> list[float]:
        """Return the powers of ten on the axis."""
        return [10.0**exponent for exponent in range(ceil(self.low), floor(self.high) + 1)]


def draw(measurements: Iterable[Measurement], jobs: Sequence[str] = JOBS) -> str:
    """Return the plot of jobs as SVG, without measurements that were ended by the limit."""
    shown = [one for one in measurements if one.job in jobs and not one.cost.ended]
    width, height = LEFT + ACROSS * len(jobs), TOP + DOWN + HEIGHT + 32
    size = f'width="{width}" height="{height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {width} {height}" role="img" {FONT}>',
        "<title>Time and memory against triples, on logarithmic scales</title>",
        f'<rect {size} fill="#fff"/>',
        *(_text(LEFT + ACROSS * column, 24, job, 'font-weight="bold"') for column, job in enumerate(jobs)),
        *_row(shown, jobs, lambda one: one.cost.seconds, TOP, "seconds, by triples"),
        *_row(shown, jobs, lambda one: one.cost.megabytes, TOP + DOWN, "megabytes at the peak, by triples"),
        "</svg>\n",
    ]
    return "\n".join(parts)


def _row(
    shown: list[Measurement], jobs: Sequence[str], value: Callable[[Measurement], float], top: int, name: str
) -> Iterator[str]:
    """Draw the panels of one quantity, on one scale."""
    upright = _scale(map(value, shown), top + HEIGHT, top)
    yield _text(LEFT, top - 16, name)
    yield from (_text(LEFT - 8, upright.at(power) + 4, f"{power:,g}", f'{SMALL}"end"') for power in upright.powers())
    for column, job in enumerate(jobs):
        left = LEFT + ACROSS * column
        level = _scale((one.triples for one in shown), left, left + WIDTH)
        yield from (f'<path d="M{left} {upright.at(power)}h{WIDTH}" stroke="#e6e6e6"/>' for power in upright.powers())
        yield f'<path d="M{left} {top + HEIGHT}h{WIDTH}" stroke="#aaa"/>'
        for power in level.powers():
            yield _text(level.at(power), top + HEIGHT + 17, f"{power:,.0f}", f'{SMALL}"middle"')
        yield from _lines([one for one in shown if one.job == job], value, level, upright)


def _lines(shown: list[Measurement], value: Callable[[Measurement], float], level: Scale, upright: Scale) -> Iterator[str]:
    """Draw the line of each tool, and its name: beside its end, or above an end that comes before the others'."""
    most = max((one.triples for one in shown), default=0)
    ends = []
    for tool, group in groupby(sorted(shown, key=lambda one: (one.tool, one.triples)), lambda one: one.tool):
        points = [(level.at(one.triples), upright.at(value(one)), one) for one in group]
        colour, stroke = COLOURS.get(tool, OTHER), 2.5 if tool == "sco-ld" else 1.5
        path = "L".join(f"{x} {y}" for x, y, _ in points)
        yield f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="{stroke}"/>'
        for x, y, one in points:
            label = f"{tool}, {one.triples:,} triples: {one.cost.seconds:.2f} s, {one.cost.megabytes:,.0f} MB"
            yield f'<circle cx="{x}" cy="{y}" r="{stroke + 0.5}" fill="{colour}"><title>{label}</title></circle>'
        x, y, last = points[-1]
        if last.triples == most:
            ends.append((y, x, tool))
        else:
            yield _text(x, y - 9, tool, f'fill="{colour}" text-anchor="middle"')
    free = upright.end - LINE
    for y, x, tool in sorted(ends):
        free = max(y, free + LINE)
        yield _text(x + 9, free + 4, tool, f'fill="{COLOURS.get(tool, OTHER)}"')


def _scale(values: Iterable[float], start: float, end: float) -> Scale:
    """Return an axis for the values, whole or half powers of ten long."""
    exponents = [log10(value) for value in values]
    low = floor(min(exponents) * 2) / 2
    return Scale(low, max(low + 1, ceil(max(exponents) * 2) / 2), start, end)


def _text(x: float, y: float, label: str, attributes: str = "") -> str:
    return f'<text x="{x}" y="{round(y, 1)}"{attributes and " "}{attributes}>{label}</text>'
