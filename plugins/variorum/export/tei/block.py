"""A block with what lies on it → its element."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from variorum.export.tei.frame import Leaf, Node, make_frame
from variorum.export.tei.words import Named, Point, Written, write_choice, write_words
from variorum.export.tei.xml import NOTHING, Attributes, Xml, element, make_pointer
from variorum.model import STRUCTURE, Block, Range


class BlockWriter:
    """Writes one block: finds for all that lies on it the stretch of words in which it lies."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self.points: list[Point] = []
        """To be filled before it is written."""
        self._frame = make_frame(block)
        self._leaves = list(self._frame.leaves())
        self._starts = [leaf.start for leaf in self._leaves]
        self._ranges: list[list[Range]] = [[] for _ in self._leaves]
        self._choices: list[list[Written]] = [[] for _ in self._leaves]
        self._points: list[list[Point]] = [[] for _ in self._leaves]
        self._written = 0
        """Stretches."""
        self._moved: set[int] = set()
        """Ends of stretches whose newline stands in a choice."""

    def list_breaks(self) -> list[int]:
        """List the places of the newlines that stand between elements."""
        return [one.end for one, two in pairwise(self._leaves) if one.end < two.start]

    def write(self, choices: Iterable[Named], attributes: Attributes) -> Xml:
        """Return the block's element with these attributes."""
        if self.block.ranges:
            self._share_ranges()
        for point in self.points:
            self._points[self._find(point.position)].append(point)
        for named in choices:
            number = self._find(named.choice.start)
            leaf = self._leaves[number]
            self._choices[number].append(write_choice(named, is_verbatim=leaf.is_verbatim))
            if named.choice.tail:
                self._moved.add(leaf.end)
        return self._write_node(self._frame, attributes)

    def _find(self, place: int) -> int:
        return max(bisect_right(self._starts, place) - 1, 0)

    def _share_ranges(self) -> None:
        """Cut the inline ranges to the stretches of words; code has none."""
        spoken = {(node.start, node.end) for node in self._frame.nodes() if node.is_foreign}
        for item in self.block.ranges:
            is_said = item.kind == "foreign" and (item.start, item.end) in spoken
            if item.kind in STRUCTURE or item.start == item.end or is_said:
                continue
            for number in range(self._find(item.start), bisect_left(self._starts, item.end)):
                leaf = self._leaves[number]
                start, end = max(item.start, leaf.start), min(item.end, leaf.end)
                if start < end and not leaf.is_verbatim:
                    self._ranges[number].append(replace(item, start=start, end=end))

    def _write_node(self, node: Node, attributes: Attributes) -> Xml:
        parts: list[Xml] = []
        if node.name == "figure":
            parts += [write_picture(item) for item in self.block.ranges if item.kind == "image"]
        place = node.start
        for child in node.children:
            if place < child.start and place not in self._moved:
                parts.append(Xml(self.block.text[place : child.start]))
            if isinstance(child, Leaf):
                parts.append(self._write_leaf(child))
            else:
                written = self._write_node(child, {})
                # a picture without words needs none
                is_void = node.name == "figure" and written == "<p/>"
                parts.append(NOTHING if is_void else written)
            place = child.end
        return element(node.name, {**attributes, **node.attributes}, *parts)

    def _write_leaf(self, leaf: Leaf) -> Xml:
        number = self._written
        self._written += 1
        return write_words(
            self.block.text,
            leaf,
            ranges=self._ranges[number],
            choices=self._choices[number],
            points=self._points[number],
        )


def write_picture(mark: Range) -> Xml:
    """Return a picture; nothing where a reader cannot be led to it."""
    url = make_pointer(mark.target)
    return element("graphic", {"url": url}) if url else NOTHING
