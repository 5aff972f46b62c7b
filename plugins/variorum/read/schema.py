"""The fields of an edition's files, as they are written: what is let in at the door."""

from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

from variorum.model import AnnotationKind, EmendationKind, Rule, Status
from variorum.read.spec import (
    WRITTEN,
    Schema,
    Spec,
    integer,
    list_of,
    spec_of,
)
from variorum.read.values import (
    AnyDate,
    AnyDateIfKnown,
    By,
    Context,
    Day,
    Digest,
    FileName,
    Flag,
    Id,
    Language,
    Line,
    NamePart,
    Orcid,
    Passage,
    Prose,
    Quote,
    Reading,
    Selector,
    Slug,
    Style,
    TargetName,
    Text,
    Times,
    Url,
    Words,
    WorkType,
)

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
    issued: AnyDateIfKnown
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
