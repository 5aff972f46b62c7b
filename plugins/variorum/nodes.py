"""The elements of a copy-text: which hold others, which hold words, which are not printed, and what they say of themselves."""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

Node = etree._Element | str
"""A child of an element: lxml keeps words beside the elements, as their text and tail."""
PRINTED_NOWHERE = frozenset(
    "head script style template noscript iframe object embed svg button input select textarea nav"
    " audio video canvas dialog annotation annotation-xml".split()
)
CONTAINERS = frozenset(
    "html body div section article main header footer aside address details summary center hgroup dl dt dd"
    " fieldset legend form search figcaption caption thead tbody tfoot tr td th li".split()
)
"""Elements that only hold others; parts of a list, table or figure where they stand in none."""
HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = {
    "ul": "unordered-list",
    "ol": "ordered-list",
    "menu": "unordered-list",
    "dir": "unordered-list",
}
BLOCK_LEVEL = (
    frozenset("p blockquote table pre figure hr".split()) | CONTAINERS | set(HEADINGS) | set(LISTS)
)
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)  # "https://example.org/plate.png"
_QUOTES = ('"', "'")
"""Of `q`, outer and inner; straight, so that `regularise` gives them the look of the language."""
MARKED = "data-marked"
"""Of what was a `q` and holds its marks as words."""
_SIGN = re.compile(
    r"[(\[]?(?:[\d¹²³⁰⁴-⁹]+|[*†‡§¶‖#]+|[^\W\d_]|(?=[ivxl])(?:xl|l?x{0,3})(?:i[xv]|v?i{0,3}))[)\].]*",
    re.IGNORECASE,
)  # "[12]", "†", "b", "xiv"
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")  # BCP 47: "ar", "zh-Hant-TW"


def yield_children(tag: etree._Element) -> Iterator[Node]:
    """Yield what an element holds, words and elements in their order."""
    if tag.text:
        yield tag.text
    for child in tag:
        yield child
        if child.tail:
            yield child.tail


def is_block(node: Node) -> bool:
    """Say whether a node is a block-level element."""
    return not isinstance(node, str) and node.tag in BLOCK_LEVEL


def group(nodes: Iterable[Node]) -> Iterator[list[Node]]:
    """Part an element's children: each block-level one alone, inline ones between them together."""
    inline: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            if inline or node.strip():
                inline.append(node)
        elif node.tag in PRINTED_NOWHERE:
            continue
        elif is_block(node):
            if inline:
                yield inline
                inline = []
            yield [node]
        else:
            inline.append(node)
    if inline:
        yield inline


def has_words(nodes: Iterable[Node]) -> bool:
    """Say whether nodes hold words that are printed."""
    return any(
        bool(node.strip())
        if isinstance(node, str)
        else node.tag not in PRINTED_NOWHERE and has_words(yield_children(node))
        for node in nodes
    )


def list_pictures(nodes: Iterable[Node]) -> list[etree._Element]:
    """List the pictures among nodes and in them."""
    found: list[etree._Element] = []
    for node in nodes:
        if isinstance(node, str) or node.tag in PRINTED_NOWHERE:
            continue
        if node.tag == "img":
            found.append(node)
        elif len(node):
            found += list_pictures(iter(node))
    return found


def is_shown(picture: str) -> bool:
    """Say whether a reader can be led to a picture: whether its address is one of the web."""
    return _WEB.fullmatch(picture) is not None


def find_address(picture: etree._Element) -> str:
    """Return the address of a picture, empty where it has none."""
    return str(picture.get("src") or "").strip()


def list_classes(tag: etree._Element) -> list[str]:
    """List the classes of an element."""
    return (tag.get("class") or "").split()


def find_line(tag: etree._Element, *, default: int = 1) -> int:
    """Find the line of the source on which an element begins; an element made since has none."""
    line: object = tag.sourceline
    return line if isinstance(line, int) and line else default


def find_language(tag: etree._Element) -> str | None:
    """Find the language of an element where it is another than around it.

    Returns:
        The language's tag; empty where only the direction is said to be another; None where neither is.
    """
    language = str(tag.get("lang") or "")
    if not _LANGUAGE.fullmatch(language):
        return "" if (tag.get("dir") or "").lower() in ("rtl", "auto") else None
    around = next((str(a.get("lang")) for a in tag.iterancestors() if a.get("lang")), "")
    is_whole = tag.tag in ("html", "body", "article", "main") and not around
    one, other = f"{language.lower()}-", f"{around.lower()}-"
    is_same = bool(around) and (one.startswith(other) or other.startswith(one))
    return None if is_whole or is_same else language


def find_mark(tag: etree._Element) -> str:
    """Find the sign that a browser prints before and after a `q`; empty for other elements."""
    if tag.tag != "q":
        return ""
    around = (a for a in tag.iterancestors() if a.tag == "q" or a.get(MARKED))
    return _QUOTES[sum(1 for _ in around) % 2]


def find_footnote(node: etree._Element) -> str | None:
    """Find the label of the author's note that a link refers to, as Python-Markdown writes it; None where it is another link.

    A link of more than a number, a letter or a sign has words of the text.
    """
    address = str(node.get("href") or "") if node.tag == "a" else ""
    if not address.startswith("#fn:") or "footnote-ref" not in list_classes(node):
        return None
    if next(node.iterancestors("sup"), None) is None:
        return None
    words = "".join(map(str, node.itertext())).strip()
    is_sign = _SIGN.fullmatch(words) if words else not list_pictures([node])
    return address.removeprefix("#fn:") if is_sign else None
