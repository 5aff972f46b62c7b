"""The schemas that editors use are those of the code, and let through what the reader lets through."""

import copy
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator, FormatChecker

from variorum.read.article import Source
from variorum.read.data import Data, parse_yaml
from variorum.read.json_data import parse_json
from variorum.read.json_schema import FILES, FileSchema, make_json_schema
from variorum.read.notes import parse_note
from variorum.read.validation import validate, validate_list

PROJECT = Path(__file__).resolve().parent.parent.parent
EDITIONS = [
    *(PROJECT / "source").iterdir(),
    *(PROJECT / "tests" / "editions").glob("*/in"),
]
DATES = FormatChecker(["date"])
BEYOND = (
    "does not exist",  # the 30th of February
    "is no key that can be cited",  # what a letter is
    "two texts with the slug",
    "ends before it begins",
    "a distance from a place to itself",
    "a box without height",
    "nests markup",
    'in "custom"',  # which other programs write to
)
"""Of what the reader refuses, what JSON Schema can't say."""


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("schemas", PROJECT / "tools" / "schemas.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_schemas_that_are_shipped_are_those_of_the_code(tool):
    for name, text in tool.make_files():
        assert (PROJECT / name).read_text(encoding="utf-8") == text, "run `python tools/schemas.py`"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_each_schema_is_one_and_explains_every_field(file):
    schema = make_json_schema(file)
    Draft7Validator.check_schema(schema)
    fields = list(walk_fields(schema))
    assert fields
    for name, field in fields:
        # a sentence each
        assert field["description"][-1:] in (".", "`"), name
        assert not field["description"].startswith(name), name


def walk_fields(schema):
    """Yield the fields that have a sentence, with their names: those within a date have none."""
    if isinstance(schema, dict):
        for name, field in schema.get("properties", {}).items():
            if "description" in field:
                yield name, field
        for value in schema.values():
            yield from walk_fields(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from walk_fields(value)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_examples_are_what_they_are_examples_of(file):
    schema = make_json_schema(file)
    for name, field in walk_fields(schema):
        for example in field.get("examples", ()):
            whole = {**field, "definitions": schema.get("definitions", {})}
            assert not list(Draft7Validator(whole, format_checker=DATES).iter_errors(example)), name


# -- The schemas and the reader -------------------------------------------------------------------


def read_files() -> list[tuple[FileSchema, str, object]]:
    """Return what each file of the editions at hand says, with the schema that is for it."""
    found = []
    for file in FILES:
        for folder in EDITIONS:
            for path in sorted(path for glob in file.files for path in folder.glob(glob)):
                text = path.read_text(encoding="utf-8")
                name = path.relative_to(PROJECT).as_posix()
                if path.suffix == ".md":
                    note, _ = parse_note(Source(name, text, ""), limit=10**6)
                    value = note.front.value
                elif path.suffix == ".json":
                    value = parse_json(text, path=name)[0].value
                else:
                    value = parse_yaml(text, path=name)[0].value
                found.append((file, name, value))
    # no edition has corrections in files of their own: those of its list, without their ids
    (single,) = (file for file in FILES if file.left_out)
    for _, name, entries in [said for said in found if said[0].name == "emendations.yml"]:
        for entry in entries:
            fields = {key: value for key, value in entry.items() if key != single.left_out}
            found.append((single, name, fields))
    return found


SAID = read_files()
VALIDATORS = {
    file.name: Draft7Validator(make_json_schema(file), format_checker=DATES) for file in FILES
}


def refuse(file: FileSchema, value: object) -> list[str]:
    """Return what the reader has against a file that says this."""
    if file.key and isinstance(value, dict) and file.key in value:
        value = value[file.key]
    if file.left_out and isinstance(value, dict):
        value = {**value, file.left_out: "given-by-the-name"}
    data = Data(value, "f", dict)
    _, problems = (validate_list if file.is_list else validate)(file.spec, data)
    return [problem.text for problem in problems]


def test_there_is_a_file_for_each_schema():
    assert {file.name for file, _, _ in SAID} == {file.name for file in FILES}


def test_every_file_at_hand_is_let_through_by_its_schema():
    for file, name, value in SAID:
        errors = [error.message for error in VALIDATORS[file.name].iter_errors(value)]
        assert (errors, refuse(file, value)) == ([], []), name


def list_places(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    places = [path]
    for key, item in inner:
        here = (*path, key)
        places += list_places(item, here) if isinstance(item, dict | list) else [here]
    return places


WORDS = st.sampled_from(
    ["", " ", "x", "two words", "Ada\u202eByron", "a\x07", "\ue000", "☃", "a/../b", "p5", "one#p5",
     "https://example.org/", "ftp://example.org/", "2011", "2011-07", "2011-07-18", "2011-13-01",
     "2011-02-30", "20110718", "10.1000/182", "<b>x</b>", "<script>", "a < b", "draft", "hindsight",
     "book", "map", "en", "-", "x" * 501, "smith-2011", "a b c", "2011~/2012"]
)  # fmt: skip
VALUES = st.one_of(
    WORDS,
    st.none(),
    st.booleans(),
    st.integers(-5, 30_000),
    st.sampled_from([1.5, -91.25, 0.5]),
    st.lists(WORDS, max_size=3),
    st.sampled_from(
        [{}, {"x": 1}, {"literal": "A"}, {"date-parts": [[2011, 7]]}, [[1, 2]], [91, 0]]
    ),
)


@pytest.mark.parametrize(
    ("key", "is_good"),
    [("smith-2011", True), ("doi:10.1000/182", True), ("müller_а", True), (7, True), ("a b", False),
     ("", False), ("-a", False), ("a-", False), ("a--b", False), ("a;b", False), ("a" * 201, False)],
)  # fmt: skip
def test_the_key_of_a_reference_is_one_that_can_be_cited(key, is_good):
    (file,) = (file for file in FILES if file.key)
    value = [{"id": key, "type": "book"}]
    said = list(VALIDATORS[file.name].iter_errors(value))
    assert (not said, not refuse(file, value)) == (is_good, is_good)


KNOWN = ["x", *sorted({name for file in FILES for name, _ in walk_fields(make_json_schema(file))})]
"""A field of no file, and every field of every file."""


@st.composite
def altered(draw) -> tuple[FileSchema, object]:
    """A file at hand with one thing in it changed: a value, a field more, a field less."""
    file, _, value = draw(st.sampled_from(SAID))
    value = copy.deepcopy(value)
    if file.is_list:  # a few entries do
        value = draw(st.lists(st.sampled_from(value), min_size=1, max_size=2))
        value = copy.deepcopy(value)
    path = draw(st.sampled_from(list_places(value)))
    holder = value
    for step in path[:-1]:
        holder = holder[step]
    target = holder[path[-1]] if path else value
    kind = draw(st.sampled_from(["value", "more", "less"]))
    if kind == "more" and isinstance(target, dict):
        # other programs write `null` for what they don't know
        target[draw(st.sampled_from(KNOWN))] = draw(VALUES.filter(lambda said: said is not None))
    elif kind == "less" and path:
        del holder[path[-1]]
    elif path:
        holder[path[-1]] = draw(VALUES)
    else:
        value = draw(VALUES)
    return file, value


@given(altered())
def test_a_schema_refuses_what_the_reader_refuses_and_nothing_else(case):
    file, value = case
    said = [error.message for error in VALIDATORS[file.name].iter_errors(value)]
    problems = refuse(file, value)
    if said:
        assert problems, said
    else:
        assert [text for text in problems if not any(words in text for words in BEYOND)] == []
