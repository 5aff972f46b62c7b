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


class Namer:
    """Names the parts of an edition."""

    def __init__(self, edition: Edition) -> None:
        self._identity = find_identity(edition)
        self._before = {
            target.rpartition("#")[2]: line.id
            for line in edition.registry
            if line.retired and line.kind in ("annotation", "sidebar")
            for target in line.successor
        }

    def name_part(self, name: str) -> str:
        """Return the URN of `note-STEM`, `sidebar-STEM` or `emendation-ID`: of what was renamed that of its first name."""
        seen = {name}
        while (before := self._before.get(name, name)) not in seen:
            seen.add(before)
            name = before
        return uuid5(self._identity, name).urn
