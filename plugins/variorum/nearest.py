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
            start, end = _widen(folded.text, found.dest_start, found.dest_end, like=needle)
            span = Span(folded.spans[start].start, folded.spans[end - 1].end)
            best = index, span, found.score
    return best


def _widen(text: str, start: int, end: int, *, like: str) -> tuple[int, int]:
    """Take in the words of which a stretch has only a part, and leave out signs at its ends that `like` has not."""
    while start < end - 1 and not text[start].isalnum() and like[0] != text[start]:
        start += 1
    while end > start + 1 and not text[end - 1].isalnum() and like[-1] != text[end - 1]:
        end -= 1
    while start and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end
