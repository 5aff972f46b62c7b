"""What a quotation, list, table or footnote holds → one block in the making, its members as ranges."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, takewhile

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

_NUMBER = re.compile(r"[ \t\n\f\r]*([+-]?[0-9]{1,6})(?![0-9])")  # as HTML has it: "7", "7.5"
_NUMERALS = frozenset("aAiI")
"""Types of list whose items are not counted 1, 2, 3."""
_CELLS = frozenset({"td", "th"})
_PASSED = frozenset("div section center span".split())
"""Elements that may stand between a list and its items and say nothing of them."""


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
    if leaf.text or any(_is_seen(r) for r in leaf.ranges):
        draft.add(leaf)


def _is_seen(item: Range) -> bool:
    return item.kind == "footnote-reference" or (item.kind == "image" and is_shown(item.target))


def _append_element(draft: Draft, tag: etree._Element) -> None:
    start, leaves = len(draft.text), draft.leaves
    kind = ""
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
        draft.wrap(kind, start, leaves)


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
    leaf = read_words(captions)
    if leaf.text:
        addresses = [find_address(picture) for picture in list_pictures(others)]
        leaf.ranges[:0] = [Range(0, 0, "image", address) for address in addresses]
        return leaf
    draft = Draft()
    for picture in list_pictures([figure]):
        words = read_words([picture])
        if words.text or not draft.leaves:
            draft.add(words)
        else:
            draft.ranges += shift(words.ranges, len(draft.text))
    return Leaf(draft.text, draft.ranges)


def append_list(draft: Draft, tag: etree._Element) -> None:
    """Append a list; where an empty item goes, or what is none comes in, the next one says its number."""
    start, leaves = len(draft.text), draft.leaves
    items = list_items(tag)
    is_reversed = tag.get("reversed") is not None
    step = -1 if is_reversed else 1
    first = _find_number(tag, "start")
    if first is None:
        first = sum(map(_is_item, items)) if is_reversed else 1
    number = counted = first  # as the copy-text counts, and as the page would
    shown = 0
    for item in items:
        begin, before = len(draft.text), draft.leaves
        head, is_item = item[0], _is_item(item)
        if is_item and not isinstance(head, str):
            value = _find_number(head, "value")
            number = number if value is None else value
            append(draft, yield_children(head))
            draft.speak(head, begin, before)
        append(draft, item[1:] if is_item else item)
        if draft.leaves > before:
            says = tag.tag == "ol" and is_item and number != counted
            draft.wrap("item", begin, before, target=str(number) if says else "")
            counted = (number if says else counted) + step
            shown += 1
        number += step if is_item else 0
    usual = shown if is_reversed else 1
    counting = _name_counting(tag, first, usual=usual) if tag.tag == "ol" else ""
    draft.wrap(LISTS[tag.tag], start, leaves, target=counting)


def list_items(tag: etree._Element) -> list[list[Node]]:
    """List what each item of a list holds: an `li`, and what stands after it in no other.

    Content that stands before the first is an item; what only holds items (`div`) is passed through.
    """
    items: list[list[Node]] = []
    for nodes in _list_members(tag, tag):
        if _is_item(nodes) or not items:
            items.append(nodes)
        else:
            items[-1] += nodes
    return items


def _list_members(tag: etree._Element, whole: etree._Element) -> Iterator[list[Node]]:
    for nodes in group(yield_children(tag)):
        first = nodes[0]
        if not isinstance(first, str) and first.tag in _PASSED and _has_items(first, whole):
            for name in ("lang", "dir"):
                value = first.attrib.pop(name, "")
                for member in first if value else ():
                    member.set(name, member.get(name) or str(value))
            yield from _list_members(first, whole)
        elif _is_item(nodes) or has_words(nodes) or list_pictures(nodes):
            yield nodes


def _has_items(tag: etree._Element, whole: etree._Element) -> bool:
    return any(next(item.iterancestors(*LISTS), None) is whole for item in tag.iter("li"))


def _is_item(nodes: list[Node]) -> bool:
    return not isinstance(nodes[0], str) and nodes[0].tag == "li"


def _find_number(tag: etree._Element, name: str) -> int | None:
    found = _NUMBER.match(tag.get(name) or "")
    return int(found[1]) if found else None


def _name_counting(tag: etree._Element, first: int, *, usual: int) -> str:
    """Say how an ordered list counts, as `Range.target` has it."""
    numeral = (tag.get("type") or "").strip()
    parts = [str(first) if first != usual else "", numeral if numeral in _NUMERALS else ""]
    parts.append("reversed" if tag.get("reversed") is not None else "")
    return " ".join(part for part in parts if part)


def append_table(draft: Draft, table: etree._Element) -> None:
    """Append a table's caption and rows; what stands in neither, which a browser shows too, is a row."""
    rows = list(_list_rows(table))
    captions = [row for row in rows if not isinstance(row[0], str) and row[0].tag == "caption"]
    kept = _count_kept(rows)
    for nodes in [*captions[:1], *(row for row in rows if row not in captions[:1])]:
        first = nodes[0]
        start, leaves = len(draft.text), draft.leaves
        if nodes in captions[:1]:
            draft.add(read_words(nodes))
            draft.wrap("caption", start, leaves)
        elif not isinstance(first, str) and first.tag == "tr":
            _append_row(draft, _list_cells(first), *kept[first])
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


