"""Two states of an edition, as its files have them → what differs."""

from collections.abc import Iterator, Mapping

from variorum.build import Pieces
from variorum.changes.items import Item, list_items
from variorum.changes.looks import list_facts, list_looks
from variorum.changes.model import Change, EditionChanges, Marked
from variorum.changes.sources import References, compare_references, name_source
from variorum.changes.text import compare_texts, list_alarms, list_id_changes, show_emended
from variorum.changes.values import compare_fields
from variorum.changes.words import show_difference, show_place, show_prose
from variorum.kept import find_uncompared

ADDRESSES = {"note": "note", "essay": "sidebar"}
"""What the permanent id of an entry with a file of its own begins with."""
UNREAD = 20
"""Files with errors that are named."""

Key = tuple[str, str]


def compare(old: Pieces | None, new: Pieces | None, *, slug: str) -> EditionChanges:
    """Return what differs between two states of an edition; None stands for one that was not, or is no longer, there."""
    if new is None:
        alarm = f'the edition "{slug}" is gone, and with it every address of it'
        return EditionChanges(slug, "removed", alarms=(alarm,))
    before = {(item.what, item.key): item for item in list_items(old)} if old else {}
    after = {(item.what, item.key): item for item in list_items(new)}
    cited_before, cited = _list_references(old), _list_references(new)
    renamed = dict(_pair_renamed(before, after))
    changes = [
        change
        for key, item in after.items()
        if (change := _describe(before.get(renamed.get(key, key)), item, new, cited_before, cited))
    ]
    # what could not be read is not gone
    unread = {problem.position.path for problem in new.problems}
    if old:
        kept = {*after, *renamed.values()}
        gone = [item for key, item in before.items() if key not in kept]
        changes += (_describe_gone(item, old, new) for item in gone if item.path not in unread)
    changes += (
        change
        for change in compare_references(cited_before, cited, after.values())
        if change.state != "removed" or change.path not in unread
    )
    corrections = {change.name for change in changes if change.what == "correction"}
    return EditionChanges(
        slug=slug,
        state="changed" if old else "new",
        alarms=tuple(list_alarms(old, new)) if old else (),
        facts=tuple(_compare_edition_files(old, new)) if old else (),
        said=tuple(_say_of_text(old, new)),
        # a text that could not be read before is not new
        changes=(*(compare_texts(old, new, corrections) if old and old.texts else ()), *changes),
    )


def _say_of_text(old: Pieces | None, new: Pieces) -> Iterator[str]:
    if not new.texts:
        yield "the text cannot be read as it is now, so that passages are missing below: see what the check says"
    if old:
        yield from (problem.text for problem in find_uncompared(old.files, new.files))
        if not old.texts:
            yield "the text could not be read as it was, so that what differs in it is not told below"
    yield from _name_unread(old, new)
    yield from list_id_changes(old, new)


def _name_unread(old: Pieces | None, new: Pieces) -> Iterator[str]:
    """Yield the files that cannot be read as they are, or not all of them, and could be before, each with its first error."""
    known = {(p.position.path, p.code, p.text) for p in old.problems} if old else set()
    first = {
        problem.position.path: problem
        for problem in reversed(new.problems)
        if (problem.position.path, problem.code, problem.text) not in known
    }
    for path, problem in sorted(first.items())[:UNREAD]:
        yield f"{path} cannot be read as it should be, so that what it says may be missing below: {problem.text}"
    if len(first) > UNREAD:
        yield f"neither can {len(first) - UNREAD} more: see what the check says"


def _pair_renamed(
    before: Mapping[Key, Item], after: Mapping[Key, Item]
) -> Iterator[tuple[Key, Key]]:
    """Yield each new note or essay that is an old one under another name, as its title or its words tell, with that."""
    gone = {key: item for key, item in before.items() if key not in after}
    for key, item in after.items():
        if key in before or item.what not in ADDRESSES:
            continue
        alike = [
            was
            for was, old in gone.items()
            if old.what == item.what and (old.name == item.name or old.source == item.source)
        ]
        if len(alike) == 1:
            del gone[alike[0]]
            yield key, alike[0]


def _list_references(pieces: Pieces | None) -> References:
    return {reference.id: reference for reference in (pieces.files.references if pieces else ())}


def _describe(
    before: Item | None, item: Item, new: Pieces, known_before: References, known: References
) -> Change | None:
    """Return what is new in an entry, None where nothing is."""
    differing = (
        tuple(compare_fields(before.fields, item.fields, leave=item.prose)) if before else ()
    )
    if before and before.stem != item.stem:
        differing = (("file", f"{before.stem}.md", f"{item.stem}.md"), *differing)
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


def _describe_gone(item: Item, old: Pieces, new: Pieces) -> Change:
    place, passage = _find_passage(item, old)
    address = f"{ADDRESSES.get(item.what)}-{item.stem}"
    is_published = any(line.id == address and not line.retired for line in new.lines)
    todo = "; it was published, and variorum ids withdraws it" if is_published else ""
    look = f"see that nothing leads to it{todo}"
    return Change(
        what=item.what,
        name=item.name,
        state="removed",
        path=item.path,
        facts=tuple(list_facts(item)),
        place=place,
        passage=passage,
        look=(look,) if item.what in ADDRESSES else (),
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
        yield from compare_fields(old.files.edition.fields, new.files.edition.fields, leave="")
