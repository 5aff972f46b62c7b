"""Edition → its pages, each a finished string of HTML with its address: the last of the data's way."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from variorum.citable import find_edition_day, find_text_day
from variorum.model import Edition, Sidebar, Text
from variorum.render.apparatus import render_apparatus
from variorum.render.assets import CITING
from variorum.render.cite_page import render_cite_page
from variorum.render.context import (
    render_contents,
    render_glossary,
    render_people,
    render_sidebar,
)
from variorum.render.contributors import list_contributors, render_contributors
from variorum.render.html import EMPTY, Html, escape, list_ids
from variorum.render.legend import TERMS_ID
from variorum.render.map_page import list_parts, render_map
from variorum.render.metadata import render_head
from variorum.render.outline import Contents, list_contents
from variorum.render.part import part_of
from variorum.render.reading_page import render_reading_page
from variorum.render.schema_org import (
    Subject,
    describe_edition,
    describe_page,
    describe_sidebar,
    describe_text,
)
from variorum.render.signing import FOLDER as CONTRIBUTORS
from variorum.render.sources import list_tiers, render_sources
from variorum.render.timeline import render_timeline
from variorum.reuse import Keep, make_anew
from variorum.wording import shorten, wording_of

READING, OTHER = "edition.html", "variorum.html"
_CITED = frozenset({"cite", "sidebar"})
"""Kinds of page that say how to cite something."""
WHOLE = frozenset({"contents", "cite", "export"})
"""Kinds of pages that stand for the edition as a whole: who saves one saves the edition."""
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
    head: Html = EMPTY
    """What the page says of itself to programs, for its `head` element."""
    author: str = ""
    """Whoever its subject is by, in words."""
    kind: str = "page"
    """`text`, `apparatus`, `sources`, `contributors`, `sidebar`, `timeline`, `glossary`, `people`, `map`, `cite`, `export` or `contents`."""
    source: str = ""
    """The file to edit, relative to the project; empty where a page is made of many."""
    day: date | None = None
    """Of its latest change, as far as the files say."""

    @property
    def meta(self) -> dict[str, str]:
        """Finished HTML for a template, which escapes nothing: `title`, `description`, `author`, `head`; `template`, and a script's place."""
        return {
            "title": escape(self.title),
            "description": escape(self.description),
            "author": escape(self.author),
            "template": self.template,
            "head": self.head,
            **({"citing": CITING} if self.kind in _CITED else {}),
        }


def render_pages(
    edition: Edition, *, files: tuple[str, ...] = (), keep: Keep = make_anew
) -> Iterator[Page]:
    """Yield every page of an edition, the reading pages first.

    Args:
        edition: The edition.
        files: Names of the files for other programs that are published beside the edition's own page.
        keep: Gives back the reading pages for which nothing has changed.
    """
    whole = (
        tuple((text.slug, text.title) for text in edition.texts),
        find_edition_day(edition),
        len(edition.references),
        files,
    )
    for text in edition.texts:
        inputs = (part_of(edition, text), *whole)
        yield keep(("page", text.slug), inputs, partial(_render_text, edition, text, files=files))
    for other in _list_others(edition):
        yield make_page(edition, *other, files=files)


def _render_text(edition: Edition, text: Text, *, files: tuple[str, ...]) -> Page:
    path = f"{edition.slug}/{text.slug}/" if text.slug else f"{edition.slug}/"
    html = render_reading_page(edition, text, root="../" if text.slug else "")
    ids = frozenset(list_ids(html))
    title = wording_of(edition).title_of(edition, text)
    # one sentence can describe one page only
    is_alone = len(edition.texts) == 1 or not text.slug
    description = (is_alone and edition.description) or _describe(edition, text)
    day = find_text_day(edition, text)
    subject = describe_text(edition, text, day=day)
    return Page(
        path,
        title,
        description,
        html,
        READING,
        list_contents(edition, text, has_terms=TERMS_ID in ids),
        ids,
        render_head(edition, subject, title=title, description=description, files=files),
        wording_of(edition).list_authors(edition.authors),
        "text",
        text.path,
        day,
    )


def _describe(edition: Edition, text: Text) -> str:
    body = [block for block in text.blocks if block.part == "body"]
    # a heading says less than what stands below it
    first = sorted(body, key=lambda block: block.kind == "heading")
    return shorten(first[0].text if first else edition.title, length=DESCRIPTION)


_Other = (
    tuple[str, str, str, Html, str, Contents] | tuple[str, str, str, Html, str, Contents, Sidebar]
)


def _list_others(edition: Edition) -> Iterator[_Other]:
    """Yield kind, folder, title, HTML, description and contents of each page that is not a text's, and the sidebar of a sidebar's."""
    wording = wording_of(edition)
    work = wording.name_work(edition)
    if all(text.slug for text in edition.texts):
        yield (
            "contents",
            "",
            edition.title,
            render_contents(edition),
            edition.description or wording.say("page.texts-of", work=work),
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
    yield (
        "contributors",
        CONTRIBUTORS,
        wording["contributors.title"],
        render_contributors(edition, root="../"),
        wording.say("page.contributors-of", work=work),
        list_contributors(edition),
    )
    for sidebar in edition.sidebars:
        html = render_sidebar(edition, sidebar, root="../../")
        said = shorten(sidebar.body.text, length=DESCRIPTION)
        yield "sidebar", f"context/{sidebar.stem}/", sidebar.title, html, said, (), sidebar
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
    sidebar: Sidebar | None = None,
    *,
    files: tuple[str, ...] = (),
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
        sidebar: What it is the page of, where it is one's.
        files: Names of the files for other programs that are published beside the edition's own page.
    """
    wording = wording_of(edition)
    whole = (
        title
        if title == edition.title
        else wording.say("page.title", title=title, edition=edition.title)
    )
    subject = _find_subject(edition, kind, folder, title, sidebar)
    return Page(
        f"{edition.slug}/{folder}",
        whole,
        description,
        html,
        OTHER,
        contents,
        frozenset(list_ids(html)),
        render_head(
            edition, subject, title=whole, description=description, path=folder, files=files
        ),
        wording.list_names(sidebar.by if sidebar else edition.editors),
        kind,
        sidebar.path if sidebar else "",
        sidebar.date if sidebar else find_edition_day(edition),
    )


def _find_subject(
    edition: Edition, kind: str, folder: str, title: str, sidebar: Sidebar | None
) -> Subject:
    if sidebar:
        return describe_sidebar(edition, sidebar)
    if kind in WHOLE:
        return describe_edition(edition)
    return describe_page(edition, kind=kind, title=title, path=folder)
