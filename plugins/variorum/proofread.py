"""The reading of a text → advice on what looks like a fault of the copy-text."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations, islice, pairwise

from variorum.disguises import find_disguises
from variorum.fault import Correction, Fault
from variorum.model import Block, Rule
from variorum.problems import Position, Problem
from variorum.read.article import Source
from variorum.reading import common_length
from variorum.slips import MOST, find_joint, find_slips

REPLACEMENTS = "☒☐□▯\ufffd\ufffc■▪◻◼"
"""Glyphs that most often stand for a character lost on the way."""

MARKUP = 400
"""Code points of the copy-text that may stand between two letters of a block: a link's address."""
PAIRS = 300_000
"""Of families with the same given name, as many as are compared: a second's work, and more than a history of a country has."""
LONG_NAME = 6
"""Letters from which on one letter's difference is more likely a slip than another name: not Iran and Iraq."""

_GLYPH = re.compile(rf"[{REPLACEMENTS}\u0080-\u009f]")
_NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")  # "Sueldo"
_FULL_NAME = re.compile(r"\b([A-Z][a-z]+)(?=\s+([A-Z][a-z]{3,})\b)")  # "Alejandro Sueldo"
_SENTENCE_START = re.compile(r"(?:^|[.!?:][”\"’')\]]*\s+|[“\"‘'(\[])$")
_STOPPED = re.compile(r"[.!?:;…—–,][”\"’')\]»]*$")
_ENDED = re.compile(r"[.!?:…—–][”\"’')\]»]*$")
_DOUBLED = re.compile(r"(?<=\S) {2,}(?=\S)")


def proofread(
    source: Source, blocks: Sequence[Block], *, rules: Collection[Rule] = ()
) -> list[Problem]:
    """Return what in a text looks like a fault: the editor decides whether to emend it.

    Names that differ by a letter or two, replacement glyphs, a paragraph without a stop before one that begins in
    lower case, mixed quotation marks, doubled spaces, dead links, page numbers left in the text, doubled words, letters read
    by the wrong encoding, signs that are not seen or not what they seem.

    Args:
        source: The copy-text, where the places are looked up.
        blocks: As the edition reads them, so that what was emended is quiet.
        rules: Of house style, which left on purpose what they left.
    """
    finder = _Finder(source)
    found = [finder.advise(fault) for fault in find_faults(blocks, rules=rules)]
    return sorted(found, key=lambda problem: problem.position)


def find_faults(blocks: Sequence[Block], *, rules: Collection[Rule] = ()) -> list[Fault]:
    """Return what `proofread` tells of, with the corrections that would mend it: of each kind as many as somebody may read."""
    found: list[Fault] = []
    counts = Counter[str]()
    for fault in chain(
        _find_names(blocks),
        _find_glyphs(blocks),
        _find_breaks(blocks),
        () if "quotes" in rules else _find_mixed_quotes(blocks),
        _find_doubled_spaces(blocks),
        _find_dead_links(blocks),
        find_slips(blocks),
        _find_disguises(blocks),
    ):
        counts[fault.code] += 1
        if counts[fault.code] < MOST:
            found.append(fault)
        elif counts[fault.code] == MOST:
            found.append(replace(fault, text=f"{fault.text}, and perhaps more that are not listed"))
    return found


