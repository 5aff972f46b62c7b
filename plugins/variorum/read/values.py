"""What single values of an edition's files must be: words, days, names, addresses."""

import re
from datetime import date
from functools import partial
from typing import Annotated, Literal

from variorum.problems import BIDI
from variorum.read.days import find_day
from variorum.read.limits import NOTE_BODY
from variorum.read.selector import SELECTOR, is_selector
from variorum.read.spec import (
    Schema,
    Spec,
    flag,
    integer,
    like,
    list_of,
    read_by,
    shaped,
    string,
    without,
)
from variorum.sure import MisspeltError

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")  # 2011, 2011-07, 2011-07-18
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")  # 2011-07-18
_CALENDAR = r"(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?"
"""The same, as far as a pattern knows the calendar."""
_NO_SIGNS = "\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff" + "".join(
    chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF)
)
"""Controls and what is no character: HTML may not hold them."""
_UNWRITTEN = re.compile(f"[{_NO_SIGNS}]")
_UNREAD = re.compile(f"[{_NO_SIGNS}{BIDI}]")
_PRIVATE = "\ue000-\uf8ff"
"""Letters of private use, which look like nothing without their font."""
_UNPRINTABLE = re.compile(f"[{_NO_SIGNS}{BIDI}{_PRIVATE}]")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")  # eased-visa-rules
_WEB = re.compile(r'https?://[^\s"<>]+')  # https://example.org/a
_SHA256 = r"[0-9a-f]{64}"
_FILE = r"(?!/)(?!(?:.*/)?\.\.(?:/|$))[^\\:]+"
"""Names of files in the folder: article.md, texts/one.md."""
_LANGUAGE = re.compile(
    r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*|[IiXx](?:-[A-Za-z0-9]{1,8})+"
)  # BCP 47: "en-US", "de-DE-u-co-phonebk", "i-klingon"
UNKNOWN = "?"
"""Stands in edition.yml for what its editor still has to say."""
ORCID = "https://orcid.org/"
_ORCID = re.compile(
    r"(?:https://orcid\.org/)?((?:[0-9]{4}-){3}[0-9]{3}[0-9X])"
)  # 0000-0002-1825-0097, https://orcid.org/0000-0002-1694-233X
RESERVED_SLUGS = frozenset(
    "apparatus sources contributors context timeline glossary people map notes cite export v dts".split()
)
"""Slugs that are addresses of pages of ours."""
BLOCK_ID = re.compile(r"[a-z][0-9]+[a-z]*")  # p5, p3a
_TARGET = f"(?:{_ID.pattern}#)?{BLOCK_ID.pattern}"
"""p5, chapter-2#p5."""


def is_id(word: str) -> bool:
    """Say whether a word may be part of an address: a note's stem, an emendation's id, an edition's folder."""
    return len(word) <= 100 and bool(_ID.fullmatch(word))


def _check_date(value: object) -> date:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        if day := find_day(str(value)):
            raise MisspeltError(f'should be a day; mend: write it as "{day}"', day)
        raise ValueError("should be a day; mend: write it as YYYY-MM-DD")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError("a day that does not exist; mend: correct the date") from None


def _check_issued(value: object) -> str:
    if isinstance(value, dict) and set(value) == {"date-parts"}:
        parts = value["date-parts"]
        if isinstance(parts, list) and len(parts) == 1 and isinstance(parts[0], list):
            value = "-".join(
                f"{part:0{4 - 2 * min(i, 1)}}"
                for i, part in enumerate(parts[0])
                if type(part) is int
            )
    if isinstance(value, int):
        value = str(value)
    found = _DATE.fullmatch(value) if isinstance(value, str) else None
    if not found:
        if day := find_day(str(value)):
            raise MisspeltError(f'should be a date; mend: write it as "{day}"', day)
        raise ValueError("should be a date; mend: write it as YYYY, YYYY-MM or YYYY-MM-DD")
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        raise ValueError("a date that does not exist; mend: correct the date") from None
    return found[0]


def _check_issued_if_known(value: object) -> str:
    return UNKNOWN if value == UNKNOWN else _check_issued(value)


