"""The edition: the texts with all that belongs to them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date as Day  # noqa: N812 — fields are called date

from variorum.model.commentary import (
    Annotation,
    Emendation,
    Person,
    Reference,
    Sidebar,
    Term,
    TimelineRow,
)
from variorum.model.map import Map
from variorum.model.text import Text


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
