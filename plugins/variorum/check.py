"""What a whole edition must satisfy, beyond what each file says by itself."""

import calendar
from collections.abc import Iterable, Iterator, Mapping, Sequence

from variorum.fold import fold
from variorum.model import RegisteredId, Text
from variorum.printed_dates import find_dates
from variorum.problems import Position, Problem, Severity, find_nearest
from variorum.prose import ProseDraft
from variorum.read.folder import Entry, Folder
from variorum.read.references import RawReference
from variorum.read.schema import AnnotationFile, EditionFile, EmendationFile, TermFile
from variorum.read.values import UNKNOWN
from variorum.reading import OffsetMap
from variorum.sure import repair_word

UNCITED_KINDS = frozenset({"textual", "explanation"})
"""Kinds of annotation that may stand on the text alone."""
UNWRITTEN = "TODO:"
"""With this begins what a tool has put into a note for somebody to write the note in place of it."""


_WANTED = {
    "title": "the title as the text prints it",
    "author": "the name, as `{family: …, given: …}` or `{literal: …}`,",
    "issued": "the day it appeared, as YYYY-MM-DD, YYYY-MM or YYYY,",
    "editors": "who edits it",
}
"""What is to be written in fields that are not filled in."""


def check_metadata(edition: Entry[EditionFile], texts: Sequence[Text]) -> Iterator[Problem]:
    """Yield where title, author, date or publication are not what the front matter prints.

    An edition whose texts have no front matter has nothing to agree with; where it has several, a text with a title
    of its own prints that of a part, not the edition's. What is printed in another form is an error; that nothing like it is
    printed is told, and an error only in a strict edition: a page may say in its head alone who wrote it.
    """
    fields = edition.fields
    whole = [text for text in texts if len(texts) == 1 or text.title == fields.title]
    front = [fold(block.text) for text in whole for block in text.blocks if block.part == "front"]
    if not front:
        return
    words = "\n".join(front)
    casefolded = words.casefold()
    # a correction stands alone: until edition.yml follows it, that is told and stops nothing
    before = fold("\n".join(_find_printed_front(text) for text in whole))
    names = [
        author.literal or f"{author.given or ''} {author.family or ''}".strip()
        for author in fields.author
    ]
    expected: list[tuple[Position, str, str | None]] = [
        (edition.at("title"), "title", fields.title),
        (edition.at("container-title"), "container-title", fields.container_title),
        *((edition.at("author", i), "author", name) for i, name in enumerate(names)),
    ]
    strict = fields.commentary.strict
    for at, name, value in expected:
        if value and value != UNKNOWN and fold(value).casefold() not in casefolded:
            near = find_nearest(fold(value), front) or ""
            if name == "container-title" and not near and not strict:
                continue  # a page prints its newspaper's name at its top, not before the article
            was_printed = fold(value).casefold() in before.casefold()
            is_sure = (strict or bool(near)) and not was_printed
            yield _disagree(at, name, value, near, is_sure=is_sure)
    issued = fields.issued
    if issued == UNKNOWN or any(form in casefolded for form in _write_date(issued)):
        return
    printed = [words[found.start : found.end] for found in find_dates(words) if not found.is_change]
    agreed = any(
        found.value.startswith(issued) or issued.startswith(found.value)
        for found in find_dates(words)
    )
    if not agreed and any(character.isdigit() for character in words):
        near = printed[0] if printed else ""
        was_printed = any(
            found.value.startswith(issued) or issued.startswith(found.value)
            for found in find_dates(before)
        )
        is_sure = (strict or bool(near)) and not was_printed
        yield _disagree(edition.at("issued"), "issued", issued, near, is_sure=is_sure)


def _find_printed_front(text: Text) -> str:
    """Return what the copy-text prints for the front matter."""
    end = max((block.span.end for block in text.blocks if block.part == "front"), default=0)
    offsets = OffsetMap(
        tuple(change.printed for change in text.changes),
        tuple(change.reading for change in text.changes),
    )
    return text.printed[: offsets.to_printed(end)]


