"""Words on record (of the edition's texts, of its sources) → whether a quotation stands in them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import regex

from variorum.fold import fold

_LETTER = (
    r"[[\p{L}\p{N}\p{M}]--[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]]"
)
"""Of the scripts that part words by spaces."""
_SPACED = regex.compile(_LETTER, regex.V1)
_TOKEN = regex.compile(rf"{_LETTER}++|\S", regex.V1)
"""A word, or a sign; where no spaces part words, each letter."""
_INNER = regex.compile(r"[\p{L}\p{N}\p{M}]")
_GAP = regex.compile(r"\[[^\[\]]*\]|\.{3,}|\. \. \.")
"""What an editor left out of a quotation, or put into it, in folded words: `...`, `[them]`, `[sic]`."""
_LINE_END = regex.compile(r"\s/+\s")  # "To be, or not to be, / that is"
_STOPS = " .,;:'-。，、；：'"
"""What may stand before the closing mark without being the source's."""


@dataclass(frozen=True, slots=True)
class Part:
    """An unbroken part of a quotation, as words are compared."""

    text: str
    is_open: bool
    """Its beginning may lie inside a word: an editor's bracket stands before it, as in `[r]eset`."""
    is_cut: bool
    """So may its end."""

    def find(self, passage: str, start: int) -> int:
        """Find where the part ends in a passage, at the first place from `start` on; -1 where it does not stand there."""
        at = passage.find(self.text, start)
        while at >= 0:
            end = at + len(self.text)
            if (self.is_open or not _divides(passage, at)) and (
                self.is_cut or not _divides(passage, end)
            ):
                return end
            at = passage.find(self.text, at + 1)
        return -1

    def list_tokens(self) -> list[str]:
        """List the words and signs of it that are whole."""
        tokens = _TOKEN.findall(self.text)
        return tokens[1 if self.is_open else 0 : -1 if self.is_cut else None]


Parts = tuple[Part, ...]


def fold_words(text: str) -> str:
    """Return words as quotations compare: folded, single marks for double ones, and no sign of a line's end in verse."""
    return _LINE_END.sub(" ", fold(text).replace('"', "'"))


def split_quotation(quotation: str) -> tuple[Parts, ...]:
    """Return the ways in which a quotation may stand in its source; none where it has no words to compare.

    An ellipsis and an editor's brackets part it, stops before its closing mark don't count, and its first letter may have
    been made capital or small.
    """
    parts = tuple(_split(fold_words(quotation)))
    if not parts:
        return ()
    first = parts[0]
    at = next((i for i, sign in enumerate(first.text) if _INNER.match(sign)), 0)
    turned = first.text[at].swapcase()
    if turned == first.text[at] or len(turned) > 1:
        return (parts,)
    text = first.text[:at] + turned + first.text[at + 1 :]
    return parts, (Part(text, first.is_open, first.is_cut), *parts[1:])


def _split(words: str) -> Iterator[Part]:
    done, is_open = 0, False
    words = words.strip(_STOPS) if _GAP.search(words) is None else words
    for gap in [*_GAP.finditer(words), None]:
        end = gap.start() if gap else len(words)
        text = words[done:end]
        is_cut = gap is not None and gap[0].startswith("[") and not text.endswith(" ")
        if _INNER.search(text):
            kept = text.strip() if gap else text.rstrip(_STOPS).strip()
            yield Part(kept, is_open and not text.startswith(" "), is_cut)
        if gap:
            done, is_open = gap.end(), gap[0].startswith("[")


def stands_in(ways: Iterable[Parts], passage: str) -> bool:
    """Say whether a quotation, in one of its ways, stands in a passage: each part after the one before.

    Args:
        ways: As `split_quotation` gives them.
        passage: As `fold_words` gives it.
    """
    return any(_follow(parts, passage) for parts in ways)


def _follow(parts: Parts, passage: str) -> bool:
    end = 0
    for part in parts:
        end = part.find(passage, end)
        if end < 0:
            return False
    return True


def _divides(text: str, at: int) -> bool:
    """Say whether a place lies inside a word of a script that parts its words."""
    return 0 < at < len(text) and bool(_SPACED.match(text[at - 1]) and _SPACED.match(text[at]))


@dataclass(frozen=True)
class Library:
    """Many passages, in which a quotation is looked up by its rarest word: the work does not grow with their number."""

    passages: tuple[str, ...]
    """As `fold_words` gives them."""
    _memory: dict[tuple[Parts, ...], bool] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def _places(self) -> Mapping[str, list[int]]:
        """For each word, the passages that have it."""
        places: dict[str, list[int]] = {}
        for number, passage in enumerate(self.passages):
            for token in set(_TOKEN.findall(passage)):
                places.setdefault(token, []).append(number)
        return places

    def has(self, ways: tuple[Parts, ...]) -> bool:
        """Say whether one of the passages has a quotation, in one of its ways."""
        if ways not in self._memory:
            self._memory[ways] = any(self._has(parts) for parts in ways)
        return self._memory[ways]

    def _has(self, parts: Parts) -> bool:
        tokens = {token for part in parts for token in part.list_tokens()}
        lists = sorted((self._places.get(token, []) for token in tokens), key=len)
        numbers = lists[0] if lists else range(len(self.passages))
        return any(_follow(parts, self.passages[number]) for number in numbers)


def make_library(texts: Iterable[str]) -> Library:
    """Return the library of some texts, each passage once."""
    return Library(tuple(dict.fromkeys(map(fold_words, texts))))
