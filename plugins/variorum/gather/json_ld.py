"""Descriptions in JSON-LD, in the words of schema.org → a raw record.

Source: schema.org, `CreativeWork`; JSON-LD 1.1, section 4.9 (`@graph`).
"""

import json
from collections.abc import Iterable, Iterator

from variorum.gather.particulars import Raw, read_date, read_name

KINDS = {
    "ScholarlyArticle": "article-journal", "NewsArticle": "article-newspaper", "ReportageNewsArticle": "article-newspaper",
    "OpinionNewsArticle": "article-newspaper", "AnalysisNewsArticle": "article-newspaper", "Book": "book", "Report": "report",
    "Thesis": "thesis", "Dataset": "dataset", "Legislation": "legislation", "BlogPosting": "post-weblog", "Article": "webpage",
    "TechArticle": "webpage", "WebPage": "webpage",
}  # fmt: skip
"""Types that say what a page is about, the surest first; of all others nothing is taken."""
_MOST = 200
"""Things of one page that are looked at."""


def read_json_ld(scripts: Iterable[str]) -> Raw:
    """Return what the page's work is said to be; nothing where it is not said."""
    things = [thing for script in scripts for thing in _list_things(script)][:_MOST]
    for kind, csl in KINDS.items():
        for thing in things:
            if kind in _list_types(thing):
                return {"type": csl, **_read_work(thing)}
    return {}


def _list_things(script: str) -> Iterator[Raw]:
    try:
        value = json.loads(script)
    except (ValueError, RecursionError):
        return
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            graph = item.get("@graph")
            yield item
            yield from (
                inner
                for inner in (graph if isinstance(graph, list) else [])
                if isinstance(inner, dict)
            )


def _list_types(thing: Raw) -> list[str]:
    kinds = thing.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return [str(name).rpartition("/")[2].rpartition(":")[2] for name in names]


def _read_work(thing: Raw) -> Raw:
    raw: Raw = {}
    if title := _read_words(thing.get("headline")) or _read_words(thing.get("name")):
        raw["title"] = title
    authors = thing.get("author")
    people = [_read_person(item) for item in (authors if isinstance(authors, list) else [authors])]
    if named := [person for person in people if person]:
        raw["author"] = named
    if date := read_date(_read_words(thing.get("datePublished"))):
        raw["issued"] = date
    publisher = _read_words(thing.get("publisher"))
    if container := _read_words(thing.get("isPartOf")) or publisher:
        raw["container-title"] = container
    if "Book" in _list_types(thing):
        raw.pop("container-title", None)
        if publisher:
            raw["publisher"] = publisher
    if isbn := _read_words(thing.get("isbn")):
        raw["ISBN"] = isbn
    return raw


def _read_words(value: object) -> str:
    """Return a text, or the name of what stands in its place."""
    if isinstance(value, list):
        value = next(iter(value), None)
    if isinstance(value, dict):
        value = value.get("name")
    return " ".join(value.split()) if isinstance(value, str) else ""


def _read_person(value: object) -> Raw | None:
    if isinstance(value, dict):
        family, given = _read_words(value.get("familyName")), _read_words(value.get("givenName"))
        if family:
            return {"family": family, **({"given": given} if given else {})}
        if {"Organization", "NewsMediaOrganization", "Corporation"} & set(_list_types(value)):
            name = _read_words(value)
            return {"literal": name} if name else None
    return read_name(_read_words(value))
