"""A correction that came after a note, or after the registry was written, stands alone: no other file must be changed with it."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from test_generated_readings import emended_texts, read

from variorum.registry import find_corrections

CORRECTION = """\
source: {source}
reading: {reading}
kind: spelling
reason: It is a test.
by: [The editors of the sample]
date: 2026-11-30
"""
NOTE = "annotations/new.md"


def correct(project, source: str, reading: str, name: str = "later") -> None:
    project.write(f"emendations/{name}.yml", CORRECTION.format(source=source, reading=reading))


def find_quote(project) -> str:
    edition = project.load().edition
    (note,) = (note for note in edition.annotations if note.stem == "new")
    return note.quote


@pytest.mark.parametrize(
    ("fields", "source", "reading", "quote"),
    [
        ({"quote": "great civil war"}, "civil war", "Civil War", "great Civil War"),
        ({"quote": "great civil war"}, "great civil", "civil", "civil war"),
        ({"quote": "great civil war"}, "in a great", "in one great", "great civil war"),
        ({"quote": "civil war", "prefix": "great"}, "great civil", "grave civil", "civil war"),
        ({"quote": "civil war", "suffix": "', testing'"}, "testing whether", "tasting whether", "civil war"),
        # the note has followed an older correction, or is older than both
        ({"target": "p1", "quote": "continent a new nation"}, "new nation", "New nation", "continent a New nation"),
        ({"target": "p1", "quote": "contnent a new nation"}, "new nation", "New nation", "continent a New nation"),
    ],
)  # fmt: skip
def test_a_note_stays_on_its_words_when_they_are_corrected(
    project, note, fields, source, reading, quote
):
    project.write(NOTE, note(**{"target": "p2", **fields}))
    correct(project, source, reading)
    assert project.problems() == []
    assert find_quote(project) == quote


def test_a_note_whose_words_are_deleted_is_lost(project, note):
    project.write(NOTE, note(target="p2", quote="engaged in"))
    correct(project, "engaged in a great civil", "a great civil")
    assert " V204 " in "".join(project.problems())


def test_a_note_is_not_put_where_its_words_would_stand_twice(project, note):
    project.write(NOTE, note(target="p3", quote="can not dedicate"))
    correct(project, "can not consecrate", "can not dedicate", "one")
    correct(project, "can not dedicate", "cannot dedicate", "two")
    assert [p for p in project.problems() if " V204 " in p or " V205 " in p] == []
    assert find_quote(project) == "can not dedicate"


@pytest.mark.parametrize(
    ("source", "reading"),
    [("our fathers", "our ‘fathers’"), ("""'the "Bliss copy"'""", "the ‘Bliss copy’")],
)
def test_a_correction_of_marks_alone_is_one_too(project, source, reading):
    correct(project, source, reading)
    assert project.problems() == []


def test_a_note_that_ends_in_an_older_correction_keeps_its_end(project, note):
    project.write(NOTE, note(target="p2", quote="so dedicated, can"))
    correct(project, "any nation so", "any people so", "one")
    correct(project, "so conceived and", "thus conceived and", "two")
    assert project.problems() == []
    assert find_quote(project) == "so dedicated, can"
    project.write(NOTE, note(target="p2", quote="so conceived and so dedicated, can"))
    assert project.problems() == []
    assert find_quote(project) == "thus conceived and so dedicated, can"


def test_two_corrections_at_once_beside_one_that_was_followed(project, note):
    project.write(
        NOTE, note(target="p1", quote="forth on this continent a new nation, conceived in")
    )
    correct(project, "forth on", "forth upon", "one")
    correct(project, "nation, conceived", "people, conceived", "two")
    assert project.problems() == []
    assert find_quote(project) == "forth upon this continent a new people, conceived in"


def test_a_correction_of_the_title_is_no_error_until_the_file_of_the_edition_follows(project):
    correct(project, "The Gettysburg Address", "The Gettysburg Adress")
    assert project.problems() == []
    advice = [p for p in project.load().problems if p.code == "V405"]
    assert [p.severity for p in advice] == ["advice"]


def test_a_correction_taken_out_again_is_for_the_registry_to_say(project):
    assert project.problems() == []
    project.replace("emendations.yml", "continent", "continents")
    assert " V311 " in "".join(project.problems())


@settings(max_examples=250)
@given(st.data(), emended_texts())
def test_corrections_account_for_what_they_made_of_the_registered_words(data, case):
    words, emended = case
    block = data.draw(st.sampled_from(emended.blocks))
    own = [
        change
        for change in emended.changes
        if change.emendation
        and block.start <= change.reading.start
        and change.reading.end <= block.span.end
    ]
    assume(own)
    undone = data.draw(st.sets(st.sampled_from(range(len(own))), min_size=1))
    registered, done = "", block.start
    for index, change in enumerate(own):
        registered += read(emended)[done : change.reading.start]
        if index in undone:
            registered += words.text[change.printed.start : change.printed.end]
        else:
            registered += read(emended)[change.reading.start : change.reading.end]
        done = change.reading.end
    registered += read(emended)[done : block.span.end]
    assume(registered != block.text)
    found = find_corrections(registered, block, words.text, emended.changes)
    assert found
    assert {*found} <= {change.emendation for change in own}
    assert find_corrections(registered + "☃", block, words.text, emended.changes) == ()
