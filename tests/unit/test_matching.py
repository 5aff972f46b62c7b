"""Wordings old and present, without ids: which is which."""

import pytest

from variorum.registry.matching import match
from variorum.registry.passages import Passage

GETTYSBURG = [
    "Four score and seven years ago our fathers brought forth on this continent, a new nation, conceived in Liberty,"
    " and dedicated to the proposition that all men are created equal.",
    "Now we are engaged in a great civil war, testing whether that nation, or any nation so conceived and so dedicated,"
    " can long endure. We are met on a great battle-field of that war.",
    "We have come to dedicate a portion of that field, as a final resting place for those who here gave their lives"
    " that that nation might live. It is altogether fitting and proper that we should do this.",
    "But, in a larger sense, we can not dedicate, we can not consecrate, we can not hallow this ground. The brave men,"
    " living and dead, who struggled here, have consecrated it, far above our poor power to add or detract.",
]


def make(texts, sort="p paragraph"):
    return [Passage(text, sort) for text in texts]


def test_the_same_passages_are_all_kept():
    found = match(make(GETTYSBURG), make(GETTYSBURG))
    assert found.kept == {0: 0, 1: 1, 2: 2, 3: 3}
    assert found.similarity == {}


def test_other_punctuation_is_the_same_wording_wherever_it_stands():
    new = [text.replace(",", ";").upper() for text in reversed(GETTYSBURG)]
    found = match(make(GETTYSBURG), make(new))
    assert found.kept == {0: 3, 1: 2, 2: 1, 3: 0}
    assert set(found.similarity.values()) == {1.0}


def test_paragraphs_of_one_speech_are_not_like_each_other():
    found = match(make(GETTYSBURG[:2]), make(GETTYSBURG[2:]))
    assert (found.kept, found.unsure) == ({}, {})
    assert found.replaced == {0: 0, 1: 1}


def test_a_split_and_a_merge_in_one_edit():
    first, second = GETTYSBURG[1].split(". ")
    new = [GETTYSBURG[0], first, second, GETTYSBURG[2] + " " + GETTYSBURG[3]]
    found = match(make(GETTYSBURG), make(new))
    assert found.kept == {0: 0, 1: 1, 3: 3}
    assert found.split == {2: 1}
    assert found.merged == {2: 3}


def test_a_word_changed_in_both_halves_of_a_split_is_still_a_split():
    first, second = GETTYSBURG[1].replace("great", "huge").split(". ")
    found = match(make(GETTYSBURG), make([GETTYSBURG[0], first, second, *GETTYSBURG[2:]]))
    assert found.kept == {0: 0, 1: 1, 3: 2, 4: 3}
    assert found.split == {2: 1}


def test_a_short_passage_of_common_words_is_no_part_of_its_neighbour():
    corrected = GETTYSBURG[1].replace("great", "huge")
    found = match(make(GETTYSBURG[:2]), make([GETTYSBURG[0], corrected, "The war and that nation"]))
    assert found.kept == {0: 0, 1: 1}
    assert found.split == {}


@pytest.mark.parametrize("verses", [3, 12])
def test_a_passage_inserted_into_a_refrain_pushes_nothing_aside(verses):
    song = [line for n in range(verses) for line in (f"Verse {n} of the song", "Sing ho!")]
    new = [*song[:3], "An altogether new stanza about the sea", *song[3:]]
    found = match(make(song), make(new))
    assert found.kept == {j: j - (j > 3) for j in range(len(new)) if j != 3}


def test_passages_without_words_keep_their_order():
    old, new = make(["One.", "* * *", "Two.", "* * *", "Three."]), make(["* * *", "Two.", "* * *"])
    assert match(old, new).kept == {0: 1, 1: 2, 2: 3}


def test_what_a_person_said_is_heeded():
    words = GETTYSBURG[0].split()
    half = " ".join(word if n % 2 else word[::-1] + "q" for n, word in enumerate(words))
    old, new = make(GETTYSBURG), make([half, *GETTYSBURG[1:]])
    assert set(match(old, new).unsure) == {0}
    assert match(old, new, same={0}).kept[0] == 0
    said_new = match(old, new, other={0})
    assert (said_new.unsure, said_new.replaced) == ({}, {0: 0})


def test_a_great_text_reworded_throughout_loses_no_passage():
    old = [" ".join(f"{stem}{n}x{m}" for m in range(12) for stem in "ab") for n in range(400)]
    new = [text.replace("b5", "c5").replace("x7", "y7") for text in old]
    found = match(make(old), make(new))
    assert found.kept == {n: n for n in range(400) if not str(n).startswith("5")}
    assert {i: j for i, (j, _) in found.unsure.items()} == {
        n: n for n in range(400) if str(n).startswith("5")
    }


def test_a_script_without_spaces_is_matched_by_its_characters():
    old = [
        "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。",
        "何でも薄暗いじめじめした所で泣いていた事だけは記憶している。",
    ]
    head, tail = old[0].split("まだ無い。")
    found = match(make(old), make([head + "まだ無い。", tail, old[1]]))
    assert (found.kept, found.split) == ({1: 0, 2: 1}, {0: 0})


def test_a_paragraph_cut_into_hundreds_of_lines_is_a_split():
    words = [f"word{n}" for n in range(900)]
    found = match(make(["Before.", " ".join(words), "After."]), make(["Before.", *words, "After."]))
    assert found.kept[1] == 1
    assert len(found.split) == 899
