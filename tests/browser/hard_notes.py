"""The notes, essays and lists of the hard editions: where each is aimed is told by the words its block begins with."""

from collections.abc import Callable
from dataclasses import dataclass

from hard_text import (
    ARABIC,
    CHINESE,
    CROWD,
    GENESIS,
    JAPANESE,
    LONG_ADDRESS,
    LONG_WORD,
    POINTED,
    PSALM,
    SHEETS,
    TALL,
    TWELVE,
    VERSE,
    make_words,
    say,
)

CITED = " [@unicode-16, ch. 2]."
"""Kinds of notes that claim something need a source; this one stands in for it."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note on words of the block that begins with `at`."""

    stem: str
    at: str
    quote: str
    body: str
    kind: str = "explanation"
    extra: str = ""
    """More lines of its front matter."""

    @property
    def title(self) -> str:
        """Its stem, as words."""
        return self.stem.replace("-", " ").capitalize()


def make_twelve() -> list[Note]:
    """Return twelve notes on one paragraph: equal, nested and crossing ones, and three that share the word tide."""
    lemmas = (
        ("sailed", "explanation"),
        ("noon", "context"),
        ("noon", "evidence"),
        ("on a rising tide", "context"),
        ("rising", "explanation"),
        ("tide, with salt", "dispute"),
        ("tide", "textual"),
        ("salt, rope and tar", "explanation"),
        ("tar", "hindsight"),
        ("harbour master, who had counted the casks", "explanation"),
        ("counted the casks twice", "dispute"),
        ("the book was lost", "hindsight"),
    )
    return [
        Note(
            f"twelve-{number}",
            TWELVE,
            quote,
            f"Note {number} of twelve, on “{quote}”. {say(number, 1 + number % 3)}{CITED}",
            kind,
            "as-of: 2026-11-24" if kind == "hindsight" else "",
        )
        for number, (quote, kind) in enumerate(lemmas, 1)
    ]


RICH = f"""A note may hold what a text holds: a list,

- of one thing,
- and of another;

> a quotation, in its own paragraph,

some `code that is not broken_{"_".join("abcdefgh" * 6)}`, and an address, <{LONG_ADDRESS}>, or a word, {LONG_WORD}."""

MAIN_NOTES = [
    *make_twelve(),
    Note("makes-room", "The paragraph after it", "one note", f"It makes room.{CITED}"),
    Note(
        "four-hundred", "To this place", "longest note", f"{make_words(400)}{CITED}", kind="context"
    ),
    Note("tall", TALL, "short line", f"{say(3, 9)}\n\n{say(6, 7)}"),
    *(Note(f"crowd-{n}", line, "tall note", say(n, 8)) for n, line in enumerate(CROWD, 1)),
    Note("with-essays", "Two essays and", "Two essays and", say(0, 3)),
    Note("with-essays-too", "Two essays and", "aimed at this paragraph", RICH),
    Note("in-arabic", ARABIC, ARABIC[:12].strip(), "The horses and the night."),
    Note("in-hebrew", GENESIS[0], GENESIS[0][10:21].strip(), "The words run from right to left."),
    Note("in-chinese", CHINESE, "不亦說乎", "Is it not a pleasure? 說 is read yuè, as 悅."),
    Note("in-japanese", JAPANESE, "名前はまだ無い", "It has no name yet."),
    Note(
        "over-lines", VERSE[0], f"the lemma\n  {VERSE[3][:7]}", "The lemma runs over a line’s end."
    ),
    Note("in-a-cell", "Port", "212 casks", "A note on a cell of a table."),
    Note("on-code", "if tide", "cask[3] + cask[4]", "A note within code."),
    Note("on-a-long-word", "A word that has", LONG_WORD, "A lemma that cannot be broken."),
    Note("in-a-list", "The first of a list", "Within it", "A note in a list within a list."),
    Note("in-a-quotation", "A quotation of two", "Its second paragraph", "A note in a quotation."),
    Note("on-a-heading", "Lists, quotations", "Lists, quotations", "A note on a heading."),
    Note("on-a-footnote", "The author’s own note", "own note", "A note on a note."),
    Note(
        "over-an-emendation",
        "The words of this note were",
        "tide was high at noon",
        "A correction stands within the lemma.",
        kind="textual",
    ),
    *(
        Note(
            f"sheet-{number}",
            f"Sheet {number} lies",
            f"Sheet {number}",
            f"On sheet {number}. {say(number, 1 + number % 4)}",
        )
        for number in range(5, SHEETS, 5)
    ),
]
WITHDRAWN_NOTE = Note("withdrawn", "What is hardest", "hardest to set", "Withdrawn afterwards.")

