"""A page → the element of it that is read, without what an edition says is no part of its text."""

from dataclasses import dataclass

from lxml import etree

from variorum.problems import Position, Problem
from variorum.read.selector import find_elements
from variorum.tree import drop, find_root


@dataclass(frozen=True, slots=True)
class Selection:
    """What of a page is its text, as `edition.yml` says."""

    within: str | None = None
    """The element that holds it; None for its one `article` or `main`, else its body."""
    without: tuple[str, ...] = ()
    """What in that is no part of it."""


WHOLE = Selection()


def select(
    page: etree._Element, selection: Selection, here: Position
) -> tuple[etree._Element | None, list[Problem]]:
    """Return the element that holds the text, what is no part of it taken out, and what of the selection means nothing."""
    root = find_root(page)
    if selection.within:
        found = find_elements(page, selection.within)
        if len(found) != 1:
            text = f'"within: {selection.within}" means {len(found) or "no"} elements of the copy-text, not one'
            mend = "name the one that holds the text, by its `#id` or by what it stands in"
            return None, [Problem("V408", here, text, mend=mend)]
        root = found[0]
    problems: list[Problem] = []
    gone: list[etree._Element] = []
    if root is None:
        return None, []
    for written in selection.without:
        inside = [tag for tag in find_elements(page, written) if root in tag.iterancestors()]
        gone += inside
        if not inside:
            text = f'"without: {written}" means no element in the text'
            problems.append(Problem("V408", here, text, mend="correct it, or delete it"))
    for tag in dict.fromkeys(gone):
        _close_up(tag)
        drop(tag)
    return root, problems


def _close_up(tag: etree._Element) -> None:
    """Let one space stand where an element is taken out between two."""
    before, parent = tag.getprevious(), tag.getparent()
    words = before.tail if before is not None else parent.text if parent is not None else ""
    if tag.tail and (words or " ")[-1].isspace():
        tag.tail = tag.tail.lstrip()
