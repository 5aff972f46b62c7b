"""HTML → the element that holds the text, parted where a browser parts it."""

import re

from lxml import etree

from variorum.nodes import BLOCK_LEVEL

DEPTH = 150
"""Levels of elements in an HTML copy-text; real pages stay under 40."""

_STRAY = "Unexpected end tag : p"
_LOGGED = 100
"""Errors that the parser keeps."""
_TAG = re.compile(r"<!--|-->|<(/?)([A-Za-z][A-Za-z0-9]*+)[^<>]*+>")  # '<p class="a">', "</p>"


def parse_page(html: str) -> etree._Element | None:
    """Return the elements of a page; None where there is none."""
    document, errors = _parse(html)
    if _STRAY in errors or len(errors) >= _LOGGED:
        opened = _open_strays(html)
        document = document if opened == html else _parse(opened)[0]
    return document


def find_root(document: etree._Element) -> etree._Element | None:
    """Find the element that holds the text: the one `article` or `main`, else the body."""
    for name in ("article", "main"):
        found = list(document.iter(name))
        if len(found) == 1:
            return found[0]
    return document.find("body")


def drop(tag: etree._Element) -> None:
    """Take an element out of its parent, whose words after it stay."""
    parent, before = tag.getparent(), tag.getprevious()
    assert parent is not None
    if tag.tail and before is not None:
        before.tail = (before.tail or "") + tag.tail
    elif tag.tail:
        parent.text = (parent.text or "") + tag.tail
    parent.remove(tag)


def _parse(html: str) -> tuple[etree._Element | None, list[str]]:
    """Return the document, None where there is no element in it, and what the parser found wrong."""
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        document: etree._Element | None = etree.fromstring(html.encode(), parser)
    except etree.XMLSyntaxError:
        return None, []
    return document, [error.message for error in parser.error_log]


def _open_strays(html: str) -> str:
    """Write `<p>` before each `</p>` that closes nothing: an empty paragraph in HTML, which the parser leaves out.

    Source: HTML Standard, section 13.2.6.4.7, an end tag whose tag name is "p".
    """
    pieces: list[str] = []
    done, is_open, is_comment = 0, False, False
    for tag in _TAG.finditer(html):
        end, name = tag[1], (tag[2] or "").lower()
        if not name:
            is_comment = tag[0] == "<!--"
        elif is_comment or name not in BLOCK_LEVEL:
            continue
        elif name == "p" and end and not is_open:
            pieces += [html[done : tag.start()], "<p>"]
            done = tag.start()
        else:
            is_open = name == "p" and not end
    return "".join([*pieces, html[done:]])


def is_deep(root: etree._Element) -> bool:
    """Say whether the walk, which recurs, would go deeper than it may."""
    level, depth = [root], 0
    while level:
        depth += 1
        level = [child for tag in level for child in tag]
    return depth > DEPTH + 1