HEBREW_NOTES = [
    Note("first-word", GENESIS[0], "בראשית", "הערה על המילה הראשונה."),
    Note(
        "heaven-and-earth",
        GENESIS[0],
        "את השמים ואת הארץ",
        "הערה על סוף הפסוק. ראו גם את הפסוק השני.",
    ),
    Note("pointed", POINTED, "בָּרָא אֱלֹהִים", "הערה על מילים מנוקדות."),
    Note("english", "The words above", "above", "A note in English, in a Hebrew edition."),
    Note("over-lines", PSALM[0], "לא אחסר\n  בנאות", "הערה על שתי שורות."),
]

EMENDATIONS = (
    ("pilot", "was printed Marlo,", "was printed Marlowe,", "name", 1),
    ("mark", "words ☒ a", "words a", "damage", 1),
    ("page", "of a\n\npage", "of a page", "page-break", 1),
    ("two-things", "ends. Here", "ends.\n\nHere", "spacing", 1),
    ("tide", "hihg", "high", "spelling", 1),
)
"""Id, words printed, words read, kind, how often."""

SIDEBARS = (
    (
        "of-tides",
        "Of tides, and how they were counted before there were tables",
        ["Two essays and"],
        12,
    ),
    ("of-casks", "Of casks", ["Two essays and", TWELVE], 20),
)
"""Name, title, the blocks it is aimed at, how many sentences it has."""

GLOSSARY = f"""\
- term: cask
  variants: [casks]
  text: A barrel, here always of wood{CITED}
- term: tar
  text: What keeps ropes and planks from rotting; it was carried in casks.
  see: [cask]
- term: copy-text
  text: The text on which an edition is based.
"""
PEOPLE = """\
- name: The harbour master
  kind: official
  variants: [harbour master]
  text: He counted the casks twice.
- name: Marlowe
  kind: pilot
  text: His name was misprinted.
"""


def write_map() -> str:
    """Return a map of the Pacific: across the 180th meridian, with eight kinds of places, many of them close together."""
    towns = (
        ("Tokyo", 35.68, 139.69), ("Yokohama", 35.44, 139.64), ("Chiba", 35.61, 140.11),
        ("Nagoya", 35.18, 136.91), ("Osaka", 34.69, 135.5), ("Kyoto", 35.01, 135.77),
        ("Hiroshima", 34.39, 132.46), ("Sendai", 38.27, 140.87), ("Niigata", 37.92, 139.04),
        ("Sapporo, where the longest name of all stands", 43.06, 141.35), ("Honolulu", 21.31, -157.86),
        ("Suva", -18.14, 178.44), ("Nukuʻalofa", -21.14, -175.2), ("Apia", -13.83, -171.77),
        ("Anchorage", 61.22, -149.9), ("Anadyr", 64.73, 177.5), ("Los Angeles", 34.05, -118.24),
        ("San Francisco", 37.77, -122.42), ("Unalaska", 53.87, -166.54),
    )  # fmt: skip
    places = "".join(
        f'  - {{name: "{name}", at: [{latitude}, {longitude}], group: Harbours of kind {number % 8}}}\n'
        for number, (name, latitude, longitude) in enumerate(towns)
    )
    ranges = "".join(
        f"  - {{from: {name}, km: {km}, label: {label}}}\n"
        for name, km, label in (
            ("Suva", 2_000, "Three weeks"),
            ("Anadyr", 3_500, "Over the pole"),
            ("Honolulu", 3_800, "By steam"),
            ("Tokyo", 500, "By boat"),
        )
    )
    distances = "".join(f'  - {{from: Honolulu, to: "{name}"}}\n' for name, *_ in towns[:10])
    return f"""\
description: |-
  The map shows the Pacific, with the harbours that the captain did not see{CITED}
view: {{middle: [22, -179], width: 12500, height: 10000}}
places:
{places}
ranges:
{ranges}
areas:
  - {{name: Fiji, country: FJI}}
  - {{name: United States, country: USA}}
names:
  - {{name: Pacific Ocean, at: [8, -160], kind: water}}
  - {{name: Russia, at: [60, 160], kind: country}}
distances:
{distances}
"""


def write_timeline(find: Callable[[str], str]) -> str:
    """Return a timeline of days, months and years, some of which fall together, some long after the others."""
    events = (
        ("1788", "The bridge is built", []),
        ("1811", "The book is begun", [TWELVE]),
        ("1811-03", "The casks are counted", [TWELVE]),
        ("1811-03-02", "The ship sails at noon", [TWELVE, "Two essays and"]),
        ("1811-03-02", "The harbour master goes home to eat", []),
        ("1811-03-03", "It rains", []),
        (
            "1812-01",
            "The book is lost, and with it a number that nobody had asked for until then",
            [],
        ),
        ("1990-12-31", "The casks are found", ["Sheet 200 lies"]),
    )
    return "".join(
        f'- date: "{date}"\n  label: {label}\n  text: {say(number, 1)[:-1]}{CITED}\n'
        + (f"  targets: [{', '.join(find(at) for at in targets)}]\n" if targets else "")
        for number, (date, label, targets) in enumerate(events)
    )
