"""Sidebars, glossary and people → their pages, and what pages of an edition's context have in common."""

from collections.abc import Sequence
from datetime import date

from variorum.citable import cite_sidebar
from variorum.model import Edition, Prose, Sidebar, Target
from variorum.render.citing import Citing
from variorum.render.html import (
    EMPTY,
    Html,
    element,
    escape,
    finish_prose,
    join,
    raise_headings,
    text_element,
)
from variorum.render.notes import link_to
from variorum.render.places import render_way_back
from variorum.render.reading_page import render_imprint, render_list_of_texts
from variorum.render.retired import render_former
from variorum.render.signing import Signing
from variorum.render.ways import link_file
from variorum.wording import Wording, wording_of


def render_sidebar(edition: Edition, sidebar: Sidebar, *, root: str) -> Html:
    """Return the page of a context essay."""
    wording = wording_of(edition)
    words = wording.count(sidebar.words, "word")
    body = raise_headings(finish_prose(sidebar.body.html, root=root))
    signed = [Signing(wording, root).say("note.signed", sidebar.by, sidebar.date), escape(words)]
    if sidebar.as_of:
        signed.insert(0, escape(wording.say_as_of(sidebar.as_of)))
    return element(
        "div",
        {
            "class": "vr-edition vr-page vr-sidebar",
            **wording.page,
            "id": f"sidebar-{sidebar.stem}",
            "data-words": wording.language,
        },
        text_element("p", {"class": "vr-kind"}, wording["context.kind"]),
        text_element("h1", wording.quoted, sidebar.title),
        render_way_back(
            edition,
            root=root,
            more=_render_targets(
                edition, sidebar.targets, root=root, before=wording["list-between"]
            ),
        ),
        element("div", {"class": "vr-prose", **wording.quoted}, body),
        element(
            "p",
            {"class": "vr-signed"},
            join(signed, Html(" · ")),
            link_file(edition, sidebar.path, sidebar.title),
        ),
        Citing(edition).render(cite_sidebar(edition, sidebar)),
    )


def render_glossary(edition: Edition, *, root: str) -> Html:
    """Return the glossary, each term with its own id."""
    wording = wording_of(edition)
    entries = []
    for number, term in enumerate(edition.glossary, start=1):
        also = _say_variants(term.variants, wording)
        terms = wording.list_names(term.see)
        see = wording.say("context.see-terms", terms=terms) if terms else ""
        foot = _render_foot(term.as_of, see, wording)
        head = element(
            "dt",
            {"id": f"term-{number}"},
            text_element("dfn", wording.quoted, term.term),
            escape(also),
        )
        entries.append(join([head, element("dd", {}, quote(term.text, wording, root=root), foot)]))
    return render_page(
        edition,
        wording["context.glossary"],
        "vr-glossary",
        render_way_back(edition, root=root),
        element("dl", {}, *entries),
    )


def render_people(edition: Edition, *, root: str) -> Html:
    """Return the list of people and bodies, each with its own id."""
    wording = wording_of(edition)
    entries = []
    for number, person in enumerate(edition.people, start=1):
        also = _say_variants(person.variants, wording)
        name = text_element("b", wording.quoted, person.name)
        head = element("dt", {"id": f"person-{number}"}, name, escape(also))
        foot = _render_foot(person.as_of, "", wording)
        said = quote(person.text, wording, root=root)
        entries.append(join([head, element("dd", {}, said, foot)]))
    return render_page(
        edition,
        wording["context.people"],
        "vr-people",
        render_way_back(edition, root=root),
        element("dl", {}, *entries),
    )


def render_contents(edition: Edition) -> Html:
    """Return the page at the edition's own address when no text has it: the list of its texts."""
    wording = wording_of(edition)
    imprint = render_imprint(
        edition,
        [wording.count(len(edition.texts), "text")],
        notes=len(edition.annotations),
        corrections=len(edition.emendations),
        root="",
    )
    authors = wording.list_authors(edition.authors)
    by = text_element("p", {"class": "vr-lead"}, authors) if authors else EMPTY
    return render_page(
        edition,
        edition.title,
        "vr-contents",
        by,
        imprint,
        render_list_of_texts(edition),
        # a text may have been here before there were several
        render_former(edition, "", root=""),
    )


def quote(prose: Prose, wording: Wording, *, root: str) -> Html:
    """Return editors' prose on a page about the edition, in its own language."""
    html = finish_prose(prose.html, root=root)
    return element("div", wording.quoted, html) if wording.quoted else html


def _render_foot(as_of: date | None, see: str, wording: Wording) -> Html:
    """Return the quiet line below an entry: the day up to which it holds, what else to see; empty where there is neither."""
    parts = [wording.say_as_of(as_of) if as_of else "", see]
    said = " · ".join(part for part in parts if part)
    return text_element("p", {"class": "vr-see"}, said) if said else EMPTY


def _say_variants(variants: Sequence[str], wording: Wording) -> str:
    return wording.say("context.also", names=wording.list_names(variants)) if variants else ""


def render_page(edition: Edition, title: str, name: str, *children: Html) -> Html:
    """Return a page about the edition with its heading.

    Args:
        edition: The edition.
        title: The heading.
        name: The page's class.
        children: What stands below the heading.
    """
    wording = wording_of(edition)
    own = wording.quoted if title == edition.title else {}
    attributes = {"class": f"vr-edition vr-page {name}", **wording.page}
    return element("div", attributes, text_element("h1", own, title), *children)


def _render_targets(edition: Edition, targets: Sequence[Target], *, root: str, before: str) -> Html:
    wording = wording_of(edition)
    links = [
        text_element(
            "a",
            {"href": link_to(target.text, target.block, root=root, here=None)},
            wording.label_place(edition, target.text, target.block),
        )
        for target in targets
    ]
    return join([escape(before), join(links, escape(wording["list-between"]))]) if links else EMPTY


def render_places(edition: Edition, targets: Sequence[Target], *, root: str) -> Html:
    """Return the line of links to the blocks that something bears on; empty where it names none."""
    places = _render_targets(edition, targets, root=root, before=wording_of(edition)["context.see"])
    return element("p", {"class": "vr-see"}, places) if places else EMPTY
