"""The fields of a reference in CSL-JSON, as they are written: what is let in at the door of `references`."""

import re
from calendar import isleap
from collections.abc import Mapping

from variorum.problems import find_nearest
from variorum.read.limits import NESTING
from variorum.read.spec import (
    Schema,
    Spec,
    first,
    like,
    list_of,
    mapping,
    named,
    or_nothing,
    read_by,
    spell,
    then,
)
from variorum.sure import MisspeltError, find_sure

TYPES = frozenset(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter classic
    collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing
    interview legal_case legislation manuscript map motion_picture musical_score pamphlet paper-conference
    patent performance periodical personal_communication post post-weblog regulation report review
    review-book software song speech standard thesis treaty webpage""".split()
)
"""CSL 1.0.2, appendix III."""
NAME_FIELDS = tuple(
    """author chair collection-editor compiler composer container-author contributor curator director
    editor editorial-director executive-producer guest host illustrator interviewer narrator organizer
    original-author performer producer recipient reviewed-author script-writer series-creator
    translator""".split()
)
DATE_FIELDS = ("accessed", "available-date", "event-date", "issued", "original-date", "submitted")
NUMBER_FIELDS = tuple(
    """chapter-number collection-number edition issue number number-of-pages number-of-volumes page
    page-first part printing section supplement version volume""".split()
)
TEXT_FIELDS = tuple(
    """abstract annote archive archive_collection archive_location archive-place authority call-number
    citation-key citation-label collection-title container-title container-title-short dimensions division
    event event-place event-title genre ISBN ISSN journalAbbreviation jurisdiction keyword language medium
    note original-publisher original-publisher-place original-title part-title PMCID PMID publisher
    publisher-place references reviewed-genre reviewed-title scale shortTitle source status title
    title-short volume-title volume-title-short year-suffix""".split()
)
TIERS = ("primary", "secondary", "reference")
LONGEST_TEXT = 20_000
"""Code points of one field."""

_SIGNS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ue000-\uf8ff"  # never to be seen
_INVISIBLE = re.compile(f"[{_SIGNS}\ud800-\udfff]")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>?|<[!?]")  # <script>, </i>, <!--
_CSL_TAGS = re.compile(
    r"""</?(?:i|b|sup|sub|span)>|<span class=["']nocase["']>|<span style=["']font-variant: ?small-caps;?["']>"""
)
_KEY = re.compile(r"\w(?:\w|[:.#$%&+?<>~/-](?=\w))*")  # smith-2011, doi:10.1000/182
_WEB = re.compile(r'https?://[^\s/?#"<>\\][^\s"<>\\]*')  # https://example.org/a
_DOI = re.compile(r'(?:https?://(?:dx\.)?doi\.org/)?10\.[0-9]{4,9}/[^\s"\\]+')  # 10.1000/182
_EDTF = re.compile(
    r"(-?[0-9]{1,4})(?:-([0-9]{1,2}))?(?:-([0-9]{1,2}))?([~?%]?)"
)  # 2011-07-18, 2011~
_CALENDAR = (
    r"-?(?!0+(?![0-9]))[0-9]{1,4}(?:-(?:0?[1-9]|1[0-2])(?:-(?:0?[1-9]|[12][0-9]|3[01]))?)?[~?%]?"
)
"""The same, as far as a pattern knows the calendar."""
_WHOLE = re.compile(r"-?[0-9]{1,6}")
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

Day = list[int]


def is_key(word: str) -> bool:
    """Say whether pandoc can cite a reference of this id without braces.

    Source: Pandoc User's Guide, "Citation syntax": a letter, digit or `_`, then letters, digits and single
    punctuation characters inside.
    """
    return len(word) <= 200 and bool(_KEY.fullmatch(word))


def _check_text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("should be a text; mend: put it in quotation marks")
    if not value.strip():
        raise ValueError("is empty; mend: delete the field")
    if len(value) > LONGEST_TEXT:
        raise ValueError(f"is longer than {LONGEST_TEXT} code points; mend: shorten it")
    if found := _INVISIBLE.search(value):
        raise ValueError(f"holds the invisible character U+{ord(found[0]):04X}; mend: delete it")
    depth = 0
    for tag in _TAG.finditer(value):
        if not _CSL_TAGS.fullmatch(tag[0]):
            raise ValueError(
                f'holds "{tag[0][:40]}"; mend: of markup only <i>, <b>, <sup>, <sub> and '
                '<span class="nocase"> are known here'
            )
        depth += -1 if tag[0].startswith("</") else 1
        if depth > NESTING:
            raise ValueError(f"nests markup more than {NESTING} levels deep; mend: simplify it")
    return value


def _check_number(value: object) -> str | int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return _check_text(value)


def _check_flag(value: object) -> object:
    if isinstance(value, bool | int):
        return value
    return _check_text(value)


def _check_id(value: object) -> str:
    word = str(value) if type(value) is int else value
    if not isinstance(word, str) or not is_key(word):
        mend = "write letters, digits and single hyphens, as in `smith-2011`"
        raise ValueError(f"is no key that can be cited; mend: {mend}")
    return word


def _check_type(value: object) -> str:
    if isinstance(value, str) and value in TYPES:
        return value
    nearest = find_nearest(value, sorted(TYPES)) if isinstance(value, str) else None
    mend = (
        f'write "{nearest}"' if nearest else "write a type of CSL, as `book`, `webpage`, `document`"
    )
    if isinstance(value, str) and (sure := find_sure(value, sorted(TYPES))):
        raise MisspeltError(f"should be a type of CSL; mend: {mend}", sure)
    raise ValueError(f"should be a type of CSL; mend: {mend}")


def _check_web(value: object) -> str:
    text = _check_text(value)
    if not _WEB.fullmatch(text):
        raise ValueError("should be a web address; mend: begin it with http:// or https://")
    return text


def _check_doi(value: object) -> str:
    text = _check_text(value)
    if not _DOI.fullmatch(text):
        raise ValueError("should be a DOI; mend: write it as 10.1000/182")
    return text


def _check_day(parts: object) -> Day:
    """Return a year, a year and month, or a day, as whole numbers; refuse what no calendar has."""
    words = [str(part) for part in (parts if isinstance(parts, list) else [parts])]
    if not 1 <= len(words) <= 3 or not all(map(_WHOLE.fullmatch, words)):
        raise ValueError("should be [year, month, day]; mend: write it as YYYY-MM-DD")
    day = [int(word) for word in words]
    if not -9999 <= day[0] <= 9999 or day[0] == 0:
        raise ValueError(f"the year {day[0]} does not exist; mend: correct the date")
    if len(day) > 1 and not 1 <= day[1] <= 12:
        raise ValueError(f"the month {day[1]} of {day[0]} does not exist; mend: correct the date")
    if len(day) > 2:
        days = 29 if day[1] == 2 and isleap(day[0]) else _DAYS[day[1] - 1]
        if not 1 <= day[2] <= days:
            shown = f"{day[0]:04}-{day[1]:02}-{day[2]:02}"
            raise ValueError(f"the day {shown} does not exist; mend: correct the date")
    return day


def _check_range(days: list[Day]) -> list[Day]:
    if not 1 <= len(days) <= 2:
        raise ValueError("should be one date or two; mend: write a range as 2011-07-01/2011-07-18")
    if len(days) == 2 and days[0] > days[1]:
        raise ValueError("ends before it begins; mend: put the earlier date first")
    return days


def _check_edtf(text: str) -> dict[str, object]:
    days: list[Day] = []
    about = False
    for part in text.strip().split("/"):
        found = _EDTF.fullmatch(part.strip())
        if not found:
            raise ValueError("should be a date; mend: write it as YYYY, YYYY-MM or YYYY-MM-DD")
        days.append(_check_day([group for group in found.groups()[:3] if group]))
        about = about or bool(found[4])
    date: dict[str, object] = {"date-parts": _check_range(days)}
    return {**date, "circa": True} if about else date


def _check_written_date(value: Mapping[object, object]) -> dict[str, object]:
    if "year" in value:  # the older form of pandoc's YAML
        parts = [value[name] for name in ("year", "month", "day") if name in value]
        value = {"date-parts": [parts], **value}
    date: dict[str, object] = {}
    known = ("date-parts", "literal", "raw", "season", "circa")
    for key, item in value.items():
        if key in ("year", "month", "day"):
            continue
        if key not in known:
            raise ValueError(f'has an unknown field "{key}"; mend: known here: {", ".join(known)}')
        if key == "date-parts":
            days = item if isinstance(item, list) else []
            date["date-parts"] = _check_range([_check_day(day) for day in days])
        elif key in ("literal", "raw"):
            date[key] = _check_text(item)
        else:
            date[str(key)] = _check_flag(item)
    if not {"date-parts", "literal", "raw"} & date.keys():
        raise ValueError("is a date without a year; mend: write it as YYYY, YYYY-MM or YYYY-MM-DD")
    return date


def _check_date(value: object) -> dict[str, object]:
    if type(value) is int:
        return {"date-parts": [_check_day(value)]}
    if isinstance(value, str):
        return _check_edtf(value)
    if isinstance(value, list) and len(value) in (1, 2) and all(isinstance(v, dict) for v in value):
        days = [_check_written_date(v)["date-parts"] for v in value if "year" in v]
        return {"date-parts": _check_range([d[0] for d in days if isinstance(d, list)])}
    if isinstance(value, dict):
        return _check_written_date(value)
    raise ValueError("should be a date; mend: write it as YYYY, YYYY-MM or YYYY-MM-DD")


def _check_list(value: object) -> object:
    if not isinstance(value, list):
        raise ValueError(
            "should be a list of names; mend: begin each name with a hyphen, or put [ ] around them"
        )
    return value


def _check_tier(value: object) -> str:
    if value not in TIERS:
        text = f"should be a tier; mend: write one of {', '.join(TIERS)}"
        sure = find_sure(str(value), TIERS)
        raise MisspeltError(text, sure) if sure else ValueError(text)
    return str(value)


def _check_categories(value: object) -> list[str]:
    return [_check_text(item) for item in (value if isinstance(value, list) else [value])]


def _drop_nothing(value: object) -> object:
    """Let `null` stand for a field that is not there, as other programs write it."""
    if isinstance(value, dict):
        return {key: item for key, item in value.items() if item is not None}
    return value


def _check_parts(name: dict[str, object]) -> dict[str, object]:
    if not {"family", "literal", "given"} & name.keys():
        raise ValueError("a name without family or literal; mend: write `family` and `given`")
    return name


def _check_spelling(custom: dict[str, object]) -> dict[str, object]:
    for name in custom.keys() - _CUSTOM.keys():
        nearest = find_nearest(name, _CUSTOM)
        if nearest:
            raise ValueError(f'unknown field "{name}" in "custom"; mend: write "{nearest}"')
    return custom


_MESSAGE = "should be text, with no other markup than <i>, <b>, <sup> and <sub>, and without invisible characters"
_PROSE_JSON = Schema(
    pattern=rf"^(?=[\s\S]*\S)(?:{spell(f'[^<{_SIGNS}]')}|<(?!/?[A-Za-z]|[!?])|{_CSL_TAGS.pattern})*$",
    patternErrorMessage=_MESSAGE,
    maxLength=LONGEST_TEXT,
)
_TEXT_JSON = Schema(_PROSE_JSON, type="string")
_NUMBER_JSON = Schema(_PROSE_JSON, type=["string", "integer"])
_FLAG_JSON = Schema(_PROSE_JSON, type=["boolean", "integer", "string"])
_WHOLE_JSON = Schema(type=["integer", "string"], pattern=f"^(?:{_WHOLE.pattern})$")
_ID_JSON = Schema(
    type=["string", "integer"],
    maxLength=200,
    # _KEY, with all that can be seen and is not ASCII taken for letters
    pattern=spell(
        rf"^[^\s!-/:-@\[-^`{{-~{_SIGNS}](?:[:.#$%&+?<>~/-]?[^\s!-/:-@\[-^`{{-~{_SIGNS}])*$"
    ),
    patternErrorMessage="should be letters, digits and single hyphens, as in smith-2011",
)
_DAY_JSON = Schema(type=["array", "integer", "string"], items=_WHOLE_JSON, minItems=1, maxItems=3)
_YEAR_JSON = Schema(
    type="object",
    required=["year"],
    properties=dict.fromkeys(("year", "month", "day"), _WHOLE_JSON),
)
_DATE_JSON = Schema(
    # a date, or two with a slash between them
    like(
        rf"\s*{_CALENDAR}(?:\s*/\s*{_CALENDAR})?\s*",
        "YYYY, YYYY-MM or YYYY-MM-DD",
    ),
    type=["string", "integer", "array", "object"],
    minimum=-9999,
    maximum=9999,
    minItems=1,
    maxItems=2,
    items=_YEAR_JSON,
    properties={
        "date-parts": {"type": "array", "items": _DAY_JSON, "minItems": 1, "maxItems": 2},
        **dict.fromkeys(("literal", "raw"), _TEXT_JSON),
        **dict.fromkeys(("season", "circa"), _FLAG_JSON),
        **dict.fromkeys(("year", "month", "day"), _WHOLE_JSON),
    },
    additionalProperties=False,
    anyOf=[
        {"not": {"type": "object"}},
        *({"required": [name]} for name in ("date-parts", "literal", "raw", "year")),
    ],
)
_TEXT = named("text", read_by(_check_text, json=_TEXT_JSON))
_NUMBER = named("number", read_by(_check_number, json=_NUMBER_JSON))
_FLAG = named("flag", read_by(_check_flag, json=_FLAG_JSON))
_DATE = named("date", read_by(_check_date, json=_DATE_JSON))


def _group(
    optional: Mapping[str, Schema],
    required: Mapping[str, Schema] | None = None,
    *,
    extra: bool = False,
) -> Schema:
    """Return the schema of a mapping; `null` in it is dropped before the fields are looked at, and may stand there."""
    known = {name: or_nothing(schema) for name, schema in optional.items()}
    return first(_drop_nothing, mapping(known, required, extra=extra))


_NAME = then(
    _group(
        {
            **dict.fromkeys(
                (
                    "family",
                    "given",
                    "literal",
                    "suffix",
                    "dropping-particle",
                    "non-dropping-particle",
                ),
                _TEXT,
            ),
            **dict.fromkeys(("comma-suffix", "static-ordering", "parse-names"), _FLAG),
        }
    ),
    _check_parts,
    json=Schema(
        anyOf=[
            {"required": [name], "properties": {name: {"type": "string"}}}
            for name in ("family", "literal", "given")
        ]
    ),
)
"""A person's name in CSL's parts, or an institution's as `literal`."""

_CUSTOM = {
    "tier": read_by(_check_tier, json=Schema(enum=list(TIERS))),
    "verified": _TEXT,
    "evidence": _TEXT,
    "quotes": list_of(_group({"locator": _NUMBER}, {"text": _TEXT})),
}
"""What Variorum keeps beside CSL's fields, words read in the source among it; other programs' fields are let through."""

_CATEGORIES_JSON = Schema(_PROSE_JSON, type=["string", "array"], items=_TEXT_JSON)
_WEB_JSON = like(_WEB.pattern, "a web address, beginning with http:// or https://")
CSL_ITEM: Spec[dict[str, object]] = Spec(
    _group(
        {
            "categories": read_by(_check_categories, json=_CATEGORIES_JSON),
            "URL": read_by(_check_web, json=_WEB_JSON),
            "DOI": read_by(_check_doi, json=like(_DOI.pattern, "a DOI, as 10.1000/182")),
            "custom": then(_group(_CUSTOM, extra=True), _check_spelling),
            **dict.fromkeys(NAME_FIELDS, named("names", first(_check_list, list_of(_NAME)))),
            **dict.fromkeys(DATE_FIELDS, _DATE),
            **dict.fromkeys(NUMBER_FIELDS, _NUMBER),
            **dict.fromkeys(TEXT_FIELDS, _TEXT),
        },
        {
            "id": read_by(_check_id, json=_ID_JSON),
            "type": read_by(_check_type, json=Schema(enum=sorted(TYPES))),
        },
    )
)
"""A reference as CSL-JSON has it; what it becomes is CSL-JSON again."""
