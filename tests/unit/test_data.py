"""YAML is read as plain data, and what is wrong with it is said where it stands."""

import pytest

from variorum.problems import Position
from variorum.read.data import parse_yaml
from variorum.read.json_data import parse_json
from variorum.read.schema import AnnotationFile, EditionFile, EmendationFile
from variorum.read.spec import spec_of
from variorum.read.validation import validate, validate_list


def read(source: str):
    data, problems = parse_yaml(source, path="f.yml")
    return data.value if data else None, [
        f"{p.position.line}:{p.position.column} {p.code}" for p in problems
    ]


def test_values_keep_their_form():
    source = "a: 2026-11-24\nb: no\nc: 3\nd: ~\ne: true\nf: |-\n  hostage #1 by\n"
    assert read(source) == (
        {"a": "2026-11-24", "b": "no", "c": 3, "d": None, "e": True, "f": "hostage #1 by"},
        [],
    )


def test_positions_count_from_one_in_code_points():
    data, _ = parse_yaml("a: 1\nb:\n  - x: é\n    yй: [1, 𝒳]\n", path="f.yml", line=10)
    assert str(data.at(("b", 0, "yй", 1)).line) == "13"
    assert data.at(("b", 0, "yй", 1)).column == 13
    assert data.key_at(("b", 0, "yй")).column == 5
    assert data.at(("b", 0, "nowhere")) == data.at(("b", 0))


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("a: [1", "1:4 V102"),
        ("a: b: c", "1:5 V102"),
        ("\ta: 1", "1:1 V102"),
        ("a: &x [1]\n", "1:4 V103"),
        ("a: *x\n", "1:4 V103"),
        ("a: &a [*a]\n", "1:4 V103"),
        ("a: !!python/object/apply:os.system [ls]\n", "1:4 V103"),
        ("a: !python/name:os.system\n", "1:4 V103"),
        ("a: 1\n---\nb: 2\n", "2:1 V103"),
        ("[a]: 1\n", "1:1 V103"),
        ("a: " + "[" * 30 + "]" * 30, "1:24 V103"),
        ("a: " + "{b: " * 100_000, "1:84 V103"),
        ("a: 1\na: 2\n", "2:1 V104"),
        ("quote: hostage #1 by\n", "1:8 V105"),
        ("a: \x07\n", "1:1 V102"),
    ],
)
def test_bad_yaml_is_one_problem_at_its_place(source, found):
    _, problems = read(source)
    assert problems[0].split()[1] == found.split()[1]
    assert problems == [found] or found.endswith("V102")


