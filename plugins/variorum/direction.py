"""Which way words run: by the language they are in, or by the words themselves."""

import unicodedata
from typing import Literal

Direction = Literal["ltr", "rtl"]

_RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he iw ji ks nqo pnb ps sd syr ug ur yi".split())
"""Languages commonly written from right to left; a script in the tag (`az-Arab`, `ks-Deva`) says more."""
_RIGHT_TO_LEFT_SCRIPTS = frozenset("adlm arab aran armi hebr mand nkoo rohg samr syrc thaa".split())


def find_direction_of(language: str) -> Direction:
    """Find which way a language runs, BCP 47."""
    primary, *others = language.lower().split("-")
    script = next((part for part in others[:2] if len(part) == 4 and part.isalpha()), "")
    if script:
        return "rtl" if script in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if primary in _RIGHT_TO_LEFT else "ltr"


def find_direction_in(text: str) -> Direction | None:
    """Find which way the first letter runs that is not isolated; None when there is none.

    Source: Unicode Standard Annex 9, rules P2 and P3.
    """
    depth = 0
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("LRI", "RLI", "FSI"):
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return None
