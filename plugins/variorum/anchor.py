"""Lemma + block → the span it quotes; comparing folded, never changing the text."""

import regex

from variorum.fold import Folded, fold, fold_with_map
from variorum.model import Span
from variorum.problems import VariorumError

SOUGHT = 100
"""Words of a kind in an edition, not found where they should be, for which the passage most like them is sought: each takes up to 50 ms."""

_GRAPHEME = regex.compile(r"\X")
_OPENING = regex.compile(
    r"[^\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}\p{GCB=Regional_Indicator}]", regex.REVERSE
)
"""Nothing before such a sign decides where graphemes end after it: rules GB9 to GB13 look no further back."""


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
    before, after = fold(prefix), fold(suffix)
    found: list[Span] = []
    at = folded.text.find(needle)
    while at >= 0:
        end = at + len(needle)
        if _touches(folded.text, at, end, before, after) and _is_whole(folded, text, at, end):
            found.append(folded.to_original(at, end))
        at = folded.text.find(needle, at + 1)
    return tuple(found)


def _is_whole(folded: Folded, text: str, start: int, end: int) -> bool:
    """Say whether a match takes all of what each stretch of the original folds to, and no part of a grapheme."""
    if folded.divides(start) or folded.divides(end):
        return False
    span = folded.to_original(start, end)
    # white space is folded away from a mark that stands on it, and from what is prepended to it
    starts = is_boundary(text, span.start) or text[span.start - 1].isspace()
    return starts and (is_boundary(text, span.end) or text[span.end].isspace())


def _touches(text: str, start: int, end: int, prefix: str, suffix: str) -> bool:
    """Say whether prefix and suffix stand just before and after a match, but for a space."""
    start -= text.endswith(" ", 0, start)
    end += text.startswith(" ", end)
    return text.endswith(prefix, 0, start) and text.startswith(suffix, end)


def is_boundary(text: str, offset: int) -> bool:
    """Say whether an offset lies between two graphemes (Unicode Standard Annex 29, extended clusters)."""
    if offset in (0, len(text)) or (text[offset].isascii() and text[offset - 1].isascii()):
        return text[offset - 1 : offset + 1] != "\r\n"
    opening = _OPENING.search(text, 0, offset)
    start = opening.start() if opening else 0
    return any(cluster.start() == offset for cluster in _GRAPHEME.finditer(text, start, offset + 1))
