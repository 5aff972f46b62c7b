"""Paragraphs of editors' prose → the quotations in them, and the citations that vouch for each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from variorum.prose import Passage, drop_citations
from variorum.regularise import find_marks

_CLOSERS = {
    "“": "”",
    "„": "“”",
    "‟": "”",
    "”": "”",
    "«": "»",
    "»": "«»",
    '"': '"',
    "″": "″",
    "「": "」",
    "『": "』",
}
"""What closes a quotation, by what opens it: in any language, since sources are quoted as they are printed."""
_OPENERS = frozenset("“„‟«「『")
"""Marks that always open; the others do where the language has it so, or where they stand before a word."""
_MARK = re.compile(f"[{''.join(sorted({*_CLOSERS, *''.join(_CLOSERS.values())}))}]")
_ATTRIBUTION = re.compile(r"[-–—―]+\s")  # "— Lavrov, 13 July 2011"


@dataclass(frozen=True, slots=True)
class Found:
    """A quotation."""

    text: str
    """Without the marks around it, and without citations."""
    clusters: tuple[int, ...]
    """Numbers, in `ProseDraft.clusters`, of the citation that vouches for it: one, or none."""
    is_block: bool = False
    """It is a paragraph of a block quotation, which has no marks."""


def find_quotations(passages: Sequence[Passage], *, language: str) -> tuple[Found, ...]:
    """Find the quotations of a body: what stands between double quotation marks, and paragraphs of block quotations.

    A quotation in another is part of it. The citation that vouches for one is the next after its opening mark in the
    same paragraph, or row of a table, or else the last before it there; for a block quotation one in it, in what is
    quoted after it, in the paragraph before it, or in the one after it.

    Args:
        passages: Of the body, in the order of reading.
        language: Whose marks may open where another language's close, BCP 47.
    """
    found: list[Found] = []
    before: tuple[int, ...] = ()
    runs = [list(run) for _, run in groupby(passages, lambda passage: passage.kind == "quotation")]
    for place, run in enumerate(runs):
        if run[0].kind == "quotation":
            after = _take_first(runs[place + 1][0]) if place + 1 < len(runs) else ()
            found += _find_blocks(run, before or after, language)
        else:
            for passage in run:
                found += _find_marked(passage, language)
            before = tuple(number for _, number in run[-1].list_clusters()[-1:])
    return tuple(found)


def list_pairs(text: str, *, language: str) -> tuple[tuple[int, int], ...]:
    """List where quotations begin and end in a line, their marks included: the outer ones, none in another.

    A mark closes the last one open that it can close; what nothing closes opened nothing.
    """
    opener = find_marks(language)[0]
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for mark in _MARK.finditer(text):
        at, sign = mark.start(), mark[0]
        if opened and sign in _CLOSERS.get(text[opened[-1]], ""):
            pairs.append((opened.pop(), at + 1))
        elif sign in _OPENERS or sign == opener or _begins(text, at):
            opened.append(at)
        else:
            # a closing mark whose opener lies under one that nothing closes
            known = [i for i, start in enumerate(opened[-3:]) if sign in _CLOSERS[text[start]]]
            if known:
                del opened[len(opened[:-3]) + known[-1] + 1 :]
                pairs.append((opened.pop(), at + 1))
    outer: list[tuple[int, int]] = []
    for start, end in sorted(pairs):
        if not outer or start >= outer[-1][1]:
            outer.append((start, end))
    return tuple(outer)


def _begins(text: str, at: int) -> bool:
    """Say whether a mark that may open or close stands before a word: after a space, and before none."""
    if text[at] not in _CLOSERS:
        return False
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return (not before or before.isspace() or before in "([") and bool(after.strip())


def _find_marked(passage: Passage, language: str) -> Iterator[Found]:
    if not _MARK.search(passage.text):
        return
    clusters = passage.list_clusters()
    for start, end in list_pairs(passage.text, language=language):
        inner = passage.text[start + 1 : end - 1]
        if "\t" in inner:  # from one cell into another
            continue
        after = [number for place, number in clusters if place > start][:1]
        before = [number for place, number in clusters if place < start][-1:]
        yield Found(drop_citations(inner), tuple(after or before))


def _find_blocks(run: Sequence[Passage], around: tuple[int, ...], language: str) -> Iterator[Found]:
    """Yield the paragraphs of a block quotation; a line after them that names whose words they are is none."""
    vouching = around
    found: list[Found] = []
    for place, passage in reversed(list(enumerate(run))):
        vouching = _take_first(passage) or vouching
        words = _take_marks_off(passage.words, language)
        if place == 0 or not _ATTRIBUTION.match(words):
            found.append(Found(words, vouching, is_block=True))
    return reversed(found)


def _take_first(passage: Passage) -> tuple[int, ...]:
    return tuple(number for _, number in passage.list_clusters()[:1])


def _take_marks_off(words: str, language: str) -> str:
    """Return a block quotation without the marks that stand around the whole of it."""
    pairs = list_pairs(words, language=language)
    return words[1:-1] if pairs == ((0, len(words)),) else words
