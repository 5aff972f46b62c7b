"""What differs between two states of an edition, as data; the first of `changes`."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

State = Literal["new", "changed", "removed"]
Mark = Literal["", "strong", "del", "ins", "break"]
"""How words stand in a passage: as they are, quoted, gone, new; `break` begins a paragraph and has none."""


class Piece(NamedTuple):
    """Some words of a passage."""

    mark: Mark
    words: str


Marked = tuple[Piece, ...]
"""A passage, or prose of several paragraphs."""


@dataclass(frozen=True, slots=True)
class Change:
    """A note, a correction, a source … that is new, gone or otherwise than it was."""

    what: str
    """`note`, `essay`, `correction`, `source`, `event`, `term`, `person`, `map`, `text`."""
    name: str
    """Its title, or what it is known by."""
    state: State
    path: str
    """Of its file."""
    facts: tuple[str, ...] = ()
    """What its file says in short: the kind, who wrote it, the status."""
    fields: tuple[tuple[str, str, str], ...] = ()
    """Of what changed: the field's name, its old value, its new one."""
    place: str = ""
    """Of the passage: `p3`."""
    passage: Marked = ()
    body: Marked = ()
    sources: tuple[str, ...] = ()
    """That it cites."""
    look: tuple[str, ...] = ()
    """What a reviewer must see to, sentences without their stop."""


@dataclass(frozen=True, slots=True)
class EditionChanges:
    """What differs in one edition."""

    slug: str
    state: State
    alarms: tuple[str, ...] = ()
    """What ought not to change at all: the copy-text, its digest, what the registry said."""
    facts: tuple[tuple[str, str, str], ...] = ()
    """Fields of `edition.yml`, as in `Change.fields`."""
    said: tuple[str, ...] = ()
    """Of the text as a whole and its permanent ids, sentences without their stop."""
    changes: tuple[Change, ...] = ()
