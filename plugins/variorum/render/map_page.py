"""The page of the map: the figure with its key, and in words what it shows, from which sources, and how it was made."""

from collections.abc import Iterator, Sequence

from variorum.earth.atlas import EDITION
from variorum.earth.sphere import RADIUS
from variorum.model import Edition, Map, MapPlace, Prose
from variorum.render.context import quote, render_page
from variorum.render.html import EMPTY, Html, element, escape, join, text_element
from variorum.render.map_figure import draw_hatching, draw_map, list_groups
from variorum.render.outline import Contents
from variorum.render.pen import DASHES, draw_sign
from variorum.render.places import render_way_back
from variorum.wording import Wording, wording_of

NEAR = 1_000
"""Kilometres from which on a distance is rounded to tens: coordinates of a town are no more exact than that."""
_PARTS = ("places", "ranges", "areas", "distances")


def render_map(edition: Edition, chart: Map, *, root: str) -> Html:
    """Return the page of the map."""
    wording = wording_of(edition)
    title = chart.title or wording["context.map"]
    figure = draw_map(chart, wording, title=title, description_id="description")
    parts = [
        _render_part("places", list(_render_places(chart, wording, root)), wording),
        _render_part("ranges", list(_render_ranges(chart, wording, root)), wording),
        _render_part("areas", list(_render_areas(chart, wording, root)), wording),
        _render_part("distances", list(_render_distances(chart, wording)), wording),
        _render_part("making", list(_render_making(chart, wording, root)), wording),
    ]
    description = element(
        "div",
        {"class": "vr-map-description", "id": "description"},
        quote(chart.description, wording, root=root),
    )
    window = {
        "class": "vr-map-window",
        "role": "region",
        "aria-label": wording["map.region"],
        "tabindex": "0",
    }
    return render_page(
        edition,
        title,
        "vr-map",
        render_way_back(edition, root=root),
        element(
            "figure",
            {},
            element("div", window, figure),
            element("figcaption", {}, _render_key(chart, wording), _say_day(chart, wording)),
        ),
        element("div", {"class": "vr-map-words"}, description, *parts),
    )


def list_parts(chart: Map, wording: Wording) -> Contents:
    """Return the parts of the page, for its contents."""
    present = [name for name in _PARTS if getattr(chart, name)]
    return tuple((2, name, wording[f"map.{name}"]) for name in (*present, "making"))


def _render_part(name: str, children: Sequence[Html], wording: Wording) -> Html:
    if not children:
        return EMPTY
    heading = text_element("h2", {}, wording[f"map.{name}"])
    return element("section", {"id": name}, heading, *children)


def _say_day(chart: Map, wording: Wording) -> Html:
    if chart.as_of is None:
        return EMPTY
    said = wording.say("map.as-of", date=wording.spell_date(chart.as_of))
    return text_element("p", {}, said)


def _render_key(chart: Map, wording: Wording) -> Html:
    """Return what the signs, lines and shades of the drawing mean."""
    signs = [(_draw_sample(number, 14), name) for number, name in enumerate(list_groups(chart))]
    for number, item in enumerate(chart.ranges):
        dash = DASHES[number % len(DASHES)]
        line = element("path", {"class": "vr-range", "stroke-dasharray": dash, "d": "M1 7h40"})
        signs.append((_make_sample(line, 42), _say_range(item.label, item.distance, wording)))
    for number, area in enumerate(chart.areas):
        box = {"width": "24", "height": "12", "x": "1", "y": "1"}
        name = f"vr-hatch-{number + 1}"
        shade = [
            draw_hatching(name),
            element("rect", {"class": "vr-land", **box}),
            element("rect", {"class": "vr-shaded", "fill": f"url(#{name})", **box}),
        ]
        signs.append((_make_sample(join(shade), 26), area.name))
    items = [
        element("li", {}, sign, text_element("span", wording.quoted, name)) for sign, name in signs
    ]
    return element("ul", {"class": "vr-map-key", "aria-label": wording["map.key"]}, *items)


def _draw_sample(group: int, size: int) -> Html:
    return _make_sample(draw_sign(group, at=(size / 2, 7)), size)


