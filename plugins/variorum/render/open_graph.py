"""A page → `meta` elements for the preview of a link to it, in the terms of the Open Graph protocol."""

import re

from variorum.citable import Item
from variorum.model import Edition
from variorum.render.card import HEIGHT, NAME, WIDTH
from variorum.render.highwire import Metas, spell_day
from variorum.wording import wording_of

_LOCALE = re.compile(r"([a-z]{2,3})(?:-[A-Z][a-z]{3})?-([A-Z]{2})\b")  # en-US, zh-Hant-TW


def list_open_graph(
    edition: Edition, item: Item, *, title: str, description: str, path: str
) -> Metas:
    """List the metas of a page; all but `twitter:card` are properties.

    Args:
        edition: The edition.
        item: What the page is about.
        title: Of the page.
        description: One sentence.
        path: Of the page, relative to the edition's own: a link to it is what the preview is of.

    Source: The Open Graph protocol, ogp.me: sections "Basic Metadata", "Optional Metadata", "Structured Properties" and
    "Article".
    """
    day = spell_day(item)
    locale = _LOCALE.match(edition.language)
    metas = [
        ("og:type", "article"),
        ("og:title", title),
        ("og:description", description),
        ("og:url", f"{edition.address}{path}" if edition.address else ""),
        ("og:site_name", edition.site.name),
        ("og:locale", f"{locale[1]}_{locale[2]}" if locale else ""),
        ("article:published_time", day if len(day) == len("2011-07-18") else ""),
    ]
    if edition.address:  # an image must have an absolute address
        wording = wording_of(edition)
        metas += [
            ("og:image", f"{edition.address}{NAME}"),
            ("og:image:type", "image/png"),
            ("og:image:width", str(WIDTH)),
            ("og:image:height", str(HEIGHT)),
            ("og:image:alt", wording.say("card.alt", work=wording.name_work(edition))),
            ("twitter:card", "summary_large_image"),
        ]
    return tuple((name, content) for name, content in metas if content)
