"""Labels find room, each its own, the same in every run."""

from hypothesis import given
from hypothesis import strategies as st

from variorum.render.placement import (
    Choice,
    Label,
    Rectangle,
    lay_lines,
    place,
    surround,
)

FRAME = Rectangle(0, 0, 100, 100)
NO_LINES = lay_lines([])


def around(x: float, y: float) -> Label:
    """Right, left, above, below."""
    middles = ((x + 12, y), (x - 12, y), (x, y - 8), (x, y + 8))
    rooms = [surround(*middle, width=20, height=10) for middle in middles]
    return Label(tuple(Choice(room, cost) for cost, room in enumerate(rooms)))


def put(*labels: Label, obstacles=(), lines=NO_LINES) -> list[int | None]:
    return place(labels, frame=FRAME, obstacles=obstacles, lines=lines)


def test_a_label_takes_its_best_place():
    assert put(around(50, 50)) == [0]


def test_a_label_at_the_edge_goes_inside():
    assert put(around(95, 50)) == [1]


def test_a_label_gives_way_to_what_is_there():
    assert put(around(50, 50), obstacles=[Rectangle(60, 40, 70, 60)]) == [1]


def test_a_label_lies_on_a_line_rather_than_nowhere():
    line = lay_lines([(3, [(62.0, float(y)) for y in range(0, 100, 2)])])
    assert put(around(50, 50), lines=line) == [1]
    only = Label(around(50, 50).choices[:1])
    assert put(only, lines=line) == [0]


def test_a_label_may_lie_on_its_own_line():
    line = lay_lines([(3, [(62.0, 50.0)])])
    label = around(50, 50)
    assert put(Label(label.choices, 3), lines=line) == [0]


def test_where_there_is_no_room_a_label_is_left_out():
    only = Label(around(50, 50).choices[:1])
    assert put(only, only) == [0, None]
    assert put(Label(())) == [None]


def test_the_first_makes_room_for_one_that_has_no_other():
    only = Label(around(50, 50).choices[:1])
    assert put(around(50, 50), only) == [1, 0]


@given(
    st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), max_size=40),
    st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), max_size=5),
)
def test_no_two_labels_meet(points, signs):
    labels = [around(x, y) for x, y in points]
    obstacles = [surround(x, y, width=6, height=6) for x, y in signs]
    chosen = put(*labels, obstacles=obstacles)
    assert chosen == put(*labels, obstacles=obstacles)
    rooms = [
        label.choices[number].room
        for label, number in zip(labels, chosen, strict=True)
        if number is not None
    ]
    assert all(room.lies_in(FRAME) for room in rooms)
    for number, room in enumerate(rooms):
        assert not any(map(room.meets, [*rooms[:number], *rooms[number + 1 :], *obstacles]))
