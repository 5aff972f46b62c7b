"""Words that are not there → the passage most like them, for a problem to show."""

from collections.abc import Iterable

import regex
from rapidfuzz import fuzz

from variorum.anchor import is_boundary
from variorum.fold import Folded, fold, fold_with_map
from variorum.model import Span

NEAREST = 60
"""Of 100: below it no passage is near enough to be worth showing (rapidfuzz's partial ratio)."""
WHOLE = 30_000_000
"""Length of quote times text up to which all of it is aligned (0.1 s); beyond, what is near its two ends."""
END = 64
"""Code points of a quote's end by which its place in a long text is found: rapidfuzz is fast up to these."""
WORD = 40
"""Code points beyond which a stretch without a space is no word, but a script that writes none."""
_MARK = regex.compile(r"\p{M}")  # a vowel sign of Hebrew, Arabic, Devanagari
_INNER = regex.compile(r"[\p{L}\p{N}\p{M}]")
"""What words are made of."""
_QUOTATION = {"'", '"'}
"""Marks of quotation, as `fold` leaves them."""


def find_nearest_passage(exact: str, texts: Iterable[str]) -> tuple[int, Span, float] | None:
    """Find the passage most like some words; words typed without vowel signs compare with a text's without its own.

    Returns:
        The index of the text it stands in, the first of several alike; its span, which divides no grapheme; its
        likeness in per cent.
    """
    needle = fold(exact)
    if not needle:
        return None
    is_bare = not _MARK.search(needle)
    best: tuple[int, Span, float] | None = None
    for index, text in enumerate(texts):
        folded = fold_with_map(text)
        words, places = folded.text, None
        if is_bare and _MARK.search(words):
            places = [i for i, sign in enumerate(words) if not _MARK.match(sign)]
            words = "".join(words[i] for i in places)
        if not words:
            continue
        score = best[2] if best else NEAREST
        for low, high in _find_windows(needle, words):
            found = _align(needle, words[low:high], at_least=score)
            if not found or (best and found[2] <= best[2]):
                continue
            start, end, score = low + found[0], low + found[1], found[2]
            start, end = _find_whole(needle, words) or _fit_words(words, start, end, like=needle)
            if places:
                start, end = places[start], places[end - 1] + 1
            best = index, _take_graphemes(folded, text, start, end), score
    return best


def _align(needle: str, text: str, *, at_least: float) -> tuple[int, int, float] | None:
    """Return the stretch of a text most like a quote, and how like it is; None where it is less than wanted.

    A text shorter than the quote is compared as a whole: "I" stands in every other quote.
    """
    if len(text) < len(needle):
        likeness = fuzz.ratio(needle, text, score_cutoff=at_least)
        return (0, len(text), likeness) if likeness else None
    found = fuzz.partial_ratio_alignment(needle, text, score_cutoff=at_least)
    if not found or found.dest_start == found.dest_end:
        return None
    return found.dest_start, found.dest_end, found.score


def _find_whole(needle: str, text: str) -> tuple[int, int] | None:
    """Return where a text has just these words, at the beginning of no longer one."""
    at = text.find(needle)
    while at >= 0:
        end = at + len(needle)
        if _move(text, at, 1) == at and _move(text, end, 1) == end:
            return at, end
        at = text.find(needle, at + 1)
    return None


def _take_graphemes(folded: Folded, text: str, start: int, end: int) -> Span:
    """Return the stretch of a text that a folded one stands for, with all of the graphemes at its ends."""
    span = folded.to_original(start, end)
    first, last = span.start, span.end
    while not is_boundary(text, first):
        first -= 1
    while not is_boundary(text, last):
        last += 1
    return Span(first, last)


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
    while start < end - 1 and not _INNER.match(text[start]) and like[0] != text[start]:
        start += 1
    while end > start + 1 and not _INNER.match(text[end - 1]) and like[-1] != text[end - 1]:
        end -= 1
    return take_marks(text, start, end, like=like)


def take_marks(text: str, start: int, end: int, *, like: str) -> tuple[int, int]:
    """Return a stretch with those marks around its words that other words have around them; marks of quotation are all alike."""
    words = [found.start() for found in _INNER.finditer(like)]
    before, after = (like[: words[0]], like[words[-1] + 1 :]) if words else ("", "")
    if _INNER.match(text, start):
        while before and start and _is_same_mark(text[start - 1], before[-1]):
            before, start = before[:-1], start - 1
    if _INNER.match(text, end - 1):
        while after and end < len(text) and _is_same_mark(text[end], after[0]):
            after, end = after[1:], end + 1
    return start, end


def _is_same_mark(one: str, other: str) -> bool:
    return one == other or {one, other} == _QUOTATION


def _move(text: str, at: int, step: int) -> int:
    """Move an edge that divides a word out of it, one way or the other."""
    here = at
    while 0 < at < len(text) and _INNER.match(text[at - 1]) and _INNER.match(text[at]):
        at += step
        if abs(at - here) > WORD:
            return here
    return at
