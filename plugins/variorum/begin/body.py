"""Printed blocks → which of them are the body, and what those before it say: title, byline, date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from variorum.begin.claims import Claims, clean_line
from variorum.begin.gutenberg import MARK
from variorum.begin.names import is_byline, is_name, list_names, part_name, read_byline
from variorum.fold import fold
from variorum.model import PrintedBlock
from variorum.printed_dates import find_dates

HEAD = 12
"""Blocks among which title, byline and date are looked for: what stands later belongs to the text."""
PROSE = 120
"""Code points from which on a block is taken for prose."""
LABEL = 80
"""Code points of a line that may be no more than a label."""
SENTENCE = 60
"""Code points from which on a line with a stop in it is no label."""
NOTE = 600
"""Code points of a note on the author at the end; longer, it is text."""

_CLOSING = r"[”“\"’‘')\]»›」』）】》]*$"
_ENDED = re.compile(rf"(?:[.!?…:;,。！？：；，؟،۔।]{_CLOSING})|[^\W\d_]{{2}}-$")
"""How a line ends that is no label: with a stop, or within a word that goes on after the end of a page."""
_SAID = re.compile(rf"[.!?…。！？؟۔।]{_CLOSING}")
"""How a sentence ends, though it has a name in it."""
_STOP = re.compile(r"[。！？]")
_GOES_ON = re.compile(r"\w.*[。！？]")
"""A sentence that a date begins."""
_LONG_STOP = re.compile(r"[^\W\d_]{3}[.!?][”\"’)]*\s")
"""A stop that is not that of an abbreviation, with more after it."""
_PARTING = re.compile(
    r"(?:notes?|footnotes?|endnotes?|references|sources|bibliography|works cited|further reading|comments?|related(?: .*)?|"
    r"see also|about the authors?|about .{0,40}|read more.*|more (?:from|on|in) .*|примечания|сноски|литература|источники|"
    r"комментарии|читайте также.*|об авторе|anmerkungen|quellen|literatur|références|notas|fuentes)\s*:?",
    re.IGNORECASE,
)
"""What a heading says after which no text follows."""
_AFTER = re.compile(
    r"(?:©|\(c\)|copyright\b|all rights reserved|original(?:ly)? (?:url|published|appeared)|(?:this|the) (?:article|essay|piece|op-?ed|"
    r"column|story) (?:was|first|originally|appeared|is)|(?:first )?published (?:in|on|by)|filed under|posted in|tags?:|share this|"
    r"follow (?:us|me)|subscribe|sign up|the (?:views|opinions) expressed|opinions expressed|read more|source:|url:|"
    r"correction:|editor[’']s note|reprinted (?:from|with)|contact the|a version of this|责任编辑|责编|©|источник|опубликовано|мнение редакции|все права защищены|"
    r"https?://\S+$)",
    re.IGNORECASE,
)
"""How notices after an article begin."""
_ABOUT = re.compile(
    r"\b(?:(?:has been|was) (?:a|an|the)|is (?:a|an|the|currently|author|professor|director|editor|co-?founder)|teaches|writes|served as|is based in|"
    r"(?:является|—|–) (?:автор|профессор|журналист|обозреватель|директор|доцент|научный))\b",
    re.IGNORECASE,
)
"""How a note on the author goes on after the name."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Where the body begins and ends, and what is printed before it."""

    first: int
    """Of the body's blocks; an index among all blocks."""
    last: int
    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    """ISO 8601."""


