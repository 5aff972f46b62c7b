"""Every retired address → a slim page that says what it was, what became of it, and where it leads."""

from collections.abc import Iterator

from variorum.addresses import locate
from variorum.model import Edition, RegisteredId, Text
from variorum.render.history import Register, explain, name_registered
from variorum.render.html import EMPTY, Html, element, escape, text_element
from variorum.render.slim import SlimPage, render_document, render_kicker
from variorum.wording import Wording, shorten, wording_of


def render_retired(edition: Edition, register: Register) -> Iterator[SlimPage]:
    """Yield the pages of the retired ids of an edition, but for addresses that answer for something else now."""
    present = {locate(item) for item in edition.registry if item.retired is None}
    taken = set[str]()
    for item in edition.registry:
        place = locate(item)
        if item.retired and place not in present and place not in taken:
            taken.add(place)
            yield _render(edition, item, register)


def _render(edition: Edition, item: RegisteredId, register: Register) -> SlimPage:
    wording = wording_of(edition)
    path = locate(item)
    root = "../" * path.count("/")
    assert item.retired
    name = name_registered(item, wording)
    said = wording.say(
        "gone.said" if item.is_block else "gone.note-said",
        published=wording.spell_date(item.published),
        retired=wording.spell_date(item.retired),
        why=explain(item.fate, edition, wording),
    )
    last = wording["gone.words" if item.is_block else "gone.note-words"]
    words = {"class": "vr-last-words", "lang": edition.language}
    body = element(
        "div",
        {"class": "vr-edition vr-slim vr-gone", **wording.page},
        element(
            "header",
            {},
            render_kicker(edition, root=root),
            text_element("h1", {}, wording.say("gone.head", name=name)),
        ),
        text_element("p", {"class": "vr-lead"}, said),
        _render_successors(edition, item, register, wording, root=root),
        text_element("h2", {}, last),
        element("blockquote", words, text_element("p", {}, item.words)),
        _list_former(edition, item, wording, root=root) if item.kind == "text" else EMPTY,
        element(
            "nav",
            {"class": "vr-way"},
            text_element("a", {"href": root, "class": "vr-into"}, wording["gone.edition"]),
        ),
    )
    html = render_document(
        edition,
        title=wording.say("gone.title", name=name, edition=edition.title),
        description=shorten(said),
        root=root,
        head=element("meta", {"name": "robots", "content": "noindex"}),
        body=body,
    )
    return SlimPage(path, html)


def _list_former(edition: Edition, item: RegisteredId, wording: Wording, *, root: str) -> Html:
    """Return what the page of a text that is gone had, each with the id it had there, linked to what became of it."""
    rows = [
        element(
            "li",
            {"id": line.id},
            text_element("a", {"href": f"{root}{locate(line)}"}, name_registered(line, wording)),
        )
        for line in edition.registry_of(item.id)
        if line.kind != "text"
    ]
    return element("ul", {"class": "vr-list vr-former"}, *rows)


def render_withdrawn(edition: Edition, text: Text, *, root: str) -> Html:
    """Return the line on a text's page of each note that was withdrawn and leads nowhere, at the address it had there."""
    wording = wording_of(edition)
    lines = [
        element(
            "li",
            {"id": gone.id},
            text_element("a", {"href": f"{root}{locate(gone)}"}, name_registered(gone, wording)),
            escape(wording.say("gone.withdrawn", date=wording.spell_date(gone.retired or ""))),
        )
        for gone in edition.registry_of(text.slug)
        if gone.retired and gone.kind == "annotation" and not gone.leads_to
    ]
    return (
        element("ul", {"class": "vr-flow vr-list vr-withdrawn", **wording.amid}, *lines)
        if lines
        else EMPTY
    )


def _render_successors(
    edition: Edition, item: RegisteredId, register: Register, wording: Wording, *, root: str
) -> Html:
    links: list[Html] = []
    for target in item.leads_to:
        slug, sign, name = target.rpartition("#")
        home = slug if sign else name if item.kind == "text" else item.text
        found = register.find(home, name)
        if found is None:
            continue
        title = name_registered(found, wording)
        link = text_element("a", {"href": f"{root}{locate(found)}"}, title)
        words = shorten(found.words) if found.is_block else ""
        quoted = text_element("q", {"lang": edition.language}, words) if words else Html("")
        links.append(element("li", {}, link, Html(" "), quoted))
    if not links:
        return text_element("p", {}, wording["gone.nothing"])
    title = text_element("p", {}, wording["gone.leads"])
    return element("div", {"class": "vr-successors"}, title, element("ul", {}, *links))
