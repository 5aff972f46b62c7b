"""Printed blocks + edits → blocks as the edition reads them, with the map between the two."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from variorum.model import STRUCTURE, Block, Change, PrintedBlock, Range, Span

BOUNDARY = "\n\n"
"""What stands between two blocks in the words of a text."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a copy-text: its printed blocks joined by empty lines."""

    blocks: tuple[PrintedBlock, ...]
    text: str
    starts: tuple[int, ...]
    """Where each block begins in `text`."""

    def block_at(self, offset: int) -> int:
        """Return the index of the block that an offset lies in, or of the one before its boundary."""
        return bisect_right(self.starts, offset) - 1

    def end(self, index: int) -> int:
        """Return where a block ends in `text`."""
        return self.starts[index] + len(self.blocks[index].text)

    def is_wordless(self, index: int) -> bool:
        """Say whether a block has no words, as a picture without a caption has none."""
        return not self.blocks[index].text

    def boundaries(self) -> Iterator[Span]:
        """Yield the empty lines between the blocks."""
        return (Span(self.end(i), self.starts[i + 1]) for i in range(len(self.blocks) - 1))


@dataclass(frozen=True, slots=True)
class Edit:
    """Words of the copy-text to be read otherwise."""

    printed: Span
    """In `Words.text`."""
    reading: str
    emendation: str = ""
    rule: str = ""
    drops_link: bool = False


@dataclass(frozen=True, slots=True)
class Emended:
    """A text as the edition reads it."""

    blocks: tuple[Block, ...]
    """Without ids."""
    changes: tuple[Change, ...]
    cores: "OffsetMap"


def join_blocks(blocks: Iterable[PrintedBlock]) -> Words:
    """Return the words of a copy-text."""
    kept = tuple(blocks)
    starts: list[int] = []
    at = 0
    for block in kept:
        starts.append(at)
        at += len(block.text) + len(BOUNDARY)
    return Words(kept, BOUNDARY.join(block.text for block in kept), tuple(starts))


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Offsets of the copy-text's words ↔ offsets of the reading."""

    printed: tuple[Span, ...]
    """What differs, to the code point, in order."""
    reading: tuple[Span, ...]
    """What stands for each of `printed`."""

    def to_reading(self, offset: int, *, outermost: bool, is_end: bool) -> int:
        """Return where the border of a printed range lies in the reading.

        Inside changed words it moves out to their border. Where words were inserted, a range takes them in
        if it is to be `outermost`: a list item grows, emphasis does not.
        """
        i = bisect_right(self.printed, offset, key=lambda span: span.start) - 1
        if i < 0:
            return offset
        # an insertion next to a change shares its offset: look at the first of the two for a border kept out
        first = i
        while first > 0 and self.printed[first - 1].end == offset == self.printed[first].start:
            first -= 1
        core, read = self.printed[i], self.reading[i]
        if offset > core.end:
            return read.end + offset - core.end
        inserted = core.start == core.end
        if inserted:
            if outermost == is_end:
                return read.end
            return self.reading[first].end if first < i else read.start
        if offset == core.start:
            return read.start
        if offset == core.end:
            return read.end
        return read.end if is_end else read.start

    def deletes(self, block: Span) -> bool:
        """Say whether nothing of a printed block is left, the boundary before or after it gone with it.

        A picture without words is gone where one change took the boundaries on both of its sides.
        """
        i = bisect_right(self.printed, block.start, key=lambda span: span.start) - 1
        if i < 0:
            return False
        core, read = self.printed[i], self.reading[i]
        if block.start == block.end:
            return core.start < block.start and block.end < core.end
        return read.start == read.end and block.end <= core.end

    def to_printed(self, offset: int) -> int:
        """Return what printed offset a place of the reading comes from; in changed words, where these begin."""
        i = bisect_right(self.reading, offset, key=lambda span: span.start) - 1
        if i < 0:
            return offset
        core, read = self.printed[i], self.reading[i]
        return core.start if offset < read.end else core.end + offset - read.end


