"""The text: its blocks as printed and as read, and the map between the two."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal[
    "paragraph", "heading", "verse", "quotation", "list", "table", "figure", "code", "footnote"
]  # fmt: skip
Part = Literal["front", "body", "back"]
Rule = Literal["quotes", "spaces"]

STRUCTURE = frozenset(
    {
        "quotation", "unordered-list", "ordered-list", "item", "row", "header-row", "cell", "row-header", "caption",
        "inner-paragraph", "inner-heading", "inner-code", "inner-table",
    }
)  # fmt: skip
"""Kinds of range that are block-level elements inside a block; all others are inline."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Say whether the two share a code point, or one lies empty strictly inside the other."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Range:
    """A property of a stretch of a block's text: emphasis, link, list item …"""

    start: int
    end: int
    kind: str
    """Inline: emphasis, strong, code, link, superscript, subscript, foreign (words in another language), ruby,
    and the empty footnote-reference and image; block-level inside the block: one of `STRUCTURE`."""
    target: str = ""
    """A link's address, a footnote reference's label, an image's address, a foreign passage's language (BCP 47; empty
    where only its direction is another), the reading beside ruby's words; of an ordered list which of a first number, a
    type of numeral (`a`, `A`, `i`, `I`) and `reversed` it has, in this order with a space between; of an item its number
    where it departs from the count; of a cell the rows and columns it takes, `2x1`, where it takes more than one; else
    empty."""


@dataclass(frozen=True, slots=True)
class PrintedBlock:
    """A block as the copy-text has it."""

    kind: BlockKind
    text: str
    ranges: tuple[Range, ...]
    line: int
    """Where it begins in the copy-text, from 1."""
    level: int = 0
    """A heading's level, 1 to 6; else 0."""
    part: Part = "body"
    label: str = ""
    """A footnote's label, as its reference's `target` has it; else empty."""


@dataclass(frozen=True, slots=True)
class Change:
    """One place where the reading departs from the printed words: half of the map between the two."""

    printed: Span
    """In `Text.printed`."""
    reading: Span
    """In `Text.reading`; may be empty (a deletion), may run over a block's end (a split)."""
    emendation: str = ""
    """The emendation's id; empty when a rule made the change."""
    rule: str = ""
    """`quotes` or `spaces`; empty when an emendation made the change."""


@dataclass(frozen=True, slots=True)
class Block:
    """A citable unit of the text as the edition reads it."""

    id: str
    """Permanent: `p5`; empty until identified."""
    kind: BlockKind
    text: str
    """The edition's reading; lines, list items, cells and inner paragraphs are parted by one newline."""
    ranges: tuple[Range, ...]
    start: int
    """Where it begins in `Text.reading`."""
    line: int
    """Where it begins in the copy-text, from 1."""
    level: int = 0
    part: Part = "body"
    label: str = ""
    retired: tuple[str, ...] = ()
    """Retired ids that lead here, in the order of the registry."""

    @property
    def span(self) -> Span:
        """The block's place in `Text.reading`."""
        return Span(self.start, self.start + len(self.text))

    def find_changes(self, changes: Iterable[Change]) -> list[Change]:
        """Return those of a text's changes whose reading lies within the block."""
        start, end = self.span.start, self.span.end
        return [c for c in changes if start <= c.reading.start and c.reading.end <= end]


@dataclass(frozen=True, slots=True)
class Text:
    """One copy-text and its blocks: one reading page."""

    slug: str
    """Its place in the address; empty for the text at the edition's own address."""
    title: str
    path: str
    """The copy-text's path, relative to the project."""
    printed: str
    """The copy-text's words: the printed blocks joined by empty lines."""
    blocks: tuple[Block, ...]
    changes: tuple[Change, ...]
    """In the order of the text, none overlapping another."""
    sha256: str = ""
    """The copy-text's digest, hexadecimal."""
    rules: tuple[Rule, ...] = ()
    """Of house style that the text is regularised by."""

    @property
    def reading(self) -> str:
        """The edition's words: the blocks joined by empty lines."""
        return "\n\n".join(block.text for block in self.blocks)
