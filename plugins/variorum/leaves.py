"""The innermost elements of a copy-text → their words, with the ranges over them."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from variorum.model import Range

PRINTED_NOWHERE = frozenset(
    "head script style template noscript iframe object embed svg math form button input select textarea nav"
    " audio video canvas dialog".split()
)
_INLINE_KINDS = {
    "em": "emphasis", "i": "emphasis", "cite": "emphasis", "dfn": "emphasis", "var": "emphasis",
    "strong": "strong", "b": "strong", "code": "code", "kbd": "code", "samp": "code", "tt": "code",
    "sup": "superscript", "sub": "subscript",
}  # fmt: skip
_QUOTES = ('"', "'")
"""Of `q`, outer and inner; straight, so that `regularise` gives them the look of the language."""
_HARD_BREAK = "\0"  # no copy-text holds one (V114)
_UNPRINTED = str.maketrans(
    {**dict.fromkeys(map(chr, (*range(1, 9), *range(14, 32), 127))), "\r": "\n", "\v": " "}
)
"""Control characters, which print nothing; HTML may bring them in as `&#13;`."""
Node = etree._Element | str
"""A child of an element: lxml keeps words beside the elements, as their text and tail."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")  # BCP 47: "ar", "zh-Hant-TW"
_WHITE = re.compile(r"[ \t\r\n\f\0]+")  # a run of white space and hard breaks
TWO_BREAKS = re.compile(r"\n{2,}")  # "<br><br>" parts paragraphs


@dataclass(slots=True)
class Leaf:
    """The words of one innermost element, as collected: white space not yet folded."""

    text: str = ""
    ranges: list[Range] = field(default_factory=list)


def yield_children(tag: etree._Element) -> Iterator[Node]:
    """Yield what an element holds, words and elements in their order."""
    if tag.text:
        yield tag.text
    for child in tag:
        yield child
        if child.tail:
            yield child.tail


def join_words(tag: etree._Element) -> str:
    """Return all words in an element as they stand in the source."""
    return "".join(map(str, tag.itertext()))


def list_classes(tag: etree._Element) -> list[str]:
    """List the classes of an element."""
    return (tag.get("class") or "").split()


def find_language(tag: etree._Element) -> str | None:
    """Find the language of an element where it is another than around it.

    Returns:
        The language's tag; empty where only the direction is said to be another; None where neither is.
    """
    language = str(tag.get("lang") or "")
    if not _LANGUAGE.fullmatch(language):
        return "" if (tag.get("dir") or "").lower() in ("rtl", "auto") else None
    around = next((str(a.get("lang")) for a in tag.iterancestors() if a.get("lang")), "")
    is_whole = tag.tag in ("html", "body", "article", "main") and not around
    one, other = f"{language.lower()}-", f"{around.lower()}-"
    is_same = bool(around) and (one.startswith(other) or other.startswith(one))
    return None if is_whole or is_same else language


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
    return Leaf(join_words(pre).translate(_UNPRINTED).strip("\n"))


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
        leaf.ranges.append(Range(start, start, "image", str(node.get("src") or "")))
    elif node.tag == "sup" and (link := node.find(".//a[@class='footnote-ref']")) is not None:
        label = (link.get("href") or "").removeprefix("#fn:")
        leaf.ranges.append(Range(start, start, "footnote-reference", label))
    else:
        # no words of the source: a browser prints them
        mark = _QUOTES[sum(1 for _ in node.iterancestors("q")) % 2] if node.tag == "q" else ""
        leaf.text += mark
        for child in yield_children(node):
            _collect_node(leaf, child)
        leaf.text += mark
        kind = "link" if node.tag == "a" and node.get("href") is not None else ""
        kind = kind or _INLINE_KINDS.get(node.tag, "")
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


def has_soft_ends(raw: Leaf) -> bool:
    """Say whether a line ends without a hard break, which no line of a stanza does but the last."""
    runs = _WHITE.findall(raw.text.strip()) if _HARD_BREAK in raw.text else ()
    return any("\n" in white and _HARD_BREAK not in white for white in runs)


def fold_white(raw: Leaf) -> Leaf:
    """Make each line end a space, each hard break a newline, and trim; other runs of spaces stay."""
    pieces: list[str] = []
    runs: list[tuple[int, int, int, int]] = []  # raw start and end, folded start and end
    length = done = 0
    breaks = "\n" in raw.text or _HARD_BREAK in raw.text
    for white in _WHITE.finditer(raw.text) if breaks else ():
        count = white[0].count(_HARD_BREAK)
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
