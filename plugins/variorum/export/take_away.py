"""An edition's files → the page that lists them: what each is for, and how large."""

from collections.abc import Mapping

from variorum.export.formats import FORMATS
from variorum.model import Edition
from variorum.render.assets import SCHEMA
from variorum.render.html import EMPTY, Html, element, escape, join, text_element
from variorum.render.pages import Page, make_page
from variorum.render.places import render_way_back
from variorum.wording import Wording, wording_of


def render_take_away(edition: Edition, sizes: Mapping[str, int] | None) -> Page:
    """Return the page "Take it with you".

    Args:
        edition: The edition.
        sizes: Of its files, in bytes, by name; None where they are yet to be made, as in a preview.
    """
    wording = wording_of(edition)
    rows = []
    for item in FORMATS:
        link = text_element("a", {"href": f"../{item.name}", "download": ""}, item.name)
        size = wording.spell_size(sizes[item.name]) if sizes else "…"
        rows.append(
            element(
                "tr",
                {},
                element("th", {"scope": "row"}, link),
                element("td", {}, _tell_purpose(item.name, wording)),
                text_element("td", {"class": "vr-size"}, size),
            )
        )
    heads = [text_element("th", {"scope": "col"}, wording[f"export.{n}"]) for n in _HEADS]
    table = element(
        "table",
        {"class": "vr-rows vr-exports"},
        element("thead", {}, element("tr", {}, *heads)),
        element("tbody", {}, *rows),
    )
    html = element(
        "div",
        {"class": "vr-edition vr-page vr-take-away", **wording.page},
        text_element("h1", {}, wording["export.title"]),
        render_way_back(edition, root="../"),
        text_element("p", {"class": "vr-lead"}, _describe(edition, wording)),
        table,
    )
    said = wording.say("export.page-of", work=wording.name_work(edition))
    title = wording["export.title"]
    files = tuple(item.name for item in FORMATS)
    return make_page(edition, "export", "export/", title, html, said, files=files)


def _tell_purpose(name: str, wording: Wording) -> Html:
    """Return what a file is for; of the one that has a schema with a link to it."""
    said = wording.say(f"export.{name.replace('.', '-')}", schema="\0")
    before, mark, after = said.partition("\0")
    link = text_element("a", {"href": f"../../{SCHEMA}"}, wording["export.schema"])
    return join([escape(before), link if mark else EMPTY, escape(after)])


_HEADS = ("file", "purpose", "size")


def _describe(edition: Edition, wording: Wording) -> str:
    lead = wording["export.lead"]
    if edition.licence:
        lead = f"{lead} {wording.say('export.licence', licence=edition.licence)}"
    return f"{lead} {edition.rights}".strip()
