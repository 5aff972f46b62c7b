"""The fields of an edition's files, as they are written: what is let in at the door."""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Annotated, Literal

from variorum.model import AnnotationKind, EmendationKind, Rule, Status
from variorum.problems import BIDI
from variorum.read.limits import NOTE_BODY
from variorum.read.spec import WRITTEN, Spec, flag, integer, list_of, read_by, spec_of, string

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")  # 2011, 2011-07, 2011-07-18
_NO_SIGNS = "\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff" + "".join(
    chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF)
)
"""Controls and what is no character: HTML may not hold them."""
_UNWRITTEN = re.compile(f"[{_NO_SIGNS}]")
_UNREAD = re.compile(f"[{_NO_SIGNS}{BIDI}]")
_UNPRINTABLE = re.compile(f"[{_NO_SIGNS}{BIDI}\ue000-\uf8ff]")
_ID = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")  # eased-visa-rules
_LANGUAGE = re.compile(
    r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*|[IiXx](?:-[A-Za-z0-9]{1,8})+"
)  # BCP 47: "en-US", "de-DE-u-co-phonebk", "i-klingon"
RESERVED_SLUGS = frozenset(
    "apparatus sources context timeline glossary people map notes cite export v dts".split()
)
"""Slugs that are addresses of pages of ours."""
BLOCK_ID = re.compile(r"[a-z]\d+[a-z]*")  # p5, p3a


def is_id(word: str) -> bool:
    """Say whether a word may be part of an address: a note's stem, an emendation's id, an edition's folder."""
    return len(word) <= 100 and bool(_ID.fullmatch(word))


def _check_date(value: object) -> date:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
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
        raise ValueError("should be a date; mend: write it as YYYY, YYYY-MM or YYYY-MM-DD")
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        raise ValueError("a date that does not exist; mend: correct the date") from None
    return found[0]


def _refuse(signs: re.Pattern[str], value: str) -> str:
    if found := signs.search(value):
        raise ValueError(f"holds the invisible character U+{ord(found[0]):04X}; mend: delete it")
    return value


_check_printable = partial(_refuse, _UNPRINTABLE)
_check_words = partial(_refuse, _UNWRITTEN)
_check_reading = partial(_refuse, _UNREAD)
"""Of words that are compared with a copy-text, and of words that are put into it: letters of private use may be both."""


def _check_slug(value: str) -> str:
    if value in RESERVED_SLUGS:
        raise ValueError("is the address of another page; mend: choose another word")
    if BLOCK_ID.fullmatch(value):
        raise ValueError("looks like the id of a block; mend: choose another word")
    if value and not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", value):
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
    if not re.fullmatch(r"https?://[^\s\"<>]+", value):
        raise ValueError("should be a web address; mend: begin it with http:// or https://")
    return value


def _check_file(value: str) -> str:
    parts = _check_printable(value).split("/")
    if value.startswith("/") or "\\" in value or ".." in parts or ":" in value:
        raise ValueError("leaves the edition's folder; mend: name a file in the edition's folder")
    return value


_LINE = string(_check_printable, min_length=1, max_length=500, strip_whitespace=True)
_ID_WORD = string(pattern=_ID.pattern, max_length=100)

