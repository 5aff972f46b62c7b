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
        ('" I am here, " he said.', "“ I am here, ” he said."),
        ('"A","B","C"', "“A”,“B”,“C”"),
        ('He said:"Go."', "He said:“Go.”"),
        ('["y"];"z"', "[“y”];“z”"),
        ('"I was—" he said, "...and then"', "“I was—” he said, “...and then”"),
        ('"Go", "run", he "said"...', "“Go”, “run”, he “said”..."),
        ("'\"Go,\" he said'", "‘“Go,” he said’"),
        ("dogs' \"big\" 'small', \"A\"'s end", "dogs’ “big” ‘small’, “A”’s end"),
        ('a "" b ""', "a “” b “”"),
        ('of 3"long and 12" ones', 'of 3"long and 12" ones'),
        ("the '89er, the '1840s, 'bout then", "the ’89er, the ’1840s, ’bout then"),
        ("\"'Tis 'cause' and effect\"", "“’Tis ‘cause’ and effect”"),
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
        ("fr", '" Bonjour ", dit-il.', "« Bonjour », dit-il."),
        ("fr", '"\u00a0Bonjour\u00a0!\u00a0", dit-il.', "«\u00a0Bonjour\u00a0!\u00a0», dit-il."),
        ("fr", 'Il dit : " oui ", puis : " non ".', "Il dit : « oui », puis : « non »."),
        ("ru", '" Да ", — сказал он. " Нет "', "« Да », — сказал он. « Нет »"),
        ("it", '"vide dell\'"arte" qui"', "«vide dell’“arte” qui»"),
        ("he", 'דובר "צה"ל" אמר', 'דובר ”צה"ל” אמר'),
        ("he", 'ב"הארץ" ו"ארה"ב"', 'ב”הארץ” ו”ארה"ב”'),
        ("iw", 'אמר "כן"', "אמר ”כן”"),
        ("ar-Latn", 'qāla "naʿam"', "qāla “naʿam”"),
        ("ja-Latn", 'kare wa "hai" to', "kare wa “hai” to"),
    ],
)
def test_marks_and_apostrophes_follow_the_language(language, printed, reading):
    assert curl(printed, language) == reading


@pytest.mark.parametrize("language", sorted(QUOTATION_MARKS))
def test_a_quotation_in_a_quotation_has_the_marks_of_its_language(language):
    outer, outer_end, inner, inner_end = QUOTATION_MARKS[language]
    read = curl("\"a 'b' c\"", language)
    assert read == f"{outer}a {inner}b{inner_end} c{outer_end}"


@pytest.mark.parametrize(
    ("language", "printed", "reading"),
    [
        ("ru", '""Ромашка"" закрыта.', "«„Ромашка“» закрыта."),
        ("ru", 'ООО "Торговый дом "Лотос"".', "ООО «Торговый дом „Лотос“»."),
        ("en", '"She said "no" and left."', "“She said ‘no’ and left.”"),
        ("en", '"a "b "c" d" e"', "“a ‘b “c” d’ e”"),
        ("en", '"It (the "Times") said so"', "“It (the ‘Times’) said so”"),
        ("en", '"the students\' "Times" said"', "“the students’ ‘Times’ said”"),
        (
            "en",
            '"one line\n"and the next\n"of a quotation"',
            "“one line\n“and the next\n“of a quotation”",
        ),
    ],
)
def test_double_marks_within_a_pair_of_them_are_inner_ones(language, printed, reading):
    assert curl(printed, language) == reading


BRACKETS = str.maketrans("“‘”’", "<<>>")


def print_nested(items: list) -> tuple[str, str]:
    """Return words with straight double marks around every list of them, and with brackets instead."""
    pairs = [(f'"{p}"', f"<{r}>") for p, r in map(print_nested, filter(is_list, items))]
    both = [pairs.pop(0) if is_list(item) else (item, item) for item in items]
    return " ".join(printed for printed, _ in both), " ".join(reading for _, reading in both)


def is_list(item: object) -> bool:
    return isinstance(item, list)


@given(
    st.recursive(
        st.sampled_from(["word", "it's", "so,", "well—", "said:", "(yes)", "no?"]),
        lambda inner: st.lists(inner, min_size=1, max_size=3),
        max_leaves=8,
    ).filter(is_list)
)
def test_quotations_nested_in_any_way_open_and_close_where_they_were_typed(inner):
    printed, reading = print_nested(inner)
    read = curl(printed).replace("it’s", "it's").translate(BRACKETS)
    assert read == reading


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


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ('ה"ניו יורק טיימס" כתב', "ה”ניו יורק טיימס” כתב"),
        ('ב"הארץ" כתב', "ב”הארץ” כתב"),
        ('ח"כים רבים', 'ח"כים רבים'),
        ('ח"כים ב"הארץ" כתבו', 'ח"כים ב”הארץ” כתבו'),
        ('ד"ר כהן ומנכ"לית', 'ד"ר כהן ומנכ"לית'),
    ],
)
def test_a_hebrew_prefix_is_told_from_an_abbreviation(typed, read):
    marks = {start: mark for start, _, mark in find_straight_quotes(typed, "he")}
    assert "".join(marks.get(at, sign) for at, sign in enumerate(typed)) == read
