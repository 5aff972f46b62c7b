"""Texts as quotes are compared: folded, with the way back to the original."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

import regex

from variorum.model import Span

_WHITE = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_SINGLE = {
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‘’‚‛′", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys(_WHITE.replace(" ", ""), " "),
}
"""What folds to one other sign, so that what comes after it keeps its place."""
_DROPPED = (
    "\u00ad\u200b\ufeff\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""Soft hyphen, zero-width space, byte-order mark, bidirectional controls; the joiners stay."""
_JOINERS = "\u200c\u200d\u2060\u034f"
"""Which are kept, and yet nothing to be seen by themselves."""
_UNIT = re.compile(f"[{_WHITE}]{{2,}}|-{{2,3}}|[…{_DROPPED}]")  # "  ", "--", "…"
"""What folds to more or fewer signs than it has, in words that are NFC."""
_DECOMPOSED_UNIT = regex.compile(
    rf"{_UNIT.pattern}|(?=[\s\S]?[^\x00-\x7f])(?![{_WHITE}])(?:\p{{GCB=Prepend}}(?=[{_WHITE}])|\X)"
)
"""The same in other words, and every grapheme with a code point beyond ASCII: "é" written as two."""


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
        if not self.units:
            return Span(start, end)
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


def is_blank(text: str) -> bool:
    """Say whether a text has nothing that can be seen."""
    return not text.strip(_WHITE + _DROPPED + _JOINERS)


def fold(text: str) -> str:
    """Return a text as quotes are compared: DESIGN.md, *Folding*; nothing else is folded, and case is kept."""
    return fold_with_map(text).text


@lru_cache(maxsize=4096)
def fold_with_map(text: str) -> Folded:
    """Fold a text and keep, for each code point that results, the stretch of the original it stands for."""
    single = text if text.isascii() and text.isprintable() else _fold_single(text)
    is_composed = unicodedata.is_normalized("NFC", text)
    if is_composed and _keeps_places(text, single):
        return Folded(single, ())
    pattern = _UNIT if is_composed else _DECOMPOSED_UNIT
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
        if single.startswith(" ", start, end) and (not pieces or pieces[-1].endswith(" ")):
            add("", start, start + 1)
            start += 1
        if start < end:
            pieces.append(single[start:end])
            length += end - start

    for unit in pattern.finditer(text):
        copy(done, unit.start())
        done = unit.end()
        piece = _fold_unit(unit[0])
        if piece == " " and (not pieces or pieces[-1].endswith(" ")):
            piece = ""
        add(piece, unit.start(), done)
    copy(done, len(text))
    return Folded("".join(pieces).removesuffix(" "), tuple(units))


def _fold_single(text: str) -> str:
    """Fold what folds to one other sign; many replacements are faster than one look at each code point."""
    for sign, to in _SINGLE.items():
        text = text.replace(sign, to)
    return text


def _keeps_places(text: str, single: str) -> bool:
    """Say whether every code point of an NFC text is folded once its single signs are."""
    if "  " in single or "--" in text or single[:1] == " " or single[-1:] == " ":
        return False
    return text.isascii() or not ("…" in text or any(sign in text for sign in _DROPPED))


def _fold_unit(unit: str) -> str:
    if unit.isspace():
        return " "
    if unit.startswith("--"):
        return "-"
    if unit in _DROPPED:
        return ""
    return _fold_single(unicodedata.normalize("NFC", unit)).replace("…", "...")
