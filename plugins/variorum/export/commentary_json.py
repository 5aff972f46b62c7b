"""What is said about the text, as objects of `edition.json`: emendations, notes, sidebars, references and lists."""

from collections.abc import Iterable
from urllib.parse import quote

from variorum.addresses import locate_note, locate_sidebar, locate_text
from variorum.export.json_fields import Fields, describe_day, describe_prose, drop_unsaid
from variorum.model import (
    Annotation,
    Edition,
    Person,
    Reference,
    Sidebar,
    Target,
    Term,
    TimelineRow,
)
from variorum.render.html import finish_prose


def describe_emendations(edition: Edition) -> list[Fields]:
    """Return the emendations, each with the address of the first place where it was made."""
    places: dict[str, str] = {}
    for text in edition.texts:
        for change in text.changes:
            places.setdefault(change.emendation, locate_text(text))
    described = (
        {
            "id": item.id,
            "source": item.source,
            "reading": item.reading,
            "kind": item.kind,
            "times": item.times,
            "reason": describe_prose(edition, item.reason),
            "by": item.by,
            "date": describe_day(item.date),
            "path": item.path or None,
            "address": f"{edition.address}{places.get(item.id, '')}#emendation-{item.id}",
        }
        for item in edition.emendations
    )
    return [drop_unsaid(fields) for fields in described]


def describe_note(edition: Edition, note: Annotation) -> Fields:
    """Return a note with its place."""
    reviewed = note.reviewed
    fields = {
        "stem": note.stem,
        "number": note.number,
        "text": note.text,
        "block": note.block,
        "start": note.anchor.start,
        "end": note.anchor.end,
        "exact": note.quote,
        "prefix": note.prefix or None,
        "suffix": note.suffix or None,
        "kind": note.kind,
        "title": note.title,
        "by": note.by,
        "date": describe_day(note.date),
        "status": note.status,
        "reviewed": reviewed and {"by": reviewed.by, "date": describe_day(reviewed.date)},
        "as-of": describe_day(note.as_of),
        "see": note.see,
        "body": describe_prose(edition, note.body),
        "path": note.path,
        "address": f"{edition.address}{locate_note(note.stem)}",
    }
    return drop_unsaid(fields)


def describe_sidebar(edition: Edition, sidebar: Sidebar) -> Fields:
    """Return a sidebar."""
    fields = {
        "stem": sidebar.stem,
        "title": sidebar.title,
        "targets": _describe_targets(sidebar.targets),
        "by": sidebar.by,
        "date": describe_day(sidebar.date),
        "order": sidebar.order,
        "as-of": describe_day(sidebar.as_of),
        "word-count": sidebar.words,
        "body": describe_prose(edition, sidebar.body),
        "path": sidebar.path,
        "address": f"{edition.address}{locate_sidebar(sidebar.stem)}",
    }
    return drop_unsaid(fields)


def describe_reference(edition: Edition, reference: Reference) -> Fields:
    """Return a reference; what the edition knows of it beside CSL's fields stands beside them."""
    quotes = [
        drop_unsaid({"text": item.text, "locator": item.locator or None})
        for item in reference.quotes
    ]
    entry = finish_prose(reference.entry_html, root=edition.address)
    fields = {
        "id": reference.id,
        "csl": dict(reference.csl),
        "tier": reference.tier or None,
        "verified": reference.verified or None,
        "evidence": reference.evidence or None,
        "quotes": quotes,
        "entry": {"html": entry, "text": reference.entry_text},
        "address": f"{edition.address}sources/#ref-{quote(reference.id, safe='')}",
    }
    return drop_unsaid(fields)


def describe_row(edition: Edition, row: TimelineRow) -> Fields:
    """Return a row of the timeline."""
    return {
        "date": row.date,
        "label": row.label,
        "text": describe_prose(edition, row.text),
        "targets": _describe_targets(row.targets),
    }


def describe_term(edition: Edition, term: Term) -> Fields:
    """Return an entry of the glossary."""
    fields = {
        "term": term.term,
        "variants": term.variants,
        "text": describe_prose(edition, term.text),
        "see": term.see,
        "as-of": describe_day(term.as_of),
    }
    return drop_unsaid(fields)


def describe_person(edition: Edition, person: Person) -> Fields:
    """Return an entry of the list of people and bodies."""
    fields = {
        "name": person.name,
        "kind": person.kind,
        "variants": person.variants,
        "text": describe_prose(edition, person.text),
        "as-of": describe_day(person.as_of),
    }
    return drop_unsaid(fields)


def _describe_targets(targets: Iterable[Target]) -> list[Fields]:
    return [{"text": target.text, "block": target.block} for target in targets]
