"""House style by rule: only straight marks and doubled spaces change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.regularise import QUOTATION_MARKS, find_doubled_spaces, find_straight_quotes


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


@pytest.mark.parametrize(
    ("language", "printed", "reading"),
    [
        ("ru", "Он сказал \"да, 'так'\"", "Он сказал «да, „так“»"),
        ("uk", 'П\'ять "слів"', "П’ять «слів»"),
        ("de-AT", "Er sagte \"ja, 'so'\"", "Er sagte „ja, ‚so‘“"),
        ("de", "wie geht's, 's ist Hans' Buch", "wie geht’s, ’s ist Hans’ Buch"),
        ("fr", 'l\'homme dit "oui"', "l’homme dit «oui»"),
        ("fr", 'il dit " oui " et part', "il dit « oui » et part"),
        ("fr-CH", "il dit \"oui, 'non'\"", "il dit «oui, ‹non›»"),
        ("it", "dell'\"arte\" nell'800 e nel '900", "dell’«arte» nell’800 e nel ’900"),
        ("fr", "les années '60 disent 'tis", "les années ’60 disent «tis"),
        ("es", '¿"Qué" dice?', "¿“Qué” dice?"),
        ("pt", 'disse "sim"', "disse “sim”"),
        ("pt-PT", 'disse "sim"', "disse «sim»"),
        ("nl", '\'s avonds zei hij "ja"', "’s avonds zei hij ‘ja’"),
        ("pl", "\"tak, 'nie'\"", "„tak, «nie»”"),
        ("hu", "\"igen, 'nem'\"", "„igen, »nem«”"),
        ("cs", '"ano"', "„ano“"),
        ("sv", "\"ja, 'nej'\"", "”ja, ’nej’”"),
        ("fi", 'ruo\'ot "niin"', "ruo’ot ”niin”"),
        ("el", '"ναι"', "«ναι»"),
        ("tr", 'Ankara\'da "evet"', "Ankara’da “evet”"),
        ("fa", 'گفت "بله"', "گفت «بله»"),
        ("ar", 'قال "نعم"', "قال ”نعم“"),
        ("he", 'דובר צה"ל אמר "כן"', 'דובר צה"ל אמר ”כן”'),
        ("he", "פרופ' ג'ונס", "פרופ' ג'ונס"),
        ("ja", '彼は"はい"と言った', "彼は「はい」と言った"),
        ("zh", "他说\"好,'是'\"。", "他说“好,‘是’”。"),
        ("zh-Hant-TW", '他說"好"', "他說「好」"),
        ("xx", 'He said "yes"', "He said “yes”"),
    ],
)
def test_marks_and_apostrophes_follow_the_language(language, printed, reading):
    assert curl(printed, language) == reading


@pytest.mark.parametrize("language", sorted(QUOTATION_MARKS))
def test_a_quotation_in_a_quotation_has_the_marks_of_its_language(language):
    outer, outer_end, inner, inner_end = QUOTATION_MARKS[language]
    read = curl("\"a 'b' c\"", language)
    assert read == f"{outer}a {inner}b{inner_end} c{outer_end}"


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
