"""What a file says of itself, each value with where it says so."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, cast

from variorum.gather.particulars import read_date
from variorum.printed_dates import find_dates
from variorum.problems import BIDI

Field = Literal[
    "type", "title", "author", "container-title", "issued", "language", "URL", "publisher", "rights",
    "description",
]  # fmt: skip
LONGEST = 500
"""Code points of a value in edition.yml."""

_PRIVATE = {"Co", "Cn", "Cs"}
"""Unicode's categories of signs that edition.yml may not hold, and that make a value unusable."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")  # "en_US"
_WEB = re.compile(r"https?://[^\s\"<>]+")


@dataclass(frozen=True, slots=True)
class Claim:
    """One value, and where the file says it."""

    value: str
    origin: str
    """In words of ours alone: `the page's JSON-LD`."""
    is_body: bool = False
    """Of an author: not a person."""


@dataclass(frozen=True, slots=True)
class Claims:
    """All that a file says of itself: of each field the claims, the most trusted first."""

    found: dict[Field, list[Claim]] = field(default_factory=dict)

    def add(self, name: Field, value: object, origin: str, *, is_body: bool = False) -> None:
        """Take in a value, if it is one that the field can have."""
        clean = clean_value(name, value)
        claim = Claim(clean, origin, is_body)
        if clean and claim not in self.found.setdefault(name, []):
            self.found[name].append(claim)

    def add_all(self, other: "Claims") -> None:
        """Take in what another source says, after all that is there."""
        for name, claims in other.found.items():
            self.found.setdefault(name, []).extend(claims)

    def of(self, name: Field) -> list[Claim]:
        """Return the claims of a field, the most trusted first."""
        return self.found.get(name, [])

    def first(self, name: Field) -> Claim | None:
        """Return the most trusted claim of a field; None where there is none."""
        return next(iter(self.of(name)), None)

    def same_origin(self, name: Field) -> list[Claim]:
        """Return all claims of a field that stand where the most trusted does: an article has several authors."""
        claims = self.of(name)
        return [claim for claim in claims if claim.origin == claims[0].origin]


def clean_value(name: Field, value: object) -> str:
    """Return a value as its field can have it, in one line; empty where it cannot."""
    if not isinstance(value, str | int) or isinstance(value, bool):
        return ""
    words = clean_line(str(value))
    if name == "issued":
        return _read_day(words)
    if name == "language":
        return words.replace("_", "-") if _LANGUAGE.fullmatch(words) else ""
    if name == "URL":
        return words if _WEB.fullmatch(words) else ""
    if name == "author" and (words.startswith("@") or "://" in words):
        return ""
    return words


def clean_line(words: str) -> str:
    """Return words in one line without controls; empty where they are too long or hold what no letter is."""
    kept = "".join(" " if sign.isspace() else sign for sign in _yield_seen(words[: 4 * LONGEST]))
    line = " ".join(kept.split())
    if len(line) > LONGEST or any(unicodedata.category(sign) in _PRIVATE for sign in line):
        return ""
    return line


def _yield_seen(words: Iterable[str]) -> Iterator[str]:
    for sign in words:
        if sign.isspace() or (sign not in BIDI and unicodedata.category(sign) != "Cc"):
            yield sign


def _read_day(words: str) -> str:
    """Return a date as it is written in data or printed, in ISO 8601; the day of its own clock, whatever the zone."""
    if printed := next((found.value for found in find_dates(words)), ""):
        return printed
    found = read_date(words)
    if found is None:
        return ""
    ((year, *rest),) = cast(list[list[int]], found["date-parts"])
    try:
        date(year, *[*rest, 1, 1][:2])
    except ValueError:
        rest = []
    return "-".join([f"{year:04}", *(f"{part:02}" for part in rest)])
