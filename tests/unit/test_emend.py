"""Emendations are found where they are printed, made in the open, and can be taken back."""

import json
from dataclasses import replace
from hashlib import sha256

import pytest

from variorum.build import read_blocks
from variorum.emend import DeclaredEmendation, emend, find_edits, yield_places
from variorum.model import Change, PrintedBlock, Range, Span
from variorum.problems import Position
from variorum.reading import join_blocks

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
    reading = "\n\n".join(texts_of(emended))
    return [
        (
            words.text[c.printed.start : c.printed.end],
            reading[c.reading.start : c.reading.end],
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
    assert "\n\n".join(texts_of(emended)) == "\n\n".join(left)


LIST = [Range(0, 1, "item"), Range(2, 3, "item"), Range(0, 3, "unordered-list")]
QUOTATION = [Range(0, 1, "inner-paragraph")]
MIXED = join_blocks(
    [
        PrintedBlock("paragraph", "start", (Range(5, 5, "footnote-reference", "1"),), 1),
        PrintedBlock("list", "a\nb", tuple(LIST), 3),
        PrintedBlock("quotation", "q", tuple(QUOTATION), 6),
        PrintedBlock("figure", "boat", (Range(0, 0, "image", "a.png"),), 8),
        PrintedBlock("list", "c\nd", tuple(LIST), 10),
    ]
)


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("start", [1, 2, 3, 4]),
        ("a\nb", [0, 2, 3, 4]),
        ("q", [0, 1, 3, 4]),
        ("boat", [0, 1, 2, 4]),
        ("c\nd", [0, 1, 2, 3]),
        ("q\n\nboat\n\nc\nd", [0, 1]),
        ("start\n\na\nb", [2, 3, 4]),
    ],
)
def test_a_block_deleted_whole_leaves_nothing_in_its_neighbours(source, left):
    emended = read(MIXED, declare(source, ""))
    kept = [MIXED.blocks[i] for i in left]
    assert [(b.kind, b.text, b.ranges) for b in emended.blocks] == [
        (b.kind, b.text, b.ranges) for b in kept
    ]


@pytest.mark.parametrize("source", ["rt\n\na\nb", "b\n\nq", "start\n\na", "rt\n\n", "rt\n\na"])
def test_a_list_deleted_together_with_a_part_of_its_neighbour_is_refused(source):
    problem = problem_of(MIXED, declare(source, ""))
    assert problem.code == "V414"
    assert "each by itself" in problem.mend


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
        ([declare("no no", "no")], "V411", "printed 2 times, not 1"),
        ([declare("no no", "no", times=2)], "V413", 'two places of emendation "e" overlap'),
        ([declare("Ivan", "Ivan", kind="link")], "V412", 'no link to drop from "Ivan"'),
    ],
)
def test_what_is_wrong_with_an_emendation_is_said(declared, code, said):
    problem = problem_of(words_of("Ivan the Terrible", "the end", "no no no more"), *declared)
    assert problem.code == code
    assert problem.position == AT
    assert said in str(problem)


def test_words_that_overlap_themselves_cannot_be_meant_as_often_as_they_are_printed():
    problem = problem_of(words_of("no no no more"), declare("no no", "no"))
    assert problem.mend == "take in the words around it"


def test_no_words_are_printed_nowhere():
    assert list(yield_places(words_of("one"), "")) == []


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


def test_an_empty_cell_takes_in_the_words_put_into_it():
    cells = [Range(0, 1, "cell"), Range(2, 2, "cell"), Range(0, 2, "row")]
    emended = read(words_of("a\n", ranges={0: cells}, kind="table"), declare("a\n", "a\nwas empty"))
    assert emended.blocks[0].ranges == (
        Range(0, 1, "cell"),
        Range(2, 11, "cell"),
        Range(0, 11, "row"),
    )


