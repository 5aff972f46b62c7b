"""Texts as quotes are compared: folded, with the way back to the original."""

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

import regex

from variorum.model import Span

_FOLDED = {
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
_UNIT = regex.compile(
    # "  ", "\t", "--", and every grapheme with a code point beyond ASCII: "é" written as two, "“"
    r"\s{2,}|[^\S ]|-{2,3}|(?=[\s\S]?[^\x00-\x7f])\X"
)
"""What does not stand for itself; between its matches nothing is folded but a space beside another."""


_TABLE = str.maketrans(_FOLDED)
_SINGLE = str.maketrans({sign: to for sign, to in _FOLDED.items() if len(to) == 1})
"""Signs that fold to one other, so that what comes after them keeps its place."""


class Unit(NamedTuple):
    """A stretch of the original that does not stand for itself, and what it folds to."""

    start: int
    """In the folded text."""
    end: int
    original_start: int
    original_end: int


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as quotes are compared, with the way back to the original."""

    text: str
    units: tuple[Unit, ...]
    """In order; what stands between them is the original's."""

    def to_original(self, start: int, end: int) -> Span:
        """Return the stretch of the original that a stretch of `text`, not empty, stands for."""
        first, last = self._find(start), self._find(end - 1)
        return Span(
            first.original_start if start < first.end else first.original_end + start - first.end,
            last.original_end if end <= last.end else last.original_end + end - last.end,
        )

    def divides(self, at: int) -> bool:
        """Say whether an offset of `text` lies inside what one stretch of the original folds to."""
        unit = self._find(at)
        return unit.start < at < unit.end

    def _find(self, at: int) -> Unit:
        """Find the last unit that begins at or before an offset."""
        index = bisect_right(self.units, at, key=_START) - 1
        return self.units[index] if index >= 0 else _BEFORE


_START = itemgetter(0)
_BEFORE = Unit(0, 0, 0, 0)


def fold(text: str) -> str:
    """Return a text as quotes are compared: DESIGN.md, *Folding*; nothing else is folded, and case is kept."""
    return fold_with_map(text).text


@lru_cache(maxsize=4096)
def fold_with_map(text: str) -> Folded:
    """Fold a text and keep, for each code point that results, the stretch of the original it stands for."""
    simple = text if text.isascii() else text.translate(_SINGLE)
    if simple.isascii() and simple.isprintable() and not _has_odd_spaces_or_dashes(simple):
        return Folded(simple, ())
    pieces: list[str] = []
    units: list[Unit] = []
    done = length = 0

    def add(piece: str, start: int, end: int) -> None:
        nonlocal length
        units.append(Unit(length, length + len(piece), start, end))
        if piece:
            pieces.append(piece)
            length += len(piece)

    def copy(start: int, end: int) -> None:
        nonlocal length
        # a space after another, with something invisible between, or at the beginning
        if text.startswith(" ", start, end) and (not pieces or pieces[-1].endswith(" ")):
            add("", start, start + 1)
            start += 1
        if start < end:
            pieces.append(text[start:end])
            length += end - start

    for unit in _UNIT.finditer(text):
        copy(done, unit.start())
        done = unit.end()
        piece = _fold_unit(unit[0])
        if piece == " " and (not pieces or pieces[-1].endswith(" ")):
            piece = ""
        add(piece, unit.start(), done)
    copy(done, len(text))
    return Folded("".join(pieces).removesuffix(" "), tuple(units))


def _has_odd_spaces_or_dashes(text: str) -> bool:
    return "  " in text or "--" in text or text[:1] == " " or text[-1:] == " "


def _fold_unit(unit: str) -> str:
    if unit.isspace():
        return " "
    if unit in {"--", "---"}:
        return "-"
    return unicodedata.normalize("NFC", unit).translate(_TABLE)
