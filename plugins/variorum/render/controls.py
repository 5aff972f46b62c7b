"""An edition → the controls of its reading pages, and the words that their scripts say."""

import json

from variorum.model import Edition, Text
from variorum.render.html import Html, element, text_element
from variorum.render.wording import Wording, find_wording, wording_of

LAYERS = ("notes", "corrections", "printed", "text")
"""What may be shown or not: the notes, the corrections, the text as it was printed, the text alone."""
_SHOWN = frozenset({"notes", "corrections"})


def render_controls(edition: Edition, text: Text) -> Html:
    """Return the controls of a text's page, which its scripts make visible."""
    wording = wording_of(edition)
    has = {
        "notes": any(edition.annotations_of(text.slug)),
        "corrections": any(change.emendation for change in text.changes),
    }
    has |= {"printed": has["corrections"], "text": has["notes"] or has["corrections"]}
    buttons = [_render_layer(name, wording) for name in LAYERS if has[name]]
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


def write_words(language: str) -> str:
    """Write the words that the scripts of a page say, as JSON; `{…}` in them is for the scripts to fill in.

    Args:
        language: Of the wording, as its catalogue has it.
    """
    wording = find_wording(language)
    words = {
        key.removeprefix("say."): wording[key]
        for key in wording.list_keys()
        if key.startswith("say.")
    }
    return json.dumps(words, ensure_ascii=False, separators=(",", ":")) + "\n"


def name_in_reference(edition: Edition) -> str:
    """Return the edition as a reference to a quotation names it, without its end."""
    wording = wording_of(edition)
    parts = [
        wording.list_authors(edition.authors),
        wording.say("page.work", title=edition.title),
        edition.container_title,
        wording.spell_date(edition.issued) if edition.issued else "",
    ]
    return wording["list-between"].join(part for part in parts if part)
