"""The plane and the way back to the earth; areas are what they are there."""

from math import cos, hypot, pi, sqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from variorum.earth.projection import Projection
from variorum.earth.sphere import HALF_WAY, RADIUS, Point, list_ring, measure

POINTS = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))


@given(POINTS, POINTS)
def test_the_way_back_leads_to_the_same_place(middle, point):
    assume(measure(middle, point) < HALF_WAY * 0.99)
    projection = Projection(middle)
    assert measure(projection.unproject(projection.project(point)), point) < 1e-3


def test_the_middle_is_the_middle_and_the_place_opposite_lies_on_the_rim():
    projection = Projection(Point(40, 30))
    assert projection.project(Point(40, 30)) == (0, 0)
    assert hypot(*projection.project(Point(-40, -150))) == pytest.approx(2 * RADIUS)
    assert projection.unproject((0, 0)) == Point(40, 30)


def test_a_place_lies_where_the_formula_written_out_has_it():
    """Around 0, 0: x = k cos φ sin λ, y = k sin φ, k = √(2 / (1 + cos φ cos λ)); here φ = 30°, λ = 60°."""
    x, y = Projection(Point(0, 0)).project(Point(30, 60))
    k = sqrt(2 / (1 + sqrt(3) / 4))
    assert x / RADIUS == pytest.approx(k * 3 / 4)
    assert y / RADIUS == pytest.approx(k / 2)


@pytest.mark.parametrize("distance", [100, 2_000, 9_000])
@pytest.mark.parametrize("centre", [Point(50, 30), Point(60, -10), Point(10, 80)])
def test_a_circle_keeps_its_area(centre, distance):
    projection = Projection(Point(50, 30))
    places = [projection.project(point) for point in list_ring(centre, distance, steps=2_000)]
    twice = sum(
        x * to_y - to_x * y
        for (x, y), (to_x, to_y) in zip(places, places[1:] + places[:1], strict=True)
    )
    true = 2 * pi * RADIUS**2 * (1 - cos(distance / RADIUS))
    assert abs(twice) / 2 == pytest.approx(true, rel=1e-4)


def test_near_the_middle_distances_are_true_to_two_per_cent():
    middle = Point(47, 32)
    projection = Projection(middle)
    for point in list_ring(middle, 2_000, steps=12):
        assert hypot(*projection.project(point)) == pytest.approx(2_000, rel=0.02)
