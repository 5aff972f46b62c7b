import pytest

from variorum.model import Block, Range
from variorum.render.marks import find_numbered_lines, find_sign_place
from variorum.render.wording import find_wording, shorten

ENGLISH = find_wording("en")


def place_after(text, phrase, ranges=()):
    block = Block("p1", "paragraph", text, ranges, 0, 1)
    place = find_sign_place(block, text.index(phrase) + len(phrase))
    return text[:place], text[place:]


@pytest.mark.parametrize(
    ("text", "phrase", "after"),
    [
        ("planned interceptors.", "planned", " interceptors."),
        ("planned interceptors.", "interceptor", "."),
        ("Russia’s arsenal", "Russia", " arsenal"),
        ("U.S.-Russian talks", "U", ".-Russian talks"),
        ("long-pending bid", "long", " bid"),
        ("3,000 sources", "3", " sources"),
        ("the “irritant” and", "irritant", "” and"),
        ("cafe\u0301 noir", "caf", " noir"),
        ("האזור־הזה כן", "האזור", " כן"),
        ("俄罗斯不认为伊朗", "俄罗斯", "不认为伊朗"),
        ("the end", "end", ""),
    ],
)
def test_a_sign_stands_after_the_phrase_and_never_inside_a_word(text, phrase, after):
    assert place_after(text, phrase)[1] == after


def test_a_sign_stands_after_a_link_and_not_inside_it():
    link = Range(4, 15, "link", "https://example.org/")
    assert place_after("see the report today", "the", (link,)) == ("see the report ", "today")


def test_a_link_that_is_not_rendered_does_not_move_a_sign():
    link = Range(4, 14, "link", "#")
    assert place_after("see the report today", "the", (link,)) == ("see the", " report today")


def test_every_fifth_line_is_numbered_through_consecutive_stanzas():
    kinds = (("v1", "verse", 4), ("v2", "verse", 7), ("p1", "paragraph", 1), ("v3", "verse", 5))
    blocks = [Block(name, kind, "\n".join("x" * n), (), 0, 1) for name, kind, n in kinds]
    found = [(block.id, place, number) for block, place, number in find_numbered_lines(blocks)]
    assert found == [("v2", 0, 5), ("v2", 10, 10), ("v3", 8, 5)]


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("Suelo", "Suelo"),
        ("", "nothing"),
        (" ", "a space"),
        ("  ", "2 spaces"),
        ("countries\n\nthat", "countries [paragraph break] that"),
        ("\n", "[line break]"),
    ],
)
def test_what_was_printed_can_be_read_out(printed, said):
    assert ENGLISH.say_printed(printed) == said


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2011-07-18", "18 July 2011"),
        ("2011-07", "July 2011"),
        ("2011", "2011"),
        ("c. 2011", "c. 2011"),
    ],
)
def test_a_date_is_spelt_only_as_far_as_it_is_known(day, words):
    assert ENGLISH.spell_date(day) == words


def test_a_long_lemma_is_cut_at_a_word():
    short = shorten("word, " * 30)
    assert short.endswith("word …")
    assert len(short) < 63


@pytest.mark.parametrize(
    ("block", "name"), [("p5", "Paragraph 5"), ("p3a", "Paragraph 3a"), ("b1", "Back matter 1")]
)
def test_a_number_is_read_out_as_what_it_counts(block, name):
    assert ENGLISH.name_block(block) == name
