"""Rings of land out of TopoJSON. https://github.com/topojson/topojson-specification"""

import json
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

Point = tuple[float, float]  # longitude and latitude in degrees


def rings(content: bytes, name: str) -> list[list[Point]]:
    """Return the rings of the polygons of an object, each closed."""
    topology = json.loads(content)
    arcs = [_positions(arc, topology["transform"]) for arc in topology["arcs"]]
    return [_joined(indices, arcs) for indices in _rings(topology["objects"][name])]


def _positions(arc: Sequence[Sequence[int]], transform: dict[str, Any]) -> list[Point]:
    """Return the positions of an arc, which are differences of whole numbers."""
    (scale_x, scale_y), (shift_x, shift_y) = transform["scale"], transform["translate"]
    xs, ys = accumulate(one[0] for one in arc), accumulate(one[1] for one in arc)
    return [(x * scale_x + shift_x, y * scale_y + shift_y) for x, y in zip(xs, ys, strict=True)]


def _rings(geometry: dict[str, Any]) -> Iterator[Sequence[int]]:
    if geometry["type"] == "GeometryCollection":
        for one in geometry["geometries"]:
            yield from _rings(one)
    elif geometry["type"] == "Polygon":
        yield from geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon


def _joined(indices: Sequence[int], arcs: Sequence[list[Point]]) -> list[Point]:
    """Return arcs end to end; a negative index is the arc ~index backwards. An arc begins where the last one ended."""
    found: list[Point] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        found += arc[1:] if found else arc
    return found
