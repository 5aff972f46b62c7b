"""Where things stand and what cites them: the links between notes, apparatus, sources and text."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from variorum.model import Block, Change, Edition, Map, Prose, Text
from variorum.render.html import EMPTY, Html, element, escape, text_element
from variorum.render.notes import link_to
from variorum.wording import Wording, wording_of


@dataclass(frozen=True, slots=True)
class Place:
    """Something that cites a reference."""

    label: str
    href: str
    locators: tuple[str, ...] = ()


def render_way_back(edition: Edition, *, root: str, more: Html = EMPTY) -> Html:
    """Return the line that leads from a page about an edition to the edition.

    Args:
        edition: The edition.
        root: The way to its own page.
        more: What follows the work's title: the paragraphs that are meant.
    """
    wording = wording_of(edition)
    work = text_element("a", {"href": root}, wording.say("page.work", title=edition.title))
    return element("p", {"class": "vr-lead vr-way-back"}, escape(wording["context.to"]), work, more)


def render_knowledge(edition: Edition) -> Html:
    """Return the sentence that says how far the editors' knowledge of later events reaches; empty where nobody has said."""
    if edition.as_of is None:
        return EMPTY
    wording = wording_of(edition)
    issued, known = wording.spell_date(edition.issued), wording.spell_date(edition.as_of)
    said = wording.say("context.knowledge", issued=issued, date=known)
    return text_element("p", {"class": "vr-lead"}, said)


def block_of(text: Text, change: Change) -> Block:
    """Return the block a change lies in, or the one before the boundary it lies in."""
    after = bisect_right(text.blocks, change.reading.start, key=lambda block: block.start)
    return text.blocks[max(after - 1, 0)]


def list_places(edition: Edition, *, root: str) -> Mapping[str, tuple[Place, ...]]:
    """List what cites each reference, by its key, in the order of the edition."""
    places: dict[str, list[Place]] = {}
    for label, href, prose in _list_prose(edition, root):
        locators: dict[str, list[str]] = {}
        for cluster in prose.clusters:
            for citation in cluster.citations:
                found = locators.setdefault(citation.key, [])
                if citation.locator and citation.locator not in found:
                    found.append(citation.locator)
        for key, found in locators.items():
            places.setdefault(key, []).append(Place(label, href, tuple(found)))
    return {key: tuple(found) for key, found in places.items()}


def list_map_prose(chart: Map, wording: Wording) -> Iterator[tuple[str, str, Prose]]:
    """Yield what is said on the page of a map: what of, the id of the element that says it, the prose."""
    yield chart.title or wording["context.map"], "description", chart.description
    for kind, items in (
        ("place", [(item.name, item.text) for item in chart.places]),
        ("range", [(item.label, item.text) for item in chart.ranges]),
        ("area", [(item.name, item.text) for item in chart.areas]),
        ("transfer", [(wording["map.making"], item.text) for item in chart.transfers]),
    ):
        for number, (label, text) in enumerate(items, start=1):
            if text:
                yield label, f"{kind}-{number}", text


def _list_prose(edition: Edition, root: str) -> Iterator[tuple[str, str, Prose]]:
    wording = wording_of(edition)
    for note in edition.annotations:
        place = wording.label_place(edition, note.text, note.block)
        label = wording.say("cited.note", number=note.number, place=place, title=note.title)
        yield label, link_to(note.text, f"note-{note.stem}", root=root, here=None), note.body
    for sidebar in edition.sidebars:
        label = wording.say("cited.sidebar", title=sidebar.title)
        yield label, f"{root}context/{sidebar.stem}/", sidebar.body
    for emendation in edition.emendations:
        href = f"{root}apparatus/#emendation-{emendation.id}"
        kind = wording[f"emendation-kind.{emendation.kind}"]
        yield wording.say("cited.emendation", kind=kind), href, emendation.reason
    for number, row in enumerate(edition.timeline, start=1):
        said = wording.say("cited.timeline", label=row.label)
        yield said, f"{root}timeline/#event-{number}", row.text
    for number, term in enumerate(edition.glossary, start=1):
        said = wording.say("cited.glossary", label=term.term)
        yield said, f"{root}glossary/#term-{number}", term.text
    for number, person in enumerate(edition.people, start=1):
        said = wording.say("cited.people", label=person.name)
        yield said, f"{root}people/#person-{number}", person.text
    if edition.map:
        for label, fragment, prose in list_map_prose(edition.map, wording):
            yield wording.say("cited.map", label=label), f"{root}map/#{fragment}", prose
