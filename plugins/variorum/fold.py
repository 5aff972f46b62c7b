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
_UNIT = regex.compile(
    # "  ", "\t", "--", and every grapheme with a code point beyond ASCII: "é" written as two, "“"
    r"\s{2,}|[^\S ]|-{2,3}|(?=[\s\S]?[^\x00-\x7f])\X"
)
"""What does not stand for itself; between its matches nothing is folded but a space beside another."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as quotes are compared, with the way back to the original."""

    text: str
    starts: tuple[int, ...]
    """For each code point of `text`, where the stretch of the original begins that it stands for."""
    ends: tuple[int, ...]

    def to_original(self, start: int, end: int) -> Span:
        """Return the stretch of the original that a stretch of `text` stands for."""
        return Span(self.starts[start], self.ends[end - 1])

    def divides(self, at: int) -> bool:
        """Say whether an offset of `text` lies inside what one stretch of the original folds to."""
        return 0 < at < len(self.text) and self.starts[at - 1] == self.starts[at]


def fold(text: str) -> str:
    """Return a text as quotes are compared: DESIGN.md, *Folding*; nothing else is folded, and case is kept."""
    return fold_with_map(text).text


@lru_cache(maxsize=4096)
def fold_with_map(text: str) -> Folded:
    """Fold a text and keep, for each code point that results, the stretch of the original it stands for."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0

    def copy(start: int, end: int) -> None:
        # a space after another, with something invisible between, or at the beginning
        start += text.startswith(" ", start, end) and (not pieces or pieces[-1].endswith(" "))
        if start < end:
            pieces.append(text[start:end])
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))

    for unit in _UNIT.finditer(text):
        copy(done, unit.start())
        done = unit.end()
        piece = _fold_unit(unit[0])
        if piece and not (piece == " " and (not pieces or pieces[-1].endswith(" "))):
            pieces.append(piece)
            starts.extend([unit.start()] * len(piece))
            ends.extend([done] * len(piece))
    copy(done, len(text))
    folded = "".join(pieces)
    length = len(folded) - folded.endswith(" ")
    return Folded(folded[:length], tuple(starts[:length]), tuple(ends[:length]))


def _fold_unit(unit: str) -> str:
    if unit.isspace():
        return " "
    if unit in {"--", "---"}:
        return "-"
    return unicodedata.normalize("NFC", unit).translate(_FOLDED)
