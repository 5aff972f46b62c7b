"""Sizes beyond which a file is refused before any parser sees it.

Measured on hostile samples with the locked parsers: at these limits the worst of them takes well under a second.
"""

import re
from collections import Counter

from variorum.problems import Position, Problem

NOTE_BODY = 20_000
"""Code points of a note's body, or of a reason or an entry in a data file."""
SIDEBAR_BODY = 200_000
"""Code points of a sidebar's body."""
FILE = 20_000_000
"""Bytes of any file."""
MARKS = 500
"""Of any one of `MARK_CHARACTERS` in one paragraph: Python-Markdown takes seconds for 20 kB of `[`."""
MARK_CHARACTERS = "[<\\`*_|"
COLUMNS = 50
"""Of a table."""
NESTING = 20
"""Levels of quotation and list in Markdown, of collections in YAML, of lists and quotations in HTML."""
LINE_INDENT = 4
"""Columns of indentation that may open one more level of a list."""

_BLANK_LINE = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")  # "one\n \ntwo" parts two paragraphs
_OPENING = re.compile(r"[ \t>]*")  # "> > - item" opens with "> > "


def check_markdown(source: str, *, path: str, line: int = 1) -> list[Problem]:
    r"""Return the places where Markdown is too dense or too deep for its parser, by one scan.

    Args:
        source: Markdown with newline as the only line end.
        path: For the problems.
        line: The line of the file at which `source` begins.
    """
    problems: list[Problem] = []
    start = 0
    while start <= len(source):
        blank = _BLANK_LINE.search(source, start)
        end = blank.start() if blank else len(source)
        text = _find_excess(source[start:end])
        if text:
            at = Position(path, line + source.count("\n", 0, start), 1)
            problems.append(Problem("V110", at, text, mend="split or simplify the paragraph"))
        if not blank:
            break
        start = blank.end()
    return problems


def _find_excess(paragraph: str) -> str:
    counts = Counter(paragraph)
    for mark in MARK_CHARACTERS:
        if counts[mark] > MARKS:
            return f'{counts[mark]} "{mark}" in one paragraph, {MARKS} at most'
    for row in paragraph.split("\n"):
        if row.count("|") > COLUMNS + 1:
            return f"a table of more than {COLUMNS} columns"
        opening = _OPENING.match(row)
        assert opening is not None
        lead = opening[0].expandtabs(LINE_INDENT)
        if lead.count(">") + lead.count(" ") // LINE_INDENT > NESTING and row.strip():
            return f"nested more than {NESTING} levels deep"
    return ""
