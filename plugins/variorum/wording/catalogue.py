"""How things are called in the pages, in the reader's language: one catalogue for pages and search."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from gettext import c2py
from importlib import resources

from variorum.direction import find_direction_in, find_direction_of
from variorum.model import Annotation, Edition, Name, Text

DEFAULT = "en"
"""The language of the wording where an edition's own has no catalogue."""
QUOTE_LENGTH = 60
"""Code points of a lemma that are read out in a link's name before it is cut at a word."""

_ID = re.compile(r"([a-z])(\d+[a-z]*)")  # p5, p3a


class Wording:
    """The words of one language, and its ways to count, date and enumerate.

    Its attributes say which words are in which language; where the edition's own has no catalogue there are two.
    """

    def __init__(self, catalogue: Mapping[str, object], language: str) -> None:
        self._words = _flatten(catalogue)
        self.language = self["language"]
        """BCP 47."""
        native = language.split("-")[0].lower() == self.language
        theirs = {"lang": language, "dir": find_direction_of(language)}
        ours = {"lang": self.language, "dir": self["direction"]}
        self.page: Mapping[str, str] = theirs if native else ours
        """Attributes of a page about the edition."""
        self.quoted: Mapping[str, str] = {} if native else theirs
        """Attributes of the edition's words, and its editors', on such a page."""
        self.amid: Mapping[str, str] = {} if native else ours
        """Attributes of lines of this wording amid the edition's words."""
        self.inline: Mapping[str, str] = {} if native else {"lang": self.language}
        """The same of what has its place by the direction of what is around it: a sign, a word."""
        self._choose: Callable[[int], int] = c2py(self["plural"])
        self._forms = _list_words(catalogue["plural-forms"])
        self._months = _list_words(catalogue["months"])
        self._months_alone = _list_words(catalogue["months-alone"])
        self._dates: dict[date | str, str] = {}
        self._blocks: dict[str, str] = {}

    def __getitem__(self, key: str) -> str:
        """Return the words of a key, `page.marks`, as the catalogue has them."""
        return self._words[key]

    def list_keys(self) -> list[str]:
        """Return the keys that there are."""
        return list(self._words)

    def find(self, key: str) -> str | None:
        """Find the words of a key that an edition's data may name; None when there are none."""
        return self._words.get(key)

    def say(self, key: str, **values: object) -> str:
        """Return the words of a key with values in their places, each kept from turning what is around it."""
        for name, value in values.items():
            if isinstance(value, str) and not value.isascii():
                values[name] = self.isolate(value)
        return self._words[key].format_map(values)

    def isolate(self, words: str) -> str:
        """Return words as they stand amid this wording: those that run against it are isolated.

        Source: Unicode Standard Annex 9, section 2.7.
        """
        if words.isascii() or find_direction_in(words) in (None, self["direction"]):
            return words
        return f"\u2068{words}\u2069"

    def count(self, number: int, noun: str) -> str:
        """Return a number with its noun, `2,000 notes`; nouns as in the catalogue's `count`."""
        shown = f"{number:,}".replace(",", self["thousands"])
        return self._words[f"count.{noun}.{self._forms[self._choose(number)]}"].format(n=shown)

    def spell_size(self, size: int) -> str:
        """Return the size of a file of so many bytes, `12.3 kB`; a kilobyte has a thousand."""
        for unit, scale in (("megabyte", 1_000_000), ("kilobyte", 1_000)):
            if size >= scale:
                shown = f"{size / scale:.1f}".replace(".", self["decimal"])
                return self._words[f"size.{unit}"].format(n=shown)
        return self._words["size.byte"].format(n=size)

    def spell_place(self, latitude: float, longitude: float) -> str:
        """Return a place in degrees, `38.08° N, 46.29° E`."""
        north = self._spell_degrees(latitude, "north", "south")
        return f"{north}{self['list-between']}{self._spell_degrees(longitude, 'east', 'west')}"

    def _spell_degrees(self, degrees: float, above: str, below: str) -> str:
        shown = f"{abs(degrees):.2f}".rstrip("0").rstrip(".").replace(".", self["decimal"])
        return self._words[f"degrees.{above if degrees >= 0 else below}"].format(n=shown)

    def spell_date(self, day: date | str) -> str:
        """Return a date in words, `24 November 2026`; of a year or a month only what is known."""
        if day not in self._dates:
            self._dates[day] = self._spell_date(str(day))
        return self._dates[day]

    def _spell_date(self, day: str) -> str:
        year, *rest = day.split("-")
        if not rest or not all(part.isdigit() for part in rest) or not 1 <= int(rest[0]) <= 12:
            return day
        month = int(rest[0]) - 1
        if len(rest) == 1:
            return self.say("month", month=self._months_alone[month], year=year)
        return self.say("day", day=int(rest[1]), month=self._months[month], year=year)

    def say_as_of(self, day: date) -> str:
        """Return what tells up to which day something was true, or known: `As of 30 June 2026`."""
        return self.say("note.as-of", date=self.spell_date(day))

    def list_names(self, names: Sequence[str]) -> str:
        """Return names as a sentence has them: `A`, `A and B`, `A, B and C`."""
        *others, last = [self.isolate(name) for name in names] or [""]
        return f"{self['list-between'].join(others)}{self['list-last']}{last}" if others else last

    def list_authors(self, authors: Sequence[Name]) -> str:
        """Return the authors' names as a title page has them."""
        return self.list_names([str(author) for author in authors])

    def name_work(self, edition: Edition) -> str:
        """Return title and authors as a sentence has them: `“Title” by A`."""
        authors = self.list_authors(edition.authors)
        return self.say(
            "page.work-by" if authors else "page.work", title=edition.title, authors=authors
        )

    def name_block(self, block_id: str) -> str:
        """Return the form in which a block is read out: `Paragraph 5`."""
        if block_id not in self._blocks:
            self._blocks[block_id] = self._name_block(block_id)
        return self._blocks[block_id]

    def name_within(self, block_id: str) -> str:
        """Return the same within a sentence: `paragraph 5`."""
        return put_within(self.name_block(block_id))

    def _name_block(self, block_id: str) -> str:
        found = _ID.fullmatch(block_id)
        if not found:
            return block_id
        kind = self.find(f"block.{found[1]}") or self["block.other"]
        return self.say("block.name", kind=kind, number=found[2])

    def label_place(self, edition: Edition, text: str, block_id: str) -> str:
        """Return the short form of a block, with its text's title where the edition has several."""
        label = label_block(block_id)
        if len(edition.texts) < 2:
            return label
        return self.say("block.label-in", label=label, title=edition.titles.get(text, text))

    def name_note(self, annotation: Annotation) -> str:
        """Return how a reference to a note is read out: `note 4 on ‘planned interceptors’`."""
        words = shorten(annotation.quote)
        return self.say("note.name", number=annotation.number, words=words)

    def say_printed(self, words: str) -> str:
        """Return printed words as they are read out, white space and breaks by their names."""
        breaks = words.replace("\n\n", f" {self['mark.paragraph-break']} ")
        breaks = breaks.replace("\n", f" {self['mark.line-break']} ")
        if breaks.strip():
            return " ".join(breaks.split())
        if not words:
            return self["mark.nothing"]
        return self.count(len(words), "space") if len(words) > 1 else self["mark.a-space"]

    def title_of(self, edition: Edition, text: Text) -> str:
        """Return the title of a text's page: the edition's, and the text's own where it differs."""
        if len(edition.texts) == 1 or text.title == edition.title:
            return edition.title
        return self.say("page.title", title=text.title, edition=edition.title)


