"""Who did what in an edition: edited it, wrote, reviewed or corrected something of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from variorum.model import Annotation, Contributor, Edition, Emendation, Sidebar


@dataclass(frozen=True, slots=True)
class Credit:
    """What somebody did."""

    name: str
    """As it is signed."""
    contributor: Contributor | None
    """What is known of whoever bears the name; None where the edition says no more of them."""
    is_editor: bool
    notes: list[Annotation] = field(default_factory=list)
    """Written, in the order of the edition."""
    reviewed: list[Annotation] = field(default_factory=list)
    corrections: list[Emendation] = field(default_factory=list)
    essays: list[Sidebar] = field(default_factory=list)


def list_credits(edition: Edition) -> tuple[Credit, ...]:
    """List whoever signed something: the editors in their order, then others in that of their family names."""
    found: dict[str, Credit] = {}

    def credit(names: Iterable[str]) -> Iterable[Credit]:
        for name in dict.fromkeys(names):
            if name not in found:
                known = edition.contributors_by_name.get(name)
                found[name] = Credit(name, known, name in edition.editors)
            yield found[name]

    editors = list(credit(edition.editors))
    for note in edition.annotations:
        for one in credit(note.by):
            one.notes.append(note)
        for one in credit(note.reviewed.by if note.reviewed else ()):
            one.reviewed.append(note)
    for emendation in edition.emendations:
        for one in credit(emendation.by):
            one.corrections.append(emendation)
    for sidebar in edition.sidebars:
        for one in credit(sidebar.by):
            one.essays.append(sidebar)
    others = [one for one in found.values() if not one.is_editor]
    return (*editors, *sorted(others, key=_sort))


def find_orcid(edition: Edition, name: str) -> str:
    """Find the address of the ORCID iD of whoever signs with a name; empty where the edition has none."""
    known = edition.contributors_by_name.get(name)
    return known.orcid if known else ""


def _sort(credit: Credit) -> tuple[str, str]:
    name = credit.contributor.name if credit.contributor else None
    family = (name and name.family) or credit.name
    return family.casefold(), credit.name.casefold()
