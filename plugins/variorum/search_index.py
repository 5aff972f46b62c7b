"""The entries of a site's search → the files in which its pages look words up, each of them fetched only when it is needed.

The files lie in the site's folder `search/`; all are JSON in UTF-8, and together they are version 1 of the format:

`catalogue.json`
    What is fetched first. An object of:

    `version`    1. Whoever reads another number must not go on.
    `folder`     The name of the folder with the other files; it changes whenever one of them does.
    `stemmers`   The stemmers that the site has, by the languages of texts: `{"en": "en", "nb": "no"}`.
    `classes`    `[kind, weight]` of each class of entries: its kind, `text` or `note`, and what its words count for.
    `pages`      `[first entry, path, title, language]`: from that entry on, up to the next of these, entries are of the
                 page at this path, whose language is BCP 47, or empty.
    `class`      Of each entry, which of the classes it is of.
    `length`     Of each entry, how many places it takes up in the count of words.
    `title`      Of each entry, how many of these its title takes up.
    `printed`    `[entry, place]` for each entry whose printed words differ: at which of its places these begin.
    `words`      All words, sorted by code points, a line each. The first sign says how many signs the word shares
                 with the one before it (0 to 9, then a to z), and the rest of the line is what follows these.
    `postings`   The number of the first word of each file of places.
    `texts`      The number of the first entry of each file of entries.

`FOLDER/postings-000.json` and its like
    A list for each word: the places where it stands, each as the distance from the one before.
`FOLDER/entries-000.json` and its like
    `[fragment, label, title, text, printed]` for each entry, as plain text; the label is empty where there is none, and
    the title where it would repeat the label.

Places count through all entries: an entry takes up one for each word of its title, of its text, and of what was printed in its
place, with an empty one after each of these three that it has words of, and one at the end, at which the id of a passage stands
as the word `#p5`, and so do retired ids that lead to it. So words that follow each other have numbers that do, and those of different entries never.

A word is as `find_words` returns it. Stems are not in the index: who searches finds them among its words.
"""

import json
import re
import unicodedata
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from html import unescape
from operator import sub

import regex

VERSION = 1
CATALOGUE = "catalogue.json"
LONGEST_WORD = 64
"""Signs of a word that are looked up: what is longer is an address or a digest."""

POSTINGS_SIZE = 64_000
"""Bytes after which a file of places is full: one or two are fetched for a word, half as large when compressed."""
ENTRIES_SIZE, ENTRIES_FILES = 8_000, 1_500
"""Bytes after which a file of entries is full: one is fetched for each result or two; in the largest of sites they are
larger, so that there are no more of them than this."""

_SINGLE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c"
    "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
)
"""Signs of scripts that leave no room between words: each is looked up by itself."""
_MARKS = regex.compile(
    "(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f"
    "\ufe20-\ufe2f\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
"""Accents and points, though not that of й, which is a letter of its own; joiners and what cannot be seen."""
_LETTERS = str.maketrans(
    {
        **{"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l"},
        **{"ı": "i", "ς": "σ", "ى": "ي", "ی": "ي", "ک": "ك"},
        **{first: str(i) for i in range(10) for first in (chr(0x0660 + i), chr(0x06F0 + i))},
    }
)
_WORD = regex.compile(rf"[{_SINGLE}]|(?:(?![{_SINGLE}])[\p{{L}}\p{{N}}\p{{M}}])+")
_INITIALS = regex.compile(
    r"(?<![\p{L}\p{N}\p{M}.])\p{L}(?:\.\p{L})+(?![\p{L}\p{N}\p{M}])"
)  # "u.s" of "U.S."
_FEW = "\u0530"
"""Before it stand the letters of Latin, Greek and Cyrillic, which a quicker expression knows as well."""
_FEW_WORD = re.compile(r"[^\W_]+")
_INITIAL = re.compile(r"\.[^\W\d_](?![^\W_])")
_FEW_INITIALS = re.compile(r"(?<![^\W_])(?<!\.)[^\W\d_](?:\.[^\W\d_])+(?![^\W_])")
_STOPS = re.compile("[\u2010-\u2027\u2030-\u205e]+")  # “ ” — …

_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"</(?:p|li|pre|ul|ol)>")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def find_words(text: str) -> list[str]:
    """Return the words of a text as they are looked up, in their order.

    Without difference of case, accents, ligatures and widths; a word is what stands between other signs, or a single
    sign of a script that leaves no room between words, and initials with stops are one word. The page's scripts have
    the same in `searchwords.js`.
    """
    folded = _fold(text)
    is_few = folded.isascii() or max(folded) < _FEW
    if _INITIAL.search(folded):
        initials = _FEW_INITIALS if is_few else _INITIALS
        folded = initials.sub(lambda found: found[0].replace(".", ""), folded)
    words: list[str] = (_FEW_WORD if is_few else _WORD).findall(folded)
    if words and len(max(words, key=len)) > LONGEST_WORD:
        return [word[:LONGEST_WORD] for word in words]
    return words


def _fold(text: str) -> str:
    if text.isascii():
        return text.lower()
    text = _STOPS.sub(" ", text)
    if text.isascii():
        return text.lower()
    text = _MARKS.sub("", unicodedata.normalize("NFKD", text).lower())
    return unicodedata.normalize("NFC", text.translate(_LETTERS))


