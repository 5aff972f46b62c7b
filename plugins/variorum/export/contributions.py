"""Notes, sidebars and corrections as what they have in common: somebody signed something, on a day, at an address."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from variorum.addresses import locate_note, locate_sidebar
from variorum.model import Annotation, Change, Edition, Emendation, Prose, Sidebar, Text
from variorum.render.html import Html, escape, finish_prose, join
from variorum.render.places import block_of
from variorum.render.readings import render_readings
from variorum.wording import Wording, wording_of

Places = tuple[tuple[Text, Change], ...]
"""Where a correction was made."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """Something that has an author and a date of its own."""

    of: Annotation | Sidebar | Emendation
    name: str
    """For good: `note-STEM`, `sidebar-STEM`, `emendation-ID`."""
    path: str
    """Of its permalink, relative to the edition's page."""
    title: str
    html: Html
    """What it says; addresses inside the edition are absolute where its own is known, else relative to its page."""
    prose: Prose
    """Of the same, with its citations."""
    by: tuple[str, ...]
    written: date
    revised: date
    """When it was written or reviewed last."""
    tags: Mapping[str, str]
    """What kind of thing it is, the widest first, and how readers are told so."""
    places: Places = ()
    """Of a correction."""


def list_contributions(edition: Edition) -> Iterator[Contribution]:
    """Yield the notes in the order of the texts, then the sidebars and the corrections in theirs."""
    root = escape(edition.address) or "./"
    wording = wording_of(edition)
    yield from (_take_note(note, wording, root=root) for note in edition.annotations)
    yield from (_take_sidebar(sidebar, wording, root=root) for sidebar in edition.sidebars)
    places = _find_places(edition)
    for item in edition.emendations:
        yield _take_correction(edition, item, places.get(item.id, ()), root=root)


def locate(edition: Edition, path: str) -> str:
    """Return the address of something of an edition: absolute, or relative to its page where that one's is unknown."""
    return f"{edition.address}{path}" or "./"


def to_time(day: date) -> str:
    """Return the beginning of a day as a time, since files have days and formats want times (RFC 3339)."""
    return f"{day.isoformat()}T00:00:00Z"


def _take_note(note: Annotation, wording: Wording, *, root: str) -> Contribution:
    return Contribution(
        note,
        f"note-{note.stem}",
        locate_note(note.stem),
        note.title,
        finish_prose(note.body.html, root=root),
        note.body,
        note.by,
        note.date,
        max(note.date, note.reviewed.date) if note.reviewed else note.date,
        {note.kind: wording[f"note-kind.{note.kind}"]},
    )


def _take_sidebar(sidebar: Sidebar, wording: Wording, *, root: str) -> Contribution:
    return Contribution(
        sidebar,
        f"sidebar-{sidebar.stem}",
        locate_sidebar(sidebar.stem),
        sidebar.title,
        finish_prose(sidebar.body.html, root=root),
        sidebar.body,
        sidebar.by,
        sidebar.date,
        sidebar.date,
        {"sidebar": wording["context.kind"]},
    )


def _take_correction(
    edition: Edition, item: Emendation, places: Places, *, root: str
) -> Contribution:
    wording = wording_of(edition)
    kind = wording[f"emendation-kind.{item.kind}"]
    title = wording.say("note.correction", kind=kind)
    if places:
        text, change = places[0]
        label = wording.label_place(edition, text.slug, block_of(text, change).id)
        title = wording.say("search.correction", place=label, kind=kind)
    reason = finish_prose(item.reason.html, root=root)
    return Contribution(
        item,
        f"emendation-{item.id}",
        f"apparatus/#emendation-{item.id}",
        title,
        join([render_readings(item, wording), reason]),
        item.reason,
        item.by,
        item.date,
        item.date,
        {"correction": wording["apparatus.corrections"], item.kind: kind},
        places,
    )


def _find_places(edition: Edition) -> Mapping[str, Places]:
    found: dict[str, list[tuple[Text, Change]]] = {}
    for text in edition.texts:
        for change in text.changes:
            if change.emendation:
                found.setdefault(change.emendation, []).append((text, change))
    return {name: tuple(places) for name, places in found.items()}
