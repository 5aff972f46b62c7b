"""JSON-LD in a page → what it says of the article: schema.org's terms."""

import json
from collections.abc import Iterator

from variorum.begin.claims import Claims, Field

ORIGIN = "the page's JSON-LD"
MOST = 2_000_000
"""Code points of it that are read: more is data, not what a page says of itself."""
DEPTH = 12
"""Levels that are looked through."""

_TYPES = {
    "NewsArticle": "article-newspaper",
    "OpinionNewsArticle": "article-newspaper",
    "ReportageNewsArticle": "article-newspaper",
    "AnalysisNewsArticle": "article-newspaper",
    "BlogPosting": "post-weblog",
    "ScholarlyArticle": "article-journal",
    "Article": "",
    "Report": "report",
    "SocialMediaPosting": "post",
}
"""Of schema.org, with CSL's type for each where it is sure."""


def read_linked_data(scripts: list[str]) -> Claims:
    """Return what the first article in some pieces of JSON-LD is said to be; what cannot be read says nothing."""
    claims = Claims()
    items = [item for script in scripts for item in _parse(script)]
    named = {str(item["@id"]): item for item in items if isinstance(item.get("@id"), str)}
    for item in items:
        kinds = [kind for kind in _list(item.get("@type")) if kind in _TYPES]
        if kinds:
            claims.add("type", _TYPES[str(kinds[0])], ORIGIN)
            _read_article(item, named, claims)
            break
    return claims


def _read_article(
    item: dict[str, object], named: dict[str, dict[str, object]], claims: Claims
) -> None:
    plain: dict[Field, tuple[str, ...]] = {
        "title": ("headline", "name"),
        "issued": ("datePublished", "dateCreated"),
        "language": ("inLanguage",),
        "description": ("description",),
        "rights": ("copyrightNotice",),
    }
    for name, keys in plain.items():
        for key in keys:
            claims.add(name, _name(item.get(key)), ORIGIN)
    for author in _list(item.get("author")) or _list(item.get("creator")):
        author = _follow(author, named)
        is_body = isinstance(author, dict) and "Organization" in _list(author.get("@type"))
        claims.add("author", _name(author), ORIGIN, is_body=is_body)
    for whole in _list(item.get("isPartOf")):
        whole = _follow(whole, named)
        if isinstance(whole, dict) and "WebPage" not in _list(whole.get("@type")):
            claims.add("container-title", _name(whole), ORIGIN)
    for publisher in _list(item.get("publisher")):
        claims.add("publisher", _name(_follow(publisher, named)), ORIGIN)
    for page in (item.get("mainEntityOfPage"), item.get("url")):
        claims.add("URL", page.get("@id") if isinstance(page, dict) else page, ORIGIN)


def _parse(script: str) -> list[dict[str, object]]:
    if len(script) > MOST:
        return []
    try:
        return list(_yield_items(json.loads(script, strict=False), DEPTH))
    except (ValueError, RecursionError):
        return []


def _yield_items(value: object, depth: int) -> Iterator[dict[str, object]]:
    """Yield the items in some data, outer ones first, `@graph` and lists looked through."""
    if isinstance(value, list) and depth:
        for each in value:
            yield from _yield_items(each, depth - 1)
    elif isinstance(value, dict) and depth:
        yield value
        for each in value.values():
            if isinstance(each, list | dict):
                yield from _yield_items(each, depth - 1)


def _follow(value: object, named: dict[str, dict[str, object]]) -> object:
    """Return the item that a value is, or that it names by `@id`."""
    if isinstance(value, dict) and "name" not in value:
        return named.get(str(value.get("@id")), value)
    return value


def _name(value: object) -> object:
    if isinstance(value, list):
        value = value[0] if value else None
    return value.get("name") if isinstance(value, dict) else value


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]
