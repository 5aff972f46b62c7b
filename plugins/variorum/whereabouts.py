"""Words of parsed prose → where they stand in the file, for the problems that are found after the parser is done."""

import re
from dataclasses import dataclass
from functools import lru_cache

from variorum.problems import Position
from variorum.prose.citation_syntax import CANDIDATE
from variorum.prose.passages import MARKS
from variorum.written import Written

TELLING = 6
"""Words of a passage by which it is found again."""
MISSES = 20
"""Searches in vain, each through all of the prose, after which no more are made."""

_UNREAD = re.compile(
    rf"(?<!`)(`{{1,9}})(?!`).{{1,500}}?(?<!`)\1(?!`)|(?P<cited>{CANDIDATE})|(?<=\])\([^()\s]*(?:\s[^()]*)?\)",
    re.DOTALL,
)  # `code`, [@key], the address of a link
_LINE_END = re.compile(r"\n")
_SIGN = re.compile(r"[^\n]")
_WORD = re.compile(r"[^\W_]+")
_OPENING = rf"(?:«\s*|[{MARKS}])(?:…\s?|\.{{3}}\s?|[^\w\s,;:)]|_){{0,10}}?"
"""A mark that opens, and what may stand between it and the first word: markup, a bracket, an ellipsis."""
_BETWEEN = r"[\W_]{1,1000}?"
"""What parts two words of a passage in its file: spaces, marks, markup, an indented line's end."""


@dataclass(slots=True)
class Manuscript:
    """Prose as its file has it; what is sought in it is sought in the order of the text."""

    source: str
    """With code, citations and addresses blotted out."""
    begins: Position
    """Where it begins in the file."""
    at: int = 0
    """Where the search goes on."""
    misses: int = 0

    def find_quotation(self, words: str, *, is_block: bool = False) -> Position | None:
        """Find the mark before a quotation, or the first word of a block quotation; None where they are not found."""
        found = _WORD.findall(words)[:TELLING]
        before = r"(?<![^\W_])" if is_block else _OPENING
        for telling in (found, found[:1]):
            pattern = before + _BETWEEN.join(map(re.escape, telling))
            if telling and (position := self._find(pattern)):
                return position
        return None

    def find_number(self, number: int) -> Position | None:
        """Find a number that stands by itself."""
        return self._find(rf"(?<!\d){number}(?!\d)")

    def _find(self, pattern: str) -> Position | None:
        found = re.compile(pattern).search(self.source, self.at) if self.misses < MISSES else None
        if not found:
            self.misses += 1
            return None
        self.at = found.end()
        line = self.source.count("\n", 0, found.start())
        column = found.start() - self.source.rfind("\n", 0, found.start())
        if line == 0:
            column += self.begins.column - 1
        return Position(self.begins.path, self.begins.line + line, column)


def open_manuscript(written: Written) -> Manuscript:
    """Return a piece of the commentary as its file has it: the body of a note, or the text of an entry in a list."""
    if written.part:
        _, markdown, begins = written.part
        return Manuscript(_blot(markdown), begins)
    entry = written.entry
    if entry.body:
        return Manuscript(_blot(entry.body), entry.body_at)
    source, begins = entry.data.source, entry.at("text")
    following = entry.data.places().get((int(entry.steps[0]) + 1,))
    end = _find_offset(source, *following) if following else len(source)
    value = source[_find_offset(source, begins.line, begins.column) : end]
    return Manuscript(_blot(value), begins)


def _find_offset(source: str, line: int, column: int) -> int:
    return _list_line_starts(source)[line - 1] + column - 1


@lru_cache(maxsize=4)
def _list_line_starts(source: str) -> tuple[int, ...]:
    return (0, *(end.end() for end in _LINE_END.finditer(source)))


def _blot(source: str) -> str:
    """Return Markdown with what is not read as words blotted out, each code point and each line's end keeping its place."""
    return _UNREAD.sub(lambda found: _SIGN.sub("\ufffc", found[0]), source)
