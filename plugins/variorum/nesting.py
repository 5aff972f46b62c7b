"""Inline elements around block-level ones → inline elements inside them: what wraps paragraphs goes round the words of each."""

from collections.abc import Iterator, Mapping

from lxml import etree

from variorum.leaves import INLINE_KINDS
from variorum.nodes import BLOCK_LEVEL, MARKED, PRINTED_NOWHERE, find_footnote, find_mark

_HOLDERS = BLOCK_LEVEL - {"p"}
"""Elements that may hold block-level ones; a `p` does in HTML that closes it late."""

_WHOLE = frozenset({"q", "img", "ruby", "math"})
"""Elements beside whose words others stand, not among them."""


def turn_outside_in(root: etree._Element) -> None:
    """Make a container of each inline element that holds block-level ones, in place.

    Emphasis and links then stand around the words in each of those; what says nothing of the words (`font`, `ins`,
    `span`) goes.
    """
    turned = _find_turned(root)
    if not turned:
        return
    for tag in reversed([tag for tag in root.iter("q") if tag in turned]):  # inner marks first
        _write_marks(tag)
        tag.tag = "div"
    wanted: list[tuple[etree._Element, str, dict[str, str]]] = []
    for tag in [tag for tag in root.iter() if tag in turned]:  # outer ones first
        name = turned[tag]
        tag.tag = "div"
        address = tag.get("href")
        if address is not None:
            del tag.attrib["href"]
        says = name in INLINE_KINDS or (name == "a" and address is not None)
        if says and all(turned.get(outer) != name for outer in tag.iterancestors()):
            wanted.append((tag, name, {} if address is None else {"href": str(address)}))
    for tag, name, attributes in wanted:
        _push(tag, name, attributes)


def _find_turned(root: etree._Element) -> dict[etree._Element, str]:
    """Find the elements that become containers, with their names; a `p` among them."""
    turned: dict[etree._Element, str] = {}
    for block in root.iter(*sorted(BLOCK_LEVEL)):
        outer = block if block is root else block.getparent()
        while outer is not None and outer is not root and outer not in turned:
            if outer.tag in _HOLDERS or outer.tag in PRINTED_NOWHERE:
                break
            turned[outer] = str(outer.tag)
            outer = outer.getparent()
    return turned


def _write_marks(tag: etree._Element) -> None:
    """Make words of the marks of a `q` that holds block-level elements: inside the first and last of these."""
    mark = find_mark(tag)
    tag.set(MARKED, mark)
    places = list(_list_places(tag))
    if places:
        setattr(*places[0], mark + (getattr(*places[0]) or "").lstrip())
        setattr(*places[-1], (getattr(*places[-1]) or "").rstrip() + mark)


def _list_places(tag: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield where words are printed: elements, and whether it is in their `text` or their `tail`."""
    if tag.tag in PRINTED_NOWHERE or find_footnote(tag) is not None:
        return
    place = (tag, "text")
    if (tag.text or "").strip():
        yield place
    for child in tag:
        if child.tag in _WHOLE:
            yield place
            yield child, "tail"
        else:
            yield from _list_places(child)
            if (child.tail or "").strip():
                yield child, "tail"
        place = (child, "tail")


def _push(tag: etree._Element, name: str, attributes: Mapping[str, str]) -> None:
    """Put an element around what stands between the block-level elements in a tag, and in these."""
    before: etree._Element | None = None
    inline: list[etree._Element] = []
    for child in list(tag):
        if child.tag not in BLOCK_LEVEL:
            inline.append(child)
            continue
        _wrap(tag, before, inline, tag.makeelement(name, dict(attributes)))
        if child.tag != "pre":
            _push(child, name, attributes)
        before, inline = child, []
    _wrap(tag, before, inline, tag.makeelement(name, dict(attributes)))


def _wrap(
    parent: etree._Element,
    before: etree._Element | None,
    inline: list[etree._Element],
    wrapper: etree._Element,
) -> None:
    """Put nodes that follow one another into a wrapper; `before` is the element in front of them."""
    words = parent.text if before is None else before.tail
    if not inline and not (words or "").strip():
        return
    wrapper.text = words
    if before is None:
        parent.text = None
        parent.insert(0, wrapper)
    else:
        before.tail = None
        before.addnext(wrapper)
    for child in inline:
        wrapper.append(child)
