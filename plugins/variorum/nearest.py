"""Words that are not there → the passage most like them, for a problem to show."""

from collections.abc import Iterable

from rapidfuzz import fuzz

from variorum.fold import fold, fold_with_map
from variorum.model import Span

NEAREST = 60
"""Of 100: below it no passage is near enough to be worth showing (rapidfuzz's partial ratio)."""
WHOLE = 30_000_000
"""Length of quote times text up to which all of it is aligned (0.1 s); beyond, what is near its two ends."""
END = 64
"""Code points of a quote's end by which its place in a long text is found: rapidfuzz is fast up to these."""
WORD = 40
"""Code points beyond which a stretch without a space is no word, but a script that writes none."""


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
        for low, high in _find_windows(needle, folded.text):
            window = folded.text[low:high]
            found = fuzz.partial_ratio_alignment(needle, window, score_cutoff=score)
            if not found or (best and found.score <= best[2]) or found.dest_start == found.dest_end:
                continue
            start, end = low + found.dest_start, low + found.dest_end
            start, end = _fit_words(folded.text, start, end, like=needle)
            best = index, folded.to_original(start, end), found.score
            score = found.score
    return best


def _find_windows(needle: str, text: str) -> list[tuple[int, int]]:
    """Return the stretches of a text that may hold a passage like the quote."""
    if len(needle) <= END or len(needle) * len(text) <= WHOLE:
        return [(0, len(text))]
    windows: list[tuple[int, int]] = []
    for end in (needle[:END], needle[-END:]):
        if near := fuzz.partial_ratio_alignment(end, text):
            windows.append((max(near.dest_start - len(needle), 0), near.dest_end + len(needle)))
    return windows


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
    here = at
    while 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum():
        at += step
        if abs(at - here) > WORD:
            return here
    return at
