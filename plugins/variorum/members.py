"""What a quotation, list, table or footnote holds → one block in the making, its members as ranges."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from variorum.leaves import Leaf, collect_verbatim, read_words, shift
from variorum.model import Range
from variorum.nodes import (
    HEADINGS,
    LISTS,
    Node,
    find_address,
    find_language,
    group,
    has_words,
    is_block,
    is_shown,
    list_pictures,
    yield_children,
)

SPAN = 1000
"""Rows or columns that one cell may take, as HTML has it."""

_NUMBER = re.compile(r"\s*\+?(-?\d{1,6})\s*")  # of an item: "7"
_NUMERALS = frozenset("aAiI")
"""Types of list whose items are not counted 1, 2, 3."""
_CELLS = frozenset({"td", "th"})


@dataclass(slots=True)
class Draft:
    """A block in the making: its leaves joined by one newline."""

    text: str = ""
    ranges: list[Range] = field(default_factory=list)
    leaves: int = 0

    def add(self, leaf: Leaf) -> None:
        """Append a leaf's words."""
        if self.leaves:
            self.text += "\n"
        self.leaves += 1
        self.ranges += shift(leaf.ranges, len(self.text))
        self.text += leaf.text

    def wrap(self, kind: str, start: int, leaves: int, *, target: str = "") -> None:
        """Cover what was appended since the draft had `leaves` leaves and `start` code points."""
        begin = start + 1 if leaves and self.leaves > leaves else start
        if self.leaves > leaves:
            self.ranges.append(Range(begin, len(self.text), kind, target))

    def speak(self, tag: etree._Element, start: int, leaves: int) -> None:
        """Note in what language an element is, whose words were appended since; arguments as for `wrap`."""
        language = find_language(tag)
        begin = start + 1 if leaves and self.leaves > leaves else start
        if language is not None and begin < len(self.text):
            self.ranges.append(Range(begin, len(self.text), "foreign", language))


def append(draft: Draft, nodes: Iterable[Node]) -> None:
    """Append block-level elements and all they hold, and the words between them."""
    for nodes_ in group(nodes):
        first = nodes_[0]
        if not isinstance(first, str) and is_block(first):
            start, leaves = len(draft.text), draft.leaves
            _append_element(draft, first)
            draft.speak(first, start, leaves)
        else:
            _add(draft, read_words(nodes_))


def _add(draft: Draft, leaf: Leaf) -> None:
    """Append a leaf that holds something to be seen."""
    if leaf.text or any(r.kind == "image" and is_shown(r.target) for r in leaf.ranges):
        draft.add(leaf)


def _append_element(draft: Draft, tag: etree._Element) -> None:
    start, leaves = len(draft.text), draft.leaves
    kind = target = ""
    if tag.tag in LISTS:
        append_list(draft, tag)
        return
    if tag.tag == "table":
        append_table(draft, tag)
        kind = "inner-table"
    elif tag.tag == "pre":
        _add(draft, collect_verbatim(tag))
        kind = "inner-code"
    elif tag.tag == "figure" and is_one_leaf(tag):
        _add(draft, read_figure(tag))
        kind = "inner-paragraph"
    elif tag.tag == "p" or tag.tag in HEADINGS:
        _add(draft, read_words(yield_children(tag)))
        kind = "inner-paragraph" if tag.tag == "p" else "inner-heading"
    else:
        append(draft, yield_children(tag))
        kind = "quotation" if tag.tag == "blockquote" else ""
    if kind:
        draft.wrap(kind, start, leaves, target=target)


def is_one_leaf(figure: etree._Element) -> bool:
    """Say whether a figure is a picture, or nothing but a caption; any other holds blocks as a `div` does."""
    others = (node for node in yield_children(figure) if not _is_caption(node))
    return bool(list_pictures([figure])) or not has_words(others)


def _is_caption(node: Node) -> bool:
    return not isinstance(node, str) and node.tag == "figcaption"


def read_figure(figure: etree._Element) -> Leaf:
    """Return the words by which a picture is cited: its caption, or else those that stand for it."""
    captions = [node for node in yield_children(figure) if _is_caption(node)]
    others = [node for node in yield_children(figure) if not _is_caption(node)]
    if has_words(others):
        return read_words(yield_children(figure))
    pictures = list_pictures(others)
    leaf = read_words(captions)
    if leaf.text:
        addresses = [find_address(picture) for picture in pictures]
        leaf.ranges[:0] = [Range(0, 0, "image", address) for address in addresses]
        return leaf
    draft = Draft()
    for picture in pictures:
        words = read_words([picture])
        if words.text or not draft.leaves:
            draft.add(words)
        else:
            draft.ranges += shift(words.ranges, len(draft.text))
    return Leaf(draft.text, draft.ranges)


