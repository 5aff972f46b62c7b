"""A copy-text's elements → advice on words and pictures in it that no block has."""

import re
from collections.abc import Collection, Iterable

from lxml import etree

from variorum.nodes import (
    PRINTED_NOWHERE,
    Node,
    find_address,
    find_line,
    is_shown,
    list_pictures,
    yield_children,
)
from variorum.problems import Position, Problem
from variorum.read.article import Source

QUOTED = 40
"""Code points of what is left out that are quoted."""

TOLD = 20
"""Pictures left out that are named one by one."""

_SILENT = frozenset("head script style template nav annotation annotation-xml".split())
"""Elements that every page has, or whose words stand elsewhere too."""
_FURNITURE = PRINTED_NOWHERE | {"header", "footer", "aside"}
"""What stands around the article of a page and is no part of it."""
_LEFT_OUT = sorted(PRINTED_NOWHERE - _SILENT)


def list_unprinted(
    root: etree._Element, source: Source, *, is_html: bool, is_selected: bool
) -> list[Problem]:
    """Return an advice for each kind of element whose words are left out, for words outside, for pictures that cannot be shown.

    Args:
        root: The element whose text is read.
        source: The copy-text, for the places.
        is_html: Whether `root` is of the copy-text itself, not of what its Markdown became.
        is_selected: Whether the edition says that it is that element, so that what is outside is left out on purpose.
    """
    return [
        *_list_left_out(root, source, is_html=is_html),
        *(() if is_selected else _list_outside(root, source)),
        *_list_pictures(root, source, is_html=is_html),
    ]


def _list_left_out(root: etree._Element, source: Source, *, is_html: bool) -> list[Problem]:
    found: dict[str, list[tuple[etree._Element, str]]] = {}
    for tag in root.iter(*_LEFT_OUT):
        words = _find_first_words([tag], _SILENT)
        if words and all(outer.tag not in PRINTED_NOWHERE for outer in tag.iterancestors()):
            found.setdefault(str(tag.tag), []).append((tag, words))
    problems = []
    for name, tags in found.items():
        first, words = tags[0]
        line = find_line(first) if is_html else _find_line(source.text, rf"<{name}\b")
        text = f'words left out: {_quote(words)} in "{name}"'
        text += f", and those of {len(tags) - 1} more" if len(tags) > 1 else ""
        mend = "if they are of the text, let the copy-text have them in a paragraph"
        problems.append(_advise("V406", source.path, line, text, mend))
    return problems


def _list_outside(root: etree._Element, source: Source) -> list[Problem]:
    """Find words of the page beside the one element that is read."""
    found: list[tuple[int, str]] = []
    inner, outer = root, root.getparent()
    while outer is not None:
        line = find_line(outer)
        for node in yield_children(outer):
            line = line if isinstance(node, str) else find_line(node, default=line)
            words = "" if node is inner else _find_first_words([node], _FURNITURE)
            if words:
                found.append((line, words))
        inner, outer = outer, outer.getparent()
    if not found:
        return []
    line, words = min(found)
    text = f'words left out: {_quote(words)} outside of the "{root.tag}" that is read'
    text += f", and in {len(found) - 1} more of its places" if len(found) > 1 else ""
    mend = f'if they are of the text, let the copy-text have them inside of the "{root.tag}"'
    return [_advise("V406", source.path, line, text, mend)]


def _list_pictures(root: etree._Element, source: Source, *, is_html: bool) -> list[Problem]:
    found: dict[str, list[etree._Element]] = {}
    for picture in list_pictures([root]):
        address = find_address(picture)
        if not is_shown(address):
            found.setdefault(address, []).append(picture)
    problems: list[Problem] = []
    for address, pictures in list(found.items())[:TOLD]:
        first = pictures[0]
        words = rf"(?<![\w./%-]){re.escape(address)}(?![\w/%-])" if address else "<img|!\\["
        line = find_line(first) if is_html else _find_line(source.text, words)
        text = (
            f"a picture left out{f': {_quote(address)}' if address else ', which has no address'}"
        )
        text += f", {len(pictures)} times" if len(pictures) > 1 else ""
        if len(problems) == TOLD - 1 and len(found) > TOLD:
            text += f"; and {len(found) - TOLD} other pictures"
        mend = 'to have a link to it, give it an address that begins "https://"'
        problems.append(_advise("V407", source.path, line, text, mend))
    return problems


def _find_first_words(nodes: Iterable[Node], silent: Collection[str]) -> str:
    """Find the first words in nodes, those in silent elements left out; they may be nested to any depth."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            if node.strip():
                return node
        elif node.tag not in silent:
            waiting += reversed(list(yield_children(node)))
    return ""


def _find_line(source: str, words: str) -> int:
    found = re.search(words, source, re.IGNORECASE)
    return source.count("\n", 0, found.start() if found else 0) + 1


def _quote(words: str) -> str:
    words = " ".join(words.split())
    return f'"{words}"' if len(words) <= QUOTED else f'"{words[:QUOTED].rstrip()}…"'


def _advise(code: str, path: str, line: int, text: str, mend: str) -> Problem:
    return Problem(code, Position(path, line), text, mend=mend, severity="advice")
