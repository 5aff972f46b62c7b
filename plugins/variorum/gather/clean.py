"""A raw record, which nobody trusts → an item that our schema of references lets in, and what had to be left out."""

import html
import re
from collections.abc import Mapping
from typing import NamedTuple

from pydantic_core import ValidationError

from variorum.problems import make_printable
from variorum.read.csl import CSL_ITEM, DATE_FIELDS, NAME_FIELDS, TYPES

Item = dict[str, object]

ORDER = (
    "id", "type", "title", "title-short", *NAME_FIELDS, "container-title", "container-title-short", "collection-title",
    "collection-number", "event-title", "genre", "edition", "volume", "issue", "number", "page", "number-of-pages", "publisher",
    "publisher-place", *DATE_FIELDS, "language", "DOI", "ISBN", "ISSN", "URL",
)  # fmt: skip
"""In which the fields are written; others follow, and `custom` last."""
LEFT_ALONE = frozenset(
    "abstract annote categories citation-key citation-label keyword references source status year-suffix".split()
)
"""Of CSL, and yet nothing that a citation needs: what the work is about, and what other programs keep."""
KINDS = {
    "book-chapter": "chapter", "book-section": "chapter", "dissertation": "thesis", "edited-book": "book",
    "journal-article": "article-journal", "monograph": "book", "other": "document", "peer-review": "review",
    "posted-content": "article", "proceedings": "book", "proceedings-article": "paper-conference", "reference-book": "book",
    "reference-entry": "entry", "report-component": "report", "reference": "entry", "journal": "periodical",
}  # fmt: skip
"""Types that registries of DOIs have, in CSL's words."""

_KNOWN = frozenset(CSL_ITEM.list_fields()) - LEFT_ALONE
_SPACES = re.compile(r"\s+")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\ufeff\u202a-\u202e\u2066-\u2069\ue000-\uf8ff\ud800-\udfff]"
)
_KEPT = re.compile(r"</?(?:i|b|sup|sub)>|<span class=\"nocase\">|</span>")
_TAG = re.compile(r"</?[A-Za-z!?][^<>]*>")  # <jats:p>, </mml:math>
_OPENING = re.compile(r"<(?=[A-Za-z/!?])")
_RESOLVER = re.compile(r"^(?:doi:\s*|https?://(?:dx\.)?doi\.org/)", re.IGNORECASE)


class Cleaned(NamedTuple):
    """What was made of a record."""

    item: Item
    """Without an `id` where it had none that can be cited."""
    left_out: tuple[str, ...]
    """What it says and the schema refuses: the field and how it begins."""


def clean(raw: Mapping[str, object], *, with_custom: bool = False) -> Cleaned:
    """Return an item of what a record says, field by field.

    Markup but the little that CSL knows, controls and what cannot be seen are taken out; fields that are no fields of CSL are
    passed over.

    Args:
        raw: The record.
        with_custom: Keep what it says under `custom`, of how far the work was checked; a stranger cannot say that.
    """
    kind = str(raw.get("type", ""))
    fields: Item = {"type": kind if kind in TYPES else KINDS.get(kind, "document")}
    left_out: list[str] = []
    for name in sorted(_KNOWN & raw.keys() - {"type"}, key=_find_place):
        if name == "custom" and not with_custom:
            continue
        value = _clean_value(name, raw[name])
        if value in (None, "", [], {}):
            continue
        try:
            fields[name] = CSL_ITEM.validate({"id": "x", "type": "document", name: value})[name]
        except ValidationError:
            if name != "id":  # one that can be cited is made
                left_out.append(make_printable(f"{name}: {str(raw[name])[:60]}"))
    if str(fields.get("URL", "")) and "DOI" in fields and _RESOLVER.match(str(fields["URL"])):
        del fields["URL"]  # a style makes it of the DOI
    return Cleaned(
        {name: fields[name] for name in sorted(fields, key=_find_place)}, tuple(left_out)
    )


def clean_text(value: str) -> str:
    """Return a text in one line, with no markup but CSL's and nothing that cannot be seen."""
    text = _UNSEEN.sub("", _SPACES.sub(" ", html.unescape(value))).strip()
    kept = _TAG.sub(lambda tag: tag[0] if _KEPT.fullmatch(tag[0]) else "", text)
    pieces = _KEPT.split(kept)
    signs = [*_KEPT.findall(kept), ""]
    return "".join(
        _OPENING.sub("< ", piece) + sign for piece, sign in zip(pieces, signs, strict=True)
    ).strip()


def _find_place(name: str) -> tuple[int, str]:
    place = ORDER.index(name) if name in ORDER else len(ORDER) + (name == "custom")
    return place, name


def _clean_value(name: str, value: object) -> object:
    if name in NAME_FIELDS:
        people = value if isinstance(value, list) else [value]
        return [person for person in map(_clean_name, people) if person]
    if name in DATE_FIELDS:
        return _clean_date(value)
    if name == "custom":
        return value
    if isinstance(
        value, list
    ):  # registries have several titles and numbers, the first of which counts
        value = next((item for item in value if item), None)
    if name == "id" and isinstance(value, int):
        value = str(value)
    if not isinstance(value, str):
        return value
    text = clean_text(value)
    return _RESOLVER.sub("", text) if name == "DOI" else text


def _clean_name(value: object) -> object:
    if isinstance(value, str):
        return {"literal": clean_text(value)} if clean_text(value) else None
    if not isinstance(value, dict):
        return None
    known = ("family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle")
    name = {part: clean_text(str(value[part])) for part in known if value.get(part)}
    if not name and value.get("name"):
        name = {"literal": clean_text(str(value["name"]))}
    if "family" not in name and "given" in name:
        name = {"literal": name["given"]}
    return {part: words for part, words in name.items() if words}


def _clean_date(value: object) -> object:
    """Return a date without what registries put into one that they don't know: `[[null]]`."""
    if isinstance(value, str):
        return clean_text(value)
    if not isinstance(value, dict):
        return value
    parts = value.get("date-parts")
    date = {key: value[key] for key in ("literal", "raw", "season", "circa") if value.get(key)}
    if isinstance(parts, list):
        days = [
            [part for part in day if part not in (None, "", 0)]
            for day in parts
            if isinstance(day, list)
        ]
        if all(days) and days:
            date["date-parts"] = days
    for key in ("literal", "raw"):
        if key in date:
            date[key] = clean_text(str(date[key]))
    return date