def _refuse(signs: re.Pattern[str], value: str) -> str:
    if found := signs.search(value):
        raise ValueError(f"holds the invisible character U+{ord(found[0]):04X}; mend: delete it")
    return value


_check_printable = partial(_refuse, _UNPRINTABLE)
_check_words = partial(_refuse, _UNWRITTEN)
_check_reading = partial(_refuse, _UNREAD)
"""Of words that are compared with a copy-text, and of words that are put into it: letters of private use may be both."""


def is_passage(words: str) -> bool:
    """Say whether some words can be written as a passage of a text."""
    return 0 < len(words) <= NOTE_BODY and not _UNWRITTEN.search(words)


def is_reading(words: str) -> bool:
    """Say whether some words can be put into a text by a correction."""
    return len(words) <= NOTE_BODY and not _UNREAD.search(words)


def _check_slug(value: str) -> str:
    if value in RESERVED_SLUGS:
        raise ValueError("is the address of another page; mend: choose another word")
    if BLOCK_ID.fullmatch(value):
        raise ValueError("looks like the id of a block; mend: choose another word")
    if value and not _ID.fullmatch(value):
        raise ValueError(
            "should be small letters, digits and single hyphens; mend: choose another word"
        )
    return value


def _check_language(value: str) -> str:
    if not _LANGUAGE.fullmatch(value):
        raise ValueError(
            'should be the tag of a language; mend: write it as "en", "en-GB" or "zh-Hant"'
        )
    return value


def _check_url(value: str) -> str:
    if not _WEB.fullmatch(value):
        raise ValueError("should be a web address; mend: begin it with http:// or https://")
    return value


def _check_orcid(value: str) -> str:
    """Return the address of an ORCID iD, which is the form in which it is one."""
    found = _ORCID.fullmatch(value)
    if not found:
        raise ValueError(
            "should be an ORCID iD; mend: write its sixteen digits as 0000-0002-1825-0097"
        )
    signs = found[1].replace("-", "")
    last = _compute_check_sign(signs[:-1])
    if signs[-1] != last:
        raise ValueError(f"should end in {last} by its other digits; mend: copy the ORCID iD anew")
    return f"{ORCID}{found[1]}"


