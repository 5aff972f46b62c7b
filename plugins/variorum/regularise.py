"""House style by rule: straight quotation marks made curly, doubled spaces made single."""

import re
from collections.abc import Iterator

QUOTATION_MARKS = {
    "de": ("„", "“", "‚", "‘"),
    "en": ("“", "”", "‘", "’"),
    "fr": ("«", "»", "“", "”"),
    "ru": ("«", "»", "„", "“"),
}
"""Outer and inner quotation marks, opening and closing, by language (Unicode CLDR, delimiters)."""

_SPACES = re.compile(r"(?<=\S) {2,}(?=\S)")  # "The  Moscow"
_OPENS_AFTER = re.compile(
    r"[\s(\[{<\-\u2010-\u2015/“‘«„‚]"
)  # what may stand before an opening mark
_ELISION = re.compile(r"'(?:\d\ds?|tis|twas|em|til|cause|n)\b", re.IGNORECASE)  # "'90s", "'tis"


def find_doubled_spaces(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where runs of spaces stand inside a line, as start, end and the single space to read."""
    for spaces in _SPACES.finditer(text):
        yield spaces.start(), spaces.end(), " "


def find_straight_quotes(text: str, language: str) -> Iterator[tuple[int, int, str]]:
    """Yield where straight quotation marks and apostrophes stand, as start, end and the mark to read.

    A mark after white space, a dash or an opening bracket opens, others close; an apostrophe inside or after
    a word is one. Marks after a digit with nothing open are feet, inches or minutes, and stay.

    Args:
        text: A block's words.
        language: BCP 47; one whose marks are not known takes the English ones.
    """
    opening, closing, inner_opening, inner_closing = QUOTATION_MARKS.get(
        language.split("-")[0].lower(), QUOTATION_MARKS["en"]
    )
    is_open = {'"': False, "'": False}
    for at, mark in enumerate(text):
        if mark not in is_open:
            continue
        before = text[at - 1 : at]
        after = text[at + 1 : at + 2]
        opens = (
            not before
            or bool(_OPENS_AFTER.match(before))
            or (before in is_open and not is_open[mark])
        )
        if mark == "'" and (
            (before.isalnum() and after.isalpha()) or (_ELISION.match(text, at) and opens)
        ):
            yield at, at + 1, "’"
        elif opens and after and not after.isspace():
            is_open[mark] = True
            yield at, at + 1, opening if mark == '"' else inner_opening
        elif is_open[mark] or not before.isdigit():
            apostrophe = mark == "'" and not is_open[mark]
            is_open[mark] = False
            yield at, at + 1, closing if mark == '"' else "’" if apostrophe else inner_closing


def curl(text: str, language: str) -> str:
    """Return editors' own words with straight quotation marks made curly; arguments as above."""
    if "'" not in text and '"' not in text:
        return text
    marks = {start: reading for start, _, reading in find_straight_quotes(text, language)}
    return "".join(marks.get(at, character) for at, character in enumerate(text))
