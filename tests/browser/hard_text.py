"""The words of the hard editions, each block named after what is hard about it; hard.py makes folders of them.

The Hebrew is Genesis and the Psalms, the Arabic al-Mutanabbi, the Chinese the Analects, the Japanese the opening
of Natsume Soseki's "I Am a Cat"; all are in the public domain. The rest is artificial, and dedicated to it (CC0).
"""

from collections.abc import Iterator

LONG_WORD = "incom" + "mensur" * 20 + "ability"
LONG_ADDRESS = f"https://example.org/{'a-path-without-an-end/' * 7}?{'&'.join(f'key{n}=value{n}' for n in range(9))}"

SENTENCES = (
    "The clerk counted the sheets and wrote the sum beside the date.",
    "Nobody had asked for it, and nobody came to fetch it.",
    "A wind from the north carried the smoke along the quay, past the rope walk and the shuttered chandlery.",
    "The second copy differs from the first by a comma.",
    "Whether the cart was seen before the rain or after it, the witnesses could not agree, though both had stood at"
    " the same window and both had been sober.",
    "There were eleven candles.",
    "The lock had been mended with wire; the key, which hung on a nail inside the door, no longer turned in it.",
    "He read the letter twice, folded it along its old creases, and put it back under the ledger.",
    "In the margin somebody had drawn a small fish.",
    "The bridge is older than the road, and the road is older than the town.",
    "What was paid in spring was owed again by autumn, with a little added for the trouble of asking.",
    "They spoke of the harvest, of the price of lamp oil, and of the ferryman's daughter, who had learnt to swim.",
    "The bell is cracked and is rung all the same.",
)


def say(start: int, count: int) -> str:
    """Return so many of the sentences, from one of them on and round again."""
    return " ".join(SENTENCES[(start + step) % len(SENTENCES)] for step in range(count))


