"""Lambert's azimuthal equal-area projection: areas on the map are in proportion to areas on the globe."""

from dataclasses import dataclass
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt

from sco_ld.site.pictures.topojson import Point


@dataclass(frozen=True)
class Projection:
    """The projection about a centre, in degrees; lengths are in radii of the globe, y points south."""

    longitude: float
    latitude: float

    def project(self, point: Point) -> Point | None:
        """Return where a point is on the map; None if it lies on the far quarter of the globe, which the map leaves out."""
        east, north = radians(point[0] - self.longitude), radians(point[1])
        centre = radians(self.latitude)
        nearness = sin(centre) * sin(north) + cos(centre) * cos(north) * cos(east)
        if nearness < -0.5:  # noqa: PLR2004  beyond 120 degrees shapes are torn
            return None
        factor = sqrt(2 / (1 + nearness))
        x = factor * cos(north) * sin(east)
        y = factor * (cos(centre) * sin(north) - sin(centre) * cos(north) * cos(east))
        return x, -y


def centre_of(points: list[Point]) -> Projection:
    """Return the projection about the middle of some points on the globe."""
    x = sum(cos(radians(north)) * cos(radians(east)) for east, north in points)
    y = sum(cos(radians(north)) * sin(radians(east)) for east, north in points)
    z = sum(sin(radians(north)) for _, north in points)
    length = sqrt(x * x + y * y + z * z) or 1.0
    return Projection(
        round(degrees(atan2(y, x))), round(degrees(asin(max(-1.0, min(1.0, z / length))))) if hypot(x, y) else 90
    )
