"""The innermost elements of a copy-text → their words, with the ranges over them."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import accumulate

from lxml import etree

from variorum.model import Range
from variorum.nodes import (
    PRINTED_NOWHERE,
    Node,
    find_address,
    find_footnote,
    find_language,
    find_mark,
    is_block,
    yield_children,
)

INLINE_KINDS = {
    "em": "emphasis", "i": "emphasis", "cite": "emphasis", "dfn": "emphasis", "var": "emphasis",
    "strong": "strong", "b": "strong", "code": "code", "kbd": "code", "samp": "code", "tt": "code",
    "sup": "superscript", "sub": "subscript",
}  # fmt: skip
_HARD_BREAK = "\0"  # no copy-text holds one (V114)
_EDGE = "\1"
"""Of a block-level element among inline ones; a copy-text's own is not printed."""
_FORMULA = frozenset(
    "math mrow mstyle mfrac msub msup msubsup semantics msqrt mfenced mpadded mtable mtr mtd".split()
)
"""Elements of MathML whose words stand in their elements only."""
_BETWEEN = {"mfrac": "/", "mtable": " ", "mtr": " "}
_SCRIPTS = {
    ("msub", 1): "subscript", ("msup", 1): "superscript",
    ("msubsup", 1): "subscript", ("msubsup", 2): "superscript",
}  # fmt: skip
_NONCHARACTERS = (
    *range(0xFDD0, 0xFDF0),
    *(plane << 16 | last for plane in range(17) for last in (0xFFFE, 0xFFFF)),
)
_UNPRINTED: dict[int, str | None] = {
    **dict.fromkeys((*range(1, 9), *range(14, 32), 127, *_NONCHARACTERS)),
    **dict.fromkeys(range(0x80, 0xA0), "\N{REPLACEMENT CHARACTER}"),
    **dict.fromkeys(map(ord, "\r\x85"), "\n"),
    ord("\v"): " ",
}
"""Control characters and what is no character, which print nothing; HTML may bring them in as `&#13;`.

Those from U+0080 stand for signs lost when an encoding was mistaken, and the proofreader looks for what shows it.
"""
_WHITE = re.compile(r"[ \t\r\n\f\0\1]+")  # a run of white space and hard breaks
TWO_BREAKS = re.compile(r"\n{2,}")  # "<br><br>" parts paragraphs


@dataclass(slots=True)
class Leaf:
    """The words of one innermost element, as collected: white space not yet folded."""

    text: str = ""
    ranges: list[Range] = field(default_factory=list)


def cut(leaf: Leaf, start: int, end: int) -> Leaf:
    """Return a part of a leaf, its ranges cut to it."""
    if start == 0 and end == len(leaf.text):
        return leaf
    ranges = [
        replace(r, start=max(r.start, start) - start, end=min(r.end, end) - start)
        for r in leaf.ranges
        if (r.start < end and r.end > start) or (r.start == r.end and start <= r.start <= end)
    ]
    return Leaf(leaf.text[start:end], ranges)


def collect_verbatim(pre: etree._Element) -> Leaf:
    """Return the words of an element in which white space counts."""
    pieces: list[str] = []
    pictures: list[tuple[int, str]] = []
    _collect_lines(pieces, pictures, pre)
    raw = "".join(pieces)
    text = raw.strip("\n")
    begin = len(raw) - len(raw.lstrip("\n"))
    starts = [0, *accumulate(map(len, pieces))]
    leaf = Leaf(text)
    for piece, address in pictures:
        place = min(max(starts[piece] - begin, 0), len(text))
        leaf.ranges.append(Range(place, place, "image", address))
    return leaf


def _collect_lines(pieces: list[str], pictures: list[tuple[int, str]], tag: etree._Element) -> None:
    """Append what an element holds, and the pictures with the piece before which each stands."""
    for node in yield_children(tag):
        if isinstance(node, str):
            pieces.append(node.translate(_UNPRINTED))
        elif node.tag == "br":
            pieces.append("\n")
        elif node.tag == "img":
            pictures.append((len(pieces), find_address(node)))
            pieces.append(str(node.get("alt") or "").translate(_UNPRINTED))
        elif node.tag not in PRINTED_NOWHERE:
            mark = find_mark(node)
            edges = is_block(node)  # one for each line
            if edges and pieces and not pieces[-1].endswith("\n"):
                pieces.append("\n")
            pieces += [mark] if mark else []
            _collect_lines(pieces, pictures, node)
            pieces += [mark] if mark else []
            if edges and pieces and not pieces[-1].endswith("\n"):
                pieces.append("\n")


def read_words(nodes: Iterable[Node]) -> Leaf:
    """Return the words of inline elements as one leaf of a block, which no empty line parts."""
    leaf = fold_white(collect(nodes))
    if "\n\n" not in leaf.text:
        return leaf
    whole = Leaf()
    start = 0
    for end, after in (
        *(found.span() for found in TWO_BREAKS.finditer(leaf.text)),
        (len(leaf.text), 0),
    ):
        part = cut(leaf, start, end)
        whole.text += "\n" if start else ""
        whole.ranges += shift(part.ranges, len(whole.text))
        whole.text += part.text
        start = after
    return whole


def shift(ranges: Iterable[Range], by: int) -> Iterator[Range]:
    """Yield ranges further on in a text."""
    return (Range(r.start + by, r.end + by, r.kind, r.target) for r in ranges)


