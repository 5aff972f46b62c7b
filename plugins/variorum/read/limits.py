"""Sizes beyond which a file is refused before any parser sees it.

Measured on hostile samples with the locked parsers: at these limits the worst of them takes well under a second.
"""

import re

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
ALL_MARKS = 5_000
"""`[` and `<` of a whole note or sidebar: at `MARKS` in each paragraph, a long one would take seconds."""
LINES = 2_000
"""Of one paragraph: underlined or ruled over and over it takes seconds; the longest book of an epic has fewer."""
COLUMNS = 50
"""Of a table."""
NESTING = 20
"""Levels of quotation and list in Markdown, of collections in YAML, of lists and quotations in HTML."""
LINE_INDENT = 4
"""Columns of indentation that may open one more level of a list."""

_BLANK_LINE = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")  # "one\n \ntwo" parts two paragraphs
_OPENING = re.compile(
    r"(?:[ \t>]|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))*"
)  # "> - 1. item" opens with "> - 1. "
_LIST_MARK = re.compile(r"[-*+]|\d+[.)]")


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


def check_body(source: str, *, path: str, line: int) -> list[Problem]:
    """Return what `check_markdown` does for the body of a note, and whether it is too dense as a whole."""
    count = source.count("[") + source.count("<")
    if count <= ALL_MARKS:
        return check_markdown(source, path=path, line=line)
    text = f'{count} "[" and "<" in one body, {ALL_MARKS} at most'
    return [Problem("V110", Position(path, line), text, mend="simplify it")]


def _find_excess(paragraph: str) -> str:
    for mark in MARK_CHARACTERS:
        count = paragraph.count(mark)
        if count > MARKS:
            return f'{count} "{mark}" in one paragraph, {MARKS} at most'
    lines = paragraph.count("\n") + 1
    if lines > LINES:
        return f"{lines} lines in one paragraph, {LINES} at most"
    for row in paragraph.split("\n"):
        if row.count("|") > COLUMNS + 1:
            return f"a table of more than {COLUMNS} columns"
        opening = _OPENING.match(row)
        assert opening is not None
        lead = opening[0].expandtabs(LINE_INDENT)
        indent = len(lead) - len(lead.lstrip(" "))
        levels = lead.count(">") + len(_LIST_MARK.findall(lead)) + indent // LINE_INDENT
        if levels > NESTING and row.strip():
            return f"nested more than {NESTING} levels deep"
    return ""
