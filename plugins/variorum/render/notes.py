"""Annotations, corrections and sidebars → the notes and cards that stand beside a block."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from variorum.addresses import locate_note
from variorum.model import Annotation, Edition, Emendation, Review, Sidebar, Text
from variorum.render.html import (
    EMPTY,
    Html,
    element,
    escape,
    finish_prose,
    flatten_headings,
    join,
    raise_headings,
    text_element,
)
from variorum.render.marks import Marks, name_place
from variorum.render.readings import render_readings
from variorum.render.signing import Signing
from variorum.wording import Wording, wording_of

FOLDED = 150
"""Code points of a note's body beyond which the margin shows only its beginning; about three lines of it."""

Signature = tuple[tuple[str, ...], date, Review | None]
"""Who wrote a note and when, who reviewed it and when."""


def link_to(text: str, fragment: str, *, root: str, here: str | None) -> str:
    """Return the address of something on a reading page.

    Args:
        text: The slug of the text.
        fragment: An id of its page.
        root: The way from the page that links to the edition's own.
        here: The slug of the text whose page links, None on the other pages.
    """
    if text == here:
        return f"#{fragment}"
    folder = f"{text}/" if text else ""
    return f"{root}{folder}#{fragment}"


def link_citation(href: str, name: str, wording: Wording) -> Html:
    """Return the quiet link to how something is cited, which scripts open as a dialog.

    Args:
        href: Of the section of its page.
        name: As it is read out.
        wording: Of the edition.
    """
    attributes = {"class": "vr-cite", "href": href, "aria-label": name, **wording.inline}
    return text_element("a", attributes, wording["cite.cite"])


def render_notes(
    edition: Edition, text: Text, marks: Mapping[str, Marks], *, root: str
) -> Mapping[str, Html]:
    """Return the notes, accounts of corrections, and cards beside each block of a text that has any, by the block's id.

    Args:
        edition: The edition.
        text: One of its texts.
        marks: As `place_marks` gives them: the notes come in the order of their signs.
        root: The way from the text's page to the edition's own.
    """
    wording = wording_of(edition)
    old_names = _find_old_names(edition, text.slug)
    common = find_common_signature(edition, text.slug)
    # the legend leads to those who sign most, once for all notes
    signing = Signing(wording, root, _list_signing(common) if common else ())
    notes = {f"note-{note.stem}": note for note in edition.annotations_of(text.slug)}
    corrections = {f"correction-{item.id}": item for item in edition.emendations}
    cards = _list_cards(edition, text.slug, root=root)
    beside: dict[str, Html] = {}
    for block, placed in marks.items():
        pieces: list[Html] = []
        for index, call in enumerate(placed.calls):
            if note := notes.pop(call.name, None):
                pieces += [
                    text_element("span", {"id": name, "class": "vr-retired"}, "")
                    for name in old_names.get(call.name, ())
                ]
                see = [
                    _link_note(
                        edition.annotations_by_stem[stem], wording, root=root, here=text.slug
                    )
                    for stem in note.see
                    if stem in edition.annotations_by_stem
                ]
                cite = link_citation(
                    f"{root}{locate_note(note.stem)}#cite",
                    wording.say(
                        "cite.cite-name", name=wording.say("passage.note", title=note.title)
                    ),
                    wording,
                )
                pieces.append(
                    render_annotation(
                        note, signing, root=root, see=see, index=index, common=common, cite=cite
                    )
                )
            elif emendation := corrections.pop(call.name, None):
                pieces.append(render_correction(emendation, signing, root=root, index=index))
        pieces += cards.get(block, ())
        if pieces:
            beside[block] = join(pieces)
    return beside


def find_common_signature(edition: Edition, text: str) -> Signature | None:
    """Find the signature that most of a text's notes bear, said once for all of them; None where no two agree."""
    counted = Counter(signature_of(note) for note in edition.annotations_of(text)).most_common(1)
    return counted[0][0] if counted and counted[0][1] > 1 else None


def write_signature(signature: Signature, signing: Signing) -> list[Html]:
    """Return a signature in words, one or two of them."""
    by, date, review = signature
    said = [signing.say("note.signed", by, date)]
    if review:
        # one link to each is enough
        again = replace(signing, led_to={*signing.led_to, *by})
        said.append(again.say("note.reviewed-by", review.by, review.date))
    return said


def signature_of(note: Annotation) -> Signature:
    """Return who answers for a note."""
    return note.by, note.date, note.reviewed


def _list_signing(signature: Signature) -> tuple[str, ...]:
    by, _, review = signature
    return (*by, *review.by) if review else by


def _find_old_names(edition: Edition, text: str) -> Mapping[str, list[str]]:
    """Return the retired addresses of a text by each address that they lead to."""
    names: dict[str, list[str]] = {}
    for gone in edition.registry_of(text):
        if gone.kind == "annotation":
            for successor in gone.leads_to:
                names.setdefault(successor, []).append(gone.id)
    return names


