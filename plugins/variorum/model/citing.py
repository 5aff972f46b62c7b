"""How what can be cited is cited, in several styles: words with marks in the place of title, address and number."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

TITLE, ADDRESS, NUMBER = "zqalpha zqbeta", "https://example.org/zqaddress/", "98765"
"""The marks: words that no style and no text has."""
_MARK = re.compile(rf"{TITLE}|{re.escape(ADDRESS)}|{NUMBER}", re.IGNORECASE)


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
    number: str


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

    def list_forms(self, key: str, cited: Cited) -> tuple[Form, ...]:
        """Return how each style cites something; nothing where the forms were not asked for."""
        sort = self.sorts.get(key)
        if sort is None:
            return ()
        found = (self.by_sort[style, sort] for style in self.styles)
        return tuple(_fill(form, cited) if sort in self.marked else form for form in found)


def _fill(form: Form, cited: Cited) -> Form:
    return Form(form.style, _fill_words(form.entry, cited), _fill_words(form.call, cited))


def _fill_words(words: Words, cited: Cited) -> Words:
    def put(place: int, mark: re.Match[str]) -> str:
        if mark[0] == NUMBER:
            return cited.number
        if mark[0] == ADDRESS:
            return cited.address[place]
        return (cited.title if mark[0] == TITLE else cited.cased)[place]

    return Words(
        _MARK.sub(lambda mark: put(0, mark), words.html),
        _MARK.sub(lambda mark: put(1, mark), words.text),
    )
