"""What a search has to find, by reading every entry from its beginning to its end: slow, and plain enough to be believed."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import regex
import snowballstemmer

from variorum.search_index import find_words, to_plain

STEMMERS = {"en": "english", "ru": "russian", "ar": "arabic", "fr": "french", "de": "german"}
KINDS = ("text", "note", "correction", "context", "reference", "page")
HOMES = {"LATIN": ("en", "fr", "de"), "CYRILLIC": ("ru",), "ARABIC": ("ar",)}
"""The languages of each script; words of another script are taken to be of the first one's."""


@dataclass(frozen=True)
class Clause:
    """Words that an entry must have, one after the other."""

    words: tuple[str, ...]
    is_exact: bool
    is_open: bool


def scan(entries: Sequence[Mapping[str, str]], query: str) -> set[str]:
    """Return the addresses of the entries that have all that a query asks for."""
    clauses, kinds = parse(query)
    if not clauses and not kinds:
        return set()
    found: set[str] = set()
    passage: Mapping[str, str] | None = None  # that has the words as they were printed
    for entry in entries:
        if entry["kind"] != "correction":
            passage = None
        if not has_all(entry, clauses, ("title", "text", "printed")) or (
            kinds and entry["kind"] not in kinds
        ):
            continue
        if entry["kind"] == "correction" and passage:
            # the result is one, and opens at the first correction of the passage
            if passage["location"] in found:
                found.remove(passage["location"])
                found.add(entry["location"])
            continue
        if entry["kind"] == "text" and not has_all(entry, clauses, ("title", "text")):
            passage = entry
        found.add(entry["location"])
    return found


def has_all(entry: Mapping[str, str], clauses: Sequence[Clause], fields: Sequence[str]) -> bool:
    """Say whether each clause is met in one of the fields."""
    return all(any(has(entry, clause, field) for field in fields) for clause in clauses)


def has(entry: Mapping[str, str], clause: Clause, field: str) -> bool:
    """Say whether a field of an entry has what a clause asks for."""
    if field == "title" and entry["title"] == entry.get("label"):
        return False
    words = find_words(to_plain(entry.get(field, "")))
    size = len(clause.words)
    for start in range(len(words) - size + 1):
        run = words[start : start + size]
        if all(
            is_alike(word, wanted, entry["lang"], clause, is_last=place == size - 1)
            for place, (word, wanted) in enumerate(zip(run, clause.words, strict=True))
        ):
            return True
    return False


def is_alike(word: str, wanted: str, language: str, clause: Clause, *, is_last: bool) -> bool:
    """Say whether a word is what is wanted, goes on from it, or is another form of it in a text of that language."""
    if word == wanted or (clause.is_open and is_last and word.startswith(wanted)):
        return True
    if clause.is_exact or script_of(word) != script_of(wanted):
        return False
    stem = stemmer_for(wanted, language)
    return stem is not None and stem(word) == stem(wanted)


def script_of(word: str) -> str:
    """Return the script of a word's first sign, as its name in Unicode begins."""
    return unicodedata.name(word[0], "").partition(" ")[0]


def stemmer_for(word: str, language: str) -> Callable[[str], str] | None:
    """Return what makes stems of a word's kind in a text of that language."""
    home = HOMES.get(script_of(word))
    if home is None:
        return None
    return load_stemmer(language if language in home else home[0])


@cache
def load_stemmer(language: str) -> Callable[[str], str]:
    """Return a language's stemmer."""
    stem: Callable[[str], str] = snowballstemmer.stemmer(STEMMERS[language]).stemWord
    return stem


def parse(query: str) -> tuple[list[Clause], set[str]]:
    """Take a query apart as the guide says: words, phrases in quotation marks, kinds."""
    clauses: list[Clause] = []
    kinds: set[str] = set()
    is_id = re.fullmatch(r"\s*[¶§#]?\s*[a-z]?\d+[a-z]*\s*", query.lower()) is not None
    pieces = re.split('["“”„«»]', query)
    for number, piece in enumerate(pieces):
        is_phrase = number % 2 == 1
        for place, term in enumerate(terms := [piece] if is_phrase else re.split(r"\s+", piece)):
            if not is_phrase and term.startswith("kind:"):
                kinds |= kinds_of(term.removeprefix("kind:"))
                continue
            is_end = number == len(pieces) - 1 and place == len(terms) - 1
            is_ended = regex.search(r"\s$|['’]\p{L}$|(?<!^\p{L})[^\p{L}\p{N}\p{M}\p{Cf}*]$", term)
            if words := tuple(find_words(term)):
                is_open = is_end and not is_ended and not is_id
                clauses.append(Clause(words, is_phrase or len(words) > 1, is_open))
    return clauses, kinds


def kinds_of(name: str) -> set[str]:
    """Return the kinds that a name of one means, which may have only begun."""
    begun = {kind for kind in KINDS if name and kind.startswith(name)}
    return begun or ({name} if name else set())
