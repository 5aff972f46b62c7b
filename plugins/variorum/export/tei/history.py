"""The days of an edition → the `revisionDesc`: what was emended, written, reviewed, published and retired on which."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from variorum.export.tei.ids import Ids
from variorum.export.tei.xml import NOTHING, Xml, element, escape, lines
from variorum.model import Edition


class _Change(NamedTuple):
    """A line of the history."""

    day: date
    order: int
    """Of several on one day which comes first."""
    xml: Xml


def write_history(edition: Edition, ids: Ids) -> Xml:
    """Return what happened on which day, the newest first; nothing of an edition in which nothing has a day."""
    changes = [
        *_list_corrections(edition, ids),
        *_list_commentary(edition, ids),
        *_list_numbers(edition),
    ]
    changes.sort(key=lambda change: (-change.day.toordinal(), change.order))
    inner = lines(*(change.xml for change in changes))
    return element("revisionDesc", {"xml:lang": "en"}, inner) if inner else NOTHING


def _list_corrections(edition: Edition, ids: Ids) -> Iterator[_Change]:
    for item in edition.emendations:
        attributes = {
            "when": str(item.date),
            "who": ids.sign(item.by),
            "target": " ".join(f"#{place}" for place in ids.places.get(item.id, ())),
        }
        yield _Change(item.date, 0, element("change", attributes, escape(f"Emended: {item.id}.")))


def _list_commentary(edition: Edition, ids: Ids) -> Iterator[_Change]:
    """Yield what was written or reviewed, by day."""
    written: dict[tuple[date, int, str], list[str]] = defaultdict(list)
    signed: dict[tuple[date, int, str], dict[str, None]] = defaultdict(dict)
    for note in edition.annotations:
        key = (note.date, 1, "Notes written")
        written[key].append(f"note-{note.stem}")
        signed[key].update(dict.fromkeys(note.by))
        if note.reviewed:
            key = (note.reviewed.date, 2, "Notes reviewed")
            written[key].append(f"note-{note.stem}")
            signed[key].update(dict.fromkeys(note.reviewed.by))
    for sidebar in edition.sidebars:
        key = (sidebar.date, 3, "Essays written")
        written[key].append(f"sidebar-{sidebar.stem}")
        signed[key].update(dict.fromkeys(sidebar.by))
    for key, names in written.items():
        day, order, said = key
        attributes = {
            "when": str(day),
            "who": ids.sign(signed[key]),
            "target": " ".join(f"#{name}" for name in names),
        }
        words = escape(f"{said}: {len(names)}.")
        yield _Change(day, order, element("change", attributes, words))


def _list_numbers(edition: Edition) -> Iterator[_Change]:
    """Yield which ids were published and retired, by day and text."""
    published: dict[tuple[date, str], list[str]] = defaultdict(list)
    for number, item in enumerate(edition.registry):
        published[item.published, item.text].append(item.id)
        if item.retired:
            leads = f", leads to {', '.join(item.leads_to)}" if item.leads_to else ""
            fate = f" ({item.fate})" if item.fate else ""
            words = f"Retired{_of(item.text)}: {item.id}{leads}{fate}."
            change = element("change", {"when": str(item.retired)}, escape(words))
            yield _Change(item.retired, 100 + number, change)
    for (day, text), found in published.items():
        words = f"Published{_of(text)}: {', '.join(found)}."
        yield _Change(day, 10, element("change", {"when": str(day)}, escape(words)))


def _of(slug: str) -> str:
    return f" in {slug}" if slug else ""
