"""How readers can write to the editors → data for the scripts of a page, and the links to a file where it is kept."""

import json
from dataclasses import asdict
from urllib.parse import quote

from variorum.model import Edition, Way
from variorum.render.html import EMPTY, Html, element, join, text_element
from variorum.wording import wording_of


def write_ways(edition: Edition) -> str | None:
    """Return the ways as the scripts of a reading page read them, in JSON; None where there are none.

    What is known of the edition is filled in; what still stands in braces is the scripts'.
    """
    ways = edition.site.ways
    if not ways.note:
        return None
    fields: dict[str, object] = {
        "folder": edition.path,
        "note": [_describe(way, edition) for way in ways.note],
        "correction": [_describe(way, edition) for way in ways.correction],
    }
    if ways.edit:
        path = f"{quote(edition.path)}/annotations/{{name}}.md"
        fields["edit"] = ways.edit.replace("{path}", path)
        fields["history"] = ways.history.replace("{path}", path)
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def _describe(way: Way, edition: Edition) -> dict[str, object]:
    form = way.form.replace("{folder}", quote(edition.path))
    return {**asdict(way), "form": form.replace("{edition}", quote(edition.slug, safe=""))}


def link_file(edition: Edition, path: str, what: str) -> Html:
    """Return the links to a file, where it is edited and where its history is; empty where the site does not say.

    Args:
        edition: The edition.
        path: Of the file, relative to the project.
        what: What the file holds, as it is read out.
    """
    ways, wording = edition.site.ways, wording_of(edition)
    if not (ways.edit and path):
        return EMPTY
    links = [
        text_element(
            "a",
            {
                "href": address.replace("{path}", quote(path)),
                "aria-label": wording.say(f"say.{name}-name", what=what),
                **wording.inline,
            },
            wording[f"say.{name}"],
        )
        for name, address in (("edit-file", ways.edit), ("file-history", ways.history))
    ]
    return element("span", {"class": "vr-file"}, join(links, Html(" · ")))
