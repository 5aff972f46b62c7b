"""Plain words → Markdown in which none of them is markup, for all who read Markdown.

What both Python-Markdown and CommonMark take back from a backslash has one; all else is a character reference, which
every reader knows. Escaped is also what pandoc, GitHub or an extension of Python-Markdown would see something in:
`@key`, `^`, `~`, `$…$`, `:sign:`, `A.` at the beginning of a line. Source: CommonMark 0.31.2, sections 2.4, 2.5 and 4
to 6; Pandoc User's Guide, "Pandoc's Markdown".
"""

import re
from typing import Literal

Where = Literal["lines", "heading", "cell"]
"""What the words stand in: paragraphs have lines, at whose beginnings most blocks are known."""

_ESCAPABLE = frozenset("\\`*_{}[]()>#+-.!")
"""What Python-Markdown takes a backslash from."""
_ANYWHERE = re.compile(
    r"""
    [\\`*_\[\]{<~^\t\f\u2028\u2029\ufeff&@:]  # first, so that all other signs are passed over quickly
    (?: (?<![&@:])
    | (?<=&)(?=[\#\w]|\Z)  # a reference, perhaps one of two pieces
    | (?<=(?<!\w)@)  # a citation
    | (?<=:)(?=[\w+-]+:)  # a sign by its name
    )
    """,
    re.VERBOSE,
)
_NUMBER = r"(?:\d+|[a-zA-Z]|[ivxlcdm]+|[IVXLCDM]+)"
_IN = {
    "lines": (
        re.compile(
            rf"""
            ^(?:
                [\#>+=:%|!-]
                | \({_NUMBER}\)(?=\s|\Z)  # (1)
                | {_NUMBER}[.)](?=\s|\Z)  # 1., a), iv.
                | \s+
            )
            """,
            re.VERBOSE | re.MULTILINE,
        ),
        re.compile(r"[^\S\n](?<!\s\s)[^\S\n]*$", re.MULTILINE),
    ),
    "heading": (re.compile(r"\#|^\s+|(?<!\s)\s+\Z"),),
    "cell": (re.compile(r"\||^\s+|(?<!\s)\s+\Z"),),
}
_FORMULA = re.compile(r"\$")
_DEFINED = re.compile(r"\](?=:)")  # Python-Markdown sees an address defined, with a backslash too
_LONE = 1
"""Dollars that no formula lies between."""


def escape_signs(text: str, *, where: Where) -> list[str]:
    r"""Return what to write for each code point of a text; a line's end stays one.

    Args:
        text: A paragraph, a cell or a heading.
        where: Which of them it is.
    """
    signs = list(text)
    found = [match for pattern in (_ANYWHERE, *_IN[where]) for match in pattern.finditer(text)]
    if text.count("$") > _LONE or where == "cell":  # the next cell may have another
        found += _FORMULA.finditer(text)
    for match in found:
        # of a list's number it is the sign after it that makes it one
        first = match.end() - 1 if match[0][-1] in ".)" and len(match[0]) > 1 else match.start()
        for place in range(first, match.end()):
            signs[place] = escape_sign(text[place])
    for match in _DEFINED.finditer(text):
        signs[match.start()] = _refer(text[match.start()])
    return signs


def escape_sign(sign: str) -> str:
    """Return a sign so that it is nothing but itself."""
    if sign == "\n":
        return sign
    if sign in _ESCAPABLE:
        return f"\\{sign}"
    names = {"<": "&lt;", "&": "&amp;", "\N{NO-BREAK SPACE}": "&nbsp;"}
    return names.get(sign) or _refer(sign)


def _refer(sign: str) -> str:
    return f"&#{ord(sign)};"
