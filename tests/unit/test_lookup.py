"""Words that somebody remembers are found in the texts, and told from the same words elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import passages, texts

from variorum.additions import read_texts
from variorum.anchor import find_all, find_passage
from variorum.lookup import Passage, find_context, find_likest, find_passages, find_printed
from variorum.model import Block, Span


@pytest.fixture
def read(project):
    return read_texts(project.folder, root=project.root)


def test_words_are_found_in_the_order_of_reading_however_they_are_typed(read):
    found = find_passages("we  can not", read.texts)
    assert [(item.target, item.place) for item in found] == [("p3", "¶3")] * 3
    assert [item.quote for item in found] == ["we can not"] * 3
    assert find_passages("larger sense, we can not dedicate -- we", read.texts)[0].quote == (
        "larger sense, we can not dedicate — we"
    )


def test_what_is_no_paragraph_says_what_it_is(read):
    (title,) = find_passages("The Gettysburg Address", read.texts)
    assert title.place == f"heading {title.target}"


def test_a_passage_is_shown_with_the_words_around_it(read):
    (item,) = find_passages("civil war", read.texts)
    assert item.show() == (
        "Now we are engaged in a great [civil war], testing whether that nation, or any …"
    )


def test_the_likest_passage_is_found_for_words_that_are_nowhere(read):
    found = find_likest("great civil wars", read.texts)
    assert found
    assert (found[0].target, found[0].quote) == ("p2", "great civil war")


def test_only_words_that_stand_several_times_need_others_around_them(read):
    (once,) = find_passages("civil war", read.texts)
    assert find_context(once) == ("", "")
    for item in find_passages("we can not", read.texts):
        context = find_context(item)
        assert context
        prefix, suffix = context
        assert prefix or suffix
        assert find_passage(item.quote, item.block.text, prefix=prefix, suffix=suffix) == item.span


@given(texts(min_size=8, max_size=40), st.data())
def test_whatever_stands_several_times_is_told_apart_or_given_up(text, data):
    quoted = data.draw(passages(text))
    words = f"{text} {text}"
    block = Block("p1", "paragraph", words, (), 0, 1)
    for span in find_all(text[quoted.start : quoted.end], words):
        item = Passage("", block, span)
        context = find_context(item)
        if context:
            prefix, suffix = context
            assert find_passage(item.quote, words, prefix=prefix, suffix=suffix) == span


def test_what_nothing_near_tells_apart_has_no_context():
    words = "la " * 800
    block = Block("p1", "paragraph", words, (), 0, 1)
    assert find_context(Passage("", block, Span(1200, 1202))) is None


def test_printed_words_are_found_as_they_are_typed_or_else_as_quotes_are(read):
    (typo,) = find_printed("this contnent", read.printed)
    assert typo.source == "this contnent"
    assert find_printed("this continent", read.printed) == ()
    (joined,) = find_printed("and so dedicated, can long endure", read.printed)
    assert joined.source == "and so dedicated, can\n\nlong endure"
    (quoted,) = find_printed("“Bliss copy”", read.printed)
    assert quoted.source == '"Bliss copy"'
