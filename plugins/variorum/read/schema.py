"""The fields of an edition's files, as they are written: what is let in at the door."""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Annotated, ClassVar, Literal

from variorum.model import AnnotationKind, EmendationKind, Rule, Status
from variorum.problems import BIDI
from variorum.read.days import find_day
from variorum.read.limits import NOTE_BODY
from variorum.read.selector import SELECTOR, is_selector
from variorum.read.spec import (
    WRITTEN,
    Schema,
    Spec,
    flag,
    integer,
    like,
    list_of,
    read_by,
    shaped,
    spec_of,
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


_NAMED = Schema(
    anyOf=[
        {"required": [name], "properties": {name: {"type": "string"}}}
        for name in ("family", "literal")
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameFile:
    """A person's name in CSL's parts, or an institution's as `literal`."""

    family: NamePart | None = None
    """The name under which the person is listed. Example: Sueldo"""
    given: NamePart | None = None
    """The names before it. Example: Alejandro"""
    literal: NamePart | None = None
    """An institution's name as a whole, or one that has no parts. Example: The Moscow Times"""
    RULE: ClassVar = _NAMED

    def __post_init__(self) -> None:
        _check_name(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributorFile:
    """Somebody who signs: a name, and where more is said of whoever bears it."""

    family: NamePart | None = None
    """The name under which the person is listed. Example: Byron"""
    given: NamePart | None = None
    """The names before it. Example: Ada"""
    literal: NamePart | None = None
    """A body's name as a whole, or one that has no parts. Example: The Variorum editors"""
    orcid: Orcid | None = None
    """The person's ORCID iD, sixteen digits with hyphens, or its address. The last digit is checked against the others. Example: 0000-0002-1825-0097"""
    url: Url | None = None
    """A home page. Example: https://example.org/ada"""
    RULE: ClassVar = _NAMED

    def __post_init__(self) -> None:
        _check_name(self)


def _check_name(name: NameFile | ContributorFile) -> None:
    if not (name.family or name.literal):
        raise ValueError("a name without family or literal; mend: write `{family: …, given: …}`")


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyFile:
    """The words that open the first block of the body and close its last."""

    from_: Passage
    """The words with which the first block of the body begins. Example: U.S.-Russian relations are stalling."""
    to: Passage
    """The words with which its last block ends. Example: greater cooperation on mutual concerns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFile:
    """One copy-text."""

    slug: Slug = ""
    """The text's part of the address, needed in `texts`; one of them may be empty, and stands at the edition's own address. Example: later"""
    title: Line | None = None
    """The title of this text, where it differs from the edition's."""
    file: FileName
    """The copy-text's name, a Markdown, HTML or plain-text file in the edition's folder. Example: article.md"""
    sha256: Digest
    """The digest (SHA-256) of the copy-text's bytes, 64 hexadecimal digits."""
    within: Selector | None = None
    """Of a page, the element that holds the text; by default its one `article` or `main`, else its body. Example: "#story"
    """
    without: list[Selector] = field(default_factory=list)
    """Elements in that which are no part of the text. Example: [".share"]"""
    body: BodyFile
    """Where the body begins and ends; what stands before it is front matter, and what stands after it back matter."""
    regularise: list[Rule] = field(default_factory=list)
    """Rules of house style, in their order. Example: [quotes, spaces]"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentaryFile:
    """What an edition holds its commentary to; what is left out is not asked of it."""

    note_words: Words | None = None
    """How many words a note may have. Example: 120"""
    sidebar_words: Words | None = None
    """How many words an essay may have. Example: 350"""
    strict: Flag = False
    """Makes an error of whatever a reader could not check."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionFile:
    """`edition.yml`."""

    format: Literal[1]
    """The version of this format."""
    type: WorkType | None = None
    """What the work is, in CSL's terms; by default guessed from the other fields. Example: article-newspaper"""
    title: Line
    """The work's title, as its front matter has it. Example: Holding the Reset Hostage"""
    author: Annotated[list[NameFile], Spec(list_of(spec_of(NameFile).schema, min_length=1))]
    """Who wrote the work. Example: [{family: Sueldo, given: Alejandro}]"""
    container_title: Line | None = None
    """The newspaper, journal or book that it appeared in. Example: The Moscow Times"""
    issued: Annotated[str, Spec(read_by(_check_issued_if_known, json=_DATE_JSON))]
    """When it appeared. Example: 2011-07-18"""
    language: Language = "en"
    """The language of the text and of the notes. It chooses hyphenation, direction, quotation marks and, where there is a wording for it (English and Russian), what the pages say. Example: en-US"""
    url: Url | None = field(default=None, metadata={WRITTEN: "URL"})
    """Where the original stands or stood. Example: https://example.org/article"""
    publisher: Line | None = None
    """Who published it."""
    rights: Text | None = None
    """The rights in the work, in a sentence. Example: Public domain."""
    licence: Line | None = None
    """The licence of the commentary. Example: CC BY 4.0"""
    editors: By
    """The editors' names as they are signed. Example: [The Variorum editors]"""
    contributors: list[ContributorFile] = field(default_factory=list)
    """Those who sign, here or with `by`, of whom more is known than a name: signed `Ada Byron`, she is cited under Byron. A name that is not here is cited whole, as a body's is. Example: [{family: Byron, given: Ada}]"""
    description: Line | None = None
    """One sentence for search engines and link previews."""
    style: Style = "chicago-shortened-notes-bibliography"
    """How citations look; a file's name ends in `.csl`."""
    dates: Literal["day month year"] | None = None
    """How the dates of citations are written; otherwise they are as the language has them."""
    text: TextFile | None = None
    """The copy-text; it or `texts` is needed."""
    texts: list[TextFile] | None = None
    """Several copy-texts, one for each chapter or part, in the order of reading; in place of `text`."""
    as_of: Day | None = None
    """The day up to which the edition's knowledge reaches; readers are told, and nothing in it may be later. Example: 2026-06-30"""
    commentary: CommentaryFile = field(default_factory=CommentaryFile)
    """What the check holds the commentary to."""
    RULE: ClassVar = Schema(
        oneOf=[
            {"required": ["text"], "properties": {"text": {"type": "object"}}},
            {"required": ["texts"], "properties": {"texts": {"type": "array", "minItems": 1}}},
        ]
    )

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
    """The correction's name, part of its address. Example: author-name"""
    source: Passage
    """The words printed, plain, without markup; they are compared exactly. Example: Alejandro Suelo is a scholar"""
    reading: Reading
    """The edition's words in their place; `""` deletes them. Example: Alejandro Sueldo is a scholar"""
    kind: EmendationKind
    """What was wrong."""
    reason: Prose
    """Why it is corrected, with citations."""
    by: By
    """Who corrected it. Example: [The Variorum editors]"""
    date: Day
    """The day of the correction. Example: 2026-11-24"""
    times: Times = 1
    """How often the words are printed, if more than once; all places are changed. Example: 2"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFile:
    """Who approved a note, and when."""

    by: By
    """Who approved it. Example: [The Variorum editors]"""
    date: Day
    """The day of the review. Example: 2026-11-29"""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationFile:
    """The front matter of `annotations/*.md`."""

    target: TargetName
    """The block's id, `p5`; where the edition has several texts, `SLUG#p5`. Example: p5"""
    quote: Quote
    """The words annotated, as the edition reads them. Example: eased visa rules"""
    prefix: Context = ""
    """Words that touch the quote before it, where it stands in the block more than once."""
    suffix: Context = ""
    """Words that touch the quote after it."""
    kind: AnnotationKind
    """What the note does."""
    title: Line
    """A few words that tell the note from others. Example: The ABM Treaty"""
    by: By
    """Who wrote it. Example: [The Variorum editors]"""
    date: Day
    """The day on which it was written or last changed. Example: 2026-11-24"""
    status: Status = "draft"
    """How far the note has come; `reviewed` needs the field of that name."""
    reviewed: ReviewFile | None = None
    """Who approved the note, and when."""
    as_of: Day | None = None
    """The day at which the note was true, needed for `hindsight`; of any other note, up to which it tells what happened. Example: 2026-06-30"""
    see: list[Id] = field(default_factory=list)
    """Other notes, by their files' names without the ending. Example: [child-adoptions]"""
    RULE: ClassVar = {
        "if": {"required": ["kind"], "properties": {"kind": {"const": "hindsight"}}},
        "then": {"required": ["as-of"], "properties": {"as-of": {"type": "string"}}},
    }

    def __post_init__(self) -> None:
        if self.kind == "hindsight" and self.as_of is None:
            raise ValueError(
                'a note of kind "hindsight" without "as-of"; mend: add `as-of: YYYY-MM-DD`, the day at which it was true'
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class SidebarFile:
    """The front matter of `sidebars/*.md`."""

    title: Line
    """The essay's title. Example: How the article’s claims fared"""
    targets: list[TargetName] = field(default_factory=list)
    """The blocks beside which the page shows it. Example: [p9]"""
    by: By
    """Who wrote it. Example: [The Variorum editors]"""
    date: Day
    """The day on which it was written or last changed. Example: 2026-11-24"""
    order: Annotated[int, Spec(integer())] = 0
    """A number; essays stand in this order, then by name. Example: 8"""
    as_of: Day | None = None
    """The day up to which it tells what happened. Example: 2026-06-30"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineFile:
    """An entry of `timeline.yml`."""

    date: AnyDate
    """When it was. Example: 1972-05-26"""
    label: Line
    """A few words. Example: The ABM Treaty is signed"""
    text: Prose
    """What happened, with citations."""
    targets: list[TargetName] = field(default_factory=list)
    """The blocks it bears on. Example: [p2]"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermFile:
    """An entry of `glossary.yml`."""

    term: Line
    """The word, as it stands at the head of the entry. Example: ABM Treaty"""
    variants: list[Line] = field(default_factory=list)
    """Other forms of the word; none is guessed."""
    text: Prose
    """What it means, with citations."""
    see: list[Line] = field(default_factory=list)
    """Other terms, as they stand at the head of their entries; not in a circle."""
    as_of: Day | None = None
    """The day up to which the entry holds. Example: 2026-06-30"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFile:
    """An entry of `people.yml`."""

    name: Line
    """The name, as it stands at the head of the entry. Example: John Beyrle"""
    kind: Line
    """What the person or body is, in a word. Example: diplomat"""
    variants: list[Line] = field(default_factory=list)
    """Other forms of the name."""
    text: Prose
    """Who it is, with citations."""
    as_of: Day | None = None
    """The day up to which the entry holds. Example: 2026-06-30"""
