"""A mistyped word → the known one that it certainly stands for."""

import re
from collections.abc import Iterable
from functools import lru_cache

from variorum.problems import Position, Repair

SHORT = 4
"""Letters below which only capitals, hyphens and the like may differ: "by" and "to" are two letters apart."""
LONG = 6
"""Letters from which on two may be wrong, else one."""

_SEPARATORS = re.compile(r"[-_ ]+")
_TELLING = re.compile(r"\d+(?:[a-z](?![a-z]))?")
"""By which works of the same author are told apart, and paragraphs: "2011", "2011b", "5"."""


class MisspeltError(ValueError):
    """A value that is not as it should be, and certainly stands for one that is."""

    def __init__(self, text: str, instead: str) -> None:
        """Keep what should be written."""
        self.instead = instead
        super().__init__(text)


def find_sure(word: str, known: Iterable[str]) -> str | None:
    """Find the one known word that a mistyped one is hardly different from; None where there is a doubt.

    It is the same but for capitals, hyphens and spaces; or one letter is wrong, missing, too many or changed places with the next, two
    of a longer word, while no other word is nearly as near. Numbers must be the same: `smith-2011` is not `smith-2012`.
    """
    names = list(dict.fromkeys(known))
    squeezed = _squeeze(word)
    if same := [name for name in names if _squeeze(name) == squeezed]:
        return same[0] if len(same) == 1 else None
    if len(word) < SHORT:
        return None
    from rapidfuzz.distance import OSA  # takes a while, and most files are good

    most = 2 if len(word) >= LONG else 1
    numbers = _TELLING.findall(word.casefold())
    folded = word.casefold()
    # names that are longer or shorter by more are no nearer
    near = sorted(
        (OSA.distance(folded, name.casefold(), score_cutoff=most + 1), name)
        for name in names
        if abs(len(name) - len(word)) <= most + 1
    )
    if not near or near[0][0] > most or _TELLING.findall(near[0][1].casefold()) != numbers:
        return None
    is_alone = len(near) == 1 or near[1][0] > near[0][0]
    return near[0][1] if is_alone else None


def repair_word(at: Position, word: str, known: Iterable[str]) -> Repair | None:
    """Return what puts the known word in the place of a mistyped one, where that is certain."""
    sure = find_sure(word, known)
    return Repair(at, word, sure) if sure else None


@lru_cache(maxsize=1 << 15)  # all keys of a bibliography, for each that is mistyped
def _squeeze(word: str) -> str:
    return _SEPARATORS.sub("", word).casefold()
