"""The page of the map, as a reader meets it: the drawing, its key, and in words what it shows."""

from dataclasses import replace
from datetime import date

import html5lib
import pytest
from test_render_pages import make_edition, prose, words

from variorum.earth.sphere import Box, Point
from variorum.earth.view import View
from variorum.model import (
    Map,
    MapArea,
    MapDistance,
    MapName,
    MapPlace,
    MapRange,
    MapTransfer,
)
from variorum.render.map_page import render_map, round_distance
from variorum.render.pages import render_pages
from variorum.render.search import search_entries

TABRIZ = MapPlace("Tabriz", Point(38.08, 46.29), "Sites", prose("Here."))
SOCHI = MapPlace("Sochi", Point(43.585, 39.72), "Towns")
MOSCOW = MapPlace("Moscow", Point(55.7558, 37.6173), "Towns")
CHART = Map(
    title="The sites",
    description=prose("Three places."),
    as_of=date(2011, 7, 18),
    view=View(Point(47, 40), 3_000, 2_400),
    places=(TABRIZ, SOCHI, MOSCOW),
    ranges=(MapRange(TABRIZ, 900, "Near"), MapRange(TABRIZ, 2_000, "Far", prose("Said so."))),
    areas=(MapArea("Russia", "RUS"),),
    names=(MapName("Black Sea", Point(43.3, 34), "water"),),
    distances=(MapDistance(TABRIZ, SOCHI), MapDistance(TABRIZ, MOSCOW)),
    transfers=(MapTransfer("RUS", "UKR", Box(44.2, 32.3, 46.3, 36.65), prose("Crimea.")),),
)


def parse(chart: Map = CHART, **changes: object):
    edition = make_edition(map=chart, **changes)
    html = render_map(edition, chart, root="../")
    return html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)


def find(page, name: str):
    return [item for item in page.iter() if name in (item.get("class") or "").split()]


def list_words(drawing) -> set[str]:
    """The words that stand in a drawing."""
    found = [item.text for item in drawing.iter() if item.tag.endswith("}text")]
    assert len(found) == len(set(found))
    return {text.replace("\u00a0", " ") for text in found}


def test_the_drawing_is_one_picture_with_a_name_and_a_description():
    page = parse()
    [drawing] = find(page, "vr-chart")
    assert drawing.get("role") == "img"
    assert drawing.get("aria-label") == "The sites"
    [described] = [item for item in page.iter() if item.get("id") == "description"]
    assert drawing.get("aria-describedby") == "description"
    assert words(described).startswith("Three places.")


def test_the_drawing_has_all_that_the_map_has():
    page = parse()
    [drawing] = find(page, "vr-chart")
    assert len(find(drawing, "vr-sign")) == 3
    assert len(find(drawing, "vr-range")) == 2
    assert len(find(drawing, "vr-shaded")) == 1
    assert {"Tabriz", "Sochi", "Moscow", "Black Sea", "Russia"} <= list_words(drawing)
    assert {"Near: 900 km", "500 km"} <= list_words(drawing)


def test_signs_stand_where_the_places_are():
    """Moscow is north of Sochi, Tabriz east of both; the middle of the view is the middle of the drawing."""
    signs = [item.get("transform") for item in find(find(parse(), "vr-chart")[0], "vr-sign")]
    at = [tuple(map(float, sign[len("translate(") : -1].split())) for sign in signs]
    tabriz, sochi, moscow = at
    assert moscow[1] < sochi[1] < tabriz[1]
    assert tabriz[0] > max(sochi[0], moscow[0])
    centred = replace(CHART, places=(MapPlace("Middle", Point(47, 40), "Towns"),), ranges=())
    [sign] = find(find(parse(replace(centred, distances=())), "vr-chart")[0], "vr-sign")
    assert sign.get("transform") == "translate(400 320)"