def check_filled(edition: Entry[EditionFile]) -> Iterator[Problem]:
    """Yield what an edition that was begun by a program still has to say."""
    fields = edition.fields
    said: list[tuple[tuple[str | int, ...], str | None]] = [
        (("title",), fields.title),
        *((("author", i), author.literal) for i, author in enumerate(fields.author)),
        (("issued",), fields.issued),
        *((("editors", i), name) for i, name in enumerate(fields.editors)),
    ]
    for steps, value in said:
        if value == UNKNOWN:
            text = f'"{steps[0]}" is still to be filled in'
            mend = f"write {_WANTED[str(steps[0])]} in place of the question mark"
            yield Problem("V409", edition.at(*steps), text, mend=mend)


def _disagree(at: Position, name: str, value: str, near: str, *, is_sure: bool) -> Problem:
    text = f'{name} "{value}" does not stand in the front matter'
    mend = "correct edition.yml, or emend the copy-text"
    if not near:
        mend += "; if it is printed nowhere, begin `body.from` with the first words of all"
    nearest = f'"{near}"' if near else ""
    return Problem(
        "V405", at, text, mend=mend, nearest=nearest, severity="error" if is_sure else "advice"
    )


def _write_date(issued: str) -> set[str]:
    """Return the ways in which a date may be printed, in small letters: English names, figures, ISO 8601."""
    year, *rest = issued.split("-")
    if not rest:
        return {year}
    month = int(rest[0])
    names = [calendar.month_name[month].lower(), calendar.month_abbr[month].lower()]
    if len(rest) == 1:
        return {issued, *(f"{name}{dot} {year}" for name in names for dot in ("", ".", ","))}
    day = int(rest[1])
    forms = {issued, year + rest[0] + rest[1]}
    for name in names:
        for dot in ("", "."):
            for number in (str(day), f"{day:02}", f"{day}{_ordinal(day)}"):
                forms |= {
                    f"{name}{dot} {number}, {year}",
                    f"{name}{dot} {number} {year}",
                    f"{number} {name}{dot} {year}",
                    f"{number} {name}{dot}, {year}",
                    f"{number} of {name}{dot} {year}",
                }
    for separator in "./-":
        forms |= {
            f"{first}{separator}{second}{separator}{year}"
            for a, b in ((day, month), (month, day))
            for first, second in ((str(a), str(b)), (f"{a:02}", f"{b:02}"))
        }
    return forms


def _ordinal(day: int) -> str:
    if 11 <= day <= 13:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def check_emendations(entries: Iterable[Entry[EmendationFile]]) -> Iterator[Problem]:
    """Yield where a correction suggested on the page still has what stood there to be replaced."""
    for entry in entries:
        yield from _find_unwritten(entry, "reason", entry.fields.reason, severity="error")
        for name in entry.fields.by:
            yield from _find_unwritten(entry, "by", name)


def _find_unwritten(
    entry: Entry[AnnotationFile] | Entry[EmendationFile],
    field: str,
    words: str,
    *,
    severity: Severity = "advice",
) -> Iterator[Problem]:
    if words.startswith(UNWRITTEN):
        text = f'"{field}" is still to be filled in'
        mend = f'write it in place of "{words}"'
        yield Problem("V409", entry.at(field), text, mend=mend, severity=severity)


def check_annotations(
    entries: Iterable[Entry[AnnotationFile]],
    drafts: Mapping[str, ProseDraft],
    *,
    unread: frozenset[str],
    uncited: frozenset[str] = UNCITED_KINDS,
) -> Iterator[Problem]:
    """Yield where a note is not written, lacks a citation, or sees itself or a note that isn't there.

    Args:
        entries: The notes' files.
        drafts: The bodies, by stem.
        unread: Addresses of notes whose files could not be read.
        uncited: The kinds that may be published without a citation; drafts of `UNCITED_KINDS` may always do without.
    """
    kept = list(entries)
    stems = {*(entry.name for entry in kept), *(name.removeprefix("note-") for name in unread)}
    for entry in kept:
        fields = entry.fields
        for i, stem in enumerate(fields.see):
            at = entry.at("see", i)
            if stem == entry.name:
                yield Problem("V207", at, "the note sees itself", mend="delete the line")
            elif stem not in stems:
                near = find_nearest(stem, stems)
                mend = f'write "{near}"' if near else "write the name of a note's file without .md"
                repair = repair_word(at, stem, stems)
                yield Problem("V208", at, f'no note "{stem}" to see', mend=mend, repair=repair)
        is_draft = fields.status == "draft"
        # what is proposed may leave them to the editors, what is published may not
        severity: Severity = "advice" if is_draft else "error"
        yield from _find_unwritten(entry, "title", fields.title, severity=severity)
        for name in fields.by:
            yield from _find_unwritten(entry, "by", name, severity=severity)
        if entry.body.startswith(UNWRITTEN):
            text = f'the body is not yet written: it begins with "{UNWRITTEN}"'
            mend = "write it in place of these words"
            yield Problem("V117", entry.body_at, text, mend=mend)
            continue
        draft = drafts.get(entry.name)
        free = UNCITED_KINDS if is_draft else uncited
        if draft and not draft.clusters and fields.kind not in free:
            text = f"a note of kind {fields.kind} without a citation"
            mend = "cite what it rests on, as [@key, p. 3]"
            yield Problem("V209", entry.body_at, text, mend=mend, severity=severity)


