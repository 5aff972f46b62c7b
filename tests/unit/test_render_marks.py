import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.model import Block, Change, Range, Span
from variorum.render.marks import find_numbered_lines, find_sign_place, narrow_change
from variorum.render.pages import render_pages
from variorum.wording import find_wording, shorten

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


def narrow(printed, reading):
    """Return the words printed and the words read of a change of the whole, as far as they differ."""
    span, words = narrow_change(
        Change(Span(0, len(printed)), Span(0, len(reading))), printed, reading
    )
    return words, reading[span.start : span.end]


@pytest.mark.parametrize(
    ("printed", "reading", "found"),
    [
        ("States.☒As", "States. As", ("☒", " ")),
        ("Alejandro Suelo is", "Alejandro Sueldo is", ("Suelo", "Sueldo")),
        ("force.☒", "force.", ("☒", "")),
        ("of a\n\npage", "of a page", ("\n\n", " ")),
        ("ends. Here", "ends.\n\nHere", (" ", "\n\n")),
        ("the the", "the", (" the", "")),
        ("", "new", ("", "new")),
        ("same", "same", ("", "")),
    ],
)
def test_print_and_edition_differ_in_whole_words_and_no_more(printed, reading, found):
    assert narrow(printed, reading) == found


@given(st.text("ab .\n☒é\u0301-’"), st.text("ab .\n☒é\u0301-’"))
def test_the_words_that_differ_give_print_back_when_they_are_exchanged(printed, reading):
    span, words = narrow_change(
        Change(Span(0, len(printed)), Span(0, len(reading))), printed, reading
    )
    assert reading[: span.start] + words + reading[span.end :] == printed


def test_each_place_of_a_correction_has_an_address_that_the_apparatus_leads_to(project):
    emendations = (project.folder / "emendations.yml").read_text(encoding="utf-8")
    made = "kind: spelling, reason: Why., by: [The Variorum editors], date: 2026-11-24}"
    project.write(
        "emendations.yml",
        f"{emendations}\n"
        f"- {{id: cannot, source: can not, reading: cannot, times: 3, {made}\n"
        f'- {{id: parted, source: war. We, reading: "war.\\n\\nWe", {made}\n',
    )
    loaded = project.load(preview=True)
    assert loaded.edition, [str(problem) for problem in loaded.problems]
    pages = {page.path: page.html for page in render_pages(loaded.edition)}
    text, apparatus = pages["gettysburg/"], pages["gettysburg/apparatus/"]
    for name in ("cannot", "cannot.2", "cannot.3", "parted"):
        assert text.count(f'id="emendation-{name}"') == 1
        assert apparatus.count(f'href="../#emendation-{name}"') == 1
    split = re.findall(r'id="(\w+)" data-split="(\w+)"', text)
    assert [part for _, part in split] == ["first", "last"]