def apply_edits(words: Words, edits: Sequence[Edit]) -> Emended:
    """Return the text with its edits made.

    Args:
        words: The copy-text's.
        edits: In the order of the text, none overlapping another, none with a part of a boundary only.
    """
    pieces: list[str] = []
    changes: list[Change] = []
    printed: list[Span] = []
    reading: list[Span] = []
    done = length = 0
    for edit in edits:
        pieces += [words.text[done : edit.printed.start], edit.reading]
        start = length + edit.printed.start - done
        length = start + len(edit.reading)
        done = edit.printed.end
        changes.append(Change(edit.printed, Span(start, length), edit.emendation, edit.rule))
        core, read = find_core(words, edit)
        start += core.start - edit.printed.start
        printed.append(core)
        reading.append(Span(start, start + len(read)))
    pieces.append(words.text[done:])
    text = "".join(pieces)
    cores = OffsetMap(tuple(printed), tuple(reading))
    blocks = _make_blocks(words, text, edits, cores)
    return Emended(tuple(blocks), tuple(changes), cores)


def find_core(words: Words, edit: Edit) -> tuple[Span, str]:
    """Return the printed words that an edit changes, to the code point, and what it makes of them."""
    span = edit.printed
    head, tail = common_ends(words.text[span.start : span.end], edit.reading)
    return Span(span.start + head, span.end - tail), edit.reading[head : len(edit.reading) - tail]


def common_ends(source: str, reading: str) -> tuple[int, int]:
    """Return how many code points two readings share at their beginnings and, beyond those, at their ends.

    A pair of newlines, which parts two blocks, is never divided.
    """
    head = common_length(source, reading)
    while (
        head
        and source[head - 1] == "\n"
        and "\n" in (source[head : head + 1], reading[head : head + 1])
    ):
        head -= 1
    back, read_back = source[head:][::-1], reading[head:][::-1]
    tail = common_length(back, read_back)
    while (
        tail
        and back[tail - 1] == "\n"
        and "\n" in (back[tail : tail + 1], read_back[tail : tail + 1])
    ):
        tail -= 1
    return head, tail


