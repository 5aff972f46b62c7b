"""Which of the registered wordings each present block has: equal words first, then similar ones; knows no ids.

Similarity is twice the longest common subsequence of the words by the number of words (Dice), case and
punctuation aside: 1 for the same words, about 0.2 at most for two paragraphs of one author on one matter.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Indel, LCSseq

from variorum.registry.alignment import FIRST, align, align_by_weight, dice, runs, runs_of_three
from variorum.registry.parts import find_parts
from variorum.registry.passages import SHORT, Matching, Passage, fold_words

SURE = 0.6
"""In its old place, a block at least so like is the old one reworded: more than half of its words stand."""
UNLIKE = 0.35
"""Below it nothing of the old wording is left but what any two paragraphs share; between the two a person decides."""
MOVED = 0.75
"""A block both moved and reworded must be more like, since its place says nothing for it."""
RIVAL = 0.15
"""By how much a better match elsewhere forbids one that is only sure by its place."""
PAIRS = 4_000
"""Pairs compared one by one between two matched neighbours; beyond, only blocks that share three words running."""
CELLS = 250_000
"""Of the table that keeps the order between two matched neighbours (about 0.2 s); beyond, the best pairs are taken."""
HOLDERS, NOMINEES = 8, 6
"""Blocks that may share a run of three words before it says nothing, and likely partners kept for each block."""

# Russia's, 2011; in scripts that write no spaces (Thai, Lao, kana, ideographs) each character
_WORD = re.compile(
    r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+(?:['’][^\W_]+)*"
)


def share_words(one: str, other: str) -> float:
    """Return which part of the shorter wording's words stands in the other, in their order: 0 to 1."""
    a, b = _WORD.findall(one.casefold()), _WORD.findall(other.casefold())
    return LCSseq.similarity(a, b) / min(len(a), len(b)) if a and b else float(one == other)


def match(
    old: Sequence[Passage],
    new: Sequence[Passage],
    *,
    same: Collection[int] = (),
    other: Collection[int] = (),
) -> Matching:
    """Match the old passages with the present ones.

    Args:
        old: In their order as far as it is known.
        new: In the order of the text.
        same: Old passages of which a person said that the likely one is the same.
        other: Old passages of which a person said that it is not.
    """
    state = _Match(old, new, same, other)
    state.match_equal()
    if state.free_old and state.free_new:
        state.find_candidates()
        state.match_groups()
        state.match_in_place(SURE)
        state.match_anywhere(MOVED)
        state.find_candidates_in_place()  # what is matched by now has parted long stretches into short ones
        state.match_in_place(UNLIKE)
        state.match_anywhere(SURE)
    return Matching(
        state.kept,
        state.similarity,
        state.split,
        state.merged,
        state.unsure,
        state.find_replaced(),
    )