class _Finder:
    """Looks up where a block's words stand in the copy-text, whose markup the block has not."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._line_starts = [0, *(m.end() for m in re.finditer("\n", source.text))]
        self._reached: tuple[Block | None, int, int] = (None, 0, 0)
        """The last block looked up, how far, and where that was: the next place is often beyond it."""

    def advise(self, fault: Fault) -> Problem:
        """Return the advice that a fault is."""
        at = self._place(fault.block, fault.offset)
        return Problem(fault.code, at, fault.text, mend=fault.mend, severity="advice")

    def _place(self, block: Block, offset: int) -> Position:
        source = self._source.text
        walked, done, at = self._reached
        if walked is not block or done > offset:
            done, at = 0, self._line_starts[min(block.line, len(self._line_starts)) - 1]
        # walk both along, letter by letter; markup of the source has no counterpart and is passed over
        for character in block.text[done : offset + 1]:
            found = source.find(character, at, at + MARKUP)
            at = found + 1 if found >= 0 else at
        self._reached = block, offset + 1, at
        at = max(at - 1, 0)
        line = bisect_right(self._line_starts, at)
        return Position(self._source.path, line, at - self._line_starts[line - 1] + 1)


def _find_names(blocks: Sequence[Block]) -> Iterator[Fault]:
    """Find names so alike that one is most likely the other mistyped: the rarer one, or the later."""
    prose = [block for block in blocks if block.kind != "code"]
    # the words tell in what order the names are first met: a dict keeps it
    counts = Counter(name for block in prose for name in _NAME.findall(block.text))
    given: dict[str, set[str]] = {}
    for block in prose:
        for name, family in _FULL_NAME.findall(block.text):
            given.setdefault(family, set()).add(name)
    rank = {name: (-count, i) for i, (name, count) in enumerate(counts.items())}
    alike = {
        *(pair for pair in _find_neighbours(counts) if not _are_forms(*pair)),
        *_find_namesakes(given),
    }
    places = _find_places(prose, {name for pair in alike for name in pair})
    meant: dict[str, str] = {}
    for pair in alike:
        other, name = sorted(pair, key=rank.__getitem__)
        sure = places[name].is_name or places[other].is_name
        if sure and (name not in meant or rank[other] < rank[meant[name]]):
            meant[name] = other
    for name, other in meant.items():
        count = f"{counts[other]} times" if counts[other] > 1 else "once"
        text = f'"{name}" looks like "{other}", which stands in the text {count}'
        first = places[name]
        mend = "if both name one person or place, emend the wrong one"
        start = first.block.start + first.offset
        once = Correction(start, start + len(name), other, "name", "name")
        # which of two that stand once is the slip, nobody can tell
        correction = once if counts[name] == 1 < counts[other] else None
        yield Fault("V601", first.block, first.offset, text, mend, correction)


@dataclass(slots=True)
class _First:
    """Where a word stands first."""

    block: Block
    offset: int
    is_name: bool = False
    """It is capitalised somewhere where no sentence begins."""


def _find_places(blocks: Iterable[Block], names: Collection[str]) -> dict[str, _First]:
    places: dict[str, _First] = {}
    for block in blocks if names else ():
        for found in _NAME.finditer(block.text):
            if found[0] not in names:
                continue
            first = places.setdefault(found[0], _First(block, found.start()))
            if not _SENTENCE_START.search(block.text, max(found.start() - 12, 0), found.start()):
                first.is_name = True
    return places


def _find_neighbours(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of long names that differ by a letter, added, lost, changed or exchanged with its neighbour.

    Two such names are the same when one letter of either, or of both, is left out.
    """
    alike: dict[str, list[str]] = {}
    for name in names:
        if len(name) >= LONG_NAME:
            for key in {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}:
                alike.setdefault(key, []).append(name)
    for group in alike.values():
        for one, other in combinations(group, 2):
            if _differ_once(one, other):
                yield one, other