def test_words_in_either_of_two_texts_are_found():
    one, two = words_of("one"), words_of("two")
    edits, problems = find_edits([declare("two", "zwei")], [one, two])
    assert problems == []
    assert [len(found) for found in edits] == [0, 1]


def test_changes_are_plain_data():
    words = words_of("teh")
    (change,) = read(words, declare("teh", "the")).changes
    assert replace(change, emendation="x") == Change(Span(0, 3), Span(0, 3), "x", "")


@pytest.mark.parametrize("source", ["\n\nGone", "Gone\n\n"])
@pytest.mark.parametrize("reading", ["new Gone", "Gone new"])
def test_words_put_into_a_block_that_another_emendation_deletes_are_a_collision(source, reading):
    words = words_of("First.", "Gone", "Last.")
    deletion = declare(source, "", name="gone")
    changed = ("Gone", reading)
    _, problems = find_edits([deletion, declare(*changed, name="new")], [words])
    assert [problem.code for problem in problems] == ["V413"]


def test_a_word_beside_a_deleted_block_may_be_corrected():
    words = words_of("First.", "Gone", "Last.")
    emended = read(
        words,
        declare("\n\nGone", "", name="gone"),
        declare("First.", "Not first.", name="a"),
        declare("Last.", "Last of all.", name="b"),
    )
    assert texts_of(emended) == ["Not first.", "Last of all."]


PICTURED = join_blocks(
    [
        PrintedBlock("paragraph", "Text.", (), 1),
        PrintedBlock("figure", "", (Range(0, 0, "image", "a.png"),), 3),
        PrintedBlock("paragraph", "Mid.", (), 5),
        PrintedBlock("figure", "", (Range(0, 0, "image", "b.png"),), 7),
        PrintedBlock("paragraph", "Last.", (), 9),
    ]
)


def shown(emended):
    """Return the words of each block or, of a picture without words, its address."""
    return [block.text or next(r.target for r in block.ranges) for block in emended.blocks]


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("Text.", ["a.png", "Mid.", "b.png", "Last."]),
        ("Text.\n\n", ["a.png", "Mid.", "b.png", "Last."]),
        ("Mid.", ["Text.", "a.png", "b.png", "Last."]),
        ("Mid.\n\n", ["Text.", "a.png", "b.png", "Last."]),
        ("\n\nMid.", ["Text.", "a.png", "b.png", "Last."]),
        ("Last.", ["Text.", "a.png", "Mid.", "b.png"]),
        ("\n\nLast.", ["Text.", "a.png", "Mid.", "b.png"]),
    ],
)
def test_a_picture_without_words_stays_where_a_block_beside_it_is_deleted(source, left):
    emended = read(PICTURED, declare(source, ""))
    assert shown(emended) == left
    assert [b.kind == "figure" for b in emended.blocks] == [".png" in name for name in left]


def test_pictures_without_words_stay_where_all_words_around_them_are_deleted():
    emended = read(PICTURED, *(declare(s, "", name=s) for s in ("Text.", "Mid.", "Last.")))
    assert [block.kind for block in emended.blocks] == ["figure", "figure"]
    assert shown(emended) == ["a.png", "b.png"]


@pytest.mark.parametrize(
    ("source", "reading", "left"),
    [
        ("Text.\n\n\n\n", "", ["Mid.", "b.png", "Last."]),
        ("\n\n\n\nMid.", "", ["Text.", "b.png", "Last."]),
        ("\n\n\n\nLast.", "", ["Text.", "a.png", "Mid."]),
        ("Text.\n\n\n\nMid.", "", ["b.png", "Last."]),
        ("Mid.\n\n\n\nLast.", "Mid.\n\nLast.", ["Text.", "a.png", "Mid.", "Last."]),
        ("Mid.\n\n\n\nLast.", "Mid. Last.", ["Text.", "a.png", "Mid. Last."]),
    ],
)
def test_a_picture_without_words_goes_with_the_empty_lines_on_both_of_its_sides(
    source, reading, left
):
    assert shown(read(PICTURED, declare(source, reading))) == left


