"""Emendations are found where they are printed, made in the open, and can be taken back."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.emend import DeclaredEmendation, emend, find_edits
from variorum.model import Change, PrintedBlock, Range, Span
from variorum.problems import Position
from variorum.reading import Edit, apply_edits, join_blocks

AT = Position("emendations.yml", 3, 11)


def words_of(*texts: str, ranges: dict[int, list[Range]] | None = None, kind="paragraph"):
    return join_blocks(
        PrintedBlock(kind, text, tuple((ranges or {}).get(i, ())), line=2 * i + 1)
        for i, text in enumerate(texts)
    )


def declare(source: str, reading: str, *, name="e", kind="damage", times=1):
    return DeclaredEmendation(name, source, reading, kind, times, AT)


def read(words, *declared, rules=(), language="en"):
    edits, problems = find_edits(declared, [words])
    assert problems == []
    return emend(words, edits[0], rules=rules, language=language)


def problem_of(words, *declared):
    _, problems = find_edits(declared, [words])
    (problem,) = problems
    return problem


def texts_of(emended):
    return [block.text for block in emended.blocks]


def marked(words, emended):
    return [
        (
            words.text[c.printed.start : c.printed.end],
            emended.reading[c.reading.start : c.reading.end],
        )
        for c in emended.changes
    ]


def test_a_word_is_corrected_and_only_the_word_is_marked():
    words = words_of("By Alejandro Sueldo", "Alejandro Suelo is a scholar")
    emended = read(words, declare("Alejandro Suelo is a scholar", "Alejandro Sueldo is a scholar"))
    assert texts_of(emended) == ["By Alejandro Sueldo", "Alejandro Sueldo is a scholar"]
    assert marked(words, emended) == [("Suelo", "Sueldo")]


def test_two_paragraphs_are_joined():
    words = words_of("India or North Korea, countries", "that possess")
    emended = read(words, declare("countries\n\nthat", "countries that"))
    assert texts_of(emended) == ["India or North Korea, countries that possess"]
    assert marked(words, emended) == [("countries\n\nthat", "countries that")]
    assert emended.blocks[0].line == 1


def test_a_paragraph_is_split():
    words = words_of("One. Two.")
    emended = read(words, declare("One. Two.", "One.\n\nTwo."))
    assert texts_of(emended) == ["One.", "Two."]
    assert [block.start for block in emended.blocks] == [0, 6]


def test_a_deleted_sign_leaves_its_word_to_bear_the_mark():
    words = words_of("nuclear force.☒", "Next")
    emended = read(words, declare("force.☒", "force."))
    assert texts_of(emended) == ["nuclear force.", "Next"]
    assert marked(words, emended) == [("force.☒", "force.")]


@pytest.mark.parametrize(("index", "left"), [(0, ["b", "c"]), (1, ["a", "c"]), (2, ["a", "b"])])
def test_a_block_is_deleted_whole(index, left):
    words = words_of("a", "b", "c")
    emended = read(words, declare("abc"[index], ""))
    assert texts_of(emended) == left
    assert emended.reading == "\n\n".join(left)


def test_ranges_that_meet_at_a_join_become_one():
    emphasis = {0: [Range(0, 10, "emphasis")], 1: [Range(0, 6, "emphasis")]}
    words = words_of("The Moscow", "Times.", ranges=emphasis)
    emended = read(words, declare("The Moscow\n\nTimes.", "The Moscow Times."))
    assert emended.blocks[0].ranges == (Range(0, 17, "emphasis"),)


def test_unlike_ranges_at_a_join_stay_two():
    ranges = {0: [Range(0, 10, "emphasis")], 1: [Range(0, 6, "strong")]}
    words = words_of("The Moscow", "Times.", ranges=ranges)
    emended = read(words, declare("Moscow\n\nTimes", "Moscow Times"))
    assert emended.blocks[0].ranges == (Range(0, 10, "emphasis"), Range(11, 17, "strong"))


def test_a_dead_link_is_dropped_from_the_words_named():
    words = words_of("By Alejandro Sueldo", ranges={0: [Range(3, 19, "link", "#")]})
    emended = read(words, declare("Alejandro Sueldo", "Alejandro Sueldo", kind="link"))
    assert emended.blocks[0].ranges == ()
    assert marked(words, emended) == [("Alejandro Sueldo", "Alejandro Sueldo")]


def test_a_longer_link_keeps_the_rest_of_its_words():
    words = words_of("one two three", ranges={0: [Range(0, 13, "link", "http://x.y")]})
    emended = read(words, declare("two", "two", kind="link"))
    assert emended.blocks[0].ranges == (
        Range(0, 4, "link", "http://x.y"),
        Range(7, 13, "link", "http://x.y"),
    )


def test_emphasis_grows_and_shrinks_with_its_words():
    words = words_of("a wrng word", ranges={0: [Range(2, 6, "emphasis")]})
    emended = read(words, declare("wrng", "wrong"))
    assert emended.blocks[0].ranges == (Range(2, 7, "emphasis"),)


def test_rules_run_outside_emendations_and_code():
    words = words_of('"a"  b "c" d', 'x "y"', ranges={0: [Range(7, 10, "code")]})
    emended = read(words, declare('"y"', '"Y"'), rules=("quotes", "spaces"))
    assert texts_of(emended) == ['“a” b "c" d', 'x "Y"']
    assert [c.rule for c in emended.changes] == ["quotes", "quotes", "spaces", ""]


def test_a_rule_does_not_touch_a_block_of_code():
    words = words_of('"a"  b', kind="code")
    assert texts_of(read(words, rules=("quotes", "spaces"))) == ['"a"  b']


def test_the_same_fault_is_emended_as_often_as_declared():
    words = words_of("teh a teh", "teh")
    assert texts_of(read(words, declare("teh", "the", times=3))) == ["the a the", "the"]


@pytest.mark.parametrize(
    ("declared", "code", "said"),
    [
        ([declare("Ivan the Terible", "x")], "V410", "Ivan the Terrible"),
        ([declare("the", "x")], "V411", "printed 2 times, not 1"),
        ([declare("Ivan", "Ivan")], "V412", "changes nothing"),
        ([declare("Ivan", "Ivo", kind="link")], "V412", "reading is not its source"),
        ([declare("Ivan the", "x"), declare("the Terrible", "y", name="f")], "V413", "overlaps"),
        ([declare("Terrible\n", "x")], "V414", "a part of the empty line"),
    ],
)
def test_what_is_wrong_with_an_emendation_is_said(declared, code, said):
    problem = problem_of(words_of("Ivan the Terrible", "the end"), *declared)
    assert problem.code == code
    assert problem.position == AT
    assert said in str(problem)


def test_the_members_of_a_list_are_not_changed():
    words = words_of("a\nb", kind="list")
    assert problem_of(words, declare("a\nb", "a b")).code == "V414"
    assert texts_of(read(words, declare("b", "c"))) == ["a\nc"]


def test_an_item_of_a_list_takes_in_words_added_at_its_end():
    items = {0: [Range(0, 1, "item"), Range(2, 3, "item"), Range(0, 3, "unordered-list")]}
    words = words_of("a\nb", ranges=items, kind="list")
    emended = read(words, declare("a\n", "a more\n"))
    assert emended.blocks[0].ranges == (
        Range(0, 6, "item"),
        Range(7, 8, "item"),
        Range(0, 8, "unordered-list"),
    )


def test_words_in_either_of_two_texts_are_found():
    one, two = words_of("one"), words_of("two")
    edits, problems = find_edits([declare("two", "zwei")], [one, two])
    assert problems == []
    assert [len(found) for found in edits] == [0, 1]


ALPHABET = "ab .,\n☒é\u0301\U0001f600\"'"
WORDS = st.text(ALPHABET, min_size=1, max_size=12).map(
    lambda t: t.replace("\n\n", "\n").strip() or "a"
)


@st.composite
def edited_texts(draw):
    """A text with ranges, and edits of it that don't overlap and take no part of a boundary."""
    texts = draw(st.lists(WORDS, min_size=1, max_size=5))
    blocks = []
    for i, text in enumerate(texts):
        ranges = []
        for _ in range(draw(st.integers(0, 3))):
            start = draw(st.integers(0, len(text) - 1))
            end = draw(st.integers(start + 1, len(text)))
            kind = draw(st.sampled_from(["emphasis", "link", "code", "strong"]))
            ranges.append(Range(start, end, kind, "http://x.y" if kind == "link" else ""))
        blocks.append(PrintedBlock("paragraph", text, tuple(ranges), i + 1))
    words = join_blocks(blocks)
    inside = {i for b in words.boundaries() for i in range(b.start + 1, b.end)}
    places = [i for i in range(len(words.text) + 1) if i not in inside]
    cuts = sorted(draw(st.sets(st.sampled_from(places), max_size=8)))
    edits = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        # every new reading has a word: what would leave a block empty is a problem before this stage
        reading = draw(st.sampled_from(["x", "x y", "x\n\ny", "xé", words.text[start:end] + "x"]))
        edits.append(Edit(Span(start, end), reading, f"e{start}"))
    return words, edits


