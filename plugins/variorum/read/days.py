"""A day written otherwise than files have it → the day, where it can be no other."""

import re
from datetime import date

_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")  # 2011/7/18
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})\.?,? (\d{4})")  # 18 July 2011
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")  # July 18, 2011


def find_day(written: str) -> str | None:
    """Return a day as YYYY-MM-DD; None where it may be another, as 3/4/2011, or is none."""
    words = " ".join(written.lower().split())
    if found := _YEAR_FIRST.fullmatch(words):
        year, month, day = int(found[1]), int(found[3]), int(found[4])
    elif found := _DAY_FIRST.fullmatch(words):
        year, month, day = int(found[3]), _find_month(found[2]), int(found[1])
    elif found := _MONTH_FIRST.fullmatch(words):
        year, month, day = int(found[3]), _find_month(found[1]), int(found[2])
    else:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _find_month(name: str) -> int:
    """Return the number of a month by its English name or its beginning; 0 where it is none."""
    found = [i for i, month in enumerate(_MONTHS, start=1) if month.startswith(name)]
    return found[0] if len(found) == 1 else 0
