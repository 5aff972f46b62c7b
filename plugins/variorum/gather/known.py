"""An item beside those that an edition has: the key that is free for it, and the work that it perhaps is already."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from variorum.compose import name_stem
from variorum.fold import fold
from variorum.gather.clean import Item
from variorum.gather.identifiers import fold_doi, fold_isbn, fold_url
from variorum.read.references import RawReference

_UNCOUNTED = re.compile(r"<[^<>]*>|\.")  # <i>, U.S.
_RESPONSIBLE = ("author", "editor", "translator")


class Alike(NamedTuple):
    """A reference that is perhaps the same work."""

    id: str
    why: str
    """What is the same, in a few words."""


def propose_key(item: Item, is_taken: Callable[[str], bool]) -> str:
    """Return a key that no other reference has: `knuth-1997`, from who wrote it or what it is called, and when."""
    year = _find_year(item)
    names = [*_list_people(item), str(item.get("container-title", "")), str(item.get("title", ""))]
    readable = next((name for name in names if name_stem(name, "", lambda stem: False)), "work")
    first = " ".join(_UNCOUNTED.sub("", readable).split()[:3])
    return name_stem(f"{first} {year}", "work", is_taken)


def find_alike(item: Item, references: Iterable[RawReference]) -> Alike | None:
    """Find the reference that is perhaps the same work: by DOI, ISBN, address, or title and year."""
    marks = list_marks(item)
    for reference in references:
        for why, mark in list_marks(reference.csl).items():
            if marks.get(why) == mark:
                return Alike(reference.id, why)
    return None


def list_marks(item: Mapping[str, object]) -> dict[str, str]:
    """Return what tells a work from others, as two compare, by what to call it."""
    title = fold(str(item.get("title", ""))).casefold()
    year = _find_year(item)
    # two chapters of a book have its ISBN, and their own pages or titles
    isbn = fold_isbn(str(item.get("ISBN", "")))
    marks = {
        "the same DOI": fold_doi(str(item.get("DOI") or item.get("URL", ""))),
        "the same ISBN": f"{item.get('type')} {isbn}"
        if isbn and item.get("type") == "book"
        else "",
        "the same address": fold_url(str(item.get("URL", ""))),
        "the same title and year": f"{title} {year}" if title and year else "",
    }
    return {why: mark for why, mark in marks.items() if mark}


def _find_year(item: Mapping[str, object]) -> str:
    issued = item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    return str(parts[0][0]) if isinstance(parts, list) and parts and parts[0] else ""


def _list_people(item: Item) -> list[str]:
    people = [person for role in _RESPONSIBLE for person in _list(item.get(role))]
    return [str(person.get("family") or person.get("literal") or "") for person in people[:1]]


def _list(value: object) -> list[Mapping[str, object]]:
    return (
        [person for person in value if isinstance(person, dict)] if isinstance(value, list) else []
    )
