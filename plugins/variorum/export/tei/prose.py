"""Editors' prose, sanitised HTML → TEI, its citations pointing to the references with their locators."""

from collections.abc import Iterator, Mapping

from lxml import etree

from variorum.export.tei.ids import Ids
from variorum.export.tei.xml import NOTHING, Attributes, Xml, element, escape
from variorum.model import Prose

_HTML = etree.HTMLParser(huge_tree=True)
_SOURCES = "vr:sources/#ref-"
_HIGHLIGHTED = {
    "em": "italic", "i": "italic", "strong": "bold", "b": "bold", "sup": "superscript", "sub": "subscript",
    "u": "underlined", "span": "small-caps",
}  # fmt: skip
_ALIGNED = {"vr-center": "center", "vr-right": "right"}
_LISTS = {"ul": "bulleted", "ol": "numbered"}
_HEADINGS = {f"h{level}": str(level) for level in range(1, 7)}
_FLOW = frozenset({"item", "cell", "quote", "note"})
"""Elements in which paragraphs may stand."""


def write_prose(prose: Prose, ids: Ids) -> Xml:
    """Return prose as the content of a `note` or another element that may hold paragraphs.

    A citation is a `ref` of type `bibr`; its `n` is the locator. Headings have no divisions here: each is an `ab`.
    """
    if "<" not in prose.html:
        return escape(prose.text)
    root = etree.fromstring(f"<div>{prose.html}</div>", _HTML)[0][0]
    locators: dict[str, list[str]] = {}
    for cluster in prose.clusters:
        for citation in cluster.citations:
            locators.setdefault(citation.key, []).append(citation.locator)
    return _Converter(ids, locators).write(root, "note")


class _Converter:
    """Converts one piece of prose."""

    def __init__(self, ids: Ids, locators: Mapping[str, list[str]]) -> None:
        self.ids = ids
        # by the address that links to a reference have
        self.locators = {
            f"#{ids.references[key]}": iter(found)
            for key, found in locators.items()
            if key in ids.references
        }

    def write(self, tag: etree._Element, within: str) -> Xml:
        """Return what an element holds, within an element of TEI."""
        return Xml("".join(self._list_children(tag, within)))

    def _list_children(self, tag: etree._Element, within: str) -> Iterator[Xml]:
        if tag.text:
            yield escape(tag.text)
        for child in tag:
            yield self._convert(child, within)
            if child.tail:
                yield escape(child.tail)

    def _convert(self, tag: etree._Element, within: str) -> Xml:
        name = str(tag.tag)
        if name in _HIGHLIGHTED:
            return element("hi", {"rend": _HIGHLIGHTED[name]}, self.write(tag, "hi"))
        if name == "a":
            return self._write_link(tag)
        if name in ("br", "hr"):
            rule = {"unit": "section", "rend": "rule"}
            return element("lb") if name == "br" else element("milestone", rule)
        if name == "code" and not len(tag):
            return element("code", {}, escape(tag.text or ""))
        if name == "pre":
            words = "".join(map(str, tag.itertext()))
            return element("eg", {"xml:space": "preserve"}, escape(words))
        if name == "blockquote":
            return element("quote", {}, self.write(tag, "quote"))
        if name in _LISTS:
            return self._write_list(tag)
        if name == "table":
            return self._write_table(tag)
        if name == "p" and within in _FLOW:
            return element("p", {}, self.write(tag, "p"))
        if name in _HEADINGS and within in _FLOW:
            attributes = {"type": "heading", "n": _HEADINGS[name]}
            return element("ab", attributes, self.write(tag, "ab"))
        # what may not stand here says what it is
        return element("seg", {"type": name}, self.write(tag, "seg"))

    def _write_link(self, tag: etree._Element) -> Xml:
        address = str(tag.get("href") or "")
        target = self.ids.point(address)
        attributes: Attributes = {"target": target}
        if address.startswith(_SOURCES):
            locator = next(self.locators.get(target or "", iter(())), "")
            attributes = {"type": "bibr", "target": target, "n": locator}
        return element("ref", attributes, self.write(tag, "ref"))

    def _write_list(self, tag: etree._Element) -> Xml:
        items: list[Xml] = []
        number = int(tag.get("start") or 1)
        words = tag.text
        for child in (None, *tag):
            if child is not None:
                is_numbered = tag.tag == "ol" and child.tag == "li"
                inner = (
                    self.write(child, "item") if child.tag == "li" else self._convert(child, "item")
                )
                items.append(element("item", {"n": str(number) if is_numbered else None}, inner))
                number += is_numbered
                words = child.tail
            if words and words.strip():
                items.append(element("item", {}, escape(words)))
        if not items:
            return NOTHING
        return element("list", {"rend": _LISTS[str(tag.tag)]}, *items)

    def _write_table(self, tag: etree._Element) -> Xml:
        rows = [row for row in tag.iter("tr") if next(row.iterancestors("table")) is tag]
        written = [self._write_row(row) for row in rows]
        if not any(written):
            return element("seg", {}, self.write(tag, "seg"))
        return element("table", {}, *written)

    def _write_row(self, row: etree._Element) -> Xml:
        cells: list[Xml] = []
        for cell in row:
            attributes: Attributes = {
                "role": "label" if cell.tag == "th" else None,
                "rend": _ALIGNED.get(str(cell.get("class") or "")),
            }
            cells.append(element("cell", attributes, self.write(cell, "cell")))
        head = {"role": "label"} if all(cell.tag == "th" for cell in row) else {}
        return element("row", head, *cells) if cells else NOTHING
