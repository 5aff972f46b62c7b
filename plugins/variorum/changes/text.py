"""Two states of an edition's texts and registry → what differs in them, and what of it ought not to."""

from collections.abc import Iterator, Set

from variorum.build import Pieces
from variorum.changes.model import Change, Marked, Piece
from variorum.changes.words import show_difference, show_place
from variorum.kept import find_altered
from variorum.model import Block, Span, Text
from variorum.model import Change as ChangeOfText
from variorum.read.registry import show_address

MOST = 100
"""Alarms told of one edition: whoever sees a hundred has seen enough."""


def list_alarms(old: Pieces, new: Pieces) -> Iterator[str]:
    """Yield what differs in the copy-texts and in what the registry said of ids that were there."""
    alarms = [problem.text for problem in find_altered(old.files, new.files)]
    yield from alarms[:MOST]
    if len(alarms) > MOST:
        yield f"and {len(alarms) - MOST} more of the kind"


def list_id_changes(old: Pieces | None, new: Pieces) -> Iterator[str]:
    """Yield, in a sentence each, the ids that are new and those that retire."""
    known = {(line.text, line.id): line for line in old.lines} if old else {}
    fresh = [
        show_address(line.text, line.id) for line in new.lines if (line.text, line.id) not in known
    ]
    if fresh:
        shown = (
            f"{', '.join(fresh[:12])}{f' and {len(fresh) - 12} more' if len(fresh) > 12 else ''}"
        )
        yield f"{len(fresh)} new permanent {'id' if len(fresh) == 1 else 'ids'}: {shown}"
    for line in new.lines:
        before = known.get((line.text, line.id))
        if before and line.retired and not before.retired:
            leads = ", ".join(line.successor) or "nothing"
            why = f" ({line.reason})" if line.reason else ""
            yield f"{show_address(line.text, line.id)} retires{why} and leads to {leads}"


def show_emended(name: str, texts: tuple[Text, ...]) -> tuple[str, Marked]:
    """Return where a correction is made first, and what it puts in the place of what; nothing where it is not made."""
    for text in texts:
        for change in text.changes:
            if change.emendation != name:
                continue
            old, new = _take_whole_words(text, change)
            printed, reading = text.printed[old.start : old.end], text.reading[new.start : new.end]
            shown: Marked = (
                Piece("del", _show_breaks(printed)),
                Piece("ins", _show_breaks(reading)),
            )
            if printed == reading:  # a link that is dropped leaves its words
                shown = (Piece("strong", reading),)
            marked = tuple(piece for piece in shown if piece.words)
            block = next((b for b in text.blocks if b.span.end >= new.start), None)
            place = show_address(text.slug, block.id) if block and block.id else ""
            if block and block.start <= new.start and new.end <= block.span.end:
                here = Span(new.start - block.start, new.end - block.start)
                return place, show_place(block.text, here, marked=marked)
            return place, show_place(text.reading, new, marked=marked)
    return "", ()


def _show_breaks(words: str) -> str:
    """Return words with a sign where a paragraph ends, since only that may differ."""
    return words.replace("\n\n", " ¶ ")


def _take_whole_words(text: Text, change: ChangeOfText) -> tuple[Span, Span]:
    """Return the places of a change with the rest of the words that it divides, which print and edition have in common."""
    printed, reading = text.printed, text.reading
    a, b = change.printed.start, change.reading.start
    while a and b and printed[a - 1] == reading[b - 1] and not reading[b - 1].isspace():
        a, b = a - 1, b - 1
    c, d = change.printed.end, change.reading.end
    while (
        c < len(printed)
        and d < len(reading)
        and printed[c] == reading[d]
        and not reading[d].isspace()
    ):
        c, d = c + 1, d + 1
    return Span(a, c), Span(b, d)


def compare_texts(old: Pieces, new: Pieces, corrections: Set[str]) -> Iterator[Change]:
    """Yield the blocks that read otherwise than before, or are new or gone, and not because of a correction that is told."""
    before = {(text.slug, block.id): (text, block) for text in old.texts for block in text.blocks}
    after = {(text.slug, block.id): (text, block) for text in new.texts for block in text.blocks}
    for key, (text, block) in after.items():
        was = before.get(key)
        if was and was[1].text == block.text:
            continue
        if _is_corrected(text, block, corrections) or (was and _is_corrected(*was, corrections)):
            continue
        name = show_address(*key) or "a passage without an id yet"
        yield Change(
            "text", name, "changed" if was else "new", text.path, passage=show_difference(was[1].text if was else "", block.text)
        )  # fmt: skip
    for key, (text, block) in before.items():
        if new.texts and key not in after and not _is_corrected(text, block, corrections):
            passage = show_place(
                block.text, Span(0, len(block.text)), marked=(Piece("del", block.text),)
            )
            yield Change("text", show_address(*key), "removed", text.path, passage=passage)


def _is_corrected(text: Text, block: Block, corrections: Set[str]) -> bool:
    span = block.span
    return any(
        change.emendation in corrections
        and change.reading.start <= span.end
        and span.start <= change.reading.end
        for change in text.changes
    )
