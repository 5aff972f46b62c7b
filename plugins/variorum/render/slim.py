"""The document around a slim page: its own small head, and none of a theme's frame."""

from dataclasses import dataclass

from variorum.citable import Citable
from variorum.model import Edition
from variorum.render.assets import CITING, EARLY, STYLE
from variorum.render.html import EMPTY, Html, element, escape, text_element
from variorum.wording import wording_of


@dataclass(frozen=True, slots=True)
class SlimPage:
    """A page of a few kilobytes that stands by itself."""

    path: str
    """Its folder from the edition's own, with a slash at its end: `p5/`."""
    html: str
    """The whole document."""
    citable: Citable | None
    """What it is about; None of what is retired."""


def render_document(
    edition: Edition,
    *,
    title: str,
    description: str,
    root: str,
    head: Html,
    body: Html,
) -> str:
    """Return a document.

    Args:
        edition: The edition.
        title: Of the page.
        description: One sentence for link previews.
        root: The way to the edition's own page.
        head: What else its head has.
        body: One element of class `vr-edition`.
    """
    wording = wording_of(edition)
    assets = f"{root}../"
    heads = (
        element("meta", {"charset": "utf-8"}),
        element("meta", {"name": "viewport", "content": "width=device-width,initial-scale=1"}),
        text_element("title", {}, title),
        element("meta", {"name": "description", "content": description}) if description else EMPTY,
        head,
        element("link", {"rel": "stylesheet", "href": f"{assets}{STYLE}"}),
        element("script", {"src": f"{assets}{EARLY}"}),
        element("script", {"type": "module", "src": f"{assets}{CITING}"}),
    )
    lang = {"lang": wording.page["lang"], "dir": wording.page["dir"]}
    html = element(
        "html",
        {**lang, "class": "vr-slim-page"},
        element("head", {}, *heads),
        element("body", {}, element("main", {}, body)),
    )
    return f"<!doctype html>\n{html}\n"


def render_kicker(edition: Edition, *, root: str) -> Html:
    """Return the line above the title of a slim page: the work it belongs to, its author, where and when it appeared."""
    wording = wording_of(edition)
    work = text_element("a", {"href": root, **wording.quoted}, edition.title)
    rest = [
        wording.list_authors(edition.authors),
        edition.container_title,
        wording.spell_date(edition.issued) if edition.issued else "",
    ]
    more = "".join(f" · {part}" for part in rest if part)
    return element("p", {"class": "vr-kicker"}, work, escape(more))