@dataclass(slots=True)
class _Match:
    """The passages still free, and what has been found of the others."""

    old: Sequence[Passage]
    new: Sequence[Passage]
    same: Collection[int]
    other: Collection[int]
    free_old: dict[int, None] = field(default_factory=dict)
    free_new: dict[int, None] = field(default_factory=dict)
    kept: dict[int, int] = field(default_factory=dict)
    similarity: dict[int, float] = field(default_factory=dict)
    split: dict[int, int] = field(default_factory=dict)
    merged: dict[int, int] = field(default_factory=dict)
    unsure: dict[int, tuple[int, float]] = field(default_factory=dict)
    likeness: dict[tuple[int, int], float] = field(default_factory=dict)
    """Of the candidate pairs."""
    vocabulary: dict[str, int] = field(default_factory=dict)
    old_words: dict[int, str] = field(default_factory=dict)
    new_words: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.free_old = dict.fromkeys(range(len(self.old)))
        self.free_new = dict.fromkeys(range(len(self.new)))

    def keep(self, old: int, new: int, similarity: float | None = None) -> None:
        del self.free_old[old], self.free_new[new]
        self.kept[new] = old
        if similarity is not None:
            self.similarity[new] = similarity

    # Equal words

    def match_equal(self) -> None:
        folded_old = [fold_words(passage.words) for passage in self.old]
        folded_new = [fold_words(passage.words) for passage in self.new]
        self.pair_equal(
            lambda i: (folded_old[i], self.old[i].sort), lambda j: (folded_new[j], self.new[j].sort)
        )
        self.pair_equal(folded_old.__getitem__, folded_new.__getitem__)
        self.straighten(folded_new)
        if self.free_old and self.free_new:
            self.old_words = {i: self.encode(folded_old[i]) for i in self.free_old}
            self.new_words = {j: self.encode(folded_new[j]) for j in self.free_new}
            # A passage without words (a rule, a glyph) has no key, so it equals only itself.
            self.pair_equal(
                lambda i: self.old_words[i] or ("old", i),
                lambda j: self.new_words[j] or ("new", j),
                similarity=1.0,
            )

    def encode(self, words: str) -> str:
        found = _WORD.findall(words.casefold())
        vocabulary = self.vocabulary
        return "".join([chr(FIRST + vocabulary.setdefault(w, len(vocabulary))) for w in found])

    def pair_equal(
        self,
        key_old: Callable[[int], Hashable],
        key_new: Callable[[int], Hashable],
        *,
        similarity: float | None = None,
    ) -> None:
        """Pair the free passages of equal key: in order where that can be, then those that moved."""
        olds, news = list(self.free_old), list(self.free_new)
        keys_old, keys_new = [key_old(i) for i in olds], [key_new(j) for j in news]
        left = {key: list[int]() for key in keys_old}
        paired_old = set[int]()
        paired_new = set[int]()
        for a, b in align(keys_old, keys_new):
            self.keep(olds[a], news[b], similarity)
            paired_old.add(a)
            paired_new.add(b)
        for a in range(len(olds) - 1, -1, -1):
            if a not in paired_old:
                left[keys_old[a]].append(olds[a])
        for b, key in enumerate(keys_new):
            if b not in paired_new and left.get(key):
                self.keep(left[key].pop(), news[b], similarity)

    def straighten(self, keys: Sequence[str]) -> None:
        """Let passages of the very same words have their old order, whatever moved around them.

        Nothing else tells a refrain from its repetition, and so the same places get the same ids in every build.
        """
        places: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for j, i in sorted(self.kept.items()):
            places[keys[j], self.old[i].sort].append(j)
        for news in places.values():
            if len(news) > 1:
                self.kept |= zip(news, sorted(self.kept[j] for j in news), strict=True)

    # Candidates

    def find_candidates(self) -> None:
        """Find the likely pairs: between the same matched neighbours all, elsewhere those that share running words."""
        self.find_candidates_in_place()
        holders: defaultdict[str, list[int]] = defaultdict(list)
        for j in self.free_new:
            for run in runs_of_three(self.new_words[j]):
                holders[run].append(j)
        for i in self.free_old:
            shared: Counter[int] = Counter()
            for run in runs_of_three(self.old_words[i]):
                if len(holders.get(run, ())) <= HOLDERS:
                    shared.update(holders.get(run, ()))
            best = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:NOMINEES]
            for j, _ in best:
                self.compare(i, j)

    def find_candidates_in_place(self) -> None:
        for olds, news in self.find_places():
            if len(olds) * len(news) <= PAIRS:
                for i in olds:
                    for j in news:
                        self.compare(i, j)

    def compare(self, i: int, j: int) -> None:
        if (i, j) not in self.likeness and i not in self.other:
            self.likeness[i, j] = self.measure(i, j)

    def measure(self, i: int, j: int) -> float:
        a, b = self.old_words[i], self.new_words[j]
        if not a or not b:
            return 0.0
        words = dice(LCSseq.similarity(a, b), a, b)
        if min(len(a), len(b)) > SHORT:
            return words
        letters = Indel.normalized_similarity(
            self.old[i].words.casefold(), self.new[j].words.casefold()
        )
        return max(words, 2 * letters - 1)

    def find_places(self) -> list[tuple[list[int], list[int]]]:
        """Return the runs of free passages that stand after, or before, the same matched neighbour."""
        after: defaultdict[int, list[int]] = defaultdict(list)
        before: defaultdict[int, list[int]] = defaultdict(list)
        for run in runs(self.free_new):
            after[run[0] - 1] = before[run[-1] + 1] = run
        where = {old: new for new, old in self.kept.items()} | self.merged
        where |= {old: new for old, (new, _) in self.unsure.items()} | {-1: -1}
        where[len(self.old)] = len(self.new)
        places: list[tuple[list[int], list[int]]] = []
        for run in runs(self.free_old):
            left, right = where.get(run[0] - 1, -2), where.get(run[-1] + 1, -2)
            while left + 1 in self.split:
                left += 1
            while right - 1 in self.split:
                right -= 1
            here = [news for news in (after.get(left), before.get(right)) if news]
            places += [(run, news) for at, news in enumerate(here) if news not in here[:at]]
        return places

    # Splits and merges

    def match_groups(self) -> None:
        found: list[tuple[float, bool, int, list[int]]] = []
        by_old: defaultdict[int, list[int]] = defaultdict(list)
        by_new: defaultdict[int, list[int]] = defaultdict(list)
        for i, j in sorted(self.likeness):
            by_old[i].append(j)
            by_new[j].append(i)
        for i, parts in by_old.items():
            for score, run in find_parts(self.old_words[i], parts, self.new_words, is_merge=False):
                if not any(self.has_rival(other, j, whole=i) for j in run for other in by_new[j]):
                    found.append((-score, False, i, run))
        for j, parts in by_new.items():
            for score, run in find_parts(self.new_words[j], parts, self.old_words, is_merge=True):
                if not any(self.has_rival(i, other, whole=j, merge=True) for i in run for other in by_old[i]):  # fmt: skip
                    found.append((-score, True, j, run))
        for _, is_merge, whole, run in sorted(found):
            wholes, parts_left = (
                (self.free_new, self.free_old) if is_merge else (self.free_old, self.free_new)
            )
            if whole in wholes and all(part in parts_left for part in run):
                self.keep_group(whole, run, is_merge=is_merge)

    def has_rival(self, i: int, j: int, *, whole: int, merge: bool = False) -> bool:
        """Say whether a part is likelier another passage reworded than a part of the whole."""
        if (j if merge else i) == whole:
            return False
        mine = self.likeness[(i, whole) if merge else (whole, j)]
        return self.likeness[i, j] >= max(SURE, mine)

    def keep_group(self, whole: int, run: Sequence[int], *, is_merge: bool) -> None:
        words = self.old_words if is_merge else self.new_words
        mine = (self.new_words if is_merge else self.old_words)[whole]
        main = max(run, key=lambda p: (LCSseq.similarity(mine, words[p]), -p))
        old, new = (main, whole) if is_merge else (whole, main)
        self.keep(old, new, self.likeness[old, new])
        for part in run:
            if part != main and is_merge:
                self.merged[part] = whole
                del self.free_old[part]
            elif part != main:
                self.split[part] = whole
                del self.free_new[part]

    # Similar words

    def decide(self, i: int, j: int, *, sure: bool) -> None:
        if sure or i in self.same:
            self.keep(i, j, self.likeness[i, j])
        else:
            del self.free_old[i], self.free_new[j]
            self.unsure[i] = (j, self.likeness[i, j])

    def match_in_place(self, least: float) -> None:
        """Match between matched neighbours, keeping the order, whatever is at least so like."""
        best = self.find_best()
        for olds, news in self.find_places():
            olds = [i for i in olds if i in self.free_old]
            news = [j for j in news if j in self.free_new]
            if len(olds) * len(news) > CELLS:
                continue
            weights = {
                (a, b): score * score
                for a, i in enumerate(olds)
                for b, j in enumerate(news)
                if (score := self.likeness.get((i, j), 0.0)) >= least
                and (least < SURE or score + RIVAL > max(best["old", i], best["new", j]))
            }
            for a, b in align_by_weight(len(olds), len(news), weights):
                i, j = olds[a], news[b]
                self.decide(i, j, sure=self.likeness[i, j] >= SURE)

    def match_anywhere(self, least: float) -> None:
        """Match wherever they stand, the likeliest first, whatever is at least so like."""
        pairs = sorted((-score, i, j) for (i, j), score in self.likeness.items() if score >= least)
        for score, i, j in pairs:
            short = min(len(self.old_words[i]), len(self.new_words[j])) <= SHORT
            if i in self.free_old and j in self.free_new and not short:
                self.decide(i, j, sure=-score >= MOVED)

    def find_best(self) -> defaultdict[tuple[str, int], float]:
        best: defaultdict[tuple[str, int], float] = defaultdict(float)
        for (i, j), score in self.likeness.items():
            if i in self.free_old and j in self.free_new:
                best["old", i] = max(best["old", i], score)
                best["new", j] = max(best["new", j], score)
        return best

    def find_replaced(self) -> dict[int, int]:
        replaced: dict[int, int] = {}
        taken = set[int]()
        for olds, news in self.find_places():
            waiting = iter([j for j in news if j not in taken])
            for i in olds:
                if i not in replaced and (j := next(waiting, None)) is not None:
                    replaced[i] = j
                    taken.add(j)
        return replaced
