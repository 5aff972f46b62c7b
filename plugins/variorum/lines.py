"""Printed blocks → the lines of the copy-text on which they begin, for whoever must find them there."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

_NO_WORD = re.compile(r"[\W_]+")  # all but letters and digits
_NO_WORD_ASCII = bytes(c for c in range(128) if not chr(c).isalnum() and chr(c) != "\n")
_LOOKED_AT = 80
"""Code points of a block from which its opening is taken."""
OPENING = 24
"""Letters and digits by which a block is found."""


def locate_lines(source: str, texts: Iterable[str]) -> list[int]:
    """Return the line of the copy-text, from 1, on which each of its blocks begins.

    Blocks are found by their first letters and digits, since markup stands between them in the source.
    """
    # most of what goes is ASCII, and goes ten times as fast as bytes
    bare = source.encode().translate(None, _NO_WORD_ASCII).decode()
    words = [_NO_WORD.sub("", line) for line in bare.split("\n")]
    stream = "".join(words)
    starts = [0, *accumulate(map(len, words))]
    lines: list[int] = []
    cursor, line = 0, 1
    for text in texts:
        opening = _NO_WORD.sub("", text[:_LOOKED_AT])[:OPENING]
        found = stream.find(opening, cursor) if opening else -1
        if found >= 0:
            cursor = found + len(opening)
            line = bisect_right(starts, found)
        lines.append(line)
    return lines
