"""Emendations and rules → edits of the copy-text's words: each found where it is printed, or a problem."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from variorum.anchor import SOUGHT
from variorum.model import BlockKind, EmendationKind, Rule, Span
from variorum.problems import Position, Problem
from variorum.reading import Edit, Emended, Words, apply_edits, common_ends, find_core
from variorum.regularise import find_doubled_spaces, find_straight_quotes

COUNTED = 1_000
"""Places up to which an emendation's words are counted: long words in a text of one letter would take hours."""
MANY = 150
"""Emendations from which on the list of all words costs less than it spares (measured at 1,000 and 10,000 paragraphs)."""
STRUCTURED: frozenset[BlockKind] = frozenset({"quotation", "list", "table", "footnote", "figure"})
"""Kinds of block whose newlines part their members."""


@dataclass(frozen=True, slots=True)
class DeclaredEmendation:
    """What `emendations.yml` says of one change."""

    id: str
    source: str
    reading: str
    kind: EmendationKind
    times: int
    at: Position
    """Of `source`."""


def find_edits(
    declared: Sequence[DeclaredEmendation], texts: Sequence[Words]
) -> tuple[list[list[Edit]], list[Problem]]:
    """Find where each emendation is printed.

    Returns:
        The edits of each text, in the order of its words; and what is wrong with the emendations.
    """
    edits: list[list[Edit]] = [[] for _ in texts]
    problems: list[Problem] = []
    vocabulary = _Vocabulary(texts) if len(declared) > MANY else None
    lost = 0
    for emendation in declared:
        if problem := _find_contradiction(emendation):
            problems.append(problem)
            continue
        everywhere = (
            (i, span)
            for i in (vocabulary.find_texts(emendation.source) if vocabulary else range(len(texts)))
            for span in yield_places(texts[i], emendation.source)
        )
        places = list(islice(everywhere, max(emendation.times, COUNTED) + 1))
        if len(places) != emendation.times:
            lost += not places
            problems.append(_describe_count(emendation, texts, places, seek=lost <= SOUGHT))
            continue
        if emendation.kind == "link" and not all(_has_link(texts[i], span) for i, span in places):
            text = f"there is no link to drop from {_quote(emendation.source)}"
            mend = "name words of a link, or delete the emendation"
            problems.append(Problem("V412", emendation.at, text, mend=mend))
            continue
        for i, span in places:
            edit = _make_edit(emendation, texts[i], span)
            if text := _find_breakage(texts[i], edit):
                mend = "emend the words of one member, or delete the block whole, each by itself"
                problems.append(Problem("V414", emendation.at, text, mend=mend))
            else:
                edits[i].append(edit)
    at = {emendation.id: emendation.at for emendation in declared}
    for i, found in enumerate(edits):
        in_order = sorted(found, key=lambda edit: edit.printed)
        edits[i], bad = _drop_overlapping(texts[i], _take_boundaries(texts[i], in_order), at)
        problems += bad
    return edits, problems


class _Vocabulary:
    """Which texts have which words, so that an emendation is sought only where its longest word is."""

    def __init__(self, texts: Sequence[Words]) -> None:
        self._texts: dict[str, list[int]] = {}
        for i, words in enumerate(texts):
            for word in set(words.text.split()):
                self._texts.setdefault(word, []).append(i)
        self._all = "\n".join(["", *self._texts, ""])
        self._count = len(texts)

    def find_texts(self, source: str) -> list[int]:
        """Find the texts that may have the words, in order."""
        longest = max(source.split(), key=len, default="")
        if not longest:
            return list(range(self._count))
        found: set[int] = set()
        at = self._all.find(longest)
        while at >= 0:
            start, end = self._all.rfind("\n", 0, at) + 1, self._all.find("\n", at)
            found.update(self._texts[self._all[start:end]])
            at = self._all.find(longest, end)
        return sorted(found)


def yield_places(words: Words, source: str) -> Iterator[Span]:
    """Yield every place where the words of an emendation are printed, those too that overlap another."""
    start = words.text.find(source) if source else -1
    while start >= 0:
        yield Span(start, start + len(source))
        start = words.text.find(source, start + 1)


def _has_link(words: Words, span: Span) -> bool:
    for i in range(words.block_at(span.start), words.block_at(span.end) + 1):
        offset = words.starts[i]
        here = Span(span.start - offset, span.end - offset)
        if any(
            r.kind == "link" and here.overlaps(Span(r.start, r.end)) for r in words.blocks[i].ranges
        ):
            return True
    return False


