"""Longest common subsequences of anything that compares: what the matching of wordings stands on."""

from collections.abc import Collection, Hashable, Mapping, Sequence

from rapidfuzz.distance import LCSseq

ALIGNED = 400_000_000
"""Bits of the table that aligns two sequences (50 MB); beyond, only their common beginning and end align."""
FIRST = 0x10000
"""Things compare as characters above the surrogates: rapidfuzz compares strings fastest, and by value alone."""


def dice(common: int, a: str, b: str) -> float:
    """Return Dice's coefficient of two sequences that have so many members in common."""
    return 2 * common / (len(a) + len(b))


def runs(numbers: Collection[int]) -> list[list[int]]:
    """Return ascending numbers as runs without gaps: 1 2 5 → [1, 2], [5]."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] + 1 == number:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def runs_of_three(words: str) -> list[str]:
    """Return each three members that follow one another, once, sorted."""
    return sorted({words[at : at + 3] for at in range(len(words) - 2)})


def align(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return the pairs of a longest common subsequence, as indexes."""
    start, end = 0, min(len(a), len(b))
    while start < end and a[start] == b[start]:
        start += 1
    tail = 0
    while tail < end - start and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    pairs = [(at, at) for at in range(start)]
    codes: dict[Hashable, int] = {}
    middle_a, middle_b = (
        "".join(chr(FIRST + codes.setdefault(key, len(codes))) for key in keys[start : len(keys) - tail])
        for keys in (a, b)
    )  # fmt: skip
    if middle_a and middle_b and len(middle_a) * len(middle_b) <= ALIGNED:
        for block in LCSseq.opcodes(middle_a, middle_b).as_matching_blocks():
            pairs += [(start + block.a + at, start + block.b + at) for at in range(block.size)]
    return pairs + [(len(a) - at, len(b) - at) for at in range(tail, 0, -1)]


def align_by_weight(
    rows: int, columns: int, weights: Mapping[tuple[int, int], float]
) -> list[tuple[int, int]]:
    """Return the pairs in ascending order of both indexes whose weights make the greatest sum."""
    if not weights:
        return []
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for a in range(rows):
        for b in range(columns):
            pair = best[a][b] + weights.get((a, b), 0.0)
            best[a + 1][b + 1] = max(best[a][b + 1], best[a + 1][b], pair)
    pairs: list[tuple[int, int]] = []
    a, b = rows, columns
    while a and b:
        if best[a][b] == best[a - 1][b]:
            a -= 1
        elif best[a][b] == best[a][b - 1]:
            b -= 1
        else:
            a, b = a - 1, b - 1
            pairs.append((a, b))
    return pairs[::-1]
