"""The pictures of a resource or of the whole publication, and what of the data they show."""

import json
from functools import cache
from pathlib import Path

import pyoxigraph as ox
from markupsafe import Markup

from sco_ld.errors import ScoError
from sco_ld.model.vocabulary import CONFLICTS_WITH, SUPPORTED_BY
from sco_ld.rdf.namespaces import ORG, RDF, SCHEMA
from sco_ld.site.content import Content
from sco_ld.site.pages.resource_page import ResourcePage
from sco_ld.site.pictures.map import WIDTH, Disc, land_around, map_of
from sco_ld.site.pictures.neighbours import MOST, neighbours
from sco_ld.site.pictures.standalone import standalone
from sco_ld.site.pictures.topojson import Point, rings
from sco_ld.site.pictures.tree import tree
from sco_ld.site.status_chart import StatusChart
from sco_ld.site.texts import Texts

_LAND = Path(__file__).with_name("npm") / "land-110m.json"  # of world-atlas, which the wheel brings
_BELOW = (f"{ORG}unitOf", f"{ORG}subOrganizationOf", f"{ORG}postIn")
_DEEPEST, _MOST_ROWS = 6, 60


def near(texts: Texts, iri: str) -> Markup:
    """Return the neighbours of a resource as a picture."""
    index, node = texts.content.index, ox.NamedNode(iri)
    hidden = {SUPPORTED_BY, CONFLICTS_WITH, f"{RDF}type"}
    pointing = [one.subject for one in index.with_object(node)[: 20 * MOST] if one.predicate.value not in hidden]
    pointed = [one.object for one in index.with_subject(node) if one.predicate.value not in hidden]
    left = [texts.reference(one, node).text for one in dict.fromkeys(pointing) if isinstance(one, ox.NamedNode)]
    right = [texts.reference(one).text for one in dict.fromkeys(pointed) if _is_described(texts.content, one)]
    return neighbours(texts.reference(node).text, left, right, texts.words["neighbours"])


def of_resource(content: Content, iri: str, lang: str) -> bytes:
    """Return the life of a resource as an SVG document, or else its neighbours. Raise ScoError if it has neither."""
    texts = Texts(content, lang)
    picture = ResourcePage(texts, iri).picture() or near(texts, iri)
    if not picture:
        raise ScoError(f"{content.prefixes.shorten(iri)} has neither dates nor neighbours to draw.")
    return standalone(picture)


def of_statuses(content: Content, lang: str) -> bytes:
    """Return who had which status and when as an SVG document. Raise ScoError if there are no memberships."""
    if not content.memberships.held:
        raise ScoError("There are no memberships here to be drawn as svg.")
    return standalone(StatusChart(Texts(content, lang), content.day).picture())


def organs(texts: Texts, iri: str) -> Markup:
    """Return the units, posts and sub-organizations of an organization as a picture; empty if it has none."""
    rows: list[tuple[int, str]] = []
    _add_below(texts, ox.NamedNode(iri), 0, rows, set())
    return tree(rows, texts.words["organs"])


def _add_below(texts: Texts, node: object, depth: int, rows: list[tuple[int, str]], seen: set[object]) -> None:
    if node in seen or depth > _DEEPEST or len(rows) >= _MOST_ROWS:
        return
    seen.add(node)
    rows.append((depth, texts.reference(node).text))
    for quad in texts.content.index.with_object(node):
        if quad.predicate.value in _BELOW:
            _add_below(texts, quad.subject, depth + 1, rows, seen)


def place_map(texts: Texts, day: str) -> tuple[Markup, list[Disc]]:
    """Return the map of the places that have coordinates, and the places; empty without the file of the land.

    A disc is full if the place lies in the country of a member that has the first status on the day, a ring if it is another
    status, dashed if that is only possible, and small if it has none.
    """
    discs = sorted(_discs(texts, day), key=lambda one: one.name)
    land = _land()
    if not (discs and land):
        return Markup(""), []
    names = "; ".join(f"{one.name}: {one.said}" for one in discs)
    return map_of(discs, land, texts.words["map"], names), discs


def land_of(content: Content) -> bytes:
    """Return the land of the map and its projection as JSON, for scripts that put places on it; empty if there is no map."""
    drawn = land_around(tuple(content.points.values()), _land()) if content.points and _land() else None
    if drawn is None:
        return b""
    frame, centre = drawn.frame, [drawn.projection.longitude, drawn.projection.latitude]
    said = {"centre": centre, "left": frame.left, "top": frame.top, "scale": frame.scale, "land": drawn.path}
    return json.dumps({**said, "width": WIDTH, "height": frame.height}, sort_keys=True).encode() + b"\n"


def _discs(texts: Texts, day: str) -> list[Disc]:
    content = texts.content
    members = content.memberships.members
    owners = {value: member for member in members for value in content.values(member, f"{SCHEMA}location")}
    found = []
    for iri, point in sorted(content.points.items()):
        places = [ox.NamedNode(iri), *content.values(iri, f"{SCHEMA}containedInPlace")]
        owner = iri if iri in members else next((owners[one] for one in places if one in owners), "")
        look, said = _status(texts, owner, day)
        number = str(members.index(owner)) if owner else ""
        found.append(Disc(point, texts.label(iri), look, said, number, texts.page(iri)))
    return found


def _status(texts: Texts, member: str, day: str) -> tuple[str, str]:
    """Return how the disc of a member looks on a day, and what it is then."""
    statuses, held = texts.content.memberships.statuses, texts.content.memberships.held
    own = [one for one in held if one.member == member and one.span.holds(day, possible=True)]
    if not own:
        return "none", "–"
    one = min(own, key=lambda one: (not one.span.holds(day, possible=False), statuses.index(one.role)))
    label = texts.label(one.role)
    if not one.span.holds(day, possible=False):
        return "possible", f"{label} ({texts.words['perhaps-short']})"
    return "full" if one.role == statuses[0] else "ring", label


@cache
def _land() -> tuple[tuple[Point, ...], ...]:
    return tuple(map(tuple, rings(_LAND.read_bytes(), "land"))) if _LAND.is_file() else ()


def _is_described(content: Content, node: object) -> bool:
    return isinstance(node, ox.NamedNode) and node.value in content.paths
