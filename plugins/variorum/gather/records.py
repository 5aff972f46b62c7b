"""Text that somebody pasted → raw records in CSL-JSON; what it is written in is seen by what it holds."""

import json
import re
from typing import Literal

from variorum.gather.capitals import keep_capitals
from variorum.gather.identifiers import fold_isbn
from variorum.gather.particulars import Raw
from variorum.gather.ris import prepare_ris
from variorum.pandoc import PandocError, run_pandoc
from variorum.read.references import BIBTEX_SECONDS

Form = Literal["CSL-JSON", "BibTeX", "RIS"]
LARGEST = 2_000_000
"""Code points that are looked at."""
_BIBTEX = re.compile(r"^[ \t]*@\s*[A-Za-z]+\s*[{(]", re.MULTILINE)  # @book{
_RIS = re.compile(r"^TY  ?-", re.MULTILINE)  # TY  - JOUR


class NoRecordsError(Exception):
    """Nothing can be made of a text; says why."""


def recognise(text: str) -> Form | None:
    """Return what some text is written in; None where it is none of the three."""
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith(("[", "{")):
        return "CSL-JSON"
    if _RIS.search(start):
        return "RIS"
    return "BibTeX" if _BIBTEX.search(start) else None


def read_records(text: str) -> list[Raw]:
    """Return the records of some text, as they are there.

    Raises:
        NoRecordsError: It holds none.
        PandocError: Pandoc, which reads BibTeX and RIS, is missing.
    """
    if len(text) > LARGEST:
        raise NoRecordsError(f"{len(text):,} characters, {LARGEST:,} at most")
    form = recognise(text)
    if form is None:
        raise NoRecordsError("neither BibTeX nor RIS nor CSL-JSON")
    if form == "RIS":
        return _read_ris(text)
    if form == "BibTeX":
        unified = "\n".join(text.lstrip("\ufeff").splitlines()) + "\n"
        return _read_json(_convert(keep_capitals(unified), "biblatex", form), form)
    return _read_json(text.lstrip("\ufeff"), form)


def _read_ris(text: str) -> list[Raw]:
    prepared = prepare_ris(text)
    records = _read_json(_convert(prepared.text, "ris", "RIS"), "RIS")
    if len(records) != len(prepared.dates):
        raise NoRecordsError("RIS whose records cannot be told from one another")
    for record, date, has_id in zip(records, prepared.dates, prepared.has_id, strict=True):
        if date:
            record["issued"] = date
        if not has_id:
            record.pop("id", None)
        # both stand in the field SN
        if isinstance(number := record.get("ISSN"), str) and fold_isbn(number):
            record["ISBN"] = record.pop("ISSN")
    return records


def _read_json(text: str, form: Form) -> list[Raw]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NoRecordsError(f"not {form}: {str(error)[:100]}") from None
    if isinstance(value, dict) and "type" not in value:  # a list within, as some programs write it
        value = value.get("items", value.get("references", value))
    records = value if isinstance(value, list) else [value]
    found = [record for record in records if isinstance(record, dict) and record]
    if not found or len(found) < len(records):
        raise NoRecordsError(f"{form} without a record that can be read")
    return found


def _convert(text: str, reader: str, form: Form) -> str:
    try:
        output = run_pandoc(
            ["-f", reader, "-t", "csljson"],
            source=text.encode("utf-8", "replace"),
            timeout=BIBTEX_SECONDS,
        )
    except PandocError as error:
        if error.reason == "missing":
            raise
        said = " ".join((error.output or error.reason).split()).removeprefix("Error at ")
        if error.reason == "too much":
            raise NoRecordsError(f"{form} that takes {said} to read") from error
        raise NoRecordsError(f"not {form}: {said[:150]}") from error
    return output.decode("utf-8")
