"""BibTeX → the same with its titles in braces, so that pandoc leaves their capitals alone.

BibTeX's styles put titles in small letters, all but what stands in braces, and pandoc does so too. Of "History of Russia" a "History of russia" would be kept.
"""

import re

_TITLE = re.compile(
    r"\b(?:book|main|journal|issue|event|short)?(?:sub)?title\s*=\s*([{\"])", re.IGNORECASE
)  # booktitle = {
_SIGN = re.compile(r"\\.|[{}\"]", re.DOTALL)


def keep_capitals(text: str) -> str:
    """Return BibTeX with braces within those, or the quotation marks, of each title; what is never closed stays as it is."""
    parts: list[str] = []
    done = 0
    while found := _TITLE.search(text, done):
        start = found.end()
        end = _find_end(text, start, closing="}" if found[1] == "{" else '"')
        if end is None:
            break
        parts += (text[done:start], "{", text[start:end], "}")
        done = end
    return "".join([*parts, text[done:]])


def _find_end(text: str, at: int, *, closing: str) -> int | None:
    depth = 0
    for sign in _SIGN.finditer(text, at):
        if sign[0] == closing and not depth:
            return sign.start()
        depth += {"{": 1, "}": -1}.get(sign[0], 0)
    return None
