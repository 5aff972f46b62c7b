"""Lemma + block → the span it quotes; comparing folded, never changing the text."""

import regex

from variorum.fold import Folded, fold, fold_with_map
from variorum.model import Span
from variorum.problems import VariorumError

_GRAPHEME = regex.compile(r"\X")


class AmbiguousQuoteError(VariorumError):
    """Several passages fit a quote equally well."""

    def __init__(self, spans: tuple[Span, ...]) -> None:
        """Keep the passages' spans."""
        self.spans = spans
        super().__init__(f"{len(spans)} passages fit")


def find_passage(exact: str, text: str, *, prefix: str = "", suffix: str = "") -> Span | None:
    """Find the passage of a block that an annotation quotes.

    Quotes compare folded (see `fold`). A match begins and ends at a grapheme boundary; prefix and suffix touch it.

    Args:
        exact: The lemma as the contributor typed it.
        text: The block's words.
        prefix: The words just before it, empty if it occurs once.
        suffix: The words just after it.

    Returns:
        A half-open span of code points in `text`; None when the words are not there (see `nearest.py`).

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
        if _is_whole(folded, text, at, end) and _touches(
            folded.text, at, end, fold(prefix), fold(suffix)
        ):
            found.append(folded.to_original(at, end))
        at = folded.text.find(needle, at + 1)
    return tuple(found)


def _is_whole(folded: Folded, text: str, start: int, end: int) -> bool:
    """Say whether a match takes all of what each stretch of the original folds to, and no part of a grapheme."""
    if folded.divides(start) or folded.divides(end):
        return False
    span = folded.to_original(start, end)
    return is_boundary(text, span.start) and is_boundary(text, span.end)


def _touches(text: str, start: int, end: int, prefix: str, suffix: str) -> bool:
    before = text[:start].removesuffix(" ") if not prefix.endswith(" ") else text[:start]
    after = text[end:].removeprefix(" ") if not suffix.startswith(" ") else text[end:]
    return before.endswith(prefix) and after.startswith(suffix)


def is_boundary(text: str, offset: int) -> bool:
    """Say whether an offset lies between two graphemes (Unicode Standard Annex 29, extended clusters)."""
    if offset in (0, len(text)) or (text[offset].isascii() and text[offset - 1].isascii()):
        return text[offset - 1 : offset + 1] != "\r\n"
    # a cluster is at most a line long: look no further back than the white space before
    start = max(text.rfind(" ", 0, offset - 1), text.rfind("\n", 0, offset - 1), 0)
    return any(cluster.start() == offset for cluster in _GRAPHEME.finditer(text, start))
