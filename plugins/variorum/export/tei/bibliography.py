"""References in CSL-JSON → `biblStruct`s: all that TEI has an element for in it, the rest as notes of its field's name."""

import re
from collections.abc import Iterator, Mapping

from variorum.export.tei.xml import (
    NOTHING,
    Attributes,
    Xml,
    element,
    escape,
    lines,
    make_pointer,
    text_element,
)
from variorum.read.csl import DATE_FIELDS, NAME_FIELDS

Item = Mapping[str, object]

_SCOPES = (
    "volume",
    "issue",
    "page",
    "chapter-number",
    "section",
    "part-number",
    "supplement-number",
)
_IDS = {"DOI": "DOI", "PMID": "PMID", "PMCID": "PMCID", "number": "number"}
"""Of the item itself."""
_IDS_OF_WHOLE = {"ISBN": "ISBN", "ISSN": "ISSN", "call-number": "call-number"}
_SERIES_NAMES = frozenset({"collection-editor", "series-creator"})
_WHOLE_NAMES = frozenset({"container-author", "editor", "editorial-director"})
"""Of whoever made what the item stands in."""
_OTHER_WORKS = {
    "original": ("original-author", "original-title", "original-publisher-place", "original-publisher", "original-date"),
    "reviewed": ("reviewed-author", "reviewed-title", "", "", ""),
}  # fmt: skip
"""Fields of another work that the item is made from or about."""
_MEETING = ("event-title", "event", "event-place", "event-date")
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
    used = {"id", "type", "title", "title-short", "shortTitle", "container-title", "URL"}
    has_whole = bool(item.get("container-title"))
    names = {field: list(_write_names(item, field)) for field in NAME_FIELDS}
    used |= {
        *NAME_FIELDS,
        "issued",
        "publisher",
        "publisher-place",
        "edition",
        "language",
        *_SCOPES,
    }
    used |= {*_IDS, *_IDS_OF_WHOLE, *_MEETING, "collection-title", "collection-number"}
    used |= {field for fields in _OTHER_WORKS.values() for field in fields}
    own = [
        xml
        for field in NAME_FIELDS
        if field not in _SERIES_NAMES | (_WHOLE_NAMES if has_whole else frozenset())
        and not field.startswith(("original-", "reviewed-"))
        for xml in names[field]
    ]
    level = "a" if has_whole else "m"
    titles = [_write_title(item, "title", level=level)]
    short = "title-short" if item.get("title-short") else "shortTitle"
    titles.append(_write_title(item, short, level=level, type="short"))
    ids = [_write_id(item, field, name) for field, name in _IDS.items()]
    language, is_known = _write_language(item)
    if not is_known:
        used.remove("language")
    ids_of_whole = [_write_id(item, field, name) for field, name in _IDS_OF_WHOLE.items()]
    meeting = _write_meeting(item)
    parts: list[Xml] = []
    if has_whole:
        used |= {"container-title-short", "journalAbbreviation"}
        serial = "j" if _SERIAL.match(str(item.get("type"))) else "m"
        brief = (
            "container-title-short" if item.get("container-title-short") else "journalAbbreviation"
        )
        parts.append(element("analytic", {}, lines(*own, *titles, *ids, language)))
        own = [xml for field in sorted(_WHOLE_NAMES) for xml in names[field]]
        titles = [
            _write_title(item, "container-title", level=serial),
            _write_title(item, brief, level=serial, type="short"),
        ]
        ids, language = [], NOTHING
    head = [*own, meeting]
    if any(head) and not any(titles):
        titles = [element("title")]
    if not any(titles) and not any([*ids, *ids_of_whole]):
        language = NOTHING  # stands beside something
    monogr = (*head, *titles, *ids, *ids_of_whole, language)
    parts.append(element("monogr", {}, lines(*monogr, _write_edition(item), _write_imprint(item))))
    parts += [
        _write_series(item, [xml for field in sorted(_SERIES_NAMES) for xml in names[field]]),
        *_write_other_works(item, names),
        *_write_rest(item, used),
        *more,
        _write_address(item),
    ]
    type_ = {"type": str(item["type"])} if item.get("type") else {}
    return element("biblStruct", {**attributes, **type_}, lines(*parts))


