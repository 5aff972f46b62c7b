"""A stretch of a block's words with the ranges, choices and points on it → XML whose text is the words."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from variorum.export.tei.frame import Leaf, find_language
from variorum.export.tei.readings import Choice
from variorum.export.tei.xml import Attributes, Xml, element, escape, make_pointer, open_tag
from variorum.model import Range

_HIGHLIGHTED = {
    "emphasis": "italic",
    "strong": "bold",
    "superscript": "superscript",
    "subscript": "subscript",
}
_INLINE = frozenset({*_HIGHLIGHTED, "link", "foreign", "ruby", "code"})
_BREAK = re.compile("\n\n|\n")
BOUNDARY = Xml('\n\n<milestone unit="block"/>')
"""An empty line in print where the reading goes on."""
LINE = Xml("\n<lb/>")
FIRST, ENDS, AMID, BEGINS, AFTER = range(5)
"""Orders of points: what was here once, ends of lemmas, what stands between words, beginnings of lemmas, breaks."""
OUTSIDE, CHOICE, INSIDE = range(3)
"""Levels: ranges around a choice, the choice, ranges in it."""


@dataclass(frozen=True, slots=True)
class Point:
    """An empty element at a place; of several at one place those of lower order come first."""

    position: int
    order: int
    xml: Xml


@dataclass(frozen=True, slots=True)
class Named:
    """A choice with its attributes."""

    choice: Choice
    attributes: Attributes
    reading: Attributes
    """Of its `corr` or `reg`."""


@dataclass(frozen=True, slots=True)
class Written:
    """How the two readings of a choice are written."""

    choice: Choice
    opening: Xml
    """Up to where the reading begins: `<choice><sic>…</sic><corr>`."""
    closing: Xml


@dataclass(frozen=True, slots=True, eq=False)
class _Element:
    """An element that is closed and opened again where others cross it."""

    start: int
    end: int
    rank: tuple[int, ...]
    """Of those that hold one place the lower is outside."""
    opening: str
    closing: str
    again: str = ""
    """How it is closed except for the first time; empty when as always."""
    is_plain: bool = False
    """Can hold no elements: `code`."""
    keeps_end: bool = False
    """What is at its end belongs inside."""


def write_words(
    text: str,
    leaf: Leaf,
    *,
    ranges: Sequence[Range],
    choices: Sequence[Written],
    points: Sequence[Point],
) -> Xml:
    """Return a stretch of a block's words as the content of its element.

    Args:
        text: The block's.
        leaf: The stretch.
        ranges: Inline ones, cut to the stretch; their targets are not trusted.
        choices: In it, in their order; none overlaps another.
        points: In it.
    """
    if not (choices or ranges):
        return _write_between(text, leaf, points)
    elements = list(_make_elements(ranges, choices))
    empty = [Point(*_place_empty(item)) for item in choices if item.choice.start == item.choice.end]
    pointed: dict[int, list[Point]] = {}
    for point in sorted([*points, *empty], key=_order):
        pointed.setdefault(point.position, []).append(point)
    starting: dict[int, list[_Element]] = {}
    for item in elements:
        starting.setdefault(item.start, []).append(item)
    borders = {leaf.start, leaf.end, *pointed, *starting, *(item.end for item in elements)}
    places = sorted(borders)
    writer = _Writer()
    active: list[_Element] = []
    for place, following in zip_longest(places, places[1:]):
        here = pointed.get(place, ())
        if here:
            writer.turn_to(_list_around(active, place))
            writer.parts += [point.xml for point in here]
        kept = [item for item in active if item.end > place]
        begun = starting.get(place, [])
        active = sorted([*kept, *begun], key=_rank) if begun else kept
        if following is not None:
            first = next((i for i, e in enumerate(active, start=1) if e.is_plain), len(active))
            writer.turn_to(active[:first])
            writer.parts.append(_write(text[place:following], leaf))
    writer.turn_to([])
    return Xml("".join(writer.parts))


def write_choice(named: Named, *, is_verbatim: bool) -> Written:
    """Return how a choice is written: what an emendation changes as `sic` and `corr`, what a rule as `orig` and `reg`.

    Args:
        named: Of a block.
        is_verbatim: A newline is a newline, no new line of the text.
    """
    choice = named.choice
    old, new = ("sic", "corr") if choice.change.emendation else ("orig", "reg")
    printed = escape(choice.printed)
    if not is_verbatim:
        printed = Xml(_BREAK.sub(_show_break, printed))
    opening = open_tag("choice", named.attributes) + element(old, {}, printed)
    closing = f"{escape(choice.tail)}</{new}></choice>"
    return Written(choice, Xml(opening + open_tag(new, named.reading)), Xml(closing))


class _Writer:
    """Closes and opens elements until those around a place are open."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.open: list[_Element] = []
        self.closed: set[_Element] = set()

    def turn_to(self, stack: Sequence[_Element]) -> None:
        same = 0
        for wanted, found in zip(stack, self.open, strict=False):
            if wanted is not found:
                break
            same += 1
        while len(self.open) > same:
            item = self.open.pop()
            is_again = item.again and item in self.closed
            self.parts.append(item.again if is_again else item.closing)
            self.closed.add(item)
        for item in stack[same:]:
            self.parts.append(item.opening)
            self.open.append(item)


