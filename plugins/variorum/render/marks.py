"""Notes and emendations of a text → the lemmas, runs and signs on each of its blocks."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

import regex

from variorum.model import Annotation, Block, Change, Edition, Emendation, Span, Text
from variorum.reading import common_length
from variorum.render.html import EMPTY, Html, element, find_safe_url
from variorum.render.text import Changed, Emended, Lemma, Sign, TermLink
from variorum.wording import Wording, wording_of

_JOINERS = "'’‐‑-.,·־"
"""Signs that stand within a word when letters or figures are on both sides: Russia’s, U.S, 3,000."""
UNPARTED = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
"""Letters of the scripts that do not part words by spaces: their words have no ends to be found."""
_LETTER = regex.compile(rf"[[\p{{L}}\p{{N}}\p{{M}}_]--{UNPARTED}]", regex.V1)
_ATTACHED = regex.compile(r"[\p{M}\u200c\u200d\u00ad]")  # a combining mark, a joiner
_LINE, _IMAGE, _AUTHOR, _CORRECTION, _NOTE = range(5)
_SPLIT = frozenset({"paragraph", "heading"})
"""Kinds of block that print may have had as one paragraph with the next."""
NAMED_PLACES = 24
"""Signs of a block for which the style has names."""
NUMBERED_LINES = 5
"""Of so many lines of verse one bears its number."""


@dataclass(frozen=True, slots=True)
class Call:
    """A sign that refers to something beside the block: a note, the account of a correction."""

    position: int
    """Where the sign stands."""
    order: int
    """Which of several at one place comes first."""
    name: str
    """The id of what it refers to: `note-STEM`, `correction-ID`."""
    attributes: Mapping[str, str | None]
    """Of the sign."""


@dataclass(slots=True)
class Marks:
    """What lies on one block; offsets are the block's."""

    lemmas: list[Lemma] = field(default_factory=list)
    emended: list[Emended] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    """In the order of their signs."""
    terms: list[TermLink] = field(default_factory=list)
    split: str | None = None
    """Which part of one printed paragraph the edition has made the block: `first`, `on`, `last`; None of most."""


def place_marks(edition: Edition, text: Text) -> Mapping[str, Marks]:
    """Return what lies on each block of a text, by the block's id."""
    marks = {block.id: Marks() for block in text.blocks}
    wording = wording_of(edition)
    _place_emendations(edition, text, marks)
    _place_author_notes(text, marks, wording)
    _place_line_numbers(text, marks)
    blocks = {block.id: block for block in text.blocks}
    for annotation in edition.annotations_of(text.slug):
        block, placed = blocks[annotation.block], marks[annotation.block]
        placed.lemmas.append(Lemma(annotation.anchor, annotation.stem, annotation.kind))
        place = find_sign_place(block, annotation.anchor.end)
        order = _NOTE * 1_000_000 + annotation.number
        attributes = _describe_note(annotation, wording)
        placed.calls.append(Call(place, order, f"note-{annotation.stem}", attributes))
    for placed in marks.values():
        placed.calls.sort(key=lambda call: (call.position, call.order))
        for index, call in enumerate(placed.calls):
            classes = name_place(index, call.attributes["class"])
            sign = element("a", {**call.attributes, "class": classes})
            placed.signs.append(Sign(call.position, call.order, sign))
    return marks


def name_place(index: int, classes: str | None) -> str:
    """Return the classes of a sign, or of its note, with the one by which the note finds the sign; the first of a block needs none.

    Those beyond the last class stand below one another.

    Source: CSS Anchor Positioning, section 2.3: of several boxes of one name the last before the note is meant.
    """
    return f"{classes} vr-at-{min(index + 1, NAMED_PLACES)}" if index else f"{classes}"


def find_sign_place(block: Block, position: int) -> int:
    """Find where a sign goes that belongs to a place: never inside a word, never inside a link."""
    links = [r for r in block.ranges if r.kind == "link" and find_safe_url(r.target)]
    while True:
        moved = position
        while 0 < moved < len(block.text) and _is_inside_word(block.text, moved):
            moved += 1
        moved = max([moved, *(r.end for r in links if r.start < moved < r.end)])
        if moved == position:
            return position
        position = moved


