"""What is said about the text: emendations, notes, sidebars and their sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 — fields are called date
from typing import Literal

from variorum.model.text import Span

EmendationKind = Literal[
    "name", "spelling", "damage", "page-break", "punctuation", "spacing", "link"
]
AnnotationKind = Literal["context", "explanation", "evidence", "dispute", "hindsight", "textual"]
Status = Literal["draft", "reviewed", "disputed"]


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
    path: str = ""
    """Of the file that declares it, by itself or among others."""


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
