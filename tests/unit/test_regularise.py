"""House style by rule: only straight marks and doubled spaces change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.regularise import find_doubled_spaces, find_straight_quotes


def apply(text: str, found) -> str:
    for start, end, reading in sorted(found, reverse=True):
        text = text[:start] + reading + text[end:]
    return text


def curl(text: str, language: str = "en") -> str:
    return apply(text, find_straight_quotes(text, language))


@pytest.mark.parametrize(
    ("printed", "reading"),
    [
        ('holds the "reset" hostage', "holds the “reset” hostage"),
        ("Russia's military", "Russia’s military"),
        ("great powers' table", "great powers’ table"),
        ('"Yes," he said.', "“Yes,” he said."),
        ("he said, \"'No' is no\"", "he said, “‘No’ is no”"),
        ('("so")', "(“so”)"),
        ("the '90s and 'tis", "the ’90s and ’tis"),
        ("the 1990's", "the 1990’s"),
        ('in "2011"', "in “2011”"),
        ("6' 2\" tall", "6' 2\" tall"),
        ('—"dash"—', "—“dash”—"),
        ("already “curly” and ‘so’", "already “curly” and ‘so’"),
    ],
)
def test_english_marks(printed, reading):
    assert curl(printed) == reading


def test_marks_follow_the_language():
    assert curl('Он сказал "да"', "ru") == "Он сказал «да»"
    assert curl('Er sagte "ja"', "de-AT") == "Er sagte „ja“"
    assert curl('He said "yes"', "xx") == "He said “yes”"


def test_only_spaces_inside_a_line_are_made_single():
    text = "The  Moscow   Times\n  indented"
    assert apply(text, find_doubled_spaces(text)) == "The Moscow Times\n  indented"


@given(st.text(st.sampled_from("ab1 \"'(—“’\n"), max_size=30))
def test_nothing_but_marks_changes_and_the_rule_has_nothing_left_to_do(text):
    curled = curl(text)
    assert len(curled) == len(text)
    for before, after in zip(text, curled, strict=True):
        assert before == after or before in "\"'"
    assert curl(curled) == curled or any(mark in curled for mark in "\"'")
