"""TopoJSON → lines that neighbours share, and the rings of lines that countries are made of."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, overload

from variorum.earth.sphere import Point, wrap

STEP = 1.0
"""Degrees: a longer side of an outline is a straight line of latitude and longitude, and gets points on its way."""

Line = tuple[Point, ...]
Ring = tuple[int, ...]
"""Numbers of lines, one after the other; the complement of a number is its line backwards."""
Polygon = tuple[Ring, ...]
"""The outer ring, and those of its holes."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What is drawn of one country, or of all land."""

    id: str
    """Of a country its number in ISO 3166-1, three digits; may be empty."""
    name: str
    """In English."""
    polygons: tuple[Polygon, ...]


@dataclass(frozen=True, slots=True)
class Topology:
    """Outlines that meet without gaps, since they are made of the same lines."""

    lines: Sequence[Line]
    outlines: Mapping[str, tuple[Outline, ...]]
    """By the names that the file has for its collections."""

    def list_points(self, ring: Ring) -> Iterator[Point]:
        """Yield the points of a ring; where two lines meet, theirs comes twice."""
        for number in ring:
            yield from self.lines[number] if number >= 0 else reversed(self.lines[~number])

    def encloses(self, rings: Iterable[Ring], point: Point) -> bool:
        """Say whether a place lies inside rings, by the even-odd rule: how often they are crossed on the way south.

        The south pole itself is outside of all: Antarctica has a hole there.
        """
        count = 0
        for ring in rings:
            before: Point | None = None
            offset = 0.0
            for place in self.list_points(ring):
                across = wrap(place.longitude - point.longitude)
                is_crossed = (across < 0) != (offset < 0) and abs(across - offset) < 180
                if before is not None and is_crossed:
                    share = offset / (offset - across)
                    latitude = before.latitude + share * (place.latitude - before.latitude)
                    count += latitude < point.latitude
                before, offset = place, across
        return count % 2 == 1


class _Lines(Sequence[Line]):
    """The lines of a file, each decoded when it is first asked for: who looks for one country wants few."""

    def __init__(self, arcs: Sequence[object], decode_arc: Callable[[Any], Line]) -> None:
        self._arcs = arcs
        self._decode = decode_arc
        self._known: dict[int, Line] = {}

    def __len__(self) -> int:
        return len(self._arcs)

    @overload
    def __getitem__(self, number: int) -> Line: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Line]: ...
    def __getitem__(self, number: int | slice) -> Line | Sequence[Line]:
        if isinstance(number, slice):
            return [self[i] for i in range(*number.indices(len(self)))]
        line = self._known.get(number)
        if line is None:
            line = self._known[number] = self._decode(self._arcs[number])
        return line


def decode(topology: Mapping[str, Any]) -> Topology:
    """Return what a file of quantised TopoJSON holds, every side of an outline at most `STEP` long.

    Args:
        topology: The parsed JSON: `transform`, `arcs`, and `objects` that are collections of polygons.

    Raises:
        KeyError: It isn't such a file.

    Source: The TopoJSON Format Specification, sections 2.1.2 to 2.2.5.
    """
    (wide, high), (left, low) = topology["transform"]["scale"], topology["transform"]["translate"]

    def place(arc: Sequence[Sequence[int]]) -> Line:
        x = y = 0
        points = []
        for across, up, *_ in arc:
            x, y = x + across, y + up
            points.append(Point(y * high + low, x * wide + left))
        return tuple(_fill(points))

    outlines = {
        name: tuple(_read(geometry) for geometry in _list_geometries(found))
        for name, found in topology["objects"].items()
    }
    return Topology(_Lines(topology["arcs"], place), outlines)


def _list_geometries(found: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    geometries: Sequence[Mapping[str, Any]] = found.get("geometries", [found])
    return geometries


def _read(geometry: Mapping[str, Any]) -> Outline:
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    return Outline(
        str(geometry.get("id", "")),
        str(geometry.get("properties", {}).get("name", "")),
        tuple(tuple(tuple(ring) for ring in polygon) for polygon in polygons),
    )


def _fill(points: Sequence[Point]) -> Iterator[Point]:
    """Yield the points, and more where two are far apart; across the 180th meridian by the shorter way."""
    yield from points[:1]
    for start, end in pairwise(points):
        across, up = end.longitude - start.longitude, end.latitude - start.latitude
        if abs(across) >= STEP or abs(up) >= STEP:
            across = wrap(across)
            parts = int(max(abs(across), abs(up)) / STEP) + 1
            for part in range(1, parts):
                share = part / parts
                yield Point(start.latitude + up * share, wrap(start.longitude + across * share))
        yield end