@settings(max_examples=300)
@given(edited_texts())
def test_any_edits_give_blocks_that_make_up_the_reading_and_can_be_taken_back(case):
    words, edits = case
    emended = apply_edits(words, edits)
    assert emended.reading == "\n\n".join(block.text for block in emended.blocks)
    back, done = [], 0
    for change, edit in zip(emended.changes, edits, strict=True):
        assert emended.reading[change.reading.start : change.reading.end] == edit.reading
        back += [
            emended.reading[done : change.reading.start],
            words.text[change.printed.start : change.printed.end],
        ]
        done = change.reading.end
    assert "".join([*back, emended.reading[done:]]) == words.text
    for block in emended.blocks:
        assert emended.reading[block.start :].startswith(block.text)
        for r in block.ranges:
            assert 0 <= r.start < r.end <= len(block.text)


@settings(max_examples=300)
@given(edited_texts())
def test_what_no_edit_touches_keeps_its_ranges(case):
    words, edits = case
    emended = apply_edits(words, edits)

    def styles(blocks, starts):
        return {
            (start + offset): sorted(
                {(r.kind, r.target) for r in block.ranges if r.start <= offset < r.end}
            )
            for block, start in zip(blocks, starts, strict=True)
            for offset in range(len(block.text))
        }

    printed = styles(words.blocks, words.starts)
    read_ = styles(emended.blocks, [block.start for block in emended.blocks])
    changed = {i for c in emended.changes for i in range(c.reading.start, c.reading.end)}
    for at, found in read_.items():
        if at not in changed:
            assert found == printed[emended.cores.to_printed(at)]


def test_changes_are_plain_data():
    words = words_of("teh")
    (change,) = read(words, declare("teh", "the")).changes
    assert replace(change, emendation="x") == Change(Span(0, 3), Span(0, 3), "x", "")
