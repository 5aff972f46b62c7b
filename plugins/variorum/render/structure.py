"""The block-level elements inside a block: which tags a list, a table or a quotation gets."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from variorum.model import BlockKind, Range

Tag = tuple[str, tuple[tuple[str, str], ...]]
"""A name and its attributes."""

_WORDS = (("class", "vr-text"),)
_DIV: tuple[Tag, ...] = (("div", _WORDS),)

_ROOTS: dict[BlockKind, str] = {
    "paragraph": "p",
    "verse": "p",
    "footnote": "p",
    "quotation": "blockquote",
    "figure": "figure",
}
_TAGS: dict[str, tuple[str, ...]] = {
    "quotation": ("blockquote",),
    "unordered-list": ("ul",),
    "ordered-list": ("ol",),
    "item": ("li",),
    "row": ("tr",),
    "header-row": ("tr",),
    "cell": ("td",),
    "inner-paragraph": ("p",),
    "inner-heading": ("p",),
    "inner-code": ("pre", "code"),
    "caption": ("figcaption",),
    "row-header": ("th",),
    "inner-table": ("table",),
}
_ROWS = frozenset({"row", "header-row"})
_LISTS = frozenset({"unordered-list", "ordered-list"})
_STRICT = _LISTS | _ROWS | {"inner-table"}
"""Kinds that hold members and no words between them."""
_CELLS = frozenset({"cell", "row-header"})
_ROWS_CLASS = (("class", "vr-rows"),)
"""Material wraps tables without a class in boxes of its own."""
_COUNTING = re.compile(r"(-?\d{1,6})? ?([aAiI])? ?(reversed)?")  # "7 A reversed"
_NUMBER = re.compile(r"-?\d{1,6}")  # "7"
_SPAN = re.compile(r"([1-9]\d{0,3})x([1-9]\d{0,3})")  # "2x1"
_LEAVES = frozenset({"inner-paragraph", "inner-heading", "inner-code", "caption"})


@dataclass(frozen=True, slots=True)
class Shape:
    """The elements of a block."""

    root: tuple[Tag, ...]
    """Outermost first; the first has the class `vr-text`."""
    structure: tuple[Range, ...]
    """Outer before inner."""
    tags: tuple[tuple[Tag, ...], ...]
    """Of each range of `structure`."""
    newlines: frozenset[int]
    """The places of the newlines that stand between elements."""


def shape(kind: BlockKind, text: str, structure: Sequence[Range], *, level: int) -> Shape:
    """Choose the elements; where the ranges make no proper list or table, plain `div`s hold the words.

    HTML's parser moves stray words out of a table and closes paragraphs on its own; a shape it would
    rearrange is never written.
    """
    if not structure:
        return _shape_leaf(kind, level)
    # of two ranges over the same words the parser of the copy-text lists the inner first
    outer_first = list(structure)
    outer_first.reverse()
    ranges = tuple(sorted(outer_first, key=lambda item: (item.start, -item.end)))
    edges = {item.start for item in ranges}, {item.end for item in ranges}
    newlines = frozenset(
        place
        for place in sorted({*edges[1], *(edge - 1 for edge in edges[0])})
        if text[place : place + 1] == "\n" and place >= 0
    )
    parents = find_parents(ranges)
    root: tuple[Tag, ...] = _shape_leaf(kind, level).root
    if root[0][0] == "p":
        root = _DIV
    if parents is None or not _is_regular(kind, text, ranges, parents, newlines):
        plain: list[tuple[Tag, ...]] = [(("div", (("class", f"vr-{x.kind}"),)),) for x in ranges]
        return Shape(_DIV, ranges, tuple(plain), newlines)
    tops = {item.kind for item, parent in zip(ranges, parents, strict=True) if parent is None}
    if kind == "table" and tops & (_ROWS | {"caption"}):
        root = (*root, ("table", _ROWS_CLASS))
    elif kind == "list" and "item" in tops:
        root = (*root, ("ul", ()))
    below = _count_rows_below(ranges, parents)
    tags = tuple(
        _tags(
            kind,
            item,
            None if parent is None else ranges[parent].kind,
            rows_below=0 if parent is None else below.get(parent, 0),
        )
        for item, parent in zip(ranges, parents, strict=True)
    )
    return Shape(root, ranges, tags, newlines)


@cache
def _shape_leaf(kind: BlockKind, level: int) -> Shape:
    """Choose the element of a block that holds no others."""
    root: tuple[Tag, ...] = ((_ROOTS.get(kind, "div"), _WORDS),)
    if kind == "heading":
        root = ((f"h{level or 2}", _WORDS),)
    elif kind == "code":
        root = (("pre", _WORDS), ("code", ()))
    return Shape(root, (), (), frozenset())


def _tags(block: BlockKind, item: Range, parent: str | None, *, rows_below: int) -> tuple[Tag, ...]:
    name, *inner = _TAGS[item.kind]
    attributes: tuple[tuple[str, str], ...] = ()
    if item.kind == "inner-heading":
        attributes = (("class", "vr-inner-heading"),)
    elif item.kind == "inner-table":
        attributes = _ROWS_CLASS
    if item.kind in _CELLS and parent == "header-row":
        name, attributes = "th", (("scope", "col"),)
    elif item.kind == "row-header":
        attributes = (("scope", "row"),)
    if item.kind == "caption" and (block == "table" or parent == "inner-table"):
        name = "caption"
    if item.target:
        attributes += _read_target(item, rows_below)
    return ((name, attributes), *((extra, ()) for extra in inner))


def _read_target(item: Range, rows_below: int) -> tuple[tuple[str, str], ...]:
    """Return the attributes that a range's target stands for, none where it is not as `Range.target` has it.

    A cell takes no more rows than emendations have left.
    """
    found: list[tuple[str, str | None]] = []
    if item.kind == "ordered-list" and (counting := _COUNTING.fullmatch(item.target)):
        found = [("start", counting[1]), ("type", counting[2]), ("reversed", counting[3])]
    elif item.kind == "item" and _NUMBER.fullmatch(item.target):
        found = [("value", item.target)]
    elif item.kind in _CELLS and (span := _SPAN.fullmatch(item.target)):
        rows, columns = min(int(span[1]), rows_below + 1), min(int(span[2]), 1000)
        found = [
            ("rowspan", str(rows) if rows > 1 else None),
            ("colspan", str(columns) if columns > 1 else None),
        ]
    return tuple((name, value) for name, value in found if value)


def _count_rows_below(ranges: Sequence[Range], parents: Sequence[int | None]) -> dict[int, int]:
    """Count, for each row, the rows of its table that follow it."""
    below: dict[int, int] = {}
    rows_of: dict[int | None, int] = {}
    for index in range(len(ranges) - 1, -1, -1):
        if ranges[index].kind in _ROWS:
            below[index] = rows_of.get(parents[index], 0)
            rows_of[parents[index]] = below[index] + 1
    return below


def find_parents(ranges: Sequence[Range]) -> list[int | None] | None:
    """Find the index of each range's parent; None when two ranges cross."""
    parents: list[int | None] = []
    around: list[int] = []
    for index, item in enumerate(ranges):
        while around and not _holds(ranges[around[-1]], item):
            if ranges[around[-1]].end > item.start:
                return None
            around.pop()
        parents.append(around[-1] if around else None)
        around.append(index)
    return parents


