"""What a view shows of the earth: also where it lies around a pole, on the 180th meridian, or opposite a country."""

from itertools import pairwise
from math import hypot, pi

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.earth.atlas import load_atlas
from variorum.earth.cap import make_cap
from variorum.earth.circle import draw_ring
from variorum.earth.ground import survey
from variorum.earth.sphere import RADIUS, Point, measure
from variorum.earth.view import View

EUROPE = View(Point(47, 32), 3600, 2650)
ARCTIC = View(Point(80, -170), 15_000, 15_000)
PACIFIC = View(Point(-10, 179), 12_000, 9_000)
ANTARCTIC = View(Point(-88, 40), 9_000, 9_000)
STEPPE = View(Point(60, 90), 400, 300)
OCEAN = View(Point(-48, -123), 900, 900)
COUNTRIES = ("RUS", "ATA", "ARG", "CHN", "FRA")


def measure_area(rings) -> float:
    """By the even-odd rule for rings none of which crosses another: those inside others count against them."""
    areas = []
    for ring in rings:
        pairs = list(zip(ring, [*ring[1:], *ring[:1]], strict=True))
        areas.append(abs(sum(x * to_y - to_x * y for (x, y), (to_x, to_y) in pairs)) / 2)
    return sum(areas)


def is_inside(rings, place) -> bool:
    x, y = place
    crossed = 0
    for ring in rings:
        for (from_x, from_y), (to_x, to_y) in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
            if (from_y > y) != (to_y > y):
                crossed += x < from_x + (to_x - from_x) * (y - from_y) / (to_y - from_y)
    return crossed % 2 == 1


@pytest.mark.parametrize("view", [EUROPE, ARCTIC, PACIFIC, ANTARCTIC, STEPPE, OCEAN])
def test_a_place_on_the_map_is_in_a_country_as_it_is_on_the_earth(view):
    atlas = load_atlas()
    ground = survey(view, countries=COUNTRIES, transfers=(), detail=view.width / 20_000)
    wrong = []
    for country, drawn in zip(COUNTRIES, ground.countries, strict=True):
        rings = [ring for polygon in atlas.countries[country].polygons for ring in polygon]
        for column in range(-5, 6):
            for row in range(-5, 6):
                place = column * view.width / 11, row * view.height / 11
                point = view.projection.unproject(place)
                if is_inside(drawn, place) != atlas.topology.encloses(rings, point):
                    wrong.append((country, point))
    assert wrong == []


def test_a_view_within_a_country_is_all_of_it():
    ground = survey(STEPPE, countries=("RUS", "CHN"), transfers=(), detail=1)
    assert measure_area(ground.countries[0]) == pytest.approx(400 * 300 * 1.02**2)
    assert ground.countries[1] == ()
    assert ground.borders == ()


def test_a_view_of_the_sea_has_no_land():
    assert survey(OCEAN, countries=(), transfers=(), detail=1).land == ()


def test_the_same_view_gives_the_same_ground():
    make = survey.__wrapped__
    first = make(EUROPE, countries=("RUS",), transfers=(), detail=2.0)
    assert make(EUROPE, countries=("RUS",), transfers=(), detail=2.0) == first


def test_less_detail_is_fewer_points():
    def count(detail: float) -> int:
        return sum(map(len, survey(EUROPE, countries=(), transfers=(), detail=detail).land))

    assert count(20) < count(2) / 3


@settings(max_examples=60)
@given(
    st.builds(Point, st.floats(-90, 90), st.floats(-180, 180)),
    st.integers(1, 20_000),
    st.sampled_from([EUROPE, ARCTIC, PACIFIC, ANTARCTIC]),
)
def test_what_is_drawn_of_a_circle_is_where_it_should_be(centre, distance, view):
    detail = view.width / 2_000
    for part in draw_ring(view, centre, distance, detail=detail):
        for place in part:
            assert view.outer.holds((place[0] * 0.999_999, place[1] * 0.999_999))
            # the sides of the circle are straight, and it is cut within them
            point = view.projection.unproject(place)
            assert measure(centre, point) == pytest.approx(distance, abs=30)


@pytest.mark.parametrize(
    ("centre", "distance"),
    [
        (Point(85, 0), 2_000),  # encloses a pole
        (Point(60, 179), 1_500),  # crosses the 180th meridian
        (Point(70, -170), 3_000),
    ],
)
def test_a_circle_in_view_is_whole(centre, distance):
    parts = draw_ring(ARCTIC, centre, distance, detail=5)
    assert len(parts) == 1
    length = sum(hypot(to_x - x, to_y - y) for (x, y), (to_x, to_y) in pairwise(parts[0]))
    assert parts[0][0] == parts[0][-1]
    assert length == pytest.approx(2 * pi * distance, rel=0.1)


def test_a_circle_that_leaves_the_view_is_cut_and_one_beyond_is_not_there():
    assert len(draw_ring(EUROPE, Point(38.08, 46.29), 900, detail=1)) == 1
    assert draw_ring(EUROPE, Point(-30, 20), 500, detail=1) == ()
    assert draw_ring(EUROPE, Point(47, 32), 19_000, detail=1) == ()


def test_outlines_are_cut_outside_of_all_that_is_drawn():
    for view in (EUROPE, ARCTIC, STEPPE, View(Point(0, 0), 15_000, 15_000)):
        cap = make_cap(view)
        assert hypot(view.outer.width, view.outer.height) / 2 < cap.radius < 2 * RADIUS
