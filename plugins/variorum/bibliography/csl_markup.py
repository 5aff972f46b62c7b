"""The markup that CSL-JSON lets a text have, told from words that look like it; used by the formats of reference managers.

Source: citeproc-js manual, "HTML-like formatting tags".
"""

import re
from collections import Counter
from collections.abc import Iterator

_TAG = re.compile(
    r"<(?:(?P<open>i|b|su[bp])|span (?:(?P<nocase>class=[\"']nocase[\"'])"
    r"|(?P<small>style=[\"']font-variant: ?small-caps;?[\"']))|/(?P<close>i|b|su[bp]|span))>"
)  # <i>, <span class="nocase">, </span>


def split_markup(text: str) -> Iterator[tuple[str, str]]:
    """Yield pieces of a text, each with what it is: `` (words), `i`, `b`, `sup`, `sub`, `nocase`, `small`, `/` (the end).

    Every element that is opened is closed, what was opened last first; a tag without its other half is words.
    """
    paired = _find_pairs(text)
    place = 0
    for found in _TAG.finditer(text):
        if found.start() not in paired:
            continue
        if place < found.start():
            yield "", text[place : found.start()]
        yield "/" if found["close"] else _name(found), found[0]
        place = found.end()
    if place < len(text):
        yield "", text[place:]


def drop_markup(text: str) -> str:
    """Return the words alone."""
    return "".join(piece for kind, piece in split_markup(text) if not kind)


def _name(found: re.Match[str]) -> str:
    return found["open"] or ("nocase" if found["nocase"] else "small")


def _find_pairs(text: str) -> set[int]:
    """Find where the tags begin that open or close an element."""
    paired: set[int] = set()
    opened: list[tuple[str, int]] = []
    waiting: Counter[str] = Counter()
    for found in _TAG.finditer(text):
        name = found["close"] or found["open"] or "span"
        if not found["close"]:
            opened.append((name, found.start()))
            waiting[name] += 1
            continue
        while waiting[name]:
            inner, start = opened.pop()
            waiting[inner] -= 1
            if inner == name:
                paired |= {start, found.start()}
                break
    return paired
