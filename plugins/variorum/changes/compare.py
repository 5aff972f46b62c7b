"""Two states of an edition, as its files have them → what differs."""

from collections.abc import Iterator

from variorum.build import Pieces
from variorum.changes.items import Item, list_items
from variorum.changes.looks import list_facts, list_looks
from variorum.changes.model import Change, EditionChanges, Marked
from variorum.changes.sources import References, compare_references, name_source
from variorum.changes.text import compare_texts, list_alarms, list_id_changes, show_emended
from variorum.changes.values import compare_fields
from variorum.changes.words import show_difference, show_place, show_prose

APART = ("text", "texts")
"""Fields of `edition.yml` that are compared by the texts they describe."""


def compare(old: Pieces | None, new: Pieces | None, *, slug: str) -> EditionChanges:
    """Return what differs between two states of an edition; None stands for one that was not, or is no longer, there."""
    if new is None:
        alarm = f'the edition "{slug}" is gone, and with it every address of it'
        return EditionChanges(slug, "removed", alarms=(alarm,))
    before = {(item.what, item.key): item for item in list_items(old)} if old else {}
    after = {(item.what, item.key): item for item in list_items(new)}
    cited_before, cited = _list_references(old), _list_references(new)
    changes = [
        change
        for key, item in after.items()
        if (change := _describe(before.get(key), item, new, cited_before, cited))
    ]
    if old:
        changes += (_describe_gone(item, old) for key, item in before.items() if key not in after)
    changes += compare_references(cited_before, cited, after.values())
    corrections = {change.name for change in changes if change.what == "correction"}
    return EditionChanges(
        slug=slug,
        state="changed" if old else "new",
        alarms=tuple(list_alarms(old, new)) if old else (),
        facts=tuple(_compare_edition_files(old, new)) if old else (),
        said=tuple(_say_of_text(old, new)),
        changes=(*(compare_texts(old, new, corrections) if old else ()), *changes),
    )


def _say_of_text(old: Pieces | None, new: Pieces) -> Iterator[str]:
    if not new.texts:
        yield "the text cannot be read as it is now, so that passages are missing below: see what the check says"
    yield from list_id_changes(old, new)


def _list_references(pieces: Pieces | None) -> References:
    return {reference.id: reference for reference in (pieces.files.references if pieces else ())}


def _describe(
    before: Item | None, item: Item, new: Pieces, known_before: References, known: References
) -> Change | None:
    """Return what is new in an entry, None where nothing is."""
    differing = (
        tuple(compare_fields(before.fields, item.fields, leave=item.prose)) if before else ()
    )
    is_same = before is not None and before.source == item.source
    if is_same and not differing:
        return None
    body: Marked = ()
    if not is_same:
        body = show_difference(before.source, item.source) if before else show_prose(item.source)
    place, passage = _find_passage(item, new)
    editors = frozenset(new.files.edition.fields.editors if new.files.edition else ())
    is_found = bool(passage) or not new.texts
    looks = list_looks(before, item, known, editors=editors, is_found=is_found)
    return Change(
        what=item.what,
        name=item.name,
        state="changed" if before else "new",
        path=item.path,
        facts=tuple(list_facts(item)),
        fields=differing,
        place=place,
        passage=passage,
        body=body,
        sources=tuple(name_source(key, known, known_before) for key in item.cited),
        look=tuple(looks),
    )


def _describe_gone(item: Item, old: Pieces) -> Change:
    place, passage = _find_passage(item, old)
    look = "see that nothing leads to it; if it was published, variorum ids withdraws it"
    return Change(
        what=item.what,
        name=item.name,
        state="removed",
        path=item.path,
        facts=tuple(list_facts(item)),
        place=place,
        passage=passage,
        look=(look,) if item.what in ("note", "essay") else (),
    )


def _find_passage(item: Item, pieces: Pieces) -> tuple[str, Marked]:
    """Return the place of a note or a correction and the words around it, as far as it has them."""
    if item.what == "correction":
        return show_emended(item.name, pieces.texts)
    for note in pieces.notes if item.what == "note" else ():
        if note.entry.name == item.stem:
            blocks = (b for t in pieces.texts if t.slug == note.target.text for b in t.blocks)
            block = next(block for block in blocks if block.id == note.target.block)
            return note.entry.fields.target, show_place(block.text, note.anchor)
    return "", ()


def _compare_edition_files(old: Pieces, new: Pieces) -> Iterator[tuple[str, str, str]]:
    if old.files.edition and new.files.edition:
        differing = compare_fields(old.files.edition.fields, new.files.edition.fields, leave="")
        yield from (field for field in differing if field[0] not in APART)
