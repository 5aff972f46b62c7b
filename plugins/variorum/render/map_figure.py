"""The map's drawing: land and borders, countries shaded, circles, signs and words, in one picture of any size."""

from collections.abc import Iterator, Sequence

from variorum.earth.atlas import Transfer
from variorum.earth.circle import draw_ring
from variorum.earth.ground import Shape, survey
from variorum.earth.projection import Place
from variorum.model import Map
from variorum.render.html import EMPTY, Html, element, join, text_element
from variorum.render.map_labels import Drawn, Words, letter
from variorum.render.pen import DASHES, draw_sign, trace, write
from variorum.render.placement import Rectangle
from variorum.wording import Wording

WIDTH = 800.0
"""Units of the drawing, which a wide page shows at about their number in pixels."""
_DETAIL = 0.4
"""Units that nobody sees."""
_BAR = 160.0
"""Units of the longest scale bar."""
_LENGTHS = tuple(base * 10**power for power in range(5) for base in (1, 2, 5))
_HATCH = "vr-hatch"


class _Sheet:
    """The plane of the projection → the drawing."""

    def __init__(self, chart: Map) -> None:
        self.unit = chart.view.width / WIDTH
        """Kilometres."""
        self.width = WIDTH
        self.height = chart.view.height / self.unit

    def put(self, place: Place) -> tuple[float, float]:
        return place[0] / self.unit + self.width / 2, self.height / 2 - place[1] / self.unit

    def put_all(self, shape: Shape) -> tuple[tuple[tuple[float, float], ...], ...]:
        return tuple(tuple(map(self.put, part)) for part in shape)


def list_groups(chart: Map) -> list[str]:
    """Return the groups of places, in the order in which they come first."""
    return list(dict.fromkeys(place.group for place in chart.places))


def draw_map(chart: Map, wording: Wording, *, title: str, description_id: str) -> Html:
    """Return the drawing.

    Args:
        chart: The map.
        wording: Of the edition.
        title: What it is called.
        description_id: Of the one that says what it shows.
    """
    sheet = _Sheet(chart)
    ground = survey(
        chart.view,
        countries=tuple(area.country for area in chart.areas),
        transfers=tuple(Transfer(item.giver, item.taker, item.within) for item in chart.transfers),
        detail=sheet.unit * _DETAIL,
    )
    areas = tuple(map(sheet.put_all, ground.countries))
    ranges = tuple(
        sheet.put_all(
            draw_ring(chart.view, item.centre.at, item.distance, detail=sheet.unit * _DETAIL / 2)
        )
        for item in chart.ranges
    )
    project = chart.view.projection.project
    places = tuple(sheet.put(project(place.at)) for place in chart.places)
    length = max((n for n in _LENGTHS if n / sheet.unit <= _BAR), default=1)
    bar = Rectangle(0, sheet.height - 44, length / sheet.unit + 40, sheet.height)
    drawn = Drawn(
        width=sheet.width,
        height=sheet.height,
        places=places,
        ranges=ranges,
        areas=areas,
        names=tuple(sheet.put(project(name.at)) for name in chart.names),
        obstacles=(bar,),
    )
    groups = list_groups(chart)
    frame = {"width": write(sheet.width), "height": write(sheet.height)}
    return element(
        "svg",
        {
            "class": "vr-chart",
            "viewBox": f"0 0 {write(sheet.width)} {write(sheet.height)}",
            "direction": "ltr",
            "role": "img",
            "aria-label": title,
            "aria-describedby": description_id,
        },
        draw_hatching(_HATCH) if areas else EMPTY,
        element("rect", {"class": "vr-sea", **frame}),
        _draw_path("vr-land", trace(sheet.put_all(ground.land), closed=True)),
        *(
            _draw_path("vr-shaded", trace(area, closed=True), fill=f"url(#{_HATCH})")
            for area in areas
        ),
        _draw_path("vr-border", trace(sheet.put_all(ground.borders), closed=False)),
        *(_draw_range(number, parts) for number, parts in enumerate(ranges)),
        _draw_bar(length, sheet, wording),
        _write_words(letter(chart, drawn, wording), wording),
        *(
            draw_sign(groups.index(place.group), at=at)
            for place, at in zip(chart.places, places, strict=True)
        ),
        _draw_frame(sheet),
    )


def _draw_frame(sheet: _Sheet) -> Html:
    """Return the line around the drawing, which lies inside it as a whole."""
    attributes = {
        "class": "vr-frame",
        "x": "1",
        "y": "1",
        "width": write(sheet.width - 2),
        "height": write(sheet.height - 2),
    }
    return element("rect", attributes)


def draw_hatching(name: str) -> Html:
    """Return the pattern that shades a country, to be named by `fill="url(#NAME)"`."""
    ground = element("rect", {"class": "vr-area", "width": "7", "height": "7"})
    line = element("path", {"class": "vr-hatching", "d": "M0 0v7"})
    attributes = {
        "id": name,
        "width": "7",
        "height": "7",
        "patternUnits": "userSpaceOnUse",
        "patternTransform": "rotate(45)",
    }
    return element("defs", {}, element("pattern", attributes, ground, line))


def _draw_path(name: str, data: str, **attributes: str | None) -> Html:
    return element("path", {"class": name, **attributes, "d": data}) if data else EMPTY


def _draw_range(number: int, parts: Shape) -> Html:
    dash = DASHES[number % len(DASHES)]
    return _draw_path("vr-range", trace(parts, closed=False), **{"stroke-dasharray": dash})


def _draw_bar(length: int, sheet: _Sheet, wording: Wording) -> Html:
    left, right, y = 16.0, 16 + length / sheet.unit, sheet.height - 14
    line = f"M{write(left)} {write(y - 5)}v5H{write(right)}v-5"
    words = wording.count(length, "kilometre")
    at = {"class": "vr-scale-words", "x": write(left), "y": write(y - 10)}
    return join(
        [element("path", {"class": "vr-scale-bar", "d": line}), text_element("text", at, words)]
    )


def _write_words(words: Sequence[Words], wording: Wording) -> Html:
    return element(
        "g", {"class": "vr-words", "lang": wording.quoted.get("lang")}, *_list_words(words)
    )


def _list_words(words: Sequence[Words]) -> Iterator[Html]:
    for item in words:
        if item.lead:
            (x1, y1), (x2, y2) = item.lead
            line = {"x1": write(x1), "y1": write(y1), "x2": write(x2), "y2": write(y2)}
            yield element("line", {"class": "vr-lead-line", **line})
    anchors = {1: None, 0: "middle", -1: "end"}
    for item in words:
        attributes = {
            "class": f"vr-{item.kind}-name",
            "x": write(item.x),
            "y": write(item.y),
            "text-anchor": anchors[item.side],
        }
        yield text_element("text", attributes, item.text)
