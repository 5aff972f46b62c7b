"""What a catalogue of books says of an ISBN → a raw record.

Source: Open Library, "Books API" (`/api/books?bibkeys=ISBN:…&jscmd=data&format=json`).
"""

import json
from collections.abc import Mapping

from variorum.gather.particulars import Raw, read_date, read_name
from variorum.gather.records import NoRecordsError


def ask_for_book(server: str, isbn: str) -> str:
    """Return the address at which a catalogue answers for an ISBN."""
    return f"{server.rstrip('/')}/api/books?bibkeys=ISBN:{isbn}&jscmd=data&format=json"


def read_book(content: str, isbn: str) -> Raw:
    """Return the record in a catalogue's answer.

    Raises:
        NoRecordsError: The book is not in it.
    """
    try:
        answer = json.loads(content)
    except (ValueError, RecursionError):
        raise NoRecordsError("the catalogue’s answer is not JSON") from None
    found = answer.get(f"ISBN:{isbn}") if isinstance(answer, dict) else None
    if not isinstance(found, dict) or not found.get("title"):
        raise NoRecordsError(f"the catalogue has no book with the ISBN {isbn}")
    title = ": ".join(str(found[part]) for part in ("title", "subtitle") if found.get(part))
    raw: Raw = {"type": "book", "title": title, "ISBN": isbn}
    if people := [name for words in _list_names(found, "authors") if (name := read_name(words))]:
        raw["author"] = people
    if publishers := _list_names(found, "publishers"):
        raw["publisher"] = publishers[0]
    if places := _list_names(found, "publish_places"):
        raw["publisher-place"] = places[0]
    if date := read_date(str(found.get("publish_date") or "")):
        raw["issued"] = date
    return raw


def _list_names(found: Mapping[str, object], field: str) -> list[str]:
    things = found.get(field)
    return [
        str(thing["name"])
        for thing in (things if isinstance(things, list) else [])
        if isinstance(thing, dict) and thing.get("name")
    ]
