"""Texts as quotes are compared: folded, with the way back to the original."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import regex

from variorum.model import Span

_FOLDED = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛′", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        "…": "...",
        # soft hyphen, zero-width space, byte-order mark, bidirectional controls; the joiners stay
        **dict.fromkeys(
            "\u00ad\u200b\ufeff\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
            "",
        ),
    }
)
_UNITS = regex.compile(r"\s+|-{2,3}|\X")  # "  ", "--", "é" written as two code points


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as quotes are compared, with the way back to the original."""

    text: str
    spans: tuple[Span, ...]
    """For each code point of `text`, the stretch of the original that it stands for."""


def fold(text: str) -> str:
    """Return a text as quotes are compared: DESIGN.md, *Folding*; nothing else is folded, and case is kept."""
    return fold_with_map(text).text


@lru_cache(maxsize=4096)
def fold_with_map(text: str) -> Folded:
    """Fold a text and keep, for each code point that results, the stretch of the original it stands for."""
    pieces: list[str] = []
    spans: list[Span] = []
    for unit in _UNITS.finditer(text):
        found = unit[0]
        if found.isspace():
            piece = " "
        elif found in {"--", "---"}:
            piece = "-"
        else:
            piece = unicodedata.normalize("NFC", found).translate(_FOLDED)
        span = Span(unit.start(), unit.end())
        if piece == " " and (not pieces or pieces[-1] == " "):
            continue  # a run interrupted by something invisible, or one at the beginning
        if piece:
            pieces.append(piece)
            spans += [span] * len(piece)
    if pieces and pieces[-1] == " ":
        pieces.pop()
        spans.pop()
    return Folded("".join(pieces), tuple(spans))