def append_list(draft: Draft, tag: etree._Element) -> None:
    """Append a list."""
    start, leaves = len(draft.text), draft.leaves
    for item in list_items(tag):
        begin, before = len(draft.text), draft.leaves
        first = item[0]
        target = ""
        if not isinstance(first, str) and first.tag == "li":
            append(draft, yield_children(first))
            draft.speak(first, begin, before)
            target = _find_number(first, "value") if tag.tag == "ol" else ""
            item = item[1:]
        append(draft, item)
        draft.wrap("item", begin, before, target=target)
    draft.wrap(LISTS[tag.tag], start, leaves, target=_find_counting(tag))


def list_items(tag: etree._Element) -> list[list[Node]]:
    """List what each item of a list holds: an `li`, and the lists that stand after it without one of their own.

    Other content that stands directly in the list is an item.
    """
    items: list[list[Node]] = []
    for nodes in group(yield_children(tag)):
        first = nodes[0]
        if items and not isinstance(first, str) and first.tag in LISTS:
            items[-1] += nodes
        elif has_words(nodes) or list_pictures(nodes):
            items.append(nodes)
    return items


def _find_number(tag: etree._Element, name: str) -> str:
    found = _NUMBER.fullmatch(tag.get(name) or "")
    return str(int(found[1])) if found else ""


def _find_counting(tag: etree._Element) -> str:
    """Say how an ordered list counts, as `Range.target` has it."""
    if tag.tag != "ol":
        return ""
    start, numeral = _find_number(tag, "start"), (tag.get("type") or "").strip()
    parts = [start if start != "1" else "", numeral if numeral in _NUMERALS else ""]
    parts.append("reversed" if tag.get("reversed") is not None else "")
    return " ".join(part for part in parts if part)


def append_table(draft: Draft, table: etree._Element) -> None:
    """Append a table's caption and rows; what stands in neither, which a browser shows too, is a row."""
    rows = list(_list_rows(table))
    captions = [row for row in rows if not isinstance(row[0], str) and row[0].tag == "caption"]
    for nodes in [*captions[:1], *(row for row in rows if row not in captions[:1])]:
        first = nodes[0]
        start, leaves = len(draft.text), draft.leaves
        if nodes in captions[:1]:
            draft.add(read_words(nodes))
            draft.wrap("caption", start, leaves)
        elif not isinstance(first, str) and first.tag == "tr":
            _append_row(draft, list(group(yield_children(first))))
            draft.speak(first, start, leaves)
        else:
            _append_row(draft, [nodes])


def _list_rows(tag: etree._Element) -> Iterator[list[Node]]:
    for nodes in group(yield_children(tag)):
        first = nodes[0]
        is_row = isinstance(first, str) or first.tag in ("tr", "table", "caption")
        if not isinstance(first, str) and not is_row and first.find(".//tr") is not None:
            yield from _list_rows(first)
        elif (
            (not isinstance(first, str) and first.tag in ("tr", "caption"))
            or has_words(nodes)
            or list_pictures(nodes)
        ):
            yield nodes


def _append_row(draft: Draft, cells: list[list[Node]]) -> None:
    start, leaves = len(draft.text), draft.leaves
    cells = [cell for cell in cells if _is_cell(cell) or has_words(cell) or list_pictures(cell)]
    names = [cell[0].tag if not isinstance(cell[0], str) else "" for cell in cells]
    is_header = bool(names) and all(name == "th" for name in names)
    for name, nodes in zip(names, cells, strict=True):
        first = nodes[0]
        begin, before = len(draft.text), draft.leaves
        target = ""
        if name in _CELLS and not isinstance(first, str):
            _append_cell(draft, list(group(yield_children(first))))
            draft.speak(first, begin, before)
            rows, columns = _find_span(first, "rowspan"), _find_span(first, "colspan")
            target = f"{rows}x{columns}" if rows * columns > 1 else ""
        else:
            _append_cell(draft, [nodes])
        kind = "row-header" if name == "th" and not is_header else "cell"
        draft.wrap(kind, begin, before, target=target)
    draft.wrap("header-row" if is_header else "row", start, leaves)


def _is_cell(nodes: list[Node]) -> bool:
    return not isinstance(nodes[0], str) and nodes[0].tag in _CELLS


def _append_cell(draft: Draft, groups: list[list[Node]]) -> None:
    leaves = draft.leaves
    only = groups[0][0] if len(groups) == 1 else ""
    if not isinstance(only, str) and only.tag == "p":  # as in all cells of some tables
        start = len(draft.text)
        draft.add(read_words(yield_children(only)))
        draft.speak(only, start, leaves)
    elif not any(is_block(nodes[0]) for nodes in groups):
        draft.add(read_words(groups[0] if groups else ()))
    else:
        for nodes in groups:
            append(draft, nodes)
    if draft.leaves == leaves:  # nothing but empty elements: the cell is one all the same
        draft.add(Leaf())


def _find_span(cell: etree._Element, name: str) -> int:
    found = (cell.get(name) or "").strip()
    number = int(found) if found.isascii() and found.isdigit() and len(found) < 5 else 1
    return number if 1 <= number <= SPAN else 1
