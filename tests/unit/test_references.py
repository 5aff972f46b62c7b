"""What a contributor meets who writes a file of references."""

import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.problems import Problem
from variorum.read.csl import is_key
from variorum.read.json_data import parse_json
from variorum.read.references import RawReference, read_references

BOOK = {"id": "smith-2011", "type": "book", "title": "A Book"}


def read(*items: object, path: str = "source/x/references.json") -> list[RawReference]:
    references, problems = read_references(json.dumps(items), path=path)
    assert [str(problem) for problem in problems] == []
    return list(references)


def complain(*items: object) -> list[Problem]:
    return read_references(json.dumps(items), path="references.json")[1]


def test_reference_keeps_its_csl_and_what_was_checked() -> None:
    custom = {
        "tier": "primary",
        "verified": "text-read",
        "evidence": "the printed page",
        "quotes": [{"text": "in his words", "locator": "p. 3"}],
        "someone-else": {"kept": "elsewhere"},
    }
    [reference] = read({**BOOK, "author": [{"family": "Smith", "given": "A."}], "custom": custom})
    assert reference.csl == {**BOOK, "author": [{"family": "Smith", "given": "A."}]}
    assert (reference.tier, reference.verified) == ("primary", "text-read")
    assert reference.quotes[0].text == "in his words"
    assert reference.quotes[0].locator == "p. 3"


def test_reference_knows_its_line() -> None:
    source = '[\n  {"id": "a", "type": "book", "title": "A"},\n  {"id": "b", "type": "book", "title": "B"}\n]\n'
    references, _ = read_references(source, path="references.json")
    assert [reference.find_position().line for reference in references] == [2, 3]


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ({"date-parts": [[2011, 7, 18]]}, [[2011, 7, 18]]),
        ({"date-parts": [["2011", "7"]]}, [[2011, 7]]),
        ("2011-07-18", [[2011, 7, 18]]),
        ("2011-07-01/2011-07-18", [[2011, 7, 1], [2011, 7, 18]]),
        (2011, [[2011]]),
        ("-44", [[-44]]),
        ([{"year": 2011, "month": 7}], [[2011, 7]]),
        ("2012-02-29", [[2012, 2, 29]]),
    ],
)
def test_dates_are_read_in_every_form_csl_has(written: object, parts: object) -> None:
    [reference] = read({**BOOK, "issued": written})
    issued = reference.csl["issued"]
    assert isinstance(issued, dict)
    assert issued["date-parts"] == parts


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"type": "boook"}, 'write "book"'),
        ({"titel": "A"}, 'write "title"'),
        ({"issued": "2011-02-30"}, "the day 2011-02-30 does not exist"),
        ({"issued": {"date-parts": [[2011, 13]]}}, "the month 13 of 2011 does not exist"),
        ({"issued": "2011-07-18/2011-07-01"}, "ends before it begins"),
        ({"issued": "last summer"}, "should be a date"),
        ({"author": [{"famly": "Smith"}]}, 'write "family"'),
        ({"author": [{}]}, "a name without family or literal"),
        ({"author": "Smith"}, "author"),
        ({"URL": "javascript:alert(1)"}, "begin it with http:// or https://"),
        ({"URL": "data:text/html,x"}, "should be a web address"),
        ({"DOI": "not a doi"}, "should be a DOI"),
        ({"title": 5}, "put it in quotation marks"),
        ({"title": "<script>alert(1)</script>"}, 'holds "<script>"'),
        ({"title": '<i onclick="x">A</i>'}, "of markup only <i>"),
        ({"title": "\u202eA"}, "U+202E"),
        ({"title": "A\ud800"}, "U+D800"),
        ({"id": "two words"}, "is no key that can be cited"),
        ({"id": "a--b"}, "is no key that can be cited"),
        ({"custom": {"tier": "first"}}, "tier"),
        ({"custom": {"quote": "x"}}, 'write "quotes"'),
    ],
)
def test_a_bad_field_is_reported_with_its_mend(fields: dict[str, object], said: str) -> None:
    found = complain({**BOOK, **fields})
    assert len(found) == 1
    assert said in str(found[0])
    assert found[0].mend


def test_all_problems_of_a_file_come_at_once_each_at_its_place() -> None:
    source = '[{"id": "a", "type": "book",\n  "titel": "A"},\n {"id": "b",\n  "type": "bok", "title": "B"}]'
    _, problems = read_references(source, path="references.json")
    assert [(p.position.line, p.position.column) for p in problems] == [(2, 3), (4, 11)]