def to_plain(html: str) -> str:
    """Return the words of an entry as plain text, its paragraphs on lines of their own."""
    if "<" in html:
        html = _TAG.sub("", _BREAK.sub("\n", html))
    return (unescape(html) if "&" in html else html).strip("\n")


class _Appends(dict[str, Callable[[int], None]]):
    """The way to append to the places of each word, made when the word is first met."""

    def __init__(self, of: "dict[str, array[int]]") -> None:
        self._of = of

    def __missing__(self, word: str) -> Callable[[int], None]:
        places = self._of[word] = array("I")
        self[word] = places.append
        return places.append


class SearchIndex:
    """The index while it is being made: entries go in, in their order; files come out."""

    def __init__(self, write: Callable[[str, bytes], None]) -> None:
        """Begin an index.

        Args:
            write: Writes a file of those that lie in the folder of the index: its name, its content.
        """
        self._write = write
        self._digest = sha256()
        self._places: dict[str, array[int]] = {}
        self._append = _Appends(self._places)
        self._classes: dict[tuple[str, float], int] = {}
        self._pages: list[tuple[int, str, str, str]] = []
        self._class: list[int] = []
        self._length: list[int] = []
        self._title: list[int] = []
        self._printed: list[tuple[int, int]] = []
        self._count = 0
        self._shown: list[bytes] = []
        self._texts: list[int] = []

    def add(self, entry: Mapping[str, object], *, language: str = "") -> None:
        """Take in an entry.

        Args:
            entry: In the form of the search index of Material, with our fields where it is ours; see
                `variorum.render.search.Entry`.
            language: Of entries that say nothing of theirs.
        """
        path, _, fragment = str(entry["location"]).partition("#")
        title = to_plain(str(entry["title"]))
        label = to_plain(str(entry.get("label", "")))
        kind = str(entry.get("kind", "page"))
        said = "" if title == label else title
        text, printed = (to_plain(str(entry.get(key, ""))) for key in ("text", "printed"))
        number = len(self._class)
        if not self._pages or self._pages[-1][1] != path:
            of_page = str(entry.get("lang", language))
            self._pages.append((number, path, "" if fragment else title, of_page))
        boost = entry.get("boost", 1)
        weight = float(boost) if isinstance(boost, (int, float)) else 1.0
        self._class.append(self._classes.setdefault((kind, weight), len(self._classes)))
        start = self._count
        self._title.append(self._place(said))
        self._place(text)
        if printed:
            self._printed.append((number, self._count - start))
            self._place(printed)
        if kind == "text":
            was = entry.get("was", ())
            for name in (fragment, *(was if isinstance(was, (list, tuple)) else ())):
                self._append[f"#{name}"](self._count)
        self._count += 1
        self._length.append(self._count - start)
        self._shown.append(_encode([fragment, label, said, text, printed]))

    def _place(self, text: str) -> int:
        words = find_words(text) if text else []
        append = self._append
        for place, word in enumerate(words, start=self._count):
            append[word](place)
        self._count += len(words) + bool(words)
        return len(words)

    def finish(self, stemmers: Mapping[str, str]) -> tuple[str, bytes]:
        """Write what is still to be written.

        Args:
            stemmers: The names of the stemmers that the site has, by their languages.

        Returns:
            The name that the folder has to have, and the content of the catalogue, which lies beside that folder.
        """
        size = max(ENTRIES_SIZE, sum(map(len, self._shown)) // ENTRIES_FILES)
        texts = self._write_all("entries", self._shown, size)
        places = self._places
        words = sorted(places)
        lists = (_encode_places(places[word]) for word in words)
        postings = self._write_all("postings", lists, POSTINGS_SIZE)
        catalogue = {
            "version": VERSION,
            "stemmers": dict(sorted(stemmers.items())),
            "classes": list(self._classes),
            "pages": self._pages,
            "class": self._class,
            "length": self._length,
            "title": self._title,
            "printed": self._printed,
            "words": _share_beginnings(words),
            "postings": postings,
            "texts": texts,
        }
        self._digest.update(_encode(catalogue))
        folder = self._digest.hexdigest()[:12]
        return folder, _encode(catalogue | {"folder": folder})

    def _write_all(self, name: str, items: Iterable[bytes], size: int) -> list[int]:
        """Write items into files of about a size; return the number of the first item of each."""
        firsts: list[int] = []
        held: list[bytes] = []
        first = room = 0

        def write() -> None:
            content = b"[" + b",\n".join(held) + b"]\n"
            self._digest.update(content)
            self._write(f"{name}-{len(firsts):03}.json", content)
            firsts.append(first)

        for number, item in enumerate(items):
            if held and room + len(item) > size:
                write()
                held, room, first = [], 0, number
            held.append(item)
            room += len(item) + 2
        if held:
            write()
        return firsts


_write_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _encode(value: object) -> bytes:
    return _write_json(value).encode()


def _encode_places(places: "array[int]") -> bytes:
    steps = map(sub, places[1:], places)
    return f"[{','.join(map(str, (places[0], *steps)))}]".encode()


def _share_beginnings(words: Sequence[str]) -> str:
    lines: list[str] = []
    before = ""
    for word in words:
        shared = 0
        for one, other in zip(word, before, strict=False):
            if one != other or shared == len(_DIGITS) - 1:
                break
            shared += 1
        lines.append(f"{_DIGITS[shared]}{word[shared:]}")
        before = word
    return "\n".join(lines)
