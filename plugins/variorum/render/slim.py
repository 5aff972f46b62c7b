"""The document around a slim page: its own small head, and none of a theme's frame."""

import re
from dataclasses import dataclass
from functools import lru_cache

from variorum.model import Edition
from variorum.render.assets import CITING, EARLY, STYLE
from variorum.render.html import EMPTY, Html, element, escape, join, open_tag, text_element
from variorum.wording import wording_of

_ELSEWHERE = re.compile(r"/|[a-z]+:", re.IGNORECASE)  # "/favicon.ico", "data:image/png;base64,"


@dataclass(frozen=True, slots=True)
class SlimPage:
    """A page of a few kilobytes that stands by itself."""

    path: str
    """Its folder from the edition's own, with a slash at its end: `p5/`."""
    html: str
    """The whole document."""


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
    page = wording_of(edition).page
    start, middle, end = _make_frame(page["lang"], page["dir"], f"{root}../", edition.site.icon)
    said = (
        element("meta", {"name": "description", "content": description}) if description else EMPTY
    )
    return f"{start}{text_element('title', {}, title)}{said}{head}{middle}{body}{end}"


@lru_cache(maxsize=64)
def _make_frame(language: str, direction: str, assets: str, icon: str) -> tuple[str, str, str]:
    """Return what all documents of a language and a depth have: before the title, between head and body, after it."""
    start = join(
        [
            open_tag("html", {"lang": language, "dir": direction, "class": "vr-slim-page"}),
            open_tag("head", {}),
            element("meta", {"charset": "utf-8"}),
            element("meta", {"name": "viewport", "content": "width=device-width,initial-scale=1"}),
        ]
    )
    address = icon if _ELSEWHERE.match(icon) else f"{assets}{icon}"
    middle = join(
        [
            element("link", {"rel": "icon", "href": address}) if icon else EMPTY,
            element("link", {"rel": "stylesheet", "href": f"{assets}{STYLE}"}),
            element("script", {"src": f"{assets}{EARLY}"}),
            element("script", {"type": "module", "src": f"{assets}{CITING}"}),
        ]
    )
    return f"<!doctype html>\n{start}", f"{middle}</head><body><main>", "</main></body></html>\n"


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
