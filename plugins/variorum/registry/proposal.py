"""What the registry should say, as data, and how it is told to people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from variorum.numbering import split_id
from variorum.read.registry import AddressKind, RegistryLine, show_address
from variorum.registry.passages import fold_words

EXCERPT = 60
"""Code points of a wording that a line of a report has room for."""

What = Literal[
    "first", "reworded", "sort", "added", "gone",
    "address-added", "address-retitled", "address-gone", "address-again",
    "address-taken",
    "replaced", "answer",
]  # fmt: skip
"""Kinds of difference; `first` is a text without any ids, `sort` a paragraph that became a quotation, `replaced` a
text most of which would go, `answer` an answer that cannot be followed."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address an edition publishes beside those of its blocks."""

    id: str
    """`note-STEM`, `sidebar-STEM`, or the slug of a text."""
    kind: AddressKind
    text: str
    """The slug of the text it belongs to; of a text its own."""
    words: str
    """The title."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which the registry and the edition disagree."""

    what: What
    text: str
    id: str
    """Empty for `first`."""
    sentence: str
    """For people: `p3 reworded (96 % alike): "…"`."""
    place: str = ""
    """Of an id that is new, the one before it."""


@dataclass(frozen=True, slots=True)
class Retirement:
    """An id about to retire."""

    text: str
    id: str
    reason: str
    successor: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """Whether a block is the old one reworded or another in its place: a person must say."""

    text: str
    id: str
    old: str
    new: str
    similarity: float

    @property
    def address(self) -> str:
        """The id as answers name it: `p3`, `slug#p3`."""
        return show_address(self.text, self.id)

    @property
    def change(self) -> str:
        """How much of the wording stands, and both wordings, for people."""
        much = show_percent(self.similarity)
        return f"{much} alike, {quote_excerpt(self.old)} and {quote_excerpt(self.new)}"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the registry should say; to be written only if nothing is unsure or refused."""

    lines: tuple[RegistryLine, ...]
    """The old ones, changed in place, and after them the new."""
    ids: Mapping[tuple[str, int], str]
    """By slug and index of the block; where a question is open, as if the answer were "same"."""
    differences: tuple[Difference, ...]
    unsure: tuple[Question, ...]
    refusals: tuple[Difference, ...]
    report: tuple[str, ...]
    """What was done, for people, one line each."""


def show_percent(similarity: float) -> str:
    """Return a similarity as people read it, never rounded up to 100 %."""
    return f"{int(similarity * 100)} %"


def quote_excerpt(words: str) -> str:
    """Return the beginning of a wording in quotation marks, cut between words where it is long."""
    folded = fold_words(words)
    if len(folded) > EXCERPT:
        folded = folded[:EXCERPT].rsplit(" ", 1)[0] + " …"
    return f'"{folded}"'


def quote_change(old: str, new: str) -> str:
    """Return the words in which two wordings differ: `"on eased visas and" is now "on easier visas and"`."""
    a, b = fold_words(old).split(" "), fold_words(new).split(" ")
    shorter = min(len(a), len(b))
    start = next((at for at in range(shorter) if a[at] != b[at]), shorter)
    tail = next((at for at in range(shorter - start) if a[-1 - at] != b[-1 - at]), shorter - start)
    start, tail = max(0, start - 1), max(0, tail - 1)  # a word on each side to know the place by
    changed = [quote_excerpt(" ".join(words[start : len(words) - tail])) for words in (a, b)]
    return " is now ".join(changed)


def list_ids(ids: Iterable[str]) -> str:
    """Return ids with runs drawn together: `f1–f4, p1–p9, b1`."""
    runs: list[list[str]] = []
    for block_id in ids:
        parts = split_id(block_id)
        before = split_id(runs[-1][-1]) if runs else None
        if parts and before and not parts[2] and before == (parts[0], parts[1] - 1, ""):
            runs[-1] = [runs[-1][0], block_id]
        else:
            runs.append([block_id])
    return ", ".join("–".join(run) for run in runs)
