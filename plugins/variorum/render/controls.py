"""A text of the edition → the controls of its page: what may be shown of it, and how."""

from variorum.model import Edition, Status, Text
from variorum.render.html import Html, element, text_element
from variorum.wording import Wording, wording_of

STATUSES: tuple[Status, ...] = ("reviewed", "disputed", "draft")
LAYERS = ("notes", *STATUSES, "corrections", "printed", "text")
"""What may be shown or not: the notes, those of a status, the corrections, the text as it was printed, the text alone."""
_SHOWN = frozenset({"notes", *STATUSES, "corrections"})


def list_layers(edition: Edition, text: Text) -> list[str]:
    """List the layers that a text's page has: of notes and corrections only those there are, of statuses two or more."""
    statuses = {note.status for note in edition.annotations_of(text.slug)}
    has = {"notes"} if statuses else set[str]()
    has |= statuses if len(statuses) > 1 else set()
    if any(change.emendation for change in text.changes):
        has |= {"corrections", "printed"}
    return [name for name in LAYERS if name in has or (name == "text" and has)]


def render_controls(edition: Edition, text: Text) -> Html:
    """Return the controls of a text's page, which its scripts make visible."""
    wording = wording_of(edition)
    buttons = [_render_layer(name, wording) for name in list_layers(edition, text)]
    buttons += [
        text_element("button", {"type": "button", "data-opens": name}, wording[f"tools.{name}"])
        for name in ("display", "keys")
    ]
    attributes = {
        "class": "vr-controls",
        "role": "group",
        "aria-label": wording["tools.controls"],
        **wording.amid,
    }
    return element("div", attributes, *buttons)


def _render_layer(name: str, wording: Wording) -> Html:
    pressed = "true" if name in _SHOWN else "false"
    attributes = {"type": "button", "data-layer": name, "aria-pressed": pressed}
    return text_element("button", attributes, wording[f"tools.{name}"])
