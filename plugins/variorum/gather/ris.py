"""RIS as programs write it → RIS as pandoc reads it, and the dates that pandoc would lose.

Source: Research Information Systems, "RIS Format Specifications": tags, dates as `YYYY/MM/DD/other`.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from variorum.gather.particulars import Date, read_date
from variorum.read.csl import LONGEST_TEXT

_FIELD = re.compile(r"([A-Z][A-Z0-9]) {0,2}-(?: (.*)|$)")  # TY  - JOUR
_DATES = ("DA", "PY", "Y1")
"""The day, if it is there, and the year."""

_LEFT_OUT = ("AB", "N2", "KW", "ER", "EF")
"""What no citation needs, and the ends of records and files."""


class Prepared(NamedTuple):
    """RIS for pandoc, and what it does not tell of each record."""

    text: str
    dates: list[Date | None]
    has_id: list[bool]
    """Whether the record has an id; pandoc would make one up."""


def prepare_ris(text: str) -> Prepared:
    """Return the records with each field on one line, no dates, and nothing between them."""
    parts: list[list[tuple[str, list[str]]]] = []
    for line in text.splitlines():
        found = _FIELD.match(line.strip("\ufeff").rstrip())
        if found and found[1] == "TY":
            parts.append([("TY", [found[2] or ""])])
        elif found and parts:
            parts[-1].append((found[1], [found[2] or ""]))
        elif line.strip() and parts:
            parts[-1][-1][1].append(line)
    records = [
        [(name, " ".join(" ".join(words).split())) for name, words in record] for record in parts
    ]
    lines: list[str] = []
    for record in records:
        lines += [
            f"{name}  - {value[: LONGEST_TEXT + 1]}"
            for name, value in record
            if name not in (*_DATES, *_LEFT_OUT) and value
        ]
        lines.append("ER  - ")
    has_id = [any(name == "ID" and value for name, value in record) for record in records]
    dates = [_find_date(dict(reversed(record))) for record in records]
    return Prepared("".join(f"{line}\n" for line in lines), dates, has_id)


def _find_date(fields: Mapping[str, str]) -> Date | None:
    """Return the day of a record, unless it is of another year than the record says."""
    found = [date for name in _DATES if (date := read_date(fields.get(name, "")))]
    same = [date for date in found if _list_parts(date)[0] == _list_parts(found[-1])[0]]
    return max(same, key=lambda date: len(_list_parts(date)), default=None)


def _list_parts(date: Date) -> list[int]:
    parts = date["date-parts"]
    return list(parts[0]) if isinstance(parts, list) else []
