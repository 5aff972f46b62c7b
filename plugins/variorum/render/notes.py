"""Annotations and sidebars → the notes and cards that stand beside a block."""

from collections.abc import Mapping, Sequence

from variorum.model import Annotation, Edition, Sidebar
from variorum.render.html import EMPTY, Html, element, escape, finish_prose, join, text_element
from variorum.render.wording import Wording, shorten, wording_of

FOLDED = 150
"""Code points of a note's body beyond which the margin shows only its beginning; about three lines of it."""


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


def render_notes(edition: Edition, text: str, *, root: str) -> Mapping[str, Html]:
    """Return the notes and cards beside each block of a text that has any, by the block's id."""
    wording = wording_of(edition)
    others = edition.annotations_by_stem
    renamed = _find_old_names(edition, text)
    beside: dict[str, list[Html]] = {}
    for annotation in edition.annotations_of(text):
        see = [others[stem] for stem in annotation.see if stem in others]
        links = [_link_note(other, wording, root=root, here=text) for other in see]
        note = render_annotation(annotation, wording, root=root, see=links)
        old_names = [
            text_element("span", {"id": name, "class": "vr-retired"}, "")
            for name in renamed.get(f"note-{annotation.stem}", ())
        ]
        beside.setdefault(annotation.block, []).extend([*old_names, note])
    for sidebar in edition.sidebars:
        for target in sidebar.targets:
            if target.text == text:
                card = render_card(sidebar, target.block, wording, root=root)
                beside.setdefault(target.block, []).append(card)
    return {
        block: element("div", {"class": "vr-notes"}, *pieces) for block, pieces in beside.items()
    }


def _find_old_names(edition: Edition, text: str) -> Mapping[str, list[str]]:
    """Return the retired addresses of a text by each address that they lead to."""
    names: dict[str, list[str]] = {}
    for gone in edition.retired:
        if gone.text == text:
            for successor in gone.successors:
                names.setdefault(successor, []).append(gone.id)
    return names


def render_annotation(
    annotation: Annotation, wording: Wording, *, root: str, see: Sequence[Html]
) -> Html:
    """Return a note: its number, kind and title, its body with its sources, and who answers for it.

    Args:
        annotation: The note.
        wording: Of the edition.
        root: The way from the page to the edition's own.
        see: Links to other notes.
    """
    status = EMPTY
    if annotation.status != "reviewed":
        status = text_element(
            "span",
            {"class": "vr-status", **wording.inline},
            wording[f"status.{annotation.status}"],
        )
    head = element(
        "p",
        {"class": "vr-note-head"},
        text_element(
            "a",
            {
                "class": "vr-note-number",
                "href": f"#ref-{annotation.stem}",
                "aria-label": wording.say("note.number-back", name=wording.name_note(annotation)),
                **wording.inline,
            },
            str(annotation.number),
        ),
        join(
            [
                text_element(
                    "span",
                    {"class": "vr-kind", **wording.inline},
                    wording[f"note-kind.{annotation.kind}"],
                ),
                status,
                text_element("b", {"class": "vr-note-title"}, annotation.title),
            ],
            Html(" "),
        ),
    )
    body = finish_prose(annotation.body.html, root=root)
    is_long = len(annotation.body.text) > FOLDED
    more = EMPTY
    if is_long:
        label = wording.say("note.more-of", number=annotation.number)
        attributes = {
            "class": "vr-more",
            "href": f"#note-{annotation.stem}",
            "aria-label": label,
            **wording.inline,
        }
        more = text_element("a", attributes, wording["note.more"])
    return element(
        "aside",
        {
            "class": "vr-annotation vr-long" if is_long else "vr-annotation",
            "id": f"note-{annotation.stem}",
            "data-kind": annotation.kind,
            "data-status": annotation.status,
            "role": "note",
            "aria-label": wording.say(
                "note.label", number=annotation.number, title=annotation.title
            ),
            "style": f"--vr-at:--ref-{annotation.number}",
        },
        head,
        element("div", {"class": "vr-note-body"}, body),
        more,
        _render_foot(annotation, wording, see),
    )


def _render_foot(annotation: Annotation, wording: Wording, see: Sequence[Html]) -> Html:
    said: list[str] = []
    if annotation.as_of:
        said.append(wording.say("note.as-of", date=wording.spell_date(annotation.as_of)))
    names, day = wording.list_names(annotation.by), wording.spell_date(annotation.date)
    said.append(wording.say("note.signed", names=names, date=day))
    if review := annotation.reviewed:
        same = (review.by, review.date) == (annotation.by, annotation.date)
        names, day = wording.list_names(review.by), wording.spell_date(review.date)
        said.append(
            wording["note.reviewed"]
            if same
            else wording.say("note.reviewed-by", names=names, date=day)
        )
    parts = [escape(part) for part in said]
    if see:
        parts.append(
            join([escape(wording["note.see"]), join(see, escape(wording["list-between"]))])
        )
    back = text_element(
        "a",
        {
            "class": "vr-back",
            "href": f"#ref-{annotation.stem}",
            "aria-label": wording.say("note.back-at", words=shorten(annotation.quote)),
        },
        wording["note.back"],
    )
    attributes = {"class": "vr-note-foot", **wording.amid}
    return element("p", attributes, join(parts, Html(" · ")), Html(" "), back)


def _link_note(note: Annotation, wording: Wording, *, root: str, here: str) -> Html:
    href = link_to(note.text, f"note-{note.stem}", root=root, here=here)
    return text_element(
        "a", {"href": href}, wording.say("note.link", number=note.number, title=note.title)
    )


def render_card(sidebar: Sidebar, block: str, wording: Wording, *, root: str) -> Html:
    """Return the card beside a block that leads to a sidebar's own page."""
    return element(
        "aside",
        {
            "class": "vr-card",
            "role": "note",
            "aria-label": wording.say("context.label", title=sidebar.title),
            "style": f"--vr-at:--{block}",
        },
        element(
            "p",
            {},
            text_element("span", {"class": "vr-kind", **wording.inline}, wording["context.kind"]),
            Html(" "),
            text_element("a", {"href": f"{root}context/{sidebar.stem}/"}, sidebar.title),
        ),
    )
