"""A text of the edition → the full references of what is cited beside it, for whoever reads without the sources page."""

from collections.abc import Iterator

from variorum.model import Edition, Prose, Reference, Text
from variorum.render.html import EMPTY, Html, element, finish_prose, text_element
from variorum.wording import wording_of


def list_works(edition: Edition, text: Text) -> tuple[Reference, ...]:
    """List the references that a text's notes, corrections and essays cite, in the edition's order."""
    keys = {
        citation.key
        for prose in _list_prose(edition, text)
        for cluster in prose.clusters
        for citation in cluster.citations
    }
    return tuple(reference for reference in edition.references if reference.id in keys)


def render_works(edition: Edition, text: Text, *, root: str) -> Html:
    """Return the list of works cited on a text's page, folded; empty where none are."""
    works = list_works(edition, text)
    if not works:
        return EMPTY
    wording = wording_of(edition)
    items = [element("li", {}, finish_prose(work.entry_html, root=root)) for work in works]
    summary = text_element("summary", wording.amid, wording["page.works"])
    return element("details", {"class": "vr-works"}, summary, element("ul", {}, *items))


def _list_prose(edition: Edition, text: Text) -> Iterator[Prose]:
    changed = {change.emendation for change in text.changes}
    yield from (note.body for note in edition.annotations_of(text.slug))
    yield from (item.reason for item in edition.emendations if item.id in changed)
    for sidebar in edition.sidebars:
        if any(target.text == text.slug for target in sidebar.targets):
            yield sidebar.body
