"""The numbers that new blocks take, and the order that numbers remember."""

import pytest

from variorum.numbering import assign_ids, order_ids, split_id


@pytest.mark.parametrize(
    ("block_id", "parts"),
    [
        ("p5", ("p", 5, "")),
        ("h12ab", ("h", 12, "ab")),
        ("p0a", ("p", 0, "a")),
        ("p0", None),
        ("p05", None),
        ("P5", None),
        ("x5", None),
        ("p", None),
        ("p5-a", None),
        ("note-p5", None),
    ],
)
def test_a_block_id_is_a_letter_a_number_and_perhaps_letters(block_id, parts):
    assert split_id(block_id) == parts


@pytest.mark.parametrize(
    ("letters", "ids", "used", "given"),
    [
        ("pp", {}, [], {0: "p1", 1: "p2"}),
        ("php", {}, [], {0: "p1", 1: "h1", 2: "p2"}),
        ("ppp", {0: "p1", 2: "p2"}, ["p1", "p2"], {1: "p1a"}),
        ("ppp", {0: "p1", 2: "p2"}, ["p1", "p2", "p1a", "p1b"], {1: "p1c"}),
        ("ppp", {0: "p1", 2: "p2"}, ["p1", "p2", "p1z"], {1: "p1aa"}),
        ("ppp", {0: "p1", 2: "p2"}, ["p1", "p2", "p1az"], {1: "p1ba"}),
        ("pppp", {0: "p1a", 3: "p2"}, ["p1", "p1a", "p2"], {1: "p1b", 2: "p1c"}),
        ("pp", {1: "p1"}, ["p1"], {0: "p0a"}),
        ("pp", {1: "p1"}, ["p1", "p0a"], {0: "p0b"}),
        ("pp", {0: "p1"}, ["p1", "p2", "p3"], {1: "p4"}),
        ("phh", {0: "p1", 2: "h1"}, ["p1", "h1"], {1: "h0a"}),
        ("pp", {0: "q3"}, ["q3"], {1: "p1"}),
        ("ppp", {0: "p9", 2: "p1"}, ["p1", "p9"], {1: "p9a"}),
    ],
)
def test_a_new_block_takes_the_next_number_never_used(letters, ids, used, given):
    assert assign_ids(letters, ids, used=used) == given


@pytest.mark.parametrize(
    ("history", "order"),
    [
        ("f1 p1 h1 p2 b1", "f1 p1 h1 p2 b1"),
        ("f1 p1 b1 p2", "f1 p1 p2 b1"),
        ("p1 b1 n1 p2 n2", "p1 p2 b1 n1 n2"),
        ("p1 p2 p1a p1b", "p1 p1b p1a p2"),
        ("p1 p2 p0a", "p0a p1 p2"),
        ("p1 p2 p3 q1=inserted_after_p1", "p1 q1 p2 p3"),
        ("p1 p2 q1=inserted_before_p1", "q1 p1 p2"),
        ("p1 p2 p1a=inserted_after_p1 p1b=inserted_after_p1a", "p1 p1a p1b p2"),
        ("p1 p2 p1a=split_from_p1 p1b=split_from_p1", "p1 p1a p1b p2"),
        ("p1 p2 p3 p1a=split_from_p2", "p1 p1a p2 p3"),
        ("p1 p2 p3=split_from_p2", "p1 p2 p3"),
        ("p1 p1", "p1"),
    ],
)
def test_the_registry_remembers_the_order(history, order):
    lines = [item.partition("=")[::2] for item in history.split(" ")]
    pairs = [(block_id, reason.replace("_", " ")) for block_id, reason in lines]
    assert order_ids(pairs) == order.split(" ")
