"""A map of land and of some places: a disc for each, and no border."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from sco_ld.site.pictures.projection import Projection, centre_of
from sco_ld.site.pictures.topojson import Point

WIDTH, _MARGIN = 1000, 0.12  # pixels; radii of the globe around the places
_LINE, _LETTER = 20, 13  # the height of a line and the width of a letter, for labels that shall not overlap


Rings = tuple[tuple[Point, ...], ...]


@dataclass(frozen=True)
class Disc:
    """A place: where it is, what it is called, how its disc looks (full, ring, possible or none), and the words for that.

    `member` is the number of the member in whose country it lies, empty if there is none; `href` is where its name leads.
    """

    point: Point
    name: str
    look: str
    said: str = ""
    member: str = ""
    href: str = ""


@dataclass(frozen=True)
class Land:
    """The land of a map as the data of a path, and the frame that turns projected points into pixels."""

    projection: Projection
    frame: "Frame"
    path: str


def map_of(discs: Sequence[Disc], land: Rings, title: str, description: str) -> Markup:
    """Return the map, centred on the places; a name is left out where it would overlap another."""
    drawn = land_around(tuple(one.point for one in discs), land)
    if drawn is None:
        return Markup("")
    at = {one: found for one in discs if (found := drawn.projection.project(one.point))}
    body = Markup('<rect class="sea" width="{}" height="{}"/>').format(WIDTH, drawn.frame.height)
    body += Markup('<path class="land" d="{}"/>').format(drawn.path)
    body += _discs({one: drawn.frame.place(point) for one, point in at.items()})
    return Markup('<svg class="map" viewBox="0 0 {} {}" role="img"><title>{}</title><desc>{}</desc>{}</svg>').format(
        WIDTH, drawn.frame.height, title, description, body
    )


@lru_cache(maxsize=4)
def land_around(points: tuple[Point, ...], land: Rings) -> Land | None:
    """Return the land around some points, in a frame that holds them; None if there are no points."""
    projection = centre_of(list(points))
    at = [found for point in points if (found := projection.project(point))]
    if not at:
        return None
    left, right = (edge(x for x, _ in at) for edge in (min, max))
    top, bottom = (edge(y for _, y in at) for edge in (min, max))
    left, top, right, bottom = left - _MARGIN, top - _MARGIN, right + _MARGIN, bottom + _MARGIN
    scale = WIDTH / (right - left)
    frame = Frame(left, top, scale, max(200, min(1200, round((bottom - top) * scale))))
    return Land(projection, frame, _land(land, projection, frame))


@dataclass(frozen=True)
class Frame:
    """What part of the plane a map shows: its left and upper edge, pixels to a radius of the globe, height in pixels."""

    left: float
    top: float
    scale: float
    height: int

    def place(self, point: Point) -> tuple[int, int]:
        """Return where a projected point is, in pixels."""
        return round((point[0] - self.left) * self.scale), round((point[1] - self.top) * self.scale)


def _land(land: Rings, projection: Projection, frame: Frame) -> str:
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
    for one, (x, y) in sorted(places.items(), key=lambda item: (item[0].look != "full", item[0].name)):
        member = Markup(' data-member="{}"').format(one.member) if one.member else ""
        body += Markup('<g class="cap c-{}"{}><circle cx="{}" cy="{}" r="8"><title>{}</title></circle>').format(
            one.look, member, x, y, one.name
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
