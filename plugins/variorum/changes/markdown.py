"""What differs → Markdown as forges show it, in which no word of a stranger's is markup, link, mention or command."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from variorum.changes.model import Change, EditionChanges, Marked, State
from variorum.problems import make_printable

MOST = 900_000
"""Bytes of the whole: GitHub refuses a summary of more than 1 MiB."""
LONGEST = 6_000
"""Code points shown of one passage or body."""
VALUE = 300
"""Code points shown of one value."""

_SIGNS = re.compile(r"[\\`*_\[\]<>#|~&$^{}!]")
"""What Markdown, or a forge, takes for more than itself."""
_RISKY = re.compile(r"@|://|\bwww\.|[#!]\d|\bGH-\d|\bmailto:|\b[0-9a-f]{40}\b", re.IGNORECASE)
"""Of which a forge makes a mention or a link, whatever stands before it: "@name", "https://…", "#12", "a/b#12", a commit."""
_CITATION = re.compile(r"(?<![^ (])(\[[^\[\]`]*@[^\[\]`]*\])(?!`)")
"""Keys and places in brackets, which stand as one piece of code."""
_ENDS = re.compile(r"^(\(?)(.*?)([.,;:?)]*)$", re.DOTALL)
"""A word without the marks around it."""
_COMMAND = re.compile(r"::|##\[")
"""With which a line of a log begins that is a command to GitHub's runner."""
_OPENING = re.compile(r"^(?=[-+=])|(?<=^\d)(?=[.)]$)|(?<=^\d\d)(?=[.)]$)")
"""What begins a list or underlines a heading, at the beginning of a line: "- ", "1. "."""
_TAGS = {"strong": "strong", "del": "del", "ins": "ins"}
_HEADINGS: dict[State, str] = {"new": "New", "changed": "Changed", "removed": "Removed"}
_ORDER = (
    "text",
    "correction",
    "note",
    "essay",
    "source",
    "event",
    "term",
    "person",
    "map",
)


def write_changes(editions: Sequence[EditionChanges], *, since: str) -> str:
    """Return a summary for a reviewer: what to be alarmed at first, then each change with its passage.

    Args:
        editions: All that were compared.
        since: With which state, in a word.
    """
    changed = [edition for edition in editions if not is_empty(edition)]
    if not changed:
        return f"Nothing changes in the editions since {write_code(since)}.\n"
    parts = [f"# What changes in the editions since {write_code(since)}"]
    for edition in changed:
        parts += _write_edition(edition)
    return _bound(parts)


def is_empty(edition: EditionChanges) -> bool:
    """Say whether nothing in an edition differs."""
    return edition.state == "changed" and not (
        edition.alarms or edition.facts or edition.said or edition.changes
    )


def write_words(text: str) -> str:
    """Return words of a stranger's, in one line, that show as they are and do nothing."""
    pieces = _CITATION.split(make_printable(" ".join(text.split())))
    first, *others = pieces[0].split(" ")
    opening = _write_word(first)
    if found := _OPENING.search(opening):
        opening = f"{opening[: found.start()]}\\{opening[found.start() :]}"
    written = [" ".join([opening, *map(_write_word, others)])]
    for citation, words in zip(pieces[1::2], pieces[2::2], strict=True):
        written += (write_code(citation), " ".join(map(_write_word, words.split(" "))))
    return "".join(written)


def write_code(text: str) -> str:
    """Return a name or a path as code, in which nothing is markup."""
    inner = make_printable(" ".join(text.split()))
    fence = "`" * (max((len(run) for run in re.findall("`+", inner)), default=0) + 1)
    space = " " if inner[:1] == "`" or inner[-1:] == "`" else ""
    return f"{fence}{space}{_COMMAND.sub(_part_signs, inner)}{space}{fence}" if inner else "“”"


def _write_word(word: str) -> str:
    # as code nothing links or mentions, and it can still be copied as it is
    if not _RISKY.search(word):
        return _COMMAND.sub(_part_signs, _SIGNS.sub(r"\\\g<0>", word))
    found = _ENDS.match(word)
    assert found is not None
    before, inner, after = found.groups()
    return f"{before}{write_code(inner)}{_COMMAND.sub(_part_signs, after)}"


