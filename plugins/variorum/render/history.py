"""What became of a passage, a note or a sidebar, as the registry, the corrections and the notes date it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from variorum.addresses import locate
from variorum.model import Annotation, Edition, Emendation, RegisteredId
from variorum.render.html import EMPTY, Html, element, escape, join, text_element
from variorum.render.readings import show_printed
from variorum.wording import Wording, label_block

_SPLIT = "split from "
_REASON = re.compile(
    r"(inserted after|inserted before|split from|moved from|merged into|moved to|renamed to) (.+)"
)
"""A reason of the registry that names a place: `merged into p3`."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day."""

    day: date
    said: Html


class Register:
    """The registry of an edition, to be looked up."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self._lines = {(item.text, item.id): item for item in edition.registry}
        self._arriving: dict[tuple[str, str], list[RegisteredId]] = {}
        for item in edition.registry:
            for target in item.leads_to:
                slug, sign, name = target.rpartition("#")
                key = (slug if sign else item.text, name)
                self._arriving.setdefault(key, []).append(item)
        self._parted: dict[tuple[str, str], list[RegisteredId]] = {}
        for item in edition.registry:
            for reason in item.reason.split("; "):
                if reason.startswith(_SPLIT):
                    key = (item.text, reason.removeprefix(_SPLIT))
                    self._parted.setdefault(key, []).append(item)

    def find(self, text: str, name: str) -> RegisteredId | None:
        """Find what is registered of an id; None of one that a preview has before the registry."""
        return self._lines.get((text, name))

    def list_parted(self, text: str, name: str) -> Sequence[RegisteredId]:
        """List the ids of what was parted from the words of an id."""
        return self._parted.get((text, name), ())

    def list_arriving(self, text: str, name: str) -> Sequence[RegisteredId]:
        """List the retired ids that lead to an id."""
        return self._arriving.get((text, name), ())


def explain(reason: str, edition: Edition, wording: Wording) -> str:
    """Return a reason of the registry in the reader's language."""
    if found := _REASON.fullmatch(reason):
        key = found[1].replace(" ", "-")
        return wording.say(f"history.{key}", place=_name_place(found[2], edition, wording))
    return wording.find(f"history.{reason}") or reason


def list_registered(
    register: Register, text: str, name: str, label: str, wording: Wording, *, root: str
) -> Iterator[Event]:
    """Yield when an id was published and why, and which retired ones have led to it since.

    Args:
        register: Of the edition.
        text: The slug of the text.
        name: The id.
        label: How it is called; empty of what has its name above it.
        wording: Of the edition.
        root: The way from the page to the edition's own.
    """
    line = register.find(text, name)
    if line:
        why = wording["list-between"].join(
            explain(reason, register.edition, wording)
            for reason in line.reason.split("; ")
            if reason
        )
        key = "published-why" if why else "published" if label else "note-published"
        yield Event(line.published, escape(wording.say(f"history.{key}", name=label, why=why)))
    for part in register.list_parted(text, name):
        yield Event(part.published, _say_of(part, "history.parted", wording, root=root))
    for gone in register.list_arriving(text, name):
        assert gone.retired
        why = explain(gone.fate, register.edition, wording)
        yield Event(gone.retired, _say_of(gone, "history.joined", wording, root=root, why=why))


def _say_of(item: RegisteredId, key: str, wording: Wording, *, root: str, **values: str) -> Html:
    """Return a sentence about an id, whose name leads to its page."""
    before, _, after = wording.say(key, name="\0", **values).partition("\0")
    link = text_element("a", {"href": f"{root}{locate(item)}"}, name_registered(item, wording))
    return join([escape(before), link, escape(after)])


def list_corrections(emendations: Sequence[Emendation], wording: Wording) -> Iterator[Event]:
    """Yield when a passage was corrected."""
    for item in emendations:
        arrow = [
            show_printed(item.source, wording),
            Html(" → "),
            show_printed(item.reading, wording),
        ]
        words = element("q", {"class": "vr-words", **wording.quoted}, *arrow)
        kind = wording[f"emendation-kind.{item.kind}"]
        before, _, after = wording.say("history.corrected", kind=kind, words="\0").partition("\0")
        yield Event(item.date, join([escape(before), words, escape(after)]))


def list_notes(notes: Sequence[Annotation], wording: Wording) -> Iterator[Event]:
    """Yield when notes were written and reviewed."""
    for note in notes:
        yield Event(note.date, escape(wording.say("history.noted", title=f"“{note.title}”")))
        if note.reviewed:
            said = wording.say("history.note-reviewed", title=f"“{note.title}”")
            yield Event(note.reviewed.date, escape(said))


def list_work(note: Annotation, wording: Wording) -> Iterator[Event]:
    """Yield when a note was written and reviewed, and by whom."""
    for key, by, day in (
        ("note-written", note.by, note.date),
        *((("reviewed", note.reviewed.by, note.reviewed.date),) if note.reviewed else ()),
    ):
        yield Event(day, escape(wording.say(f"history.{key}", names=wording.list_names(by))))


def render_history(events: Iterator[Event] | Sequence[Event], wording: Wording) -> Html:
    """Return the events, oldest first, those of a day as they come; empty where there are none."""
    days: dict[date, list[Html]] = {}
    for event in sorted(events, key=lambda event: event.day):
        days.setdefault(event.day, []).append(event.said)
    if not days:
        return EMPTY
    rows = [
        element(
            "div",
            {},
            text_element("dt", {}, wording.spell_date(day)),
            *(element("dd", {}, said) for said in dict.fromkeys(events_of_day)),
        )
        for day, events_of_day in days.items()
    ]
    title = text_element("h2", {}, wording["passage.history"])
    return element("section", {"class": "vr-history"}, title, element("dl", {}, *rows))


def name_registered(item: RegisteredId, wording: Wording) -> str:
    """Return how a registered id is called: `Paragraph 3`, `Note: The visa agreement`."""
    if item.kind == "annotation":
        return wording.say("passage.note", title=item.words)
    if item.kind in ("sidebar", "text"):
        return wording.say(f"passage.{item.kind}", title=item.words or item.id)
    return wording.name_block(item.id)


def _name_place(place: str, edition: Edition, wording: Wording) -> str:
    """Return how a place is called: one in another text with that text's title."""
    slug, sign, name = place.rpartition("#")
    return wording.label_place(edition, slug, name) if sign else label_block(name)