def _differ_once(one: str, other: str) -> bool:
    """Say whether two words differ by a letter added, lost, changed or exchanged with its neighbour, or not at all."""
    if abs(len(one) - len(other)) > 1:
        return False
    head = common_length(one, other)
    a, b = one[head:], other[head:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def _find_namesakes(given: Mapping[str, set[str]]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of family names that differ by a letter or two and follow the same given name."""
    families: dict[str, list[str]] = {}
    for family, names in given.items():
        for name in sorted(names):
            families.setdefault(name, []).append(family)
    pairs = chain.from_iterable(combinations(shared, 2) for shared in families.values())
    for one, other in islice(pairs, PAIRS):
        if _may_differ_twice(one, other) and _count_edits(one, other) <= 2:
            yield one, other


def _may_differ_twice(one: str, other: str) -> bool:
    """Say whether two words have the same letters but for two, as those have that differ by two edits at most."""
    if abs(len(one) - len(other)) > 2:
        return False
    a, b = Counter(one), Counter(other)
    return (a - b).total() <= 2 and (b - a).total() <= 2


def _count_edits(one: str, other: str) -> int:
    from rapidfuzz.distance import DamerauLevenshtein  # takes a while, and is seldom wanted

    return DamerauLevenshtein.distance(one, other)


def _are_forms(one: str, other: str) -> bool:
    """Say whether two words are forms of one another: a plural, a nationality."""
    stem = common_length(one, other)
    return max(len(one), len(other)) - stem <= 3 and set(one[stem:] + other[stem:]) <= set("aeinsy")


def _find_glyphs(blocks: Sequence[Block]) -> Iterator[Fault]:
    for block in blocks:
        if block.text.isascii():
            continue
        for glyph in _GLYPH.finditer(block.text):
            around = block.text[max(glyph.start() - 12, 0) : glyph.end() + 12]
            text = f'the glyph "{glyph[0]}" (U+{ord(glyph[0]):04X}) may stand for a lost character: "{around}"'
            mend = "emend it as damage, with the reason"
            yield Fault("V602", block, glyph.start(), text, mend, _drop_glyph(block, glyph))


def _drop_glyph(block: Block, glyph: re.Match[str]) -> Correction | None:
    """Return the correction that takes a glyph away after a stop; within words, what stood there cannot be told."""
    before, after = block.text[: glyph.start()], block.text[glyph.end() :]
    if not _ENDED.search(before):
        return None
    reading = "" if not after or after[0].isspace() else " "
    start = block.start + glyph.start()
    return Correction(start, start + len(glyph[0]), reading, "damage", "glyph")


def _find_breaks(blocks: Sequence[Block]) -> Iterator[Fault]:
    for block, following in pairwise(blocks):
        if {block.kind, following.kind} != {"paragraph"} or not block.text or not following.text:
            continue
        # a title ends without a stop before "by A. Author", and nothing is broken there
        is_line = block.part == "front"
        broken = not is_line and not _ENDED.search(block.text) and following.text[0].islower()
        # a short line in italics that ends without a stop before another: one line broken in two
        same = [
            any(r.kind == "emphasis" and (r.start, r.end) == (0, len(b.text)) for r in b.ranges)
            for b in (block, following)
        ]
        halves = all(same) and not _STOPPED.search(block.text) and block.part == following.part
        if broken or halves:
            text = f'the paragraph ends without a stop before "{following.text[:30]}"'
            mend = "join the two, if a page or line was broken there"
            start, joint = find_joint(block)
            correction = Correction(start, following.start, joint, "page-break", "page-break")
            yield Fault("V603", block, len(block.text) - 1, text, mend, correction)


def _find_mixed_quotes(blocks: Sequence[Block]) -> Iterator[Fault]:
    prose = [(block, _blank_code(block)) for block in blocks if block.kind != "code"]
    for straight, curly in (('"', "“”"), ("'", "‘’")):
        has_curly = any(mark in words for _, words in prose for mark in curly)
        plain = [(block, words) for block, words in prose if straight in words]
        if has_curly and plain:
            count = sum(words.count(straight) for _, words in plain)
            text = (
                f"straight quotation marks ({straight}) {count} times beside curly ones ({curly})"
            )
            block, words = plain[0]
            mend = "add `quotes` to `regularise`"
            yield Fault("V604", block, words.index(straight), text, mend)


def _blank_code(block: Block) -> str:
    """Return a block's words with code in them blotted out, each code point keeping its place."""
    words = list(block.text)
    for part in block.ranges:
        if part.kind in {"code", "inner-code"}:
            words[part.start : part.end] = "\ufffc" * (part.end - part.start)
    return "".join(words)


def _find_doubled_spaces(blocks: Sequence[Block]) -> Iterator[Fault]:
    for block in blocks:
        if block.kind == "code" or "  " not in block.text:
            continue
        for spaces in _DOUBLED.finditer(_blank_code(block)):
            around = block.text[max(spaces.start() - 10, 0) : spaces.end() + 10]
            text = f'{spaces.end() - spaces.start()} spaces in "{around}"'
            yield Fault("V605", block, spaces.start(), text, "add `spaces` to `regularise`")


def _find_dead_links(blocks: Sequence[Block]) -> Iterator[Fault]:
    for block in blocks:
        for link in block.ranges:
            target = link.target.strip()
            if link.kind == "link" and (
                target in {"", "#"} or target.lower().startswith("javascript:")
            ):
                words = block.text[link.start : link.end]
                text = f'a link that leads nowhere: "{words}"'
                start, end = block.start + link.start, block.start + link.end
                correction = Correction(start, end, words, "link", "dead-link")
                yield Fault(
                    "V606", block, link.start, text, "emend it with `kind: link`", correction
                )


def _find_disguises(blocks: Iterable[Block]) -> Iterator[Fault]:
    """Find signs that readers take for others or do not see; of the unseen, each once: a page may part all its words by them."""
    seen: set[str] = set()
    for block in blocks:
        for code, at, text, _ in find_disguises(block.text):
            sign = block.text[at] if code == "V521" else ""
            if sign not in seen:
                mend = "emend it, unless the print has it so"
                yield Fault(code, block, at, text, mend)
            seen |= {sign} - {""}
