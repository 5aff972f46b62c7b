"""House style by rule: straight quotation marks made curly, doubled spaces made single."""

import re
from collections.abc import Iterator
from typing import Literal

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
    (("”", "”", "’", "’"), "fi he iw ji se sv yi"),
    (("”", "“", "’", "‘"), "ar syr ur"),
    (("»", "«", "›", "‹"), "kk-arab ug"),
    (("‘", "’", "‘", "’"), "nl"),
    (("「", "」", "『", "』"), "ja yue zh-hant zh-hk zh-mo zh-tw"),
    (_COMMON, "ar-latn he-latn ja-latn syr-latn ug-latn ur-latn yi-latn yue-latn"),
)
QUOTATION_MARKS = {tag: marks for marks, tags in _MARKS for tag in tags.split()}
"""Outer and inner quotation marks, opening and closing, by language; others have `“ ” ‘ ’`.

Source: Unicode CLDR 48, delimiters.
"""

_UNSPACED = frozenset({"ja", "km", "lo", "my", "th", "yue", "zh"})
"""Languages in which no space before a mark tells that it opens."""
_HEBREW = frozenset({"he", "iw", "ji", "yi"})
"""With the tags they had once, which browsers still know."""

_STRAIGHT = re.compile("['\"]")
_SPACES = re.compile(r"(?<=\S) {2,}(?=\S)")  # "The  Moscow"
_OPENS_AFTER = re.compile(
    r"[\s(\[{<¿¡\-\u2010-\u2015/“‘«„‚‹「『]"
)  # what may stand before an opening mark
_CLOSES_BEFORE = re.compile(r"[,.;:!?…)\]}»”’\-\u2010-\u2015]+(?:[\s'\"]|\Z)")  # " oui ", dit-il
_NO_BEGINNING = frozenset(",.;:!?…)]}»”’")
_ELISIONS = {
    "de": r"(?:s|n|ne|nen|nem|ner|\d\der)",  # "'s ist", "die '68er"
    "en": r"(?:\d\d(?:s|ers?)?|\d{4}s|n|(?:tis|twas|em|til|cause|bout)\b(?!'))",  # "'89er", "'tis"
    "it": r"\d{2,3}",  # "il '900"
    "nl": r"(?:s|t|n|k|r|m|ns|\d\d)",  # "'s avonds", "'t"
}
_ELISION = {
    language: re.compile(rf"'{words}\b", re.IGNORECASE) for language, words in _ELISIONS.items()
}
"""Apostrophes that stand where a mark would open."""
_YEAR = re.compile(r"'\d\d\b")  # "les années '60"
_GERSHAYIM = re.compile(
    r"(?<=[\u05d0-\u05ea])(?:'|\"(?=[\u05d0-\u05ea](?![\u05d0-\u05ea])|[\u05d0-\u05ea]+(?![\u05d0-\u05ea\"])))"
)  # a sign of abbreviation, no quotation mark: צה"ל, פרופ', but not ב"הארץ"
_PREFIXED = re.compile(
    r"(?<![\u05d0-\u05ea])[\u05d1\u05d4\u05d5\u05db\u05dc\u05de\u05e9](?=\"[\u05d0-\u05ea]{2}[^\"]*[^\s\"]\"(?![\u05d0-\u05ea]))"
)  # a word of one letter written together with a quoted name: ה"ניו יורק טיימס"
_INSIDE_HEBREW = re.compile(r"(?<=[\u05d0-\u05ea])\"(?=[\u05d0-\u05ea])")  # צה"ל

_Role = Literal["opens", "closes", "apostrophe"]


