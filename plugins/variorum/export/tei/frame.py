"""A block → the elements of TEI that it is made of, and the stretches of words in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from variorum.model import STRUCTURE, Block, BlockKind, Range
from variorum.render.structure import Shape, find_parents, shape

Attributes = dict[str, str]

_LEAVES: dict[BlockKind, tuple[str, Attributes]] = {
    "paragraph": ("p", {}),
    "heading": ("head", {}),
    "quotation": ("quote", {}),
    "code": ("ab", {"type": "code"}),
    "footnote": ("note", {"type": "author", "place": "bottom"}),
}
"""Elements of blocks that hold words only; of other kinds an `ab` of that type."""
_HOLDERS: frozenset[BlockKind] = frozenset({"quotation", "list", "table", "figure", "footnote"})
"""Kinds of block that hold others."""
_ELEMENTS: dict[str, tuple[str, Attributes]] = {
    "quotation": ("quote", {}),
    "unordered-list": ("list", {"rend": "bulleted"}),
    "ordered-list": ("list", {"rend": "numbered"}),
    "item": ("item", {}),
    "row": ("row", {}),
    "header-row": ("row", {"role": "label"}),
    "cell": ("cell", {}),
    "row-header": ("cell", {"role": "label"}),
    "caption": ("head", {}),
    "inner-paragraph": ("p", {}),
    "inner-heading": ("ab", {"type": "heading"}),
    "inner-code": ("ab", {"type": "code"}),
    "inner-table": ("table", {}),
}
_MEMBERS = {"list": "item", "row": "cell", "table": "row"}
"""Elements that must hold another one."""
_NUMERALS = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")  # "zh-Hant"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A stretch of a block's words with no element of a block's inside; may be empty."""

    start: int
    end: int
    is_verbatim: bool = False
    """White space counts: code."""


@dataclass(slots=True)
class Node:
    """An element of a block's."""

    name: str
    attributes: Attributes
    start: int
    end: int
    children: list["Node | Leaf"] = field(default_factory=list)
    """In their order; between two of them is nothing or one newline."""

    @property
    def is_foreign(self) -> bool:
        """Whether it is in another language than what is around it."""
        return "xml:lang" in self.attributes

    def nodes(self) -> Iterator["Node"]:
        """Yield it and the elements in it, outer ones first."""
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.nodes()

    def leaves(self) -> Iterator[Leaf]:
        """Yield the words in it, in their order."""
        for child in self.children:
            if isinstance(child, Leaf):
                yield child
            else:
                yield from child.leaves()


def make_frame(block: Block) -> Node:
    """Return the element of a block with all that it holds; one flat element where the ranges make no list or table."""
    frame = None
    structure = [item for item in block.ranges if item.kind in STRUCTURE]
    if structure and block.kind in _HOLDERS:
        frame = _build(block, shape(block.kind, block.text, structure, level=block.level))
    if frame is None or not _is_whole(frame, block.text):
        frame = _make_flat(block)
    _speak(frame, block)
    return frame


def find_language(item: Range) -> str:
    """Return the language of a `foreign` range; `und` where only its direction is said to be another."""
    return item.target if _LANGUAGE.fullmatch(item.target) else "und"


def _make_flat(block: Block) -> Node:
    end = len(block.text)
    if block.kind == "verse":
        group = Node("lg", {}, 0, end)
        start = 0
        for line in block.text.split("\n"):
            leaf = Leaf(start, start + len(line))
            group.children.append(Node("l", {}, leaf.start, leaf.end, [leaf]))
            start = leaf.end + 1
        return group
    if block.kind == "figure":
        return Node("figure", {}, 0, end, [Node("p", {}, 0, end, [Leaf(0, end)])])
    name, attributes = _LEAVES.get(block.kind, ("ab", {"type": block.kind}))
    return Node(name, dict(attributes), 0, end, [Leaf(0, end, block.kind == "code")])


