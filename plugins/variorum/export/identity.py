"""Names of an edition and of what is in it that stay the same wherever it is published."""

from uuid import UUID, uuid5

from variorum.model import Edition

_NAMESPACE = UUID("8da1c997-d3b8-4131-a1b0-493ad8f1efa5")
"""Drawn once, for editions."""


def find_identity(edition: Edition) -> UUID:
    """Return the UUID of an edition, made from its folder's name and the day of its first publication.

    These two alone are said once for all: the site may move, title, date and address of the work be mended, texts be
    corrected, added or put in another order, but the first line of a registry is never removed.

    Source: RFC 9562, section 5.5.
    """
    first = edition.registry[0].published.isoformat() if edition.registry else ""
    return uuid5(_NAMESPACE, f"{edition.slug} {first}")


def name_part(identity: UUID, name: str) -> str:
    """Return the URN of a part of an edition: of `note-STEM`, `sidebar-STEM`, `emendation-ID`.

    Args:
        identity: Of the edition.
        name: As its address has it, the part's own for good.
    """
    return uuid5(identity, name).urn
