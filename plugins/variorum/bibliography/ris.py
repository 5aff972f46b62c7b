"""Items of CSL-JSON → RIS, as reference managers read it.

What a tag means depends on the type; where the specification and the programs differ, the tags are those by which EndNote
and Zotero read the field back: the editors of a book are `A3`, of anything else `A2`.

Source: Research Information Systems, "RIS Format Specifications" (2001); Clarivate, "RIS import and export" of EndNote.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from urllib.parse import quote

from variorum.bibliography.csl_dates import SEASONS, Date, read_date, write_edtf
from variorum.bibliography.csl_markup import drop_markup
from variorum.citable import Item

END = "\r\n"
"""Of each line, as the specification has it."""

Write = Callable[[Item, tuple[str, ...]], Iterable[str]]
"""Makes the values of a tag, one a line, of those of its variables that an item has, of which there is one at least."""
Row = tuple[str, tuple[str, ...], Write]
"""A tag, the variables of CSL that may fill it, and how."""

_TYPES = {
    "article": "JOUR",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "broadcast": "ADVS",
    "chapter": "CHAP",
    "classic": "CLSWK",
    "dataset": "DATA",
    "entry": "ENCYC",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "figure": "FIGURE",
    "graphic": "ART",
    "hearing": "HEAR",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "MANSCPT",
    "map": "MAP",
    "motion_picture": "MPCT",
    "musical_score": "MUSIC",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "performance": "ADVS",
    "periodical": "JFULL",
    "personal_communication": "PCOMM",
    "post": "ICOMM",
    "post-weblog": "BLOG",
    "regulation": "LEGAL",
    "report": "RPRT",
    "review": "JOUR",
    "review-book": "JOUR",
    "software": "COMP",
    "song": "SOUND",
    "speech": "SLIDE",
    "standard": "STAND",
    "thesis": "THES",
    "treaty": "LEGAL",
    "webpage": "ELEC",
}
"""By type of CSL; every other is `GEN`."""

_AUTHORS = (
    "author", "composer", "director", "performer", "script-writer", "original-author", "host",
)  # fmt: skip
"""The authors to RIS are whoever stands first of these."""
_EDITORS = (
    "editor",
    "editorial-director",
    "compiler",
    "interviewer",
    "recipient",
    "curator",
    "chair",
)
_SERIES = ("collection-editor", "producer", "executive-producer", "series-creator", "organizer")
_OTHERS = ("translator", "illustrator", "contributor", "narrator", "guest", "reviewed-author")
_BOOKS = frozenset({"BOOK", "CLSWK"})
_IN_BOOK = frozenset({"CHAP", "DICT", "ENCYC"})
_IN_JOURNAL = frozenset({"JOUR", "MGZN", "NEWS"})
_AT_EVENT = frozenset({"CPAPER", "SLIDE"})
_NUMBERED = frozenset({"PAT", "RPRT", "STAND"})
"""What has its number where others have ISBN and ISSN."""
_OWN = {"MAP": ("C1", "scale"), "ART": ("C3", "dimensions"), "PAT": ("C6", "status")}
"""What one type alone has."""

_ORIGINAL = ("original-title", "original-publisher-place", "original-publisher")
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]|  ")
_WHITE = re.compile(r"[ \x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_PAGES = re.compile(r"(\w+)\s*[-–—]+\s*(\w+)")  # 12-15; not 12-15, 20
_RESOLVER = re.compile(r"https?://(?:dx\.)?doi\.org/")  # https://doi.org/10.1000/182
_UNSAFE_IN_ADDRESS = re.compile(r"[\s;\x00-\x1f\x7f-\x9f\ud800-\udfff]")  # RIS parts addresses by ;


def write_ris(items: Iterable[Item]) -> str:
    """Return a record for each item, in their order, each followed by an empty line."""
    return "".join(map(_write_record, items))


def _write_record(item: Item) -> str:
    kind = _TYPES.get(str(item.get("type")), "GEN")
    lines = [f"TY  - {kind}"]
    for tag, variables, write in _choose_rows(kind, tuple(item)):
        lines += [f"{tag}  - {value}" for value in write(item, variables) if value]
    lines += ("ER  - ", END)
    return END.join(lines)


@lru_cache(maxsize=1024)
def _choose_rows(kind: str, variables: tuple[str, ...]) -> tuple[Row, ...]:
    """Choose what fills each tag, for all items of a type that have the same variables at once."""
    rows = [*_list_rows(kind, variables)]
    rows[2:2] = _list_people(kind, variables)
    found = (
        (tag, tuple(variable for variable in fitting if variable in variables), write)
        for tag, fitting, write in rows
    )
    return tuple(row for row in found if row[1])


def _list_people(kind: str, variables: tuple[str, ...]) -> Iterator[Row]:
    author = next((role for role in _AUTHORS if role in variables), "")
    editors, series = ("A3", "A2") if kind in _BOOKS else ("A2", "A3")
    yield "AU", (author,), _write_names
    yield from ((editors, (role,), _write_names) for role in _EDITORS)
    yield from ((series, (role,), _write_names) for role in _SERIES)
    yield from (("A4", (role,), _write_names) for role in (*_OTHERS, *_AUTHORS) if role != author)
    yield "C2" if kind in _IN_BOOK else "A4", ("container-author",), _write_names


def _list_rows(kind: str, variables: tuple[str, ...]) -> Iterator[Row]:
    events = ("event-title", "event")
    yield "ID", ("id",), _write_first
    yield "TI", ("title",), _write_first
    yield "ST", ("title-short", "shortTitle"), _write_first
    if kind in _AT_EVENT and any(name in variables for name in events):
        yield "T2", events, _write_first
        yield "C3", ("container-title",), _write_first
    else:
        yield "T2", ("container-title", *events), _write_first
    yield "T3", ("collection-title",), _write_first
    yield "J2", ("container-title-short", "journalAbbreviation"), _write_first
    yield "PY", ("issued",), _write_year
    yield "DA", ("issued",), _write_day
    yield "VL", ("volume",), _write_first
    yield "IS", ("issue",), _write_first
    yield "NV", ("number-of-volumes",), _write_first
    yield "ET", ("edition", "version"), _write_first
    yield "SP", ("page", "page-first", "number-of-pages"), _write_first_page
    yield "EP", ("page",), _write_last_page
    yield "SE", ("section", "chapter-number"), _write_first
    yield "SN", ("ISBN",), _write_first
    yield "SN", ("ISSN",), _write_first
    if kind in _NUMBERED and not {"ISBN", "ISSN"} & {*variables}:
        yield "SN", ("number",), _write_first
    elif kind in _IN_JOURNAL:
        yield "C7", ("number",), _write_first
        yield "C2", ("PMCID",), _write_first
    else:
        yield "M1", ("number", "collection-number"), _write_first
    yield "M3", ("genre", "medium"), _write_first
    yield "CY", ("publisher-place", "event-place", "jurisdiction"), _write_first
    yield "PB", ("publisher", "authority"), _write_first
    if kind in _OWN:
        tag, variable = _OWN[kind]
        yield tag, (variable,), _write_first
    yield "RI", ("reviewed-title",), _write_first
    yield "OP", (*_ORIGINAL, "original-date"), _write_original
    yield "DO", ("DOI",), _write_doi
    yield "UR", ("URL",), _write_address
    yield "Y2", ("accessed",), _write_day
    yield "DB", ("archive",), _write_first
    yield "DP", ("source",), _write_first
    yield "AN", ("archive_location", "archive_collection", "archive-place", "PMID"), _write_joined
    yield "CN", ("call-number",), _write_first
    yield "LA", ("language",), _write_first
    yield "KW", ("keyword",), _write_keywords
    yield "AB", ("abstract",), _write_first
    yield "N1", ("note",), _write_first
    yield "N1", ("annote",), _write_first


def _write_line(value: object) -> str:
    """Return a value on one line, without markup: RIS has none."""
    text = value if isinstance(value, str) else str(value)
    if "<" in text:
        text = drop_markup(text)
    if _BREAKS.search(text):
        text = _WHITE.sub(" ", text)
    return text.strip()


def _write_first(item: Item, variables: tuple[str, ...]) -> Iterable[str]:
    return (_write_line(item[variables[0]]),)


def _write_joined(item: Item, variables: tuple[str, ...]) -> Iterable[str]:
    return (", ".join(_write_line(item[variable]) for variable in variables),)


def _write_keywords(item: Item, variables: tuple[str, ...]) -> Iterable[str]:
    return map(_write_line, re.split("[,;]", str(item[variables[0]])))


def _write_names(item: Item, variables: tuple[str, ...]) -> Iterable[str]:
    names = item[variables[0]]
    if not isinstance(names, list):
        return ()
    return [_write_name(tuple(name.items())) for name in names]


@lru_cache(maxsize=4096)
def _write_name(parts: tuple[tuple[str, object], ...]) -> str:
    """Return a name as `van Gogh, Vincent` or `King, Martin Luther, Jr.`; an institution's as it is."""
    name = {part: _write_line(words) for part, words in parts}
    if literal := name.get("literal"):
        return literal
    family = ""
    for part in ("dropping-particle", "non-dropping-particle", "family"):
        tied = family.endswith(("'", "’", "-"))
        family += f"{'' if tied or not family else ' '}{name.get(part, '')}"
    return ", ".join(filter(None, (family, name.get("given"), name.get("suffix"))))


