"""A web page → what it says of itself in its head: meta tags, JSON-LD, its title, language and canonical address."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag
from bs4.element import NamespacedAttribute
from bs4.filter import SoupStrainer

from variorum.read.limits import check_tags

LONGEST = 1_000_000
"""Code points that are looked through: a page that has more to say of itself than a book has words is none."""
MOST = 2_000
"""Elements of a sort that are looked at: a page says what it is at its beginning."""

_PROLOG = re.compile(r"\s*<\?xml[^>]*>")  # with it a page would be read as XML
_ROOT = re.compile(r"<html\b[^>]*>", re.IGNORECASE)
_BEGINNING = 5_000
"""Code points in which the root element is looked for."""
_NAMED = frozenset({"meta", "link", "title", "script"})


@dataclass(slots=True)
class Head:
    """What a page says of itself."""

    soup: BeautifulSoup
    """The elements that say it, and those that were asked for besides."""
    tags: dict[str, list[str]] = field(default_factory=dict)
    """By their names in small letters."""
    title: str = ""
    canonical: str = ""
    language: str = ""
    scripts: list[str] = field(default_factory=list)
    """In JSON-LD."""

    def first(self, names: Iterable[str]) -> str:
        """Return the first content of a tag of one of some names."""
        return next((value for name in names for value in self.tags.get(name, ())), "")


class Wanted(SoupStrainer):
    """Lets those elements be made that say what a page is, of the many that it has."""

    def wants(self, name: str, marks: Mapping[str, str]) -> bool:
        """Say whether an element is one, by its name and attributes."""
        if name == "script":
            return marks.get("type", "").lower() == "application/ld+json"
        return name in _NAMED

    def allow_tag_creation(
        self,
        nsprefix: str | None,
        name: str,
        attrs: Mapping[str | NamespacedAttribute, str] | None,
    ) -> bool:
        """Say whether an element is made."""
        return self.wants(name, {str(key): value for key, value in (attrs or {}).items()})


def read_head(page: str, wanted: Wanted | None = None) -> Head:
    """Return what a page says in its head.

    Args:
        page: HTML.
        wanted: Which elements are kept besides, for whoever looks at more than the head.
    """
    page = (
        _PROLOG.sub("", page[:LONGEST], count=1) + "\n"
    )  # a single line is suspected to be a file's name
    if check_tags(page, path=""):  # a tag of very many attributes takes minutes
        page = "\n"
    soup = BeautifulSoup(page, "lxml", parse_only=wanted or Wanted(True))
    head = Head(soup)
    for tag in soup.find_all(_NAMED, limit=MOST):
        _take(head, tag)
    if found := _ROOT.search(page[:_BEGINNING]):
        root = BeautifulSoup(found[0], "lxml").find("html")
        if isinstance(root, Tag):
            head.language = str(root.get("lang") or root.get("xml:lang") or "")
    return head


def _take(head: Head, tag: Tag) -> None:
    if tag.name == "title":
        head.title = head.title or " ".join(tag.get_text().split())
    elif tag.name == "link" and "canonical" in str(tag.get("rel") or "").lower():
        head.canonical = head.canonical or str(tag.get("href") or "")
    elif tag.name == "script":
        head.scripts.append(tag.string or "")
    elif tag.name == "meta":
        value = " ".join(str(tag.get("content") or "").split())
        for key in ("name", "property", "itemprop", "http-equiv"):
            if (name := tag.get(key)) and value:
                head.tags.setdefault(str(name).strip().lower(), []).append(value)
