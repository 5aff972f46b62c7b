"""Printed blocks → the lines of the copy-text on which they begin, for whoever must find them there."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

_NO_WORD = re.compile(r"[\W_]+")  # all but letters and digits
_NOTE = re.compile(r"^ {0,3}\[\^([^\]\n]+)\]:", re.MULTILINE)  # "[^a]: A note."
_NO_WORD_ASCII = bytes(c for c in range(128) if not chr(c).isalnum() and chr(c) != "\n")
_LOOKED_AT = 80
"""Code points of a block from which its opening is taken."""
_LAST_KNOWN = 65_535
"""Beyond it, the HTML parser says no more on which line an element is."""
_SURE = 4
"""Letters and digits by which the first member of a block is found where its opening is not."""
_TRIES = 50
"""Places of a short opening that are looked at."""
OPENING = 24
"""Letters and digits by which a block is found."""


def locate_lines(source: str, texts: Sequence[str], *, known: Sequence[int] = ()) -> list[int]:
    """Return the line of the copy-text, from 1, on which each of its blocks begins.

    Blocks are found by their first letters and digits, since markup stands between them in the source.

    Args:
        source: The copy-text.
        texts: The words of its blocks, in the order of the source.
        known: The lines on which their elements begin, where a parser says so.
    """
    # most of what goes is ASCII, and goes ten times as fast as bytes
    bare = source.encode().translate(None, _NO_WORD_ASCII).decode()
    words = [_NO_WORD.sub("", line) for line in bare.split("\n")]
    stream = "".join(words)
    starts = [0, *accumulate(map(len, words))]
    lines: list[int] = []
    cursor, line = 0, 1
    for index, text in enumerate(texts):
        start, end, last = cursor, len(stream), len(stream)
        if known and known[index] < _LAST_KNOWN:
            line = known[index]
            start = max(cursor, starts[min(line, len(words)) - 1])
            following = known[index + 1] if index + 1 < len(known) else _LAST_KNOWN
            if line <= following < min(len(starts), _LAST_KNOWN):
                end, last = starts[max(following - 1, line)], starts[following]
        opening = _NO_WORD.sub("", text[:_LOOKED_AT])[:OPENING]
        found = _find_opening(stream, opening, start, end, starts) if opening else -1
        if found < 0 and "\n" in text[:_LOOKED_AT]:  # markup stands between the members
            first = _NO_WORD.sub("", text[: text.index("\n")])[:OPENING]
            if len(first) >= _SURE:
                found = _find_opening(stream, first, start, end, starts)
        if found < 0 and opening and last > end and stream.startswith(opening, end, last):
            found = end  # the words, and behind them the next block, on the line after their tag
        if found >= 0:
            cursor = found + len(opening)
            line = bisect_right(starts, found)
        lines.append(line)
    return lines


def _find_opening(stream: str, opening: str, start: int, end: int, starts: Sequence[int]) -> int:
    """Find where a block opens: where a line does, if it is short enough to stand in others by chance."""
    first = found = stream.find(opening, start, end)
    tries = _TRIES if len(opening) < OPENING else 0
    while found >= 0 and tries:
        if starts[bisect_right(starts, found) - 1] == found:
            return found
        found = stream.find(opening, found + 1, end)
        tries -= 1
    return first


def locate_notes(source: str) -> dict[str, int]:
    """Return the lines of Markdown, from 1, on which the author's notes begin, by their labels."""
    found: dict[str, int] = {}
    line, done = 1, 0
    for note in _NOTE.finditer(source):
        line += source.count("\n", done, note.start())
        done = note.start()
        found.setdefault(note[1], line)
    return found
