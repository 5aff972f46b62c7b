"""What a file says of itself, and what is printed → the fields of edition.yml, each with where it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from variorum.begin.body import Parts
from variorum.begin.claims import Claim, Claims, Field
from variorum.begin.names import list_names, part_name
from variorum.fold import fold
from variorum.model import Name, PrintedBlock
from variorum.read.values import UNKNOWN

PRINTED = "as it is printed before the article"
AGREED = ", as printed before the article"
OPTIONAL: tuple[Field, ...] = (
    "type", "container-title", "language", "URL", "publisher", "rights", "description",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Details:
    """What edition.yml says of the work."""

    title: Claim
    authors: tuple[Name, ...]
    authors_origin: str
    issued: Claim
    others: tuple[tuple[Field, Claim], ...]
    """Of `OPTIONAL`, those that the file says."""

    def list_missing(self) -> list[Field]:
        """List the needed fields that are not known."""
        known: dict[Field, str] = {
            "title": self.title.value,
            "author": str(self.authors[0]),
            "issued": self.issued.value,
        }
        return [name for name, value in known.items() if value == UNKNOWN]


NOTHING = Claim(UNKNOWN, "")


def settle_details(claims: Claims, parts: Parts, blocks: Sequence[PrintedBlock]) -> Details:
    """Settle what the work is: what is printed wins over what is only claimed, since the two must agree.

    Args:
        claims: What the file says of itself, the most trusted first.
        parts: What stands before the body.
        blocks: Of the copy-text.
    """
    front = [fold(block.text).casefold() for block in blocks[: parts.first]]
    authors, origin = _settle_authors(claims, parts, "\n".join(front))
    others: list[tuple[Field, Claim]] = []
    for name in OPTIONAL:
        claim = claims.first(name)
        if claim and not _is_repeated(name, claim, others):
            others.append((name, _name_origin(claim)))
    return Details(
        _settle_title(claims, parts), authors, origin, _settle_issued(claims, parts), tuple(others)
    )


def _name_origin(claim: Claim | None) -> Claim:
    return replace(claim, origin=f"from {claim.origin}") if claim else NOTHING


def _settle_title(claims: Claims, parts: Parts) -> Claim:
    said = claims.of("title")
    printed = fold(parts.title).casefold()
    for claim in said:
        if printed and fold(claim.value).casefold() == printed:
            return Claim(claim.value, f"from {claim.origin}{AGREED}")
    if parts.title:
        return Claim(parts.title, PRINTED)
    first = claims.first("title")
    site = claims.first("container-title")
    if first and site and first.value.endswith(site.value):  # "Title | The Newspaper"
        bare = first.value.removesuffix(site.value).rstrip(" |-–—·:»")
        return Claim(bare or first.value, f"from {first.origin}")
    return _name_origin(first)


def _settle_authors(claims: Claims, parts: Parts, front: str) -> tuple[tuple[Name, ...], str]:
    said = claims.same_origin("author")
    named = [
        part_name(name, is_body=claim.is_body)
        for claim in said
        for name in ([claim.value] if claim.is_body else list_names(claim.value))
    ]
    named = list(dict.fromkeys(named))
    agree = all(fold(str(name)).casefold() in front for name in named)
    if named and (agree or not parts.authors):
        return tuple(named), f"from {said[0].origin}{AGREED if agree and front else ''}"
    if parts.authors:
        return tuple(dict.fromkeys(part_name(name) for name in parts.authors)), PRINTED
    return (Name(literal=UNKNOWN),), ""


def _settle_issued(claims: Claims, parts: Parts) -> Claim:
    said = claims.of("issued")
    if parts.date:
        for claim in said:
            if claim.value.startswith(parts.date) or parts.date.startswith(claim.value):
                longer = max(claim.value, parts.date, key=len)
                return Claim(longer, f"from {claim.origin}{AGREED}")
        other = f"; {said[0].origin} has {said[0].value}" if said else ""
        return Claim(parts.date, f"{PRINTED}{other}")
    return _name_origin(claims.first("issued"))


def _is_repeated(name: Field, claim: Claim, others: Sequence[tuple[Field, Claim]]) -> bool:
    """Say whether a publisher is the newspaper over again."""
    return name == "publisher" and any(
        known == "container-title" and other.value == claim.value for known, other in others
    )
