"""Whether its corrections account for what a block reads, beside the words that the registry has for it."""

import re
from collections.abc import Mapping, Sequence

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
    own = [change for change in block.find_changes(changes) if change.emendation]
    exact = _find_way(words, block, printed, own)
    if exact or not own:
        return exact
    return _find_way(words, block, printed, own, marks=_MARKS)


def _find_way(
    words: str,
    block: Block,
    printed: str,
    own: Sequence[Change],
    *,
    marks: Mapping[int, str] | None = None,
) -> tuple[str, ...]:
    """Return the corrections that are undone in some words; where marks are alike, a correction of marks alone may be."""
    table = marks or {}
    words = words.translate(table)
    text = block.text.translate(table)
    # how far into the words each way of reading the block so far has come, and what it undid on that way
    reached: dict[int, tuple[str, ...]] = {0: ()}
    done = 0
    for change in own:
        start, end = change.reading.start - block.start, change.reading.end - block.start
        reached = _follow(words, reached, text[done:start])
        kept = _follow(words, reached, text[start:end])
        before = printed[change.printed.start : change.printed.end].translate(table)
        undone = {
            at: (*way, change.emendation)
            for piece in {before, _SPACES.sub(" ", before)}
            for at, way in _follow(words, reached, piece).items()
        }
        reached = kept | undone if marks else undone | kept
        done = end
    way = _follow(words, reached, text[done:]).get(len(words), ())
    return tuple(dict.fromkeys(way))


def _follow(
    words: str, reached: dict[int, tuple[str, ...]], piece: str
) -> dict[int, tuple[str, ...]]:
    return {at + len(piece): way for at, way in reached.items() if words.startswith(piece, at)}
