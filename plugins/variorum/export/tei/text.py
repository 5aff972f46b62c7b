"""The texts of an edition → the `text` of TEI: its parts, divisions and blocks."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from variorum.export.tei.frame import Leaf, Node, make_frame
from variorum.export.tei.ids import Ids, name_block, name_text, to
from variorum.export.tei.readings import Choice, place_choices
from variorum.export.tei.words import (
    AMID,
    BEGINS,
    ENDS,
    FIRST,
    Point,
    Written,
    write_choice,
    write_words,
)
from variorum.export.tei.xml import NOTHING, Xml, element, make_pointer
from variorum.model import STRUCTURE, Block, Edition, Emendation, Range, Text
from variorum.reading import BOUNDARY

_PARTS = ("front", "body", "back")
_FOOTNOTES = len(_PARTS)
_NO_BODY = Xml("<body><ab/></body>")
_PLAIN = 7
"""The level of a division without a heading, below all that have one."""


@dataclass(slots=True)
class _Laid:
    """What lies on a block."""

    frame: Node
    leaves: list[Leaf]
    points: list[Point] = field(default_factory=list)


def write_texts(edition: Edition, ids: Ids) -> Xml:
    """Return the `text`; of an edition of several texts a `group` of them, since each has a front and back of its own."""
    emendations = {item.id: item for item in edition.emendations}
    counted: dict[str, int] = {}
    texts = [_write_text(edition, text, ids, emendations, counted) for text in edition.texts]
    if len(texts) == 1:
        return texts[0]
    group = element("group", {}, Xml("\n"), *(Xml(f"{text}\n") for text in texts))
    return element("text", {"xml:id": "texts"}, group)


def _write_text(
    edition: Edition,
    text: Text,
    ids: Ids,
    emendations: Mapping[str, Emendation],
    counted: dict[str, int],
) -> Xml:
    laid = [_lay(block) for block in text.blocks]
    _place_points(edition, text, ids, laid)
    placed = place_choices(text, [_list_breaks(item.leaves) for item in laid])
    blocks: list[Xml] = []
    for number, (block, item) in enumerate(zip(text.blocks, laid, strict=True)):
        item.frame.attributes |= {"xml:id": ids.blocks[text.slug, block.id], "n": block.id}
        if number in placed.continued:
            item.frame.attributes["prev"] = to(ids.blocks[text.slug, text.blocks[number - 1].id])
        writer = _BlockWriter(block, item, ids, emendations, counted)
        blocks.append(writer.write(placed.choices[number]))
    attributes = {
        "xml:id": name_text(text.slug),
        "n": text.slug,
        "decls": to(name_text(text.slug, "copy-text")),
        "xml:space": "preserve",
    }
    parts = _write_parts(text.blocks, blocks, placed.continued)
    return element("text", attributes, parts)


def _write_parts(blocks: Sequence[Block], written: Sequence[Xml], continued: frozenset[int]) -> Xml:
    """Return the blocks in their parts and divisions; an empty line stands before each but where print has none."""
    pieces: list[str] = []
    part = -1
    levels: list[int] = []
    has_body = False
    for number, (block, xml) in enumerate(zip(blocks, written, strict=True)):
        home = max(part, _FOOTNOTES if block.kind == "footnote" else _PARTS.index(block.part))
        closed = _count_closed(levels, block) if home == part else len(levels)
        pieces += ["</div>"] * closed
        del levels[len(levels) - closed :]
        name = _PARTS[min(home, 2)]
        is_new = min(home, 2) != min(part, 2)
        if is_new and part >= 0:
            pieces.append(f"</{_PARTS[min(part, 2)]}>")
        if number and number not in continued:
            pieces.append(BOUNDARY)
        if is_new and name == "back" and not has_body:
            pieces.append(_NO_BODY)
        if is_new:
            pieces.append(f"<{name}>")
            has_body = has_body or name == "body"
        if block.kind == "heading" or not levels:
            pieces.append('<div type="notes">' if home == _FOOTNOTES else "<div>")
            levels.append(block.level if block.kind == "heading" else _PLAIN)
        pieces.append(xml)
        part = home
    pieces += ["</div>"] * len(levels)
    if part >= 0:
        pieces.append(f"</{_PARTS[min(part, 2)]}>")
    if not has_body and part < 2:
        pieces.append(_NO_BODY)
    return Xml("".join(pieces))


def _count_closed(levels: Sequence[int], block: Block) -> int:
    """Count the divisions that a heading closes: those of its own level and of lower ones."""
    if block.kind != "heading":
        return 0
    return sum(1 for level in levels if level >= block.level)


def _lay(block: Block) -> _Laid:
    frame = make_frame(block)
    return _Laid(frame, list(frame.leaves()))


def _list_breaks(leaves: Sequence[Leaf]) -> list[int]:
    return [one.end for one, two in pairwise(leaves) if one.end < two.start]


def _place_points(edition: Edition, text: Text, ids: Ids, laid: Sequence[_Laid]) -> None:
    """Put where they belong: ids of old, references to the author's notes, pictures, ends of lemmas."""
    by_id = {block.id: item for block, item in zip(text.blocks, laid, strict=True)}
    notes = {block.label: block.id for block in text.blocks if block.kind == "footnote"}
    gone: set[str] = set()
    for block, item in zip(text.blocks, laid, strict=True):
        for id_ in block.retired:
            if id_ not in gone:
                anchor = element(
                    "anchor", {"xml:id": name_block(text.slug, id_), "type": "retired"}
                )
                item.points.append(Point(0, FIRST, anchor))
            gone.add(id_)
        for mark in block.ranges:
            xml = NOTHING
            if mark.kind == "footnote-reference" and mark.target in notes:
                target = to(ids.blocks[text.slug, notes[mark.target]])
                xml = element("ptr", {"type": "note", "target": target})
            elif mark.kind == "image" and block.kind != "figure":
                xml = _write_picture(mark)
            if xml:
                item.points.append(Point(mark.start, AMID, xml))
    for note in edition.annotations_of(text.slug):
        for place, order, end in (
            (note.anchor.start, BEGINS, "start"),
            (note.anchor.end, ENDS, "end"),
        ):
            anchor = element("anchor", {"xml:id": f"note-{note.stem}.{end}"})
            by_id[note.block].points.append(Point(place, order, anchor))