def _is_inside_word(text: str, position: int) -> bool:
    before, after = text[position - 1], text[position]
    if _ATTACHED.match(after):
        return True
    if _LETTER.match(before):
        following = text[position + 1 : position + 2]
        return bool(_LETTER.match(after)) or (
            after in _JOINERS and _LETTER.match(following) is not None
        )
    preceding = text[position - 2 : position - 1] if position > 1 else ""
    return before in _JOINERS and bool(_LETTER.match(after)) and bool(_LETTER.match(preceding))


def _describe_note(annotation: Annotation, wording: Wording) -> Mapping[str, str | None]:
    """Return the attributes of the sign of a note; its number is counted by the style."""
    return {
        "class": "vr-noteref",
        "href": f"#note-{annotation.stem}",
        "role": "doc-noteref",
        "aria-label": wording.name_note(annotation),
        **wording.inline,
    }


def _place_emendations(edition: Edition, text: Text, marks: Mapping[str, Marks]) -> None:
    known = {emendation.id: emendation for emendation in edition.emendations}
    starts = [block.start for block in text.blocks]
    wording = wording_of(edition)
    for change, name in name_changes(text):
        printed = text.printed[change.printed.start : change.printed.end]
        first = {"id": name, "data-source": printed}
        _mark_split(change, printed, text.blocks, marks)
        narrow, words = narrow_change(change, printed, text.reading)
        if change.reading.start == change.reading.end:
            first["data-printed"] = words
        elif words or narrow.start < narrow.end:
            for number, (block, span) in enumerate(_cut(narrow, text.blocks, starts)):
                marks[block.id].changed.append(Changed(span, "" if number else words))
        for number, (block, span) in enumerate(_cut(change.reading, text.blocks, starts)):
            placed = marks[block.id]
            # an emendation of two blocks has its id and its sign in the first of them
            once = first if number == 0 else {}
            placed.emended.append(Emended(span, change.emendation, once))
            if number == 0:
                emendation = known.get(change.emendation)
                attributes = _describe_correction(emendation, change, printed, wording)
                place = find_sign_place(block, span.end)
                order = _CORRECTION * 1_000_000 + len(placed.calls)
                name = f"correction-{change.emendation}"
                placed.calls.append(Call(place, order, name, attributes))


def name_changes(text: Text) -> Iterator[tuple[Change, str]]:
    """Yield the changes of a text that an emendation declares, with the ids of their places: `emendation-x`, `emendation-x.2`."""
    counted: Counter[str] = Counter()
    for change in text.changes:
        if change.emendation:
            counted[change.emendation] += 1
            number = counted[change.emendation]
            # no emendation's own id has a full stop
            later = f".{number}" if number > 1 else ""
            yield change, f"emendation-{change.emendation}{later}"


def _mark_split(
    change: Change, printed: str, blocks: Sequence[Block], marks: Mapping[str, Marks]
) -> None:
    """Mark the blocks that a change has made of one paragraph in print."""
    after = bisect_right(blocks, change.reading.start, key=lambda block: block.start)
    begun = list(takewhile(lambda block: block.start <= change.reading.end, blocks[after:]))
    whole = [*blocks[max(after - 1, 0) : after], *begun]
    fits = all(block.kind in _SPLIT and block.part == whole[0].part for block in whole)
    if printed.count("\n\n") >= len(begun) or not fits:
        return
    for before, block in pairwise(whole):
        marks[before.id].split = "on" if marks[before.id].split else "first"
        marks[block.id].split = "last"


def narrow_change(change: Change, printed: str, reading: str) -> tuple[Span, str]:
    """Find the words in which print and edition differ, whole words each.

    Args:
        change: Of the text.
        printed: What was printed in its place.
        reading: Of the whole text.

    Returns:
        Where they are in the reading, and what was printed there.
    """
    read = reading[change.reading.start : change.reading.end]
    head = common_length(printed, read)
    tail = common_length(printed[head:][::-1], read[head:][::-1])
    while any(_parts_word(words, head) for words in (printed, read)):
        head -= 1
    while any(_parts_word(words, len(words) - tail) for words in (printed, read)):
        tail -= 1
    place = change.reading.start
    return Span(place + head, place + len(read) - tail), printed[head : len(printed) - tail]


