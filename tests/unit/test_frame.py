"""What a rectangle shows of lines and areas."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.earth.frame import Frame

FRAME = Frame(20, 10)
PLACES = st.tuples(st.floats(-50, 50), st.floats(-50, 50))


def measure_area(ring) -> float:
    pairs = zip(ring, [*ring[1:], *ring[:1]], strict=True)
    return abs(sum(x * to_y - to_x * y for (x, y), (to_x, to_y) in pairs)) / 2


def holds(place) -> bool:
    return abs(place[0]) <= 10 + 1e-9 and abs(place[1]) <= 5 + 1e-9


def test_a_line_is_cut_where_it_leaves():
    assert list(FRAME.clip_line([(0, 0), (20, 0)])) == [[(0, 0), (10, 0)]]
    assert list(FRAME.clip_line([(-20, 0), (20, 0)])) == [[(-10, 0), (10, 0)]]
    assert list(FRAME.clip_line([(0, 6), (0, 9)])) == []
    assert list(FRAME.clip_line([(-20, 6), (20, 6)])) == []


def test_a_line_that_comes_back_is_two():
    line = [(0, 0), (0, 8), (4, 8), (4, 0)]
    assert list(FRAME.clip_line(line)) == [[(0, 0), (0, 5)], [(4, 5), (4, 0)]]


def test_a_line_inside_stays_as_it_is():
    line = [(0, 0), (1, 2), (3, 4)]
    assert list(FRAME.clip_line(line)) == [line]


def test_an_area_is_cut_at_the_edges():
    around = FRAME.clip_area([(-100, -100), (100, -100), (100, 100), (-100, 100)])
    assert measure_area(around) == pytest.approx(200)
    assert measure_area(FRAME.clip_area([(0, 0), (4, 0), (4, 2), (0, 2)])) == 8
    assert measure_area(FRAME.clip_area([(5, 0), (15, 0), (15, 2), (5, 2)])) == 10
    assert FRAME.clip_area([(11, 0), (15, 0), (15, 2)]) == []


@given(st.lists(PLACES, min_size=2, max_size=12))
def test_nothing_is_left_outside(places):
    assert all(map(holds, FRAME.clip_area(places)))
    for part in FRAME.clip_line(places):
        assert len(part) > 1
        assert all(map(holds, part))
