"""Changes of a text → the `choice`s on each of its blocks, parted where elements begin and end."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from variorum.model import Change, Span, Text
from variorum.reading import BOUNDARY, common_ends

_BREAK = re.compile("(\n\n|\n)")


@dataclass(frozen=True, slots=True)
class Choice:
    """Words of a block beside what is printed for them; offsets are the block's."""

    start: int
    end: int
    printed: str
    change: Change
    is_first: bool
    """Of the change's."""
    tail: str = ""
    """What stands after the words in the reading and not in print: the newline or empty line between two elements."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The choices of a text."""

    choices: tuple[tuple[Choice, ...], ...]
    """By block, in order."""
    continued: frozenset[int]
    """The blocks that no empty line parts from the one before in print."""


class _Lot(NamedTuple):
    """What of a change lies in one element, and what stands after it in the reading."""

    block: int
    start: int
    end: int
    tail: str


def place_choices(text: Text, breaks: Sequence[Sequence[int]]) -> Placed:
    """Return the choices of a text.

    Where print has the same breaks as the reading each stretch is compared with its own; where it has not, all that was
    printed stands in the first, and the breaks belong to the reading alone.

    Args:
        text: Of an edition.
        breaks: Of each block, the places of the newlines that stand between its elements.
    """
    placed: list[list[Choice]] = [[] for _ in text.blocks]
    continued: set[int] = set()
    starts = [block.start for block in text.blocks]
    for change in text.changes:
        for lot, choice in _divide(text, change, breaks, starts):
            placed[lot.block].append(choice)
            if choice.tail == BOUNDARY:
                continued.add(lot.block + 1)
    return Placed(tuple(map(tuple, placed)), frozenset(continued))


def _divide(
    text: Text, change: Change, breaks: Sequence[Sequence[int]], starts: Sequence[int]
) -> Iterator[tuple[_Lot, Choice]]:
    span = change.reading
    printed = text.printed[change.printed.start : change.printed.end]
    lots = list(_part(text, span, breaks, starts))
    if len(lots) == 1:
        [lot] = lots
        yield lot, Choice(lot.start, lot.end, printed, change, is_first=True)
        return
    words = [text.blocks[lot.block].text[lot.start : lot.end] for lot in lots]
    pieces = _pair(words, [lot.tail for lot in lots], printed)
    if pieces is not None:
        pairs = list(zip(lots, words, pieces, strict=True))
        changed = [pair for pair in pairs if pair[1] != pair[2]]
        for number, (lot, _, piece) in enumerate(changed or pairs):
            yield lot, Choice(lot.start, lot.end, piece, change, is_first=number == 0)
        return
    head, tail = common_ends(printed, text.reading[span.start : span.end])
    core = Span(span.start + head, span.end - tail)
    piece = printed[head : len(printed) - tail]
    for number, lot in enumerate(_part(text, core, breaks, starts)):
        if number == 0 or lot.start < lot.end or lot.tail:
            choice = Choice(lot.start, lot.end, piece, change, number == 0, lot.tail)
            yield lot, choice
        piece = ""


def _part(
    text: Text, span: Span, breaks: Sequence[Sequence[int]], starts: Sequence[int]
) -> Iterator[_Lot]:
    """Part a passage of the reading where elements end."""
    for index in range(max(bisect_right(starts, span.start) - 1, 0), len(starts)):
        block = text.blocks[index]
        start = max(span.start - block.start, 0)
        end = min(span.end - block.start, len(block.text))
        inner = breaks[index]
        for newline in inner[bisect_left(inner, start) : bisect_left(inner, end)]:
            yield _Lot(index, start, newline, "\n")
            start = newline + 1
        goes_on = block.span.end < span.end
        yield _Lot(index, start, end, BOUNDARY if goes_on else "")
        if not goes_on:
            return


def _pair(words: Sequence[str], tails: Sequence[str], printed: str) -> list[str] | None:
    """Return what is printed for each stretch of words; None where print has not the same breaks."""
    tokens = _BREAK.split(printed)
    breaks: list[str] = []
    for stretch, tail in zip(words, tails, strict=True):
        breaks += [*_BREAK.split(stretch)[1::2], tail]
    if breaks[:-1] != tokens[1::2]:
        return None
    pieces: list[str] = []
    for stretch in words:
        count = 2 * len(_BREAK.findall(stretch)) + 1
        pieces.append("".join(tokens[:count]))
        tokens = tokens[count + 1 :]
    return pieces
