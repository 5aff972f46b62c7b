"""Circles on the sphere → lines of a map."""

from variorum.earth.cap import make_cap
from variorum.earth.projection import Place
from variorum.earth.simplify import simplify
from variorum.earth.sphere import HALF_WAY, Point, list_ring
from variorum.earth.view import View

_STEPS = 720
"""Places of a circle: on the widest map its sides are no longer than 60 km, and bend nowhere to the eye."""


def draw_ring(
    view: View, centre: Point, distance: float, *, detail: float
) -> tuple[tuple[Place, ...], ...]:
    """Return the parts of a circle that a view shows.

    Args:
        view: The view.
        centre: The place in the middle.
        distance: Kilometres.
        detail: Kilometres that nobody sees on the map.
    """
    points = tuple(list_ring(centre, min(distance, HALF_WAY), steps=_STEPS))
    parts = [
        tuple(part)
        for piece in make_cap(view).cut(points)
        for part in view.outer.clip_line(simplify(piece, tolerance=detail))
    ]
    # what the circle's first point parts in two is one line
    if len(parts) > 1 and parts[-1][-1] == parts[0][0]:
        parts[0] = parts.pop() + parts[0][1:]
    return tuple(parts)
