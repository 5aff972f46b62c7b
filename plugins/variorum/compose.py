"""What a contributor says of a note or a correction → the bytes of its file, which our own reader reads back as the same."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date as Day  # noqa: N812 — fields are called date

from variorum.model import AnnotationKind, Citation, EmendationKind
from variorum.problems import make_printable
from variorum.prose.citation_syntax import write_cluster

LONGEST_STEM = 60
MOST_WORDS = 5
"""Of a stem made of words: it is part of an address."""

_NOT_OF_WORDS = re.compile(r"['’]")  # don't → dont
_WORD = re.compile(r"[a-z0-9]+")
_PLAIN_NAME = re.compile(r"[^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*)*")  # The Variorum editors
_LAST_STOP = re.compile(r"(?<!\.)[.!?。！？]\Z")  # the stop of the last sentence, not an ellipsis
_STRUCTURED = re.compile(
    r"(?:^|\n)[ \t]*(?:[|`~>#]|[-*+] |\d+[.)] )[^\n]*\Z"
)  # a table, code, a list
_CONSTANTS = frozenset({"null", "true", "false"})
"""Plain words that YAML takes for something else than themselves, in small letters."""


def write_note(
    *,
    target: str,
    quote: str,
    prefix: str = "",
    suffix: str = "",
    kind: AnnotationKind,
    title: str,
    by: Sequence[str],
    date: Day,
    as_of: Day | None = None,
    body: str,
) -> str:
    """Return the file of a note, a draft, in the form and order of DESIGN.md, *Annotations*.

    Args:
        target: The block's id, or `slug#id`.
        quote: The lemma as the edition reads it.
        prefix: Words that touch it before, where they are needed to tell it.
        suffix: Words that touch it after.
        kind: Of the note.
        title: A few words.
        by: Who signs it.
        date: The day.
        as_of: The day at which it was true; needed for `hindsight`.
        body: Markdown.
    """
    fields = [
        f"target: {target}",
        _write_words("quote", quote),
        *([_write_words("prefix", prefix)] if prefix else []),
        *([_write_words("suffix", suffix)] if suffix else []),
        f"kind: {kind}",
        _write_words("title", title),
        _write_names("by", by),
        f"date: {date.isoformat()}",
        "status: draft",
        *([f"as-of: {as_of.isoformat()}"] if as_of else []),
    ]
    front = "\n".join(fields)
    written = body.strip("\n \t")
    return f"---\n{front}\n---\n{written}\n"


def write_emendation(
    *,
    source: str,
    reading: str,
    kind: EmendationKind,
    reason: str,
    by: Sequence[str],
    date: Day,
    times: int = 1,
) -> str:
    """Return the file of a correction: the fields of an entry of `emendations.yml` but its `id`, which is the file's name.

    Args:
        source: The words printed.
        reading: The edition's words; empty deletes.
        kind: Of the correction.
        reason: Why, in Markdown with citations.
        by: Who signs it.
        date: The day.
        times: How often `source` is printed.
    """
    fields = [
        _write_exactly("source", source),
        _write_exactly("reading", reading),
        *([f"times: {times}"] if times != 1 else []),
        f"kind: {kind}",
        _write_words("reason", reason.strip()),
        _write_names("by", by),
        f"date: {date.isoformat()}",
    ]
    return "\n".join(fields) + "\n"


def cite_sources(body: str, citations: Sequence[Citation]) -> str:
    """Return the body of a note with the sources that it does not cite yet, before the full stop of its last sentence.

    Args:
        body: Markdown.
        citations: The sources that it rests on.
    """
    missing = [
        item for item in citations if not re.search(rf"@\{{?{re.escape(item.key)}(?!\w)", body)
    ]
    if not missing:
        return body
    cluster = f"[{write_cluster(missing)}]"
    written = body.rstrip()
    if _STRUCTURED.search(written):
        return f"{written}\n\n{cluster}"
    if stop := _LAST_STOP.search(written):
        return f"{written[: stop.start()]} {cluster}{stop[0]}"
    return f"{written} {cluster}"


def name_stem(words: str, otherwise: str, is_taken: Callable[[str], bool]) -> str:
    """Return the name of a new file, made of the first of some words; `nameFile` in `scripts/drafting.js` is its twin.

    Args:
        words: What the file is about.
        otherwise: The name where the words have none for an address.
        is_taken: Says whether there is such a file; the name then gets a number.
    """
    plain = unicodedata.normalize("NFKD", words)
    plain = "".join(sign for sign in plain if not unicodedata.category(sign).startswith("M"))
    found = _WORD.findall(_NOT_OF_WORDS.sub("", plain).lower())[:MOST_WORDS]
    stem = "-".join(found)[:LONGEST_STEM].removesuffix("-")
    # of words in other letters the numbers alone say nothing
    if not re.search("[a-z]", stem) and (not stem or any(sign.isalpha() for sign in plain)):
        stem = otherwise
    name, number = stem, 1
    while is_taken(name):
        number += 1
        name = f"{stem}-{number}"
    return name


def _write_words(name: str, words: str) -> str:
    """Return a field of words as a literal block, which no sign in them can cut short, or else in quotation marks."""
    lines = words.split("\n")
    if not words or any(not _is_open(line) for line in lines) or not (lines[0] and lines[-1]):
        return f"{name}: {_quote(words)}"
    return "\n".join([f"{name}: |-", *(f"  {line}" if line else "" for line in lines)])


def _write_exactly(name: str, words: str) -> str:
    """Return a field of words whose line ends count, and are seen best where they are written as signs."""
    return f"{name}: {_quote(words)}" if "\n" in words else _write_words(name, words)


def _write_names(name: str, names: Sequence[str]) -> str:
    return f"{name}: [{', '.join(write_line(each) for each in names)}]"


def write_line(name: str) -> str:
    """Return words in one line as a value of YAML: as they are where nothing in them could be read as more, else in quotation marks."""
    is_plain = _PLAIN_NAME.fullmatch(name) and name.lower() not in _CONSTANTS
    return name if is_plain and _is_open(name) else _quote(name)


def _is_open(line: str) -> bool:
    """Say whether a line shows all that it holds: nothing unseen, no space at its ends that an editor might take away."""
    return line == line.strip() and not any(map(_is_unseen, line))


def _is_unseen(sign: str) -> bool:
    """Say whether a sign must be written by its number: YAML has no other way, or nobody who reviews the file would see it."""
    return sign == "\ufeff" or make_printable(sign) != sign


def _quote(words: str) -> str:
    """Return words as a double-quoted scalar (YAML 1.2.2, section 5.7)."""
    return f'"{"".join(map(_escape, words))}"'


def _escape(sign: str) -> str:
    if sign in '"\\':
        return f"\\{sign}"
    if sign == "\n":
        return "\\n"
    if not _is_unseen(sign):
        return sign
    number = ord(sign)
    return f"\\u{number:04X}" if number <= 0xFFFF else f"\\U{number:08X}"