def test_each_group_has_its_own_sign_in_the_drawing_and_in_the_key():
    page = parse()
    [drawing], [key] = find(page, "vr-chart"), find(page, "vr-map-key")
    shapes = [item.get("d") for item in find(drawing, "vr-sign")]
    assert shapes[0] != shapes[1] == shapes[2]
    assert [item.get("d") for item in find(key, "vr-sign")] == [shapes[0], shapes[1]]
    names = [words(item).replace("\u00a0", " ") for item in key.iter("li")]
    assert names == ["Sites", "Towns", "Near: 900 km", "Far: 2,000 km", "Russia"]


def test_circles_differ_in_their_dashes():
    drawn = find(find(parse(), "vr-chart")[0], "vr-range")
    assert len({item.get("stroke-dasharray") for item in drawn}) == 2


def test_no_style_stands_in_the_page():
    assert not [item for item in parse().iter() if item.get("style") is not None]
    assert not list(parse().iter("style")) + list(parse().iter("script"))


def test_places_have_addresses_of_their_own_and_say_where_they_are():
    page = parse()
    items = {item.get("id"): words(item) for item in page.iter("li") if item.get("id")}
    assert items["place-1"].startswith("Tabriz 38.08° N, 46.29° E Here.")
    far = items["range-2"].replace("\u00a0", " ")
    assert far.startswith("Far 2,000 km from Tabriz Said so.")
    assert items["area-1"] == "Russia"


def test_distances_are_computed_and_rounded():
    rows = [words(row).replace("\u00a0", " ") for row in parse().iter("tr")]
    assert rows == ["From To Distance", "Tabriz Sochi 825 km", "Tabriz Moscow 2,070 km"]


@pytest.mark.parametrize(
    ("true", "said"), [(12.4, 12), (48.6, 49), (52.4, 50), (824.2, 825), (999, 1_000), (1_150.9, 1_150)]
)  # fmt: skip
def test_distances_are_rounded_by_their_length(true, said):
    assert round_distance(true) == said


def test_the_page_says_where_its_outlines_are_from_and_what_was_put_right():
    [making] = [item for item in parse().iter("section") if item.get("id") == "making"]
    said = words(making)
    assert "Natural Earth 4.1.0" in said
    assert "47° N, 40° E" in said
    assert "Crimea." in said


def test_a_map_of_nothing_but_ground_has_no_empty_parts():
    bare = Map("", prose("Ground."), None, View(Point(47, 40), 3_000, 2_400))
    page = parse(bare)
    assert [words(item) for item in page.iter("h2")] == ["How the map was made"]
    assert next(iter(page.iter("h1"))).text == "Map"
    assert find(page, "vr-shaded") == []


def test_the_same_map_gives_the_same_page():
    edition = make_edition(map=CHART)
    assert render_map(edition, CHART, root="../") == render_map(edition, CHART, root="../")


def test_the_map_is_linked_listed_and_found():
    edition = make_edition(map=CHART)
    pages = {page.path: page for page in render_pages(edition)}
    page = pages["hostage/map/"]
    assert (page.kind, page.title) == ("map", "The sites — The Hostage")
    assert 'href="map/"' in pages["hostage/"].html
    assert [part[1] for part in page.contents] == [
        "places", "ranges", "areas", "distances", "making",
    ]  # fmt: skip
    assert {fragment for _, fragment, _ in page.contents} <= page.ids
    entries = {entry.location: entry for entry in search_entries(edition)}
    assert "Moscow" in entries["hostage/map/"].text
    said = {location for location, entry in entries.items() if "Said so." in entry.text}
    assert {location.partition("#")[2] for location in said} <= page.ids
    assert said


def test_in_another_language_the_words_of_the_map_are_its_own():
    [drawing] = find(parse(language="ru"), "vr-chart")
    assert {"500 км", "Near: 900 км"} <= list_words(drawing)
    [hebrew] = find(parse(language="he"), "vr-words")
    assert hebrew.get("lang") == "he"


@pytest.mark.parametrize("language", ["en", "ru", "he"])
def test_numbers_and_degrees_are_written_as_the_language_has_them(language):
    items = [words(item) for item in parse(language=language).iter("li") if item.get("id")]
    assert ("38,08°" in items[0]) == (language == "ru")
