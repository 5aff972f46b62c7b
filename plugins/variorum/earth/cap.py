"""Outlines on the sphere → outlines on the part of the plane around a map's middle, right also for what lies behind.

What is opposite the middle lies along the rim of the plane, and an area across it would be turned inside out. So lines
are cut at a circle around the frame, and areas are closed along it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import atan2, ceil, cos, hypot, pi, sin

from variorum.earth.projection import Place, Projection
from variorum.earth.sphere import Point, wrap
from variorum.earth.topology import Ring, Topology
from variorum.earth.view import View

_ARC = pi / 12
"""The circle is drawn in sides of at most this angle."""
_BISECTIONS = 40
_ROOM = 1.1
"""Radius of the circle, by that around the frame: the sides in which it is drawn stay outside of this."""

Pieces = tuple[tuple[Place, ...], ...]
"""What lies inside of one line, in its order."""


@dataclass(frozen=True, slots=True)
class Cap:
    """The plane inside a circle around its middle."""

    projection: Projection
    radius: float
    """In the plane, kilometres."""

    def cut(self, line: Sequence[Point]) -> Pieces:
        """Return the pieces of a line that lie in the circle; where it was cut they end on it."""
        pieces: list[tuple[Place, ...]] = []
        piece: list[Place] = []
        before: Point | None = None
        was_inside = False
        for point in line:
            place = self.projection.project(point)
            is_inside = hypot(*place) <= self.radius
            if before is not None and is_inside != was_inside:
                edge = self._find_edge(before, point)
                if is_inside:
                    piece = [edge]
                else:
                    pieces.append((*piece, edge))
                    piece = []
            if is_inside:
                piece.append(place)
            before, was_inside = point, is_inside
        if piece:
            pieces.append(tuple(piece))
        return tuple(piece for piece in pieces if len(piece) > 1)

    def _find_edge(self, start: Point, end: Point) -> Place:
        """Find where a short side crosses the circle, by halving it; the place is put on the circle exactly."""
        was_inside = hypot(*self.projection.project(start)) <= self.radius
        for _ in range(_BISECTIONS):
            half = _halve(start, end)
            if (hypot(*self.projection.project(half)) <= self.radius) == was_inside:
                start = half
            else:
                end = half
        x, y = self.projection.project(start)
        scale = self.radius / hypot(x, y)
        return x * scale, y * scale

    def close(
        self, topology: Topology, rings: Sequence[Ring], cut: Sequence[Pieces]
    ) -> Iterator[list[Place]]:
        """Yield the rings that enclose an area in the circle, by the even-odd rule.

        Each ring is closed along the circle by the shorter way. What that does to a place on it is counted; if the area
        has that place and the rings do not, or the other way round, the whole circle is one ring more.

        Args:
            topology: The lines.
            rings: All those of the area.
            cut: The pieces of every line.
        """
        crossings: list[float] = []
        walks: list[tuple[float, float]] = []
        for ring in rings:
            pieces = list(_join(ring, cut))
            if not pieces:
                continue
            closed: list[Place] = []
            for piece, following in zip(pieces, [*pieces[1:], pieces[0]], strict=True):
                closed += piece
                if piece[-1] != following[0]:
                    start, end = _turn(piece[-1]), _turn(following[0])
                    crossings += [start, end]
                    walks.append((start, end))
                    closed += self._walk(start, end)
            yield closed
        place = _find_widest(crossings)
        covered = sum(_covers(start, end, place) for start, end in walks) % 2 == 1
        point = self.projection.unproject((self.radius * cos(place), self.radius * sin(place)))
        if covered != topology.encloses(rings, point):
            yield self._walk(0, pi) + self._walk(pi, 2 * pi)

    def _walk(self, start: float, end: float) -> list[Place]:
        """Return places along the circle, by the shorter way, without the last."""
        turn = _turn_between(start, end)
        steps = max(1, ceil(abs(turn) / _ARC))
        angles = (start + turn * step / steps for step in range(steps))
        return [(self.radius * cos(angle), self.radius * sin(angle)) for angle in angles]


def make_cap(view: View) -> Cap:
    """Return what lies in a circle around all that a view draws."""
    return Cap(view.projection, hypot(view.outer.width, view.outer.height) / 2 * _ROOM)


def _join(ring: Ring, cut: Sequence[Pieces]) -> Iterator[list[Place]]:
    """Yield the pieces of a ring in its order; those that go on in each other are one."""
    joined: list[list[Place]] = []
    for number in ring:
        pieces: Iterable[Iterable[Place]] = cut[max(number, ~number)]
        if number < 0:
            pieces = [tuple(reversed(tuple(piece))) for piece in reversed(tuple(pieces))]
        for piece in pieces:
            places = list(piece)
            if joined and joined[-1][-1] == places[0]:
                joined[-1] += places[1:]
            else:
                joined.append(places)
    if len(joined) > 1 and joined[-1][-1] == joined[0][0]:
        joined[0] = joined.pop() + joined[0][1:]
    yield from joined


def _halve(start: Point, end: Point) -> Point:
    across = wrap(end.longitude - start.longitude)
    return Point((start.latitude + end.latitude) / 2, start.longitude + across / 2)


def _turn(place: Place) -> float:
    return atan2(place[1], place[0]) % (2 * pi)


def _turn_between(start: float, end: float) -> float:
    """Return the angle from one direction to another by the shorter way; left is positive."""
    turn = (end - start) % (2 * pi)
    return turn if turn <= pi else turn - 2 * pi


def _covers(start: float, end: float, place: float) -> bool:
    turn = _turn_between(start, end)
    if turn < 0:
        start, turn = end, -turn
    return (place - start) % (2 * pi) < turn


def _find_widest(angles: Sequence[float]) -> float:
    """Find the middle of the widest gap between directions."""
    if not angles:
        return 0.0
    ordered = sorted(angles)
    gaps = zip(ordered, [*ordered[1:], ordered[0] + 2 * pi], strict=True)
    start, end = max(gaps, key=lambda gap: gap[1] - gap[0])
    return (start + end) / 2
