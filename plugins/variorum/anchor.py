"""Lemma + block → the span it quotes; comparing folded, never changing the text."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import regex
from rapidfuzz import fuzz

from variorum.model import Block, Span
from variorum.problems import VariorumError

NEAREST = 60
"""Of 100: below it no passage is near enough to be worth showing (rapidfuzz's partial ratio)."""

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
_GRAPHEME = regex.compile(r"\X")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as quotes are compared, with the way back to the original."""

    text: str
    spans: tuple[Span, ...]
    """For each code point of `text`, the stretch of the original that it stands for."""


class AmbiguousQuoteError(VariorumError):
    """Several passages fit a quote equally well."""

    def __init__(self, spans: tuple[Span, ...]) -> None:
        """Keep the passages' spans."""
        self.spans = spans
        super().__init__(f"{len(spans)} passages fit")


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


def find_passage(exact: str, text: str, *, prefix: str = "", suffix: str = "") -> Span | None:
    """Find the passage of a block that an annotation quotes.

    Quotes compare folded (see `fold`). A match begins and ends at a grapheme boundary; prefix and suffix touch it.

    Args:
        exact: The lemma as the contributor typed it.
        text: The block's words.
        prefix: The words just before it, empty if it occurs once.
        suffix: The words just after it.

    Returns:
        A half-open span of code points in `text`; None when the words are not there (see `find_nearest_passage`).

    Raises:
        AmbiguousQuoteError: Several passages fit; carries their spans.

    Source: TextQuoteSelector, W3C Web Annotation Data Model, section 4.2.4.
    """
    spans = find_all(exact, text, prefix=prefix, suffix=suffix)
    if len(spans) > 1:
        raise AmbiguousQuoteError(spans)
    return spans[0] if spans else None


def find_all(exact: str, text: str, *, prefix: str = "", suffix: str = "") -> tuple[Span, ...]:
    """Find every passage that fits a quote; arguments as for `find_passage`."""
    needle = fold(exact)
    folded = fold_with_map(text)
    if not needle:
        return ()
    found: list[Span] = []
    at = folded.text.find(needle)
    while at >= 0:
        end = at + len(needle)
        if _is_whole(folded, at, end) and _touches(
            folded.text, at, end, fold(prefix), fold(suffix)
        ):
            found.append(Span(folded.spans[at].start, folded.spans[end - 1].end))
        at = folded.text.find(needle, at + 1)
    return tuple(found)


def _is_whole(folded: Folded, start: int, end: int) -> bool:
    """Say whether a match takes no part only of what one stretch of the original folds to."""
    spans = folded.spans
    cut_before = start > 0 and spans[start - 1] == spans[start]
    cut_after = end < len(spans) and spans[end] == spans[end - 1]
    return not (cut_before or cut_after)


def _touches(text: str, start: int, end: int, prefix: str, suffix: str) -> bool:
    before = text[:start].removesuffix(" ") if not prefix.endswith(" ") else text[:start]
    after = text[end:].removeprefix(" ") if not suffix.startswith(" ") else text[end:]
    return before.endswith(prefix) and after.startswith(suffix)


def find_nearest_passage(exact: str, blocks: Iterable[Block]) -> tuple[Block, Span, float] | None:
    """Find the passage most like a quote that no longer matches: its block, span and likeness in per cent."""
    needle = fold(exact)
    best: tuple[Block, Span, float] | None = None
    for block in blocks:
        folded = fold_with_map(block.text)
        if not folded.text:
            continue
        score = best[2] if best else NEAREST
        found = fuzz.partial_ratio_alignment(needle, folded.text, score_cutoff=score)
        if found and (best is None or found.score > best[2]) and found.dest_start < found.dest_end:
            start, end = _widen(folded.text, found.dest_start, found.dest_end)
            best = block, Span(folded.spans[start].start, folded.spans[end - 1].end), found.score
    return best


def _widen(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the words of which a stretch has only a part, and leave out the spaces at its ends."""
    while start < end - 1 and text[start].isspace():
        start += 1
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    while start and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def is_boundary(text: str, offset: int) -> bool:
    """Say whether an offset lies between two graphemes (Unicode Standard Annex 29, extended clusters)."""
    return offset in (0, len(text)) or any(m.start() == offset for m in _GRAPHEME.finditer(text))
