"""References before and after → what is new in them, and how a source is told in a line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from variorum.changes.items import Item
from variorum.changes.model import Change, Marked, Piece, State
from variorum.changes.values import compare_mappings
from variorum.read.references import RawReference

SHOWN = 5
"""Of those who cite a source, how many are named."""

References = Mapping[str, RawReference]


def name_source(key: str, known: References, before: References) -> str:
    """Return a source in short: who, what, where, when, how far it was read, and whether it is new."""
    if key not in known:
        return f"{key}: not among the references"
    reference = known[key]
    read = _say_read(reference)
    fresh = "" if key in before else " (new)"
    return f"{key}{fresh}: {_describe(reference)}{f' ({read})' if read else ''}"


def compare_references(
    before: References, after: References, items: Iterable[Item]
) -> Iterator[Change]:
    """Yield the references that are new, changed or gone.

    Args:
        before: As they were, by id.
        after: As they are.
        items: Whatever cites them now.
    """
    users: dict[str, list[str]] = {}
    for item in items:
        for key in item.cited:
            users.setdefault(key, []).append(f"{item.what} “{item.name}”")
    for key, reference in after.items():
        was = before.get(key)
        differing = tuple(compare_mappings(_flatten(was), _flatten(reference))) if was else ()
        if was and not differing:
            continue
        state: State = "changed" if was else "new"
        body = tuple(_show_quotes(reference)) if not was else ()
        look = tuple(_list_looks(reference, users.get(key, [])))
        yield _make(reference, state, fields=differing, body=body, look=look)
    for key, reference in before.items():
        if key not in after:
            yield _make(reference, "removed")


def _make(
    reference: RawReference,
    state: State,
    *,
    fields: tuple[tuple[str, str, str], ...] = (),
    body: Marked = (),
    look: tuple[str, ...] = (),
) -> Change:
    facts = filter(None, (_describe(reference), _say_read(reference), reference.evidence))
    path = reference.find_position().path
    return Change("source", reference.id, state, path, tuple(facts), fields, body=body, look=look)


def _describe(reference: RawReference) -> str:
    csl = reference.csl
    names = csl.get("author") or csl.get("editor")
    people = [
        str(name.get("family") or name.get("literal") or name.get("given") or "")
        for name in (names if isinstance(names, list) else ())
    ]
    issued = csl.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    year = parts[0][0] if isinstance(parts, list) else ""
    where = csl.get("container-title") or csl.get("publisher")
    return ", ".join(str(part) for part in (" & ".join(people), csl.get("title"), where, year) if part)  # fmt: skip


def _say_read(reference: RawReference) -> str:
    return ", ".join(filter(None, (reference.tier, reference.verified)))


def _show_quotes(reference: RawReference) -> Iterator[Piece]:
    for quote in reference.quotes:
        yield Piece("break", "")
        yield Piece("", f"“{quote.text}”{f' ({quote.locator})' if quote.locator else ''}")


def _list_looks(reference: RawReference, users: Sequence[str]) -> Iterator[str]:
    if users:
        more = f" and {len(users) - SHOWN} more" if len(users) > SHOWN else ""
        shown = ", ".join(users[:SHOWN])
        yield f"open it, and see that it says what is said of it in {shown}{more}"
    else:
        yield "nothing cites it"
    if not reference.quotes:
        yield "no words of it are on record"


def _flatten(reference: RawReference) -> dict[str, object]:
    """Return what a reference says, field by field."""
    return {
        **reference.csl,
        "tier": reference.tier,
        "verified": reference.verified,
        "evidence": reference.evidence,
        "quotes": [f"“{quote.text}” {quote.locator}".strip() for quote in reference.quotes],
    }
