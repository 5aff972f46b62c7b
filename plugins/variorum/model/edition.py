"""The edition: the texts with all that belongs to them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date as Day  # noqa: N812 — fields are called date

from variorum.model.citing import Forms
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
from variorum.model.ways import NO_WAYS, Ways

_EASTERN = re.compile(
    r"[\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]+"
)
"""Kana, Han, Hangul: as citeproc tells them, whose names in Latin or Cyrillic have the given name first."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in CSL's parts."""

    family: str = ""
    given: str = ""
    literal: str = ""

    def __str__(self) -> str:
        """Return the name as a title page has it: given name first, but for names of East Asia in their own writing."""
        if not self.literal and _EASTERN.fullmatch(self.family + self.given):
            return f"{self.family}{self.given}"
        return self.literal or f"{self.given} {self.family}".strip()


@dataclass(frozen=True, slots=True)
class Contributor:
    """Somebody who signs, of whom more is known than how."""

    name: Name
    orcid: str = ""
    """The address that an ORCID iD is: `https://orcid.org/0000-0002-1825-0097`."""
    url: str = ""
    """Of a home page."""

    @property
    def is_person(self) -> bool:
        """Whether it is a person for sure: a name that is a whole may be a body's."""
        return bool(self.name.family and not self.name.literal)


@dataclass(frozen=True, slots=True)
class RegisteredId:
    """An id ever published: what it names or named, since when, and what became of it."""

    id: str
    """Of a block `p3a`, of a note `note-STEM`, of a sidebar `sidebar-STEM`, of a text its slug."""
    kind: str
    """A block's kind, or `annotation`, `sidebar`, `text`."""
    text: str
    """The text's slug."""
    published: Day
    reason: str
    """Why it came or went, several parted by `; `; empty for one of the first publication."""
    retired: Day | None
    """None while it names something present."""
    successor: tuple[str, ...]
    """As the registry has them: ids of the same text, or `slug#id`; of a text slugs."""
    leads_to: tuple[str, ...]
    """Of a retired one, the ids present now, written likewise, that any chain of successors ends at."""
    words: str
    """The last published wording; of a note, a sidebar or a text its title."""

    @property
    def is_block(self) -> bool:
        """Whether it is of words of the text, not of a note, a sidebar or a text."""
        return self.kind not in ("annotation", "sidebar", "text")

    @property
    def fate(self) -> str:
        """The last of its reasons: of a retired one why it retired."""
        return self.reason.rpartition("; ")[2]


@dataclass(frozen=True, slots=True)
class Site:
    """Where an edition is published."""

    name: str = ""
    address: str = ""
    """Absolute, with a slash at its end; empty where nobody has said."""
    icon: str = ""
    """The path of its icon from the site's root, or its address; empty where it has none."""
    ways: Ways = NO_WAYS
    """How its readers can write to its editors."""

    @classmethod
    def of(
        cls, name: object, address: object, icon: object = None, *, ways: Ways = NO_WAYS
    ) -> "Site":
        """Return a site of values as a site's configuration has them: None, or an address with or without the slash."""
        url = str(address or "")
        home = f"{url.rstrip('/')}/" if url else ""
        return cls(str(name or ""), home, str(icon or ""), ways)


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
    contributors: tuple[Contributor, ...] = ()
    """Of those who sign some; of whoever is not among them no more is known than the name as it is signed."""
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
    registry: tuple[RegisteredId, ...] = ()
    """Every id ever published, in the order of assignment."""
    type: str = "document"
    """What the work is, in CSL's terms: `article-newspaper`."""
    path: str = ""
    """Of its folder, relative to the project."""
    site: Site = Site()
    forms: Forms = field(default_factory=Forms)
    """How its parts are cited; empty where nobody has asked for it."""
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
    references_by_id: dict[str, Reference] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    contributors_by_name: dict[str, Contributor] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    """By their names as they are signed."""
    titles: dict[str, str] = field(init=False, repr=False, compare=False, default_factory=dict)
    """Of the texts, by their slugs."""
    _registry: dict[str, list[RegisteredId]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        """Index the annotations by text and by stem, and the registry by text."""
        days = [note.date for note in self.annotations]
        days += [sidebar.date for sidebar in self.sidebars]
        days += [emendation.date for emendation in self.emendations]
        object.__setattr__(self, "date", max(days, default=None))
        self.annotations_by_stem.update({note.stem: note for note in self.annotations})
        self.references_by_id.update({item.id: item for item in self.references})
        self.contributors_by_name.update({str(item.name): item for item in self.contributors})
        self.titles.update({text.slug: text.title for text in self.texts})
        for item in self.registry:
            self._registry.setdefault(item.text, []).append(item)
        for annotation in self.annotations:
            self._annotations.setdefault(annotation.text, []).append(annotation)

    @property
    def retired(self) -> tuple[RegisteredId, ...]:
        """The ids that name nothing present, in the order of the registry."""
        return tuple(item for item in self.registry if item.retired)

    @property
    def address(self) -> str:
        """Of the edition's own page, absolute, with a slash at its end; empty where the site's is unknown."""
        return f"{self.site.address}{self.slug}/" if self.site.address else ""

    def annotations_of(self, text: str) -> Iterator[Annotation]:
        """Yield the annotations of one text in the order of their numbers."""
        return iter(self._annotations.get(text, ()))

    def registry_of(self, text: str) -> Iterator[RegisteredId]:
        """Yield every id that was ever published of one text, in the order of assignment."""
        return iter(self._registry.get(text, ()))
