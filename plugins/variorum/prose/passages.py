"""Parsed prose → its paragraphs in words, for whoever counts or compares them; comes after `parse`."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from typing import Literal

import regex

from variorum.prose.markdown import TOKEN
from variorum.prose.parse import ProseDraft

PassageKind = Literal["paragraph", "quotation", "row"]

MARKS = '“”„‟«»″"「」『』'
"""Double quotation marks of all languages, and the corner brackets that stand for them."""

_BREAKS = frozenset("blockquote h3 h4 h5 h6 hr li ol p pre table tr ul".split())
_CODE = frozenset({"code", "pre"})
_NO_MARKS = str.maketrans(dict.fromkeys(MARKS, "\ufffc"))
_BLANKS = re.compile(r"[ \n]+")
_CITATION = re.compile(rf"\s*{TOKEN.pattern}")
_PARTED = re.compile(r"[\s—―⸺/…]+|-{2,}|\.{3,}")  # "air-defence" is one word, "and/or" two
_LETTER = regex.compile(r"[\p{L}\p{N}]")
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")
"""Letters of Chinese and Japanese, whose words nothing parts."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading or item of prose, a paragraph of a block quotation, or a row of a table."""

    text: str
    """In one line, a token for each cluster of citations; cells are parted by tabs, and code has no quotation marks."""
    kind: PassageKind

    @property
    def words(self) -> str:
        """Its text without citations."""
        return drop_citations(self.text)

    def list_clusters(self) -> list[tuple[int, int]]:
        """List where its citations stand and their numbers in `ProseDraft.clusters`."""
        return [(token.start(), int(token[1])) for token in TOKEN.finditer(self.text)]


def list_passages(draft: ProseDraft) -> tuple[Passage, ...]:
    """List the passages of parsed prose in the order of reading; those without words are left out."""
    if draft.html.count("<") == draft.html.count("<p>") + draft.html.count("</p>"):
        # most notes have no other markup, and this takes a fifth of the time
        paragraphs = (part.partition("<p>")[2] for part in draft.html.split("</p>"))
        texts = (_BLANKS.sub(" ", unescape(words)).strip(" \t") for words in paragraphs)
        return tuple(Passage(text, "paragraph") for text in texts if text)
    gatherer = _Gatherer()
    gatherer.feed(draft.html)
    gatherer.close()
    return tuple(gatherer.finish())


def drop_citations(text: str) -> str:
    """Return words without the tokens of citations, and without the spaces before these."""
    return _CITATION.sub("", text)


def count_words(passages: Iterable[Passage]) -> int:
    """Count the words of prose as a reader would: without citations, and without tables, which are looked up, not read.

    A word is what stands between spaces, dashes of a sentence, slashes and ellipses, if it has a letter or digit: `air-defence`,
    `1,550` and `U.S.–Russian` are one, `and/or` is two. Chinese and Japanese are counted by their characters.
    """
    return sum(_count(passage.words) for passage in passages if passage.kind != "row")


def _count(words: str) -> int:
    unspaced = 0 if words.isascii() else len(_UNSPACED.findall(words))
    others = _UNSPACED.sub(" ", words) if unspaced else words
    pieces = _PARTED.split(others)
    return unspaced + sum(bool(piece.isalnum() or _LETTER.search(piece)) for piece in pieces)


class _Gatherer(HTMLParser):
    """Reads sanitised HTML, which is well formed, and begins a passage where an element does."""

    def __init__(self) -> None:
        super().__init__()
        self._found: list[Passage] = []
        self._parts: list[str] = []
        self._inside = dict.fromkeys(("blockquote", "table", "code", "pre"), 0)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS:
            self._flush()
        if tag in self._inside:
            self._inside[tag] += 1
        if tag == "br":
            self._parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BREAKS:
            self._flush()
        if tag in self._inside:
            self._inside[tag] -= 1
        if tag in ("td", "th"):
            self._parts.append("\t")

    def handle_data(self, data: str) -> None:
        is_code = any(self._inside[tag] for tag in _CODE)
        self._parts.append(data.translate(_NO_MARKS) if is_code else data)

    def finish(self) -> Iterator[Passage]:
        self._flush()
        yield from self._found

    def _flush(self) -> None:
        text = _BLANKS.sub(" ", "".join(self._parts)).strip(" \t")
        self._parts.clear()
        if text:
            self._found.append(Passage(text, self._kind()))

    def _kind(self) -> PassageKind:
        if self._inside["table"]:
            return "row"
        return "quotation" if self._inside["blockquote"] else "paragraph"
