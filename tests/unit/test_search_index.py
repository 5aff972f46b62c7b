"""The files of the search, read as their description says."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.search_index import (
    ENTRIES_SIZE,
    LONGEST_WORD,
    VERSION,
    SearchIndex,
    find_words,
    to_plain,
)

ENTRIES = [
    {"location": "guide/", "title": "A <code>guide</code>", "text": "<p>Read &amp; cite.</p>"},
    {"location": "guide/#more", "title": "More", "text": "<ul><li>One</li><li>two</li></ul>", "boost": 2},
    {
        "location": "letter/",
        "title": "The Letter",
        "text": "",
        "boost": 1,
        "kind": "page",
        "label": "",
        "lang": "ru",
    },
    {
        "location": "letter/#p1",
        "title": "¶1",
        "text": "<p>Alejandro Sueldo is a scholar</p><p>of Sueldo</p>",
        "boost": 3,
        "kind": "text",
        "label": "¶1",
        "lang": "ru",
        "printed": "<p>Alejandro Suelo is a scholar</p><p>of Sueldo</p>",
    },
    {
        "location": "letter/#note-a",
        "title": "A &lt;b&gt; title",
        "text": "<p>Words.</p>",
        "boost": 2,
        "kind": "note",
        "label": "Note on ¶1",
        "lang": "ru",
    },
]  # fmt: skip


def make(entries):
    parts = {}
    index = SearchIndex(parts.__setitem__)
    for entry in entries:
        index.add(entry, language="en")
    folder, catalogue = index.finish({"en": "en"})
    return folder, json.loads(catalogue), {name: json.loads(part) for name, part in parts.items()}


def spell(catalogue):
    words = []
    for line in catalogue["words"].split("\n"):
        shared = int(line[0], 36)
        words.append((words[-1] if words else "")[:shared] + line[1:])
    return words


def list_places(catalogue, parts):
    lists = [
        steps
        for number in range(len(catalogue["postings"]))
        for steps in parts[f"postings-{number:03}.json"]
    ]
    for word, steps in zip(spell(catalogue), lists, strict=True):
        for end in range(1, len(steps) + 1):
            yield sum(steps[:end]), word


def test_every_word_stands_in_the_index_where_it_stands_in_its_entry():
    folder, catalogue, parts = make(ENTRIES)
    assert (catalogue["version"], catalogue["folder"]) == (VERSION, folder)
    places = dict(list_places(catalogue, parts))
    starts = [sum(catalogue["length"][:number]) for number in range(len(ENTRIES) + 1)]
    of = [[places.get(place, "") for place in range(start, end)] for start, end in pairwise(starts)]
    assert of == [
        ["a", "guide", "", "read", "cite", "", ""],
        ["more", "", "one", "two", "", ""],
        ["the", "letter", "", ""],
        [*"alejandro sueldo is a scholar of sueldo".split(), "",
         *"alejandro suelo is a scholar of sueldo".split(), "", "#p1"],
        ["a", "b", "title", "", "words", "", ""],
    ]  # fmt: skip
    assert catalogue["title"] == [2, 1, 2, 0, 3]
    assert catalogue["printed"] == [[3, 8]]
    assert spell(catalogue) == sorted(set(places.values()))


def test_retired_ids_stand_at_the_end_of_the_passage_that_they_lead_to():
    _, catalogue, parts = make([*ENTRIES[:3], ENTRIES[3] | {"was": ["p4", "p7a"]}])
    ids = {word: place for place, word in list_places(catalogue, parts) if word.startswith("#")}
    assert ids == dict.fromkeys(["#p1", "#p4", "#p7a"], sum(catalogue["length"]) - 1)


def test_entries_say_what_they_are_in_plain_words():
    _, catalogue, parts = make(ENTRIES)
    shown = [
        entry
        for number in range(len(catalogue["texts"]))
        for entry in parts[f"entries-{number:03}.json"]
    ]
    assert shown[0] == ["", "", "A guide", "Read & cite.", ""]
    assert shown[1] == ["more", "", "More", "One\ntwo", ""]
    assert shown[3] == [
        "p1",
        "¶1",
        "",
        "Alejandro Sueldo is a scholar\nof Sueldo",
        "Alejandro Suelo is a scholar\nof Sueldo",
    ]
    assert shown[4] == ["note-a", "Note on ¶1", "A <b> title", "Words.", ""]
    assert catalogue["pages"] == [
        [0, "guide/", "A guide", "en"],
        [2, "letter/", "The Letter", "ru"],
    ]
    kinds = [catalogue["classes"][number] for number in catalogue["class"]]
    assert kinds == [["page", 1], ["page", 2], ["page", 1], ["text", 3], ["note", 2]]


def test_the_same_entries_make_the_same_files_and_others_another_folder():
    assert make(ENTRIES) == make(ENTRIES)
    changed = [*ENTRIES[:-1], ENTRIES[-1] | {"text": "<p>Other words.</p>"}]
    assert make(changed)[0] != make(ENTRIES)[0]


def test_what_is_large_is_parted_and_counted_on():
    large = [
        {"location": f"a/#p{number}", "title": f"T{number}", "text": f"<p>{'word ' * 900}</p>"}
        for number in range(20)
    ]
    _, catalogue, parts = make(large)
    assert len(catalogue["texts"]) > 1
    assert catalogue["texts"][1] * 4_500 <= ENTRIES_SIZE
    at = catalogue["texts"][1]
    assert parts["entries-001.json"][0][0] == f"p{at}"


def test_a_site_without_entries_has_an_index_without_words():
    _, catalogue, parts = make([])
    assert (catalogue["words"], parts) == ("", {})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Lavrov’s LAVROV'S", "lavrov s lavrov s"),
        ("the U.S.–Russian u.s. e.g. A.B", "the us russian us eg ab"),
        ("3.5 v.2 a.bc", "3 5 v 2 a bc"),
        ("Résumé naïve ﬁne straße", "resume naive fine strasse"),
        ("ёлка и йод", "елка и йод"),
        ("السَّلام عليكم", "السلام عليكم"),
        ("导弹防御 missile", "导 弹 防 御 missile"),
        ("12 ٣٤ ５", "12 34 5"),
        ("soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth"),
        ("snake_case a—b", "snake case a b"),
        ("", ""),
    ],
)
def test_words_are_looked_up_without_difference_of_case_accents_and_marks(text, words):
    assert find_words(text) == words.split()


@given(st.text())
def test_a_word_looked_up_is_found_again_as_it_is(text):
    for word in find_words(text):
        assert find_words(word) == [word]


def test_an_endless_word_is_cut():
    assert find_words("a" * 500) == ["a" * LONGEST_WORD]


def test_plain_words_keep_their_paragraphs():
    assert to_plain("<p>a &lt; b</p><p>c</p>") == "a < b\nc"
