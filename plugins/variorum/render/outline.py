"""A text of the edition → what its page consists of: its title, its headings, the parts after it."""

from variorum.model import Block, Edition, Text
from variorum.render.controls import list_layers
from variorum.render.html import EMPTY, Html, element, text_element
from variorum.render.legend import LEGEND_ID, TERMS_ID
from variorum.wording import wording_of

Contents = tuple[tuple[int, str, str], ...]
"""Level, id and title of each."""
_LONG = 3
"""Headings from which on a text has a list of them at its head."""


def find_title(edition: Edition, text: Text) -> Block | None:
    """Find the block of the front matter that is the title; None when the page must print one itself."""
    front = [block for block in text.blocks if block.part == "front"]
    titles = {text.title.casefold(), edition.title.casefold()}
    for block in front:
        if block.text.casefold() in titles or (block.kind == "heading" and block.level == 1):
            return block
    return None


def list_contents(edition: Edition, text: Text, *, has_terms: bool) -> Contents:
    """List what the drawer shows of a reading page: level, id and title of each heading or part."""
    wording = wording_of(edition)
    body = [block for block in text.blocks if block.part == "body"]
    contents = _list_headings(edition, text)
    if body and not contents:
        contents.append((2, body[0].id, wording["page.text"]))
    after = [block for block in text.blocks if block.part == "back"]
    if after:
        contents.append((2, after[0].id, wording["page.after"]))
    if has_terms:
        contents.append((2, TERMS_ID, wording["page.terms"]))
    if has_terms or list_layers(edition, text):
        contents.append((2, LEGEND_ID, wording["page.marks"]))
    return tuple(contents)


def render_outline(edition: Edition, text: Text) -> Html:
    """Return the list of a longer text's headings, folded; empty for a text that has few."""
    headings = _list_headings(edition, text)
    if len(headings) < _LONG:
        return EMPTY
    items = [
        element("li", {"data-level": str(level)}, text_element("a", {"href": f"#{name}"}, title))
        for level, name, title in headings
    ]
    wording = wording_of(edition)
    summary = text_element("summary", wording.amid, wording["page.contents"])
    return element("details", {"class": "vr-outline"}, summary, element("ol", {}, *items))


def _list_headings(edition: Edition, text: Text) -> list[tuple[int, str, str]]:
    title = find_title(edition, text)
    headings = [
        b for b in text.blocks if b.part == "body" and b.kind == "heading" and b is not title
    ]
    raised = any(block.level == 1 for block in headings)
    return [(min(6, max(2, b.level + raised)), b.id, " ".join(b.text.split())) for b in headings]
