"""A line of many points → the same line to the eye, of few."""

from collections.abc import Sequence
from math import hypot

from variorum.earth.projection import Place


def simplify(line: Sequence[Place], *, tolerance: float) -> list[Place]:
    """Return the points of a line without which it would be off by more than the tolerance; its ends are kept.

    A line whose ends meet is taken as two halves, so that a small island stays as long as it can be seen.

    Source: D. H. Douglas and T. K. Peucker, "Algorithms for the Reduction of the Number of Points Required to Represent
    a Digitized Line or its Caricature", Cartographica 10 (1973), 112–122.
    """
    last = len(line) - 1
    if last < 2:
        return list(line)
    kept = {0, last}
    waiting = [(0, last)]
    while waiting:
        start, end = waiting.pop()
        index, distance = _find_farthest(line, start, end)
        if distance > tolerance:
            kept.add(index)
            waiting += [(start, index), (index, end)]
    return [line[index] for index in sorted(kept)]


def _find_farthest(line: Sequence[Place], start: int, end: int) -> tuple[int, float]:
    """Find the point between two that is farthest from the straight way, and how far."""
    (x, y), (to_x, to_y) = line[start], line[end]
    across, up = to_x - x, to_y - y
    length = hypot(across, up)
    farthest, most = start, 0.0
    for index in range(start + 1, end):
        aside, above = line[index][0] - x, line[index][1] - y
        if length:
            along = (aside * across + above * up) / length
            over = max(0.0, along - length, -along)
            distance = hypot((aside * up - above * across) / length, over)
        else:
            distance = hypot(aside, above)
        if distance > most:
            farthest, most = index, distance
    return farthest, most
