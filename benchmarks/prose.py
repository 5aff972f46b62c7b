"""Prose of invented words, spread as in a language: a few are met everywhere, most once or twice."""

import random
from itertools import accumulate

LEXICON = 32_000
FLATTENING, EXPONENT = 8.0, 1.32
"""Of Zipf's law in Mandelbrot's form, 1 / (rank + flattening) ** exponent, set so that 1,000 paragraphs hold about
9,000 distinct words and 10,000 about 25,000, as English prose does."""

FUNCTION_WORDS = (
    "the of and to a in that it was for as with his on be at by had not are but from or have an they which one you"
    " were her all she there would their we him been has when who will more no if out so said what up its about into"
).split()
_ONSETS = "b c d f g h l m n p r s t v br cl dr fl gr pl st tr th sh".split()
_VOWELS = "a e i o u ea ou ai".split()
_CODAS = ["", "", "n", "r", "l", "s", "t", "nd"]


class Writer:
    """Writes words, names, sentences and paragraphs: the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        words = dict.fromkeys(FUNCTION_WORDS)
        while len(words) < LEXICON:
            syllables = 1 + (len(words) > 300) + (len(words) > 5_000)  # what is frequent is short
            words["".join(self._syllable(_ONSETS) for _ in range(syllables))] = None
        self._words = list(words)
        self._weights = [
            *accumulate(1 / (rank + FLATTENING) ** EXPONENT for rank in range(1, LEXICON + 1))
        ]
        # k and z side by side, which no other word has, or `check` would take a name for a word mistyped
        self._names = [
            (a + vowel + b + coda).capitalize()
            for a in ("Kzo", "Zku", "Krza", "Zle", "Hakza")
            for b in ("bbe", "mmo", "ttu", "rra")
            for vowel, coda in (("nd", "sk"), ("lg", "zt"), ("ss", "kk"))
        ]

    def pick_name(self) -> str:
        """Return a name."""
        return self.random.choice(self._names)

    def write_words(self, count: int) -> str:
        """Return that many words of running text, in small letters, without stops."""
        return " ".join(self._pick_words(count))

    def write_paragraph(self, count: int) -> str:
        """Return that many words as sentences with commas and, here and there, a name."""
        words = self._pick_words(count)
        start = 0
        while start < count:
            end = min(start + self.random.randint(9, 26), count)
            if count - end < 6:
                end = count
            words[start] = words[start].capitalize()
            if end - start > 8:
                words[start + self.random.randint(3, 4)] += ","
                if self.random.random() < 0.4:
                    words[start + self.random.randint(6, end - start - 2)] = self.pick_name()
            words[end - 1] += "."
            start = end
        return " ".join(words)

    def _pick_words(self, count: int) -> list[str]:
        words = self.random.choices(self._words, cum_weights=self._weights, k=count)
        # a word twice would be taken for a slip
        for place in range(1, count):
            while words[place] == words[place - 1]:
                words[place] = self.random.choice(self._words)
        return words

    def _syllable(self, onsets: list[str]) -> str:
        choose = self.random.choice
        return choose(onsets) + choose(_VOWELS) + choose(_CODAS)