@pytest.mark.parametrize("source", ["\n\nMid.\n\n", "Mid.\n\n"])
def test_a_picture_without_words_is_not_joined_to_what_stands_beside_it(source):
    reading = "" if source.startswith("\n") else "Mid. "
    assert problem_of(PICTURED, declare(source, reading)).code == "V414"


def test_a_picture_without_words_takes_in_a_caption():
    emended = read(PICTURED, declare("Text.\n\n", "Text.\n\nA boat."))
    assert shown(emended) == ["Text.", "A boat.", "Mid.", "b.png", "Last."]
    assert emended.blocks[1].kind == "figure"


@pytest.mark.parametrize("index", range(5))
def test_neighbours_are_deleted_each_by_itself(index):
    gone = {index, (index + 1) % 5, (index + 2) % 5}
    sources = [MIXED.blocks[i].text for i in gone]
    emended = read(MIXED, *(declare(source, "", name=source) for source in sources))
    kept = [MIXED.blocks[i] for i in range(5) if i not in gone]
    assert [(b.kind, b.text, b.ranges) for b in emended.blocks] == [
        (b.kind, b.text, b.ranges) for b in kept
    ]


@pytest.mark.parametrize("one", ["b", "b\n\n", "\n\nb"])
@pytest.mark.parametrize("two", ["c", "\n\nc"])
def test_the_last_two_blocks_are_deleted_each_by_itself_with_whatever_empty_line(one, two):
    words = words_of("a", "b", "c")
    emended = read(words, declare(two, "", name="two"), declare(one, "", name="one"))
    assert texts_of(emended) == ["a"]


@pytest.mark.parametrize(
    ("source", "reading"),
    [("One.\n\n", "One.\n\nZ"), ("One.\n\n", "One. "), ("\n\nThree.", " Three.")],
)
def test_no_block_is_joined_to_the_next_through_one_that_another_emendation_deletes(
    source, reading
):
    words = words_of("One.", "Two.", "Three.")
    declared = [declare("Two.", "", name="gone"), declare(source, reading)]
    assert problem_of(words, *declared).code == "V413"


@pytest.mark.parametrize("source", ["Last.", "Text."])
@pytest.mark.parametrize(("reading", "codes"), [("", []), ("\u200b", ["V416"])])
def test_pictures_without_words_are_no_fault_of_the_emendation_beside_them(
    project, source, reading, codes
):
    picture = "![](https://example.org/a.png)"
    article = f"Title[^1]\n\nText.\n\n{picture}\n\nLast.\n\n[^1]: {picture}\n"
    project.write("article.md", article)
    fields = (project.folder / "edition.yml").read_text(encoding="utf-8").partition("text:\n")[0]
    text = {"file": "article.md", "sha256": sha256(article.encode()).hexdigest()}
    text["body"] = {"from": "Title", "to": "Last."}
    project.write("edition.yml", f"{fields}text: {json.dumps(text)}\n")
    day = {"kind": "damage", "reason": "A test.", "by": ["The editors"], "date": "2026-11-24"}
    declared = [{"id": "gone", "source": source, "reading": reading, **day}]
    project.write("emendations.yml", json.dumps(declared))
    read = read_blocks(project.folder, root=project.root)
    assert [problem.code for problem in read.problems] == codes
    [(_, blocks)] = read.texts
    assert [b.kind for b in blocks if not b.text] == ["figure", "footnote"]


def test_words_that_overlap_themselves_without_end_are_counted_up_to_a_thousand():
    _, problems = find_edits([declare("a" * 20_000, "b")], [words_of("a" * 200_000)])
    assert [problem.code for problem in problems] == ["V411"]
    assert "is printed more than 1000 times, not 1" in problems[0].text
    assert "times:" not in problems[0].mend
