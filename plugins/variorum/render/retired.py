"""Every retired address → a slim page that says what it was, what became of it, and where it leads."""

from collections.abc import Iterator

from variorum.addresses import locate
from variorum.model import Edition, RegisteredId
from variorum.render.history import Register, explain, name_registered
from variorum.render.html import EMPTY, Html, element, escape, join, text_element
from variorum.render.metadata import render_preview
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
        render_former(edition, item.id, root=root) if item.kind == "text" else EMPTY,
        element(
            "nav",
            {"class": "vr-way"},
            text_element("a", {"href": root, "class": "vr-into"}, wording["gone.edition"]),
        ),
    )
    title = wording.say("gone.title", name=name, edition=edition.title)
    preview = render_preview(edition, {}, title=title, description=said, path=path)
    html = render_document(
        edition,
        title=title,
        description=said,
        root=root,
        head=join([element("meta", {"name": "robots", "content": "noindex"}), preview]),
        body=body,
    )
    return SlimPage(path, html)


def render_former(edition: Edition, slug: str, *, root: str) -> Html:
    """Return the list of what a text's page had and leads to nothing on it, each at the address it had there.

    Args:
        edition: The edition.
        slug: The text's, which may be gone.
        root: The way from the page to the edition's own.
    """
    wording = wording_of(edition)
    lines = [
        element(
            "li",
            {"id": gone.id},
            text_element("a", {"href": f"{root}{locate(gone)}"}, name_registered(gone, wording)),
            escape(_say_gone(gone, wording)),
        )
        for gone in edition.registry_of(slug)
        if gone.retired and (gone.is_block or gone.kind == "annotation")
        if not any("#" not in target for target in gone.leads_to[:1])
    ]
    attributes = {"class": "vr-flow vr-list vr-former", **wording.amid}
    return element("ul", attributes, *lines) if lines else EMPTY


def _say_gone(gone: RegisteredId, wording: Wording) -> str:
    if gone.leads_to:
        return wording["gone.moved"]
    return wording.say("gone.withdrawn", date=wording.spell_date(gone.retired or ""))


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
    # of words that were taken out nothing took the place
    lead = wording["gone.stands" if item.fate == "deleted" else "gone.leads"]
    title = text_element("p", {}, lead)
    return element("div", {"class": "vr-successors"}, title, element("ul", {}, *links))
