"""Words that do not stand where their file says → where they do, for certain: of notes, and of corrections.

For certain means that nothing else could have been meant: there is one such place, and the words in it are the same but for capitals
and marks, or are those that a correction put in the place of the words that were quoted. What is only alike is left to people.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, islice

import regex

from variorum.anchor import find_all, is_boundary
from variorum.fold import fold, fold_with_map
from variorum.model import Block, Change, Span, Target, Text
from variorum.problems import Repair
from variorum.read.folder import Entry
from variorum.read.scalars import rewrite_scalar
from variorum.read.schema import AnnotationFile, EmendationFile
from variorum.reading import OffsetMap, Words

LIKE = 75
"""Of 100 (rapidfuzz's ratio): what is as like a quote may be the same words, changed."""
WAYS = 300
"""Sets of a block's corrections that are undone in turn to find a quote: all of eight, or any two or three of a dozen."""
TELLING = 3
"""Words that a quote must have to be taken for the same in another paragraph."""

_WORD = regex.compile(r"[\p{L}\p{N}\p{M}]+")


def recover_quote(
    entry: Entry[AnnotationFile], target: Target, texts: Sequence[Text]
) -> Repair | None:
    """Return what mends a note whose quote does not stand in its block, if that is certain."""
    fields = entry.fields
    text = next(text for text in texts if text.slug == target.text)
    block = next(block for block in text.blocks if block.id == target.block)
    spans = [*_find_same_words(fields.quote, block.text)]
    if len(spans) == 1:
        words = block.text[spans[0].start : spans[0].end]
        return rewrite_scalar(entry.data, (*entry.steps, "quote"), words)
    if not spans and (name := _find_elsewhere(fields, block, texts)):
        return Repair(entry.at("target"), fields.target, name)
    return None


def recover_source(entry: Entry[EmendationFile], texts: Sequence[Words]) -> Repair | None:
    """Return what mends a correction whose words are printed nowhere, if they are but for the form of marks and spaces."""
    fields = entry.fields
    source = fields.source.strip("\n")
    found: list[str] = []
    for words in texts:
        spans = find_all(source, words.text)
        found += (words.text[span.start : span.end] for span in spans)
    if len(found) != fields.times or len(set(found)) != 1:
        return None
    # a break between two blocks is never put in or taken out
    if found[0].count("\n") != source.count("\n"):
        return None
    return rewrite_scalar(entry.data, (*entry.steps, "source"), found[0])


def find_uncorrected(
    fields: AnnotationFile, text: Text, block: Block
) -> tuple[Span, tuple[str, ...]] | None:
    """Find the passage that a note quotes as it read before it was corrected.

    Args:
        fields: Of the note; its quote, with its prefix and suffix, is not in the block.
        text: That the block is of.
        block: That the note is aimed at.

    Returns:
        The span in the block, as the edition reads it now, with the ids of the corrections that the quote has not followed, as few as may
        be; None where there is no such passage or several, or nothing of it is left.
    """
    changes = block.find_changes(text.changes)
    names = tuple(dict.fromkeys(change.emendation for change in changes if change.emendation))
    for way in _list_ways(names):
        undone = [change for change in changes if change.emendation in way]
        spans = {*_find_undone(fields, text, block, undone)}
        if spans:
            return (spans.pop(), way) if len(spans) == 1 else None
    return None


def _list_ways(names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the corrections that a quote may not have followed, the fewest first; of a great many the likeliest alone."""
    ways = (way for count in range(1, len(names)) for way in combinations(names, count))
    yield from islice(ways, WAYS)
    yield tuple(names)


def _find_undone(
    fields: AnnotationFile, text: Text, block: Block, changes: Sequence[Change]
) -> Iterator[Span]:
    """Yield the places in a block of what a note quotes, once some changes in it are undone."""
    pieces: list[str] = []
    before: list[Span] = []
    length = done = 0
    readings = [
        Span(change.reading.start - block.start, change.reading.end - block.start)
        for change in changes
    ]
    for change, reading in zip(changes, readings, strict=True):
        printed = text.printed[change.printed.start : change.printed.end]
        length += reading.start - done
        pieces += (block.text[done : reading.start], printed)
        before.append(Span(length, length + len(printed)))
        length += len(printed)
        done = reading.end
    whole = "".join([*pieces, block.text[done:]])
    offsets = OffsetMap(tuple(before), tuple(readings))
    for span in find_all(fields.quote, whole, prefix=fields.prefix, suffix=fields.suffix):
        start = offsets.to_reading(span.start, outermost=False, is_end=False)
        end = offsets.to_reading(span.end, outermost=False, is_end=True)
        if start == end or not (is_boundary(block.text, start) and is_boundary(block.text, end)):
            continue
        cuts = any(
            old.start < span.end
            and span.start < old.end
            and not span.start <= old.start < old.end <= span.end
            for old in before
        )
        if not cuts or _is_like(fields.quote, block.text[start:end]):
            yield Span(start, end)


def _is_like(quote: str, words: str) -> bool:
    """Say whether of words in the middle of which a change began or ended enough is left."""
    from rapidfuzz import fuzz  # takes a while, and most quotes are found

    return fuzz.ratio(fold(quote).casefold(), fold(words).casefold()) >= LIKE


def _find_same_words(quote: str, text: str) -> Iterator[Span]:
    """Yield the places of a text that have the words of a quote, in whatever capitals and with whatever marks."""
    from variorum.nearest import take_marks  # takes a while, and most quotes are found

    needle = fold(quote)
    folded = fold_with_map(text)
    wanted = [found[0].casefold() for found in _WORD.finditer(needle)]
    words = list(_WORD.finditer(folded.text))
    there = [found[0].casefold() for found in words]
    for i in range(len(there) - len(wanted) + 1) if wanted else ():
        if there[i : i + len(wanted)] == wanted:
            start, end = words[i].start(), words[i + len(wanted) - 1].end()
            yield folded.to_original(*take_marks(folded.text, start, end, like=needle))


def _find_elsewhere(fields: AnnotationFile, own: Block, texts: Sequence[Text]) -> str | None:
    """Return the name of the only other block that has a quote, if its own has nothing like it."""
    if len(_WORD.findall(fields.quote)) < TELLING:
        return None
    found = [
        f"{text.slug}#{block.id}" if text.slug else block.id
        for text in texts
        for block in text.blocks
        for _ in find_all(fields.quote, block.text, prefix=fields.prefix, suffix=fields.suffix)
    ]
    if len(found) != 1:
        return None
    from variorum.nearest import find_nearest_passage  # takes a while, and most quotes are found

    near = find_nearest_passage(fields.quote, [own.text])
    return found[0] if near is None or near[2] < LIKE else None