def test_billion_laughs_stops_at_the_first_alias():
    lines = ["a: &a [x, x]"] + [
        f"{c}: &{c} [*{p}, *{p}]" for p, c in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    assert read("\n".join(lines)) == (None, ["1:4 V103"])


def test_a_comment_after_a_word_that_is_no_text_is_a_comment():
    assert read("target: p1        # block id\n") == ({"target": "p1"}, [])


NOTE = {
    "target": "p1",
    "quote": "eased visa rules",
    "kind": "context",
    "title": "Visas",
    "by": ["The Variorum editors"],
    "date": "2026-11-24",
}


def problems_of(model: type, source: str) -> list[str]:
    data, _ = parse_yaml(source, path="f.yml")
    return [str(p) for p in validate(spec_of(model), data)[1]]


def write(fields: dict) -> str:
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def test_a_good_note_passes():
    assert problems_of(AnnotationFile, write(NOTE)) == []


def test_all_problems_of_a_file_come_at_once():
    fields = {**NOTE, "kind": "contxt", "date": "2026-02-30", "tagret": "p1", "target": "P 1"}
    fields.pop("title")
    found = problems_of(AnnotationFile, write(fields))
    assert len(found) == 5
    text = "\n".join(found)
    assert 'f.yml:6:1: V107 unknown field "tagret"\n' in text
    assert 'mend: write "target"' in text
    assert "a day that does not exist" in text
    assert '"title" is missing' in text
    assert "'hindsight'" in text


def test_hindsight_needs_its_day():
    (found,) = problems_of(AnnotationFile, write({**NOTE, "kind": "hindsight"}))
    assert "as-of" in found


@pytest.mark.parametrize("name", ["../x.md", "/etc/passwd", "a/../../x", "c:\\x", "..\\x.md"])
def test_a_copy_text_outside_the_folder_is_refused(name):
    source = f"""
format: 1
title: T
author: [{{literal: A}}]
issued: 2011
editors: [E]
text:
  file: '{name}'
  sha256: {"0" * 64}
  body: {{from: a, to: b}}
"""
    (found,) = problems_of(EditionFile, source)
    assert "leaves the edition's folder" in found


@pytest.mark.parametrize("slug", ["apparatus", "p5", "p3a", "Two", "a/b", "notes"])
def test_slugs_that_are_taken_are_refused(slug):
    source = f"""
format: 1
title: T
author: [{{literal: A}}]
issued: 2011-07
editors: [E]
texts:
  - slug: {slug}
    file: a.md
    sha256: {"0" * 64}
    body: {{from: a, to: b}}
"""
    assert len(problems_of(EditionFile, source)) == 1


def test_each_entry_of_a_list_is_checked_by_itself():
    good = "{id: a, source: x, reading: y, kind: name, reason: r, by: [E], date: 2026-11-24}"
    data, _ = parse_yaml(
        f"- {good}\n- 3\n- {good.replace('kind: name', 'kind: nmae')}\n", path="f.yml"
    )
    entries, problems = validate_list(spec_of(EmendationFile), data)
    assert [i for i, _ in entries] == [0]
    assert [(p.code, p.position.line) for p in problems] == [("V106", 2), ("V109", 3)]


def test_an_empty_list_file_is_an_empty_list():
    data, _ = parse_yaml("# nothing yet\n", path="f.yml")
    assert validate_list(spec_of(EmendationFile), data) == ([], [])


@pytest.mark.parametrize("tag", ["en", "pt-BR", "zh-Hant", "sr-Latn-RS", "en-x-foo", "i-klingon"])
def test_a_language_may_be_any_tag_of_bcp_47(tag):
    assert not any(
        "language" in problem for problem in problems_of(EditionFile, f"language: {tag}\n")
    )


@pytest.mark.parametrize("tag", ["e", "english-", "en--US", "en_US", "en US"])
def test_what_is_no_tag_of_a_language_is_refused_with_examples(tag):
    said = "\n".join(problems_of(EditionFile, f'language: "{tag}"\n'))
    assert f'"language": should be the tag of a language, not "{tag}"' in said
    assert 'write it as "en"' in said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"title": "2011"},
            ['"title": should be words, not "2011"', "write it in quotation marks"],
        ),
        ({"title": ""}, ['"title": should be words, not nothing', "write it, or delete the line"]),
        ({"title": "''"}, ['"title": should not be empty', "write it, or delete the line"]),
        ({"title": "x" * 501}, ['"title": should have at most 500 characters', "shorten it"]),
        ({"by": "The editors"}, ['"by": should be a list', "put it between [ and ]"]),
        ({"by": "[]"}, ['"by": should have an entry', "write at least one"]),
        ({"target": "P 1"}, ['"target": should be the id of a block', "write `p1`"]),
        ({"see": "[Visa.md]"}, ['"see.1": should be the name of a note', "without .md"]),
        ({"kind": "contexts"}, ["should be 'context', 'explanation'", 'write "context"']),
        ({"kind": "7"}, ["should be 'context', 'explanation'", "write 'context', 'explanation'"]),
        ({"reviewed": "yes"}, ['"reviewed": should be a group of fields', "`name: value` lines"]),
    ],
)
def test_a_value_is_told_what_it_should_be_and_how_to_mend_it(changes, said):
    (found,) = problems_of(AnnotationFile, write({**NOTE, **changes}))
    text, _, mend = found.partition("\n  mend: ")
    assert said[0] in text
    assert said[1] in mend


@pytest.mark.parametrize(
    ("source", "place", "said"),
    [
        ("target:p1\nkind: context", (1, 8), 'no space after "target:"'),
        ("title: Letters: a selection", (1, 15), "a second colon in a value"),
        ("kind: context\n  title: a", (2, 3), "a line set in further than the one above it"),
        ("kind: context\n title: a\nb: c", (2, 2), "a line set in further than the one above it"),
        ('a: b\nquote: "so\nkind: context\n', (2, 8), "a quotation mark that is never closed"),
        ('quote: "irritant" and "issue"', (1, 19), "words after the quotation mark that closes"),
        ("quote: |-\nthe words\nkind: a", (2, 1), "a line that is no field"),
        ("a: b\nkind:\u00a0context\nc: d", (2, 6), "a no-break space where a space belongs"),
        ("a: b\n<<<<<<< HEAD\nb: c\n=======\n", (2, 1), "two versions that git could not merge"),
        ("text:\n\tfile: a", (2, 1), "a tab where spaces belong"),
        ("by: [A, B\ndate: c: d", (1, 5), '"[" is not closed'),
        ("a: |\n b\u2028 c\nkind: [@a", (4, 8), 'a value that begins with "@"'),
        ("kind: @a", (1, 7), 'a value that begins with "@"'),
        ("title: *Two* days", (1, 8), 'a value that begins with "*"'),
        ("- a: b\n b: c\n", (2, 2), "a line set in further, or less far, than those beside it"),
    ],
)
def test_what_is_not_yaml_is_said_where_it_is_and_in_plain_words(source, place, said):
    data, [problem] = parse_yaml(source, path="a.yml")
    assert data is None
    assert (problem.position.line, problem.position.column) == place
    assert said in problem.text
    assert problem.mend


@pytest.mark.parametrize("source", ['[{"id": "a",\n}]', '[{"id": "a"},\n]'])
def test_a_comma_too_many_in_json_is_found_where_it_stands(source):
    _, [problem] = parse_json(source, path="a.json")
    assert (problem.position, problem.mend) == (
        Position("a.json", 1, source.index(",") + 1),
        "delete the comma",
    )
