"""Sizes beyond which a file is refused before any parser sees it.

Measured on hostile samples with the locked parsers: at these limits the worst note takes well under a second, and a
sidebar that is nothing but marks up to two, in proportion to its length.
"""

import re
from collections.abc import Callable, Iterator

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
ALL_MARKS = 20_000
"""`[` and `<` of a whole note or sidebar: at `MARKS` in each paragraph, a long one would take seconds."""
ENTITIES = 5_000
"""`&` of one paragraph: each that is an entity, as `&nbsp;`, copies the whole of it."""
COPIES = 200_000_000
"""Code points to copy for the marks and `&` of a source, or a hundred times as many as it has: each copies its paragraph."""
SEARCH = 1_000_000
"""Code points to go over for the ends of what `[` opens, in any source, or five times as many as it has.

Python-Markdown seeks each end as far as the paragraph's, several times: a third of a second for a million.
"""
PARAGRAPHS = 20_000
"""Of a text or an essay, as parted by empty lines: a long novel has as many, and parts into chapters."""
TAGS = 100_000
"""`<` of a copy-text in HTML."""
ATTRIBUTES = 100
"""Of one tag: libxml2 compares each with all before it."""
LINES = 2_000
"""Of one paragraph: underlined or ruled over and over it takes seconds; the longest book of an epic has fewer."""
COLUMNS = 50
"""Of a table."""
VALUES = 200_000
"""Of a data file, or the commas and brackets of JSON: ten thousand emendations have half as many."""
NESTING = 20
"""Levels of quotation and list in Markdown, of collections in YAML, of lists and quotations in HTML."""
LINE_INDENT = 4
"""Columns of indentation that may open one more level of a list."""

_MOST = {**dict.fromkeys(MARK_CHARACTERS, MARKS), "&": ENTITIES}
_BLANK_LINE = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")  # "one\n \ntwo" parts two paragraphs
_OPENING = re.compile(
    r"(?:[ \t>]|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))*+"
)  # "> - 1. item" opens with "> - 1. "
_CROWDED_TAG = re.compile(
    rf"""<[A-Za-z](?:
        [^\s/><]*+(?:<[^\s/><]*+){{0,19}}+(?:
            [\s/]*+[^\s/>][^\s/>=]*+                                       # <p a b c d …
            (?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+        # … a=">" b='<' c=1 d=
        ){{{ATTRIBUTES + 1}}}
        |(?:[^\s/><]*+<){{20}}                                             # a name "a<a<a<a…"
    )""",
    re.VERBOSE,
)
"""As browsers part it: a value in quotation marks may hold the signs that open and close tags."""
_LIST_MARK = re.compile(r"[-*+]|\d+[.)]")
_BRACKETS = re.compile(
    r"""\[|`|\\.?
    |\](?:\(                                  # a link, "](https://example.org/a_(b) 'its title')"
        (?:[^()'"\\`\[\]]*(?:\([^()'"\\`\[\]]*\)[^()'"\\`\[\]]*)?
        (?:"[^"\\`\[\]]*"[ ]*|'[^'\\`\[\]]*'[ ]*)?\))?
    )?""",
    re.VERBOSE | re.DOTALL,
)


def check_markdown(source: str, *, path: str, line: int = 1) -> list[Problem]:
    r"""Return the places where Markdown is too dense or too deep for its parser, by one scan.

    Args:
        source: Markdown with newline as the only line end.
        path: For the problems.
        line: The line of the file at which `source` begins.
    """
    problems: list[Problem] = []
    for number, (start, paragraph) in enumerate(_split(source)):
        text = _find_excess(paragraph)
        mend = "split or simplify the paragraph"
        if number == PARAGRAPHS:
            text, mend = f"more than {PARAGRAPHS} paragraphs", "make several texts of it"
        if text:
            at = Position(path, line + source.count("\n", 0, start), 1)
            problems.append(Problem("V110", at, text, mend=mend))
        if number == PARAGRAPHS:
            break
    if not problems and 2 * source.count("[") * len(source) > SEARCH:
        heaviest = _find_heaviest(source, _measure_search, max(SEARCH, 5 * len(source)))
        if heaviest is not None:
            at = Position(path, line + source.count("\n", 0, heaviest), 1)
            text = f'{source.count("[")} "[", too many of which are not closed, or only far on'
            mend = "close each where the words of its link end, or write `\\[` where none is meant"
            problems.append(Problem("V110", at, text, mend=mend))
    if not problems and _measure_copies(source) > COPIES:
        heaviest = _find_heaviest(source, _measure_copies, max(COPIES, 100 * len(source)))
        if heaviest is not None:
            at = Position(path, line + source.count("\n", 0, heaviest), 1)
            text = "too many marks and entities in paragraphs as long as this"
            mend = 'write the signs themselves in place of entities as "&amp;", or split the paragraphs'
            problems.append(Problem("V110", at, text, mend=mend))
    return problems


def check_body(source: str, *, path: str, line: int) -> list[Problem]:
    """Return what `check_markdown` does for the body of a note, and whether it is too dense as a whole."""
    count = source.count("[") + source.count("<")
    if count <= ALL_MARKS:
        return check_markdown(source, path=path, line=line)
    text = f'{count} "[" and "<" in one body, {ALL_MARKS} at most'
    return [Problem("V110", Position(path, line), text, mend="simplify it")]


def check_tags(source: str, *, path: str) -> list[Problem]:
    """Return the first tag of HTML that has too many attributes."""
    tag = _CROWDED_TAG.search(source)
    if tag is None:
        return []
    at = Position(path, source.count("\n", 0, tag.start()) + 1)
    text = f'more than {ATTRIBUTES} attributes in one tag, "{tag[0][:20]}"'
    return [Problem("V110", at, text, mend="take away what is no part of the article")]


def _split(source: str) -> Iterator[tuple[int, str]]:
    """Yield the paragraphs, each with the offset at which it begins."""
    start = 0
    for blank in _BLANK_LINE.finditer(source):
        yield start, source[start : blank.start()]
        start = blank.end()
    yield start, source[start:]


def _find_heaviest(source: str, measure: Callable[[str], int], most: int) -> int | None:
    """Return where the paragraph begins that is most work for the parser, if that of all together is too much."""
    work = [(measure(paragraph), start) for start, paragraph in _split(source)]
    return (
        max(work, key=lambda item: item[0])[1] if sum(amount for amount, _ in work) > most else None
    )


def _measure_copies(paragraph: str) -> int:
    """Return how many code points the parser copies, at most: the whole paragraph for each mark."""
    return len(paragraph) * sum(map(paragraph.count, _MOST))


def _measure_search(paragraph: str) -> int:
    """Return how many code points the parser has to go over, at most, for the ends of what `[` opens."""
    total, end = 0, len(paragraph)
    opened: list[int] = []
    for found in _BRACKETS.finditer(paragraph):
        mark, at = found[0], found.start()
        if mark == "[":
            opened.append(at)
        elif mark[0] != "]":  # may hide the closing bracket that follows
            total += sum(end - start for start in opened)
            opened.clear()
        else:
            total += at - opened.pop() if opened else 0
            total += end - at if mark == "](" else 0
    return total + sum(end - start for start in opened)


def _find_excess(paragraph: str) -> str:
    for mark, most in _MOST.items() if len(paragraph) > MARKS else ():
        count = paragraph.count(mark)
        if count > most:
            return f'{count} "{mark}" in one paragraph, {most} at most'
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
