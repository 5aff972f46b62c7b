"""How a reader's words get to the editors: addresses that scripts and pages fill in."""

from dataclasses import dataclass
from typing import Literal

WayKind = Literal["file", "file-access", "issue", "repository", "email"]
"""A new file, which anybody with an account may propose, or whoever has access; a form; where the files are; a letter."""


@dataclass(frozen=True, slots=True)
class Way:
    """An address with `{name}` in the place of what is still to be said; whoever fills it in encodes that."""

    kind: WayKind
    form: str
    """Opens the form. May have `{folder}`, `{edition}`, `{name}`, `{title}` and, as `filled`, `{target}`."""
    filled: str = ""
    """What follows it so that the form comes filled in: `{file}`, `{text}`, `{quote}`, …; empty where no form takes that."""
    limit: int = 0
    """So long an address may be, filled in."""


@dataclass(frozen=True, slots=True)
class Ways:
    """All that a site has; nothing at all where it names neither a repository nor an address."""

    note: tuple[Way, ...] = ()
    """For a new note, the one that most can go first."""
    correction: tuple[Way, ...] = ()
    edit: str = ""
    """Where a file is edited, with its path from the project as `{path}`."""
    history: str = ""
    """Where a file's history is, likewise."""


NO_WAYS = Ways()
