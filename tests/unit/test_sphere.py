"""Distances on a sphere, compared with figures that others published, and with each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.earth.sphere import (
    HALF_WAY,
    Box,
    Point,
    find_angle,
    find_destination,
    list_ring,
    measure,
    wrap,
)

POINTS = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))
ANYWHERE = st.floats(0, HALF_WAY)


@pytest.mark.parametrize(
    ("start", "end", "kilometres", "within"),
    [
        # Rosetta Code, "Haversine formula": 2887.26 km on a sphere of 6372.8
        (Point(36.12, -86.67), Point(33.94, -118.40), 2886.44, 0.1),
        # geodesics on the ellipsoid, from which a sphere departs by half a per cent
        (Point(51.5074, -0.1278), Point(48.8566, 2.3522), 343.9, 2),  # London, Paris
        (Point(40.7128, -74.0060), Point(51.5074, -0.1278), 5585, 28),  # New York, London
        (Point(52.52, 13.405), Point(35.6895, 139.6917), 8938, 45),  # Berlin, Tokyo
        (Point(-33.8688, 151.2093), Point(-33.4489, -70.6693), 11367, 57),  # Sydney, Santiago
        (Point(0, 179), Point(0, -179), 222.39, 0.01),
        (Point(12, 5), Point(13, 5), 111.195, 0.001),
        (Point(90, 0), Point(-90, 77), HALF_WAY, 1e-9),
        (Point(0, 0), Point(0, 90), HALF_WAY / 2, 1e-9),
    ],
)
def test_distances_are_what_others_found(start, end, kilometres, within):
    assert measure(start, end) == pytest.approx(kilometres, abs=within)


@given(POINTS, POINTS)
def test_the_way_back_is_as_long(start, end):
    assert measure(start, end) == pytest.approx(measure(end, start), abs=1e-9)
    assert 0 <= measure(start, end) <= HALF_WAY + 1e-9


@given(POINTS)
def test_nothing_is_farther_than_the_place_opposite(point):
    opposite = Point(-point.latitude, wrap(point.longitude + 180))
    assert measure(point, opposite) == pytest.approx(HALF_WAY, abs=1e-3)


@given(POINTS, POINTS, POINTS)
def test_a_detour_is_never_shorter(start, by, end):
    assert measure(start, end) <= measure(start, by) + measure(by, end) + 1e-6


@given(POINTS, ANYWHERE)
def test_every_point_of_a_ring_is_as_far_as_it_says_to_a_metre(centre, distance):
    points = list(list_ring(centre, distance, steps=24))
    assert points[0] == points[-1]
    for point in points:
        assert -90 <= point.latitude <= 90
        assert -180 <= point.longitude < 180
        assert measure(centre, point) == pytest.approx(distance, abs=1e-3)


def test_one_goes_by_the_compass():
    home = Point(10, 20)
    assert find_destination(home, bearing=0, distance=100).latitude > 10
    assert find_destination(home, bearing=90, distance=100).longitude > 20
    assert find_destination(home, bearing=180, distance=100).latitude < 10
    assert find_destination(home, bearing=270, distance=100).longitude < 20
    assert find_destination(Point(89, 0), bearing=0, distance=222.39).longitude == -180


@pytest.mark.parametrize(
    ("longitude", "wrapped"), [(0, 0), (180, -180), (-180, -180), (540, -180), (190, -170)]
)
def test_longitudes_run_around(longitude, wrapped):
    assert wrap(longitude) == wrapped


def test_a_box_may_cross_the_180th_meridian():
    fiji = Box(-20, 176, -15, -178)
    assert fiji.holds(Point(-17, 179))
    assert fiji.holds(Point(-17, -179))
    assert not fiji.holds(Point(-17, 175))
    assert not fiji.holds(Point(-14, 179))


def test_the_longest_chord_is_the_diameter():
    assert find_angle(0) == 0
    assert find_angle(2 * 6371.0) == find_angle(99_999) == pytest.approx(3.14159265)
