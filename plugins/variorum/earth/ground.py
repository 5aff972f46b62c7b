"""A view of the earth → what is drawn of land, borders and chosen countries, in the plane of its projection."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from variorum.earth.atlas import Transfer, load_atlas
from variorum.earth.cap import Cap, Pieces, make_cap
from variorum.earth.frame import Frame
from variorum.earth.projection import Place
from variorum.earth.simplify import simplify
from variorum.earth.topology import Polygon, Ring
from variorum.earth.view import View

Shape = tuple[tuple[Place, ...], ...]
"""Rings of an area, by the even-odd rule, or parts of lines; kilometres from the middle."""


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
    outer, cap = view.outer, make_cap(view)
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
