"""Texts as strange as copy-texts can be, the blocks and emendations made of them, and notes on their words."""

import unicodedata
from itertools import accumulate

import regex
from hypothesis import strategies as st

from variorum.model import Span

SIGNS = [
    *"abcXY019.,;!?&<>",
    *"“”„‟«»″\"‘’‚‛′'",
    *"-\u2010\u2011\u2012–—\u2015\u2212",
    "--",
    "---",
    "…",
    "...",
    "☒",
]
WHITE = [" ", " ", " ", "\n", "\t", "\u00a0", "\u2003", "\u202f", "\u3000", "\u2028"]
INVISIBLE = [
    *"\u00ad\u200b\ufeff\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
]
JOINERS = ["\u200c", "\u200d", "\u2060", "\ufe0f"]
MARKS = ["\u0301", "\u0308", "\u0323", "\u0338", "\u0344", "\u20dd", "\u0943", "\u0e33", "\u05b0"]
LETTERS = [
    "é", "e\u0301", "\u1e9b\u0323", "\u212b", "\u2126", "\u1e69", "s\u0307\u0323", "ﬁ", "ß", "İ",
    "ы", "й", "и\u0306", "ש", "\ufb2a", "שׁ", "ل", "لا", "\u0627\u0653", "\u0600", "क", "क्ष",
    "\u0958", "ก", "กำ", "漢", "\uf900", "𠀋", "か\u3099", "が", "한", "\u1112\u1161\u11ab",
    "\u1100", "\u1161", "\u11a8", "가\u11a8", "𝄞", "\U0001d15e", "𝐀",
]  # fmt: skip
EMOJI = [
    "🙂", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "👍🏽", "❤\ufe0f", "🏳\ufe0f\u200d🌈", "1\ufe0f\u20e3",
    "🇩", "🇪", "🇩🇪",
]  # fmt: skip
"""The joiners are kept when texts compare, and what is invisible is not."""

pieces = st.one_of(
    *(
        st.sampled_from(group)
        for group in (SIGNS, WHITE, LETTERS, EMOJI, MARKS, INVISIBLE, JOINERS)
    ),
    st.sampled_from(["the ", "a word ", "reset", "“reset”", "no threat, "]),
)


def texts(*, min_size: int = 1, max_size: int = 16) -> st.SearchStrategy[str]:
    """Any words: of all scripts, with all that folding knows of and all that graphemes are made of."""
    return st.lists(pieces, min_size=min_size, max_size=max_size).map("".join)


def find_edges(text: str) -> list[int]:
    """Return the grapheme boundaries of a text, its ends included."""
    return [0, *accumulate(map(len, regex.findall(r"\X", text)))]


@st.composite
def passages(draw: st.DrawFn, text: str) -> Span:
    """A stretch of a text, not empty, that divides no grapheme."""
    edges = find_edges(text)
    start = draw(st.integers(0, len(edges) - 2))
    return Span(edges[start], edges[draw(st.integers(start + 1, len(edges) - 1))])


_ALIKE = ['“”„‟«»″"', "‘’‚‛′'"]
_DASHES = ["-", "--", "---", *"\u2010\u2011\u2012–—\u2015\u2212"]
_RUN = regex.compile(r"\s+|-{1,3}|\.\.\.|\X")


@st.composite
def retyped(draw: st.DrawFn, words: str) -> str:
    """The words as somebody else may type them: equal to the first when folded, as DESIGN.md has it."""
    runs = _RUN.findall(unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD"])), words))
    typed: list[str] = []
    for i, run in enumerate(runs):
        beside = "".join(runs[max(i - 1, 0) : i] + runs[i + 1 : i + 2])
        if run.isspace():
            typed.append(draw(st.sampled_from([*WHITE, "  ", " \n", "\u00a0 "])))
        elif run in _DASHES and not any(
            dash in beside or sign in beside for dash in _DASHES for sign in INVISIBLE
        ):
            typed.append(draw(st.sampled_from(_DASHES)))
        elif run in ("...", "…") and "." not in beside:
            typed.append(draw(st.sampled_from(["...", "…"])))
        else:
            typed.append(
                next((draw(st.sampled_from(signs)) for signs in _ALIKE if run in signs), run)
            )
        if run not in _DASHES and not beside.startswith("-") and draw(st.integers(0, 7)) == 0:
            typed.append(draw(st.sampled_from(INVISIBLE)))
    return "".join(typed)
