"""Lemmas are found where they stand, whatever quotation marks and spaces the contributor typed."""

import unicodedata
from itertools import pairwise

import pytest
import regex
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from variorum.anchor import AmbiguousQuoteError, find_passage, is_boundary
from variorum.fold import fold, fold_with_map
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


TEXTS = st.text(
    st.sampled_from(
        list("ab \n.-“\"'’…\u00a0\u0301é\u00ad\u200b\u200dक\u0943\u1100\u1161\U0001f468\U0001f469")
    ),
    min_size=1,
    max_size=24,
)


@settings(max_examples=400)
@given(TEXTS)
def test_every_code_point_of_a_folded_text_comes_from_somewhere(text):
    folded = fold_with_map(text)
    spans = [folded.to_original(i, i + 1) for i in range(len(folded.text))]
    for one, two in pairwise(spans):
        assert one == two or one.end <= two.start
    # what a dropped sign kept apart may compose, and hyphens may meet
    assert fold(folded.text) == folded.text or set(text) & set("-\u00ad\u200b")
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@settings(max_examples=400)
@given(TEXTS, st.data())
def test_a_passage_with_its_surroundings_anchors_to_itself(text, data):
    edges = [m.start() for m in regex.finditer(r"\X", text)] + [len(text)]
    start, end = sorted(data.draw(st.tuples(st.sampled_from(edges), st.sampled_from(edges))))
    exact = text[start:end]
    # white space and invisible signs at the ends, and a part of a run of hyphens, are folded away
    assume(fold(exact) and exact[0].isalnum() and exact[-1].isalnum())
    span = find_passage(exact, text, prefix=text[:start], suffix=text[end:])
    assert span == Span(start, end)


@given(TEXTS)
def test_boundaries_are_those_of_the_whole_text(text):
    edges = {m.start() for m in regex.finditer(r"\X", text)} | {len(text)}
    assert {i for i in range(len(text) + 1) if is_boundary(text, i)} == edges