def _part_signs(found: re.Match[str]) -> str:
    return "\u2060".join(found[0])


def _write_edition(edition: EditionChanges) -> Iterator[str]:
    name = write_code(edition.slug)
    heading = (
        f"## {name}" if edition.state == "changed" else f"## {_HEADINGS[edition.state]}: {name}"
    )
    yield "\n\n".join(filter(None, (heading, _count(edition.changes))))
    if edition.alarms:
        lines = "\n".join(f"> - {write_words(alarm)}." for alarm in edition.alarms)
        yield f"> [!CAUTION]\n> **What ought not to change has changed.**\n>\n{lines}"
    if edition.said:
        yield "\n".join(f"- {write_words(sentence)}." for sentence in edition.said)
    if edition.facts:
        yield "### `edition.yml`\n\n" + "\n".join(_write_fields(edition.facts))
    for change in sorted(edition.changes, key=lambda change: _ORDER.index(change.what)):
        yield _write_change(change)


def _count(changes: Iterable[Change]) -> str:
    counts = Counter((change.what, change.state) for change in changes)
    said = [
        f"{count} {what if count == 1 else _plural(what)} {state}"
        for what in _ORDER
        for state in _HEADINGS
        if (count := counts[what, state])
    ]
    return ", ".join(said)


def _plural(what: str) -> str:
    return {"person": "people", "text": "passages of the text"}.get(what, f"{what}s")


def _write_change(change: Change) -> str:
    parts = [f"### {_HEADINGS[change.state]} {change.what}: {write_words(change.name) or '“”'}"]
    parts.append(" · ".join([write_code(change.path), *map(write_words, change.facts)]))
    if change.fields:
        parts.append("\n".join(_write_fields(change.fields)))
    if change.passage:
        place = f"¶ {write_words(change.place)}: " if change.place else ""
        parts.append(_quote(change.passage, before=place))
    if change.body:
        parts.append(_quote(change.body))
    if change.sources:
        parts.append("Rests on\n\n" + "\n".join(f"- {write_words(s)}" for s in change.sources))
    if change.look:
        parts.append("See to it:\n\n" + "\n".join(f"- [ ] {write_words(s)}" for s in change.look))
    return "\n\n".join(parts)


def _write_fields(fields: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    for name, old, new in fields:
        yield f"- {write_code(name)}: {_value(old)} → {_value(new)}"


def _value(value: str) -> str:
    shown = value if len(value) <= VALUE else f"{value[:VALUE]}…"
    return write_words(shown) or "*nothing*"


def _quote(pieces: Marked, *, before: str = "") -> str:
    """Return a passage or prose as a block quotation, no more of it than anybody would read here."""
    paragraphs: list[list[str]] = [[before] if before else []]
    room = LONGEST
    for piece in pieces:
        if piece.mark == "break":
            paragraphs.append([])
            continue
        words, rest = piece.words[:room], piece.words[room:]
        room -= len(words)
        paragraphs[-1].append(_write_piece(piece.mark, words))
        if rest:
            paragraphs[-1].append("… (the rest is in the file)")
            break
    lines = ["".join(parts).strip() for parts in paragraphs]
    return "\n>\n".join(f"> {line}" for line in lines if line)


def _write_piece(mark: str, words: str) -> str:
    """Return words with their mark around them, and the spaces at their ends outside of it."""
    written = write_words(words)
    tag = _TAGS.get(mark)
    if tag and written:
        written = f"<{tag}>{written}</{tag}>"
    head = " " if words[:1].isspace() else ""
    tail = " " if words[-1:].isspace() else ""
    return f"{head}{written}{tail}"


def _bound(parts: Sequence[str]) -> str:
    """Return the parts as one text, as many as there is room for."""
    kept: list[str] = []
    room = MOST
    for place, part in enumerate(parts):
        room -= len(part.encode()) + 2
        if room < 0:
            kept.append(f"…and {len(parts) - place} more, for which there is no room here.")
            break
        kept.append(part)
    return "\n\n".join(kept) + "\n"
