"""The countries of the world, decoded and put right."""

import hashlib
from importlib import resources
from itertools import pairwise

import pytest

from variorum.earth.atlas import Transfer, load_atlas
from variorum.earth.sphere import Box, Point, measure
from variorum.earth.topology import STEP, decode

CRIMEA = Transfer("RUS", "UKR", Box(44.2, 32.3, 46.3, 36.65))


def is_in(country: str, point: Point, *transfers: Transfer) -> bool:
    atlas = load_atlas()
    polygons = atlas.list_owned(transfers)[country]
    return atlas.topology.encloses([ring for polygon in polygons for ring in polygon], point)


def test_the_data_are_those_of_the_package_unchanged():
    data = resources.files("variorum.earth") / "data" / "countries-50m.json"
    digest = hashlib.sha256(data.read_bytes()).hexdigest()
    assert digest == "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394"


def test_every_country_has_its_letters_or_its_name():
    countries = load_atlas().countries
    assert {"RUS", "UKR", "USA", "FJI", "ATA", "SSD"} <= set(countries)
    assert {key for key in countries if len(key) != 3} == {
        "Indian Ocean Ter.", "Kosovo", "N. Cyprus", "Siachen Glacier", "Somaliland",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("country", "point", "inside"),
    [
        ("RUS", Point(55.76, 37.62), True),
        ("RUS", Point(50.45, 30.52), False),
        ("RUS", Point(66, -172), True),  # beyond the 180th meridian
        ("RUS", Point(71, 179.9), True),  # Wrangel lies on both sides of it
        ("RUS", Point(71.1, -179), True),
        ("FJI", Point(-17.8, 178), True),
        ("ATA", Point(-85, 20), True),
        ("ATA", Point(-60, 20), False),
        ("LSO", Point(-29.6, 28.2), True),
        ("ZAF", Point(-29.6, 28.2), False),  # a hole
    ],
)
def test_places_lie_in_their_countries(country, point, inside):
    assert is_in(country, point) is inside


def test_a_transfer_moves_a_piece_and_the_line_between_is_no_border():
    simferopol = Point(44.95, 34.1)
    assert is_in("RUS", simferopol)
    assert not is_in("RUS", simferopol, CRIMEA)
    assert is_in("UKR", simferopol, CRIMEA)
    atlas = load_atlas()
    before = set(atlas.list_borders(atlas.list_owned([])))
    after = set(atlas.list_borders(atlas.list_owned([CRIMEA])))
    [line] = before - after
    assert after < before
    perekop = Point(46.15, 33.7)
    assert min(measure(perekop, point) for point in atlas.topology.lines[line]) < 30


def test_no_border_lies_on_the_coast_of_what_was_moved():
    atlas = load_atlas()
    for number in atlas.list_borders(atlas.list_owned([CRIMEA])):
        assert not all(CRIMEA.within.holds(point) for point in atlas.topology.lines[number])


def test_a_country_keeps_a_piece():
    everywhere = Box(-90, -180, 90, 179.9)
    assert load_atlas().find_pieces(Transfer("LSO", "ZAF", everywhere)) == ()
    assert load_atlas().find_pieces(Transfer("RUS", "UKR", Box(0, 0, 1, 1))) == ()


def test_a_long_side_gets_points_on_its_way():
    square = {
        "transform": {"scale": [1, 1], "translate": [170, 0]},
        "arcs": [[[0, 0], [8, 0]], [[-350, 0], [4, 2]]],
        "objects": {"one": {"type": "Polygon", "arcs": [[0, -2]]}},
    }
    topology = decode(square)
    assert len(topology.lines[0]) == 10
    for line in topology.lines:
        assert all(abs(end.longitude - start.longitude) <= STEP for start, end in pairwise(line))
    [outline] = topology.outlines["one"]
    assert outline.polygons == (((0, -2),),)
    assert next(topology.list_points((-1,))) == Point(0, 178)
