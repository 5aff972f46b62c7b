"""The blocks of a text → slips of whoever copied it: page numbers left in it, words doubled, letters read by the wrong encoding."""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import islice

from variorum.fault import Correction, Fault
from variorum.model import Block

_PAGE = re.compile(
    r"(?P<dressed>[-–—\[(|]\s*(?:p(?:age|\.)?\s*)?\d{1,4}\s*[-–—\])|]|p(?:age|\.)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?)|\d{1,4}",
    re.IGNORECASE,
)  # "- 12 -", "[p. 12]", "Page 3 of 7"; bare, "12" may also be the number of a section
_STOPPED = re.compile(r"[.!?:…—–][”\"’')\]»]*$")
_DOUBLED = re.compile(
    r"\b(the|a|an|of|to|in|on|at|by|for|from|with|and|or|but|are|were|be|been|it|this|as|if|not|we|they|which|will|would|can|"
    r"could|has|have|its|their|и|в|на|с|к|по|из|от|за|не|что|как|для)[ \n]+(\1)\b",
    re.IGNORECASE,
)  # "the the"; not "had had" and "that that", which may be meant
_RUN = re.compile(r"[\x80-\u024f\u0400-\u0491\u2010-\u2122\ufffd]{2,}")
_MISREAD_WESTERN = re.compile(r"[\xc2-\xf4]")
_CYRILLIC = re.compile(r"[А-яЁёІіЇїЄєҐґ«»“”„‘’–—…№\xa0]+")
_ENTITY = re.compile(
    r"&(?:#\d{2,6}|#x[0-9a-f]{2,6}|nbsp|amp|quot|lt|gt|[lr][sd]quo|[mn]dash|hellip);"
)
# "&#8217;", "&nbsp;"


MOST = 5_000
"""Faults of a kind that are told of, in one text."""


def find_slips(blocks: Sequence[Block]) -> Iterator[Fault]:
    """Yield the slips in some blocks."""
    yield from _find_pages(blocks)
    doubled = 0
    for block in blocks:
        if block.kind != "code":
            for fault in islice(_find_doubled(block), MOST - doubled):
                doubled += 1
                yield fault
            yield from _find_misread(block)


def _find_pages(blocks: Sequence[Block]) -> Iterator[Fault]:
    for i in range(1, len(blocks) - 1):
        before, block, after = blocks[i - 1 : i + 2]
        found = _PAGE.fullmatch(block.text) if len(block.text) <= 20 else None
        if not found or {before.kind, block.kind, after.kind} != {"paragraph"}:
            continue
        if not before.text or not after.text:
            continue
        goes_on = not _STOPPED.search(before.text) and after.text[0].islower()
        if not (goes_on or found["dressed"]):
            continue
        text = f'"{block.text}" stands by itself between two paragraphs, as a page\'s number does'
        whole = Correction(block.start, after.start, "", "page-break", "page-number")
        if goes_on:
            start, joint = find_joint(before)
            whole = Correction(start, after.start, joint, "page-break", "page-number")
        yield Fault("V609", block, 0, text, "take it out, if it is one", whole)


def find_joint(before: Block) -> tuple[int, str]:
    """Return from where on a paragraph's end is replaced when the next goes on with its sentence, and by what: a hyphen goes."""
    end = before.start + len(before.text)
    is_divided = len(before.text) > 1 and before.text[-1] in "-\u2010" and before.text[-2].isalpha()
    return (end - 1, "") if is_divided else (end, " ")


def _find_doubled(block: Block) -> Iterator[Fault]:
    for found in _DOUBLED.finditer(block.text):
        if found[2] not in (found[1], found[1].lower()):  # "in The Times", "к К — ну мосту"
            continue
        text = f'"{found[1]}" twice: "{block.text[max(found.start() - 12, 0) : found.end() + 12]}"'
        start, end = block.start + found.start(), block.start + found.end()
        correction = Correction(start, end, found[1], "spelling", "doubled-word")
        mend = "emend it, if one is meant"
        yield Fault("V607", block, found.start(2), text, mend, correction)


def _find_misread(block: Block) -> Iterator[Fault]:
    if "&" not in block.text and block.text.isascii():
        return
    found = [(run.span(), _read_anew(run[0])) for run in _RUN.finditer(block.text)]
    found += [(sign.span(), unescape(sign[0])) for sign in _ENTITY.finditer(block.text)]
    for (start, end), meant in sorted(found):
        if not meant:
            continue
        text = f'"{block.text[start:end]}" looks like "{meant}", read by the wrong encoding'
        at = block.start
        correction = Correction(at + start, at + end, meant, "damage", "encoding")
        yield Fault("V608", block, start, text, "emend it as damage, if so", correction)


def _read_anew(words: str) -> str:
    """Return what UTF-8 was before it was read as Windows-1252 or Windows-1251; empty where it was not."""
    if _MISREAD_WESTERN.match(words):
        # five bytes have no letter in Windows-1252; programs leave them as they are, or say that they are lost
        data = b"".join(_encode_western(sign) for sign in words)
        meant = _decode(data)
        if meant and all(sign.isprintable() or sign == "\xa0" for sign in meant):
            return meant
    try:
        meant = _decode(words.encode("cp1251"))
    except UnicodeEncodeError:
        return ""
    return meant if _CYRILLIC.fullmatch(meant) else ""


def _encode_western(sign: str) -> bytes:
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:
        if sign == "\ufffd":
            return b"\x9d"  # the last of a closing quotation mark, which is lost most often
        return sign.encode("latin-1") if ord(sign) < 256 else b"\xff"


def _decode(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return ""