def emend(words: Words, edits: Sequence[Edit], *, rules: Sequence[Rule], language: str) -> Emended:
    """Return the text with its emendations made and then, outside these and outside code, the rules applied.

    Args:
        words: The copy-text's.
        edits: As `find_edits` gives them for this text.
        rules: In the order of the edition file.
        language: Of the text, BCP 47.
    """
    emended = apply_edits(words, edits)
    by_rule = [edit for rule in rules for edit in _find_irregular(emended, rule, language)]
    return (
        apply_edits(words, sorted([*edits, *by_rule], key=lambda edit: edit.printed))
        if by_rule
        else emended
    )


def _find_contradiction(emendation: DeclaredEmendation) -> Problem | None:
    same = emendation.source == emendation.reading
    if emendation.kind == "link" and not same:
        text = 'an emendation of kind "link" whose reading is not its source'
        mend = "write the same words in both: the link is dropped from them"
        return Problem("V412", emendation.at, text, mend=mend)
    if emendation.kind != "link" and same:
        text = f'emendation "{emendation.id}" changes nothing'
        return Problem("V412", emendation.at, text, mend="write the edition's words as its reading")
    return None


def _describe_count(
    emendation: DeclaredEmendation,
    texts: Sequence[Words],
    places: Sequence[tuple[int, Span]],
    *,
    seek: bool,
) -> Problem:
    shown = _quote(emendation.source)
    if not places:
        near = find_near(emendation.source, texts) if seek else ""
        mend = "copy the words from the copy-text as they are printed, without markup"
        return Problem(
            "V410", emendation.at, f"{shown} is not printed anywhere", mend=mend, nearest=near
        )
    seen = "\n".join(_quote(_context(texts[i], span)) for i, span in places[:5])
    is_all = len(places) <= max(emendation.times, COUNTED)
    count = f"{len(places)} times" if is_all else f"more than {len(places) - 1} times"
    text = f"{shown} is printed {count}, not {emendation.times}"
    mend = "take in the words around it"
    if is_all and not any(i == j and one.overlaps(two) for (i, one), (j, two) in pairwise(places)):
        mend += f", or say `times: {len(places)}`"
    return Problem("V411", emendation.at, text, mend=mend, nearest=seen)


def find_near(source: str, texts: Sequence[Words]) -> str:
    """Return the printed passage most like some words, quoted with its likeness; empty when none is like them."""
    from variorum.nearest import find_nearest_passage  # takes a while, and most are found

    blocks = [block.text for words in texts for block in words.blocks]
    found = find_nearest_passage(source, blocks)
    if found is None:
        return ""
    index, span, score = found
    return f"{_quote(blocks[index][span.start : span.end])} ({int(score)} %)"


def _make_edit(emendation: DeclaredEmendation, words: Words, span: Span) -> Edit:
    if emendation.kind == "link":
        return Edit(span, emendation.reading, emendation.id, drops_link=True)
    start, end = narrow(emendation.source, emendation.reading)
    reading = emendation.reading[start : len(emendation.reading) - end]
    return Edit(Span(span.start + start, span.end - end), reading, emendation.id)


def _find_deleted(words: Words, span: Span) -> range | None:
    """Find the blocks that are gone when words are: whole ones, with or without the boundary before or after them.

    A picture without words that stands at an end of the words is not among them.
    """
    first, last = words.block_at(span.start), words.block_at(span.end)
    has_before = span.start == words.end(first)
    has_after = span.end == words.starts[last]
    is_whole = (has_before or span.start == words.starts[first]) and (
        has_after or span.end == words.end(last)
    )
    found = range(first + has_before, last + 1 - has_after)
    return found if found and is_whole and not (has_before and has_after) else None


def _take_boundaries(words: Words, edits: Sequence[Edit]) -> list[Edit]:
    """Let each deletion of whole blocks take one boundary: the one after it or, where all that follows is deleted, before."""
    deleted = [None if edit.reading else _find_deleted(words, edit.printed) for edit in edits]
    tail = count = len(words.blocks)
    for blocks in reversed(deleted):
        if blocks and blocks.stop == tail:
            tail = blocks.start
    tail = tail or count
    taken: list[Edit] = []
    for edit, blocks in zip(edits, deleted, strict=True):
        if blocks:
            start, end = words.starts[blocks[0]], words.end(blocks[-1])
            # a picture without words goes only with both of its boundaries
            is_last = blocks[0] >= tail and not words.is_wordless(blocks[-1])
            if is_last or words.is_wordless(blocks[0]):
                start = words.end(blocks[0] - 1)
            elif blocks.stop < count:
                end = words.starts[blocks.stop]
            taken.append(replace(edit, printed=Span(start, end)))
        else:
            taken.append(edit)
    return taken


