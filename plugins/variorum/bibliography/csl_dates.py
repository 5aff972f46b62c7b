"""A date of CSL-JSON as its parts; used by the formats of reference managers.

Source: CSL 1.0.2, "Date variables", and its schema of input data.
"""

import re
from dataclasses import dataclass

SEASONS = ("Spring", "Summer", "Autumn", "Winter")
"""By their numbers in CSL and EDTF, the first of them 1 and 21."""

_NUMBERS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_WRITTEN = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?")  # 2011-07-18, as in EDTF

Day = tuple[int, ...]
"""A year; a year and a month; a year, a month and a day. Before our era the year is below 0, and there is no year 0."""


@dataclass(frozen=True, slots=True)
class Date:
    """A date, or the words for one that has none."""

    start: Day = ()
    """Empty where there is only `literal`."""
    end: Day | None = None
    """Of a range; empty where it is open."""
    season: int = 0
    """1 to 4; 0 where there is none."""
    circa: bool = False
    literal: str = ""
    """`undated`; or what stands for a season that has no number."""


def read_date(value: object) -> Date | None:
    """Return a date of CSL-JSON, in any of its forms; None where it says nothing."""
    if not isinstance(value, dict):
        return _read_written(value) if isinstance(value, str) else None
    literal = str(value.get("literal") or "")
    parts = value.get("date-parts")
    days = [_read_day(day) for day in parts] if isinstance(parts, list) else []
    if not days or not days[0]:
        return Date(literal=literal) if literal else _read_written(str(value.get("raw") or ""))
    start, season = _split_season(days[0])
    end = _split_season(days[1])[0] if len(days) > 1 else None
    circa = bool(value.get("circa"))
    if given := str(value.get("season") or "").strip():
        number = int(given) if given.isdecimal() else _NUMBERS.get(given.lower(), 0)
        season = number if number <= len(SEASONS) else number - 20
        if not 1 <= season <= len(SEASONS):
            return Date(start, end, 0, circa, given)
    return Date(start, end, season, circa, "")


def write_edtf(date: Date) -> str:
    """Return a date that has a year in EDTF, as biblatex reads it: `2011-07-18`, `2011/`, `1850~`, `2011-22`.

    Source: Library of Congress, Extended Date/Time Format, levels 0 and 1; there the year before 1 is 0.
    """
    start = f"{_write_day(date.start)}-2{date.season}" if date.season else _write_day(date.start)
    circa = "~" if date.circa else ""
    if date.end is None:
        return start + circa
    return f"{start}{circa}/{_write_day(date.end)}{circa if date.end else ''}"


def _write_day(day: Day) -> str:
    if not day:
        return ""
    year = day[0] if day[0] > 0 else day[0] + 1
    written = f"{year:04}" if year >= 0 else f"-{-year:04}"
    return "-".join([written, *[f"{part:02}" for part in day[1:]]])


def _read_day(parts: object) -> Day:
    """Return the parts that are whole numbers, up to the first that is none: `["2011", 7]`."""
    day: list[int] = []
    for part in parts if isinstance(parts, list) else ():
        if isinstance(part, str):
            part = int(part) if re.fullmatch(r"-?\d{1,6}", part) else 0
        if not isinstance(part, int) or not part:
            break
        day.append(part)
    return tuple(day[:3])


def _split_season(day: Day) -> tuple[Day, int]:
    """Return a day and its season, which some programs write as a thirteenth month, others as a twenty-first."""
    if len(day) < 2 or 1 <= day[1] <= 12:
        return day, 0
    season = day[1] - 20 if day[1] > 20 else day[1] - 12
    return day[:1], season if 1 <= season <= len(SEASONS) else 0


def _read_written(text: str) -> Date | None:
    first, slash, last = text.strip().partition("/")
    start, end = _WRITTEN.fullmatch(first.rstrip("~?%")), _WRITTEN.fullmatch(last.rstrip("~?%"))
    if not start or (last not in ("", "..") and not end):
        return Date(literal=text.strip()) if text.strip() else None
    day, season = _split_season(_count(start))
    until = (_split_season(_count(end))[0] if end else ()) if slash else None
    return Date(day, until, season, first[-1] in "~%")


def _count(found: re.Match[str]) -> Day:
    year, *others = found.groups()
    return (int(year) if int(year) > 0 else int(year) - 1, *_read_day(others))
