"""JSON-LD in a page → claims of what its article is."""

from collections.abc import Iterable

from variorum.begin.claims import Claims, Field
from variorum.gather.json_ld import find_work, is_body, read_words

ORIGIN = "the page's JSON-LD"

_PLAIN: dict[Field, tuple[str, ...]] = {
    "title": ("headline", "name"),
    "issued": ("datePublished", "dateCreated"),
    "language": ("inLanguage",),
    "description": ("description",),
    "rights": ("copyrightNotice",),
    "publisher": ("publisher",),
}


def read_linked_data(scripts: Iterable[str]) -> Claims:
    """Return what the article in some pieces of JSON-LD is said to be; what cannot be read says nothing."""
    claims = Claims()
    work = find_work(scripts)
    if work is None:
        return claims
    if work.kind != "webpage":  # so are called articles of any kind
        claims.add("type", work.kind, ORIGIN)
    for name, keys in _PLAIN.items():
        for key in keys:
            claims.add(name, work.read_words(key), ORIGIN)
    for author in work.list_values("author") or work.list_values("creator"):
        claims.add("author", read_words(author), ORIGIN, is_body=is_body(author))
    claims.add("container-title", work.read_container(), ORIGIN)
    for key in ("mainEntityOfPage", "url"):
        for page in work.list_values(key):
            claims.add("URL", page.get("@id") if isinstance(page, dict) else page, ORIGIN)
    return claims
