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
        ("میخواهم", "می\u200cخواهم"),
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


@pytest.mark.parametrize(
    "quoted", ["the “iritant” and “key isue”", "the 'irritant' and 'key issue'"]
)
def test_a_mark_that_closes_the_quote_is_in_the_nearest_passage(quoted):
    text = "as the “irritant” and “key issue” to define"
    _, span, _ = find_nearest_passage(quoted, [text])
    assert text[span.start : span.end] == "the “irritant” and “key issue”"


def test_a_block_of_a_word_that_the_quote_has_too_is_not_the_nearest():
    words = "I regret the necessity of saying I have no daughters."
    index, span, _ = find_nearest_passage("I regret the necesity of saying", ["I", words, "regret"])
    assert (index, words[span.start : span.end]) == (1, "I regret the necessity of saying")


def test_the_nearest_passage_in_a_script_without_spaces_is_not_the_whole_block():
    text = "天地玄黄宇宙洪荒日月盈昃辰宿列张" * 20
    _, span, _ = find_nearest_passage("宇宙洪荒月日盈昃", [text])
    assert text[span.start : span.end] in ("宇宙洪荒日月盈昃", "宇宙洪荒日月盈")


def test_a_long_quote_is_found_in_a_very_long_block():
    words = " ".join(f"word{n * n % 7919}" for n in range(40_000))
    start = words.index("word1600 ")
    quoted = words[start : start + 1500]
    _, span, score = find_nearest_passage(quoted.replace("word1", "wort1"), ["other", words])
    assert (span.start, score > 90) == (start, True)
    assert abs(span.end - start - 1500) < 20


def test_white_space_is_folded_away_from_a_mark_that_stands_on_it():
    assert find_passage(" \u0301", "a \u0301 b") == Span(2, 3)
    assert find_passage("\u00a0\u0301 b", "a \u0301 b") == Span(2, 5)


@pytest.mark.parametrize(
    ("quote", "text", "nearest"),
    [
        ("ברא", "בְּרֵאשִׁית בָּרָא אֱלֹהִים", "בָּרָא"),
        ("كتب الولد", "ثُمَّ كَتَبَ الوَلَدُ الدَّرْسَ", "كَتَبَ الوَلَدُ"),
        ("бо\u0301льшей", "та бо\u0301льшеи\u0306 ча\u0301сти", "бо\u0301льшеи\u0306"),
        ("हिन्दि भाष", "यह हिन्दी भाषा है", "हिन्दी भाषा"),
        ("👧 family x", "a 👩\u200d👩\u200d👧 family", "👩\u200d👩\u200d👧 family"),
    ],
)
def test_the_nearest_passage_has_the_marks_of_its_letters_and_can_be_quoted(quote, text, nearest):
    _, span, _ = find_nearest_passage(quote, [text])
    assert text[span.start : span.end] == nearest
    assert find_passage(nearest, text) == span