def check_glossary(entries: Sequence[Entry[TermFile]]) -> Iterator[Problem]:
    """Yield terms given twice, terms that see one that isn't there, and circles of terms that see one another."""
    owner: dict[str, Entry[TermFile]] = {}
    for entry in entries:
        for step, name in (
            ("term", entry.fields.term),
            *(("variants", v) for v in entry.fields.variants),
        ):
            if name in owner and owner[name] is not entry:
                text = f'"{name}" is in the glossary twice'
                yield Problem("V120", entry.at(step), text, mend="make one entry of the two")
            owner.setdefault(name, entry)
    sees: dict[str, list[str]] = {}
    for entry in entries:
        for i, name in enumerate(entry.fields.see):
            if name not in owner:
                near = find_nearest(name, owner)
                mend = f'write "{near}"' if near else "add the term, or delete the line"
                at = entry.at("see", i)
                repair = repair_word(at, name, owner)
                yield Problem("V121", at, f'no term "{name}" to see', mend=mend, repair=repair)
            else:
                sees.setdefault(entry.fields.term, []).append(owner[name].fields.term)
    for circle in _find_circles(sees):
        at = owner[circle[0]].at("see")
        text = f"terms that see one another in a circle: {' → '.join([*circle, circle[0]])}"
        yield Problem("V122", at, text, mend='take one "see" away')


def _find_circles(sees: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Return circles of a graph, each as it is met by walking from each term in order; every term is walked once."""
    done: set[str] = set()
    circles: list[list[str]] = []
    for start in sees:
        trail: list[str] = []
        waiting: list[tuple[str, int]] = [(start, 0)]
        while waiting:
            term, depth = waiting.pop()
            done.update(trail[depth:])
            del trail[depth:]
            if term in trail:
                circles.append(trail[trail.index(term) :])
            elif term not in done:
                trail.append(term)
                waiting += [(other, depth + 1) for other in reversed(sees.get(term, ()))]
        done.update(trail)
    return circles


def check_references(
    references: Iterable[RawReference], cited: Iterable[str], *, severity: Severity = "advice"
) -> Iterator[Problem]:
    """Yield the references that nobody cites."""
    keys = set(cited)
    for reference in references:
        if reference.id not in keys:
            text = f'nobody cites "{reference.id}"'
            mend = f"cite it as [@{reference.id}], or take it out"
            yield Problem("V502", reference.find_position(), text, mend=mend, severity=severity)


def check_status(
    folder: Folder, registered: Iterable[RegisteredId], *, with_drafts: bool
) -> Iterator[Problem]:
    """Yield, as advice, the notes that are drafts, and as errors those of them that were published.

    Args:
        folder: What the edition's files say.
        registered: Every id of the edition.
        with_drafts: Whether drafts are taken in all the same.
    """
    published = {item.id for item in registered if not item.retired}
    for entry in folder.annotations:
        if entry.fields.status != "draft":
            continue
        if f"note-{entry.name}" in published:
            text = "the note was published, and as a draft it would be gone from its address"
            mend = (
                "say `status: disputed`; or delete the file, and `variorum ids` withdraws the note"
            )
            yield Problem("V322", entry.at("status"), text, mend=mend)
        else:
            text = "a draft: taken in here" if with_drafts else "a draft: left out of builds"
            mend = "say `status: reviewed` and who reviewed it, once it is"
            yield Problem("V211", entry.at("status"), text, mend=mend, severity="advice")
