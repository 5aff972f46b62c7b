"""`registry.sum`: what the registry said of each id when `variorum ids` wrote it last, so that no hand alters it unseen.

One line an id: the digest of its words, that of its kind, reason and successors, its day, the day of its retirement or `-`, its
address; of a retired one also how its words begin, which stand nowhere else.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from variorum.problems import Position, Problem
from variorum.read.data import MOST, stop_looking
from variorum.read.registry import RegistryLine, shorten_words

FILE = "registry.sum"
_LINE = re.compile(
    r"(?P<words>[0-9a-f]{16}) (?P<rest>[0-9a-f]{8}) (?P<published>\d{4}-\d\d-\d\d) (?P<retired>-|\d{4}-\d\d-\d\d) (?P<text>[a-z0-9-]*)#(?P<id>\S+)(?: (?P<excerpt>.+))?"
)  # 5f3a9c0b1d2e4f60 77c1e0d2 2026-11-24 - #p4
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


@dataclass(frozen=True, slots=True)
class Sum:
    """What the registry said of an id."""

    words: str
    """The digest of its words."""
    rest: str
    """The digest of its kind, reason and successors."""
    published: str
    retired: str
    """`-` while it is in use."""
    text: str
    id: str
    excerpt: str = field(default="", compare=False)
    """How the words of a retired id begin; empty in files of before it was kept."""


def digest_words(words: str) -> str:
    """Return the digest of a wording, 16 hexadecimal figures of its SHA-256."""
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def sum_line(line: RegistryLine) -> Sum:
    """Return what a line of the registry says, in short."""
    retired = line.retired.isoformat() if line.retired else "-"
    rest = digest_words(json.dumps([line.kind, line.reason, line.successor]))[:8]
    words = digest_words(line.words)
    excerpt = shorten_words(line.words) if line.retired else ""
    return Sum(words, rest, line.published.isoformat(), retired, line.text, line.id, excerpt)


def dump_sums(lines: Iterable[RegistryLine]) -> str:
    """Return the file for a registry."""
    sums = map(sum_line, lines)
    return "".join(
        f"{s.words} {s.rest} {s.published} {s.retired} {s.text}#{s.id} {s.excerpt}".rstrip() + "\n"
        for s in sums
    )


def parse_sums(source: str, *, path: str) -> tuple[tuple[Sum, ...], list[Problem]]:
    """Parse the file: the lines that can be read, and the problems of the others.

    Args:
        source: With newline as the only line end.
        path: For the problems.
    """
    sums: list[Sum] = []
    problems: list[Problem] = []
    for number, raw in enumerate(source.splitlines(), start=1):
        if len(problems) > MOST:
            problems.append(stop_looking(Position(path, number), "lines"))
            break
        if found := _LINE.fullmatch(raw):
            sums.append(Sum(*found.groups("")))
            continue
        if raw.startswith(_CONFLICT):
            text, mend = f'an unsettled merge: "{raw[:40]}"', "keep the lines of both sides"
        else:
            text, mend = f'no line of `variorum ids`: "{raw[:40]}"', "restore the line as it was"
        problems.append(Problem("V301", Position(path, number), text, mend=mend))
    return tuple(sums), problems