@cache
def find_wording(language: str) -> Wording:
    """Find the wording for an edition's language, the English one where there is none.

    Args:
        language: BCP 47; its primary subtag chooses.
    """
    catalogues = resources.files("variorum") / "wording"
    file = catalogues / f"{language.split('-')[0].lower()}.toml"
    chosen = file if file.is_file() else catalogues / f"{DEFAULT}.toml"
    return Wording(tomllib.loads(chosen.read_text(encoding="utf-8")), language)


def wording_of(edition: Edition) -> Wording:
    """Return the wording of an edition's pages."""
    return find_wording(edition.language)


def put_within(words: str) -> str:
    """Return what can stand by itself, `Paragraph 5`, as it stands within a sentence."""
    return f"{words[:1].lower()}{words[1:]}"


def label_block(block_id: str) -> str:
    """Return the short form in which a block is cited: `¶5`, `b1`."""
    return f"¶{block_id[1:]}" if block_id.startswith("p") else block_id


def shorten(words: str, *, length: int = QUOTE_LENGTH) -> str:
    """Return the words in one line, cut at a word's end where they are long."""
    line = " ".join(words.split())
    if len(line) <= length:
        return line
    return f"{line[:length].rsplit(' ', 1)[0].rstrip(',;:.')} …"


def _flatten(group: Mapping[str, object], before: str = "") -> dict[str, str]:
    words: dict[str, str] = {}
    for key, value in group.items():
        if isinstance(value, dict):
            words |= _flatten(value, f"{before}{key}.")
        elif isinstance(value, str):
            words[f"{before}{key}"] = value
    return words


def _list_words(value: object) -> list[str]:
    assert isinstance(value, list)
    return [str(item) for item in value]
