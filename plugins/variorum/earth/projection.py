"""The earth → a plane: Lambert's azimuthal equal-area projection, in which countries keep their sizes."""

from dataclasses import dataclass, field
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt

from variorum.earth.sphere import RADIUS, Point, find_angle, wrap

Place = tuple[float, float]
"""Kilometres to the right of the middle, and up from it."""
_OPPOSITE = 1e-12
"""One plus the cosine of the angle from the middle, below which a point is the one opposite."""


@dataclass(frozen=True, slots=True)
class Projection:
    """The plane that touches a sphere at a map's middle.

    Areas are true everywhere, directions from the middle too, and within some 2,000 km of it distances to two per cent.

    Source: J. P. Snyder, Map Projections: A Working Manual (USGS Professional Paper 1395, 1987), section 24, "Lambert
    azimuthal equal-area", the formulas for the sphere, forward and inverse.
    """

    middle: Point
    _sine: float = field(init=False, repr=False)
    _cosine: float = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Keep the middle's sine and cosine, which every point needs."""
        object.__setattr__(self, "_sine", sin(radians(self.middle.latitude)))
        object.__setattr__(self, "_cosine", cos(radians(self.middle.latitude)))

    def project(self, point: Point) -> Place:
        """Return where a point of the earth lies in the plane; the one opposite the middle, at the rim's foot."""
        latitude = radians(point.latitude)
        across = radians(point.longitude - self.middle.longitude)
        up, out = sin(latitude), cos(latitude)
        ahead = out * cos(across)
        towards = 1 + self._sine * up + self._cosine * ahead
        if towards < _OPPOSITE:
            return 0.0, -2 * RADIUS
        scale = RADIUS * sqrt(2 / towards)
        return scale * out * sin(across), scale * (self._cosine * up - self._sine * ahead)

    def unproject(self, place: Place) -> Point:
        """Return the point of the earth at a place of the plane, at most twice the radius from the middle."""
        x, y = place
        length = hypot(x, y)
        if not length:
            return self.middle
        angle = find_angle(length)
        up = cos(angle) * self._sine + y * sin(angle) * self._cosine / length
        across = atan2(
            x * sin(angle), length * self._cosine * cos(angle) - y * self._sine * sin(angle)
        )
        latitude = degrees(asin(max(-1.0, min(1.0, up))))
        return Point(latitude, wrap(self.middle.longitude + degrees(across)))