def _write_picture(mark: Range) -> Xml:
    """Return a picture that a reader can be led to."""
    url = make_pointer(mark.target)
    return element("graphic", {"url": url}) if url else NOTHING


class _BlockWriter:
    """Writes one block: where its parts lie among the stretches of its words."""

    def __init__(
        self,
        block: Block,
        laid: _Laid,
        ids: Ids,
        emendations: Mapping[str, Emendation],
        counted: dict[str, int],
    ) -> None:
        self.block = block
        self.frame = laid.frame
        self.leaves = laid.leaves
        self.starts = [leaf.start for leaf in laid.leaves]
        self.ids = ids
        self.emendations = emendations
        self.counted = counted
        self.points: dict[int, list[Point]] = {}
        for point in laid.points:
            self.points.setdefault(self._find(point.position), []).append(point)
        self.ranges: dict[int, list[Range]] = {}
        self.choices: dict[int, list[Written]] = {}
        self.done = 0
        """Stretches written."""
        self.moved: set[int] = set()
        """Ends of words whose newline stands in a choice."""

    def write(self, choices: Sequence[Choice]) -> Xml:
        """Return the block's element."""
        if self.block.ranges:
            self._share_ranges()
        for choice in choices:
            number = self._find(choice.start)
            leaf = self.leaves[number]
            written = self._write_choice(choice, is_verbatim=leaf.is_verbatim)
            self.choices.setdefault(number, []).append(written)
            if choice.tail:
                self.moved.add(leaf.end)
        return self._write_node(self.frame)

    def _find(self, place: int) -> int:
        return max(bisect_right(self.starts, place) - 1, 0)

    def _share_ranges(self) -> None:
        """Cut the inline ranges to the stretches of words."""
        hoisted = {
            (node.start, node.end) for node in self.frame.nodes() if node.attributes.get("xml:lang")
        }
        for item in self.block.ranges:
            if item.kind in STRUCTURE or item.start == item.end:
                continue
            if item.kind == "foreign" and (item.start, item.end) in hoisted:
                continue
            for number in range(self._find(item.start), bisect_left(self.starts, item.end)):
                leaf = self.leaves[number]
                start, end = max(item.start, leaf.start), min(item.end, leaf.end)
                if start < end and not leaf.is_verbatim:
                    cut = replace(item, start=start, end=end)
                    self.ranges.setdefault(number, []).append(cut)

    def _write_node(self, node: Node) -> Xml:
        parts: list[Xml] = []
        if node.name == "figure":
            pictures = [item for item in self.block.ranges if item.kind == "image"]
            parts += map(_write_picture, pictures)
        place: int | None = None
        for child in node.children:
            start, end = child.start, child.end
            if place is not None and place < start and place not in self.moved:
                parts.append(Xml(self.block.text[place:start]))
            if isinstance(child, Leaf):
                parts.append(self._write_leaf(child))
            else:
                written = self._write_node(child)
                is_empty = node.name == "figure" and written == "<p/>"
                parts.append(NOTHING if is_empty else written)
            place = end
        return element(node.name, node.attributes, *parts)

    def _write_leaf(self, leaf: Leaf) -> Xml:
        number = self.done
        self.done += 1
        return write_words(
            self.block.text,
            leaf.start,
            leaf.end,
            ranges=self.ranges.get(number, ()),
            choices=self.choices.get(number, ()),
            points=self.points.get(number, ()),
            is_verbatim=leaf.is_verbatim,
        )

    def _write_choice(self, choice: Choice, *, is_verbatim: bool) -> Written:
        id_ = choice.change.emendation
        if not id_:
            return write_choice(
                choice,
                attributes={},
                reading={"type": choice.change.rule},
                is_verbatim=is_verbatim,
            )
        number = self.counted[id_] = self.counted.get(id_, 0) + choice.is_first
        name = self.ids.places[id_][number - 1]
        attributes = {"xml:id": name} if choice.is_first else {"prev": f"#{name}"}
        emendation = self.emendations.get(id_)
        reading: dict[str, str | None] = {}
        if emendation:
            attributes["corresp"] = f"#correction-{id_}"
            reading = {"type": emendation.kind, "resp": self.ids.sign(emendation.by)}
        return write_choice(choice, attributes=attributes, reading=reading, is_verbatim=is_verbatim)
