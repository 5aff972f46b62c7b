"""The blocks of a text, written → its front, body and back, with a division for each heading."""

from collections.abc import Sequence

from variorum.export.tei.xml import Xml
from variorum.model import Block
from variorum.reading import BOUNDARY

_PARTS = ("front", "body", "back")
_FOOTNOTES = len(_PARTS)
_NO_BODY = Xml("<body><ab/></body>")
_PLAIN = 7
"""The level of a division without a heading, below all that have one."""


def write_parts(blocks: Sequence[Block], written: Sequence[Xml], continued: frozenset[int]) -> Xml:
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
