"""A block's ranges → its members, one in the other, down to the leaves that hold the words; used by `markdown`."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Union

from variorum.model import STRUCTURE, Block, Range
from variorum.render.structure import shape

EMPTY_KINDS = frozenset({"footnote-reference", "image"})
"""Kinds of range without words."""


@dataclass(slots=True)
class Leaf:
    """Words that no block-level element divides."""

    start: int
    end: int
    """In the block's text."""
    ranges: list[Range] = field(default_factory=list)
    """What of the inline ranges lies in it; offsets as its own."""
    signs: list[Range] = field(default_factory=list)
    """The references to footnotes and the images in it."""


@dataclass(slots=True)
class Member:
    """A block-level element inside a block, or the block itself."""

    kind: str
    start: int
    end: int
    target: str = ""
    members: list[Union["Member", Leaf]] = field(default_factory=list)


def build_tree(block: Block) -> Member:
    """Return a block as its members; where these make no proper list or table, it has its words alone."""
    root = Member(block.kind, 0, len(block.text))
    structure = [r for r in block.ranges if r.kind in STRUCTURE]
    if structure and block.kind not in ("heading", "code"):
        form = shape(block.kind, block.text, structure, level=block.level)
        if all(tags[0][0] != "div" for tags in form.tags):
            _nest(root, form.structure)
    leaves = list(_fill(root, block.text))
    _distribute(block.ranges, leaves)
    return root


def list_leaves(member: Member) -> Iterator[Leaf]:
    """Yield the leaves of a member in the order of the words."""
    for inner in member.members:
        if isinstance(inner, Leaf):
            yield inner
        else:
            yield from list_leaves(inner)


def _nest(root: Member, ranges: Sequence[Range]) -> None:
    """Put ranges into each other, which are listed outer before inner and do not cross."""
    around = [root]
    for item in ranges:
        member = Member(item.kind, item.start, item.end, item.target)
        while len(around) > 1 and not _holds(around[-1], member):
            around.pop()
        around[-1].members.append(member)
        around.append(member)


def _holds(outer: Member, inner: Member) -> bool:
    if inner.start == inner.end == outer.end and outer.kind == inner.kind:
        return False
    return outer.start <= inner.start and inner.end <= outer.end


def _fill(member: Member, text: str) -> Iterator[Leaf]:
    """Put leaves where words stand between the members of a member, and yield all that are in it."""
    if not member.members:
        leaf = Leaf(member.start, member.end)
        member.members.append(leaf)
        yield leaf
        return
    filled: list[Member | Leaf] = []
    place = member.start
    edge: Member | Leaf | None
    for edge in [*member.members, None]:
        start, end = place, member.end if edge is None else edge.start
        # a newline parts them
        start += place > member.start and text.startswith("\n", start, end)
        end -= edge is not None and text.endswith("\n", start, end)
        if start < end:
            leaf = Leaf(start, end)
            filled.append(leaf)
            yield leaf
        if isinstance(edge, Member):
            filled.append(edge)
            yield from _fill(edge, text)
            place = edge.end
    member.members = filled


def _distribute(ranges: Sequence[Range], leaves: Sequence[Leaf]) -> None:
    """Give each leaf what lies in it; the leaves are in the order of the words."""
    starts = [leaf.start for leaf in leaves]
    for item in ranges:
        if item.kind in STRUCTURE or (item.start == item.end and item.kind not in EMPTY_KINDS):
            continue
        if item.kind in EMPTY_KINDS:
            # of several empty ones at a place the first
            index = bisect_left(starts, item.start)
            if index == len(starts) or starts[index] != item.start:
                index -= 1
            leaves[max(index, 0)].signs.append(item)
            continue
        index = max(bisect_right(starts, item.start) - 1, 0)
        while index < len(leaves) and leaves[index].start < item.end:
            leaf = leaves[index]
            start, end = max(item.start, leaf.start), min(item.end, leaf.end)
            if start < end:
                leaf.ranges.append(replace(item, start=start, end=end))
            index += 1