def _compute_check_sign(digits: str) -> str:
    """Return the last sign of an ORCID iD, by ISO/IEC 7064, MOD 11-2, as "Structure of the ORCID Identifier" has it."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11]


def _join_spaces(value: str) -> str:
    """Return a name with one space between its words: nobody is another for being written with two."""
    return " ".join(_check_printable(value).split())


def _check_file(value: str) -> str:
    parts = _check_printable(value).split("/")
    if value.startswith("/") or "\\" in value or ".." in parts or ":" in value:
        raise ValueError("leaves the edition's folder; mend: name a file in the edition's folder")
    return value


def _check_selector(value: str) -> str:
    if not is_selector(value):
        raise ValueError(
            "is no selector that is known here; mend: name elements as `article`, `#story` or `div.text > p`"
        )
    return value


_DAY_JSON = Schema(like(_DAY.pattern, "a day, written YYYY-MM-DD"), format="date")
_DATE_JSON = Schema(
    like(_CALENDAR, "YYYY, YYYY-MM or YYYY-MM-DD"),
    type=["string", "integer", "object"],
    minimum=1000,
    maximum=9999,
    required=["date-parts"],
    additionalProperties=False,
    properties={
        "date-parts": {
            "description": "The date as CSL has it: `[[2011, 7, 18]]`.",
            "type": "array",
            "minItems": 1,
            "maxItems": 1,
            "items": {
                "type": "array",
                "minItems": 1,
                "maxItems": 3,
                "items": {"type": "integer", "minimum": 1, "maximum": 9999},
            },
        }
    },
)
_SLUG_JSON = Schema(
    like(f"(?:{_ID.pattern})?", "small letters, digits and single hyphens"),
    **{"not": {"anyOf": [{"enum": sorted(RESERVED_SLUGS)}, {"pattern": f"^{BLOCK_ID.pattern}$"}]}},
)
_FILE_JSON = like(_FILE, "the name of a file in the edition's folder")
_PRINTABLE_JSON = without(f"{_NO_SIGNS}{BIDI}{_PRIVATE}")
_WORDS_JSON = without(_NO_SIGNS)
_SELECTOR_JSON = like(SELECTOR, "elements named as style sheets do: article, #story, div.text > p")
_LINE = string(
    _check_printable, json=_PRINTABLE_JSON, min_length=1, max_length=500, strip_whitespace=True
)
_SIGNED = string(
    _join_spaces, json=_PRINTABLE_JSON, min_length=1, max_length=500, strip_whitespace=True
)

Text = Annotated[str, Spec(string(_check_printable, json=_PRINTABLE_JSON, min_length=1))]
Line = Annotated[str, Spec(_LINE)]
Prose = Annotated[str, Spec(string(min_length=1, max_length=NOTE_BODY, strip_whitespace=True))]
Passage = Annotated[
    str, Spec(string(_check_words, json=_WORDS_JSON, min_length=1, max_length=NOTE_BODY))
]
Reading = Annotated[
    str, Spec(string(_check_reading, json=without(f"{_NO_SIGNS}{BIDI}"), max_length=NOTE_BODY))
]
Quote = Annotated[str, Spec(string(_check_words, json=_WORDS_JSON, min_length=1, max_length=2_000))]
Context = Annotated[str, Spec(string(_check_words, json=_WORDS_JSON, max_length=500))]
Day = Annotated[date, Spec(read_by(_check_date, json=_DAY_JSON))]
AnyDate = Annotated[str, Spec(read_by(_check_issued, json=_DATE_JSON))]
AnyDateIfKnown = Annotated[str, Spec(read_by(_check_issued_if_known, json=_DATE_JSON))]
Slug = Annotated[str, Spec(string(_check_slug, json=_SLUG_JSON))]
Url = Annotated[
    str,
    Spec(
        string(
            _check_url, json=like(_WEB.pattern, "a web address, beginning with http:// or https://")
        )
    ),
]
FileName = Annotated[str, Spec(string(_check_file, json=_FILE_JSON, min_length=1, max_length=200))]
Style = Annotated[
    str,
    Spec(
        string(
            _check_file,
            json=like(_FILE, "the name of a CSL style, or of a file in the edition's folder"),
            min_length=1,
            max_length=200,
        )
    ),
]
Language = Annotated[
    str,
    Spec(
        string(
            _check_language,
            json=like(_LANGUAGE.pattern, "the tag of a language: en, en-GB, zh-Hant"),
        )
    ),
]
Digest = Annotated[str, Spec(shaped(_SHA256, "64 figures from 0 to f"))]
Id = Annotated[
    str, Spec(shaped(_ID.pattern, "small letters, digits and single hyphens", max_length=100))
]
WorkType = Literal[
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter",
    "collection", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event", "graphic", "hearing",
    "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture", "musical_score", "pamphlet",
    "paper-conference", "patent", "performance", "periodical", "personal_communication", "post", "post-weblog",
    "regulation", "report", "review", "review-book", "software", "song", "speech", "standard", "thesis", "treaty",
    "webpage",
]  # fmt: skip
"""Types of CSL 1.0.2, "Appendix III"."""
Selector = Annotated[str, Spec(string(_check_selector, json=_SELECTOR_JSON))]
Words = Annotated[int, Spec(integer(ge=1, le=1_000_000))]
Flag = Annotated[bool, Spec(flag())]
By = Annotated[list[str], Spec(list_of(_SIGNED, min_length=1))]
NamePart = Annotated[str, Spec(_SIGNED)]
Orcid = Annotated[
    str,
    Spec(
        string(
            _check_orcid,
            json=like(_ORCID.pattern, "an ORCID iD: 0000-0002-1825-0097, or its address"),
        )
    ),
]
Times = Annotated[int, Spec(integer(ge=1, le=10_000))]
TargetName = Annotated[
    str,
    Spec(shaped(_TARGET, "the id of a block: p5, or slug#p5")),
]