def common_length(one: str, other: str) -> int:
    """Return how many code points two strings share at their beginnings."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


def _make_blocks(
    words: Words, text: str, edits: Sequence[Edit], cores: OffsetMap
) -> Iterator[Block]:
    pieces = _part(words, text, cores)
    ranges = _place_ranges(words, edits, cores, pieces)
    joins = _find_joins(words, cores)
    wordless = _place_wordless(words, cores)
    for piece, held in zip(pieces, ranges, strict=True):
        index = wordless.get(piece.start) if piece.start == piece.end else None
        if index is None:
            index = words.block_at(cores.to_printed(piece.start))
        first = words.blocks[index]
        local = _merge(held, joins)
        here = text[piece.start : piece.end]
        yield Block(
            id="",
            kind=first.kind,
            text=first.text
            if first.text == here
            else here,  # most are the same: one string for both
            ranges=tuple(
                replace(r, start=r.start - piece.start, end=r.end - piece.start) for r in local
            ),
            start=piece.start,
            line=first.line,
            level=first.level,
            part=first.part,
            label=first.label,
        )


def _place_wordless(words: Words, cores: OffsetMap) -> dict[int, int]:
    """Return which blocks without words are left, by their places in the reading, which changes beside them share."""
    return {
        cores.to_reading(start, outermost=False, is_end=True): i
        for i, start in enumerate(words.starts)
        if words.is_wordless(i) and not cores.deletes(Span(start, start))
    }


def _part(words: Words, text: str, cores: OffsetMap) -> list[Span]:
    """Part the reading where a printed boundary stands, or an edit puts one."""
    cuts: list[Span] = []
    edited = 0
    for boundary in words.boundaries():
        while edited < len(cores.printed) and cores.printed[edited].end <= boundary.start:
            edited += 1
        if edited == len(cores.printed) or not cores.printed[edited].overlaps(boundary):
            start = cores.to_reading(boundary.start, outermost=True, is_end=True)
            cuts.append(Span(start, start + len(BOUNDARY)))
    for core, read in zip(cores.printed, cores.reading, strict=True):
        if words.blocks[words.block_at(core.start)].kind == "code":
            continue
        at = text.find(BOUNDARY, read.start, read.end)
        while at >= 0:
            cuts.append(Span(at, at + len(BOUNDARY)))
            at = text.find(BOUNDARY, at + len(BOUNDARY), read.end)
    cuts.sort()
    edges = [Span(0, 0), *cuts, Span(len(text), len(text))]
    return [Span(before.end, after.start) for before, after in pairwise(edges)]


def _place_ranges(
    words: Words, edits: Sequence[Edit], cores: OffsetMap, pieces: Sequence[Span]
) -> list[list[Range]]:
    """Return the ranges of each piece of the reading, at offsets of the reading."""
    unlinked = [edit.printed for edit in edits if edit.drops_link]
    held: list[list[Range]] = [[] for _ in pieces]
    for block, offset in zip(words.blocks, words.starts, strict=True):
        if not block.ranges or cores.deletes(Span(offset, offset + len(block.text))):
            continue
        for local in block.ranges:
            whole = replace(local, start=local.start + offset, end=local.end + offset)
            for kept in _unlink(whole, unlinked):
                outermost = kept.kind in STRUCTURE
                start = cores.to_reading(kept.start, outermost=outermost, is_end=False)
                end = cores.to_reading(kept.end, outermost=outermost, is_end=True)
                if kept.start == kept.end and not outermost:
                    start = end = cores.to_reading(kept.start, outermost=False, is_end=True)
                elif start >= end and not outermost:
                    continue
                i = bisect_right(pieces, start, key=lambda piece: piece.start) - 1
                while i < len(pieces) and (pieces[i].start < end or start == end):
                    low, high = max(start, pieces[i].start), min(end, pieces[i].end)
                    if low < high or (start == end and low == high) or (outermost and low == high):
                        held[i].append(replace(kept, start=low, end=high))
                    i += 1
                    if start == end:
                        break
    return held


def _unlink(whole: Range, unlinked: Sequence[Span]) -> list[Range]:
    """Return what is left of a range when links are taken from some words."""
    left = [whole]
    if whole.kind != "link":
        return left
    for span in unlinked:
        left = [
            replace(part, start=start, end=end)
            for part in left
            for start, end in (
                (part.start, min(part.end, span.start)),
                (max(part.start, span.end), part.end),
            )
            if start < end
        ]
    return left


def _find_joins(words: Words, cores: OffsetMap) -> frozenset[tuple[int, int]]:
    """Return the stretches of the reading that stand where a boundary was printed."""
    return frozenset(
        (read.start, read.end)
        for core, read in zip(cores.printed, cores.reading, strict=True)
        if words.block_at(core.start) != words.block_at(core.end)
    )


def _merge(ranges: Sequence[Range], joins: frozenset[tuple[int, int]]) -> list[Range]:
    """Make one of two equal ranges that meet where two blocks were joined."""
    if not joins:
        return list(ranges)
    befores: dict[int, list[int]] = {}
    for before, after in joins:
        befores.setdefault(after, []).append(before)
    merged: list[Range] = []
    # which of them end where: a large table has thousands, and each may meet any
    ending: dict[tuple[str, str, int], list[int]] = {}
    for item in ranges:
        alike = [
            at
            for before in befores.get(item.start, ())
            for at in ending.get((item.kind, item.target, before), ())
        ]
        at = min(alike, default=len(merged))
        if alike:
            ending[item.kind, item.target, merged[at].end].remove(at)
            merged[at] = replace(merged[at], end=item.end)
        else:
            merged.append(item)
        ending.setdefault((item.kind, item.target, item.end), []).append(at)
    return merged
