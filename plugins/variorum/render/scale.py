"""Dates → places on a line: time to scale, long silences cut out of it, and the years to write beside it."""

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

CUT_FROM = 1.0
"""Years: no shorter silence is cut."""
CUT_EVENTS = 6
"""Fewer have room enough, however they lie."""
SILENT_ROWS = 6
"""A silence is cut that would stretch beside more rows than this, or along half the line."""
CUT_ROWS = 1.5
"""Height of a silence that is cut; room for the words that say how long it was."""
CUTS_SHARE = 0.5
"""Of the line, which all that is cut may take together."""
_YEARS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000)
_YEAR_ROWS = 0.8
"""Two numbers of years, set nearer than this, touch."""
_PARTS = (1 / 12, 1 / 4, 1, 5, 10, 50, 100, 500)
_PART_ROWS = 0.22


@dataclass(frozen=True, slots=True)
class Extent:
    """A stretch of time, in years and parts of them; a day's is a moment."""

    start: float
    end: float

    @property
    def length(self) -> float:
        """Years."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the line on which time runs evenly."""

    time: Extent
    top: float
    """Of the whole line, from 0 to 1; so is `bottom`."""
    bottom: float
    is_cut: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of the calendar on the line."""

    place: float
    year: int | None
    """The number that is written beside it."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A line of time beside equal rows; the first and the last moment are level with the middle of a row."""

    pieces: tuple[Piece, ...]
    rows: int

    def place(self, moment: float) -> float:
        """Return where a moment lies on the line, from 0 to 1."""
        for piece in self.pieces:
            if moment <= piece.time.end:
                break
        done = (moment - piece.time.start) / piece.time.length if piece.time.length else 0.5
        return piece.top + (piece.bottom - piece.top) * done


def read_extent(day: str) -> Extent:
    """Return the time that a date covers: `2009` a year, `2009-07` a month, `2009-07-06` its morning."""
    year, *rest = map(int, day.split("-"))
    if not rest:
        return Extent(year, year + 1)
    month, *days = rest
    length = 366 if calendar.isleap(year) else 365
    before = sum(_days_of(year, number) for number in range(1, month))
    if days:
        moment = year + (before + days[0] - 1) / length
        return Extent(moment, moment)
    return Extent(year + before / length, year + (before + _days_of(year, month)) / length)


def make_scale(extents: Sequence[Extent], *, rows: int) -> Scale:
    """Return the line on which all the extents have their places.

    Args:
        extents: What happened, at least one, in any order.
        rows: How many rows stand beside the line.
    """
    first, last = min(item.start for item in extents), max(item.end for item in extents)
    cuts = find_cuts(extents)
    edges = [first, *(edge for cut in cuts for edge in (cut.start, cut.end)), last]
    shown = last - first - sum(cut.length for cut in cuts)
    cut_height = min(CUT_ROWS / rows, CUTS_SHARE / len(cuts)) if cuts else 0.0
    height = 1 - 1 / rows - cut_height * len(cuts)
    pieces = []
    top = 0.5 / rows if shown else 0.5
    for number, (start, end) in enumerate(pairwise(edges)):
        is_cut = number % 2 == 1
        bottom = top + (cut_height if is_cut else height * (end - start) / (shown or 1))
        pieces.append(Piece(Extent(start, end), top, bottom, is_cut))
        top = bottom
    return Scale(tuple(pieces), rows)


def find_cuts(extents: Sequence[Extent]) -> tuple[Extent, ...]:
    """Find the silences to cut out of a line beside as many rows as there are extents, in the order of time."""
    if len(extents) < CUT_EVENTS:
        return ()
    ordered = sorted(extents, key=lambda item: item.start)
    end, silences = ordered[0].end, []
    for item in ordered:
        if item.start > end:
            silences.append(Extent(end, item.start))
        end = max(end, item.end)
    left = end - ordered[0].start
    most = min(1 / 2, SILENT_ROWS / len(extents))
    cuts = []
    for silence in sorted(silences, key=lambda item: item.length, reverse=True):
        rest = left - silence.length
        if silence.length < CUT_FROM or silence.length <= most * left or rest <= 1 / 366:
            break
        cuts.append(silence)
        left = rest
    return tuple(sorted(cuts, key=lambda item: item.start))


def list_ticks(scale: Scale) -> Iterator[Tick]:
    """Yield the marks of the calendar, as close as they can be read; every part of the line has a year."""
    shown = [piece for piece in scale.pieces if not piece.is_cut]
    time = sum(piece.time.length for piece in shown)
    per_year = sum(piece.bottom - piece.top for piece in shown) * scale.rows / (time or 1)
    step = next((years for years in _YEARS if years * per_year >= _YEAR_ROWS), _YEARS[-1])
    part = next((years for years in _PARTS if years * per_year >= _PART_ROWS), step)
    for piece in shown:
        years = set(_multiples(step, piece.time)) if piece.time.length else set()
        if not years:
            yield Tick(piece.top, int(piece.time.start))
        for year in sorted(years):
            yield Tick(scale.place(year), round(year))
        if part < step and piece.time.length:
            yield from (Tick(scale.place(moment), None) for moment in _multiples(part, piece.time))


def _multiples(step: float, time: Extent) -> Iterator[float]:
    number = -int(-time.start // step)
    while number * step <= time.end:
        yield number * step
        number += 1


def _days_of(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]
