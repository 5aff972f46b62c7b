"""Items of CSL-JSON → BibTeX, for BibTeX itself and for biblatex.

Of entry types only the fourteen of BibTeX are used: its styles and every parser know them, and biblatex does too. Of
fields, BibTeX's own where it has one (`journal`, `address`, `school`; biblatex takes them for its own), biblatex's where
it has none (`date`, `urldate`, `translator`); what a style does not know it leaves alone.

Source: O. Patashnik, "BibTeXing"; the biblatex package, sections 2.1 and 2.2.
"""

import re
from collections.abc import Callable, Iterable, Set
from functools import lru_cache

from variorum.bibliography.bibtex_languages import name_language
from variorum.bibliography.bibtex_names import has_prefix, write_names
from variorum.bibliography.bibtex_text import (
    write_address,
    write_key,
    write_list,
    write_text,
    write_title,
)
from variorum.bibliography.csl_dates import Date, read_date, write_edtf
from variorum.citable import Item

Row = tuple[str, tuple[str, ...], Callable[[str], str]]
"""A field, the variables of CSL that may fill it, the first of them that there is, and how it is written."""

_ENTRIES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "classic": "book",
    "entry": "incollection",
    "entry-dictionary": "incollection",
    "entry-encyclopedia": "incollection",
    "manuscript": "unpublished",
    "musical_score": "book",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "review": "article",
    "review-book": "article",
    "standard": "techreport",
    "thesis": "phdthesis",
}
"""By type; every other is `misc`."""
_WITHIN = {"document": "incollection", "manuscript": "incollection"}
"""What an item is that appeared in another; every other that would be `misc` is an `article`: nothing else names what it is in."""
_SUBTYPES = {"article-magazine": "magazine", "article-newspaper": "newspaper"}
_KINDS = {"report": "Report", "standard": "Standard", "thesis": "Thesis"}
"""The genre of an item that has none, which BibTeX would take for a technical report or a doctoral thesis."""
_PUBLISHERS = {
    "booklet": "howpublished",
    "mastersthesis": "school",
    "misc": "howpublished",
    "phdthesis": "school",
    "techreport": "institution",
    "unpublished": "howpublished",
}
_IN_BOOK = ("incollection", "inproceedings")

_PEOPLE = (
    ("author", "author"),
    ("editor", "editor"),
    ("translator", "translator"),
    ("bookauthor", "container-author"),
)
_AUTHORS = ("composer", "performer", "script-writer", "original-author")
"""The author to BibTeX where nobody is called so, whoever stands first of these."""
_FURTHER = (
    *_AUTHORS, "director", "collection-editor", "compiler", "producer", "editorial-director",
    "executive-producer", "organizer", "curator", "chair", "contributor", "illustrator", "narrator",
    "interviewer", "host", "guest", "recipient", "reviewed-author", "series-creator",
)  # fmt: skip
"""Others, of whom biblatex takes three kinds beside the editors."""
_ROLES = frozenset((*_FURTHER, *(role for _, role in _PEOPLE)))
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_LIBRARY = ("archive", "archive-place", "archive_collection", "archive_location", "call-number")
_DATES = (
    ("origdate", "original-date"),
    ("eventdate", "event-date"),
    ("urldate", "accessed"),
)

_PAGES = re.compile(
    r"(?<=\d)[-–—](?=[A-Za-z]*\d)|(?<=[ivxlc])[-–—](?=[ivxlc])|–"
)  # 12-15, S12-S15, ix-xi; not B-12
_RESOLVER = re.compile(r"https?://(?:dx\.)?doi\.org/")  # https://doi.org/10.1000/182


def write_bibtex(items: Iterable[Item]) -> str:
    """Return an entry for each item, in their order, parted by empty lines; see `bibtex_text.write_key` for the keys."""
    return "\n".join(map(_write_entry, items))


def _write_entry(item: Item) -> str:
    kind = str(item.get("type"))
    entry = _choose_entry(item, kind)
    lines = [f"@{entry}{{{write_key(str(item['id']))},"]
    lines += _write_people(item)
    if "volume-title" in item and entry in ("book", *_IN_BOOK):
        item = _divide_title(item, "container-title" if entry in _IN_BOOK else "title")
    for field, variable, write in _choose_rows(entry, tuple(item)):
        if written := write(str(item[variable])):
            lines.append(f"  {field} = {{{written}}},")
    if kind in _SUBTYPES:
        lines.append(f"  entrysubtype = {{{_SUBTYPES[kind]}}},")
    if kind in _KINDS and "genre" not in item:
        lines.append(f"  type = {{{_KINDS[kind]}}},")
    lines += _write_dates(item)
    if place := ", ".join(str(item[part]) for part in _LIBRARY if part in item):
        lines.append(f"  library = {{{write_text(place)}}},")
    lines.append("}\n")
    return "\n".join(lines)


def _choose_entry(item: Item, kind: str) -> str:
    entry = _ENTRIES.get(kind, "misc")
    if entry == "phdthesis" and "master" in str(item.get("genre", "")).lower():
        return "mastersthesis"
    if "container-title" in item and entry in ("misc", "unpublished"):
        return _WITHIN.get(kind, "article")
    return entry


