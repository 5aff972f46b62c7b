"""Something citable → `meta` elements from which Google Scholar, Zotero and their like make an entry.

What Zotero makes of them was seen by running its translator "Embedded Metadata" (zotero/translators, of 27 April 2026);
the comments say which of its habits a line answers to.
"""

import re
from collections.abc import Iterator, Mapping

from variorum.citable import Citable, Item
from variorum.model import Name

Metas = tuple[tuple[str, str], ...]
"""Names and contents of `meta` elements."""

ITEM_TYPES = {
    "article": "preprint",
    "article-journal": "journalArticle",
    "article-magazine": "magazineArticle",
    "article-newspaper": "newspaperArticle",
    "bill": "bill",
    "book": "book",
    "broadcast": "radioBroadcast",
    "chapter": "bookSection",
    "entry": "encyclopediaArticle",
    "entry-dictionary": "dictionaryEntry",
    "entry-encyclopedia": "encyclopediaArticle",
    "graphic": "artwork",
    "hearing": "hearing",
    "interview": "interview",
    "legal_case": "case",
    "legislation": "statute",
    "manuscript": "manuscript",
    "map": "map",
    "motion_picture": "film",
    "pamphlet": "manuscript",
    "paper-conference": "conferencePaper",
    "patent": "patent",
    "personal_communication": "letter",
    "post": "forumPost",
    "post-weblog": "blogPost",
    "report": "report",
    "review": "journalArticle",
    "review-book": "journalArticle",
    "software": "computerProgram",
    "song": "audioRecording",
    "speech": "presentation",
    "standard": "standard",
    "thesis": "thesis",
    "webpage": "webpage",
}
"""Zotero's types by those of CSL, as its schema maps them (zotero/zotero-schema, `csl.types`); the rest are documents."""

_EDITED = frozenset(
    "book bookSection conferencePaper dictionaryEntry document encyclopediaArticle journalArticle preprint report standard".split()
)
"""Of Zotero's types those that have editors."""
_CONTAINERS = {
    "article-journal": "citation_journal_title",
    "chapter": "citation_inbook_title",  # citation_book_title is not seen: `book` is a prefix of Zotero's
    "paper-conference": "citation_conference_title",
    "review": "citation_journal_title",
    "review-book": "citation_journal_title",
}
"""Each of these says the type as well, whatever else is said: a newspaper's title would make a journal's article."""
_PUBLISHERS = {
    "report": "citation_technical_report_institution",
    "thesis": "citation_dissertation_institution",
}
_PARTING = re.compile(r"[,،;\s]+")


def list_highwire(citable: Citable, orcids: Mapping[str, str] | None = None) -> Metas:
    """List the metas of a page that is about something citable, which is found for good where its item says.

    Args:
        citable: What the page is about.
        orcids: The addresses of the ORCID iDs of its authors, by their names as they are signed.

    Source: Google Scholar, "Inclusion Guidelines for Webmasters", section "Configuring the meta-tags".
    """
    return tuple((name, content) for name, content in _list(citable.item, orcids or {}) if content)


def _list(item: Item, orcids: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    type_ = _text(item, "type")
    yield "citation_title", _text(item, "title")
    yield from _list_names(item, "author", orcids)
    item_type = ITEM_TYPES.get(type_, "document")
    if item_type in _EDITED:
        yield from _list_names(item, "editor", {})
    yield "citation_publication_date", spell_day(item).replace("-", "/")
    # Zotero takes the site's name where a newspaper has none
    yield _CONTAINERS.get(type_, "prism.publicationName"), _text(item, "container-title")
    yield _PUBLISHERS.get(type_, "citation_publisher"), _text(item, "publisher")
    yield "citation_language", _text(item, "language")
    yield "citation_public_url", _text(item, "URL")
    yield "z.itemType", item_type  # without it, a journal's article
    yield "z.extra", _text(item, "note")
    yield "dc.rights", _text(item, "license")


def spell_day(item: Item) -> str:
    """Return the day on which an item was issued as `YYYY-MM-DD`, or as much of it as is known."""
    issued = item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, Mapping) else None
    first = parts[0] if isinstance(parts, list) and parts else []
    widths = (4, 2, 2)
    return "-".join(f"{part:0{width}}" for part, width in zip(first, widths, strict=False))


def list_people(item: Item, role: str) -> list[Mapping[str, str]]:
    """Return the names in a role, in CSL's form."""
    names = item.get(role)
    return names if isinstance(names, list) else []


def _list_names(item: Item, role: str, orcids: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    names = list_people(item, role)
    for name in names:
        inverted = _invert(name)
        # one name alone is cut at its comma where both halves have a space, but not where a semicolon ends it
        end = ";" if len(names) == 1 and not inverted.endswith(",") else ""
        family, _, given = inverted.partition(", ")
        yield f"citation_{role}", inverted + (end if " " in family and " " in given else "")
        yield f"citation_{role}_orcid", orcids.get(str(Name(**name)), "") if orcids else ""


def _invert(name: Mapping[str, str]) -> str:
    """Return a name with its family name first; one that has no given name ends with the comma.

    Without a comma the last word is taken for the family name: "The Variorum editors" would become "editors, The Variorum".
    """
    parts = {part: _PARTING.sub(" ", words).strip() for part, words in name.items()}
    family, given = parts.get("literal") or parts.get("family", ""), parts.get("given", "")
    if given and "literal" not in parts:
        return f"{family}, {given}"
    return f"{family}," if " " in family else family


def _text(item: Item, field: str) -> str:
    value = item.get(field, "")
    return value if isinstance(value, str) else ""
