"""The picture that stands for an edition where a link to it is shown."""

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from variorum.render.card import HEIGHT, WIDTH, Card, describe_card
from variorum.render.faces import ITALIC, REGULAR
from variorum.render.picture import LEADING, MARGIN, MEASURE, PAPER, ROOM, draw_card, fit

CARD = Card(
    kind="An annotated edition",
    title="Holding the Reset Hostage",
    author="Alejandro Sueldo",
    container="The Moscow Times",
    issued="18 July 2011",
    counts=("77 notes", "7 corrections"),
    site="Variorum",
)
LONG = "An Inquiry into the Nature and Causes of the Wealth of Nations " * 9
ONE_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


def draw(card: Card) -> Image.Image:
    return Image.open(BytesIO(draw_card(card))).convert("RGB")


def find_ink(picture: Image.Image) -> tuple[int, int, int, int] | None:
    """Find the box around all that is not paper."""
    return ImageChops.difference(picture, Image.new("RGB", picture.size, PAPER)).getbbox()


def test_a_card_is_a_picture_of_the_size_that_previews_want():
    picture = Image.open(BytesIO(draw_card(CARD)))
    assert (picture.format, picture.size) == ("PNG", (WIDTH, HEIGHT)) == ("PNG", (1200, 630))
    assert picture.info == {}  # nothing of when and by what it was made


def test_the_same_words_give_the_same_bytes_and_others_another_picture():
    pictures = {draw_card(CARD) for _ in range(3)}
    assert len(pictures) == 1
    for field in ("kind", "title", "author", "container", "issued", "site"):
        pictures.add(draw_card(replace(CARD, **{field: "Words"})))
    pictures.add(draw_card(replace(CARD, counts=("1 note",))))
    assert len(pictures) == 8


@pytest.mark.parametrize(
    "card",
    [
        CARD,
        Card(*[LONG] * 5, (LONG,), LONG),
        Card(*[ONE_WORD] * 5, (ONE_WORD,), ONE_WORD),
        replace(CARD, title="Анна Каренина", author="Лев Толстой"),
    ],
)
def test_everything_stands_within_the_margins(card):
    ink = find_ink(draw(card))
    assert ink
    left, top, right, bottom = ink
    slack = 4  # a letter may lean over
    assert left >= MARGIN - slack
    assert right <= WIDTH - MARGIN + slack
    assert top > 50
    assert bottom < HEIGHT - 30


def test_a_card_of_nothing_has_nothing_but_its_rule():
    ink = find_ink(draw(Card("", "", "", "", "", (), "")))
    assert ink
    assert ink[3] - ink[1] <= 3


WORDS = st.lists(st.text("abcdefgWMÄжщ.", min_size=1, max_size=40), max_size=60).map(" ".join)


@given(WORDS)
@settings(max_examples=30)
def test_a_title_keeps_its_words_in_their_order_and_its_room(title):
    size, lines = fit(title, MEASURE, ROOM)
    assert len(lines) * size * LEADING <= ROOM
    assert all(REGULAR.measure(line, size) <= MEASURE for line in lines)
    said = " ".join(lines)
    assert said == title or (
        said.endswith(" …") and title.startswith(said.removesuffix(" …").rstrip("."))
    )


def test_a_long_title_is_smaller_and_lines_are_of_even_length():
    sizes = [fit(words, MEASURE, ROOM)[0] for words in ("Short", "Short " * 9, "Short " * 30)]
    assert sizes == sorted(set(sizes), reverse=True)
    lines = fit("Holding the Reset Hostage", MEASURE, ROOM)[1]
    assert lines == ["Holding the", "Reset Hostage"]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Война и мир", "Война и мир"),
        ("Plain, “quoted” — and dashed", "Plain, “quoted” — and dashed"),
        ("Signs 漢字 and words", "Signs and words"),
        ("Genesis — בראשית", "Genesis"),
        ("One — 二 — three", "One — three"),
        ("الخيل والليل", ""),
        ("Qui\u202f?", "Qui\u00a0?"),
        ("Line\nend\u200b and\u2060 soft\u00adhyphen", "Line end and softhyphen"),
        ("cafe\u0301", "café"),
        ("q\u0301 x", "x"),  # no sign of its own, and none is put together
        ("👨‍👩‍👧‍👦 family", "family"),
        ("", ""),
    ],
)
def test_words_that_the_fonts_have_no_signs_for_are_left_out(said, kept):
    assert REGULAR.keep_known(said) == ITALIC.keep_known(said) == kept


def test_no_boxes_are_drawn():
    assert draw_card(replace(CARD, title="Holding 漢字 the Reset Hostage")) == draw_card(CARD)
    foreign = replace(CARD, title="בראשית", author="משה")
    assert draw_card(foreign) == draw_card(replace(CARD, title=CARD.site, author=""))


def test_a_card_says_what_the_edition_has(project):
    edition = project.load().edition
    card = describe_card(edition)
    assert card.title == "The Gettysburg Address"
    assert card.author == "Abraham Lincoln"
    assert card.issued == "19 November 1863"
    assert card.counts == (f"{len(edition.annotations)} notes", "2 corrections", "2 sources")
    bare = replace(edition, annotations=(), emendations=(), references=())
    assert describe_card(bare).counts == ("Edition of 24 November 2026",)
