"""Histories of edits: whatever happens to the text, no id ever names other words."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import History, edits

from variorum.model import Block
from variorum.read.registry import RegistryLine, dump_registry, parse_registry
from variorum.registry import (
    Address,
    Proposal,
    follow_registry,
    identify,
    propose,
)
from variorum.registry.passages import fold_words

DAY = date(2026, 11, 24)
LATER = date(2027, 3, 1)
PATH = "source/reset/registry.jsonl"

ARTICLE = [
    "Relations between the two countries are stalling, although officials hailed progress on visas and adoptions.",
    "The statement comes as no surprise, since the arsenal plays a leading role in sustaining national prestige.",
    "There is a fundamental disconnect in how both capitals view missile defense, threats and one another.",
    "This hedging policy is driven by the idea that more can be gained from a friendly neighbour than a resentful one.",
    "Much of the opposition is therefore posturing. A precedent is feared that would sideline a great power for good.",
    "It would be a lost opportunity if no part were taken in the project that everyone says they want.",
]


def make_blocks(texts: list[str], kind: str = "paragraph", part: str = "body") -> list[Block]:
    return [Block("", kind, text, (), 0, 1, part=part) for text in texts]  # type: ignore[arg-type]


def publish(texts: list[str], lines: tuple[RegistryLine, ...] = (), **options: object) -> Proposal:
    day = LATER if lines else DAY
    return propose([("", make_blocks(texts))], [], lines, day=day, **options)  # type: ignore[arg-type]


def get_ids(proposal: Proposal) -> list[str]:
    return [proposal.ids[key] for key in sorted(proposal.ids)]


def get_line(proposal: Proposal, line_id: str, text: str = "") -> RegistryLine:
    return next(line for line in proposal.lines if (line.text, line.id) == (text, line_id))


@pytest.fixture(scope="module")
def lines() -> tuple[RegistryLine, ...]:
    return publish(ARTICLE).lines


def test_first_publication_numbers_each_part_and_kind_for_itself():
    blocks = [
        *make_blocks(["Holding the Reset Hostage"], "heading", "front"),
        *make_blocks(["By Alejandro Sueldo"], part="front"),
        *make_blocks(["One."]),
        *make_blocks(["A heading"], "heading"),
        *make_blocks(["Two."]),
        *make_blocks(["Line\nline"], "verse"),
        *make_blocks(["The author is a scholar."], part="back"),
    ]
    proposal = propose([("", blocks)], [], (), day=DAY)
    assert get_ids(proposal) == ["f1", "f2", "p1", "h1", "p2", "v1", "b1"]
    assert {line.reason for line in proposal.lines} == {None}
    assert proposal.report == ("the text: 7 ids assigned: f1–f2, p1, h1, p2, v1, b1",)


def test_a_corrected_word_keeps_the_id_and_renews_its_words(lines):
    texts = [ARTICLE[0].replace("hailed", "praised"), *ARTICLE[1:]]
    proposal = publish(texts, lines)
    assert get_ids(proposal) == ["p1", "p2", "p3", "p4", "p5", "p6"]
    assert get_line(proposal, "p1").words == texts[0]
    assert get_line(proposal, "p1").published == DAY
    assert '"officials hailed progress" is now "officials praised progress"' in proposal.report[-1]


def test_white_space_and_composition_are_no_change(lines):
    texts = [ARTICLE[0].replace(" the ", "\n the  "), *ARTICLE[1:]]
    assert publish(texts, lines).lines == lines


def test_an_inserted_paragraph_takes_the_number_before_it_with_a_letter(lines):
    new = "Entirely different matter about fisheries, tariffs and a bridge over the river."
    again = "Another insertion concerning railways which nobody had foreseen when writing."
    first = publish([*ARTICLE[:3], new, *ARTICLE[3:]], lines)
    assert get_ids(first) == ["p1", "p2", "p3", "p3a", "p4", "p5", "p6"]
    assert get_line(first, "p3a").reason == "inserted after p3"
    second = publish([*ARTICLE[:3], again, new, *ARTICLE[3:]], first.lines)
    assert get_ids(second) == ["p1", "p2", "p3", "p3b", "p3a", "p4", "p5", "p6"]


def test_insertions_before_the_first_and_after_the_last(lines):
    texts = [
        "Something quite new comes first here today.",
        *ARTICLE,
        "And a last word ends it all.",
    ]
    proposal = publish(texts, lines)
    assert get_ids(proposal) == ["p0a", "p1", "p2", "p3", "p4", "p5", "p6", "p7"]
    assert get_line(proposal, "p0a").reason == "inserted before p1"


def test_a_deleted_paragraph_retires_and_leads_to_the_one_in_its_place(lines):
    proposal = publish([*ARTICLE[:2], *ARTICLE[3:]], lines)
    gone = get_line(proposal, "p3")
    assert (gone.retired, gone.reason, gone.successor) == (LATER, "deleted", ("p4",))
    assert gone.words == ARTICLE[2]
    last = get_line(publish(ARTICLE[:5], lines), "p6")
    assert last.successor == ("p5",)


def test_a_number_once_given_never_returns(lines):
    shorter = publish(ARTICLE[:5], lines)
    again = publish(ARTICLE, shorter.lines)
    assert get_ids(again) == ["p1", "p2", "p3", "p4", "p5", "p7"]


def test_a_split_leaves_the_id_on_the_part_with_most_words(lines):
    head, tail = ARTICLE[4].split(". ", 1)
    proposal = publish([*ARTICLE[:4], head + ".", tail, ARTICLE[5]], lines)
    assert get_ids(proposal) == ["p1", "p2", "p3", "p4", "p4a", "p5", "p6"]
    assert get_line(proposal, "p4a").reason == "split from p5"
    assert get_line(proposal, "p5").words == tail


def test_a_paragraph_split_in_five_keeps_its_id():
    words = [f"word{n}" for n in range(50)]
    parts = [" ".join(words[at : at + 10]) for at in range(0, 50, 10)]
    first = publish([ARTICLE[0], " ".join(words), ARTICLE[1]])
    proposal = publish([ARTICLE[0], *parts, ARTICLE[1]], first.lines)
    assert get_ids(proposal) == ["p1", "p2", "p2a", "p2b", "p2c", "p2d", "p3"]
    assert not proposal.unsure


def test_of_two_merged_the_id_with_most_words_stays(lines):
    proposal = publish([ARTICLE[0], ARTICLE[1] + " " + ARTICLE[2], *ARTICLE[3:]], lines)
    assert get_ids(proposal) == ["p1", "p2", "p4", "p5", "p6"]
    gone = get_line(proposal, "p3")
    assert (gone.reason, gone.successor) == ("merged into p2", ("p2",))


def test_two_swapped_paragraphs_keep_their_ids(lines):
    texts = [ARTICLE[1], ARTICLE[0], *ARTICLE[2:]]
    proposal = publish(texts, lines)
    assert get_ids(proposal) == ["p2", "p1", "p3", "p4", "p5", "p6"]
    assert proposal.lines == lines
    assert identify([("", make_blocks(texts))], [], lines, path=PATH, preview=False)[2] == []


def test_two_swapped_and_reworded_paragraphs_keep_their_ids(lines):
    texts = [ARTICLE[1].replace("leading", "chief"), ARTICLE[0].replace("hailed", "praised")]
    assert get_ids(publish(texts + ARTICLE[2:], lines))[:2] == ["p2", "p1"]


def test_a_paragraph_rewritten_beyond_recognition_gets_a_new_id(lines):
    new = "Whoever reads this essay now will find, where another argument stood, fresh thoughts."
    proposal = publish([*ARTICLE[:3], new, *ARTICLE[4:]], lines)
    assert get_ids(proposal) == ["p1", "p2", "p3", "p3a", "p5", "p6"]
    gone = get_line(proposal, "p4")
    assert (gone.reason, gone.successor) == ("rewritten", ("p3a",))


HALF = " ".join(word if at % 2 else f"{word[::-1]}x" for at, word in enumerate(ARTICLE[3].split()))


def test_what_may_be_either_is_asked(lines):
    texts = [*ARTICLE[:3], HALF, *ARTICLE[4:]]
    proposal = publish(texts, lines)
    [question] = proposal.unsure
    assert (question.address, question.old, question.new) == ("p4", ARTICLE[3], HALF)
    assert proposal.lines == lines
    same = publish(texts, lines, answers={"p4": "same"})
    assert (get_ids(same)[3], same.unsure, same.refusals) == ("p4", (), ())
    new = publish(texts, lines, answers={"p4": "new"})
    assert (get_ids(new)[3], new.unsure, new.refusals) == ("p3a", (), ())
    assert get_line(new, "p4").successor == ("p3a",)


def test_an_answer_that_cannot_be_followed_is_refused(lines):
    answers = {"p4": "new", "p44": "same"}
    assert [item.sentence for item in publish(ARTICLE, lines, answers=answers).refusals] == [
        "p4 cannot be new: a block has its very words",
        "no block has the id p44, so it is neither the same nor new",
    ]
    texts = [*ARTICLE[:3], "Nothing of it is left at all in these few words.", *ARTICLE[4:]]
    [refusal] = publish(texts, lines, answers={"p4": "same"}).refusals
    assert refusal.sentence == "p4 cannot stay: no block that is free is like it"


def test_a_whole_text_replaced_is_refused_unless_told(lines):
    other = [f"Lorem ipsum dolor sit amet consectetur number {n} {n}." for n in range(7)]
    proposal = publish(other, lines)
    assert [item.sentence for item in proposal.refusals] == [
        "the text: 6 of 6 ids would retire; is this the right text?"
    ]
    told = publish(other, lines, replace=True)
    assert told.refusals == ()
    assert get_ids(told) == ["p7", "p8", "p9", "p10", "p11", "p12", "p13"]
    problems = identify([("", make_blocks(other))], [], lines, path=PATH, preview=True)[2]
    assert [(p.code, p.severity) for p in problems] == [("V315", "error")]


def test_a_name_corrected_in_a_short_line_keeps_its_id():
    front = make_blocks(["By Alejandro Suelo", "July 18, 2011"], part="front")
    mended = make_blocks(["By Alejandro Sueldo", "July 18, 2011"], part="front")
    first = propose([("", front)], [], (), day=DAY)
    assert get_ids(propose([("", mended)], [], first.lines, day=LATER)) == ["f1", "f2"]


def test_a_refrain_keeps_the_ids_of_its_places():
    song = [
        "First verse about ships.",
        "Sing ho!",
        "Second verse of the sea.",
        "Sing ho!",
        "Third.",
    ]
    first = publish(song)
    shorter = publish([song[0], song[1], song[3], song[4]], first.lines)
    assert get_ids(shorter) == ["p1", "p2", "p4", "p5"]


def test_a_paragraph_turned_quotation_keeps_its_id(lines):
    blocks = make_blocks(ARTICLE)
    blocks[2] = replace(blocks[2], kind="quotation")
    proposal = propose([("", blocks)], [], lines, day=LATER)
    assert get_ids(proposal)[2] == "p3"
    assert get_line(proposal, "p3").kind == "quotation"
    problems = identify([("", blocks)], [], lines, path=PATH, preview=False)[2]
    assert [(p.code, p.severity) for p in problems] == [("V316", "advice")]


def test_words_that_stand_twice_prefer_the_id_of_their_kind():
    blocks = [
        *make_blocks(["The Reset"], "heading", "front"),
        *make_blocks(["The Reset"], "heading"),
        *make_blocks(["Words of the body."]),
    ]
    first = propose([("", blocks)], [], (), day=DAY)
    assert get_ids(first) == ["f1", "h1", "p1"]
    assert get_ids(propose([("", blocks[1:])], [], first.lines, day=LATER)) == ["h1", "p1"]


# Several texts


def test_a_changed_slug_keeps_the_ids_and_the_old_ones_lead_on(lines):
    old = tuple(replace(line, text="one") for line in lines)
    texts = [ARTICLE[0], ARTICLE[1].replace("leading", "chief"), *ARTICLE[2:]]
    proposal = propose([("first", make_blocks(texts))], [], old, day=LATER)
    assert get_ids(proposal) == ["p1", "p2", "p3", "p4", "p5", "p6"]
    assert get_line(proposal, "p2", "one").successor == ("first#p2",)
    assert proposal.refusals == ()
    retired = {item.id: item.leads_to for item in follow_registry(proposal.lines) if item.retired}
    assert retired["p5"] == ("first#p5",)
    assert propose([("first", make_blocks(texts))], [], proposal.lines, day=LATER).lines == (
        proposal.lines
    )
    assert parse_registry(dump_registry(proposal.lines), path=PATH) == (proposal.lines, [])


def test_a_paragraph_moved_to_another_text_leads_there():
    chapters = [("one", make_blocks(ARTICLE[:3])), ("two", make_blocks(ARTICLE[3:]))]
    first = propose(chapters, [], (), day=DAY)
    moved = [("one", make_blocks(ARTICLE[:2])), ("two", make_blocks([*ARTICLE[3:], ARTICLE[2]]))]
    proposal = propose(moved, [], first.lines, day=LATER)
    assert proposal.ids["two", 3] == "p4"
    gone = get_line(proposal, "p3", "one")
    assert (gone.reason, gone.successor) == ("moved to two#p4", ("two#p4",))


# Notes, sidebars, texts


def test_a_renamed_note_leads_to_its_new_name_and_a_deleted_one_retires(lines):
    blocks = [("", make_blocks(ARTICLE))]
    before = [
        Address("note-visas", "annotation", "", "The visa agreement"),
        Address("note-iran", "annotation", "", "Iran"),
        Address("sidebar-start", "sidebar", "", "New START"),
    ]
    first = propose(blocks, before, lines, day=LATER)
    assert get_line(first, "note-visas").kind == "annotation"
    after = [Address("note-eased-visas", "annotation", "", "The visa agreement"), before[2]]
    second = propose(blocks, after, first.lines, day=LATER)
    assert get_line(second, "note-visas").successor == ("note-eased-visas",)
    assert get_line(second, "note-iran").reason == "deleted"
    third = propose(blocks, before, second.lines, day=LATER)
    assert {item.what for item in third.refusals} == {"address-again"}


def test_new_notes_are_advice_and_vanished_ones_errors(lines):
    blocks = [("", make_blocks(ARTICLE))]
    note = Address("note-visas", "annotation", "", "The visa agreement")
    new = identify(blocks, [note], lines, path=PATH, preview=False)[2]
    assert [(p.code, p.severity) for p in new] == [("V317", "advice")]
    registered = propose(blocks, [note], lines, day=LATER).lines
    gone = identify(blocks, [], registered, path=PATH, preview=False)[2]
    assert [(p.code, p.severity, p.position.line) for p in gone] == [("V318", "error", 7)]
    preview = identify(blocks, [], registered, path=PATH, preview=True)[2]
    assert [p.severity for p in preview] == ["warning"]


# What a build sees


def test_a_build_without_registry_fails_with_one_error_and_a_preview_goes_on():
    blocks = [("", make_blocks(ARTICLE))]
    note = Address("note-visas", "annotation", "", "The visa agreement")
    ids, _, problems = identify(blocks, [note], (), path=PATH, preview=False)
    assert [(p.code, p.severity, p.mend) for p in problems] == [
        ("V310", "error", "run `variorum ids`")
    ]
    assert ids["", 5] == "p6"
    assert [p.severity for p in identify(blocks, [], (), path=PATH, preview=True)[2]] == ["warning"]


def test_a_build_says_which_id_and_which_words_differ(lines):
    texts = [ARTICLE[0].replace("hailed", "praised"), ARTICLE[1], *ARTICLE[3:], "Something new."]
    blocks = [("", make_blocks(texts))]
    ids, retired, problems = identify(blocks, [], lines, path=PATH, preview=False)
    assert [(p.code, p.position.line, p.severity) for p in problems] == [
        ("V311", 1, "error"),
        ("V312", 6, "error"),
        ("V313", 3, "error"),
    ]
    assert str(problems[0]) == (
        f"{PATH}:1:1: V311 not yet in the registry: p1 reworded (93 % alike): "
        '"officials hailed progress" is now "officials praised progress"\n'
        f"  why: {problems[0].why}\n"
        "  mend: run `variorum ids`"
    )
    assert [ids["", index] for index in range(6)] == ["p1", "p2", "p4", "p5", "p6", "p7"]
    assert [(item.id, item.leads_to) for item in retired if item.retired] == [("p3", ("p4",))]
    preview = identify(blocks, [], lines, path=PATH, preview=True)[2]
    assert {p.severity for p in preview} == {"warning"}


def test_an_unsure_block_stops_even_a_preview(lines):
    blocks = [("", make_blocks([*ARTICLE[:3], HALF, *ARTICLE[4:]]))]
    [problem] = identify(blocks, [], lines, path=PATH, preview=True)[2]
    assert (problem.code, problem.severity) == ("V314", "error")
    assert problem.mend == "run `variorum ids --same p4` or `variorum ids --new p4`"


# Generated histories


def answer_truly(history: History, lines, owners: dict[str, int]) -> Proposal:
    answers: dict[str, str] = {}
    origin_of = {fold_words(" ".join(words)): origin for origin, words in history.paragraphs}
    while True:
        proposal = publish(history.texts, lines, replace=True, answers=answers)
        assert proposal.refusals == ()
        if not proposal.unsure:
            return proposal
        for question in proposal.unsure:
            same = origin_of[fold_words(question.new)] == owners[question.id]
            answers[question.id] = "same" if same else "new"


def check_registry(before: tuple[RegistryLine, ...], proposal: Proposal, texts: list[str]) -> None:
    after = proposal.lines
    for old, new in zip(before, after, strict=False):
        assert (old.id, old.text, old.published) == (new.id, new.text, new.published)
        if old.retired:
            assert old == new
    live = {line.id for line in after if line.retired is None}
    assert sorted(live) == sorted(get_ids(proposal))
    for item in follow_registry(after):
        assert bool(item.leads_to) == bool(item.retired)
        assert set(item.leads_to) <= live
    again = publish(texts, after)
    assert again.lines == after
    blocks = [("", make_blocks(texts))]
    assert identify(blocks, [], after, path=PATH, preview=False) == (
        again.ids,
        follow_registry(after),
        [],
    )
    if len(set(texts)) == len(texts):  # nothing tells equal words apart but their order
        assert again.ids == proposal.ids
    assert parse_registry(dump_registry(after), path=PATH) == (after, [])


@settings(derandomize=True, max_examples=120, deadline=None)
@given(st.lists(st.integers(8, 30), min_size=1, max_size=9), st.lists(edits, max_size=12))
def test_no_id_ever_names_another_paragraph(lengths, history_of_edits):
    history = History()
    history.paragraphs = [history.invent(length) for length in lengths]
    lines: tuple[RegistryLine, ...] = ()
    owners: dict[str, int] = {}
    for edit in [("", 0, 0), *history_of_edits]:
        history.edit(*edit)
        before, lines_before = dict(owners), lines
        proposal = answer_truly(history, lines, owners)
        check_registry(lines, proposal, history.texts)
        lines = proposal.lines
        for block_id, (origin, _) in zip(get_ids(proposal), history.paragraphs, strict=True):
            assert owners.setdefault(block_id, origin) == origin
        if edit[0] in ("correct", "reword", "swap"):
            assert (owners, len(lines)) == (before, len(lines_before))


@settings(derandomize=True, max_examples=80, deadline=None)
@given(
    st.lists(st.integers(8, 30), min_size=2, max_size=9),
    st.lists(st.lists(edits, min_size=2, max_size=4), max_size=4),
    st.lists(st.integers(0, 8), max_size=3),
)
def test_many_edits_at_once_and_refrains_never_give_an_id_to_foreign_words(
    lengths, rounds, repeats
):
    history = History()
    history.paragraphs = [history.invent(length) for length in lengths]
    for at in repeats:
        origin, words = history.paragraphs[at % len(history.paragraphs)]
        history.paragraphs.insert(at % 3, (origin, list(words)))
    lines: tuple[RegistryLine, ...] = ()
    for several in [[], *rounds]:
        for edit in several:
            history.edit(*edit)
        proposal = answer_truly(history, lines, dict.fromkeys((line.id for line in lines), -1))
        check_registry(lines, proposal, history.texts)
        for old, new in zip(lines, proposal.lines, strict=False):
            if new.retired is None:
                a, b = set(old.words.split()) - {"the"}, set(new.words.split()) - {"the"}
                assert len(a & b) >= 0.3 * min(len(a), len(b))
        lines = proposal.lines


# The file


def test_the_registry_is_written_as_read(lines):
    source = dump_registry(lines)
    assert parse_registry(source, path=PATH) == (lines, [])
    assert source.endswith("}\n")
    first = source.split("\n")[0]
    assert first.startswith('{"id": "p1", "kind": "paragraph", "published": "2026-11-24", "reason"')
    odd = replace(lines[0], words="ein Wort\u2028“zwei”\nund")
    assert parse_registry(dump_registry([odd]), path=PATH) == ((odd,), [])
    assert "“zwei”" in dump_registry([odd])


LINE = {
    "id": "p1",
    "kind": "paragraph",
    "published": "2026-11-24",
    "reason": None,
    "retired": None,
    "successor": [],
    "text": "",
    "words": "Words.",
}
GONE = {"reason": "deleted", "retired": "2027-01-01"}


def dump(*changes: dict[str, object]) -> str:
    return "".join(json.dumps(LINE | change) + "\n" for change in changes)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("{nonsense}\n", ("V301", 1, 2)),
        (dump({}) + "\n" + dump({"id": "p2"}), ("V301", 2, 1)),
        (dump({}) + "<<<<<<< HEAD\n", ("V301", 2, 1)),
        ("[" * 100_000 + "\n", ("V301", 1, 1)),
        ("[1]\n", ("V106", 1, 1)),
        (dump({"id": "x1"}), ("V302", 1, 1)),
        (dump({"id": "p0"}), ("V302", 1, 1)),
        (dump({"id": "note-x"}), ("V302", 1, 1)),
        (dump({"text": "../up"}), ("V302", 1, 1)),
        (dump({}, {}), ("V303", 2, 1)),
        (dump({}, {"id": "p2", "successor": ["p1"]}), ("V304", 2, 1)),
        (dump(GONE | {"retired": "2020-01-01"}), ("V304", 1, 1)),
        (dump(GONE | {"successor": ["p2"]}), ("V305", 1, 1)),
        (dump(GONE | {"successor": ["p1"]}), ("V306", 1, 1)),
        (dump({}, {"id": "p3"}), ("V307", 2, 1)),
        (dump({"published": "2026-02-30"}), ("V109", 1, 48)),
        (dump({"published": 20261124}), ("V109", 1, 48)),
        (dump({"words": "a\x00b"}), ("V109", 1, 133)),
        (dump({"words": "\ud800"}), ("V109", 1, 133)),
        (dump({"retird": None}), ("V107", 1, 143)),
        ('{"id": "p1"}\n', ("V108", 1, 1)),
    ],
)
def test_a_bad_line_is_reported_at_its_place(source, found):
    problem = parse_registry(source, path=PATH)[1][0]
    assert (problem.code, problem.position.line, problem.position.column) == found
    assert problem.text
    assert problem.mend


def test_all_bad_lines_are_reported_at_once():
    source = dump({}, {}, {"id": "x"}) + "nonsense\n"
    assert [p.code for p in parse_registry(source, path=PATH)[1]] == ["V301", "V303", "V302"]


def test_every_line_of_a_circle_is_reported():
    source = dump(
        GONE | {"successor": ["p2"]}, GONE | {"id": "p2", "successor": ["p1"]}, {"id": "p3"}
    )
    problems = parse_registry(source, path=PATH)[1]
    assert [(p.code, p.position.line) for p in problems] == [("V306", 1), ("V306", 2)]


def test_a_long_chain_of_retirements_leads_to_its_end():
    chain = [
        GONE | {"id": f"p{n}", "successor": [f"p{n + 1}"], "reason": f"merged into p{n + 1}"}
        for n in range(1, 3000)
    ]
    lines, problems = parse_registry(dump(*chain, {"id": "p3000"}), path=PATH)
    assert problems == []
    assert {item.leads_to for item in follow_registry(lines) if item.retired} == {("p3000",)}
