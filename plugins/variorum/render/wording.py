"""How things are called in the pages: dates, counts, kinds, places; one wording for pages and search."""

import re
from collections.abc import Sequence
from datetime import date

from variorum.model import Annotation, AnnotationKind, Edition, EmendationKind, Name, Text

_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_ID = re.compile(r"([a-z])(\d+[a-z]*)")  # p5, p3a
_NAMES = {
    "p": "Paragraph",
    "h": "Heading",
    "v": "Stanza",
    "q": "Quotation",
    "l": "List",
    "t": "Table",
    "g": "Figure",
    "c": "Code",
    "n": "Author’s note",
    "f": "Front matter",
    "b": "Back matter",
}
NOTE_KINDS: dict[AnnotationKind, str] = {
    "context": "Context",
    "explanation": "Explanation",
    "evidence": "Evidence",
    "dispute": "Dispute",
    "hindsight": "Hindsight",
    "textual": "The text",
}
EMENDATION_KINDS: dict[EmendationKind, str] = {
    "name": "a name",
    "spelling": "spelling",
    "damage": "damaged characters",
    "page-break": "a page break",
    "punctuation": "punctuation",
    "spacing": "spacing",
    "link": "a dead link",
}
RULES = {
    "quotes": ("Quotation marks and apostrophes", "straight marks are read as curly ones"),
    "spaces": ("Doubled spaces", "several spaces are read as one"),
}
TIERS = {
    "primary": ("Primary sources", "Documents, speeches and reports of the events themselves."),
    "secondary": ("Secondary literature", "Accounts of the events by others."),
    "reference": ("Works of reference", "Handbooks, encyclopaedias and the like."),
    "": ("Other sources", ""),
}
VERIFIED = {
    "text-read": "The editors have read the words relied on.",
    "extract-read": "The editors have read an extract, not the whole.",
    "partly": "The editors could check this source only in part.",
    "memory": "Cited from memory: the editors have not yet checked it.",
    "from-memory": "Cited from memory: the editors have not yet checked it.",
    "": "Not yet checked by the editors.",
}
QUOTE_LENGTH = 60
"""Code points of a lemma that are read out in a link's name before it is cut at a word."""


def spell_date(day: date | str) -> str:
    """Return a date in words, `24 November 2026`; of a year or a month only what is known."""
    year, *rest = str(day).split("-")
    if not rest or not all(part.isdigit() for part in rest):
        return str(day)
    month = _MONTHS[int(rest[0]) - 1] if 1 <= int(rest[0]) <= 12 else ""
    number = str(int(rest[1])) if len(rest) > 1 else ""
    return " ".join(part for part in (number, month, year) if part)


def count(number: int, noun: str) -> str:
    """Return the number with its noun: `1 note`, `2,000 notes`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def label_block(block_id: str) -> str:
    """Return the short form in which a block is cited: `¶5`, `b1`."""
    return f"¶{block_id[1:]}" if block_id.startswith("p") else block_id


def name_block(block_id: str) -> str:
    """Return the form in which a block is read out: `Paragraph 5`."""
    found = _ID.fullmatch(block_id)
    return f"{_NAMES.get(found[1], 'Passage')} {found[2]}" if found else block_id


def label_place(edition: Edition, text: str, block_id: str) -> str:
    """Return the short form of a block, with its text's title where the edition has several."""
    label = label_block(block_id)
    if len(edition.texts) < 2:
        return label
    title = next((item.title for item in edition.texts if item.slug == text), text)
    return f"{label} in “{title}”"


def shorten(words: str, *, length: int = QUOTE_LENGTH) -> str:
    """Return the words in one line, cut at a word's end where they are long."""
    line = " ".join(words.split())
    if len(line) <= length:
        return line
    return f"{line[:length].rsplit(' ', 1)[0].rstrip(',;:.')} …"


def name_note(annotation: Annotation) -> str:
    """Return how a reference to a note is read out: `note 4 on ‘planned interceptors’`."""
    return f"note {annotation.number} on ‘{shorten(annotation.quote)}’"


def say_printed(words: str) -> str:
    """Return printed words as they are read out, white space and breaks by their names."""
    breaks = words.replace("\n\n", " [paragraph break] ").replace("\n", " [line break] ")
    if breaks.strip():
        return " ".join(breaks.split())
    return "nothing" if not words else count(len(words), "space") if len(words) > 1 else "a space"


def list_names(names: Sequence[str]) -> str:
    """Return names as a sentence has them: `A`, `A and B`, `A, B and C`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def list_authors(authors: Sequence[Name]) -> str:
    """Return the authors' names as a title page has them."""
    return list_names([str(author) for author in authors])


def title_of(edition: Edition, text: Text) -> str:
    """Return the title of a text's page: the edition's, and the text's own where it differs."""
    alone = len(edition.texts) == 1 or text.title == edition.title
    return edition.title if alone else f"{text.title} — {edition.title}"
