"""References in CSL-JSON → `biblStruct`s: all that TEI has an element for in it, the rest as notes of its field's name."""

import re
from collections.abc import Iterator, Mapping, Sequence

from variorum.export.tei.xml import (
    NOTHING,
    Attributes,
    Xml,
    element,
    escape,
    lines,
    make_pointer,
    open_tag,
    text_element,
)
from variorum.read.csl import DATE_FIELDS, NAME_FIELDS

Item = Mapping[str, object]
Names = Mapping[str, Sequence[Xml]]
"""Of people, by field."""

_SCOPES = ("volume", "issue", "page", "chapter-number", "section", "part-number")
_IDS = ("DOI", "PMID", "PMCID", "number")
"""Of the item itself; of what it stands in are the others."""
_WHOLE_IDS = ("ISBN", "ISSN", "call-number")
_TITLES = ("title", "title-short", "shortTitle")
"""In full, and short."""
_WHOLE_TITLES = ("container-title", "container-title-short", "journalAbbreviation")
_SERIES = ("collection-title", "collection-number")
_SERIES_NAMES = ("collection-editor", "series-creator")
_WHOLE_NAMES = frozenset({"container-author", "editor", "editorial-director"})
"""Of whoever made what the item stands in."""
_OTHER_WORKS = {
    "original": ("original-author", "original-title", "original-publisher-place", "original-publisher", "original-date"),
    "reviewed": ("reviewed-author", "reviewed-title", "", "", ""),
}  # fmt: skip
"""Fields of another work that the item is made from or about."""
_OWN_NAMES = frozenset(NAME_FIELDS) - {*_SERIES_NAMES, "original-author", "reviewed-author"}
_MEETING = ("event-title", "event", "event-place", "event-date")
_SAID = frozenset(
    {"id", "type", "URL", "issued", "publisher", "publisher-place", "edition", *_SCOPES, *_IDS, *_WHOLE_IDS}
    | {*_TITLES, *_SERIES, *_MEETING, *NAME_FIELDS}
    | {field for fields in _OTHER_WORKS.values() for field in fields}
)  # fmt: skip
"""Fields that have elements."""
_SERIAL = re.compile(r"article-|post-weblog|periodical|review")
_TAG = re.compile(r"<(/?)(i|b|sup|sub|span)((?: [a-z]+=[\"'][^\"'<>]*[\"'])?)>")
_RENDITIONS = {"i": "italic", "b": "bold", "sup": "superscript", "sub": "subscript"}
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")  # "zh-Hant"


def write_reference(item: Item, attributes: Attributes, *more: Xml) -> Xml:
    """Return a `biblStruct` of an item.

    Args:
        item: In CSL-JSON.
        attributes: Of the element, beside its type.
        more: Notes for its end.
    """
    names = {field: list(_write_names(item, field)) for field in NAME_FIELDS if item.get(field)}
    parts = lines(
        _write_part(item, names) if item.get("container-title") else NOTHING,
        _write_whole(item, names),
        _write_series(item, names),
        *_write_other_works(item, names),
        *_write_rest(item),
        *more,
        _write_address(item),
    )
    return element("biblStruct", {**attributes, "type": _say(item, "type")}, parts)


def _write_part(item: Item, names: Names) -> Xml:
    """Return what an item is that stands in another: an article, a chapter."""
    fields = _OWN_NAMES - _WHOLE_NAMES
    people = (xml for field in NAME_FIELDS if field in fields for xml in names.get(field, ()))
    ids = (_write_id(item, field) for field in _IDS)
    inner = lines(*people, *_write_titles(item, _TITLES, "a"), *ids, _write_language(item))
    return element("analytic", {}, inner)


def _write_whole(item: Item, names: Names) -> Xml:
    """Return what an item stands in, or is where it stands in none."""
    if item.get("container-title"):
        fields, level = _WHOLE_NAMES, "j" if _SERIAL.match(_say(item, "type")) else "m"
        titles = list(_write_titles(item, _WHOLE_TITLES, level))
        own: list[Xml] = []
    else:
        fields, level = _OWN_NAMES, "m"
        titles = list(_write_titles(item, _TITLES, level))
        own = [*(_write_id(item, field) for field in _IDS), _write_language(item)]
    people = [xml for field in NAME_FIELDS if field in fields for xml in names.get(field, ())]
    ids = [_write_id(item, field) for field in _WHOLE_IDS]
    if not titles:
        titles = [element("title")]  # nothing else may come first
    inner = (*people, _write_meeting(item), *titles, *ids, *own)
    edition = text_element("edition", _say(item, "edition"))
    return element("monogr", {}, lines(*inner, edition, _write_imprint(item)))


def write_rich(words: str) -> Xml:
    """Return a value of CSL with its markup (`<i>`, `<b>`, `<sup>`, `<sub>`, `<span>`); markup that does not fit is words.

    Source: CSL-JSON, "HTML-like formatting tags", in the documentation of citeproc-js.
    """
    parts: list[str] = []
    opened: list[tuple[str, str]] = []  # tags of CSL, elements of TEI
    place = 0
    for tag in _TAG.finditer(words):
        parts.append(escape(words[place : tag.start()]))
        place = tag.end()
        if not tag[1]:
            rend = _RENDITIONS.get(tag[2], "small-caps" if "small-caps" in tag[3] else "")
            opened.append((tag[2], "hi" if rend else "seg"))
            parts.append(open_tag(opened[-1][1], {"rend": rend}))
        elif opened and opened[-1][0] == tag[2]:
            parts.append(f"</{opened.pop()[1]}>")
        else:
            return escape(words)
    return escape(words) if opened else Xml("".join([*parts, escape(words[place:])]))


