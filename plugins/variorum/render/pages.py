"""Edition → its pages, each a finished string of HTML with its address: the last of the data's way."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from variorum.model import Edition, Text
from variorum.render.apparatus import render_apparatus
from variorum.render.assets import CITING
from variorum.render.cite_page import render_cite_page
from variorum.render.context import (
    render_contents,
    render_glossary,
    render_people,
    render_sidebar,
)
from variorum.render.html import Html, escape, list_ids
from variorum.render.legend import TERMS_ID
from variorum.render.map_page import list_parts, render_map
from variorum.render.metadata import Metadata, list_metadata, render_metadata
from variorum.render.outline import Contents, list_contents
from variorum.render.part import part_of
from variorum.render.reading_page import render_reading_page
from variorum.render.sources import list_tiers, render_sources
from variorum.render.timeline import render_timeline
from variorum.reuse import Keep, make_anew
from variorum.wording import shorten, wording_of

READING, OTHER = "edition.html", "variorum.html"
_CITED = frozenset({"cite", "sidebar"})
"""Kinds of page that say how to cite something."""
DESCRIPTION = 160
"""Code points of a description; search engines cut longer ones."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of an edition, ready for any generator of sites."""

    path: str
    """Its folder from the site's root, with a slash at its end: `EDITION/apparatus/`."""
    title: str
    description: str
    html: str
    """The page's content: one element of class `vr-edition`."""
    template: str
    contents: Contents
    """For the drawer: level, id and title."""
    ids: frozenset[str]
    metadata: Metadata = ()
    """Names and contents of `meta` elements; those with a colon are properties."""
    kind: str = "page"
    """`text`, `apparatus`, `sources`, `sidebar`, `timeline`, `glossary`, `people`, `map`, `cite`, `export` or `contents`."""
    source: str = ""
    """The file to edit, relative to the project; empty where a page is made of many."""

    @property
    def meta(self) -> dict[str, str]:
        """Finished HTML for a template, which escapes nothing: `title`, `description`, `head`; `template`, and a script's place."""
        return {
            "title": escape(self.title),
            "description": escape(self.description),
            "template": self.template,
            "head": render_metadata(self.metadata),
            **({"citing": CITING} if self.kind in _CITED else {}),
        }


def render_pages(edition: Edition, *, keep: Keep = make_anew) -> Iterator[Page]:
    """Yield every page of an edition, the reading pages first.

    Args:
        edition: The edition.
        keep: Gives back the reading pages for which nothing has changed.
    """
    whole = (
        tuple((text.slug, text.title) for text in edition.texts),
        edition.date,
        len(edition.references),
    )
    for text in edition.texts:
        inputs = (part_of(edition, text), *whole)
        yield keep(("page", text.slug), inputs, partial(_render_text, edition, text))
    for other in _list_others(edition):
        yield make_page(edition, *other)


def _render_text(edition: Edition, text: Text) -> Page:
    path = f"{edition.slug}/{text.slug}/" if text.slug else f"{edition.slug}/"
    html = render_reading_page(edition, text, root="../" if text.slug else "")
    ids = frozenset(list_ids(html))
    title = wording_of(edition).title_of(edition, text)
    description = edition.description or _describe(edition, text)
    return Page(
        path,
        title,
        description,
        html,
        READING,
        list_contents(edition, text, has_terms=TERMS_ID in ids),
        ids,
        list_metadata(edition, title=title, description=description),
        "text",
        text.path,
    )


def _describe(edition: Edition, text: Text) -> str:
    body = [block for block in text.blocks if block.part == "body"]
    # a heading says less than what stands below it
    first = sorted(body, key=lambda block: block.kind == "heading")
    return shorten(first[0].text if first else edition.title, length=DESCRIPTION)


_Other = tuple[str, str, str, Html, str, Contents] | tuple[str, str, str, Html, str, Contents, str]


def _list_others(edition: Edition) -> Iterator[_Other]:
    """Yield kind, folder, title, HTML, description, contents and file of each page that is not a text."""
    wording = wording_of(edition)
    work = wording.name_work(edition)
    if all(text.slug for text in edition.texts):
        yield (
            "contents",
            "",
            edition.title,
            render_contents(edition),
            wording.say("page.texts-of", work=work),
            (),
        )
    parts: Contents = ()
    if any(change.emendation for text in edition.texts for change in text.changes):
        parts += ((2, "corrections", wording["apparatus.corrections"]),)
    if any(change.rule for text in edition.texts for change in text.changes):
        parts += ((2, "by-rule", wording["apparatus.by-rule"]),)
    said = wording.say("page.apparatus-of", work=work)
    yield (
        "apparatus",
        "apparatus/",
        wording["apparatus.title"],
        render_apparatus(edition, root="../"),
        said,
        parts,
    )
    said = wording.say("page.sources-of", work=work)
    yield (
        "sources",
        "sources/",
        wording["sources.title"],
        render_sources(edition, root="../"),
        said,
        list_tiers(edition),
    )
    for sidebar in edition.sidebars:
        html = render_sidebar(edition, sidebar, root="../../")
        said = shorten(sidebar.body.text, length=DESCRIPTION)
        yield "sidebar", f"context/{sidebar.stem}/", sidebar.title, html, said, (), sidebar.path
    if edition.timeline:
        html = render_timeline(edition, root="../")
        yield (
            "timeline",
            "timeline/",
            wording["context.timeline"],
            html,
            wording.say("page.timeline-of", work=work),
            (),
        )
    if edition.glossary:
        html = render_glossary(edition, root="../")
        yield (
            "glossary",
            "glossary/",
            wording["context.glossary"],
            html,
            wording.say("page.glossary-of", work=work),
            (),
        )
    if edition.people:
        html = render_people(edition, root="../")
        yield (
            "people",
            "people/",
            wording["context.people"],
            html,
            wording.say("page.people-of", work=work),
            (),
        )
    yield (
        "cite",
        "cite/",
        wording["cite.title"],
        render_cite_page(edition, root="../"),
        wording.say("cite.page-of", work=work),
        (),
    )
    if edition.map:
        yield (
            "map",
            "map/",
            edition.map.title or wording["context.map"],
            render_map(edition, edition.map, root="../"),
            wording.say("page.map-of", work=work),
            list_parts(edition.map, wording),
        )


def make_page(
    edition: Edition,
    kind: str,
    folder: str,
    title: str,
    html: Html,
    description: str,
    contents: Contents = (),
    source: str = "",
) -> Page:
    """Return a page about an edition.

    Args:
        edition: The edition.
        kind: As of `Page`.
        folder: From the edition's own.
        title: Of the page alone.
        html: Its content.
        description: One sentence.
        contents: For the drawer.
        source: The file to edit.
    """
    whole = (
        title
        if title == edition.title
        else wording_of(edition).say("page.title", title=title, edition=edition.title)
    )
    return Page(
        f"{edition.slug}/{folder}",
        whole,
        description,
        html,
        OTHER,
        contents,
        frozenset(list_ids(html)),
        kind=kind,
        source=source,
    )