def _build(block: Block, form: Shape) -> Node | None:
    """Return the element of a block that holds others; None where they are not as HTML and TEI have them."""
    parents = find_parents(form.structure)
    if parents is None or any(tags[0][0] == "div" for tags in form.tags):
        return None
    nodes = [
        _make_node(item, dict(tags[0][1]))
        for item, tags in zip(form.structure, form.tags, strict=True)
    ]
    name, attributes = _LEAVES.get(block.kind, (block.kind, {}))
    tops = {item.kind for item, up in zip(form.structure, parents, strict=True) if up is None}
    if block.kind == "list" and "item" not in tops:
        name, attributes = "ab", {"type": "list"}
    root = Node(name, dict(attributes), 0, len(block.text))
    for node, parent in zip(nodes, parents, strict=True):
        (root if parent is None else nodes[parent]).children.append(node)
    newlines = form.newlines
    for node, item in ((root, None), *zip(nodes, form.structure, strict=True)):
        member = _MEMBERS.get(node.name)
        held = {child.name for child in node.children if isinstance(child, Node)}
        if member and not {member} <= held <= {member, "head"}:
            return None
        if not member:
            is_code = item is not None and item.kind == "inner-code"
            node.children = list(_fill(node, newlines, is_verbatim=is_code))
        _number_items(node, item)
    only = root.children[0]
    if root.name == "ab" and len(root.children) == 1 and isinstance(only, Node):
        return only  # the list is the block
    return root


def _make_node(item: Range, html: Attributes) -> Node:
    """Return the element of a range, without what it holds.

    Args:
        item: A block-level one.
        html: The attributes that it has in a page.
    """
    name, given = _ELEMENTS[item.kind]
    found = {
        **given,
        "role": "label" if html.get("scope") == "col" else given.get("role"),
        "rows": html.get("rowspan"),
        "cols": html.get("colspan"),
        "n": html.get("value") or html.get("start"),
    }
    rend = (given.get("rend"), _NUMERALS.get(html.get("type") or ""), html.get("reversed"))
    found["rend"] = " ".join(filter(None, rend))
    attributes = {key: value for key, value in found.items() if value}
    return Node(name, attributes, item.start, item.end)


def _number_items(node: Node, item: Range | None) -> None:
    """Give the items of a numbered list their numbers."""
    if item is None or item.kind != "ordered-list":
        return
    step = -1 if "reversed" in node.attributes["rend"] else 1
    first = node.attributes.pop("n", "")
    number = int(first) if first else 1 if step > 0 else len(node.children)
    for child in node.children:
        if isinstance(child, Node):
            number = int(child.attributes.get("n") or number)
            child.attributes["n"] = str(number)
            number += step


def _fill(node: Node, newlines: frozenset[int], *, is_verbatim: bool) -> Iterator[Node | Leaf]:
    """Yield what an element holds with the words that stand between its elements."""
    if not node.children:
        yield Leaf(node.start, node.end, is_verbatim)
        return
    place = node.start
    for number, child in enumerate(node.children):
        yield from _find_words(node, place + (number > 0 and place in newlines), child, newlines)
        yield child
        place = child.end
    if place < node.end:
        yield _put_words(node, place + (place in newlines), node.end)


def _find_words(
    node: Node, start: int, child: Node | Leaf, newlines: frozenset[int]
) -> Iterator[Node | Leaf]:
    """Yield the words before an element, without the newline that parts them from it."""
    if start < child.start:
        yield _put_words(node, start, child.start - (child.start - 1 in newlines))


def _put_words(node: Node, start: int, end: int) -> Node | Leaf:
    leaf = Leaf(start, end)
    # a figure holds words in elements only
    return Node("p", {}, start, end, [leaf]) if node.name == "figure" else leaf


def _is_whole(frame: Node, text: str) -> bool:
    """Say whether the words between two stretches are always one newline, and nothing is left out at the ends."""
    leaves = list(frame.leaves())
    return (
        bool(leaves)
        and (leaves[0].start, leaves[-1].end) == (0, len(text))
        and all(text[one.end : two.start] == "\n" for one, two in pairwise(leaves))
    )


def _speak(frame: Node, block: Block) -> None:
    """Give the elements that are in another language its tag, of several over the same words the outermost."""
    spoken = {
        (item.start, item.end): find_language(item)
        for item in reversed(block.ranges)
        if item.kind == "foreign"
    }
    for node in frame.nodes() if spoken else ():
        if language := spoken.pop((node.start, node.end), ""):
            node.attributes["xml:lang"] = language
