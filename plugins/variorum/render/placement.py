"""Labels that want room → a place for each, so that none lies on another: decided once, for every reader the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

PASSES = 4
"""How often all labels may choose again, knowing the others' choices; more changed nothing on any map tried."""
CROSSED = 8.0
"""What it costs to lie on a line, in steps of preference."""
_CELL = 16.0


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A part of a drawing; y runs down."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Rectangle") -> bool:
        """Say whether the two share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def lies_in(self, other: "Rectangle") -> bool:
        """Say whether all of it lies in another."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )


def surround(x: float, y: float, *, width: float, height: float) -> Rectangle:
    """Return the rectangle around a point."""
    return Rectangle(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


@dataclass(frozen=True, slots=True)
class Choice:
    """A place that a label could have."""

    room: Rectangle
    cost: float
    """The better the place, the less."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that labels should not lie on, as close points, by the cells of a grid."""

    cells: dict[tuple[int, int], tuple[tuple[float, float, int], ...]]

    def count(self, room: Rectangle, *, but: int) -> int:
        """Return how many lines run through a rectangle, but for the one of a number."""
        met: set[int] = set()
        for column in range(int(room.left // _CELL), int(room.right // _CELL) + 1):
            for row in range(int(room.top // _CELL), int(room.bottom // _CELL) + 1):
                for x, y, number in self.cells.get((column, row), ()):
                    if room.left <= x <= room.right and room.top <= y <= room.bottom:
                        met.add(number)
        return len(met - {but})


def lay_lines(lines: Iterable[tuple[int, Iterable[tuple[float, float]]]]) -> Lines:
    """Return lines, given as numbers and close points, for `place`."""
    cells: dict[tuple[int, int], list[tuple[float, float, int]]] = {}
    for number, points in lines:
        for x, y in points:
            cells.setdefault((int(x // _CELL), int(y // _CELL)), []).append((x, y, number))
    return Lines({cell: tuple(points) for cell, points in cells.items()})


@dataclass(frozen=True, slots=True)
class Label:
    """What wants a place."""

    choices: tuple[Choice, ...]
    line: int = -1
    """The number of the line that it is about, and may lie on."""


def place(
    labels: Sequence[Label], *, frame: Rectangle, obstacles: Sequence[Rectangle], lines: Lines
) -> list[int | None]:
    """Return the number of each label's choice; None where there is no room.

    Every label takes the best place that those before it have left, and then, knowing all, may take a better one.

    Args:
        labels: The more important first.
        frame: In which all lie.
        obstacles: On which none lies.
        lines: On which they should not.

    Source: J. Christensen, J. Marks, S. Shieber, "An Empirical Study of Algorithms for Point-Feature Label Placement",
    ACM Transactions on Graphics 14 (1995), 203–232: discrete descent.
    """
    open_choices = [
        [
            (choice.cost + CROSSED * lines.count(choice.room, but=label.line), number, choice.room)
            for number, choice in enumerate(label.choices)
            if choice.room.lies_in(frame) and not any(map(choice.room.meets, obstacles))
        ]
        for label in labels
    ]
    for choices in open_choices:
        choices.sort(key=lambda choice: choice[:2])
    chosen: list[int | None] = [None] * len(labels)
    rooms: list[Rectangle | None] = [None] * len(labels)
    for _ in range(PASSES):
        before = list(chosen)
        for index, choices in enumerate(open_choices):
            taken = [room for other, room in enumerate(rooms) if room and other != index]
            chosen[index] = rooms[index] = None
            for _cost, number, room in choices:
                if not any(map(room.meets, taken)):
                    chosen[index], rooms[index] = number, room
                    break
            if chosen[index] is None and choices:
                _push(index, choices[0], chosen, rooms, open_choices)
        if chosen == before:
            break
    return chosen


_Open = tuple[float, int, Rectangle]


def _push(
    index: int,
    wanted: _Open,
    chosen: list[int | None],
    rooms: list[Rectangle | None],
    open_choices: Sequence[Sequence[_Open]],
) -> None:
    """Give a label the place it wants if the one label there has another."""
    _cost, number, room = wanted
    there = [other for other, taken in enumerate(rooms) if taken and taken.meets(room)]
    if len(there) != 1:
        return
    (other,) = there
    others = [taken for at, taken in enumerate(rooms) if taken and at != other] + [room]
    for _, elsewhere, free in open_choices[other]:
        if not any(map(free.meets, others)):
            chosen[other], rooms[other] = elsewhere, free
            chosen[index], rooms[index] = number, room
            return
