"""The life of a resource as a picture: bars in lanes for what lasts, marks for what happened on a day."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sco_ld.model.as_of import Span
from sco_ld.site.pictures.bars import bar, day_line, grid
from sco_ld.site.pictures.scale import Scale, scale_of
from sco_ld.site.pictures.styles import Style

_LANE, _BAR, _MARKS = 28, 22, 26
_MOST_LANES = 8


@dataclass(frozen=True)
class Lasting:
    """Something that lasts, and how it looks."""

    span: Span
    style: Style


@dataclass(frozen=True)
class Happening:
    """Something that happened between two days, which are the same if the day is known."""

    first: str
    last: str
    name: str


def life(lasting: Sequence[Lasting], happenings: Sequence[Happening], day: str, title: str, description: str) -> Markup:
    """Return the picture; empty if there is nothing to draw."""
    lanes = _lanes(lasting)
    marks = [one for one in happenings if one.first and one.last != "~"]
    if len(lanes) > _MOST_LANES or not (lasting or marks):
        return Markup("")
    ends = [end for one in lasting for end in (one.span.earliest_start, one.span.latest_start, one.span.latest_end)]
    scale = scale_of([*ends, *(one.first for one in marks), *(one.last for one in marks)], day)
    height = len(lanes) * _LANE + bool(marks) * _MARKS + 6
    body = grid(scale, height)
    body += Markup('<line class="ax0" x1="0" x2="100%" y1="{0}" y2="{0}"/>').format(height + 0.5)
    for number, lane in enumerate(lanes):
        for one in lane:
            body += bar(one.span, one.style, scale, (number * _LANE + 4, _BAR), named=True)
    for mark in marks:
        body += _mark(mark, scale, len(lanes) * _LANE + _MARKS // 2 + 2)
    body += day_line(day, scale, height)
    return Markup('<svg class="life" width="100%" height="{}" role="img"><title>{}</title><desc>{}</desc>{}</svg>').format(
        height + 22, title, description, body
    )


def _mark(one: Happening, scale: Scale, y: int) -> Markup:
    left, right = scale.percent(one.first), scale.percent(one.last)
    if one.first == one.last:
        return Markup('<circle class="ev" cx="{}%" cy="{}" r="4"><title>{}</title></circle>').format(left, y, one.name)
    wide = Markup('<line class="gap" x1="{0}%" x2="{1}%" y1="{2}" y2="{2}"/>').format(left, right, y)
    return wide + Markup('<circle class="evo" cx="{}%" cy="{}" r="4"><title>{}</title></circle>').format(left, y, one.name)


def _lanes(lasting: Sequence[Lasting]) -> list[list[Lasting]]:
    """Return what lasts in as few lanes as it takes for no two to overlap, each in the order of time."""
    lanes: list[list[Lasting]] = []
    for one in sorted(lasting, key=lambda one: (one.span.earliest_start, one.span.latest_end)):
        lane = next((lane for lane in lanes if lane[-1].span.latest_end < one.span.earliest_start), None)
        if lane is None:
            lanes.append([one])
        else:
            lane.append(one)
    return lanes