def _write_year(item: Item, variables: tuple[str, ...]) -> Iterable[str]:
    date = read_date(item[variables[0]])
    if not date:
        return ()
    if not date.start:
        return (_write_line(date.literal),)
    year = date.start[0]
    return (f"{year:04}" if year > 0 else f"{-year} BC",)


def _write_day(item: Item, variables: tuple[str, ...]) -> Iterable[str]:
    """Return a date as `2011/07/18/`, what RIS has no place for after the last stroke."""
    date = read_date(item[variables[0]])
    if not date or not date.start:
        return ()
    # RIS has no place for a year before 1
    is_early = date.start[0] < 0
    parts = ["", "", ""] if is_early else [f"{part:02}" for part in date.start] + ["", ""]
    other = [write_edtf(Date(date.start)) if is_early else ""]
    other += [SEASONS[date.season - 1] if date.season else _write_line(date.literal)]
    other.append("circa" if date.circa else "")
    if date.end is not None:
        other.append(f"–{write_edtf(Date(date.end))}")
    year = parts[0] and f"{parts[0]:0>4}"
    return (f"{year}/{parts[1]}/{parts[2]}/{' '.join(filter(None, other))}",)


def _write_original(item: Item, variables: tuple[str, ...]) -> Iterable[str]:
    pieces = [_write_line(item[variable]) for variable in variables if variable in _ORIGINAL]
    if (date := read_date(item.get("original-date"))) and date.start:
        pieces.append(write_edtf(date))
    return (", ".join(pieces),)


def _write_first_page(item: Item, variables: tuple[str, ...]) -> Iterable[str]:
    pages = _write_line(item[variables[0]])
    found = _PAGES.fullmatch(pages)
    return (found[1] if found else pages,)


def _write_last_page(item: Item, variables: tuple[str, ...]) -> Iterable[str]:
    found = _PAGES.fullmatch(_write_line(item[variables[0]]))
    return (found[2],) if found else ()


def _write_doi(item: Item, variables: tuple[str, ...]) -> Iterable[str]:
    return (_RESOLVER.sub("", _write_line(item[variables[0]])),)


def _write_address(item: Item, variables: tuple[str, ...]) -> Iterable[str]:
    address = str(item[variables[0]]).strip()
    return (_UNSAFE_IN_ADDRESS.sub(lambda found: quote(found[0], errors="ignore"), address),)