def test_an_id_given_twice_names_the_first() -> None:
    source = json.dumps([BOOK, {**BOOK, "title": "Another"}], indent=1)
    references, problems = read_references(source, path="references.json")
    assert len(references) == 1
    assert "on line 2" in problems[0].text


def test_a_reference_without_title_and_author_is_refused() -> None:
    assert "neither title nor author" in complain({"id": "a", "type": "book"})[0].text


@pytest.mark.parametrize(
    "title",
    [
        "<i>Mir</i> and <b>x</b>",
        'H<sub>2</sub>O<sup>2</sup> <span class="nocase">NATO</span>',
        "3 < 4",
    ],
)
def test_csl_markup_is_let_through(title: str) -> None:
    [reference] = read({**BOOK, "title": title})
    assert reference.csl["title"] == title


def test_yaml_is_read_as_a_list_and_below_references() -> None:
    items = "- id: a\n  type: book\n  title: A\n  issued: 2011-07-18\n"
    bare, no_problems = read_references(items, path="references.yml")
    nested, _ = read_references(
        "references:\n" + "".join(f"  {line}\n" for line in items.splitlines()), path="r.yaml"
    )
    assert no_problems == []
    assert bare[0].csl == nested[0].csl
    assert nested[0].find_position().line == 2


def test_bibtex_is_read_and_its_entries_keep_their_lines() -> None:
    source = "% mine\n\n@book{knuth84,\n author = {Donald E. Knuth},\n title = {The {\\TeX}book},\n year = 1984}\n"
    references, problems = read_references(source, path="references.bib")
    assert problems == []
    assert references[0].id == "knuth84"
    assert references[0].find_position().line == 3
    assert references[0].csl["author"] == [{"family": "Knuth", "given": "Donald E."}]


def test_broken_bibtex_is_reported_with_its_line() -> None:
    _, problems = read_references("@book{a,\n title = {x}\n@book{b}", path="references.bib")
    assert [problem.code for problem in problems] == ["V505"]
    assert problems[0].position.line == 3


def test_bibtex_that_swells_is_given_up_before_it_fills_the_machine() -> None:
    tens = "".join(f"@string{{{b}={' # '.join([a] * 10)}}}\n" for a, b in pairwise("abcdefghij"))
    source = f'@string{{a="xxxxxxxxxx"}}\n{tens}@book{{k, title=j}}\n'
    _, (problem,) = read_references(source, path="references.bib")
    assert (problem.code, "of memory to read" in problem.text) == ("V505", True)


def test_a_script_in_bibtex_is_refused_as_in_json() -> None:
    source = "@book{a, title = {<script>x</script>}, url = {javascript:alert(1)}}"
    _, problems = read_references(source, path="references.bib")
    assert len(problems) == 2


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", "the end of the file"),
        ("[1,]", "a comma with nothing"),
        ('[{"a": NaN}]', "a value expected"),
        ('[{"a": 1e999}]', "too large"),
        ('[{"a": 12345678901234567890123}]', "too large"),
        ("[" * 100_000, "nested more than"),
        ('{"a": 1, "a": 2}', "given twice"),
        ('["a\nb"]', "does not end on its line"),
        ('["\\q"]', "escape"),
        ("[] []", "the end of the file expected"),
        ("{a: 1}", 'a name in "'),
    ],
)
def test_what_is_not_json_is_said_in_one_line(source: str, said: str) -> None:
    _, problems = parse_json(source, path="references.json")
    assert len(problems) == 1
    assert said in problems[0].text


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | st.text() | st.floats(-1e9, 1e9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@settings(derandomize=True, max_examples=80, deadline=None)
@given(JSON, st.sampled_from([None, 1]), st.booleans())
def test_json_is_read_as_everybody_reads_it(
    value: object, indent: int | None, ascii_: bool
) -> None:
    data, problems = parse_json(json.dumps(value, indent=indent, ensure_ascii=ascii_), path="x")
    assert problems == []
    assert data is not None
    assert data.value == value


@settings(derandomize=True, max_examples=80, deadline=None)
@given(st.text(alphabet='[]{}",:0 1\\na-.et', max_size=30))
def test_no_json_makes_the_reader_fall_over(source: str) -> None:
    data, problems = parse_json(source, path="x")
    assert data is not None or problems


@pytest.mark.parametrize("key", ["a", "_a", "smith-2011", "doi:10.1000/182", "Ångström_2", "a.b"])
def test_pandocs_keys_are_keys(key: str) -> None:
    assert is_key(key)


@pytest.mark.parametrize("key", ["", "-a", "a-", "a b", "a--b", "a;b", "a]", "a@b", "x" * 201])
def test_other_words_are_no_keys(key: str) -> None:
    assert not is_key(key)
