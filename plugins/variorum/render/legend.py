"""A text of the edition → the legend of the marks that its page bears, and who signs its notes."""

from collections.abc import Iterator

from variorum.model import Edition, Text
from variorum.render.controls import list_layers
from variorum.render.html import EMPTY, Html, element, escape, join, text_element
from variorum.render.notes import find_common_signature, write_signature
from variorum.render.signing import Signing, fill
from variorum.wording import Wording, wording_of

LEGEND_ID = "vr-legend"
TERMS_ID = "vr-terms"
"""Of what a page says of its terms and people."""

_KEYS: tuple[tuple[str, str], ...] = (
    ("context explanation evidence textual", "explains"),
    ("dispute", "disputes"),
    ("hindsight", "hindsight"),
)


def render_legend(edition: Edition, text: Text, *, has_terms: bool, root: str) -> Html:
    """Return the legend of the marks this page bears; empty where it bears none."""
    if not (has_terms or list_layers(edition, text)):
        return EMPTY
    wording = wording_of(edition)
    kinds = {annotation.kind for annotation in edition.annotations_of(text.slug)}
    rows = list(_list_keys({str(kind) for kind in kinds}, wording))
    if any(change.emendation for change in text.changes):
        key = text_element("span", {"class": "vr-correction-key"}, wording["legend.correction"])
        rows.append((key, wording["legend.correction-said"]))
    if has_terms:
        key = text_element("span", {"class": "vr-term"}, wording["legend.term"])
        rows.append((key, wording["legend.term-said"]))
    if any(change.rule for change in text.changes):
        mark = text_element("span", {"class": "vr-rule-key"}, wording["legend.rule"])
        rows.append((mark, wording["legend.rule-said"]))
    items = [
        element("div", {}, element("dt", {}, key), text_element("dd", {}, said))
        for key, said in rows
    ]
    attributes = {
        "class": "vr-flow vr-legend",
        "id": LEGEND_ID,
        "aria-labelledby": "vr-legend-title",
        **wording.amid,
    }
    title = text_element("h2", {"id": "vr-legend-title"}, wording["page.marks"])
    return element(
        "section",
        attributes,
        title,
        element("dl", {}, *items),
        _render_signature(edition, text, root=root),
    )


def _render_signature(edition: Edition, text: Text, *, root: str) -> Html:
    """Return the signature that most notes bear, so that each need not repeat it."""
    common = find_common_signature(edition, text.slug)
    if not common:
        return EMPTY
    wording = wording_of(edition)
    said = join(write_signature(common, Signing(wording, root)), escape(wording["list-between"]))
    return element("p", {}, fill(wording.say("legend.signed", signature="\0"), said))


def _list_keys(kinds: set[str], wording: Wording) -> Iterator[tuple[Html, str]]:
    for names, word in _KEYS:
        if kinds & set(names.split()):
            attributes = {"class": "vr-key", "data-kinds": names.split()[0]}
            key = text_element("span", attributes, wording[f"legend.{word}"])
            yield key, wording[f"legend.{word}-said"]
