"""A web page → a raw record of what it says of itself: Highwire's tags, Dublin Core, JSON-LD, Open Graph, its own title.

Source: Google Scholar, "Inclusion Guidelines for Webmasters"; DCMI, "Expressing Dublin Core metadata using HTML/XHTML meta
and link elements"; The Open Graph protocol.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from lxml import etree

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


@dataclass(slots=True)
class _Head:
    """What a page says in tags."""

    tags: dict[str, list[str]] = field(default_factory=dict)
    """By their names in small letters."""
    title: str = ""
    canonical: str = ""
    language: str = ""
    scripts: list[str] = field(default_factory=list)
    """In JSON-LD."""

    def first(self, names: Iterable[str]) -> str:
        return next((value for name in names for value in self.tags.get(name, ())), "")


def read_page(content: bytes, *, address: str, charset: str = "") -> Raw:
    """Return what a page says of itself; of a page that says nothing, its title and address.

    Args:
        content: HTML.
        address: Where it was found.
        charset: As its server says; empty where it does not.
    """
    head = _read_head(content, charset)
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


def _read_head(content: bytes, charset: str) -> _Head:
    head = _Head()
    for encoding in (charset, "utf-8"):
        try:
            content.decode(encoding or "utf-8")
        except (LookupError, UnicodeDecodeError):
            continue
        parser = etree.HTMLParser(encoding=encoding or "utf-8")
        break
    else:
        parser = etree.HTMLParser()  # it looks for what the page says of itself
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return head
    if root is None:
        return head
    head.language = str(root.get("lang") or "")
    for element in root.iter("title", "meta", "link", "script"):
        _take(head, element)
    return head


def _take(head: _Head, element: etree._Element) -> None:
    if element.tag == "title":
        head.title = head.title or " ".join("".join(map(str, element.itertext())).split())
    elif element.tag == "link" and "canonical" in str(element.get("rel") or "").lower().split():
        head.canonical = head.canonical or str(element.get("href") or "")
    elif (
        element.tag == "script" and str(element.get("type") or "").lower() == "application/ld+json"
    ):
        head.scripts.append(element.text or "")
    elif element.tag == "meta":
        name = str(element.get("name") or element.get("property") or "").lower()
        value = " ".join(str(element.get("content") or "").split())
        if name and value:
            head.tags.setdefault(name, []).append(value)


def _read_people(head: _Head) -> Iterator[Raw]:
    for tag in _AUTHORS:
        found = head.tags.get(tag, [])
        if tag == "citation_authors":
            found = [name for value in found for name in value.split(";")]
        names = [name for value in found if (name := read_name(value))]
        if names:
            yield from names
            return


def _add_container(raw: Raw, head: _Head) -> None:
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


def _find_address(head: _Head, address: str) -> str:
    """Return the address that a page calls its own, if it is on the same server: no page speaks for another's."""
    own = urljoin(address, head.canonical) if head.canonical else address
    try:
        is_own = urlsplit(own).netloc == urlsplit(address).netloc
    except ValueError:
        is_own = False
    return (own if is_own else address).partition("#")[0]
