"""Words before and after → one passage that marks what is gone and what is new; a place in a text → its surroundings."""

import re
from collections.abc import Iterable, Iterator

from variorum.changes.model import Marked, Piece
from variorum.model import Span

AROUND = 240
"""Code points shown before and after a place."""
CONTEXT = 12
"""Words shown on either side of what differs, where more are the same."""
LONGEST = 4_000
"""Words of prose up to which two states of it are compared: the work grows with the square."""

_TOKEN = re.compile(r"\n{2,}|\S+")  # an empty line, a word
_BREAK = Piece("break", "")


def show_prose(markdown: str) -> Marked:
    """Return prose as it is, paragraph by paragraph."""
    return tuple(_gather(("", token) for token in _TOKEN.findall(markdown)))


def show_difference(old: str, new: str) -> Marked:
    """Return two states of some words as one; long stretches that both have are left out."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if max(len(before), len(after)) > LONGEST:
        return (Piece("", "too long to be compared here; it now begins:"), _BREAK, *show_prose(new))
    from rapidfuzz.distance import Indel  # takes a while, and not every change is of words

    marked: list[tuple[str, str]] = []
    fresh: list[tuple[str, str]] = []  # what is new stands after what is gone
    opcodes = list(Indel.opcodes(before, after))
    for place, step in enumerate(opcodes):
        if step.tag == "equal":
            tokens = after[step.dest_start : step.dest_end]
            marked += fresh
            marked += _shorten(tokens, is_first=place == 0, is_last=place == len(opcodes) - 1)
            fresh = []
        else:
            marked += (("del", token) for token in before[step.src_start : step.src_end])
            fresh += (("ins", token) for token in after[step.dest_start : step.dest_end])
    marked += fresh
    return tuple(_gather(marked))


def show_place(text: str, span: Span, *, marked: Marked = ()) -> Marked:
    """Return a place of a text among the words around it.

    Args:
        text: A paragraph's, or several of them.
        span: The place.
        marked: What is to stand there; its own words, quoted, if nothing is given.
    """
    start, end = max(span.start - AROUND, 0), min(span.end + AROUND, len(text))
    before, after = text[start : span.start], text[span.end : end]
    if start:
        before = f"…{before.partition(' ')[2] or before}"
    if end < len(text):
        after = f"{after.rpartition(' ')[0] or after}…"
    here = marked or (Piece("strong", text[span.start : span.end]),)
    return tuple(piece for piece in (Piece("", before), *here, Piece("", after)) if piece.words)


def _shorten(tokens: list[str], *, is_first: bool, is_last: bool) -> Iterator[tuple[str, str]]:
    """Yield words that both states have: those near what differs, the others as an ellipsis."""
    head = 0 if is_first else CONTEXT
    tail = 0 if is_last else CONTEXT
    if len(tokens) <= head + tail + CONTEXT:
        yield from (("", token) for token in tokens)
        return
    yield from (("", token) for token in tokens[:head])
    yield "", "…"
    yield from (("", token) for token in tokens[len(tokens) - tail :])


def _gather(tokens: Iterable[tuple[str, str]]) -> Iterator[Piece]:
    """Yield words that are marked alike as one piece, with the breaks between paragraphs."""
    words: list[str] = []
    current = ""
    for mark, token in tokens:
        is_break = token.startswith("\n\n")
        if words and (is_break or mark != current):
            yield _make(current, words)
            words = []
        if is_break:
            yield _BREAK
        else:
            words.append(token)
            current = mark
    if words:
        yield _make(current, words)


def _make(mark: str, words: list[str]) -> Piece:
    line = f"{' '.join(words)} "  # a space parts it from the next
    return Piece("del" if mark == "del" else "ins" if mark == "ins" else "", line)
