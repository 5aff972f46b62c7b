"""The texts of an edition → the `text` of TEI: what lies on each block, and the blocks together."""

from collections.abc import Iterator, Mapping, Sequence

from variorum.export.tei.block import BlockWriter, write_picture
from variorum.export.tei.divisions import write_parts
from variorum.export.tei.ids import Ids, name_block, name_text, to
from variorum.export.tei.readings import Choice, place_choices
from variorum.export.tei.words import AMID, BEGINS, ENDS, FIRST, Named, Point
from variorum.export.tei.xml import NOTHING, Xml, element
from variorum.model import Annotation, Block, Edition, Emendation, Text


def write_texts(edition: Edition, ids: Ids) -> Iterator[Xml]:
    """Yield the `text` in pieces; of an edition of several texts a `group` of them, since each has a front and back of its own."""
    namer = _Namer({item.id: item for item in edition.emendations}, ids)
    texts = (_write_text(edition, text, ids, namer) for text in edition.texts)
    if len(edition.texts) == 1:
        yield from texts
        return
    yield Xml('<text xml:id="texts"><group>\n')
    for text in texts:
        yield Xml(f"{text}\n")
    yield Xml("</group></text>")


class _Namer:
    """Says what the choices are called, place after place."""

    def __init__(self, emendations: Mapping[str, Emendation], ids: Ids) -> None:
        self.emendations = emendations
        self.ids = ids
        self.counted: dict[str, int] = {}

    def name(self, choice: Choice) -> Named:
        id_ = choice.change.emendation
        if not id_:
            return Named(choice, {}, {"type": choice.change.rule})
        number = self.counted[id_] = self.counted.get(id_, 0) + choice.is_first
        place = self.ids.places[id_][number - 1]
        emendation = self.emendations.get(id_)
        attributes = {
            "xml:id": place if choice.is_first else None,
            "prev": None if choice.is_first else f"#{place}",
            "corresp": to(self.ids.reasons.get(id_, "")),
        }
        if emendation is None:
            return Named(choice, attributes, {})
        reading = {"type": emendation.kind, "resp": self.ids.sign(emendation.by)}
        return Named(choice, attributes, reading)


def _write_text(edition: Edition, text: Text, ids: Ids, namer: _Namer) -> Xml:
    names = [ids.blocks[text.slug, block.id] for block in text.blocks]
    writers = [BlockWriter(block) for block in text.blocks]
    by_id = {block.id: writer for block, writer in zip(text.blocks, writers, strict=True)}
    for block, points in _list_points(text, ids):
        by_id[block.id].points += points
    for note in edition.annotations_of(text.slug):
        by_id[note.block].points += _list_ends(note)
    placed = place_choices(text, [writer.list_breaks() for writer in writers])
    blocks: list[Xml] = []
    for number, (block, writer) in enumerate(zip(text.blocks, writers, strict=True)):
        prev = to(names[number - 1]) if number in placed.continued else None
        attributes = {"xml:id": names[number], "n": block.id, "prev": prev}
        choices = [namer.name(choice) for choice in placed.choices[number]]
        blocks.append(writer.write(choices, attributes))
    attributes = {
        "xml:id": name_text(text.slug),
        "n": text.slug or (edition.slug if len(edition.texts) > 1 else None),
        "decls": to(name_text(text.slug, "copy-text")),
        "xml:space": "preserve",
    }
    return element("text", attributes, write_parts(text.blocks, blocks, placed.continued))


def _list_points(text: Text, ids: Ids) -> Iterator[tuple[Block, Sequence[Point]]]:
    """Yield what a block has without words: ids of old, references to the author's notes, pictures."""
    notes = {
        block.label: ids.blocks[text.slug, block.id]
        for block in text.blocks
        if block.kind == "footnote"
    }
    gone: set[str] = set()
    for block in text.blocks:
        for id_ in block.retired:
            if id_ not in gone:  # it may lead to several
                attributes = {"xml:id": name_block(text.slug, id_), "type": "retired"}
                yield block, [Point(0, FIRST, element("anchor", attributes))]
            gone.add(id_)
        for mark in block.ranges:
            xml = NOTHING
            if mark.kind == "footnote-reference" and mark.target in notes:
                xml = element("ptr", {"type": "note", "target": to(notes[mark.target])})
            elif mark.kind == "image" and block.kind != "figure":
                xml = write_picture(mark)
            if xml:
                yield block, [Point(mark.start, AMID, xml)]


def _list_ends(note: Annotation) -> list[Point]:
    """Return the ends of a note's lemma."""
    start, end = (
        element("anchor", {"xml:id": f"note-{note.stem}.{which}"}) for which in ("start", "end")
    )
    return [Point(note.anchor.start, BEGINS, start), Point(note.anchor.end, ENDS, end)]