def _make_sample(drawn: Html, width: int) -> Html:
    attributes = {
        "class": "vr-sample",
        "viewBox": f"0 0 {width} 14",
        "width": str(width),
        "height": "14",
        "aria-hidden": "true",
        "focusable": "false",
    }
    return element("svg", attributes, drawn)


def _render_places(chart: Map, wording: Wording, root: str) -> Iterator[Html]:
    numbers = {place: number for number, place in enumerate(chart.places, start=1)}
    for group, name in enumerate(list_groups(chart)):
        places = [place for place in chart.places if place.group == name]
        yield element("h3", {}, _draw_sample(group, 14), text_element("span", wording.quoted, name))
        yield element(
            "ul",
            {"class": "vr-map-list"},
            *(
                _render_item(
                    f"place-{numbers[place]}",
                    place.name,
                    wording.spell_place(*place.at),
                    place.text,
                    wording,
                    root,
                    foot=wording.say_as_of(place.as_of) if place.as_of else "",
                )
                for place in places
            ),
        )


def _render_ranges(chart: Map, wording: Wording, root: str) -> Iterator[Html]:
    if not chart.ranges:
        return
    yield text_element("p", {"class": "vr-lead"}, wording["map.ranges-said"])
    items = []
    for number, item in enumerate(chart.ranges, start=1):
        length = wording.count(item.distance, "kilometre")
        said = wording.say("map.range-from", distance=length, place=item.centre.name)
        items.append(_render_item(f"range-{number}", item.label, said, item.text, wording, root))
    yield element("ul", {"class": "vr-map-list"}, *items)


def _render_areas(chart: Map, wording: Wording, root: str) -> Iterator[Html]:
    if chart.areas:
        yield element(
            "ul",
            {"class": "vr-map-list"},
            *(
                _render_item(f"area-{number}", area.name, "", area.text, wording, root)
                for number, area in enumerate(chart.areas, start=1)
            ),
        )


def _render_item(
    id_: str, name: str, said: str, text: Prose | None, wording: Wording, root: str, foot: str = ""
) -> Html:
    head = [text_element("b", wording.quoted, name)]
    if said:
        head.append(text_element("span", {"class": "vr-lead"}, said))
    body = quote(text, wording, root=root) if text else EMPTY
    see = text_element("p", {"class": "vr-see"}, foot) if foot else EMPTY
    return element("li", {"id": id_}, element("p", {}, join(head, escape(" "))), body, see)


def _render_distances(chart: Map, wording: Wording) -> Iterator[Html]:
    if not chart.distances:
        return
    heads = ("from", "to", "distance")
    rows = [
        element(
            "tr",
            {},
            _write_cell(item.start, wording),
            _write_cell(item.end, wording),
            text_element("td", {}, wording.count(round_distance(item.length), "kilometre")),
        )
        for item in chart.distances
    ]
    yield element(
        "table",
        {"aria-label": wording["map.distances"]},
        element(
            "thead",
            {},
            element(
                "tr",
                {},
                *(
                    text_element("th", {"scope": "col"}, wording[f"map.{head}-head"])
                    for head in heads
                ),
            ),
        ),
        element("tbody", {}, *rows),
    )
    radius = wording.count(round(RADIUS), "kilometre")
    said = wording.say("map.distances-said", radius=radius)
    yield text_element("p", {"class": "vr-lead"}, said)


def _write_cell(place: MapPlace, wording: Wording) -> Html:
    return text_element("td", wording.quoted, place.name)


def round_distance(kilometres: float) -> int:
    """Return a distance as the table has it: to 5 km, from 1,000 km on to 10; to 1 km where it is very short."""
    step = 1 if kilometres < 50 else 5 if kilometres < NEAR else 10
    return round(kilometres / step) * step


def _say_range(label: str, distance: int, wording: Wording) -> str:
    return wording.say("map.range", label=label, distance=wording.count(distance, "kilometre"))


def _render_making(chart: Map, wording: Wording, root: str) -> Iterator[Html]:
    middle = wording.spell_place(*chart.view.middle)
    yield text_element("p", {}, wording.say("map.source", data=EDITION, middle=middle))
    for number, item in enumerate(chart.transfers, start=1):
        yield element("div", {"id": f"transfer-{number}"}, quote(item.text, wording, root=root))
