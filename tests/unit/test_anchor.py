"""Lemmas are found where they stand, whatever quotation marks and spaces the contributor typed."""

import pytest

from variorum.anchor import AmbiguousQuoteError, find_passage
from variorum.model import Span
from variorum.nearest import find_nearest_passage


def found(exact: str, text: str, **around: str) -> str | None:
    span = find_passage(exact, text, **around)
    return text[span.start : span.end] if span else None


@pytest.mark.parametrize(
    ("exact", "text"),
    [
        ('"reset"', "the “reset” is"),
        ("Lavrov's", "as Lavrov’s word"),
        ("Iran - even", "of Iran — even"),
        ("Iran -- even", "of Iran — even"),
        ("Iran—even", "of Iran---even"),
        ("wait...", "we wait… then"),
        ("two  words", "two\u00a0words"),
        ("two words", "two\nwords"),
        ("  two words ", "so two words"),
        ("café", "the cafe\u0301 is"),
        ("cafe\u0301", "the café is"),
        ("softhyphen", "a soft\u00adhyphen"),
        ("zero", "ze\u200bro"),
        ("שלום", "\u200fשלום\u200e"),
        ("5'", "5′ high"),
        ("2011-2012", "2011–2012"),
        ("−1", "-1"),
    ],
)
def test_folded_quotes_match(exact, text):
    assert found(exact, text) is not None


@pytest.mark.parametrize(
    ("exact", "text"),
    [
        ("Reset", "the reset"),
        ("cafe", "café"),
        ("cafe", "cafe\u0301"),
        (".", "wait…"),
        ("fi", "ﬁne"),
        ("a\u200db", "ab"),
        ("\U0001f468", "\U0001f468\u200d\U0001f469\u200d\U0001f467"),
        ("", "anything"),
        ("  ", "a b"),
    ],
)
def test_nothing_else_is_folded_and_no_part_of_a_grapheme_matches(exact, text):
    assert found(exact, text) is None


def test_prefix_and_suffix_tell_equal_passages_apart():
    text = "a threat to Iran, no threat to Russia"
    with pytest.raises(AmbiguousQuoteError) as error:
        find_passage("threat", text)
    assert error.value.spans == (Span(2, 8), Span(21, 27))
    assert find_passage("threat", text, prefix="no ") == Span(21, 27)
    assert find_passage("threat", text, prefix="no") == Span(21, 27)
    assert find_passage("threat", text, suffix=" to Iran") == Span(2, 8)
    assert find_passage("threat", text, suffix="to Peru") is None


def test_a_match_over_a_dropped_character_takes_it_in_and_leaves_those_at_its_ends():
    assert find_passage("ab", "\u200ba\u00adb\u200b") == Span(1, 4)


def test_the_nearest_passage_is_whole_words():
    index, span, score = find_nearest_passage(
        "eased visa rule", ["nothing like it", "on eased visa rules and"]
    )
    assert (index, span) == (1, Span(3, 19))
    assert score > 90
    text = "a piece of silly affection if"
    _, span, _ = find_nearest_passage("silly affectation", [text])
    assert text[span.start : span.end] == "silly affection"
    assert find_nearest_passage("quite different", ["zzz"]) is None
