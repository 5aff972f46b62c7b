"""Sidebars, timeline, glossary and people → their pages."""

from collections.abc import Sequence

from variorum.model import Edition, Sidebar, Target
from variorum.render.html import EMPTY, Html, element, escape, finish_prose, join, text_element
from variorum.render.notes import link_to
from variorum.render.wording import count, label_place, list_names, spell_date


def render_sidebar(edition: Edition, sidebar: Sidebar, *, root: str) -> Html:
    """Return the page of a context essay."""
    words = count(len(sidebar.body.text.split()), "word")
    signed = f"{list_names(sidebar.by)}, {spell_date(sidebar.date)} · {words}"
    return element(
        "div",
        {"class": "vr-edition vr-page vr-sidebar", "lang": "en", "id": f"sidebar-{sidebar.stem}"},
        text_element("p", {"class": "vr-kind"}, "Context essay"),
        text_element("h1", {}, sidebar.title),
        element(
            "p",
            {"class": "vr-lead"},
            escape("To "),
            _link_edition(edition, root),
            _render_targets(edition, sidebar.targets, root=root, before=", "),
        ),
        element("div", {"class": "vr-prose"}, finish_prose(sidebar.body.html, root=root)),
        text_element("p", {"class": "vr-signed"}, signed),
    )


def render_timeline(edition: Edition, *, root: str) -> Html:
    """Return the timeline, in the order of the file."""
    rows = [
        element(
            "li",
            {"id": f"event-{number}"},
            text_element("time", {"datetime": row.date}, spell_date(row.date)),
            element(
                "div",
                {},
                text_element("h2", {}, row.label),
                finish_prose(row.text.html, root=root),
                _render_places(edition, row.targets, root=root),
            ),
        )
        for number, row in enumerate(edition.timeline, start=1)
    ]
    return _page("Timeline", "vr-timeline", element("ol", {}, *rows))


def render_glossary(edition: Edition, *, root: str) -> Html:
    """Return the glossary, each term with its own id."""
    entries = []
    for number, term in enumerate(edition.glossary, start=1):
        also = f" (also {list_names(term.variants)})" if term.variants else ""
        see = Html("")
        if term.see:
            see = text_element("p", {"class": "vr-see"}, f"See {list_names(term.see)}.")
        head = element(
            "dt", {"id": f"term-{number}"}, text_element("dfn", {}, term.term), escape(also)
        )
        entries.append(
            join([head, element("dd", {}, finish_prose(term.text.html, root=root), see)])
        )
    return _page("Glossary", "vr-glossary", element("dl", {}, *entries))


def render_people(edition: Edition, *, root: str) -> Html:
    """Return the list of people and bodies, each with its own id."""
    entries = []
    for number, person in enumerate(edition.people, start=1):
        also = f" (also {list_names(person.variants)})" if person.variants else ""
        name = text_element("b", {}, person.name)
        head = element("dt", {"id": f"person-{number}"}, name, escape(also))
        entries.append(join([head, element("dd", {}, finish_prose(person.text.html, root=root))]))
    return _page("People", "vr-people", element("dl", {}, *entries))


def render_contents(edition: Edition) -> Html:
    """Return the page at the edition's own address when no text has it: the list of its texts."""
    items = [
        element("li", {}, text_element("a", {"href": f"{text.slug}/"}, text.title))
        for text in edition.texts
    ]
    return _page(edition.title, "vr-contents", element("ol", {}, *items))


def _page(title: str, name: str, *children: Html) -> Html:
    attributes = {"class": f"vr-edition vr-page {name}", "lang": "en"}
    return element("div", attributes, text_element("h1", {}, title), *children)


def _link_edition(edition: Edition, root: str) -> Html:
    return text_element("a", {"href": root}, f"“{edition.title}”")


def _render_targets(edition: Edition, targets: Sequence[Target], *, root: str, before: str) -> Html:
    links = [
        text_element(
            "a",
            {"href": link_to(target.text, target.block, root=root, here=None)},
            label_place(edition, target.text, target.block),
        )
        for target in targets
    ]
    return join([escape(before), join(links, Html(", "))]) if links else EMPTY


def _render_places(edition: Edition, targets: Sequence[Target], *, root: str) -> Html:
    places = _render_targets(edition, targets, root=root, before="See ")
    return element("p", {"class": "vr-see"}, places) if places else EMPTY
