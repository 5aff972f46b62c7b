"""A block and words of it → selectors of the Web Annotation model, by which anybody finds the words on the page."""

from variorum.anchor import is_boundary
from variorum.model import Span

Selector = dict[str, object]

CONTEXT = 32
"""Code points of the words around a quotation, on either side; more where these fit several places of the block."""
PLAIN_FRAGMENT = "http://tools.ietf.org/rfc/rfc3236"
"""What a fragment of a page of HTML means, as the model names it."""
_WORDS = ".vr-text"
"""The element of a block that holds its words and nothing else: its number lies outside."""


def select_block(block: str) -> Selector:
    """Return the selector of a block by its id on the reading page.

    Source: FragmentSelector, W3C Web Annotation Data Model, section 4.2.1.
    """
    return {"type": "FragmentSelector", "conformsTo": PLAIN_FRAGMENT, "value": block}


def select_words(block: str, text: str, span: Span) -> Selector:
    """Return the selector of words in a block: of its element, in this of its words, in these of the quotation.

    The last step is given twice, by quotation and by position; the model has several `refinedBy` as alternatives that
    lead to the same. An empty span has no quotation. Positions are code points, as in the model, counted in the text of
    the page's element `.vr-text`, which is the block's by definition.

    Args:
        block: The block's id.
        text: The block's text.
        span: In it.

    Source: Refinement of Selection, TextQuoteSelector, TextPositionSelector, CssSelector; W3C Web Annotation Data
        Model, sections 4.2.9, 4.2.4, 4.2.5 and 4.2.2.
    """
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    found = [_quote(text, span), position] if span.start < span.end else position
    return {
        **select_block(block),
        "refinedBy": {"type": "CssSelector", "value": _WORDS, "refinedBy": found},
    }


def _quote(text: str, span: Span) -> Selector:
    """Return words with so much around them that they are quoted from one place only."""
    length = CONTEXT
    while not _is_only(text, max(span.start - length, 0), span.end + length):
        length *= 2
    start = _widen(text, max(span.start - length, 0), -1)
    end = _widen(text, min(span.end + length, len(text)), 1)
    return {
        "type": "TextQuoteSelector",
        "exact": text[span.start : span.end],
        "prefix": text[start : span.start],
        "suffix": text[span.end : end],
    }


def _is_only(text: str, start: int, end: int) -> bool:
    """Say whether the words stand nowhere else."""
    words = text[start:end]
    return text.find(words) == start and text.find(words, start + 1) < 0


def _widen(text: str, offset: int, step: int) -> int:
    """Return the next offset that divides no grapheme, or the last one looked at where one is very long."""
    for _ in range(CONTEXT // 2):
        if is_boundary(text, offset):
            break
        offset += step
    return offset
