"""Names and words quoted in an edition's files → advice where they are not what they seem: unseen signs, another script's letters.

Source: Unicode Technical Standard 39, "Unicode Security Mechanisms", sections 4 "Confusable Detection" and 5.1 "Mixed-Script
Detection"; Unicode Technical Report 36, "Unicode Security Considerations", section 2.5 "Bidirectional Text Spoofing".
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache, partial
from itertools import chain
from typing import Any, NamedTuple

import regex

from variorum.problems import BIDI, Position, Problem, Severity
from variorum.read.folder import Entry, Folder

NAMES = frozenset(
    "author by composer contributors director editor editors family given id illustrator interviewer literal name "
    "recipient translator variants".split()
)
"""Fields of whoever is named, where a wrong letter makes another person."""
PROSE = frozenset({"text", "reason", "description", "rights", "abstract", "note", "annote"})
"""Fields of sentences, which may speak of any sign, and are only not to be turned about."""

LATIN_LIKE = "АаВЕеЅѕІіЈјКМНһОоРрСсТУуХхԁԚԛԜԝӏΑΒΕΖΗΙΚΜΝΟοΡΤΥΧνуү"
"""Letters of Cyrillic and Greek that look like one of Latin."""
CYRILLIC_LIKE = "AaBEeSsIiJjKMHhOoPpCcTYyXxdQqWwlΑΒΕΗΙΚΜΟοΡΤΥΧ"
GREEK_LIKE = "ABEZHIKMNOoPTYXvАВЕНІКМОоРТУХ"
_LIKE = {"Latin": LATIN_LIKE, "Cyrillic": CYRILLIC_LIKE, "Greek": GREEK_LIKE}
"""What looks like a letter of a script; chosen from the standard's `confusables.txt`, those alone that no reader could tell."""
SHORTEST = 3
"""Letters of a word in which one can be told from its neighbours: ΔT and kΩ are signs."""
_ALPHABETS = (*_LIKE, "Armenian", "Coptic", "Cherokee", "Georgian", "Lisu")
"""Scripts whose letters are alike in some; others write next to Latin without a space, and nobody mistakes them."""

_WORD = regex.compile(r"[\p{L}\p{M}]+")
_UNSEEN = regex.compile(
    r"""
    [\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u2060-\u2064\u2800\u3164\ufeff\uffa0\ufff9-\ufffb]
    | (?<![\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Han}\p{Hiragana}\p{Katakana}\p{Tibetan}])\u200b  # parts words in some scripts
    | (?<![\p{L}\p{M}--[\p{Latin}\p{Greek}\p{Cyrillic}]]|\p{Emoji}\ufe0f?|\p{EMod})[\u200c\u200d]  # joins the letters of others
    | (?<![\p{Emoji}\p{S}\p{P}0-9]|[\p{L}--[\p{Latin}\p{Greek}\p{Cyrillic}]])[\ufe00-\ufe0f\U000e0100-\U000e01ef]
    | (?<!\p{Mongolian})[\u180b-\u180d]
    | (?<!\U0001f3f4[\U000e0020-\U000e007e]*)[\U000e0000-\U000e007f]  # of a flag
    """,
    regex.VERBOSE | regex.VERSION1,
)
_TURNS = regex.compile(f"[{BIDI}\u200e\u200f\u061c]")
_OVERRIDES = "\u202d\u202e"
_OPENS, _CLOSES = "\u202a\u202b\u2066\u2067\u2068", "\u202c\u2069"
_RIGHT_TO_LEFT = regex.compile(r"[\p{bc=R}\p{bc=AL}]")
_OTHERS = regex.compile("[" + "".join(rf"\p{{{name}}}" for name in _ALPHABETS[1:]) + "]")


_Steps = tuple[str | int, ...]


class Disguise(NamedTuple):
    """A sign in some words that is not what it seems."""

    code: str
    at: int
    """Of the sign in the words."""
    text: str
    mend: str


def find_disguises(words: str) -> Iterator[Disguise]:
    """Yield the first sign of each sort in some words that turns them about, is not seen, or looks like another.

    A word in another script, several scripts in a name, joiners where a script needs them, and marks of direction
    beside letters written from the right are what they seem.
    """
    if words.isascii():
        return
    if turn := _find_turn(words):
        yield Disguise("V520", turn.start(), *_describe_turn(words, turn))
    if unseen := _UNSEEN.search(words):
        text = f"{_name(unseen[0])} is not seen: {_show(words, unseen.start())}"
        yield Disguise("V521", unseen.start(), text, "delete it, or type the word anew")
    if _OTHERS.search(words):
        for found in _WORD.finditer(words):
            if sign := _find_stranger(found[0]):
                others = _script_of(next(s for s in found[0] if _script_of(s) != _script_of(sign)))
                text = f'{_name(sign)} stands in "{found[0]}" among letters of {others}'
                at = found.start() + found[0].index(sign)
                yield Disguise("V522", at, text, "type the word anew, in one script")
                return


