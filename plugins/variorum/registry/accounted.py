"""Whether its corrections account for what a block reads, beside the words that the registry has for it."""

import re
from collections.abc import Sequence

from variorum.model import Block, Change
from variorum.regularise import QUOTATION_MARKS

_MARKS = str.maketrans(
    dict.fromkeys("".join(map("".join, QUOTATION_MARKS.values())) + "“”‘’\"'", "'")
)
"""All are one here: where a correction is made, house style is not, which the registered words may have."""
_SPACES = re.compile(" {2,}")
"""Likewise."""


def find_corrections(
    words: str, block: Block, printed: str, changes: Sequence[Change]
) -> tuple[str, ...]:
    """Return the corrections that make a block's words of the registered ones, in the order of the text.

    Args:
        words: As the registry has them.
        block: As the edition reads it.
        printed: The copy-text's words.
        changes: What the edition changes in them.

    Returns:
        The ids; none where something else has changed the words as well.
    """
    own = [
        change
        for change in changes
        if change.emendation
        and block.start <= change.reading.start
        and change.reading.end <= block.span.end
    ]
    words = words.translate(_MARKS)
    # how far into the registered words each way of reading the block so far has come, and what it undid on that way
    reached: dict[int, tuple[str, ...]] = {0: ()}
    done = 0
    for change in own:
        start, end = change.reading.start - block.start, change.reading.end - block.start
        reached = _follow(words, reached, block.text[done:start])
        kept = _follow(words, reached, block.text[start:end])
        before = printed[change.printed.start : change.printed.end]
        spaced = _SPACES.sub(" ", before)
        undone = _follow(words, reached, before) | _follow(words, reached, spaced)
        reached = {at: (*way, change.emendation) for at, way in undone.items()} | kept
        done = end
    way = _follow(words, reached, block.text[done:]).get(len(words), ())
    return tuple(dict.fromkeys(way))


def _follow(
    words: str, reached: dict[int, tuple[str, ...]], piece: str
) -> dict[int, tuple[str, ...]]:
    piece = piece.translate(_MARKS)
    return {at + len(piece): way for at, way in reached.items() if words.startswith(piece, at)}