def make_words(count: int) -> str:
    """Return exactly so many words."""
    return " ".join(say(0, count // 5).split()[:count])


TWELVE = (
    "The ship sailed at noon on a rising tide, with salt, rope and tar in her hold, and the harbour master, who had"
    " counted the casks twice, wrote the number in his book and went home to eat; nobody asked him for it until the"
    " winter, when the book was lost and the casks were found."
)
TALL = "One short line, and a note much taller than it."
CROWD = tuple(f"Neighbour {name} has a tall note." for name in ("one", "two", "three", "four"))
ARABIC = "الخيل والليل والبيداء تعرفني والسيف والرمح والقرطاس والقلم"
CHINESE = "子曰：「學而時習之，不亦說乎？有朋自遠方來，不亦樂乎？人不知而不慍，不亦君子乎？」"
JAPANESE = "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。"
GENESIS = (
    "בראשית ברא אלהים את השמים ואת הארץ.",
    "והארץ היתה תהו ובהו וחשך על פני תהום ורוח אלהים מרחפת על פני המים.",
    "ויאמר אלהים יהי אור ויהי אור.",
    "וירא אלהים את האור כי טוב ויבדל אלהים בין האור ובין החשך.",
    "ויקרא אלהים לאור יום ולחשך קרא לילה ויהי ערב ויהי בקר יום אחד.",
)
POINTED = "בְּרֵאשִׁית בָּרָא אֱלֹהִים אֵת הַשָּׁמַיִם וְאֵת הָאָרֶץ."
PSALM = (
    "מזמור לדוד יהוה רעי לא אחסר",
    "בנאות דשא ירביצני על מי מנחות ינהלני",
    "נפשי ישובב ינחני במעגלי צדק למען שמו",
    "גם כי אלך בגיא צלמות לא אירא רע כי אתה עמדי שבטך ומשענתך המה ינחמני",
)
VERSE = (
    "A line of verse that runs beyond the margin and must be turned over where the column ends,",
    "a shorter one,",
    "a third, to which the lemma",
    "runs on across the ending of the line,",
    "and here the stanza rests.",
)
WITHDRAWN = "This paragraph stood in the first printing, and was left out of the second: its number leads on."

EMENDED = (
    "The pilot's name was printed Marlo, and the pilot's name is Marlowe.",
    "Between these words ☒ a mark was printed that says nothing.",
    "This paragraph was broken by the turning of a",
    "page, and is one paragraph again.",
    "Here one thing ends. Here another begins, which was printed in the same paragraph.",
    "The words of this note were mended within: the tide was hihg at noon, and the printer did not see it.",
)


def write_main(*, printing: int) -> str:
    """Return the copy-text of the long edition; the first printing has one paragraph more."""
    return "\n\n".join(_list_blocks(printing)) + "\n"


def _list_blocks(printing: int) -> Iterator[str]:
    yield "# A Hard Edition"
    yield "By The Variorum editors"
    yield "24 November 2026"
    yield "What is hardest to set stands first. Then follows what is only long."
    yield "## Notes"
    yield "### Twelve notes on one paragraph"
    yield TWELVE
    yield "The paragraph after it has one note, which must make room."
    yield "### A note of four hundred words"
    yield f"To this place belongs the longest note. {say(2, 3)}"
    yield "### Notes taller than their paragraphs"
    yield TALL
    yield from CROWD
    if printing == 1:
        yield WITHDRAWN
    yield f"After the crowd comes rest. {say(5, 4)}"
    yield "### Two essays beside one paragraph"
    yield f"Two essays and two notes are aimed at this paragraph. {say(8, 4)}"
    yield "## Scripts"
    yield f'<p lang="ar">{ARABIC}</p>'
    yield f"{GENESIS[0]} {GENESIS[1]}"
    yield f'<p lang="zh-Hant">{CHINESE}</p>'
    yield "So much of Chinese; Japanese follows it."
    yield f'<p lang="ja">{JAPANESE}</p>'
    yield f'In the midst of a sentence stands <span lang="ar">{ARABIC[:20]}</span>, and the sentence goes on.'
    yield "## Verse"
    yield "  \n".join(VERSE)
    yield "  \n".join(f"Again: {line[:1].lower()}{line[1:]}" for line in VERSE)
    yield "## What is wide"
    yield "A table wider than the column:"
    columns = (
        "Port",
        *(f"{month} 1811" for month in "January February March April May June".split()),
    )
    columns += ("Carried over from the year before", "Remarks of the harbour master")
    yield "\n".join(
        (
            f"| {' | '.join(columns)} |",
            "|" + " --- |" * len(columns),
            *(
                f"| Port {row} | {' | '.join(f'{row * n:,} casks' for n in range(101, 108))} | seen, not counted |"
                for row in range(1, 6)
            ),
        )
    )
    yield f"A piece of code with a long line:\n\n```python\nif tide > quay:\n    return {' + '.join(f'cask[{n}]' for n in range(24))}\n```"
    yield f"A word that has no end, {LONG_WORD}, and an address, {LONG_ADDRESS}, stand here."
    yield f"[{LONG_ADDRESS}]({LONG_ADDRESS})"
    yield "## Lists, quotations and the author's own notes"
    yield "1. The first of a list has a lemma.\n    - Within it is another,\n    - and one more.\n2. The second has none."
    yield f"> A quotation of two paragraphs. {say(1, 2)}\n>\n> Its second paragraph ends it."
    yield "This the author explains in a note of the author's own.[^own] So too this.[^second]"
    yield "## Corrections"
    yield from EMENDED
    yield "It was said \"so\"  in the manuscript, and 'so' in print."
    number = 0
    for part in range(1, 10):
        yield f"## Sheets {part * 32 - 31} to {part * 32}"
        for section in range(4):
            yield f"### Bundle {part}.{section + 1}"
            for _ in range(8):
                number += 1
                yield f"Sheet {number} lies in its place. {say(number * 5, 2 + number % 4)}"
                if number == SHEETS:
                    yield "Here the sheets end."
                    yield f"[^own]: The author's own note. {SENTENCES[3]}\n\n[^second]: Another."
                    return


SHEETS = 270
"""So many that the text has 300 paragraphs."""


def write_genesis() -> str:
    """Return the copy-text of the Hebrew edition's first text."""
    return (
        "\n\n".join(("## היום הראשון", *GENESIS, POINTED, "The words above are of Genesis.")) + "\n"
    )


def write_psalm() -> str:
    """Return the copy-text of the Hebrew edition's second text."""
    return "  \n".join(PSALM) + "\n"
