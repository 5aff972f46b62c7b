"""Emendations and changes by rule → the apparatus: what was printed, what is read instead, and why."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from variorum.model import Change, Edition, Emendation, Span, Text
from variorum.reading import BOUNDARY
from variorum.render.html import (
    EMPTY,
    Html,
    element,
    escape,
    finish_prose,
    join,
    text_element,
)
from variorum.render.marks import name_changes
from variorum.render.notes import link_to
from variorum.render.places import block_of, render_way_back
from variorum.render.readings import render_readings, show_printed
from variorum.render.signing import Signing
from variorum.render.ways import link_file
from variorum.wording import wording_of

_CONTEXT = 22
"""Code points shown on either side of a change by rule: two or three words."""


def render_apparatus(edition: Edition, *, root: str) -> Html:
    """Return the apparatus of an edition."""
    by_rule = [(text, change) for text in edition.texts for change in text.changes if change.rule]
    wording = wording_of(edition)
    intro = wording.say(
        "apparatus.intro",
        work=wording.name_work(edition),
        files=wording.list_names([text.path.rpartition("/")[2] for text in edition.texts]),
        corrections=wording.count(len(edition.emendations), "correction"),
        changes=wording.count(len(by_rule), "change"),
    )
    return element(
        "div",
        {"class": "vr-edition vr-page vr-apparatus", **wording.page},
        text_element("h1", {}, wording["apparatus.title"]),
        render_way_back(edition, root=root),
        text_element("p", {"class": "vr-lead"}, intro),
        _render_emendations(edition, root=root),
        _render_rules(edition, by_rule, root=root),
    )


def _render_emendations(edition: Edition, *, root: str) -> Html:
    places: dict[str, list[tuple[Text, Change, str]]] = {}
    for text in edition.texts:
        for change, name in name_changes(text):
            places.setdefault(change.emendation, []).append((text, change, name))
    known = {emendation.id: emendation for emendation in edition.emendations}
    entries = [
        _render_emendation(edition, known[name], found, root=root)
        for name, found in places.items()
        if name in known
    ]
    if not entries:
        return EMPTY
    words = wording_of(edition)["apparatus.corrections"]
    title = text_element("h2", {"id": "corrections"}, words)
    return element("section", {"aria-labelledby": "corrections"}, title, *entries)


def _render_emendation(
    edition: Edition,
    emendation: Emendation,
    found: Sequence[tuple[Text, Change, str]],
    *,
    root: str,
) -> Html:
    wording = wording_of(edition)
    links = []
    for text, change, name in found:
        href = link_to(text.slug, name, root=root, here=None)
        label = wording.label_place(edition, text.slug, block_of(text, change).id)
        links.append(text_element("a", {"class": "vr-place", "href": href}, label))
    signed = Signing(wording, root).say("note.signed", emendation.by, emendation.date)
    reason = finish_prose(emendation.reason.html, root=root)
    file = link_file(
        edition,
        emendation.path,
        wording.say("note.correction", kind=wording[f"emendation-kind.{emendation.kind}"]),
    )
    return element(
        "section",
        {"class": "vr-entry", "id": f"emendation-{emendation.id}", "data-kind": emendation.kind},
        element(
            "h3",
            {"class": "vr-entry-head"},
            join(links, escape(wording["list-between"])),
            Html(" "),
            text_element(
                "span", {"class": "vr-kind"}, wording[f"emendation-kind.{emendation.kind}"]
            ),
        ),
        render_readings(emendation, wording),
        element("div", {"class": "vr-reason", **wording.quoted}, reason),
        element("p", {"class": "vr-signed"}, signed, file),
    )


def _render_rules(edition: Edition, by_rule: Sequence[tuple[Text, Change]], *, root: str) -> Html:
    if not by_rule:
        return EMPTY
    wording = wording_of(edition)
    title = text_element("h2", {"id": "by-rule"}, wording["apparatus.by-rule"])
    intro = wording["apparatus.by-rule-intro"]
    ordered = sorted(by_rule, key=lambda item: item[1].rule)
    parts = [
        part
        for rule, items in groupby(ordered, key=lambda item: item[1].rule)
        for part in _render_rule(edition, rule, list(items), root=root)
    ]
    return element(
        "section",
        {"aria-labelledby": "by-rule"},
        title,
        text_element("p", {"class": "vr-lead"}, intro),
        *parts,
    )


def _render_rule(
    edition: Edition, rule: str, items: Sequence[tuple[Text, Change]], *, root: str
) -> Iterator[Html]:
    wording = wording_of(edition)
    changes = wording.count(len(items), "change")
    said = wording.say("apparatus.rule-count", changes=changes, said=wording[f"rule.{rule}-said"])
    yield text_element("h3", {"id": f"rule-{rule}"}, wording[f"rule.{rule}"])
    yield text_element("p", {}, said)
    rows = [_render_rule_row(edition, text, change, root=root) for text, change in items]
    heads = [
        text_element("th", {"scope": "col"}, wording[f"apparatus.{head}-head"])
        for head in ("place", "printed", "read")
    ]
    yield element(
        "table",
        {"class": "vr-rules", "aria-labelledby": f"rule-{rule}"},
        element("thead", {}, element("tr", {}, *heads)),
        element("tbody", {}, *rows),
    )


def _render_rule_row(edition: Edition, text: Text, change: Change, *, root: str) -> Html:
    wording = wording_of(edition)
    block = block_of(text, change)
    href = link_to(text.slug, block.id, root=root, here=None)
    label = wording.label_place(edition, text.slug, block.id)
    cells = [element("td", {}, text_element("a", {"class": "vr-place", "href": href}, label))]
    for words, span in ((text.printed, change.printed), (text.reading, change.reading)):
        changed = show_printed(words[span.start : span.end], wording)
        mark = element("b", {"class": "vr-change"}, changed)
        before, after = _find_context(words, span)
        cells.append(element("td", wording.quoted, escape(before), mark, escape(after)))
    return element("tr", {}, *cells)


def _find_context(words: str, span: Span) -> tuple[str, str]:
    """Return the words on both sides of a span, within its block, cut at words."""
    opened, closed = words.rfind(BOUNDARY, 0, span.start), words.find(BOUNDARY, span.end)
    first = opened + len(BOUNDARY) if opened >= 0 else 0
    last = closed if closed >= 0 else len(words)
    start, end = max(first, span.start - _CONTEXT), min(last, span.end + _CONTEXT)
    before, after = words[start : span.start], words[span.end : end]
    if start > first and " " in before:
        before = f"… {before.partition(' ')[2]}"
    if end < last and " " in after:
        after = f"{after.rpartition(' ')[0]} …"
    return before, after