def find_parts(blocks: Sequence[PrintedBlock], claims: Claims) -> Parts:
    """Find where the body begins and ends.

    It begins after the last of title, byline and date among the first blocks, and after lines there that are no more than a
    label; it ends before headings such as “Notes”, and before notices, addresses and a note on the author at the end.

    Args:
        blocks: Of the copy-text, at least one of which is no footnote.
        claims: What the file says of itself, to know title and author by.
    """
    text = _find_book([i for i, block in enumerate(blocks) if block.kind != "footnote"], blocks)
    head = _find_head(blocks, text)
    titles = {fold(claim.value).casefold() for claim in claims.of("title")}
    said = [name for claim in claims.of("author") for name in list_names(claim.value)]
    names = [str(part_name(name)) for name in said]
    title = _find_title(blocks, head, titles)
    byline, authors = _find_byline(blocks, head, names, after=title)
    day, date = _find_date(blocks, head)
    first = max((i for i in (title, byline, day) if i is not None), default=text[0] - 1) + 1
    labels = 0
    while text[0] < first < text[-1] and first in head and labels < 3 and _is_label(blocks[first]):
        first, labels = first + 1, labels + 1
    first = next((i for i in text if i >= first), text[0])
    if blocks[first].kind == "figure" and first + 1 in head:
        first = next((i for i in text if i > first and blocks[i].kind != "figure"), first)
    last = _find_last(blocks, [i for i in text if i >= first], [*names, *authors])
    return Parts(
        first,
        last,
        _find_words(blocks[title]) if title is not None else "",
        tuple(name for name in authors if clean_line(name) == name),
        date,
    )


def _find_book(text: list[int], blocks: Sequence[PrintedBlock]) -> list[int]:
    """Return the blocks without those that Project Gutenberg puts around a book."""
    marks = [(i, found[1].upper()) for i in text if (found := MARK.search(blocks[i].text))]
    first = next((i for i, mark in marks if mark == "START"), -1)
    last = next((i for i, mark in marks if mark == "END" and i > first), text[-1] + 1)
    return [i for i in text if first < i < last] or text


def _find_head(blocks: Sequence[PrintedBlock], text: Sequence[int]) -> list[int]:
    """List the blocks in which title, byline and date may stand: up to the second of some length, since one may be a standfirst."""
    longs = [i for i in text if len(blocks[i].text) > PROSE and blocks[i].kind != "heading"]
    end = longs[1] if len(longs) > 1 else text[-1]
    return [i for i in text[:HEAD] if i < end]


def _line(block: PrintedBlock) -> str:
    return clean_line(block.text) or " ".join(block.text.split())


def _find_words(block: PrintedBlock) -> str:
    """Return a block's words as edition.yml can have them; empty where they would not agree with what is printed."""
    words = clean_line(block.text)
    return words if fold(words) == fold(block.text) else ""


def _find_title(
    blocks: Sequence[PrintedBlock], head: Sequence[int], titles: set[str]
) -> int | None:
    """Find the block that is one of the titles the file claims; else the first heading, or a first line that may be one."""
    for i in head:
        words = fold(blocks[i].text).casefold()
        if words in titles:
            return i
    highest = min((blocks[i].level for i in head if blocks[i].kind == "heading"), default=0)
    for i in head:
        if blocks[i].kind == "heading" and blocks[i].level == highest:
            return i
    first = blocks[head[0]] if head else None
    if first and first.kind == "paragraph" and len(first.text) <= LABEL:
        words = first.text.strip()
        is_line = not _ENDED.search(words) or words[-1] in "!?"
        if is_line and not is_byline(words) and not any(find_dates(words)):
            return head[0]
    return None


