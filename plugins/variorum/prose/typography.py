"""Straight quotation marks in editors' prose → curly ones, across emphasis and links, never in code."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from variorum.regularise import curl

_INLINE = frozenset(
    {"a", "em", "strong", "sup", "sub", "span", "b", "i", "br", "code", "img", "del", "ins"}
)
_WORD = "x"
"""Stands for code, which marks follow as they follow a word but which has none to change."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """A stretch of words in the tree: an element's text, or what comes after it."""

    element: Element
    is_tail: bool
    words: str


def curl_quotes(root: Element, language: str) -> None:
    """Make the straight quotation marks and apostrophes below an element curly, each paragraph by itself.

    Args:
        root: Of the whole text; it is changed.
        language: Of the edition, BCP 47.
    """
    for run in _list_runs(root):
        joined = "".join(slot.words for slot in run)
        if "'" not in joined and '"' not in joined:
            continue
        curled = curl(joined, language)
        done = 0
        for slot in run:
            words = curled[done : done + len(slot.words)]
            done += len(slot.words)
            if words == slot.words or (slot.element.tag == "code" and not slot.is_tail):
                continue
            if slot.is_tail:
                slot.element.tail = words
            else:
                slot.element.text = words


def _list_runs(root: Element) -> Iterator[list[_Slot]]:
    """Yield the words of each innermost block-level element, in the order of reading."""
    run: list[_Slot] = []
    for element, event in _walk(root):
        if element.tag not in _INLINE and run:
            yield run
            run = []
        if event == "start" and element.tag in {"code", "pre"}:
            run.append(_Slot(element, is_tail=False, words=_WORD * len(element.text or "")))
        elif event == "start" and element.text:
            run.append(_Slot(element, is_tail=False, words=element.text))
        elif event == "end" and element.tail:
            run.append(_Slot(element, is_tail=True, words=element.tail))
    if run:
        yield run


def _walk(element: Element) -> Iterator[tuple[Element, str]]:
    """Yield each element as it begins and as it ends; depth is bounded before this."""
    yield element, "start"
    for child in element:
        yield from _walk(child)
    yield element, "end"
