"""Words that are not there → the passage most like them, for a problem to show."""

from collections.abc import Iterable

from rapidfuzz import fuzz

from variorum.fold import fold, fold_with_map
from variorum.model import Span

NEAREST = 60
"""Of 100: below it no passage is near enough to be worth showing (rapidfuzz's partial ratio)."""


def find_nearest_passage(exact: str, texts: Iterable[str]) -> tuple[int, Span, float] | None:
    """Find the passage most like some words.

    Returns:
        The index of the text it stands in, the first of several alike; its span; its likeness in per cent.
    """
    needle = fold(exact)
    if not needle:
        return None
    best: tuple[int, Span, float] | None = None
    for index, text in enumerate(texts):
        folded = fold_with_map(text)
        if not folded.text:
            continue
        score = best[2] if best else NEAREST
        found = fuzz.partial_ratio_alignment(needle, folded.text, score_cutoff=score)
        if found and (best is None or found.score > best[2]) and found.dest_start < found.dest_end:
            start, end = _fit_words(folded.text, found.dest_start, found.dest_end, like=needle)
            span = folded.to_original(start, end)
            best = index, span, found.score
    return best


def _fit_words(text: str, start: int, end: int, *, like: str) -> tuple[int, int]:
    """Return a stretch with the words at its ends taken in whole or left out, whichever is more like the quote."""
    starts = {_move(text, start, -1), _move(text, start, 1)}
    ends = {_move(text, end, 1), _move(text, end, -1)}
    choices = sorted((a, b) for a in starts for b in ends if a < b)
    if not choices:
        return start, end
    start, end = max(choices, key=lambda choice: fuzz.ratio(like, text[choice[0] : choice[1]]))
    while start < end - 1 and not text[start].isalnum() and like[0] != text[start]:
        start += 1
    while end > start + 1 and not text[end - 1].isalnum() and like[-1] != text[end - 1]:
        end -= 1
    return start, end


def _move(text: str, at: int, step: int) -> int:
    """Move an edge that divides a word out of it, one way or the other."""
    while 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum():
        at += step
    return at
