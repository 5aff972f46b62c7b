"""Names and dates as title pages, catalogues and web pages write them → those of CSL."""

import re
from calendar import month_abbr, month_name

Raw = dict[str, object]
"""A record as a stranger has it: nothing in it is trusted."""
Name = dict[str, object]
Date = dict[str, object]

LONGEST = 300
"""Code points that are looked at: what is longer is neither a name nor a date."""
_BODY = re.compile(
    r"\b(?:of|for|and|the|news|staff|press|agency|institut\w*|universit\w*|association|ministry|department|office"
    r"|committee|council|bank|group|team|editors?|editorial|board|cent(?:er|re)|organi[sz]ation|society|foundation"
    r"|government|service|bureau|company|corporation|inc|ltd|llc|gmbh)\b|&",
    re.IGNORECASE,
)
"""A word that no person's name has, and many a body's."""
_BY = re.compile(r"^by\s+", re.IGNORECASE)  # By Ada Byron
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|[IVX]{2,4}")  # Martin Luther King Jr., Henry Gates III
_LIFE = re.compile(r",\s*(?:b\.\s*|d\.\s*|active\s+)?\d{3,4}\??(?:\s*[-–](?:\s*\d{3,4}\??)?)?\.?$")
# Thoreau, Henry David, 1817-1862, as libraries write it
_MONTHS = {
    name.lower(): number
    for names in (month_name, month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
_YEAR_FIRST = re.compile(
    r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?|(\d{2})(\d{2}))?(?![\d-])"
)  # 2011/7/18, 2011-07-18T10:00Z, 20110718
_DAY_FIRST = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?\.?\s+([A-Za-z]+)\.?,?\s+(\d{4})\b"
)  # 18 July 2011
_MONTH_FIRST = re.compile(
    r"([A-Za-z]+)\.?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,\s+)?(\d{4})\b"
)  # July 18, 2011
_NUMBERS = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")  # 18/07/2011, 07/18/2011
_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")  # c1994


def read_name(words: str) -> Name | None:
    """Return the name that some words are; None where they are none.

    `Family, Given` is taken at its word. Of other words the last is the family's name, which is a guess; what looks like the
    name of a body, and what has no spaces, is kept as it is.
    """
    name = _BY.sub("", " ".join(words[:LONGEST].split())).strip(" ,;")
    name = _LIFE.sub("", name)
    if not name or re.match(r"https?://", name, re.IGNORECASE):
        return None
    before, comma, after = (part.strip() for part in name.rpartition(","))
    if comma and _SUFFIX.fullmatch(after):  # Martin Luther King, Jr.; Smith, John, Jr.
        family, comma, given = before.partition(",")
        name = f"{family} {after}{comma}{given}"
    family, comma, given = (part.strip() for part in name.partition(","))
    if comma and given and "," not in given and not _BODY.search(name):
        return {"family": family, "given": given}
    parts = name.split(" ")
    if comma or not 2 <= len(parts) <= 5 or _BODY.search(name):
        return {"literal": name}
    last = len(parts) - 1
    last -= last > 1 and bool(_SUFFIX.fullmatch(parts[last]))
    first = next((i for i, part in enumerate(parts) if i and part[0].islower()), last)
    return {"family": " ".join(parts[first:]), "given": " ".join(parts[:first])}


def read_date(words: str) -> Date | None:
    """Return the date that some words say, as far as they say it surely; None where they say none."""
    text = words[:LONGEST].strip()
    if found := _YEAR_FIRST.match(text):
        return _make(found[1], found[2] or found[4], found[3] or found[5])
    if found := _DAY_FIRST.search(text):
        return _make(found[3], _MONTHS.get(found[2].lower()), found[1])
    if (found := _MONTH_FIRST.search(text)) and found[1].lower() in _MONTHS:
        return _make(found[3], _MONTHS[found[1].lower()], found[2])
    if found := _NUMBERS.fullmatch(text):
        one, two, year = int(found[1]), int(found[2]), found[3]
        if one > 12:
            return _make(year, two, one)
        # which is the day cannot be told where both may be a month
        return _make(year, one, two) if two > 12 or one == two else _make(year, None, None)
    found = _YEAR.search(text)
    return _make(found[1], None, None) if found else None


def _make(year: object, month: object, day: object) -> Date | None:
    parts: list[int] = []
    for part in (year, month, day):
        if not part:
            break
        parts.append(int(str(part)))
    if not parts[0] or (len(parts) > 1 and not 1 <= parts[1] <= 12):
        parts = parts[:1]
    return {"date-parts": [parts]} if parts[0] else None