def write_rich(words: str) -> Xml:
    """Return a value of CSL with its markup (`<i>`, `<b>`, `<sup>`, `<sub>`, `<span>`); markup that does not fit is words.

    Source: CSL-JSON, "HTML-like formatting tags", in the documentation of citeproc-js.
    """
    parts: list[str] = []
    opened: list[str] = []
    place = 0
    for tag in _TAG.finditer(words):
        parts.append(escape(words[place : tag.start()]))
        place = tag.end()
        if not tag[1]:
            rend = _RENDITIONS.get(tag[2], "small-caps" if "small-caps" in tag[3] else "")
            opened.append(tag[2])
            parts.append(f'<hi rend="{rend}">' if rend else "<seg>")
            opened[-1] += "" if rend else " "
        elif opened and opened[-1].rstrip() == tag[2]:
            parts.append("</seg>" if opened.pop().endswith(" ") else "</hi>")
        else:
            return escape(words)
    return escape(words) if opened else Xml("".join([*parts, escape(words[place:])]))


def write_csl_date(
    value: object, attributes: Attributes | None = None, *, name: str = "date"
) -> Xml:
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
        words = f"{words}, {value['season']}"
    return text_element(name, words, found)


def _spell_day(day: object) -> str:
    numbers = [int(part) for part in day] if isinstance(day, list | tuple) else []
    if not numbers:
        return ""
    year, *rest = numbers
    return "-".join([f"{'-' * (year < 0)}{abs(year):04}", *(f"{part:02}" for part in rest)])


def _say(item: Item, field: str) -> str:
    value = item.get(field)
    return "" if value is None else str(value)


def _write_title(item: Item, field: str, *, level: str, type: str | None = None) -> Xml:
    words = _say(item, field)
    return element("title", {"level": level, "type": type}, write_rich(words)) if words else NOTHING


def _write_id(item: Item, field: str, name: str) -> Xml:
    return text_element("idno", _say(item, field), {"type": name})


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


def _write_language(item: Item) -> tuple[Xml, bool]:
    """Return the language of an item, and whether it is said so that TEI has a place for it."""
    language = _say(item, "language")
    if not _LANGUAGE.fullmatch(language):
        return NOTHING, not language
    return element("textLang", {"mainLang": language}), True


def _write_edition(item: Item) -> Xml:
    return text_element("edition", _say(item, "edition"))


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


def _write_series(item: Item, names: list[Xml]) -> Xml:
    title = _write_title(item, "collection-title", level="s")
    number = text_element("biblScope", _say(item, "collection-number"), {"unit": "volume"})
    inner = lines(title, *names, number)
    return element("series", {}, inner) if inner else NOTHING


def _write_other_works(item: Item, names: Mapping[str, list[Xml]]) -> Iterator[Xml]:
    for type_, (author, title, place, publisher, day) in _OTHER_WORKS.items():
        inner = lines(
            *names.get(author, ()),
            _write_title(item, title, level="m"),
            text_element("pubPlace", _say(item, place)),
            text_element("publisher", _say(item, publisher)),
            write_csl_date(item.get(day)),
        )
        if inner:
            yield element("relatedItem", {"type": type_}, element("bibl", {}, inner))


def _write_rest(item: Item, used: set[str]) -> Iterator[Xml]:
    """Yield what TEI has no element for, in the order of the names of fields."""
    for field in sorted(item.keys() - used):
        value = item[field]
        if field in DATE_FIELDS:
            date = write_csl_date(value)
            yield element("note", {"type": field}, date) if date else NOTHING
        elif isinstance(value, list | tuple):
            for one in value:
                yield text_element("note", str(one), {"type": field})
        elif isinstance(value, str | int) and str(value):
            yield element("note", {"type": field}, write_rich(str(value)))


def _write_address(item: Item) -> Xml:
    address = _say(item, "URL")
    target = make_pointer(address)
    if target:
        return element("ptr", {"target": target})
    return text_element("note", address, {"type": "URL"})
