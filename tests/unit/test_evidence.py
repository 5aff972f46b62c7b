"""Whether a quotation stands in words on record."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.evidence import fold_words, make_library, split_quotation, stands_in

RECORD = "They don’t believe us,” he said. “That’s the ‘problem’ – our problem… To be,\nor not to be, / that is the question; U.S. policy"


def is_found(quotation: str, record: str = RECORD) -> bool:
    ways = split_quotation(quotation)
    found = stands_in(ways, fold_words(record))
    assert make_library([record, "other words"]).has(ways) == found
    return found


@pytest.mark.parametrize(
    "quotation",
    [
        "They don’t believe us",
        "They don't believe us,",
        "they don’t believe us.",
        "That’s the “problem” - our problem",
        "that’s the … problem;",
        "They … question",
        "They don’t believe [the Americans] … That’s",
        "[t]hey don’t believe",
        "don’t belie[f]",
        "...believe us...",
        "to be, / or not to be",
        "to be, or not to be, that is",
        "U.S. policy",
        "he said",
    ],
)
def test_what_a_quotation_may_differ_in(quotation):
    assert is_found(quotation)


@pytest.mark.parametrize(
    "quotation",
    [
        "They do not believe us",
        "they don’t Believe us",
        "hey don’t believe",
        "believe u",
        "question … They",
        "they don’t believe [the Americans] … them",
        "That’s the problem, our problem",
        "u.S. Policy",
    ],
)
def test_what_it_may_not(quotation):
    assert not is_found(quotation)


@pytest.mark.parametrize("quotation", ["", "…", "[sic]", " — ", "?!"])
def test_a_quotation_without_words_has_nothing_to_be_compared(quotation):
    assert split_quotation(quotation) == ()


def test_words_of_a_script_without_spaces_are_found_within_a_sentence():
    assert is_found("条約", "この条約は二〇一一年に")
    assert not is_found("条文", "この条約は二〇一一年に")


passages = st.lists(st.text("ab AB c'“”-.…\n", min_size=3, max_size=40), min_size=1, max_size=8)


@given(passages, st.data())
def test_a_library_finds_what_a_look_at_every_passage_finds(texts, data):
    quotation = data.draw(st.text("ab AB c'“”-.…[]", max_size=12))
    ways = split_quotation(quotation)
    if ways:
        found = any(stands_in(ways, fold_words(text)) for text in texts)
        assert make_library(texts).has(ways) == found


@given(st.lists(st.text("abcdé", min_size=1, max_size=6), min_size=3, max_size=20), st.data())
def test_whole_words_of_a_passage_are_found_in_it(tokens, data):
    start = data.draw(st.integers(0, len(tokens) - 1))
    end = data.draw(st.integers(start + 1, len(tokens)))
    assert is_found(" ".join(tokens[start:end]), " ".join(tokens))
    if end - start > 2:
        gapped = [*tokens[start : start + 1], "…", *tokens[end - 1 : end]]
        assert is_found(" ".join(gapped), " ".join(tokens))
