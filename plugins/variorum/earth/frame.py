"""Lines and areas of a plane → what of them lies in a rectangle."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from variorum.earth.projection import Place


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle around the middle of a plane."""

    width: float
    height: float

    def holds(self, place: Place) -> bool:
        """Say whether a place lies in it."""
        return abs(place[0]) <= self.width / 2 and abs(place[1]) <= self.height / 2

    def clip_area(self, ring: Sequence[Place]) -> list[Place]:
        """Return a ring cut off at the edges; where it lies outside it runs along them, which an area's colour hides.

        Source: I. E. Sutherland and G. W. Hodgman, "Reentrant Polygon Clipping", Communications of the ACM 17
        (1974), 32–42.
        """
        places = list(ring)
        for axis, edge in enumerate((self.width / 2, self.height / 2)):
            for sign in (1, -1):
                places = _cut(places, axis, sign, edge)
        return places

    def clip_line(self, line: Sequence[Place]) -> Iterator[list[Place]]:
        """Yield the parts of a line that lie inside, each with its ends on the edge where it was cut.

        Source: Y.-D. Liang and B. A. Barsky, "A New Concept and Method for Line Clipping", ACM Transactions on
        Graphics 3 (1984), 1–22.
        """
        part: list[Place] = []
        for start, end in pairwise(line):
            found = self._clip_side(start, end)
            if found is None:
                if len(part) > 1:
                    yield part
                part = []
                continue
            first, last = found
            if part and part[-1] != first:
                yield part
                part = []
            part = [*part, last] if part else [first, last]
            if last != end:
                yield part
                part = []
        if len(part) > 1:
            yield part

    def _clip_side(self, start: Place, end: Place) -> tuple[Place, Place] | None:
        enter, leave = 0.0, 1.0
        for axis, edge in enumerate((self.width / 2, self.height / 2)):
            step = end[axis] - start[axis]
            for far, room in ((step, edge - start[axis]), (-step, edge + start[axis])):
                if far == 0:
                    if room < 0:
                        return None
                    continue
                share = room / far
                if far > 0:
                    leave = min(leave, share)
                else:
                    enter = max(enter, share)
        if enter >= leave:
            return None
        return _between(start, end, enter), _between(start, end, leave)


def _cut(places: list[Place], axis: int, sign: int, edge: float) -> list[Place]:
    """Return a ring cut at one side of the rectangle."""
    kept: list[Place] = []
    for start, end in zip([*places[-1:], *places[:-1]], places, strict=True):
        before, after = edge - sign * start[axis], edge - sign * end[axis]
        if (before < 0) != (after < 0):
            kept.append(_between(start, end, before / (before - after)))
        if after >= 0:
            kept.append(end)
    return kept


def _between(start: Place, end: Place, share: float) -> Place:
    if share == 0:
        return start
    if share == 1:
        return end
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