def collect(nodes: Iterable[Node]) -> Leaf:
    """Return the words of inline elements, their white space not yet folded."""
    leaf = Leaf()
    for node in nodes:
        _collect_node(leaf, node)
    return leaf


def _collect_node(leaf: Leaf, node: Node) -> None:
    if isinstance(node, str):
        leaf.text += node.translate(_UNPRINTED)
        return
    if node.tag in PRINTED_NOWHERE:
        return
    start = len(leaf.text)
    if node.tag == "br":
        leaf.text += _HARD_BREAK
    elif node.tag == "img":
        leaf.ranges.append(Range(start, start, "image", find_address(node)))
        leaf.text += str(node.get("alt") or "").translate(_UNPRINTED)
    elif node.tag in _FORMULA:
        _collect_formula(leaf, node)
    elif node.tag == "ruby":
        _collect_ruby(leaf, node)
    elif (label := find_footnote(node)) is not None:
        leaf.ranges.append(Range(start, start, "footnote-reference", label))
    elif is_block(node):
        leaf.text += _EDGE
        for child in yield_children(node):
            _collect_node(leaf, child)
        leaf.text += _EDGE
    else:
        mark = find_mark(node)
        leaf.text += mark
        for child in yield_children(node):
            _collect_node(leaf, child)
        leaf.text += mark
        kind = "link" if node.tag == "a" and node.get("href") is not None else ""
        kind = kind or INLINE_KINDS.get(node.tag, "")
        if kind and len(leaf.text) > start:
            target = str(node.get("href")).strip() if kind == "link" else ""
            leaf.ranges.append(Range(start, len(leaf.text), kind, target))
        language = find_language(node)
        begin, end = (
            start + len(mark),
            len(leaf.text) - len(mark),
        )  # the marks are of the words around
        if language is not None and end > begin:
            leaf.ranges.append(Range(begin, end, "foreign", language))


def _collect_ruby(leaf: Leaf, ruby: etree._Element) -> None:
    """Append the words that readings stand beside; the readings go into ranges, and are no words of the line."""
    waiting: list[tuple[int, int]] = []
    last: tuple[int, int] | None = None
    for node in yield_children(ruby):
        name = "" if isinstance(node, str) else node.tag
        if name in ("rt", "rtc") and not isinstance(node, str):
            words = " ".join(collect(yield_children(node)).text.replace(_EDGE, " ").split())
            last = waiting.pop(0) if waiting else last
            if last and words:
                leaf.ranges.append(Range(*last, "ruby", words))
            elif not last:  # beside nothing
                leaf.text += words
        elif name != "rp":
            start = len(leaf.text)
            for child in (
                yield_children(node) if name == "rb" and not isinstance(node, str) else (node,)
            ):
                _collect_node(leaf, child)
            if leaf.text[start:].strip():
                waiting.append((start, len(leaf.text)))


def _collect_formula(leaf: Leaf, node: etree._Element) -> None:
    if node.text and node.text.strip():
        leaf.text += node.text.strip().translate(_UNPRINTED)
    for index, child in enumerate(node):
        if index:
            leaf.text += _BETWEEN.get(node.tag, "")
        start = len(leaf.text)
        _collect_node(leaf, child)
        script = _SCRIPTS.get((node.tag, index))
        if script and len(leaf.text) > start:
            leaf.ranges.append(Range(start, len(leaf.text), script))
        if child.tail and child.tail.strip():
            leaf.text += child.tail.strip().translate(_UNPRINTED)


def has_soft_ends(raw: Leaf) -> bool:
    """Say whether a line ends without a hard break, which no line of a stanza does but the last."""
    runs = _WHITE.findall(raw.text.strip()) if _HARD_BREAK in raw.text else ()
    return any("\n" in white and _HARD_BREAK not in white for white in runs)


def fold_white(raw: Leaf) -> Leaf:
    """Make each line end a space, each hard break a newline, and trim; other runs of spaces stay."""
    pieces: list[str] = []
    runs: list[tuple[int, int, int, int]] = []  # raw start and end, folded start and end
    length = done = 0
    breaks = "\n" in raw.text or _HARD_BREAK in raw.text or _EDGE in raw.text
    for white in _WHITE.finditer(raw.text) if breaks else ():
        count = white[0].count(_HARD_BREAK) or int(_EDGE in white[0])
        if not count and "\n" not in white[0]:
            continue  # spaces inside a line stay as they are printed
        mark = "\n" * count or " "
        pieces += [raw.text[done : white.start()], mark]
        start = length + white.start() - done
        length, done = start + len(mark), white.end()
        runs.append((white.start(), done, start, length))
    pieces.append(raw.text[done:])
    text = "".join(pieces)
    lead = len(text) - len(text.lstrip(" \t\n"))
    trimmed = text.strip(" \t\n")

    def place(at: int) -> int:
        run = runs[bisect_right(runs, (at, len(raw.text), 0, 0)) - 1] if runs else (0, 0, 0, 0)
        inside = run[2] if at < run[1] else run[3] + at - run[1]
        folded = at if at < run[0] else inside
        return min(max(folded - lead, 0), len(trimmed))

    ranges = []
    for item in raw.ranges:
        start, end = place(item.start), place(item.end)
        if start < end or item.start == item.end:
            ranges.append(Range(start, end, item.kind, item.target))
    return Leaf(trimmed, ranges)
