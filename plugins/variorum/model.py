"""The edition as data: what every stage hands to the next, and what every page and export is made from.

All offsets are code points, half open as in Python slices.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date as Day  # noqa: N812 — fields are called date
from typing import Literal

from variorum.earth.sphere import Box, Point, measure
from variorum.earth.view import View

BlockKind = Literal[
    "paragraph", "heading", "verse", "quotation", "list", "table", "figure", "code", "footnote"
]  # fmt: skip
Part = Literal["front", "body", "back"]
EmendationKind = Literal[
    "name", "spelling", "damage", "page-break", "punctuation", "spacing", "link"
]
AnnotationKind = Literal["context", "explanation", "evidence", "dispute", "hindsight", "textual"]
Status = Literal["draft", "reviewed", "disputed"]
Rule = Literal["quotes", "spaces"]
Lettering = Literal["country", "water"]

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

    @property
    def reading(self) -> str:
        """The edition's words: the blocks joined by empty lines."""
        return "\n\n".join(block.text for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Citation:
    """A pointer to one reference, with its locator."""

    key: str
    locator: str = ""
    """As written: `p. 3`, `art. 4`, `paras. 5–6`."""
    prefix: str = ""
    """Words before it: `see`."""
    suffix: str = ""
    suppress_author: bool = False


@dataclass(frozen=True, slots=True)
class Cluster:
    """The citations of one pair of brackets, formatted as if they stood alone."""

    citations: tuple[Citation, ...]
    html: str = ""
    """Formatted; each work links to `vr:sources/#ref-KEY` (see `Prose.html`)."""
    text: str = ""
    """The same without markup."""


@dataclass(frozen=True, slots=True)
class Prose:
    """Editors' words, made safe: the body of a note or sidebar, the reason of an emendation."""

    markdown: str
    """As written."""
    html: str
    """Sanitised; addresses inside the edition begin `vr:` and are relative to the edition's own page."""
    text: str
    """Plain, paragraphs parted by newlines, citations included."""
    clusters: tuple[Cluster, ...] = ()


@dataclass(frozen=True, slots=True)
class Emendation:
    """A declared change to the copy-text."""

    id: str
    source: str
    """The source reading, plain text as printed."""
    reading: str
    """The edition's reading, plain text."""
    kind: EmendationKind
    reason: Prose
    by: tuple[str, ...]
    date: Day
    times: int = 1


@dataclass(frozen=True, slots=True)
class Review:
    """Who approved a note, and when."""

    by: tuple[str, ...]
    date: Day


@dataclass(frozen=True, slots=True)
class Annotation:
    """A note on a quoted passage of one block."""

    stem: str
    """The file's name without `.md`; its address is `#note-STEM`."""
    text: str
    """The slug of the text it belongs to."""
    block: str
    """The block's id."""
    anchor: Span
    """The lemma's place in the block's text."""
    quote: str
    """The lemma as the edition reads it."""
    number: int
    """From 1 in each text, in the order in which the references to the notes are met in reading."""
    kind: AnnotationKind
    title: str
    by: tuple[str, ...]
    date: Day
    status: Status
    body: Prose
    path: str
    reviewed: Review | None = None
    as_of: Day | None = None
    """The day at which a hindsight's statement was true."""
    see: tuple[str, ...] = ()
    """Stems of other notes."""
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A block that something is attached to."""

    text: str
    """The text's slug."""
    block: str


@dataclass(frozen=True, slots=True)
class Sidebar:
    """A longer context essay attached to one or more blocks."""

    stem: str
    title: str
    targets: tuple[Target, ...]
    by: tuple[str, ...]
    date: Day
    order: int
    body: Prose
    path: str
    as_of: Day | None = None
    """The day up to which it tells what happened; None where nobody has said."""
    words: int = 0
    """How long it is, as a reader counts: without citations and tables."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words read in a source."""

    text: str
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A bibliographic item."""

    id: str
    csl: Mapping[str, object]
    """The item in CSL-JSON, without `custom`."""
    entry_html: str
    """The full entry as the bibliography of the style prints it, sanitised."""
    entry_text: str
    tier: str = ""
    """`primary`, `secondary` or `reference`; empty when nobody has said."""
    verified: str = ""
    """How far it was checked: `text-read`, `extract-read`, `partly`, `memory`, …; empty when nobody has said."""
    evidence: str = ""
    """What was read, in the editors' words."""
    quotes: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A dated event of the context."""

    date: str
    """`YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""
    label: str
    text: Prose
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the glossary."""

    term: str
    variants: tuple[str, ...]
    text: Prose
    see: tuple[str, ...]
    as_of: Day | None = None
    """As of a sidebar."""


@dataclass(frozen=True, slots=True)
class Person:
    """An entry of the list of people and bodies."""

    name: str
    kind: str
    variants: tuple[str, ...]
    text: Prose
    as_of: Day | None = None
    """As of a sidebar."""


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place that the map marks."""

    name: str
    at: Point
    group: str
    """What it is one of; all of a group have one sign."""
    text: Prose | None = None
    as_of: Day | None = None
    """The day up to which its text holds."""


@dataclass(frozen=True, slots=True)
class MapRange:
    """A circle around a place."""

    centre: MapPlace
    distance: int
    """Kilometres."""
    label: str
    text: Prose | None = None


@dataclass(frozen=True, slots=True)
class MapArea:
    """A country that the map shades."""

    name: str
    country: str
    """Its key in the atlas: ISO 3166-1 alpha-3, or its name there."""
    text: Prose | None = None


@dataclass(frozen=True, slots=True)
class MapName:
    """Words that the map bears where they belong."""

    name: str
    at: Point
    kind: Lettering


@dataclass(frozen=True, slots=True)
class MapDistance:
    """The way between two places of the map."""

    start: MapPlace
    end: MapPlace

    @property
    def length(self) -> float:
        """Of the great circle, in kilometres."""
        return measure(self.start.at, self.end.at)


@dataclass(frozen=True, slots=True)
class MapTransfer:
    """Pieces of a country that the atlas has with another than they belonged to."""

    giver: str
    """The country that the atlas has them with, as in `MapArea.country`; so is `taker`."""
    taker: str
    within: Box
    text: Prose


@dataclass(frozen=True, slots=True)
class Map:
    """The map of the places that the work and its notes speak of."""

    title: str
    """Empty where it is just the map."""
    description: Prose
    """What it shows, for whoever does not see it too."""
    as_of: Day | None
    """The day of its borders and places."""
    view: View
    places: tuple[MapPlace, ...] = ()
    ranges: tuple[MapRange, ...] = ()
    areas: tuple[MapArea, ...] = ()
    names: tuple[MapName, ...] = ()
    distances: tuple[MapDistance, ...] = ()
    transfers: tuple[MapTransfer, ...] = ()


@dataclass(frozen=True, slots=True)
class Name:
    """An author's name, in CSL's parts."""

    family: str = ""
    given: str = ""
    literal: str = ""

    def __str__(self) -> str:
        """Return the name as a title page has it: given name first."""
        return self.literal or f"{self.given} {self.family}".strip()


@dataclass(frozen=True, slots=True)
class RetiredAddress:
    """An id that no longer names anything present, and where it leads."""

    id: str
    text: str
    reason: str
    retired: Day
    successors: tuple[str, ...]
    """Ids present now, found through any chain of retirements."""
    words: str


@dataclass(frozen=True, slots=True)
class Edition:
    """One published work with its commentary; everything the pages and exports are made from."""

    slug: str
    """The folder's name, and its place in the address."""
    title: str
    authors: tuple[Name, ...]
    container_title: str
    issued: str
    """The work's date of publication, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""
    language: str
    """BCP 47."""
    url: str
    publisher: str
    rights: str
    licence: str
    """Of the commentary."""
    editors: tuple[str, ...]
    style: str
    """The CSL style's name."""
    texts: tuple[Text, ...]
    emendations: tuple[Emendation, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    """In the order of the texts and of their numbers."""
    sidebars: tuple[Sidebar, ...] = ()
    references: tuple[Reference, ...] = ()
    """In the order in which the style's bibliography has them."""
    timeline: tuple[TimelineRow, ...] = ()
    glossary: tuple[Term, ...] = ()
    people: tuple[Person, ...] = ()
    map: Map | None = None
    retired: tuple[RetiredAddress, ...] = ()
    description: str = ""
    """One sentence for link previews and search engines."""
    as_of: Day | None = None
    """The day up to which its editors' knowledge reaches; None where nobody has said."""
    date: Day | None = field(init=False, compare=False, default=None)
    """Of the latest note, sidebar or emendation; None when there are none."""
    _annotations: dict[str, list[Annotation]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    annotations_by_stem: dict[str, Annotation] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    titles: dict[str, str] = field(init=False, repr=False, compare=False, default_factory=dict)
    """Of the texts, by their slugs."""

    def __post_init__(self) -> None:
        """Index the annotations by text and by stem."""
        days = [note.date for note in self.annotations]
        days += [sidebar.date for sidebar in self.sidebars]
        days += [emendation.date for emendation in self.emendations]
        object.__setattr__(self, "date", max(days, default=None))
        self.annotations_by_stem.update({note.stem: note for note in self.annotations})
        self.titles.update({text.slug: text.title for text in self.texts})
        for annotation in self.annotations:
            self._annotations.setdefault(annotation.text, []).append(annotation)

    def annotations_of(self, text: str) -> Iterator[Annotation]:
        """Yield the annotations of one text in the order of their numbers."""
        return iter(self._annotations.get(text, ()))
