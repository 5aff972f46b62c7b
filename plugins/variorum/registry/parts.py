"""Which passages together make up another one: what a split or a merge is known by."""

from collections.abc import Mapping, Sequence

from rapidfuzz.distance import LCSseq

from variorum.registry.alignment import dice, runs

CONTAINED = 0.7
"""Of a part's words, those that must stand in the whole for it to be split from, or merged into, that whole."""
WHOLE = 0.6
"""Likeness of the parts in a row to the whole: as for a passage reworded, since parts are reworded too."""
MANY = 40
"""Parts beyond which each is no longer weighed against all others, which costs their number squared."""


def find_parts(
    whole: str, parts: Sequence[int], words: Mapping[int, str], *, is_merge: bool
) -> list[tuple[float, list[int]]]:
    """Return groups of passages that together make up a whole, in its order, with their similarity to it.

    Each must add to what the others explain: a short passage of common words is found in any long one.

    Args:
        whole: The words of the undivided passage, as characters.
        parts: The passages it may consist of.
        words: Of each of them, as characters.
        is_merge: Whether the parts are the old passages; the present ones must be neighbours.
    """
    found: list[tuple[float, list[int]]] = []
    contained = [
        p
        for p in parts
        if words[p] and LCSseq.similarity(whole, words[p]) >= CONTAINED * len(words[p])
    ]
    # Present parts must be neighbours; the place of an old one is known from the whole better than from its order.
    places = {p: _find_place(words[p], whole) for p in contained} if is_merge else {}
    for run in [sorted(contained, key=lambda p: places[p])] if is_merge else runs(contained):
        while len(run) > 1:
            joined = "".join(words[p] for p in run)
            common = LCSseq.similarity(whole, joined)
            idle = [
                p
                for p in (run if len(run) <= MANY else ())
                if common - LCSseq.similarity(whole, "".join(words[q] for q in run if q != p))
                < CONTAINED * len(words[p])
            ]
            if not idle:
                if dice(common, whole, joined) >= WHOLE:
                    found.append((dice(common, whole, joined), run))
                break
            if is_merge:
                run = [p for p in run if p != idle[-1]]
            else:  # only an end can be cut off: a foreign passage in the middle means it is no split
                run = run[1:] if run[0] in idle else run[:-1] if run[-1] in idle else []
    return found


def _find_place(part: str, whole: str) -> int:
    """Return where in the whole a part begins, judged by the longest run of words they share."""
    blocks = LCSseq.opcodes(part, whole).as_matching_blocks()
    longest = max(blocks, key=lambda block: block.size)
    return longest.b - longest.a
