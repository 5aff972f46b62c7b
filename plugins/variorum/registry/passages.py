"""Wordings, old and present, and what became of the old ones; what finds it out is `matching`."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

SHORT = 6
"""Words up to which letters are compared too, so that "By A. Suelo" is like "By A. Sueldo"; such blocks never match elsewhere."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One wording, old or present."""

    words: str
    sort: str
    """Letter and kind: of equal wordings those of one sort pair first."""


@dataclass(frozen=True, slots=True)
class Matching:
    """What became of the old passages; all by index."""

    kept: Mapping[int, int]
    """Present passage → the old one that it is, changed or not."""
    similarity: Mapping[int, float]
    """Of the kept whose words changed, by present passage."""
    split: Mapping[int, int]
    """Further part → the old passage it was split from."""
    merged: Mapping[int, int]
    """Old passage → the present one that took it in."""
    unsure: Mapping[int, tuple[int, float]]
    """Old passage → the present one that it may be, and their similarity."""
    replaced: Mapping[int, int]
    """Old passage → the new one that stands in its place."""


def fold_words(words: str) -> str:
    """Return words as they compare for equality: NFC, each run of white space one space."""
    return " ".join(unicodedata.normalize("NFC", words).split())