def find_doubled_spaces(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where runs of spaces stand inside a line, as start, end and the single space to read."""
    for spaces in _SPACES.finditer(text):
        yield spaces.start(), spaces.end(), " "


def find_straight_quotes(text: str, language: str) -> Iterator[tuple[int, int, str]]:
    """Yield where straight quotation marks and apostrophes stand, as start, end and the mark to read.

    A mark after white space, a dash or an opening bracket opens, others close; an apostrophe inside or after
    a word is one. Where no spaces part words, or stand on both sides, marks open and close by turns. Double marks
    within a pair of them are inner ones, and within those outer ones again. Marks after a digit with nothing open
    are feet, inches or minutes, and stay; so do Hebrew's signs of abbreviation.

    Args:
        text: A block's words.
        language: BCP 47; one whose marks are not known takes the English ones.
    """
    marks = find_marks(language)
    found, paired = _find_roles(text, language)
    depth = 0
    for place, (at, role) in enumerate(found):
        if role == "apostrophe":
            yield at, at + 1, "’"
            continue
        if role == "closes" and place in paired:
            depth -= 1
        is_inner = text[at] == "'" or depth % 2 == 1
        if role == "opens" and place in paired:
            depth += 1
        yield at, at + 1, marks[2 * is_inner + (role == "closes")]


def _find_roles(text: str, language: str) -> tuple[list[tuple[int, _Role]], set[int]]:
    """Return what each straight mark does, and the places in that list of the double marks that make pairs.

    Of openers that nothing closes, as before each line of an old quotation, none holds the next.
    """
    primary = language.split("-")[0].lower()
    by_turns = primary in _UNSPACED and not language.lower().startswith(f"{primary}-latn")
    elision = _ELISION.get(primary, _YEAR)
    found: list[tuple[int, _Role]] = []
    paired: set[int] = set()
    opened: list[int] = []
    open_marks = {'"': 0, "'": 0}
    for match in _STRAIGHT.finditer(text):
        at, mark = match.start(), match[0]
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        is_open = open_marks[mark] > 0
        if primary in _HEBREW and _is_abbreviation(text, at, is_open=is_open):
            continue
        previous = found[-1][1] if found and found[-1][0] == at - 1 else None
        if by_turns and not before.isdigit():
            is_edge = not before or before.isspace() or not after.isspace()
            opens = not is_open and bool(after) and is_edge
        else:
            opens = _is_opening(text, at, is_open=is_open, previous=previous)
        role: _Role = "opens" if opens else "closes"
        if mark == "'" and (
            _is_inside_word(before, after, by_turns=by_turns) or (opens and elision.match(text, at))
        ):
            role = "apostrophe"
        elif opens:
            opened.append(len(found))
            open_marks[mark] += 1
        elif before.isdigit() and not is_open:
            continue
        elif mark == "'" and not (opened and text[found[opened[-1]][0]] == mark):
            role = "apostrophe"
        while role == "closes" and open_marks[mark]:
            opener = opened.pop()
            closed = text[found[opener][0]]
            open_marks[closed] -= 1
            if closed == mark:
                paired |= {opener, len(found)} if mark == '"' else set()
                break
        found.append((at, role))
    return found, paired


def _is_opening(text: str, at: int, *, is_open: bool, previous: _Role | None) -> bool:
    """Say whether a mark opens, where words are parted by spaces.

    Args:
        text: All words of the block.
        at: Where the mark stands.
        is_open: One like it is open.
        previous: What the straight mark just before it does.
    """
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    is_spaced = not before or before.isspace()
    if not after or (after.isspace() and not (is_spaced and not is_open)):
        return False
    if is_open and _CLOSES_BEFORE.match(text, at + 1):
        return False
    if is_spaced or previous == "opens":
        return is_spaced or after not in _NO_BEGINNING
    if _OPENS_AFTER.match(before):
        return True
    begins = after not in _NO_BEGINNING
    if text[at] == "'":
        return begins and not is_open and not before.isalnum() and not previous
    return begins and (previous == "apostrophe" or not is_open) and not before.isdigit()


def _is_abbreviation(text: str, at: int, *, is_open: bool) -> bool:
    if is_open:
        return bool(_INSIDE_HEBREW.match(text, at))
    return bool(_GERSHAYIM.match(text, at)) and not (at and _PREFIXED.match(text, at - 1))


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
