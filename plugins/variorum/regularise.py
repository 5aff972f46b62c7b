"""House style by rule: straight quotation marks made curly, doubled spaces made single."""

import re
from collections.abc import Iterator

Marks = tuple[str, str, str, str]

_COMMON: Marks = ("“", "”", "‘", "’")
_MARKS: tuple[tuple[Marks, str], ...] = (
    (("«", "»", "“", "”"), "ast br ca cv el es-us eu it kk mg sc ti"),
    (("«", "»", "“", "”"), "pt-ao pt-ch pt-cv pt-gq pt-gw pt-lu pt-mo pt-mz pt-pt pt-st pt-tl"),
    (("«", "»", "„", "“"), "be ky os ru sah uk"),
    (("«", "»", "‹", "›"), "am az-arab az-cyrl fa fr-ch gsw rm"),
    (("«", "»", "‘", "’"), "el-polyton nb nn no rw"),
    (("«", "»", "«", "»"), "fr hy oc"),
    (("„", "“", "‚", "‘"), "bs-cyrl cs de dsb et hr hsb is lb mk nds sk sl"),
    (("„", "“", "„", "“"), "bg lt"),
    (("„", "“", "«", "»"), "ka"),
    (("„", "”", "«", "»"), "pl ro"),
    (("„", "”", "»", "«"), "hu"),
    (("„", "”", "‘", "’"), "bs"),
    (("„", "”", "’", "’"), "sr"),
    (("“", "”", "«", "»"), "eo"),
    (("”", "”", "’", "’"), "fi he se sv yi"),
    (("”", "“", "’", "‘"), "ar syr ur"),
    (("»", "«", "›", "‹"), "kk-arab ug"),
    (("‘", "’", "‘", "’"), "nl"),
    (("「", "」", "『", "』"), "ja yue zh-hant zh-hk zh-mo zh-tw"),
)
QUOTATION_MARKS = {tag: marks for marks, tags in _MARKS for tag in tags.split()}
"""Outer and inner quotation marks, opening and closing, by language; others have `“ ” ‘ ’`.

Source: Unicode CLDR 48, delimiters.
"""

_UNSPACED = frozenset({"ja", "km", "lo", "my", "th", "yue", "zh"})
"""Languages in which no space before a mark tells that it opens."""
_HEBREW = frozenset({"he", "yi"})

_STRAIGHT = re.compile("['\"]")
_SPACES = re.compile(r"(?<=\S) {2,}(?=\S)")  # "The  Moscow"
_OPENS_AFTER = re.compile(
    r"[\s(\[{<¿¡\-\u2010-\u2015/“‘«„‚‹「『]"
)  # what may stand before an opening mark
_ELISIONS = {
    "de": r"(?:s|n|ne|nen|nem|ner|\d\der)",  # "'s ist", "die '68er"
    "en": r"(?:\d\ds?|tis|twas|em|til|cause|n)",  # "'90s", "'tis"
    "it": r"\d{2,3}",  # "il '900"
    "nl": r"(?:s|t|n|k|r|m|ns|\d\d)",  # "'s avonds", "'t"
}
_ELISION = {
    language: re.compile(rf"'{words}\b", re.IGNORECASE) for language, words in _ELISIONS.items()
}
"""Apostrophes that stand where a mark would open."""
_YEAR = re.compile(r"'\d\d\b")  # "les années '60"
_GERSHAYIM = re.compile(
    r"(?<=[\u05d0-\u05ea])(?:'|\"(?=[\u05d0-\u05ea]+(?![\u05d0-\u05ea\"])))"
)  # a sign of abbreviation, no quotation mark: צה"ל, פרופ'


def find_doubled_spaces(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where runs of spaces stand inside a line, as start, end and the single space to read."""
    for spaces in _SPACES.finditer(text):
        yield spaces.start(), spaces.end(), " "


def find_straight_quotes(text: str, language: str) -> Iterator[tuple[int, int, str]]:
    """Yield where straight quotation marks and apostrophes stand, as start, end and the mark to read.

    A mark after white space, a dash or an opening bracket opens, others close; an apostrophe inside or after
    a word is one. Where no spaces part words, or stand on both sides, marks open and close by turns. Marks after
    a digit with nothing open are feet, inches or minutes, and stay; so do Hebrew's signs of abbreviation.

    Args:
        text: A block's words.
        language: BCP 47; one whose marks are not known takes the English ones.
    """
    opening, closing, inner_opening, inner_closing = find_marks(language)
    primary = language.split("-")[0].lower()
    elision = _ELISION.get(primary, _YEAR)
    by_turns = primary in _UNSPACED
    is_open = {'"': False, "'": False}
    for found in _STRAIGHT.finditer(text):
        at, mark = found.start(), found[0]
        before = text[at - 1 : at]
        after = text[at + 1 : at + 2]
        opens = (
            not before
            or bool(_OPENS_AFTER.match(before))
            or (before in is_open and not is_open[mark])
        )
        is_between = before.isspace() and after.isspace()
        if is_between or (by_turns and not before.isdigit()):
            opens = not is_open[mark]
        if primary in _HEBREW and not is_open["'"] and _GERSHAYIM.match(text, at):
            continue
        if mark == "'" and (
            _is_inside_word(before, after, by_turns=by_turns) or (opens and elision.match(text, at))
        ):
            yield at, at + 1, "’"
        elif opens and after and (is_between or not after.isspace()):
            is_open[mark] = True
            yield at, at + 1, opening if mark == '"' else inner_opening
        elif is_open[mark] or not before.isdigit():
            apostrophe = mark == "'" and not is_open[mark]
            is_open[mark] = False
            yield at, at + 1, closing if mark == '"' else "’" if apostrophe else inner_closing


def find_marks(language: str) -> Marks:
    """Find the quotation marks of a language: its own, or those of the tag less its last parts.

    Source: RFC 4647, section 3.4, lookup.
    """
    tag = language.lower()
    while tag and tag not in QUOTATION_MARKS:
        tag = tag.rpartition("-")[0]
    return QUOTATION_MARKS.get(tag, _COMMON)


def _is_inside_word(before: str, after: str, *, by_turns: bool) -> bool:
    if by_turns and not (before + after).isascii():
        return False
    return before.isalnum() and after.isalpha()


def curl(text: str, language: str) -> str:
    """Return editors' own words with straight quotation marks made curly; arguments as above."""
    if "'" not in text and '"' not in text:
        return text
    marks = {start: reading for start, _, reading in find_straight_quotes(text, language)}
    return "".join(marks.get(at, character) for at, character in enumerate(text))
