"""Fewer points, and nothing that the eye would miss."""

from itertools import pairwise
from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from variorum.earth.simplify import simplify

PLACES = st.tuples(st.floats(-50, 50), st.floats(-50, 50))


def find_gap(place, line) -> float:
    def gap(start, end) -> float:
        (x, y), (to_x, to_y) = start, end
        length = (to_x - x) ** 2 + (to_y - y) ** 2
        share = (
            ((place[0] - x) * (to_x - x) + (place[1] - y) * (to_y - y)) / length if length else 0
        )
        share = max(0, min(1, share))
        return hypot(place[0] - x - share * (to_x - x), place[1] - y - share * (to_y - y))

    return min(gap(start, end) for start, end in pairwise(line))


@given(st.lists(PLACES, min_size=2, max_size=40), st.floats(0.1, 20))
def test_no_point_is_farther_from_the_new_line_than_allowed(line, tolerance):
    short = simplify(line, tolerance=tolerance)
    assert short[0] == line[0]
    assert short[-1] == line[-1]
    assert set(short) <= set(line)
    assert all(find_gap(place, short) <= tolerance + 1e-6 for place in line)


def test_points_on_the_way_are_dropped():
    assert simplify([(0, 0), (1, 0), (2, 0.01), (3, 0)], tolerance=0.1) == [(0, 0), (3, 0)]


def test_an_island_stays_an_island():
    ring = [(0, 0), (5, 0), (5, 5), (0, 5), (0, 0)]
    assert simplify(ring, tolerance=1) == ring
