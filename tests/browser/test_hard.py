"""The hard editions hold what the tests of the page rely on."""

import re

import pytest
from clipboard import fill_clipboard, read_clipboard
from hard_text import TWELVE


@pytest.fixture
def text(open_hard):
    return open_hard("hard/", javascript=False)


def test_the_hard_text_has_three_hundred_paragraphs_at_two_levels_of_headings(text) -> None:
    assert text.locator("[id^=p]:is(.vr-paragraph)").count() == 300
    assert text.locator(".vr-body h2.vr-text, .vr-body h3.vr-text").count() > 40


def test_one_paragraph_has_twelve_notes_of_which_three_share_a_word(text) -> None:
    paragraph = text.locator(".vr-block", has_text=TWELVE[:30])
    references = paragraph.locator(".vr-noteref")
    assert references.count() == 12
    assert paragraph.locator('mark[data-annotations~="twelve-7"]').get_attribute(
        "data-annotations"
    ).split() == ["twelve-7", "twelve-4", "twelve-6"]
    noon = paragraph.locator("mark", has_text="noon").get_attribute("data-annotations")
    assert noon == "twelve-2 twelve-3"


def test_the_longest_note_has_four_hundred_words(text) -> None:
    words = text.locator("#note-four-hundred .vr-note-body").text_content().partition(" (")[0]
    assert len(re.findall(r"\S+", words)) == 400


def test_a_retired_number_is_an_empty_target_before_its_successor(text) -> None:
    assert text.locator("#p10.vr-retired").text_content() == ""
    text.goto(f"{text.url}#p10")
    assert text.locator("#p11").bounding_box()["y"] < 900


def test_the_hebrew_edition_runs_from_right_to_left(open_hard) -> None:
    page = open_hard("hebrew/genesis/")
    assert page.locator("#p1 .vr-text").evaluate("e => getComputedStyle(e).direction") == "rtl"
    number, words = (page.locator(f"#p1 {name}").bounding_box() for name in (".vr-number", "p"))
    assert number["x"] > words["x"] + words["width"] / 2


def test_what_a_reader_copies_is_read_back_in_both_forms(open_hard) -> None:
    page = open_hard("hard/", has_touch=True)
    fill_clipboard(page)
    assert read_clipboard(page).text == "something else"
    page.locator("#p2 .vr-text").evaluate("text => getSelection().selectAllChildren(text)")
    page.keyboard.press("ControlOrMeta+c")
    copied = read_clipboard(page)
    assert "The ship" in copied.text
    assert re.search(r"<\w+[^>]*>.*The ship", copied.html, re.DOTALL)
