"""A map of land and of some places: a disc for each, and no border."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sco_ld.site.pictures.projection import Projection, centre_of
from sco_ld.site.pictures.topojson import Point

WIDTH, _MARGIN = 1000, 0.12  # pixels; radii of the globe around the places
_LINE, _LETTER = 20, 13  # the height of a line and the width of a letter, for labels that shall not overlap


@dataclass(frozen=True)
class Disc:
    """A place: where it is, what it is called, whether it is filled, and where its name leads."""

    point: Point
    name: str
    filled: bool
    href: str = ""


def map_of(discs: Sequence[Disc], land: Sequence[Sequence[Point]], title: str, description: str) -> Markup:
    """Return the map, centred on the places; a name is left out where it would overlap another."""
    projection = centre_of([one.point for one in discs])
    at = {one: found for one in discs if (found := projection.project(one.point))}
    if not at:
        return Markup("")
    left, right = (edge(x for x, _ in at.values()) for edge in (min, max))
    top, bottom = (edge(y for _, y in at.values()) for edge in (min, max))
    left, top, right, bottom = left - _MARGIN, top - _MARGIN, right + _MARGIN, bottom + _MARGIN
    scale = WIDTH / (right - left)
    height = max(200, min(1200, round((bottom - top) * scale)))
    frame = _Frame(left, top, scale, height)
    body = Markup('<rect class="sea" width="{}" height="{}"/>').format(WIDTH, height)
    body += Markup('<path class="land" d="{}"/>').format(_land(land, projection, frame))
    body += _discs({one: frame.place(point) for one, point in at.items()})
    return Markup('<svg class="map" viewBox="0 0 {} {}" role="img"><title>{}</title><desc>{}</desc>{}</svg>').format(
        WIDTH, height, title, description, body
    )


@dataclass(frozen=True)
class _Frame:
    left: float
    top: float
    scale: float
    height: int

    def place(self, point: Point) -> tuple[int, int]:
        return round((point[0] - self.left) * self.scale), round((point[1] - self.top) * self.scale)


def _land(land: Sequence[Sequence[Point]], projection: Projection, frame: _Frame) -> str:
    parts = []
    for ring in land:
        places = [frame.place(found) for point in ring if (found := projection.project(point))]
        inside = any(-WIDTH < x < 2 * WIDTH and -frame.height < y < 2 * frame.height for x, y in places)
        kept = [one for number, one in enumerate(places) if not number or one != places[number - 1]]
        if inside and len(kept) > 2:  # noqa: PLR2004  an area has three corners
            parts.append("M" + "L".join(f"{x} {y}" for x, y in kept) + "Z")
    return "".join(parts)


def _discs(places: dict[Disc, tuple[int, int]]) -> Markup:
    taken: list[tuple[float, float, float, float]] = [(x - 10, y - 10, x + 10, y + 10) for x, y in places.values()]
    body = Markup("")
    for one, (x, y) in sorted(places.items(), key=lambda item: (not item[0].filled, item[0].name)):
        kind, radius = (" c-m", 9) if one.filled else ("", 7)
        body += Markup('<g class="cap{}"><circle cx="{}" cy="{}" r="{}"><title>{}</title></circle>').format(
            kind, x, y, radius, one.name
        )
        body += _label(one.name, x, y, taken) + Markup("</g>")
    return body


def _label(name: str, x: int, y: int, taken: list[tuple[float, float, float, float]]) -> Markup:
    """Return the name beside its disc, on the first side where it overlaps nothing; empty if there is none."""
    wide = sum(_LETTER if letter < "\u2e80" else 2 * _LETTER for letter in name)
    for anchor, dx in (("start", 14), ("end", -14)):
        left = x + dx if anchor == "start" else x + dx - wide
        box = (left, y - _LINE / 2, left + wide, y + _LINE / 2)
        own = (x - 10, y - 10, x + 10, y + 10)
        if box[0] >= 0 and box[2] <= WIDTH and not any(_overlap(box, other) for other in taken if other != own):
            taken.append(box)
            return Markup('<text x="{}" y="{}" text-anchor="{}">{}</text>').format(x + dx, y + 6, anchor, name)
    return Markup("")


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
