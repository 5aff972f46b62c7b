"""How what can be cited is cited, in several styles: words with marks in the place of title, address and number."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

TITLE, ADDRESS, NUMBER = "zqalpha zqbeta", "https://example.org/zqaddress/", "98765"
"""The marks: words that no style and no text has."""
_MARK = re.compile(rf"([Zz]qalpha [Zz]qbeta|{re.escape(ADDRESS)}|{NUMBER})")


@lru_cache(maxsize=1024)
def _divide(words: str) -> tuple[str, ...]:
    """Return the words between the marks, and each mark in its place: the same words are filled thousands of times."""
    return tuple(_MARK.split(words))


def has_marks(words: str) -> bool:
    """Say whether words hold a mark."""
    return _MARK.search(words) is not None


class Words(NamedTuple):
    """A citation as HTML and as text."""

    html: str
    text: str


class Form(NamedTuple):
    """How a style cites something."""

    style: str
    """Its name, `Chicago`."""
    entry: Words
    """In a list of works."""
    call: Words
    """In a note, or in brackets in the text."""


@dataclass(frozen=True, slots=True)
class Cited:
    """What stands in the place of the marks."""

    title: Words
    cased: Words
    """The title in title case."""
    address: Words
    place: Words
    """A number, or words."""

    def put_into_html(self, html: str) -> str:
        """Return HTML with the words in the place of the marks."""
        return self._put(html, 0)

    def put_into(self, words: Words) -> Words:
        """Return a citation with the words in the place of the marks."""
        return Words(self._put(words.html, 0), self._put(words.text, 1))

    def _put(self, words: str, place: int) -> str:
        parts = [*_divide(words)]
        parts[1::2] = [self._find(mark, place) for mark in parts[1::2]]
        return "".join(parts)

    def _find(self, mark: str, place: int) -> str:
        if mark == NUMBER:
            return self.place[place]
        if mark == ADDRESS:
            return self.address[place]
        return (self.title if mark == TITLE else self.cased)[place]


@dataclass(frozen=True, slots=True)
class Forms:
    """How each style cites each sort of thing."""

    styles: tuple[str, ...] = ()
    by_sort: Mapping[tuple[str, str], Form] = field(default_factory=dict)
    """By style and sort."""
    sorts: Mapping[str, str] = field(default_factory=dict)
    """The sort of everything citable, by its key."""
    marked: frozenset[str] = frozenset()
    """The sorts whose words have marks; the others are of one thing each."""
    cased: Mapping[str, Words] = field(default_factory=dict)
    """Titles in title case, as the styles' own processor sets it."""

    def list_sort(self, sort: str) -> tuple[Form, ...]:
        """Return how each style cites a sort of thing, with its marks."""
        return tuple(self.by_sort[style, sort] for style in self.styles)