def render_annotation(
    annotation: Annotation,
    signing: Signing,
    *,
    root: str,
    see: Sequence[Html],
    index: int = 0,
    common: Signature | None,
    cite: Html = EMPTY,
) -> Html:
    """Return a note: its number, kind and title, its body with its sources, and who answers for it.

    Args:
        annotation: The note.
        signing: Of the page.
        root: The way from the page to the edition's own.
        see: Links to other notes.
        index: Which sign of its block is its own, counted from 0.
        common: The signature that the page gives once; a note of another is signed.
        cite: The link to how it is cited.
    """
    wording = signing.wording
    kind = wording[f"note-kind.{annotation.kind}"]
    head = [
        text_element("span", {"class": "vr-kind", **wording.inline}, f"{annotation.number} {kind}")
    ]
    is_reviewed = annotation.status == "reviewed"
    if not is_reviewed:
        words = wording[f"status.{annotation.status}"]
        head.append(text_element("span", {"class": "vr-status", **wording.inline}, words))
    head.append(text_element("b", {}, annotation.title))
    html = flatten_headings(finish_prose(annotation.body.html, root=root))
    is_long = len(annotation.body.text) > FOLDED
    return element(
        "aside",
        {
            "class": name_place(index, f"vr-annotation{' vr-long' if is_long else ''}"),
            "role": "note",
            "id": f"note-{annotation.stem}",
            "data-kind": annotation.kind,
            "data-status": None if is_reviewed else annotation.status,
        },
        join(head, Html(" ")),
        _render_body(html),
        _render_foot(annotation, signing, see, common),
        cite,
    )


def _render_body(html: Html) -> Html:
    """Return the body of a note in one element: that of its paragraph, where it has one."""
    if html.startswith("<p>") and html.find("<p", 1) < 0 and html.endswith("</p>"):
        return Html(f'<p class="vr-note-body">{html[3:]}')
    return element("div", {"class": "vr-note-body"}, html)


def _render_foot(
    annotation: Annotation, signing: Signing, see: Sequence[Html], common: Signature | None
) -> Html:
    wording = signing.wording
    parts: list[Html] = []
    if annotation.status != "reviewed":
        parts.append(escape(wording[f"status.{annotation.status}-said"]))
    if annotation.as_of:
        parts.append(escape(wording.say_as_of(annotation.as_of)))
    if signature_of(annotation) != common:
        parts += write_signature(signature_of(annotation), signing)
    if see:
        parts.append(
            join([escape(wording["note.see"]), join(see, escape(wording["list-between"]))])
        )
    if not parts:
        return EMPTY
    return element("p", {"class": "vr-note-foot", **wording.amid}, join(parts, Html(" · ")))


def render_correction(
    emendation: Emendation, signing: Signing, *, root: str, index: int = 0
) -> Html:
    """Return the account of a correction, which the page shows when its sign is followed.

    Args:
        emendation: The emendation.
        signing: Of the page.
        root: The way from the page to the edition's own.
        index: Which sign of its block is its own, counted from 0.
    """
    wording = signing.wording
    kind = wording.say("note.correction", kind=wording[f"emendation-kind.{emendation.kind}"])
    signed = signing.say("note.signed", emendation.by, emendation.date)
    href = f"{root}apparatus/#emendation-{emendation.id}"
    link = text_element("a", {"href": href}, wording["note.in-apparatus"])
    return element(
        "aside",
        {
            "class": name_place(index, "vr-emendation"),
            "role": "note",
            "id": f"correction-{emendation.id}",
        },
        text_element("span", {"class": "vr-kind", **wording.inline}, kind),
        render_readings(emendation, wording),
        _render_body(flatten_headings(finish_prose(emendation.reason.html, root=root))),
        element("p", {"class": "vr-note-foot", **wording.amid}, signed, Html(" · "), link),
    )


def _link_note(note: Annotation, wording: Wording, *, root: str, here: str) -> Html:
    href = link_to(note.text, f"note-{note.stem}", root=root, here=here)
    return text_element(
        "a", {"href": href}, wording.say("note.link", number=note.number, title=note.title)
    )


def _list_cards(edition: Edition, text: str, *, root: str) -> Mapping[str, list[Html]]:
    """List the cards of a text by block: a sidebar opens at the first of its places, the others lead there."""
    wording = wording_of(edition)
    cards: dict[str, list[Html]] = {}
    for sidebar in edition.sidebars:
        blocks = [target.block for target in sidebar.targets if target.text == text]
        for number, block in enumerate(dict.fromkeys(blocks)):
            card = render_card(sidebar, wording, root=root, is_first=number == 0)
            cards.setdefault(block, []).append(card)
    return cards


def render_card(sidebar: Sidebar, wording: Wording, *, root: str, is_first: bool) -> Html:
    """Return the card of a sidebar beside a block.

    Args:
        sidebar: The sidebar.
        wording: Of the edition.
        root: The way from the page to the edition's own.
        is_first: It holds the essay itself, opened in place; others lead to it.
    """
    kind = text_element("span", {"class": "vr-kind", **wording.inline}, wording["context.kind"])
    name = f"card-{sidebar.stem}"
    if not is_first:
        link = text_element("a", {"href": f"#{name}"}, sidebar.title)
        return element("aside", {"class": "vr-card", "role": "note"}, kind, Html(" "), link)
    href = f"{root}context/{sidebar.stem}/"
    body = finish_prose(sidebar.body.html, root=root)
    page = text_element("a", {"href": href, **wording.inline}, wording["context.own-page"])
    cite = wording.say("cite.cite-name", name=sidebar.title)
    page = join([page, link_citation(f"{href}#cite", cite, wording)], Html(" · "))
    foot = {"class": "vr-note-foot"}
    if sidebar.as_of:
        page = join([escape(wording.say_as_of(sidebar.as_of)), page], Html(" · "))
        foot |= wording.amid
    return element(
        "aside",
        {"class": "vr-card", "role": "note", "id": name},
        element(
            "details",
            {},
            element("summary", {}, kind, Html(" "), text_element("b", {}, sidebar.title)),
            element("div", {"class": "vr-prose"}, raise_headings(body)),
            element("p", foot, page),
        ),
    )
