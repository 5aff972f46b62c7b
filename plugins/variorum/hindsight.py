"""The days up to which commentary holds: what speaks of later years says so, and nothing outruns what the edition knows."""

import re
from collections.abc import Iterable, Iterator, Sequence

from variorum.problems import Problem
from variorum.prose import Passage
from variorum.read.folder import Entry
from variorum.read.schema import EditionFile, TimelineFile
from variorum.read.values import UNKNOWN
from variorum.whereabouts import open_manuscript
from variorum.written import Written

_YEAR = re.compile(
    r"(?<![\w$€£¥.,/#-])(?:19|20)\d\d(?![\d%]|[.,]\d|[^\W\ds_])|(?<=\d[-–/])(?:19|20)\d\d(?!\d)"
)
# "2016", "2011–2016", "2010s", not "2,016" or "S-2000"


def check_days(edition: Entry[EditionFile], written: Sequence[Written]) -> Iterator[Problem]:
    """Yield where a day contradicts another: knowledge later than the edition's, and in strict editions undated hindsight.

    Years are compared, not days. A year after that of the edition's `as-of`, or without one of the piece's own `date`, is
    nobody's hindsight but a plan or a forecast, and is passed over. Nor is a piece that has a day asked about its years: a
    plan known on that day may reach beyond it.
    """
    known = edition.fields.as_of
    for item in written:
        fields = item.fields
        if isinstance(fields, TimelineFile):
            if known and fields.date > known.isoformat()[: len(fields.date)]:
                text = f"an event of {fields.date}, after the {known} up to which the edition's knowledge reaches"
                mend = "correct the date, or raise `as-of` in edition.yml"
                yield Problem("V222", item.entry.at("date"), text, mend=mend)
            continue
        if known and item.as_of and item.as_of > known:
            text = (
                f"as-of {item.as_of}, after the {known} up to which the edition's knowledge reaches"
            )
            mend = "correct it, or raise `as-of` in edition.yml"
            at = item.at if item.part else item.entry.at("as-of")
            yield Problem("V222", at, text, mend=mend)
        if edition.fields.commentary.strict and not item.as_of:
            yield from _check_hindsight(edition, item)


def _check_hindsight(edition: Entry[EditionFile], item: Written) -> Iterator[Problem]:
    if edition.fields.issued == UNKNOWN:
        return
    issued = int(edition.fields.issued[:4])
    last = edition.fields.as_of or getattr(item.fields, "date", None)
    years = [year for year in list_years(item.passages) if not last or year <= last.year]
    year = max(years, default=0)
    if year <= issued:
        return
    text = f"speaks of {year}, after the text, which is of {edition.fields.issued}"
    mend = "say `as-of:` with the day up to which this is known"
    at = open_manuscript(item).find_number(year) or item.at
    yield Problem("V220", at, text, mend=mend)


def list_years(passages: Iterable[Passage]) -> list[int]:
    """List the years of the twentieth and twenty-first century that prose speaks of, citations left aside."""
    return [int(year) for passage in passages for year in _YEAR.findall(passage.words)]