def _parts_word(words: str, place: int) -> bool:
    return 0 < place < len(words) and _is_inside_word(words, place)


def _cut(
    here: Span, blocks: Sequence[Block], starts: Sequence[int]
) -> Iterator[tuple[Block, Span]]:
    """Yield the parts of a passage that lie in blocks; of one that has no words there, its place."""
    first = max(bisect_right(starts, here.start) - 1, 0)
    found = False
    for block in blocks[first:]:
        if block.start >= here.end:
            break
        start, end = max(here.start, block.start), min(here.end, block.span.end)
        if start < end:
            found = True
            yield block, Span(start - block.start, end - block.start)
    if not found and blocks:
        block = blocks[first]
        place = min(max(here.start - block.start, 0), len(block.text))
        yield block, Span(place, place)


def _describe_correction(
    emendation: Emendation | None, change: Change, printed: str, wording: Wording
) -> Mapping[str, str | None]:
    """Return the attributes of the sign of a correction."""
    dropped = emendation is not None and emendation.kind == "link"
    said = (
        wording["mark.corrected-link"]
        if dropped
        else wording.say("mark.corrected", words=wording.say_printed(printed))
    )
    return {
        "class": "vr-correction",
        "href": f"#correction-{change.emendation}",
        "role": "doc-noteref",
        "aria-label": said,
        **wording.inline,
    }


def _place_author_notes(text: Text, marks: Mapping[str, Marks], wording: Wording) -> None:
    """Place the references to the author's own notes, and links to pictures, which have no words."""
    notes = {block.label: block for block in text.blocks if block.kind == "footnote"}
    referred: set[str] = set()
    for block in text.blocks:
        for item in block.ranges:
            if item.kind == "footnote-reference" and item.target in notes:
                note = notes[item.target]
                sign = _author_sign(note, wording, is_first=note.id not in referred)
                referred.add(note.id)
                place = find_sign_place(block, item.start)
                marks[block.id].signs.append(Sign(place, _AUTHOR, sign))
            elif item.kind == "image":
                place = find_sign_place(block, item.start)
                marks[block.id].signs.append(Sign(place, _IMAGE, _image_sign(item.target, wording)))


def _place_line_numbers(text: Text, marks: Mapping[str, Marks]) -> None:
    for block, place, number in find_numbered_lines(text.blocks):
        attributes = {"class": "vr-line", "data-line": str(number), "aria-hidden": "true"}
        marks[block.id].signs.append(Sign(place, _LINE, element("span", attributes)))


def find_numbered_lines(blocks: Iterable[Block]) -> Iterator[tuple[Block, int, int]]:
    """Find every fifth line of verse, counted through the stanzas that follow one another.

    Yields:
        The stanza, where the line begins in it, and the line's number.
    """
    number = 0
    for block in blocks:
        number = number if block.kind == "verse" else 0
        place = 0
        for line in block.text.split("\n") if block.kind == "verse" else ():
            number += 1
            if number % NUMBERED_LINES == 0:
                yield block, place, number
            place += len(line) + 1


def _author_sign(note: Block, wording: Wording, *, is_first: bool) -> Html:
    return element(
        "a",
        {
            "class": "vr-author-noteref",
            "href": f"#{note.id}",
            "id": f"from-{note.id}" if is_first else None,
            "role": "doc-noteref",
            "aria-label": wording.say("mark.author-note", number=note.id.removeprefix("n")),
            "data-number": note.id,
            **wording.inline,
        },
    )


def _image_sign(target: str, wording: Wording) -> Html:
    url = find_safe_url(target)
    if url is None:
        return EMPTY
    return element(
        "a",
        {
            "class": "vr-picture",
            "href": url,
            "rel": "noopener",
            "aria-label": wording["mark.picture-name"],
            "data-sign": wording["mark.picture"],
            **wording.inline,
        },
    )
