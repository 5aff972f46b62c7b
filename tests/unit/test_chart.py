"""`map.yml`: what it may say, and what is said where it is wrong."""

import pytest

from variorum.earth.sphere import Point

MAP = """\
description: Two towns [@lincoln-works-7].
view: {middle: [39.5, -77], width: 300, height: 240}
places:
  - {name: Gettysburg, at: [39.83, -77.23], group: Towns}
  - {name: Washington, at: [38.9, -77.04], group: Towns}
ranges:
  - {from: Gettysburg, km: 60, label: A day}
areas:
  - {name: Union, country: USA}
names:
  - {name: Maryland, at: [39.5, -77.2], kind: country}
distances:
  - {from: Gettysburg, to: Washington}
"""


def test_a_map_becomes_part_of_the_edition(project):
    project.write("map.yml", MAP)
    chart = project.load().edition.map
    assert [place.name for place in chart.places] == ["Gettysburg", "Washington"]
    assert chart.places[1].at == Point(38.9, -77.04)
    assert chart.ranges[0].centre is chart.places[0]
    assert chart.distances[0].length == pytest.approx(104.7, abs=0.5)
    assert project.problems() == []


def test_an_edition_without_one_has_none(project):
    assert project.load().edition.map is None


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("at: [39.83, -77.23]", "at: [39.83]", "map.yml:4:28: V109 \"places.1.at\": should be two numbers"),
        ("at: [39.83, -77.23]", "at: 39.83 N", "V109 \"places.1.at\": should be two numbers"),
        ("at: [39.83, -77.23]", "at: [yes, true]", "should be two numbers"),
        ("at: [39.83, -77.23]", "at: [.nan, .inf]", "should be two numbers"),
        ("at: [39.83, -77.23]", "at: [1.0e999, 0]", "the latitude should be from -90 to 90, not inf"),
        ("at: [39.83, -77.23]", "at: [-98.83, 39]", "the latitude should be from -90 to 90"),
        ("at: [39.83, -77.23]", "at: [39, 277.23]", "the longitude should be from -180 to 180"),
        ("at: [39.83, -77.23]", "at: [-77.23, 39.83]", "map.yml:4:28: V127 \"Gettysburg\" is not in the view"),
        ("width: 300", "width: 3", "V109 \"view.width\": should be 100 or more"),
        ("width: 300", "width: 1.0e12", "V109 \"view.width\": should be 15000 or less"),
        ("width: 300, ", "", "map.yml:2:7: V108 \"width\" is missing"),
        ("view: {", "view: {zoom: 3, ", "map.yml:2:8: V107 unknown field \"zoom\""),
        ("places:", "plaecs:", "V107 unknown field \"plaecs\"\n  mend: write \"places\""),
        ("km: 60", "km: -60", "V109 \"ranges.1.km\": should be 1 or more"),
        ("km: 60", "km: 60.5", "V109 \"ranges.1.km\": should be a whole number"),
        ("km: 60", "km: 18000", "map.yml:7:28: V127 no part of the circle \"A day\" is in the view"),
        ("kind: country", "kind: sea", "V109 \"names.1.kind\": should be 'country' or 'water'"),
        ("name: Washington", "name: Gettysburg", "map.yml:5:12: V124 two places named \"Gettysburg\""),
        ("from: Gettysburg, km", "from: Gettysbrug, km", "map.yml:7:12: V125 no place \"Gettysbrug\" on the map\n  mend: write \"Gettysburg\""),
        ("to: Washington", "to: Gettysburg", "a distance from a place to itself"),
        ("country: USA", "country: USB", "map.yml:9:28: V126 no country \"USB\"\n  mend: write three letters"),
        ("country: USA", "country: Russia", "mend: write \"RUS\""),
        ("[@lincoln-works-7]", "[@lincoln-works-8]", "V506"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_place(project, old, new, problem):
    assert old in MAP
    project.write("map.yml", MAP.replace(old, new, 1))
    lines = problem.split("\n")
    assert any(all(line in found for line in lines) for found in project.problems())


def test_all_that_is_wrong_is_said_at_once(project):
    bad = MAP.replace("km: 60", "km: 0").replace("[38.9, -77.04]", "[]").replace("USA", "''")
    project.write("map.yml", bad)
    assert len(project.problems()) == 3


@pytest.mark.parametrize("content", ["", "\n\n", "[]", "- {}\n", "a map", "description: 3"])
def test_a_file_that_holds_something_else(project, content):
    project.write("map.yml", content)
    assert any(problem.startswith("map.yml:") for problem in project.problems())


def test_a_list_too_long_is_refused(project):
    many = "".join(f"  - {{name: N{i}, at: [39.5, -77], group: Towns}}\n" for i in range(5_000))
    project.write("map.yml", MAP.split("places:")[0] + "places:\n" + many)
    [problem] = project.problems()
    assert 'V109 "places": should have at most 200 entries' in problem


def test_a_list_of_nothing_but_mistakes_is_cut_short(project):
    project.write("map.yml", MAP + "transfers:\n" + "  - {}\n" * 5_000)
    assert len(project.problems()) < 600


def test_more_groups_than_signs(project):
    many = "".join(f"  - {{name: N{i}, at: [39.5, -77], group: G{i}}}\n" for i in range(9))
    project.write("map.yml", MAP.split("places:")[0] + "places:\n" + many)
    [problem] = project.problems()
    assert problem.startswith('map.yml:12:40: V129 a group too many, "G8"')


TRANSFER = """\
transfers:
  - from: USA
    to: {to}
    within: {{south: {south}, west: -75, north: 41.5, east: {east}}}
    text: Long Island.
"""


@pytest.mark.parametrize(
    ("to", "south", "east", "problem"),
    [
        ("CAN", 40, -71, ""),
        ("CAN", 40, -74.9, "V128 no piece of USA lies within"),
        ("CAN", 42, -71, "a box without height"),
        ("can", 40, -71, 'V126 no country "can"\n  mend: write "CAN"'),
    ],
)
def test_pieces_are_moved_if_they_lie_within(project, to, south, east, problem):
    project.write("map.yml", MAP + TRANSFER.format(to=to, south=south, east=east))
    problems = "\n".join(project.problems())
    assert all(line in problems for line in problem.split("\n"))
    assert bool(problem) == bool(problems)


def test_markup_in_names_stays_words(project):
    project.write("map.yml", MAP.replace("Maryland", "<script>alert(1)</script>"))
    from variorum import render_pages

    [page] = [page for page in render_pages(project.load().edition) if page.kind == "map"]
    assert "<script" not in page.html
    assert "&lt;script&gt;" in page.html


def test_references_of_the_map_are_cited(project):
    project.write("map.yml", MAP.replace("lincoln-works-7", "declaration-1776"))
    edition = project.load().edition
    assert edition.map.description.clusters[0].citations[0].key == "declaration-1776"


def test_a_slug_may_not_be_map(project):
    project.replace("edition.yml", "text:\n", "text:\n  slug: map\n")
    assert any("is the address of another page" in problem for problem in project.problems())
