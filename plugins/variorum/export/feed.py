"""`feed.atom`: the latest notes, sidebars and corrections, for whoever follows an edition."""

from collections.abc import Iterator, Mapping
from datetime import date

from lxml import etree

from variorum.citable import cite_edition, find_edition_day
from variorum.direction import find_direction_of
from variorum.export.contributions import Contribution, list_contributions, locate, to_time
from variorum.export.identity import Namer, find_identity
from variorum.export.tei.xml import ILLEGAL
from variorum.licence import find_licence
from variorum.model import Annotation, Edition, Emendation, Sidebar
from variorum.render.html import Html, element, text_element
from variorum.wording import Wording, wording_of

NAME = "feed.atom"
LENGTH = 100
"""Entries of a feed, which programs ask for again and again; all that there is stands in `annotations.jsonld`."""
_ATOM = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NEVER = date(1970, 1, 1)
"""Of a feed of nothing, in an edition that was never published: a date must be said."""


def make_feed(edition: Edition) -> bytes:
    """Return the feed of an edition, what was written or reviewed last first, 100 entries at most.

    Its id and those of its entries stay the same when the site moves and when a text or a title changes.

    Source: RFC 4287; its links to a licence, RFC 4946.
    """
    identity = find_identity(edition)
    wording = wording_of(edition)
    # sorting is stable: of one day the edition's order holds
    latest = sorted(
        list_contributions(edition), key=lambda item: (item.revised, item.written), reverse=True
    )[:LENGTH]
    feed = etree.fromstring(f'<feed xmlns="{_ATOM}"/>')
    feed.set(_LANGUAGE, edition.language)
    _add(feed, "id", identity.urn)
    _add(feed, "title", str(cite_edition(edition).item["title"]))
    _add(feed, "subtitle", wording["export.latest"], wording.inline)
    day = latest[0].revised if latest else find_edition_day(edition) or _NEVER
    _add(feed, "updated", to_time(day))
    for name in edition.editors:
        _add_person(feed, "author", edition, name)
    _add_link(feed, "self", locate(edition, NAME), "application/atom+xml")
    _add_link(feed, "alternate", locate(edition, ""), "text/html")
    if edition.licence:
        _add(feed, "rights", edition.licence)
    if licence := find_licence(edition.licence):
        _add_link(feed, "license", licence)
    _add(feed, "generator", "Variorum")
    namer = Namer(edition)
    for item in latest:
        _add_entry(feed, edition, item, namer)
    whole = etree.tostring(feed, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return bytes(whole)


def _add_entry(feed: etree._Element, edition: Edition, item: Contribution, namer: Namer) -> None:
    wording = wording_of(edition)
    entry = etree.SubElement(feed, f"{{{_ATOM}}}entry")
    _add(entry, "id", namer.name_part(item.name))
    _add(entry, "title", item.title, wording.inline if isinstance(item.of, Emendation) else {})
    _add_link(entry, "alternate", locate(edition, item.path), "text/html")
    _add(entry, "published", to_time(item.written))
    _add(entry, "updated", to_time(item.revised))
    for name in item.by:
        _add_person(entry, "author", edition, name)
    for name in _list_reviewers(item):
        _add_person(entry, "contributor", edition, name)
    for term, label in _list_categories(item, wording):
        etree.SubElement(entry, f"{{{_ATOM}}}category", term=term, label=label)
    html = element(
        "div",
        {"lang": edition.language, "dir": find_direction_of(edition.language)},
        *_list_content(item, wording),
    )
    _add(entry, "content", html).set("type", "html")


def _list_categories(item: Contribution, wording: Wording) -> Iterator[tuple[str, str]]:
    yield from item.tags.items()
    if isinstance(item.of, Annotation) and item.of.status != "reviewed":
        yield item.of.status, wording[f"status.{item.of.status}"]


def _list_content(item: Contribution, wording: Wording) -> Iterator[Html]:
    """Yield the words that a note is on, what is said, and up to which day it holds."""
    if isinstance(item.of, Annotation):
        yield text_element("blockquote", {}, item.of.quote)
    yield item.html
    if isinstance(item.of, Annotation | Sidebar) and item.of.as_of:
        yield text_element("p", wording.amid, wording.say_as_of(item.of.as_of))


def _add(
    parent: etree._Element, name: str, words: str, language: Mapping[str, str] | None = None
) -> etree._Element:
    child = etree.SubElement(parent, f"{{{_ATOM}}}{name}")
    child.text = ILLEGAL.sub("", words)
    if language and "lang" in language:
        child.set(_LANGUAGE, language["lang"])
    return child


def _list_reviewers(item: Contribution) -> Iterator[str]:
    """Yield who reviewed a note and did not write it."""
    if isinstance(item.of, Annotation) and item.of.reviewed:
        yield from (name for name in item.of.reviewed.by if name not in item.by)


def _add_person(parent: etree._Element, role: str, edition: Edition, name: str) -> None:
    person = etree.SubElement(parent, f"{{{_ATOM}}}{role}")
    _add(person, "name", name)
    known = edition.contributors_by_name.get(name)
    if known and (known.orcid or known.url):
        _add(person, "uri", known.orcid or known.url)


def _add_link(parent: etree._Element, relation: str, address: str, kind: str = "") -> None:
    link = etree.SubElement(parent, f"{{{_ATOM}}}link", rel=relation, href=address)
    if kind:
        link.set("type", kind)