def _find_byline(
    blocks: Sequence[PrintedBlock], head: Sequence[int], names: Sequence[str], *, after: int | None
) -> tuple[int | None, list[str]]:
    known = {fold(name).casefold() for name in names if len(name) > 3}
    last: int | None = None
    printed: list[str] = []
    for i in head:
        words = _line(blocks[i])
        is_title = blocks[i].kind == "heading" and (i == after or not is_byline(words))
        if is_title or len(words) > 3 * LABEL:
            continue
        folded = fold(words).casefold()
        short = words[: next((d.start for d in find_dates(words)), len(words))].rstrip(" ,|·•—–-")
        is_known = sum(name in folded for name in known) > 1 or (
            len(words) <= LABEL
            and any(
                name in folded and (not _SAID.search(words) or len(words) < len(name) + LABEL // 4)
                for name in known
            )
        )
        if is_known or (len(words) <= 2 * LABEL and is_byline(short)):
            last = i
            printed = printed or (read_byline(short) if is_byline(short) else [])
        elif (
            last is None
            and after is not None
            and i - after in (1, 2)
            and _is_name_alone(blocks[i], short)
        ):
            last, printed = i, [short]
    return last, printed


def _is_name_alone(block: PrintedBlock, words: str) -> bool:
    return block.kind == "paragraph" and is_name(words)


def _find_date(blocks: Sequence[PrintedBlock], head: Sequence[int]) -> tuple[int | None, str]:
    """Find the first line that is little more than a date; that of a change is none, but no part of the text either."""
    changed: int | None = None
    for i in head:
        words = _line(blocks[i])
        dates = list(find_dates(words))
        size = sum(found.end - found.start for found in dates)
        if not dates or len(words) > 2 * LABEL or len(words) - size > LABEL:
            continue
        if _STOP.search(words[: dates[0].start]) or _GOES_ON.search(words[dates[-1].end :]):
            continue
        if published := [found for found in dates if not found.is_change]:
            return i, published[0].value
        changed = i if changed is None else changed
    return changed, ""


def _is_label(block: PrintedBlock) -> bool:
    """Say whether a block is a line that says nothing by itself: a section's name, “5 min read”."""
    words = _line(block)
    has_sentence = _STOP.search(words) or (len(words) >= SENTENCE and _LONG_STOP.search(words))
    is_line = len(words) <= LABEL and not _ENDED.search(words) and not has_sentence
    return block.kind == "paragraph" and is_line


def _find_last(blocks: Sequence[PrintedBlock], text: Sequence[int], names: Sequence[str]) -> int:
    """Find the last block of the body among those from its first on."""
    end = len(text)
    for place in range(len(text) // 2, len(text)):
        block = blocks[text[place]]
        if place and _PARTING.fullmatch(_line(block)) and _stands_apart(block):
            end = place
            break
    least = max(1, len(text) // 2)
    while end > least and _is_after(blocks[text[end - 1]], names):
        end -= 1
    return text[end - 1]


def _stands_apart(block: PrintedBlock) -> bool:
    """Say whether a block is a heading, or a line that is wholly set as one."""
    is_strong = any(r.kind == "strong" and r.end - r.start >= len(block.text) for r in block.ranges)
    return block.kind == "heading" or is_strong or len(block.text) <= LABEL // 2


def _is_after(block: PrintedBlock, names: Sequence[str]) -> bool:
    """Say whether a block at the end is no part of the text: a notice, an address, the author's name or a note on the author."""
    words = _line(block)
    if not words or block.kind == "figure":
        return True
    if len(words) > NOTE or block.kind not in (
        "paragraph",
        "heading",
        "verse",
        "list",
        "quotation",
    ):
        return False
    if _AFTER.match(words) or _PARTING.fullmatch(words):
        return True
    is_emphasised = any(
        r.kind == "emphasis" and r.end - r.start >= len(block.text) for r in block.ranges
    )
    folded = fold(words).casefold()
    families = {fold(name).casefold().split()[-1] for name in names if name.split()}
    is_named = any(fold(name).casefold() in folded for name in names if name)
    is_named = is_named or any(len(family) > 3 and family in folded for family in families)
    is_name = any(folded.strip("—–- .") == fold(name).casefold() for name in names)
    return (
        is_emphasised or is_name or bool(_ABOUT.search(words) and _opens_with_name(words, is_named))
    )


def _opens_with_name(words: str, is_named: bool) -> bool:
    """Say whether a line is about someone: it names the author, or opens with a name as the article's author is named."""
    return is_named or is_name(" ".join(words.split()[:2]))
