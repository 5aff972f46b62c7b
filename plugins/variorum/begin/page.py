"""A saved page → what its head says of the article: meta tags of all manners, JSON-LD, and marked-up bylines."""

import re
from collections.abc import Mapping

from variorum.begin.claims import Claims, Field
from variorum.begin.linked_data import read_linked_data
from variorum.begin.names import read_byline
from variorum.gather.head import Head, Wanted, read_head

BEGINNING = 5_000
"""Code points in which a browser says where it took a page from."""
MOST = 200
"""Elements of a sort that are looked at: a page says what it is at its beginning."""

_META: dict[Field, tuple[str, ...]] = {
    "title": ("citation_title", "dc.title", "dcterms.title", "og:title", "twitter:title"),
    "author": (
        "citation_author", "dc.creator", "dcterms.creator", "article:author", "author", "byl", "sailthru.author",
        "parsely-author",
    ),
    "container-title": (
        "citation_journal_title", "dcterms.ispartof", "dc.source", "og:site_name", "application-name",
    ),
    "issued": (
        "citation_publication_date", "citation_date", "citation_online_date", "article:published_time",
        "og:article:published_time", "dcterms.issued", "dc.date.issued", "dcterms.date", "dc.date", "dcterms.created",
        "datepublished", "pubdate", "publish-date", "publication_date", "parsely-pub-date", "sailthru.date", "date",
    ),
    "language": ("citation_language", "dc.language", "dcterms.language", "og:locale", "content-language"),
    "URL": ("og:url", "citation_public_url", "citation_abstract_html_url", "dc.identifier", "dcterms.identifier"),
    "publisher": ("citation_publisher", "dc.publisher", "dcterms.publisher"),
    "rights": ("dc.rights", "dcterms.rights", "dcterms.rightsholder", "copyright"),
    "description": ("og:description", "description", "dc.description", "dcterms.abstract"),
}  # fmt: skip
"""Names of `meta`, in small letters: Highwire Press's, Dublin Core's, Open Graph's and what newspapers' sites have."""
_BYLINE = re.compile(
    r"(?:(?:post|entry|article|story|news|p)[-_]+)*(?:by-?line|author)(?:[-_]+(?:names?|links?))?",
    re.IGNORECASE,
)  # "entry-author", "byline__name"; not "comment-author"
_SHOWN = ("h1", "time")
_BYLINES = ["address", "a", "span", "p", "div", "li"]
_SAVED = re.compile(
    r"<!--\s*saved from url=\(\d+\)(https?://\S+)"
)  # as browsers note where a page was


def read_page(html: str) -> tuple[Claims, Claims]:
    """Return what a page says of its article in its head, and what its own marked-up lines say.

    The second is what a reader sees: `h1`, the elements of a byline, `time`, and last the page's `title`.
    """
    page = read_head(html, _Shown(True))
    head, shown = Claims(), Claims()
    # Highwire's are written for those who cite; JSON-LD is what the site's own program knows
    _add_metas(page, head, prefix="citation_")
    head.add_all(read_linked_data(page.scripts))
    head.add("URL", page.canonical, "the page's canonical link")
    _add_metas(page, head)
    if any(key.startswith("citation_journal") for key in page.tags):
        head.found["type"] = []
        head.add("type", "article-journal", "the page's meta tag citation_journal_title")
    said = head.found.pop("language", [])
    head.add("language", page.language, "the page's lang")
    head.found.setdefault("language", []).extend(said)
    if found := _SAVED.search(html[:BEGINNING]):
        head.add("URL", found[1], "the browser that saved the page")
    _read_shown(page, shown)
    return head, shown


class _Shown(Wanted):
    """Lets elements be made too that a reader sees: the title, the byline, the day."""

    def wants(self, name: str, marks: Mapping[str, str]) -> bool:
        """Say whether an element is one, by its name and attributes."""
        is_shown = name in _SHOWN or (name in _BYLINES and _is_marked(marks))
        return is_shown or super().wants(name, marks)


def _is_marked(marks: Mapping[str, object]) -> bool:
    """Say whether attributes mark what they are of as an author's name."""
    classes = marks.get("class") or ""
    words = classes if isinstance(classes, list) else str(classes).split()
    return "author" in (marks.get("itemprop"), marks.get("rel")) or any(
        _BYLINE.fullmatch(str(word)) for word in words
    )


def _add_metas(page: Head, claims: Claims, *, prefix: str = "") -> None:
    for field, names in _META.items():
        for name in names:
            if name.startswith(prefix):
                for value in page.tags.get(name, [])[:MOST]:
                    claims.add(field, value, f"the page's meta tag {name}")


def _read_shown(page: Head, claims: Claims) -> None:
    for heading in page.soup.find_all("h1", limit=3):
        claims.add("title", heading.get_text(" "), "the page's h1")
    for tag in page.soup.find_all(_BYLINES, limit=MOST):
        for name in read_byline(tag.get_text(" ")) if _is_marked(tag.attrs) else ():
            claims.add("author", name, "the page's byline")
    for time in page.soup.find_all("time", limit=MOST):
        said = time.get("datetime") or time.get_text(" ")
        claims.add("issued", said, "the page's first time element")
        if claims.of("issued"):
            break
    claims.add("title", page.title, "the page's title element")
