"""A web page → a raw record of what it says of itself: Highwire's tags, Dublin Core, JSON-LD, Open Graph, its own title.

Source: Google Scholar, "Inclusion Guidelines for Webmasters"; DCMI, "Expressing Dublin Core metadata using HTML/XHTML meta
and link elements"; The Open Graph protocol.
"""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from bs4 import UnicodeDammit

from variorum.gather.head import Head, read_head
from variorum.gather.json_ld import read_json_ld
from variorum.gather.particulars import Raw, read_date, read_name

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")  # en-US, en_US
_TITLES = ("citation_title", "dc.title", "dcterms.title", "og:title", "twitter:title")
_AUTHORS = (
    "citation_author",
    "citation_authors",
    "dc.creator",
    "dcterms.creator",
    "article:author",
    "author",
)
_DATES = (
    "citation_publication_date", "citation_date", "citation_year", "citation_online_date", "dcterms.issued", "dc.date.issued",
    "dc.date", "dcterms.date", "article:published_time", "date", "pubdate", "publish-date",
)  # fmt: skip
_CONTAINERS = {
    "citation_journal_title": "article-journal",
    "citation_conference_title": "paper-conference",
    "citation_inbook_title": "chapter",
    "citation_book_title": "chapter",
}
"""What a work is that appeared in such a thing."""
_INSTITUTIONS = {
    "citation_dissertation_institution": "thesis",
    "citation_technical_report_institution": "report",
}
_PLAIN = {
    "citation_volume": "volume",
    "citation_issue": "issue",
    "citation_technical_report_number": "number",
    "citation_doi": "DOI",
    "citation_isbn": "ISBN",
    "citation_issn": "ISSN",
}


def read_page(content: bytes, *, address: str, charset: str = "") -> Raw:
    """Return what a page says of itself; of a page that says nothing, its title and address.

    Args:
        content: HTML.
        address: Where it was found.
        charset: As its server says; empty where it does not.
    """
    head = read_head(_decode(content, charset))
    linked = read_json_ld(head.scripts)
    raw: Raw = {"type": "webpage", **linked}
    if title := head.first(_TITLES):
        # what JSON-LD calls its headline is often shortened, and Open Graph's often has the site's name at its end
        raw["title"] = (
            title if head.first(("citation_title",)) or "title" not in linked else linked["title"]
        )
    raw.setdefault("title", head.title)
    people = list(_read_people(head))
    if people and (head.first(("citation_author", "citation_authors")) or "author" not in linked):
        raw["author"] = people
    if date := read_date(head.first(_DATES)):
        raw.setdefault("issued", date)
        if head.first(("citation_publication_date", "citation_date", "citation_year")):
            raw["issued"] = date
    _add_container(raw, head)
    raw |= {variable: head.first([tag]) for tag, variable in _PLAIN.items() if head.first([tag])}
    if pages := [
        page for tag in ("citation_firstpage", "citation_lastpage") if (page := head.first([tag]))
    ]:
        raw["page"] = "-".join(dict.fromkeys(pages))
    if publisher := head.first(("citation_publisher", "dc.publisher", "dcterms.publisher")):
        raw["publisher"] = publisher
    language = head.first(("citation_language", "dc.language", "og:locale")) or head.language
    if _LANGUAGE.fullmatch(language):
        raw["language"] = language.replace("_", "-")
    raw["URL"] = _find_address(head, address)
    return raw


def _decode(content: bytes, charset: str) -> str:
    """Return a page's text: in the encoding that its server says, in UTF-8, or in the one that it says it has itself."""
    known = [charset, "utf-8"] if charset else ["utf-8"]
    decoded = UnicodeDammit(content, known, is_html=True)
    return decoded.unicode_markup or content.decode("utf-8", "replace")


def _read_people(head: Head) -> Iterator[Raw]:
    for tag in _AUTHORS:
        found = head.tags.get(tag, [])
        if tag == "citation_authors":
            found = [name for value in found for name in value.split(";")]
        names = [name for value in found if (name := read_name(value))]
        if names:
            yield from names
            return


def _add_container(raw: Raw, head: Head) -> None:
    for tag, kind in _CONTAINERS.items():
        if name := head.first([tag]):
            raw |= {"type": kind, "container-title": name}
            return
    for tag, kind in _INSTITUTIONS.items():
        if name := head.first([tag]):
            raw |= {"type": kind, "publisher": name}
            return
    if head.first(["citation_isbn"]):
        raw["type"] = "book"
    elif site := head.first(["og:site_name"]):
        raw.setdefault("container-title", site)


def _find_address(head: Head, address: str) -> str:
    """Return the address that a page calls its own, if it is on the same server: no page speaks for another's."""
    own = urljoin(address, head.canonical) if head.canonical else address
    try:
        is_own = urlsplit(own).netloc == urlsplit(address).netloc
    except ValueError:
        is_own = False
    return (own if is_own else address).partition("#")[0]
