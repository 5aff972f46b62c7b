"""A generated work with its notes and sources, as data from which `sites` writes files."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from benchmarks.prose import Writer

TITLE = "The Generated Chronicle"

PER_TEXT = 100
"""Paragraphs."""
PARAGRAPH_WORDS, NOTE_WORDS = 95, 60
PER_REFERENCE = 10
"""Paragraphs for each reference."""
PER_EMENDATION = 20
"""Paragraphs for each correction, so that there is an apparatus."""

KINDS = ("context", "explanation", "evidence", "dispute", "hindsight", "textual")

_LEMMA = re.compile(r"(?<= )\w+(?: \w+){1,3}(?=[ ,.])")  # "treaty of the north"
_LONG_WORD = re.compile(r"\b[a-z]{7,}\b")


@dataclass(frozen=True, slots=True)
class Reference:
    """A source, as both sites need it."""

    key: str
    family: str
    title: str
    publisher: str
    year: int


@dataclass(frozen=True, slots=True)
class Pointer:
    """A citation."""

    reference: Reference
    page: int


@dataclass(frozen=True, slots=True)
class Note:
    """A note on some words of a paragraph."""

    number: int
    lemma: str
    start: int
    """Where the lemma begins in the paragraph."""
    kind: str
    title: str
    sentences: tuple[str, str]
    """Each ends with a stop, before which its citations stand."""
    pointers: tuple[tuple[Pointer, ...], ...]
    """The citations of each sentence."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, how it is printed, and its note."""

    words: str
    printed: str
    misprint: tuple[str, str] | None
    """The word as printed, and as it is read."""
    note: Note


@dataclass(frozen=True, slots=True)
class Chapter:
    """A text of the edition, a page of the site."""

    slug: str
    title: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """What both sites are written from."""

    chapters: tuple[Chapter, ...]
    references: tuple[Reference, ...]


def generate(paragraphs: int, *, corrected: bool = True) -> Corpus:
    """Return the corpus of that many paragraphs.

    Args:
        paragraphs: At least one; each hundred is a text.
        corrected: Some words were printed wrong.
    """
    writer = Writer(paragraphs)
    references = tuple(
        Reference(
            key=f"source-{number}",
            family=writer.pick_name(),
            title=writer.write_words(6).capitalize(),
            publisher=f"{writer.pick_name()} Press",
            year=writer.random.randint(1900, 2020),
        )
        for number in range(1, max(paragraphs // PER_REFERENCE, 1) + 1)
    )
    misprinted: set[str] = set()
    written = [
        _write(writer, number, references, misprinted) for number in range(1, paragraphs + 1)
    ]
    if not corrected:
        written = [
            replace(paragraph, printed=paragraph.words, misprint=None) for paragraph in written
        ]
    chapters = tuple(
        Chapter(
            slug=f"chapter-{1 + start // PER_TEXT}" if start else "",
            title=f"Chapter {1 + start // PER_TEXT}" if start else TITLE,
            paragraphs=tuple(written[start : start + PER_TEXT]),
        )
        for start in range(0, paragraphs, PER_TEXT)
    )
    return Corpus(chapters, references)


def _write(
    writer: Writer, number: int, references: Sequence[Reference], misprinted: set[str]
) -> Paragraph:
    words = writer.write_paragraph(PARAGRAPH_WORDS)
    while not (lemmas := [m for m in _LEMMA.finditer(words) if words.count(m[0]) == 1]):
        words = writer.write_paragraph(PARAGRAPH_WORDS)
    lemma = writer.random.choice(lemmas)
    misprint = _misprint(words, misprinted) if number % PER_EMENDATION == 1 else None
    first = Pointer(references[number % len(references)], writer.random.randint(1, 400))
    second = Pointer(writer.random.choice(references), writer.random.randint(1, 400))
    note = Note(
        number=number,
        lemma=lemma[0],
        start=lemma.start(),
        kind=KINDS[number % len(KINDS)],
        title=writer.write_words(3).capitalize(),
        sentences=(
            writer.write_paragraph(NOTE_WORDS // 2),
            writer.write_paragraph(NOTE_WORDS // 2),
        ),
        # one citation, two in one pair of brackets, two in their own
        pointers=(((first,), ()), ((first, second), ()), ((first,), (second,)), ((), (first,)))[
            number % 4
        ],
    )
    printed = words.replace(misprint[1], misprint[0], 1) if misprint else words
    return Paragraph(words, printed, misprint, note)


def _misprint(words: str, known: set[str]) -> tuple[str, str] | None:
    """Return a word with a letter gone wrong as no other word has it, and the word."""
    for word in _LONG_WORD.findall(words):
        wrong = f"{word[:3]}q{word[4:]}"  # no word of the lexicon has a q
        if words.count(word) == 1 and wrong[:7] not in known:
            known.add(wrong[:7])
            return wrong, word
    return None
