"""Shapes as the numbers and commands of SVG."""

import pytest

from variorum.render.pen import DASHES, SIGNS, draw_sign, trace, write


@pytest.mark.parametrize(
    ("number", "written"),
    [(0, "0"), (-0.04, "0"), (0.5, ".5"), (-0.5, "-.5"), (10.04, "10"), (-10.5, "-10.5")],
)
def test_numbers_are_tenths_without_what_they_do_not_need(number, written):
    assert write(number) == written


def test_a_line_goes_on_from_where_it_is():
    assert trace([[(0, 0), (10, 0.5), (8, 3)]], closed=False) == "M0 0l10 .5-2 2.5"


def test_points_that_fall_together_are_one():
    assert trace([[(0, 0), (0.01, 0.02), (4, 0), (4.03, 0)]], closed=False) == "M0 0l4 0"


def test_an_area_is_closed_and_one_without_room_is_none():
    assert trace([[(0, 0), (4, 0), (4, 4), (0, 0)]], closed=True) == "M0 0l4 0 0 4z"
    assert trace([[(0, 0), (4, 0), (0, 0)]], closed=True) == ""
    assert trace([[(1, 1)]], closed=False) == ""


def test_rounding_does_not_add_up():
    points = [(number * 0.34, 0.0) for number in range(1_000)]
    steps = trace([points], closed=False).partition("l")[2].split(" ")[::2]
    assert sum(map(float, steps)) == pytest.approx(999 * 0.34, abs=0.1)


def test_every_group_has_a_shape_of_its_own():
    assert len(set(SIGNS)) == len(SIGNS) == 8
    assert len({draw_sign(group, at=(0, 0)) for group in range(8)}) == 8
    assert len(set(DASHES)) == len(DASHES)
