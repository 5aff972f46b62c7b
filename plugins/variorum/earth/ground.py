"""A view of the earth → what is drawn of land, borders and chosen countries, in the plane of its projection."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import hypot

from variorum.earth.atlas import Transfer, load_atlas
from variorum.earth.cap import Cap, Pieces
from variorum.earth.frame import Frame
from variorum.earth.projection import Place, Projection
from variorum.earth.simplify import simplify
from variorum.earth.sphere import HALF_WAY, RADIUS, Point, list_ring, measure
from variorum.earth.topology import Polygon, Ring

WIDEST = 15_000.0
"""Kilometres of a view's sides: in the corners of a larger one, shapes can no longer be known."""
_MARGIN = 1.02
"""By how much more than the frame is drawn, so that no line is seen along its edge."""
_ROOM = 1.1
"""Radius of the circle at which outlines are cut, by that around the frame: its sides stay outside."""

Shape = tuple[tuple[Place, ...], ...]
"""Rings of an area, by the even-odd rule, or parts of lines; kilometres from the middle."""


@dataclass(frozen=True, slots=True)
class View:
    """What a map shows."""

    middle: Point
    width: float
    """Kilometres in the plane of the projection; so is `height`."""
    height: float

    @property
    def projection(self) -> Projection:
        """The plane."""
        return Projection(self.middle)

    @property
    def frame(self) -> Frame:
        """The map's edges."""
        return Frame(self.width, self.height)


@dataclass(frozen=True, slots=True)
class Ground:
    """What a map is drawn on."""

    land: Shape
    borders: Shape
    countries: tuple[Shape, ...]
    """The chosen ones, in their order."""


@cache
def survey(
    view: View, *, countries: tuple[str, ...], transfers: tuple[Transfer, ...], detail: float
) -> Ground:
    """Return land, borders and some countries, as a view shows them.

    Args:
        view: The view.
        countries: Keys of the atlas.
        transfers: What is put right in it.
        detail: Kilometres that nobody sees on the map.
    """
    atlas = load_atlas()
    outer = Frame(view.width * _MARGIN, view.height * _MARGIN)
    cap = Cap(view.projection, hypot(outer.width, outer.height) / 2 * _ROOM)
    cut = [
        tuple(tuple(simplify(piece, tolerance=detail)) for piece in cap.cut(line))
        for line in atlas.topology.lines
    ]
    owned = atlas.list_owned(transfers)

    def fill(polygons: Sequence[Polygon]) -> Shape:
        rings = [ring for polygon in polygons for ring in polygon]
        return tuple(_fill(cap, rings, cut, outer, detail))

    return Ground(
        land=fill(atlas.land),
        borders=tuple(
            tuple(part)
            for number in atlas.list_borders(owned)
            for piece in cut[number]
            for part in outer.clip_line(piece)
        ),
        countries=tuple(fill(owned[key]) for key in countries),
    )


def _fill(
    cap: Cap, rings: Sequence[Ring], cut: Sequence[Pieces], frame: Frame, detail: float
) -> Iterator[tuple[Place, ...]]:
    for closed in cap.close(load_atlas().topology, rings, cut):
        ring = frame.clip_area(closed)
        if not ring:
            continue
        wide = max(x for x, _ in ring) - min(x for x, _ in ring)
        high = max(y for _, y in ring) - min(y for _, y in ring)
        if max(wide, high) > 2 * detail:
            yield tuple(ring)


def draw_ring(view: View, centre: Point, distance: float, *, detail: float) -> Shape:
    """Return the parts of a circle on the sphere that a view shows.

    Args:
        view: The view.
        centre: The place in the middle.
        distance: Kilometres.
        detail: Kilometres that nobody sees on the map.
    """
    outer = Frame(view.width * _MARGIN, view.height * _MARGIN)
    cap = Cap(view.projection, hypot(outer.width, outer.height) / 2 * _ROOM)
    points = tuple(list_ring(centre, min(distance, HALF_WAY), steps=720))
    return tuple(
        tuple(part)
        for piece in cap.cut(points)
        for part in outer.clip_line(simplify(piece, tolerance=detail))
    )


def is_in_view(view: View, point: Point) -> bool:
    """Say whether a place lies within a map's edges."""
    near = measure(view.middle, point) < HALF_WAY * 0.9
    return near and view.frame.holds(view.projection.project(point))


assert WIDEST * _MARGIN * _ROOM / 2**0.5 < 2 * RADIUS
