"""A generated work → what a reader may look for in it, the same each time."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.corpus import Corpus
from benchmarks.prose import FUNCTION_WORDS

MIDDLING = (0.002, 0.02)
"""The share of all passages and notes that hold a middling word."""

_WORD = re.compile(r"\b[a-z]{4,}\b")
_PHRASE = re.compile(r"(?<= )[a-z]{4,} [a-z]{4,} [a-z]{4,}(?= )")
"""Words within a sentence, and no names: its first has a capital."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is typed."""

    kind: str
    typed: str


def choose(corpus: Corpus, rounds: int) -> list[tuple[Query, ...]]:
    """Return a query of each kind for each round: all are found, in one passage at least.

    Every round begins with another kind.
    """
    passages = [*_list_passages(corpus)]
    met = Counter(word for passage in passages for word in set(_WORD.findall(passage)))
    least, most = (share * len(passages) for share in MIDDLING)
    rare = sorted(word for word, times in met.items() if times == 1)
    middling = {word for word, times in met.items() if max(least, 2) <= times <= max(most, 2)}
    pairs = sorted({f"{a} {b}" for passage in passages for a, b in _pair(passage, middling)})
    phrases = sorted({phrase for passage in passages for phrase in _find_phrases(passage)})
    chance = random.Random(len(passages))
    chosen = []
    for number in range(rounds):
        queries = [
            Query("a middling word", chance.choice(sorted(middling))),
            Query("a rare word", chance.choice(rare)),
            Query("“the”", "the"),
            Query("two words", chance.choice(pairs)),
            Query("a phrase", f'"{chance.choice(phrases)}"'),
        ]
        first = number % len(queries)
        chosen.append((*queries[first:], *queries[:first]))
    return chosen


def _list_passages(corpus: Corpus) -> Iterator[str]:
    for chapter in corpus.chapters:
        for paragraph in chapter.paragraphs:
            yield paragraph.words
            yield from paragraph.note.sentences


def _pair(passage: str, middling: set[str]) -> Iterator[tuple[str, str]]:
    return pairwise(word for word in _WORD.findall(passage) if word in middling)


def _find_phrases(passage: str) -> Iterator[str]:
    """Yield phrases without words such as "with": Material leaves them out, and then finds no phrase that has one."""
    for phrase in _PHRASE.findall(passage):
        if not set(FUNCTION_WORDS) & set(phrase.split()):
            yield phrase
