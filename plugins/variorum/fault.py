"""What looks wrong in a text, as data: where, what, and the correction that would mend it if it is a fault."""

from dataclasses import dataclass
from typing import Literal

from variorum.model import Block, EmendationKind

Reason = Literal[
    "page-break", "page-number", "glyph", "name", "dead-link", "doubled-word", "encoding"
]
"""The keys of `wording`, group `proposal`, that say why."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What would mend a fault."""

    start: int
    """In the words of the text, as are all blocks' offsets."""
    end: int
    reading: str
    """What stands there instead; for a link its own words."""
    kind: EmendationKind
    reason: Reason


@dataclass(frozen=True, slots=True)
class Fault:
    """What looks like one."""

    code: str
    block: Block
    offset: int
    """In the block."""
    text: str
    """As a problem's."""
    mend: str
    correction: Correction | None = None
    """None where what was meant cannot be told from the text alone."""
