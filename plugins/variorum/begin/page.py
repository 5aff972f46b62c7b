"""A saved page → what its head says of the article: meta tags of all manners, JSON-LD, and marked-up bylines."""

import re
from collections.abc import Mapping

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import NamespacedAttribute
from bs4.filter import SoupStrainer

from variorum.begin.claims import Claims, Field
from variorum.begin.linked_data import read_linked_data
from variorum.begin.names import read_byline

BEGINNING = 5_000
"""Code points in which the root element is looked for."""
LONGEST = 1_000_000
"""Code points in which all else is: a page that has more to say of itself than a book has words is none."""
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
_NAMED = ["meta", "link", "title", "script", "h1", "time"]
_BYLINES = ["address", "a", "span", "p", "div", "li"]
_SAVED = re.compile(r"\s*saved from url=\(\d+\)(https?://\S+)")  # as browsers note where a page was


def read_page(html: str) -> tuple[Claims, Claims]:
    """Return what a page says of its article in its head, and what its own marked-up lines say.

    The second is what a reader sees: `h1`, the elements of a byline, `time`, and last the page's `title`.
    """
    soup = BeautifulSoup(html[:LONGEST], "lxml", parse_only=_Wanted())
    head, shown = Claims(), Claims()
    metas = _read_metas(soup)
    scripts = [
        script.string or ""
        for script in soup.find_all("script", type="application/ld+json", limit=MOST)
    ]
    linked = read_linked_data(scripts)
    # Highwire's are written for those who cite; JSON-LD is what the site's own program knows
    _add_metas(metas, head, prefix="citation_")
    head.add_all(linked)
    _add_canonical(soup, head)
    _add_metas(metas, head)
    if any(key.startswith("citation_journal") for key in metas):
        head.found["type"] = []
        head.add("type", "article-journal", "the page's meta tag citation_journal_title")
    _read_shown(soup, shown)
    _read_document(html, head)
    return head, shown


class _Wanted(SoupStrainer):
    """Lets those elements be made that say what the article is, of the many that a page has."""

    def __init__(self) -> None:
        super().__init__(_NAMED)

    def allow_tag_creation(
        self,
        nsprefix: str | None,
        name: str,
        attrs: Mapping[str | NamespacedAttribute, str] | None,
    ) -> bool:
        """Say whether an element is one, by its name and attributes."""
        marks = {str(key): value for key, value in (attrs or {}).items()}
        if name == "script":
            return marks.get("type") == "application/ld+json"
        return name in _NAMED or (name in _BYLINES and _is_marked(marks))


def _is_marked(marks: Mapping[str, object]) -> bool:
    """Say whether attributes mark what they are of as an author's name."""
    classes = marks.get("class") or ""
    words = classes if isinstance(classes, list) else str(classes).split()
    return "author" in (marks.get("itemprop"), marks.get("rel")) or any(
        _BYLINE.fullmatch(str(word)) for word in words
    )


def _read_metas(soup: BeautifulSoup) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for tag in soup.find_all("meta", limit=10 * MOST):
        content = tag.get("content")
        for key in ("name", "property", "itemprop", "http-equiv"):
            name = tag.get(key)
            if isinstance(name, str) and isinstance(content, str):
                found.setdefault(name.strip().lower(), []).append(content)
    return found


def _add_metas(metas: dict[str, list[str]], claims: Claims, *, prefix: str = "") -> None:
    for field, names in _META.items():
        for name in names:
            if name.startswith(prefix):
                for value in metas.get(name, [])[:MOST]:
                    claims.add(field, value, f"the page's meta tag {name}")


def _add_canonical(soup: BeautifulSoup, claims: Claims) -> None:
    link = soup.find("link", rel="canonical")
    if isinstance(link, Tag):
        claims.add("URL", link.get("href"), "the page's canonical link")


def _read_shown(soup: BeautifulSoup, claims: Claims) -> None:
    for heading in soup.find_all("h1", limit=3):
        claims.add("title", heading.get_text(" "), "the page's h1")
    for tag in soup.find_all(_BYLINES, limit=MOST):
        for name in read_byline(tag.get_text(" ")) if _is_marked(tag.attrs) else ():
            claims.add("author", name, "the page's byline")
    for time in soup.find_all("time", limit=MOST):
        said = time.get("datetime") or time.get_text(" ")
        claims.add("issued", said, "the page's first time element")
        if claims.of("issued"):
            break
    title = soup.find("title")
    if isinstance(title, Tag):
        claims.add("title", title.get_text(" "), "the page's title element")


def _read_document(html: str, claims: Claims) -> None:
    """Read what stands at the beginning: the language of all, and where a browser took the page from."""
    beginning = BeautifulSoup(html[:BEGINNING], "lxml")
    root = beginning.find("html")
    said = claims.found.pop("language", [])
    if isinstance(root, Tag):
        claims.add("language", root.get("lang") or root.get("xml:lang"), "the page's lang")
    claims.found.setdefault("language", []).extend(said)
    for comment in beginning.find_all(string=lambda words: isinstance(words, Comment), limit=5):
        if found := _SAVED.match(str(comment)):
            claims.add("URL", found[1], "the browser that saved the page")