def write_csl_date(value: object, attributes: Attributes | None = None) -> Xml:
    """Return a date of CSL: in words, and in W3C's form where it has a year; nothing where there is none."""
    if not isinstance(value, Mapping):
        return NOTHING
    parts = value.get("date-parts")
    days = [_spell_day(day) for day in parts if day] if isinstance(parts, list | tuple) else []
    days = [day for day in days if day]
    found: dict[str, str | None] = dict(attributes or {})
    if len(days) == 1:
        found["when"] = days[0]
    elif days:
        found |= {"from": days[0], "to": days[-1]}
    if value.get("circa"):
        found["cert"] = "low"
    words = "–".join(days) or str(value.get("literal") or value.get("raw") or "")
    if value.get("season"):
        words = f"{words}, season {value['season']}"
    return text_element("date", words, found)


def _spell_day(day: object) -> str:
    numbers = [int(part) for part in day] if isinstance(day, list | tuple) else []
    if not numbers:
        return ""
    year, *rest = numbers
    return "-".join([f"{'-' * (year < 0)}{abs(year):04}", *(f"{part:02}" for part in rest)])


def _say(item: Item, field: str) -> str:
    value = item.get(field)
    return "" if value is None else str(value)


def _write_titles(item: Item, fields: Sequence[str], level: str) -> Iterator[Xml]:
    """Yield the titles of fields, the first in full, the others short."""
    for number, field in enumerate(fields):
        if words := _say(item, field):
            type_ = "short" if number else None
            yield element("title", {"level": level, "type": type_}, write_rich(words))


def _write_id(item: Item, field: str) -> Xml:
    return text_element("idno", _say(item, field), {"type": field})


def _write_names(item: Item, field: str) -> Iterator[Xml]:
    """Yield the people of a field: authors as such, any others as editors in that role."""
    people = item.get(field)
    for name in people if isinstance(people, list | tuple) else ():
        if not isinstance(name, Mapping):
            continue
        pieces = [
            text_element("forename", _say(name, "given")),
            text_element("nameLink", " ".join(filter(None, map(str, _list_particles(name))))),
            text_element("surname", _say(name, "family")),
            text_element("genName", _say(name, "suffix")),
        ]
        person = escape(_say(name, "literal")) or element(
            "persName", {}, Xml(" ".join(filter(None, pieces)))
        )
        is_author = field.endswith("author")
        role = None if is_author or field == "editor" else field
        yield element("author" if is_author else "editor", {"role": role}, person)


def _list_particles(name: Item) -> tuple[object, object]:
    return name.get("dropping-particle") or "", name.get("non-dropping-particle") or ""


def _write_language(item: Item) -> Xml:
    language = _say(item, "language")
    known = language if _LANGUAGE.fullmatch(language) else ""
    return element("textLang", {"mainLang": known}) if known else NOTHING


def _write_meeting(item: Item) -> Xml:
    named = _say(item, "event-title") or _say(item, "event")
    pieces = (
        escape(named),
        text_element("placeName", _say(item, "event-place")),
        write_csl_date(item.get("event-date")),
    )
    said = [piece for piece in pieces if piece]
    return element("meeting", {}, Xml(", ".join(said))) if said else NOTHING


def _write_imprint(item: Item) -> Xml:
    date = write_csl_date(item.get("issued")) or element("date")
    scopes = (
        text_element("biblScope", _say(item, field), {"unit": field.removesuffix("-number")})
        for field in _SCOPES
    )
    place, publisher = (
        text_element(name, _say(item, field))
        for name, field in (("pubPlace", "publisher-place"), ("publisher", "publisher"))
    )
    return element("imprint", {}, lines(place, publisher, date, *scopes))


def _write_series(item: Item, names: Names) -> Xml:
    title, number = _SERIES
    inner = lines(
        *_write_titles(item, (title,), "s"),
        *(xml for field in _SERIES_NAMES for xml in names.get(field, ())),
        text_element("biblScope", _say(item, number), {"unit": "volume"}),
    )
    return element("series", {}, inner) if inner else NOTHING


def _write_other_works(item: Item, names: Names) -> Iterator[Xml]:
    for type_, (author, title, place, publisher, day) in _OTHER_WORKS.items():
        inner = lines(
            *names.get(author, ()),
            *_write_titles(item, (title,), "m"),
            text_element("pubPlace", _say(item, place)),
            text_element("publisher", _say(item, publisher)),
            write_csl_date(item.get(day)),
        )
        if inner:
            yield element("relatedItem", {"type": type_}, element("bibl", {}, inner))


def _write_rest(item: Item) -> Iterator[Xml]:
    """Yield what has no element, in the order of the names of fields."""
    said = set(_SAID)
    if item.get("container-title"):
        said.update(_WHOLE_TITLES)
    if _write_language(item):
        said.add("language")
    for field in sorted(item.keys() - said):
        value = item[field]
        if field in DATE_FIELDS:
            date = write_csl_date(value)
            yield element("note", {"type": field}, date) if date else NOTHING
        elif isinstance(value, list | tuple):
            yield from (text_element("note", str(one), {"type": field}) for one in value)
        elif isinstance(value, str | int) and str(value):
            yield element("note", {"type": field}, write_rich(str(value)))


def _write_address(item: Item) -> Xml:
    address = _say(item, "URL")
    target = make_pointer(address)
    if target:
        return element("ptr", {"target": target})
    return text_element("note", address, {"type": "URL"})
