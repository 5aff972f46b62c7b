"""Faults of a copy-text are found by themselves, and what was emended is quiet."""

from pathlib import Path

import pytest

from variorum.blocks import print_blocks
from variorum.model import Rule
from variorum.proofread import find_faults, proofread
from variorum.read.article import Source
from variorum.reading import apply_edits, join_blocks
from variorum.slips import MOST


def advise(text: str, name: str = "a.md", rules: tuple[Rule, ...] = ()) -> list[str]:
    source = Source(name, text, "")
    blocks, problems = print_blocks(source)
    assert problems == []
    return [
        f"{p.position.line}:{p.position.column} {p.code}"
        for p in proofread(source, apply_edits(join_blocks(blocks), []).blocks, rules=rules)
    ]


def test_marks_that_the_rule_has_left_are_left():
    text = "He is 6' 2\" tall, “yes”, it’s so."
    assert advise(text) == ["1:8 V604", "1:11 V604"]
    assert advise(text, rules=("quotes",)) == []


def test_the_article_has_every_fault_that_was_found_by_hand(root: Path):
    text = (root / "source/holding-the-reset-hostage/article.md").read_text(encoding="utf-8")
    assert advise(text) == [
        "5:5 V606",  # the byline's dead link
        "9:6 V605",  # The  Moscow Times
        "15:559 V603",  # countries / that possess
        "17:172 V602",
        "19:401 V604",  # Russia's beside Lavrov’s
        "23:455 V602",
        "25:23 V604",
        "29:182 V602",
        "31:11 V601",  # Suelo, Sueldo
        "33:92 V603",  # The Moscow / Times.
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Jones met Mrs. Jones and the Jonases.",
        "Russia and the Russian, Russians.",
        "America, Americas; American, Americans.",
        "Iran and Iraq.",
        "A list:\n\nthen this.",
        '<p lang="de">Der Anfang</p>\n\n<p lang="de">Das Ende</p>',
        "“Curly” alone, it’s fine.",
        '"Straight" alone, it\'s fine.',
        "See [here](http://example.org) and [there](#p5).",
        '`code  "x"` and “quotes”',
    ],
)
def test_good_prose_is_quiet(text):
    assert advise(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("By Anna Kowalska\n\nAnna Kowalski writes. So it was.\n", ["3:6 V601"]),
        ("Gorbachev spoke. But Gorbachov said no.\n", ["1:22 V601"]),
        ("a \ufffd b", ["1:3 V602"]),
        ("[dead]() link", ["1:2 V606"]),
        ("It is a sm\u0430ll w\u043erd.", ["1:11 V522"]),
        ("An im\u00adpor\u00adtant word.\n\nAnoth\u200ber wo\u00adrd.", ["1:6 V521", "3:6 V521"]),
        ("One \u202eowt\u202c three.", ["1:5 V520"]),
        ("Сказал он: שלום, 漢字 и Latin.", []),
    ],
)
def test_faults_in_other_texts(text, found):
    assert advise(text) == found


def correct(text: str, name: str = "a.txt") -> list[str]:
    """Return the words with each correction made that a fault has, and nothing else."""
    blocks, _ = print_blocks(Source(name, text, ""))
    words = join_blocks(blocks)
    faults = find_faults(apply_edits(words, []).blocks)
    return [
        words.text[: c.start] + c.reading + words.text[c.end :]
        for c in (fault.correction for fault in faults)
        if c
    ]


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("It went on\n\nand ended.", ["It went on and ended."]),
        ("It was inter-\n\nnational.", ["It was international."]),
        ("It went on\n\n12\n\nand ended.", ["It went on\n\n12 and ended.", "It went on and ended."]),
        ("It ended.\n\n- 12 -\n\nIt began.", ["It ended.\n\nIt began."]),
        ("It ended.\n\nPage 3 of 7\n\nIt began.", ["It ended.\n\nIt began."]),
        ("It ended.\n\n12\n\nIt began.", []),  # perhaps a section's number
        ("Of the the day.", ["Of the day."]),
        ("All that that had had is gone, never, never.", []),
        ("He said â€œyesâ€\x9d.", ["He said “yesâ€\ufffd.", "He said â€œyes”."]),
        ("CafÃ© olÃ©", ["Café olÃ©", "CafÃ© olé"]),
        ("Fish &amp; chips", ["Fish & chips"]),
        ("Это РїСЂРёРІРµС‚ всем", ["Это привет всем"]),
        ("Её сёстры и Ещё", []),
        ("Ça, c’est “naïve” — déjà vu: ¿qué? «так»…", []),
        ("It ended.☒ It began.", ["It ended. It began."]),
        ("It ended.☒It began.", ["It ended. It began."]),
        ("It was a na☒ve idea.", []),  # what stood there cannot be told
        ("Minister Kozlovsky met Minister Kozlowsky; Kozlovsky left.",
         ["Minister Kozlovsky met Minister Kozlovsky; Kozlovsky left."]),
    ],
)  # fmt: skip
def test_what_is_surely_meant_is_proposed(text, corrected):
    assert correct(text) == corrected


def test_of_faults_without_end_as_many_are_listed_as_may_be_read():
    source = Source("a.txt", "\n\n".join(f"No. {n}: {'the the ' * 90}end." for n in range(90)), "")
    blocks, _ = print_blocks(source)
    found = proofread(source, apply_edits(join_blocks(blocks), []).blocks)
    assert len(found) == MOST
    assert found[-1].text.endswith(", and perhaps more that are not listed")
    assert found[-2].text.startswith('"the" twice')
