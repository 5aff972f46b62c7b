"""Where a passage, a note and a sidebar are found for good, relative to the edition's own page."""

from variorum.model import RegisteredId, Text


def locate_block(text: str, block: str) -> str:
    """Return the place of a block's own page: `p5/`, of a text with a slug `chapter/p5/`."""
    return f"{text}/{block}/" if text else f"{block}/"


def locate_note(stem: str) -> str:
    """Return the place of a note's own page, the same whatever text it belongs to."""
    return f"notes/{stem}/"


def locate_sidebar(stem: str) -> str:
    """Return the place of a sidebar's page."""
    return f"context/{stem}/"


def locate_text(text: Text | str) -> str:
    """Return the place of a text's reading page: empty, or `chapter/`."""
    slug = text if isinstance(text, str) else text.slug
    return f"{slug}/" if slug else ""


def locate(registered: RegisteredId) -> str:
    """Return the place of the page that answers for an id, present or retired."""
    if registered.kind == "annotation":
        return locate_note(registered.id.removeprefix("note-"))
    if registered.kind == "sidebar":
        return locate_sidebar(registered.id.removeprefix("sidebar-"))
    if registered.kind == "text":
        return locate_text(registered.id)
    return locate_block(registered.text, registered.id)