def _holds(outer: Range, inner: Range) -> bool:
    """Say whether the inner lies within; an empty one at the end of a sibling of its kind does not."""
    if inner.start == inner.end == outer.end and outer.kind == inner.kind:
        return False
    return outer.start <= inner.start and inner.end <= outer.end


def _is_regular(
    block: BlockKind,
    text: str,
    ranges: Sequence[Range],
    parents: Sequence[int | None],
    newlines: frozenset[int],
) -> bool:
    """Say whether HTML has elements for this nesting, with no words between rows, cells or items."""
    strict: list[tuple[int, int, list[Range]]] = []
    children: list[list[Range]] = [[] for _ in ranges]
    tops: list[Range] = []
    for item, parent in zip(ranges, parents, strict=True):
        above = None if parent is None else ranges[parent].kind
        if not _may_stand(item.kind, above, block):
            return False
        (tops if parent is None else children[parent]).append(item)
    for item, inside in zip(ranges, children, strict=True):
        if item.kind in _STRICT:
            strict.append((item.start, item.end, inside))
        if any(child.kind == "caption" for child in inside[1:]):
            return False
    if tops and (block == "table" or (block == "list" and tops[0].kind == "item")):
        strict.append((0, len(text), tops))
        if any(item.kind == "caption" for item in tops[1:]):
            return False
    return all(_is_filled(*each, newlines) for each in strict)


def _may_stand(kind: str, parent: str | None, block: BlockKind) -> bool:
    if parent in _LEAVES:
        return False
    if kind == "item" or parent in _LISTS:
        return kind == "item" and (parent in _LISTS or (parent is None and block == "list"))
    if kind in _ROWS:
        return parent == "inner-table" or (parent is None and block == "table")
    if kind in _CELLS or parent in _ROWS:
        return kind in _CELLS and parent in _ROWS
    if kind == "caption":
        return parent == "inner-table" or (parent is None and block in ("table", "figure"))
    if parent == "inner-table":
        return False
    if parent is None and block == "table":
        return False
    return not (parent is None and block == "list" and kind not in _LISTS)


def _is_filled(start: int, end: int, inside: Sequence[Range], newlines: frozenset[int]) -> bool:
    """Say whether the children leave nothing between them but newlines."""
    place = start
    for item in inside:
        if any(between not in newlines for between in range(place, item.start)):
            return False
        place = item.end
    return all(between in newlines for between in range(place, end))
