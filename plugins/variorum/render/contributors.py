"""Who did what → the page of the contributors: of each the name, what is known of them, and all that they did."""

from collections.abc import Iterator, Sequence

from variorum.credit import Credit, list_credits
from variorum.model import Annotation, Edition, Emendation
from variorum.render.html import EMPTY, Html, element, escape, find_safe_url, join, text_element
from variorum.render.notes import link_to
from variorum.render.outline import Contents
from variorum.render.places import block_of, render_way_back
from variorum.render.signing import name_entry
from variorum.wording import Wording, wording_of


def render_contributors(edition: Edition, *, root: str) -> Html:
    """Return the list of the contributors, the editors first."""
    wording = wording_of(edition)
    return element(
        "div",
        {"class": "vr-edition vr-page vr-contributors", **wording.page},
        text_element("h1", {}, wording["contributors.title"]),
        render_way_back(edition, root=root),
        text_element("p", {"class": "vr-lead"}, wording["contributors.intro"]),
        *(_render_credit(edition, credit, root=root) for credit in list_credits(edition)),
    )


def list_contributors(edition: Edition) -> Contents:
    """List the contributors for the drawer."""
    return tuple((2, name_entry(credit.name), credit.name) for credit in list_credits(edition))


def _render_credit(edition: Edition, credit: Credit, *, root: str) -> Html:
    wording = wording_of(edition)
    name = name_entry(credit.name)
    role = EMPTY
    if credit.is_editor:
        role = text_element("span", {"class": "vr-kind"}, wording["contributors.editor"])
    return element(
        "section",
        {"class": "vr-contributor", "id": name, "aria-labelledby": f"{name}-name"},
        text_element("h2", {"id": f"{name}-name"}, credit.name),
        role,
        _render_links(credit, wording),
        *_list_works(edition, credit, wording, root=root),
    )


def _render_links(credit: Credit, wording: Wording) -> Html:
    """Return the ORCID iD and the home page.

    The iD is shown as its whole address, and without its sign, which is for those that their holders have confirmed.

    Source: ORCID, "ORCID iD display guidelines", on iDs that are not authenticated.
    """
    known = credit.contributor
    if known is None:
        return EMPTY
    shown = []
    if known.orcid:
        link = text_element("a", {"href": known.orcid, "rel": "external"}, known.orcid)
        said = escape(wording["contributors.unauthenticated"])
        shown.append(join([link, said], Html(" ")))
    if url := find_safe_url(known.url):
        words = wording["contributors.home-page"]
        shown.append(text_element("a", {"href": url, "rel": "external"}, words))
    return element("p", {"class": "vr-see"}, join(shown, Html(" · "))) if shown else EMPTY


def _list_works(edition: Edition, credit: Credit, wording: Wording, *, root: str) -> Iterator[Html]:
    """Yield what somebody did, of each kind how much, and a list of it that opens."""
    essays = [
        text_element("a", {"href": f"{root}context/{essay.stem}/", **wording.quoted}, essay.title)
        for essay in credit.essays
    ]
    for key, items in (
        ("note-written", _link_notes(edition, credit.notes, wording, root=root)),
        ("note-reviewed", _link_notes(edition, credit.reviewed, wording, root=root)),
        ("correction-made", _link_corrections(edition, credit.corrections, wording, root=root)),
        ("essay-written", essays),
    ):
        if items:
            summary = text_element("summary", {}, wording.count(len(items), key))
            listed = element("ul", {"class": "vr-list"}, *(element("li", {}, x) for x in items))
            yield element("details", {}, summary, listed)


def _link_notes(
    edition: Edition, notes: Sequence[Annotation], wording: Wording, *, root: str
) -> list[Html]:
    links = []
    for note in notes:
        place = wording.label_place(edition, note.text, note.block)
        said = wording.say("cited.note", number=note.number, place=place, title=note.title)
        href = link_to(note.text, f"note-{note.stem}", root=root, here=None)
        link = text_element("a", {"href": href}, said)
        if note.status != "reviewed":
            status = wording[f"status.{note.status}"]
            link = join([link, text_element("span", {"class": "vr-status"}, status)], Html(" "))
        links.append(link)
    return links


def _link_corrections(
    edition: Edition, corrections: Sequence[Emendation], wording: Wording, *, root: str
) -> list[Html]:
    places: dict[str, str] = {}
    for text in edition.texts if corrections else ():
        for change in text.changes:
            if change.emendation and change.emendation not in places:
                block = block_of(text, change)
                places[change.emendation] = wording.label_place(edition, text.slug, block.id)
    links = []
    for item in corrections:
        kind = wording[f"emendation-kind.{item.kind}"]
        said = wording.say("search.correction", place=places.get(item.id, ""), kind=kind)
        href = f"{root}apparatus/#emendation-{item.id}"
        links.append(text_element("a", {"href": href}, said))
    return links
