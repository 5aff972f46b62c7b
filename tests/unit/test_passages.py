"""Prose in paragraphs, and its length as a reader counts it."""

from dataclasses import replace

import pytest

from variorum.problems import Position
from variorum.prose import count_words, list_passages, parse_prose


def parse(markdown: str, language: str = "en"):
    return parse_prose(markdown, Position("note.md"), language=language)[0]


def test_paragraphs_quotations_items_and_rows_are_passages():
    body = "One [@a, p. 3].\n\n> Two\n>\n> Three\n\n- four\n- *five*\n\n| six | seven |\n|--|--|\n| eight | nine |"
    assert [(p.kind, p.words) for p in list_passages(parse(body))] == [
        ("paragraph", "One."),
        ("quotation", "Two"),
        ("quotation", "Three"),
        ("paragraph", "four"),
        ("paragraph", "five"),
        ("row", "six\t seven"),
        ("row", "eight\t nine"),
    ]


def test_code_has_no_quotation_marks():
    (passage,) = list_passages(parse('Say `"x"`.'))
    assert '"' not in passage.text


@pytest.mark.parametrize(
    ("markdown", "count"),
    [
        ("One two three.", 3),
        ("One [@a, p. 3; see @b] two [@c].", 2),
        ("air-defence, U.S.–Russian and 1,550", 4),
        ("peace — or war—or neither -- perhaps", 6),
        ("and/or … so", 3),
        ("don’t say “reset”", 3),
        ("# Head\n\n> quoted words\n\n- item", 4),
        ("Words\n\n| a | b |\n|--|--|\n| c | d |", 1),
        ("漢字とかな、です。", 7),
        ("条約START三つ", 5),
        ("조약은 만료되었다", 2),
        ("*", 0),
    ],
)
def test_words_are_counted_as_a_reader_would(markdown, count):
    assert count_words(list_passages(parse(markdown))) == count


@pytest.mark.parametrize("body", ["One &amp; two [@a].\n\nThree “x”.", "One\ntwo *three* four."])
def test_prose_without_markup_takes_a_shorter_way_to_the_same_passages(body):
    draft = parse(body)
    longer = replace(draft, html=f"<h3>x</h3>{draft.html}")
    assert list_passages(longer)[1:] == list_passages(draft)