def _write(words: str, leaf: Leaf) -> Xml:
    written = escape(words)
    return written if leaf.is_verbatim else Xml(written.replace("\n", LINE))


def _show_break(found: re.Match[str]) -> str:
    return BOUNDARY if len(found[0]) > 1 else LINE


def _list_around(active: Sequence[_Element], place: int) -> list[_Element]:
    """List the elements that a point stands in: those on both sides of it, and a choice whose break follows."""
    held = next((i for i, e in enumerate(active, start=1) if e.keeps_end and e.end == place), 0)
    return [*active[:held], *(e for e in active[held:] if e.end > place and not e.is_plain)]


def _write_between(text: str, leaf: Leaf, points: Sequence[Point]) -> Xml:
    """Return words with nothing on them but points."""
    parts: list[str] = []
    place = leaf.start
    for point in sorted(points, key=_order):
        parts += [_write(text[place : point.position], leaf), point.xml]
        place = point.position
    return Xml("".join([*parts, _write(text[place : leaf.end], leaf)]))


def _order(point: Point) -> tuple[int, int]:
    return point.position, point.order


def _rank(item: _Element) -> tuple[int, ...]:
    return item.rank


def _place_empty(item: Written) -> tuple[int, int, Xml]:
    """Return the place of a choice without words: between the ends and the beginnings of lemmas, its break after both."""
    order = AFTER if item.choice.tail else AMID
    return item.choice.start, order, Xml(f"{item.opening}{item.closing}")


def _make_elements(ranges: Iterable[Range], choices: Sequence[Written]) -> Iterator[_Element]:
    filled = [item for item in choices if item.choice.start < item.choice.end]
    for item in filled:
        choice = item.choice
        yield _Element(
            choice.start,
            choice.end,
            (CHOICE,),
            item.opening,
            item.closing,
            keeps_end=bool(choice.tail),
        )
    starts = [item.choice.start for item in filled]
    ends = [item.choice.end for item in filled]
    for number, whole in enumerate(item for item in ranges if item.kind in _INLINE):
        opening, closing, again = _write_range(whole)
        is_code = whole.kind == "code"
        order = is_code * 2 + (whole.kind == "ruby")
        for start, end, level in _cut(whole, starts, ends, is_everywhere=is_code):
            rank = (level, order, whole.start, -whole.end, number)
            closed = closing if start == whole.start or not again else again
            yield _Element(start, end, rank, opening, closed, again, is_plain=is_code)


def _cut(
    item: Range, starts: Sequence[int], ends: Sequence[int], *, is_everywhere: bool
) -> Iterator[tuple[int, int, int]]:
    """Yield the pieces of a range with their levels: it is cut where it crosses a choice, or at each choice."""
    place = item.start
    held: Sequence[int] = range(bisect_right(ends, item.start), bisect_left(starts, item.end))
    if not is_everywhere:
        held = sorted({*held[:1], *held[-1:]})  # only those at its ends can it cross
    for i in held:
        begin, end = starts[i], ends[i]
        if item.start <= begin and end <= item.end and not is_everywhere:
            continue
        if place < begin:
            yield place, begin, OUTSIDE
        yield max(begin, item.start), min(end, item.end), INSIDE
        place = end
    if place < item.end:
        yield place, item.end, OUTSIDE


def _write_range(item: Range) -> tuple[str, str, str]:
    """Return how the element of a range is opened, closed, and closed again."""
    if item.kind in _HIGHLIGHTED:
        return open_tag("hi", {"rend": _HIGHLIGHTED[item.kind]}), "</hi>", ""
    if item.kind == "link":
        return open_tag("ref", {"target": make_pointer(item.target)}), "</ref>", ""
    if item.kind == "foreign":
        return open_tag("foreign", {"xml:lang": find_language(item)}), "</foreign>", ""
    if item.kind == "ruby":
        beside = element("rt", {}, escape(item.target))
        return "<ruby><rb>", f"</rb>{beside}</ruby>", "</rb><rt/></ruby>"
    return "<code>", "</code>", ""
