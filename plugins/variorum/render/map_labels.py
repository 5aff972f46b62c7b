"""The words on a map → where each could stand, and where it does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, hypot

from variorum.model import Map
from variorum.render.lettering import measure_capitals, measure_words
from variorum.render.placement import (
    Choice,
    Label,
    Rectangle,
    lay_lines,
    place,
    surround,
)
from variorum.wording import Wording

PLACE, RANGE, AREA, COUNTRY, WATER = 15.0, 13.5, 17.0, 13.0, 13.5
"""Sizes of type, in the units of the drawing; the style has the same."""
SPACING = 0.08
"""Between small capitals, in parts of their size; of an area's name, twice as much."""
_HEIGHT = 1.16
"""Of a line of words, in parts of its size."""
_SIGN = 7.0
"""Half the side of a sign, with a little room."""
_GAP = 2.0
"""Between a sign's room and the name beside it."""
_LEADS = (0.0, 12.0, 26.0, 42.0)
"""How far from its sign a name may stand, beyond what is next to it."""
_STEP = 5.0
"""Between the points of a line that labels should not lie on."""
_SIDES = (
    (1, 0), (-1, 0), (1, -1), (1, 1), (-1, -1), (-1, 1), (0, -1), (0, 1),
)  # fmt: skip
"""Where a name stands best: to the right of its sign, then to the left, above and below (E. Imhof, "Positioning Names on
Maps", The American Cartographer 2 (1975), 128–144)."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Words:
    """Words that have found their place."""

    kind: str
    """`place`, `range`, `area`, `country` or `water`."""
    text: str
    x: float
    """Of the middle, or of the end at which they are held."""
    y: float
    """Of the middle."""
    side: int
    """1 where they begin at `x`, -1 where they end there, else 0."""
    lead: tuple[Point, Point] | None = None
    """A line from a sign to the words, where they stand apart."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the words are about, in the units of the drawing."""

    width: float
    height: float
    places: tuple[Point, ...]
    ranges: tuple[tuple[tuple[Point, ...], ...], ...]
    areas: tuple[tuple[tuple[Point, ...], ...], ...]
    names: tuple[Point, ...]
    obstacles: tuple[Rectangle, ...]


@dataclass(frozen=True, slots=True)
class _Wish:
    label: Label
    words: tuple[Words, ...]
    """One for each choice of the label."""


def letter(chart: Map, drawn: Drawn, wording: Wording) -> list[Words]:
    """Return the words that a map bears; what finds no room is left out, and stands in the lists below the map."""
    wishes = [
        *_wish_places(chart, drawn),
        *_wish_ranges(chart, drawn, wording),
        *_wish_areas(chart, drawn),
        *_wish_names(chart, drawn),
    ]
    lines = lay_lines(
        (number, [point for part in parts for point in _fill(part)])
        for number, parts in enumerate(drawn.ranges)
    )
    signs = [surround(x, y, width=2 * _SIGN, height=2 * _SIGN) for x, y in drawn.places]
    chosen = place(
        [wish.label for wish in wishes],
        frame=Rectangle(4, 4, drawn.width - 4, drawn.height - 4),
        obstacles=[*drawn.obstacles, *signs],
        lines=lines,
    )
    return [
        wish.words[number]
        for wish, number in zip(wishes, chosen, strict=True)
        if number is not None
    ]


def _wish_places(chart: Map, drawn: Drawn) -> Iterator[_Wish]:
    for item, (x, y) in zip(chart.places, drawn.places, strict=True):
        width, height = measure_words(item.name, size=PLACE), PLACE * _HEIGHT
        choices, words = [], []
        for far, lead in enumerate(_LEADS):
            for rank, (across, down) in enumerate(_SIDES):
                slant = 0.75 if across and down else 1.0
                left = x + across * (_SIGN + _GAP + lead * slant)
                middle = y + down * (_SIGN * 0.9 + lead * slant + (0 if across else height / 2))
                room = surround(left + across * width / 2, middle, width=width, height=height)
                end = (left, middle) if across else (x, middle - down * height / 2)
                start = x + across * _SIGN * slant, y + down * _SIGN * slant
                choices.append(Choice(room, rank + 12 * far))
                line = (start, end) if far else None
                words.append(Words("place", item.name, left, middle, across, line))
        yield _Wish(Label(tuple(choices)), tuple(words))