def check_disguises(files: Folder) -> Iterator[Problem]:
    """Yield what is not what it seems in the names, titles, quotes and readings of an edition: of names as warnings, of all else as advice."""
    whole: list[Entry[Any] | None] = [files.edition, files.map]
    listed: list[Iterable[Entry[Any]]] = [
        files.emendations,
        files.annotations,
        files.sidebars,
        files.timeline,
        files.glossary,
        files.people,
    ]
    for entry in chain(filter(None, whole), *listed):
        for steps, words in _walk(entry.fields, ()):
            yield from _report(words, steps, partial(entry.at, *steps))
        if turn := _find_turn(entry.body):
            at = replace(
                entry.body_at, line=entry.body_at.line + entry.body.count("\n", 0, turn.start())
            )
            yield Problem("V520", at, *_describe_turn(entry.body, turn), severity="advice")
    for reference in files.references:
        for steps, words in _walk(reference.csl, ()):
            yield from _report(words, steps, reference.find_position)
        for quotation in reference.quotes:
            yield from _report(quotation.text, ("quotes",), reference.find_position)


def _describe_turn(words: str, turn: regex.Match[str]) -> tuple[str, str]:
    text = f"{_name(turn[0])} makes words read in another order: {_show(words, turn.start())}"
    return text, "delete it, or type the words anew"


def _walk(value: object, steps: tuple[str | int, ...]) -> Iterator[tuple[_Steps, str]]:
    """Yield the strings in a value that are names, titles or quoted words, with the way to each."""
    if isinstance(value, str):
        if not value.isascii():
            yield steps, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _walk(item, (*steps, key))
    elif is_dataclass(value):
        for place in fields(value):
            key = place.name.rstrip("_").replace("_", "-")
            yield from _walk(getattr(value, place.name), (*steps, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _walk(item, (*steps, index))


def _report(words: str, steps: _Steps, find: Callable[[], Position]) -> Iterator[Problem]:
    is_name = any(step in NAMES for step in steps)
    severity: Severity = "warning" if is_name else "advice"
    is_prose = steps[-1] in PROSE
    for code, _, text, mend in find_disguises(words):
        if code == "V520" or not is_prose:
            yield Problem(code, find(), text, mend=mend, severity=severity)


def _find_turn(words: str) -> regex.Match[str] | None:
    """Find a control of direction that words do without: one that overrides, one never closed, one where all runs from left to right."""
    first: regex.Match[str] | None = None if words.isascii() else _TURNS.search(words)
    if first is None or not _RIGHT_TO_LEFT.search(words):
        return first
    depth = 0
    for turn in _TURNS.finditer(words):
        depth += (turn[0] in _OPENS) - (turn[0] in _CLOSES)
        if turn[0] in _OVERRIDES or depth < 0:
            return turn
    return first if depth else None


def _find_stranger(word: str) -> str | None:
    """Find the letter of a word that is of another script than most of it, and looks as if it were not."""
    scripts = [_script_of(sign) for sign in word]
    counted = Counter(script for script in scripts if script)
    if len(counted) < 2 or counted.total() < SHORTEST:
        return None
    few = min(counted.values())
    for main in _ALPHABETS:
        strangers = [s for s, script in zip(word, scripts, strict=True) if script not in ("", main)]
        if counted[main] and len(strangers) <= counted.total() - few:
            like = _LIKE.get(main, "")
            if len(strangers) <= counted[main] and all(
                sign in like or _script_of(sign) not in _LIKE for sign in strangers
            ):
                return strangers[0]
    return None


@lru_cache(maxsize=4096)
def _script_of(sign: str) -> str:
    """Return the alphabet that a letter is of; empty where it is of none that has letters like those of another."""
    return next((name for name in _ALPHABETS if regex.match(rf"\p{{{name}}}", sign)), "")


def _name(sign: str) -> str:
    return f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".rstrip()


def _show(words: str, place: int) -> str:
    """Return the word at a place, with what is not seen in it spelled out."""
    start = max(words.rfind(" ", 0, place) + 1, place - 20)
    end = words.find(" ", place + 1)
    word = words[start : min(end if end >= 0 else len(words), place + 20)]
    hidden = {m[0] for pattern in (_TURNS, _UNSEEN) for m in pattern.finditer(words)}
    return '"' + "".join(f"[U+{ord(s):04X}]" if s in hidden else s for s in word) + '"'