def _count_kept(
    rows: Iterable[list[Node]],
) -> dict[etree._Element, tuple[int, list[int]]]:
    """Return of each row its place in its group, and how many of the group's rows that are kept stand before each place."""
    counts: dict[etree._Element, tuple[int, list[int]]] = {}
    for first, *_ in rows:
        if isinstance(first, str) or first.tag != "tr" or first in counts:
            continue
        section = [first, *takewhile(lambda other: other.tag == "tr", first.itersiblings())]
        before = [0, *accumulate(int(_has_cells(row)) for row in section)]
        counts |= {row: (i, before) for i, row in enumerate(section)}
    return counts


def _append_row(
    draft: Draft, cells: list[list[Node]], place: int = 0, kept: Sequence[int] = (0, 1)
) -> None:
    start, leaves = len(draft.text), draft.leaves
    names = [cell[0].tag if not isinstance(cell[0], str) else "" for cell in cells]
    is_header = bool(names) and all(name == "th" for name in names)
    for name, nodes in zip(names, cells, strict=True):
        first = nodes[0]
        begin, before = len(draft.text), draft.leaves
        target = ""
        if name in _CELLS and not isinstance(first, str):
            _append_cell(draft, list(group(yield_children(first))))
            draft.speak(first, begin, before)
            rows, columns = _find_rows(first, place, kept), _find_span(first, "colspan") or 1
            target = f"{rows}x{columns}" if rows * columns > 1 else ""
        else:
            _append_cell(draft, [nodes])
        kind = "row-header" if name == "th" and not is_header else "cell"
        draft.wrap(kind, begin, before, target=target)
    draft.wrap("header-row" if is_header else "row", start, leaves)


def _list_cells(row: etree._Element) -> list[list[Node]]:
    cells = group(yield_children(row))
    return [cell for cell in cells if _is_cell(cell) or has_words(cell) or list_pictures(cell)]


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


def _find_rows(cell: etree._Element, place: int, kept: Sequence[int]) -> int:
    """Find how many of the rows that are kept a cell takes: with 0, all that are left in its group of rows."""
    end = min(place + (_find_span(cell, "rowspan") or SPAN), len(kept) - 1)
    return 1 + kept[end] - kept[place + 1]


def _has_cells(row: etree._Element) -> bool:
    return any(cell.tag in _CELLS for cell in row) or bool(_list_cells(row))


def _find_span(cell: etree._Element, name: str) -> int:
    number = _find_number(cell, name)
    return 1 if number is None or number < 0 else min(number, SPAN)
