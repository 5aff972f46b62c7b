"""Words → the dates that are printed in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_NAMES = (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "jany feby mar apl may june july aug sept oct nov dec",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "янв фев мар апр мая июн июл авг сен окт ноя дек",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
)
_MONTHS = {name: i for names in _NAMES for i, name in enumerate(names.split(), 1)}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_PATTERNS = (
    # 2011-07-18, 2011/7/18
    r"(?<![\d/.-])(?P<y1>[12]\d{3})(?P<s1>[-/.])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})(?![\d/-])",
    # 18.07.2011, in which the day comes first wherever dots are written
    r"(?<![\d/.-])(?P<d2>\d{1,2})\.\s?(?P<m2>\d{1,2})\.\s?(?P<y2>[12]\d{3})(?!\d)",
    # 18/7/2011 or 7/18/2011
    r"(?<![\d/.-])(?P<a3>\d{1,2})/(?P<b3>\d{1,2})/(?P<y3>[12]\d{3})(?![\d/])",
    # 18 July 2011, 18th of July, 2011, 18 de julio de 2011, 1er août 1914
    rf"(?<![\d.,])(?P<d4>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s+(?:of\s+|de\s+)?(?P<m4>{_MONTH})\b\.?,?\s+(?:de\s+)?(?P<y4>[12]\d{{3}})(?!\d)",
    # July 18, 2011, Nov. 21st 1864
    rf"\b(?P<m5>{_MONTH})\b\.?\s+(?P<d5>\d{{1,2}})(?:st|nd|rd|th)?\.?,?\s+(?P<y5>[12]\d{{3}})(?!\d)",
    # July 2011
    rf"\b(?P<m6>{_MONTH})\b\.?,?\s+(?:de\s+)?(?P<y6>[12]\d{{3}})(?!\d)",
    # 2011年7月18日
    r"(?P<y7>[12]\d{3})年\s?(?P<m7>\d{1,2})月(?:\s?(?P<d7>\d{1,2})日)?",
)
_CHANGED = re.compile(
    r"\b(?:updated|modified|edited|revised|corrected|accessed|retrieved|обновл[её]н[оа]?|изменен[оа]?|aktualisiert|mis à jour|"
    r"actualizado)[^.;|·•\n\d]{0,40}$",
    re.IGNORECASE,
)  # "Last updated on Thu "
_DATE = re.compile("|".join(_PATTERNS), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as it stands in words."""

    start: int
    end: int
    value: str
    """ISO 8601: a day, or a month where no more is printed."""
    is_change: bool = False
    """Of a change of what was published before, not of its publication."""


def find_dates(words: str) -> Iterator[PrintedDate]:
    """Yield the dates in words: with figures alone or with the month in English, Russian, German, French or Spanish.

    Of figures between slashes it must be clear which is the month.
    """
    for found in _DATE.finditer(words):
        part = {name[0]: value for name, value in found.groupdict().items() if value}
        year = int(part["y"])
        if "a" in part:
            first, second = int(part["a"]), int(part["b"])
            if first <= 12 and second <= 12 and first != second:
                continue
            month, day = sorted((first, second)) if first <= 12 or second <= 12 else (0, 0)
        else:
            month = int(part["m"]) if part["m"].isdecimal() else _MONTHS[part["m"].lower()]
            day = int(part.get("d") or 0)
        try:
            date(year, month, day or 1)
        except ValueError:
            continue
        value = f"{year:04}-{month:02}-{day:02}" if day else f"{year:04}-{month:02}"
        is_change = bool(_CHANGED.search(words, max(found.start() - 80, 0), found.start()))
        yield PrintedDate(found.start(), found.end(), value, is_change)