def _wish_ranges(chart: Map, drawn: Drawn, wording: Wording) -> Iterator[_Wish]:
    for number, (item, parts) in enumerate(zip(chart.ranges, drawn.ranges, strict=True)):
        said = wording.say(
            "map.range", label=item.label, distance=wording.count(item.distance, "kilometre")
        )
        width, height = measure_words(said, size=RANGE), RANGE * _HEIGHT
        choices, words = [], []
        for x, y in [point for part in parts for point in _fill(part)][::3]:
            choices.append(
                # best at the top of the circle, and in the middle of the map
                Choice(
                    surround(x, y, width=width, height=height),
                    3 * y / drawn.height + 4 * abs(x / drawn.width - 0.5),
                )
            )
            words.append(Words("range", said, x, y, 0))
        yield _Wish(Label(tuple(choices), number), tuple(words))


def _wish_areas(chart: Map, drawn: Drawn) -> Iterator[_Wish]:
    for item, rings in zip(chart.areas, drawn.areas, strict=True):
        width = measure_capitals(item.name, size=AREA, spacing=2 * SPACING)
        height = AREA * _HEIGHT
        inside = [
            (x, y)
            for x in _count(drawn.width, 20)
            for y in _count(drawn.height, 12)
            if _is_inside(rings, x, y)
        ]
        kept = set(inside)
        if not kept:
            continue
        middle_x = sum(x for x, _ in inside) / len(inside)
        middle_y = sum(y for _, y in inside) / len(inside)
        choices, words = [], []
        for x, y in inside:
            reach = ceil(width / 2 / 20)
            held = sum((x + 20.0 * step, y) in kept for step in range(-reach, reach + 1))
            outside = 1 - held / (2 * reach + 1)
            far = hypot(x - middle_x, y - middle_y) / drawn.width
            choices.append(
                Choice(surround(x, y, width=width, height=height), 40 * outside + 20 * far)
            )
            words.append(Words("area", item.name, x, y, 0))
        yield _Wish(Label(tuple(choices)), tuple(words))


def _wish_names(chart: Map, drawn: Drawn) -> Iterator[_Wish]:
    for item, (x, y) in zip(chart.names, drawn.names, strict=True):
        if item.kind == "water":
            width, height = measure_words(item.name, size=WATER), WATER * _HEIGHT
        else:
            width = measure_capitals(item.name, size=COUNTRY, spacing=SPACING)
            height = COUNTRY * _HEIGHT
        choices, words = [], []
        for across in (0, 8, -8, 16, -16, 26, -26):
            for down in (0, 6, -6, 12, -12, 20, -20):
                room = surround(x + across, y + down, width=width, height=height)
                choices.append(Choice(room, hypot(across, 1.5 * down) / 8))
                words.append(Words(item.kind, item.name, x + across, y + down, 0))
        yield _Wish(Label(tuple(choices)), tuple(words))


def _fill(part: Sequence[Point]) -> Iterator[Point]:
    """Yield points along a line, none far from the next."""
    for (x, y), (to_x, to_y) in pairwise(part):
        steps = max(1, ceil(hypot(to_x - x, to_y - y) / _STEP))
        for step in range(steps):
            yield x + (to_x - x) * step / steps, y + (to_y - y) * step / steps


def _count(length: float, step: float) -> Iterator[float]:
    number = 1
    while number * step < length:
        yield number * step
        number += 1


def _is_inside(rings: Sequence[Sequence[Point]], x: float, y: float) -> bool:
    crossed = 0
    for ring in rings:
        for (from_x, from_y), (to_x, to_y) in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
            if (from_y > y) != (to_y > y):
                crossed += x < from_x + (to_x - from_x) * (y - from_y) / (to_y - from_y)
    return crossed % 2 == 1
