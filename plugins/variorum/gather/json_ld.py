"""Descriptions in JSON-LD, in the words of schema.org → the work that a page is about, and a raw record of it.

Source: schema.org, `CreativeWork`; JSON-LD 1.1, section 4.9 (`@graph`) and section 3.3 (`@id`).
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import islice

from variorum.gather.particulars import Raw, read_date, read_name

KINDS = {
    "ScholarlyArticle": "article-journal", "NewsArticle": "article-newspaper", "ReportageNewsArticle": "article-newspaper",
    "OpinionNewsArticle": "article-newspaper", "AnalysisNewsArticle": "article-newspaper", "Book": "book", "Report": "report",
    "Thesis": "thesis", "Dataset": "dataset", "Legislation": "legislation", "BlogPosting": "post-weblog",
    "SocialMediaPosting": "post", "Article": "webpage", "TechArticle": "webpage", "WebPage": "webpage",
}  # fmt: skip
"""Types that say what a page is about, the surest first, with CSL's for each; of all others nothing is taken."""
_BODIES = {"Organization", "NewsMediaOrganization", "Corporation", "GovernmentOrganization"}
_LONGEST = 2_000_000
"""Code points of it that are read: more is data, not what a page says of itself."""
_MOST = 2_000
"""Things of one page that are looked at."""
_DEPTH = 12
"""How far one thing may stand in another to be looked at."""


@dataclass(frozen=True, slots=True)
class Work:
    """The thing that a page is about, with those that it names by `@id`."""

    kind: str
    """Of CSL."""
    thing: Raw
    named: Mapping[str, Raw]

    def list_values(self, key: str) -> list[object]:
        """Return what the work has of a kind, one or many; what is only named is followed."""
        value = self.thing.get(key)
        values = value if isinstance(value, list) else [] if value is None else [value]
        return [self._follow(each) for each in values]

    def read_words(self, *keys: str) -> str:
        """Return the first text, or name of what stands in its place, that one of some keys has."""
        found = (read_words(value) for key in keys for value in self.list_values(key)[:1])
        return next((words for words in found if words), "")

    def read_container(self) -> str:
        """Return the name of the periodical or site that the work is a part of; the page that shows it is none."""
        wholes = self.list_values("isPartOf")
        named = (w for w in wholes if not isinstance(w, dict) or "WebPage" not in _list_types(w))
        return next((words for whole in named if (words := read_words(whole))), "")

    def _follow(self, value: object) -> object:
        if isinstance(value, dict) and "name" not in value:
            return self.named.get(str(value.get("@id")), value)
        return value


def find_work(scripts: Iterable[str]) -> Work | None:
    """Return the work that a page is said to be about; None where it is not said."""
    found = list(islice((each for script in scripts for each in _parse(script)), _MOST))
    things = [thing for _, thing in found]
    named = {str(thing["@id"]): thing for thing in things if "@id" in thing and "name" in thing}
    # what stands in another thing may be what the page leads on to; but the work of a `WebPage` stands in it
    outer = [thing for level, thing in found if not level and "WebPage" not in _list_types(thing)]
    for pool in (outer, things):
        for kind, csl in KINDS.items():
            for thing in pool:
                if kind in _list_types(thing):
                    return Work(csl, thing, named)
    return None


def read_json_ld(scripts: Iterable[str]) -> Raw:
    """Return what the page's work is said to be; nothing where it is not said."""
    work = find_work(scripts)
    if work is None:
        return {}
    raw: Raw = {"type": work.kind}
    if title := work.read_words("headline", "name"):
        raw["title"] = title
    people = [_read_person(value) for value in work.list_values("author")]
    if named := [person for person in people if person]:
        raw["author"] = named
    if date := read_date(work.read_words("datePublished")):
        raw["issued"] = date
    publisher = work.read_words("publisher")
    if work.kind == "book":
        raw |= {"publisher": publisher} if publisher else {}
    elif container := work.read_container() or publisher:
        raw["container-title"] = container
    if isbn := work.read_words("isbn"):
        raw["ISBN"] = isbn
    return raw


def read_words(value: object) -> str:
    """Return a text, or the name of what stands in its place."""
    for _ in range(4):
        if isinstance(value, list):
            value = next(iter(value), None)
        elif isinstance(value, dict):
            value = value.get("name") or value.get("@value")
    return " ".join(unescape(value).split()) if isinstance(value, str) else ""


def is_body(value: object) -> bool:
    """Say whether somebody is an organization, not a person."""
    return isinstance(value, dict) and bool(_BODIES.intersection(_list_types(value)))


def _parse(script: str) -> Iterator[tuple[int, Raw]]:
    """Yield the things in some data, outer ones first, each with how many others it stands in; `@graph` is none."""
    if len(script) > _LONGEST:
        return
    try:
        value = json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return
    waiting: list[tuple[int, object]] = [(0, value)]
    while waiting:
        level, value = waiting.pop()
        if isinstance(value, list):
            waiting += [(level, each) for each in reversed(value)]
        elif isinstance(value, dict):
            yield level, value
            if level < _DEPTH:
                inner = [(level + (key != "@graph"), each) for key, each in value.items()]
                waiting += reversed(inner)


def _list_types(thing: Raw) -> list[str]:
    kinds = thing.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return [str(name).rpartition("/")[2].rpartition(":")[2] for name in names]


def _read_person(value: object) -> Raw | None:
    if isinstance(value, dict):
        family, given = read_words(value.get("familyName")), read_words(value.get("givenName"))
        if family:
            return {"family": family, **({"given": given} if given else {})}
        if is_body(value):
            name = read_words(value)
            return {"literal": name} if name else None
    return read_name(read_words(value))