@lru_cache(maxsize=1024)
def _choose_rows(
    entry: str, variables: tuple[str, ...]
) -> tuple[tuple[str, str, Callable[[str], str]], ...]:
    """Choose what fills each field of an entry, for all items that have the same variables at once."""
    return tuple(
        (field, next(variable for variable in fitting if variable in variables), write)
        for field, fitting, write in _list_rows(entry)
        if any(variable in variables for variable in fitting)
    )


def _list_rows(entry: str) -> tuple[Row, ...]:
    if entry == "article":
        numbers: tuple[Row, ...] = (
            ("number", ("issue",), write_text),
            ("eid", ("number",), write_text),
        )
    elif entry in ("book", *_IN_BOOK):
        numbers = (
            ("number", ("collection-number", "number"), write_text),
            ("issue", ("issue",), write_text),
        )
    else:
        numbers = (("number", ("number",), write_text), ("issue", ("issue",), write_text))
    in_book = entry in _IN_BOOK
    media = () if entry in ("techreport", "phdthesis", "mastersthesis") else ("medium",)
    return (
        ("title", ("title",), write_title),
        ("shorttitle", ("title-short", "shortTitle"), write_title),
        ("maintitle", ("maintitle",), write_title),
        (
            "booktitle" if in_book else "journal",
            ("container-title",),
            write_title if in_book else write_text,
        ),
        ("shortjournal", ("container-title-short", "journalAbbreviation"), write_text),
        ("series", ("collection-title",), write_title),
        ("edition", ("edition",), write_text),
        ("version", ("version",), write_text),
        ("volume", ("volume",), write_text),
        ("part", ("part",), write_text),
        ("volumes", ("number-of-volumes",), write_text),
        *numbers,
        ("chapter", ("chapter-number", "section"), write_text),
        ("pages", ("page", "page-first"), _write_pages),
        ("pagetotal", ("number-of-pages",), write_text),
        ("type", ("genre", *media), write_text),
        (_PUBLISHERS.get(entry, "publisher"), ("publisher",), write_list),
        ("organization", ("authority",), write_list),
        ("address", ("publisher-place", "jurisdiction"), write_list),
        ("eventtitle", ("event-title", "event"), write_title),
        ("venue", ("event-place",), write_text),
        ("origtitle", ("original-title",), write_title),
        ("origpublisher", ("original-publisher",), write_list),
        ("origlocation", ("original-publisher-place",), write_list),
        ("pubstate", ("status",), write_text),
        ("langid", ("language",), _write_language),
        ("doi", ("DOI",), _write_doi),
        ("url", ("URL",), write_address),
        ("isbn", ("ISBN",), write_text),
        ("issn", ("ISSN",), write_text),
        ("pmid", ("PMID",), write_text),
        ("pmcid", ("PMCID",), write_text),
        ("copyright", ("license",), write_text),
        ("keywords", ("keyword",), write_text),
        ("note", ("note",), write_text),
        ("abstract", ("abstract",), write_text),
        ("annote", ("annote",), write_text),
    )


def _divide_title(item: Item, whole: str) -> Item:
    """Return an item with the title of the volume where biblatex has it, and that of the whole as the main one."""
    return {**item, whole: item["volume-title"], "maintitle": item.get(whole, "")}


def _write_people(item: Item) -> list[str]:
    roles = _ROLES & item.keys()
    people = [(field, role) for field, role in _PEOPLE if role in roles]
    if len(people) < len(roles):
        people = _place_further(roles, people)
    lines = [
        f"  {field} = {{{names}}},"
        for field, role in people
        if (names := role if field.endswith("type") else write_names(item[role]))
    ]
    if has_prefix([item[role] for role in roles]):
        lines.append("  options = {useprefix=true},")
    return lines


def _place_further(roles: Set[str], people: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the fields with the roles that fill them: whoever comes nearest to an author first, then the others."""
    placed = dict(people)
    further = [role for role in _FURTHER if role in roles]
    if "author" not in roles and further[0] in _AUTHORS:
        placed = {"author": further.pop(0), **placed}
    slots = ["editor"] if "editor" not in roles and "director" in further else []
    for slot, role in zip((*slots, "editora", "editorb", "editorc"), further, strict=False):
        placed |= {slot: role, f"{slot}type": role}
    return list(placed.items())


def _write_dates(item: Item) -> list[str]:
    date = read_date(item.get("issued"))
    lines = _write_issued(date) if date else []
    for field, variable in _DATES:
        if variable in item and (date := read_date(item[variable])) and date.start:
            lines.append(f"  {field} = {{{write_edtf(date)}}},")
    return lines


def _write_issued(date: Date) -> list[str]:
    """Return the fields of the date: biblatex's, which says all, and BibTeX's year and month."""
    if not date.start:
        return [f"  year = {{{write_text(date.literal)}}},"]
    year = str(date.start[0])
    if date.end and date.end[0] != date.start[0]:
        year += f"--{date.end[0]}"
    lines = [f"  date = {{{write_edtf(date)}}},", f"  year = {{{year}}},"]
    if date.literal:
        lines.append(f"  month = {{{write_text(date.literal)}}},")
    elif len(date.start) > 1 and (date.end is None or date.end[:2] == date.start[:2]):
        lines.append(f"  month = {_MONTHS[date.start[1] - 1]},")
    return lines


def _write_pages(pages: str) -> str:
    return _PAGES.sub("--", write_text(pages.replace("--", "–")))


def _write_language(tag: str) -> str:
    return write_text(name_language(tag))


def _write_doi(identifier: str) -> str:
    return write_address(_RESOLVER.sub("", identifier))
