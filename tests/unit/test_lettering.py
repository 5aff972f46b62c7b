"""The room that words take, beside what the shipped fonts say."""

from importlib import resources

import pytest
from fontTools.ttLib import TTFont

from variorum.render.lettering import measure_capitals, measure_words

FONTS = resources.files("variorum") / "theme" / "assets" / "variorum" / "fonts"


def measure_in_font(words: str, name: str) -> float:
    font = TTFont(FONTS / f"{name}.woff2")
    letters, widths = font.getBestCmap(), font["hmtx"]
    return sum(widths[letters[ord(sign)]][0] for sign in words) / font["head"].unitsPerEm


@pytest.mark.parametrize(
    ("words", "font"),
    [
        ("Rostov-on-Don", "regular"),
        ("Washington", "regular"),
        ("Kürecik, ’s-Hertogenbosch (1,200)", "regular"),
        ("Ростов-на-Дону".replace("-", ""), "cyrillic-regular"),
        ("Щёлково", "cyrillic-regular"),
    ],
)
def test_words_take_as_much_room_as_in_the_font_or_a_little_more(words, font):
    true = measure_in_font(words, font)
    assert true <= measure_words(words, size=1) <= true * 1.12


def test_letters_nobody_has_measured_get_enough():
    assert measure_words("北京", size=10) >= 20
    assert measure_words("e\u0301", size=10) == measure_words("e", size=10)
    assert measure_words("ירושלים", size=10) > 40


def test_spaced_capitals_are_wider():
    close = measure_capitals("Romania", size=10, spacing=0)
    assert measure_capitals("Romania", size=10, spacing=0.1) == pytest.approx(close + 7)
