"""Distances, directions and circles on a sphere: what a map states in kilometres is computed here."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import asin, atan2, cos, degrees, hypot, pi, radians, sin, sqrt
from typing import NamedTuple

RADIUS = 6371.0
"""Kilometres: the earth's mean radius, rounded, as navigators' tables and calculators have it."""
HALF_WAY = pi * RADIUS
"""Kilometres to the other side of the earth; nothing is farther."""


class Point(NamedTuple):
    """A place on the earth, in degrees; south and west are negative."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """The land between two parallels and two meridians; one that crosses the 180th has its west in the east."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, point: Point) -> bool:
        """Say whether a place lies in it."""
        width = (self.east - self.west) % 360
        return (
            self.south <= point.latitude <= self.north
            and (point.longitude - self.west) % 360 <= width
        )


def measure(start: Point, end: Point) -> float:
    """Return the length of the great circle between two places, in kilometres.

    Source: the haversine formula; R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68 (1984), 159. Its
    half chords are put into `atan2`, so that it is as good for places opposite each other as for near ones.
    """
    one, other = radians(start.latitude), radians(end.latitude)
    across = sin(radians(end.longitude - start.longitude) / 2)
    half = sin((other - one) / 2) ** 2 + cos(one) * cos(other) * across**2
    return 2 * RADIUS * atan2(sqrt(half), sqrt(max(0.0, 1 - half)))


def find_destination(start: Point, *, bearing: float, distance: float) -> Point:
    """Find where one is who goes straight on from a place.

    Args:
        start: The place.
        bearing: Degrees clockwise from north.
        distance: Kilometres.

    Source: J. P. Snyder, Map Projections: A Working Manual (USGS Professional Paper 1395, 1987), section 5,
    equations 5-5 and 5-6; the latitude from both its sine and its cosine, which stays exact at the poles.
    """
    angle, turn = distance / RADIUS, radians(bearing)
    latitude = radians(start.latitude)
    north = sin(latitude) * cos(angle) + cos(latitude) * sin(angle) * cos(turn)
    ahead = cos(latitude) * cos(angle) - sin(latitude) * sin(angle) * cos(turn)
    aside = sin(angle) * sin(turn)
    east = degrees(atan2(aside, ahead)) + start.longitude
    return Point(degrees(atan2(north, hypot(ahead, aside))), wrap(east))


def list_ring(centre: Point, distance: float, *, steps: int) -> Iterator[Point]:
    """Yield the places at a distance from another, clockwise from north; the first is repeated at the end.

    Args:
        centre: The place in the middle.
        distance: Kilometres.
        steps: How many places are yielded before the first comes again.
    """
    for step in (*range(steps), 0):
        yield find_destination(centre, bearing=360 * step / steps, distance=distance)


def wrap(longitude: float) -> float:
    """Return a longitude, or a difference of two, from -180 up to but not including 180."""
    return (longitude + 180) % 360 - 180


def find_angle(chord: float) -> float:
    """Find the angle at the earth's centre over a chord given in kilometres, in radians."""
    return 2 * asin(min(1.0, chord / (2 * RADIUS)))