def narrow(source: str, reading: str) -> tuple[int, int]:
    """Return how much context at either end of an emendation is not to be marked: all but the words that change.

    Where no word of the reading would be left to bear a mark, all of it is marked.
    """
    head, tail = common_ends(source, reading)
    while head and not source[head - 1].isspace():
        head -= 1
    while tail and not source[len(source) - tail].isspace():
        tail -= 1
    if reading[head : len(reading) - tail].strip():
        return head, tail
    return (0, 0) if reading.strip() else common_ends(source, reading)


def _find_breakage(words: Words, edit: Edit) -> str:
    """Say what an edit would break: a boundary of which it takes a part, the members of a list or table."""
    span = edit.printed
    first, last = words.block_at(span.start), words.block_at(span.end)
    for i in range(max(first - 1, 0), min(last + 1, len(words.blocks) - 1)):
        boundary = Span(words.end(i), words.starts[i + 1])
        inside = span.start <= boundary.start and boundary.end <= span.end
        if span.overlaps(boundary) and not inside:
            return "it takes a part of the empty line between two blocks"
    if not edit.reading and _find_deleted(words, span):
        return ""
    core, reading = find_core(words, edit)
    kinds = {
        words.blocks[i].kind
        for i in range(first, last + 1)
        if not (words.is_wordless(i) and core.start < words.starts[i] < core.end)
    }
    lines = "\n" in words.text[core.start : core.end] + reading
    if kinds & STRUCTURED and lines:
        return f"it would change the members of a {min(kinds & STRUCTURED)}"
    return ""


def _drop_overlapping(
    words: Words, edits: Sequence[Edit], at: dict[str, Position]
) -> tuple[list[Edit], list[Problem]]:
    kept: list[Edit] = []
    problems: list[Problem] = []
    for edit in edits:
        if kept and _collide(words, kept[-1], edit):
            other = kept[-1].emendation
            text = f'emendation "{edit.emendation}" overlaps "{other}"'
            mend = "make one emendation of the two"
            if other == edit.emendation:
                text = f'two places of emendation "{other}" overlap'
                mend = "make one emendation of all the words, each place of which stands alone"
            problems.append(Problem("V413", at[edit.emendation], text, mend=mend))
        else:
            kept.append(edit)
    return kept, problems


def _collide(words: Words, one: Edit, two: Edit) -> bool:
    """Say whether two edits, in their order, change the same words, or one changes what is around a block that the other deletes."""
    is_over = two.printed.start < one.printed.end
    return is_over or _disturbs(words, one, two) or _disturbs(words, two, one)


def _disturbs(words: Words, edit: Edit, deletion: Edit) -> bool:
    """Say whether an edit puts words into blocks that a deletion takes, or joins others to these."""
    gone, left = find_core(words, deletion)
    core, reading = find_core(words, edit)
    blocks = None if left else _find_deleted(words, gone)
    if not blocks or (not reading and _find_deleted(words, core)):
        return False
    before = words.end(blocks[0] - 1) if blocks[0] else -1
    after = words.starts[blocks.stop] if blocks.stop < len(words.blocks) else len(words.text) + 1
    return core.overlaps(Span(before, after))


def _find_irregular(emended: Emended, rule: Rule, language: str) -> Iterator[Edit]:
    changed = [change.reading for change in emended.changes]
    index = 0
    for block in emended.blocks:
        if block.kind == "code":
            continue
        code = [Span(r.start, r.end) for r in block.ranges if r.kind in {"code", "inner-code"}]
        found = (
            find_straight_quotes(block.text, language)
            if rule == "quotes"
            else find_doubled_spaces(block.text)
        )
        for start, end, reading in found:
            here = Span(block.start + start, block.start + end)
            while index < len(changed) and changed[index].end <= here.start:
                index += 1
            is_emended = index < len(changed) and changed[index].overlaps(here)
            if is_emended or any(span.overlaps(Span(start, end)) for span in code):
                continue
            begin = emended.cores.to_printed(here.start)
            yield Edit(Span(begin, begin + end - start), reading, rule=rule)


def _context(words: Words, span: Span) -> str:
    start, end = max(span.start - 25, 0), min(span.end + 25, len(words.text))
    return words.text[start:end]


def _quote(words: str) -> str:
    shown = words.replace("\n", "⏎")
    return f'"{shown[:80]}…"' if len(shown) > 80 else f'"{shown}"'