Text = Annotated[str, Spec(string(_check_printable, min_length=1))]
Line = Annotated[str, Spec(_LINE)]
Prose = Annotated[str, Spec(string(min_length=1, max_length=NOTE_BODY, strip_whitespace=True))]
Passage = Annotated[str, Spec(string(_check_words, min_length=1, max_length=NOTE_BODY))]
Context = Annotated[str, Spec(string(_check_words, max_length=500))]
Day = Annotated[date, Spec(read_by(_check_date))]
AnyDate = Annotated[str, Spec(read_by(_check_issued))]
Slug = Annotated[str, Spec(string(_check_slug))]
Url = Annotated[str, Spec(string(_check_url))]
FileName = Annotated[str, Spec(string(_check_file, min_length=1, max_length=200))]
Id = Annotated[str, Spec(_ID_WORD)]
WorkType = Literal[
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter",
    "collection", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event", "graphic", "hearing",
    "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture", "musical_score", "pamphlet",
    "paper-conference", "patent", "performance", "periodical", "personal_communication", "post", "post-weblog",
    "regulation", "report", "review", "review-book", "software", "song", "speech", "standard", "thesis", "treaty",
    "webpage",
]  # fmt: skip
"""Types of CSL 1.0.2, "Appendix III"."""
Words = Annotated[int, Spec(integer(ge=1, le=1_000_000))]
Flag = Annotated[bool, Spec(flag())]
By = Annotated[list[str], Spec(list_of(_LINE, min_length=1))]
TargetName = Annotated[str, Spec(string(pattern=r"^(?:[a-z0-9]+(?:-[a-z0-9]+)*#)?[a-z]\d+[a-z]*$"))]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameFile:
    """A person's name in CSL's parts, or an institution's as `literal`."""

    family: Line | None = None
    given: Line | None = None
    literal: Line | None = None

    def __post_init__(self) -> None:
        if not (self.family or self.literal):
            raise ValueError(
                "a name without family or literal; mend: write `{family: …, given: …}`"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyFile:
    """The words that open the first block of the body and close its last."""

    from_: Passage
    to: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFile:
    """One copy-text."""

    slug: Slug = ""
    title: Line | None = None
    file: FileName
    sha256: Annotated[str, Spec(string(pattern=r"^[0-9a-f]{64}$"))]
    body: BodyFile
    regularise: list[Rule] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentaryFile:
    """What an edition holds its commentary to; what is left out is not asked of it."""

    note_words: Words | None = None
    sidebar_words: Words | None = None
    strict: Flag = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionFile:
    """`edition.yml`."""

    format: Literal[1]
    type: WorkType | None = None
    title: Line
    author: Annotated[list[NameFile], Spec(list_of(spec_of(NameFile).schema, min_length=1))]
    container_title: Line | None = None
    issued: AnyDate
    language: Annotated[str, Spec(string(_check_language))] = "en"
    url: Url | None = field(default=None, metadata={WRITTEN: "URL"})
    publisher: Line | None = None
    rights: Text | None = None
    licence: Line | None = None
    editors: By
    contributors: list[NameFile] = field(default_factory=list)
    description: Line | None = None
    style: FileName = "chicago-shortened-notes-bibliography"
    dates: Literal["day month year"] | None = None
    text: TextFile | None = None
    texts: list[TextFile] | None = None
    as_of: Day | None = None
    commentary: CommentaryFile = field(default_factory=CommentaryFile)

    def __post_init__(self) -> None:
        if (self.text is None) == (self.texts is None) or self.texts == []:
            raise ValueError(
                'one of "text" and "texts" is needed, not both; mend: describe the copy-text under `text:`'
            )
        slugs = [text.slug for text in self.texts or ()]
        if twice := sorted({slug for slug in slugs if slugs.count(slug) > 1}):
            raise ValueError(f'two texts with the slug "{twice[0]}"; mend: give each its own')


@dataclass(frozen=True, slots=True, kw_only=True)
class EmendationFile:
    """An entry of `emendations.yml`."""

    id: Id
    source: Passage
    reading: Annotated[str, Spec(string(_check_reading, max_length=NOTE_BODY))]
    kind: EmendationKind
    reason: Prose
    by: By
    date: Day
    times: Annotated[int, Spec(integer(ge=1, le=10_000))] = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFile:
    """Who approved a note, and when."""

    by: By
    date: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationFile:
    """The front matter of `annotations/*.md`."""

    target: TargetName
    quote: Annotated[str, Spec(string(_check_words, min_length=1, max_length=2_000))]
    prefix: Context = ""
    suffix: Context = ""
    kind: AnnotationKind
    title: Line
    by: By
    date: Day
    status: Status = "draft"
    reviewed: ReviewFile | None = None
    as_of: Day | None = None
    see: list[Id] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.kind == "hindsight" and self.as_of is None:
            raise ValueError(
                'a note of kind "hindsight" without "as-of"; mend: add `as-of: YYYY-MM-DD`, the day at which it was true'
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class SidebarFile:
    """The front matter of `sidebars/*.md`."""

    title: Line
    targets: list[TargetName] = field(default_factory=list)
    by: By
    date: Day
    order: Annotated[int, Spec(integer())] = 0
    as_of: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineFile:
    """An entry of `timeline.yml`."""

    date: AnyDate
    label: Line
    text: Prose
    targets: list[TargetName] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermFile:
    """An entry of `glossary.yml`."""

    term: Line
    variants: list[Line] = field(default_factory=list)
    text: Prose
    see: list[Line] = field(default_factory=list)
    as_of: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFile:
    """An entry of `people.yml`."""

    name: Line
    kind: Line
    variants: list[Line] = field(default_factory=list)
    text: Prose
    as_of: Day | None = None
