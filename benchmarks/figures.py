"""Costs measured in rounds → ratios and exponents with their spread."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median

from benchmarks.measure import Cost, Output


@dataclass(frozen=True, slots=True)
class Indexing:
    """What the search's index took of a build, in seconds of processor."""

    index: float
    build: float


@dataclass(frozen=True, slots=True)
class Round:
    """One build of each kind, one after the other."""

    cold: Cost
    """Variorum, with no citation kept from before."""
    warm: Cost
    """Variorum, with all citations kept."""
    cold_pages: Cost
    """Variorum, its pages alone, with no citation kept."""
    warm_pages: Cost
    plain: Cost
    indexing: Indexing
    """Of the warm one."""


@dataclass(frozen=True, slots=True)
class Rebuild:
    """One rebuild of each after a change of the same note."""

    variorum: Cost
    plain: Cost


@dataclass(frozen=True, slots=True)
class Size:
    """What was measured of the sites of one size."""

    paragraphs: int
    rounds: tuple[Round, ...]
    rebuilds: tuple[Rebuild, ...]
    variorum: Output
    plain: Output


@dataclass(frozen=True, slots=True)
class Spread:
    """A figure measured several times."""

    least: float
    middle: float
    most: float


def spread(values: Iterable[float]) -> Spread:
    """Return the spread of some values, at least one."""
    kept = sorted(values)
    return Spread(kept[0], median(kept), kept[-1])


def find_exponent(small: Size, large: Size, *, of: Callable[[Round], float]) -> Spread:
    """Return the power of the size with which a cost grows, over all pairs of a small and a large build.

    A difference of two builds may be lost in their noise, and be none or less: such a pair says nothing.
    """
    growth = math.log(large.paragraphs / small.paragraphs)
    ratios = [of(more) / of(less) for less in small.rounds for more in large.rounds if of(less) > 0]
    return spread([math.log(ratio) / growth for ratio in ratios if ratio > 0] or [math.nan])
