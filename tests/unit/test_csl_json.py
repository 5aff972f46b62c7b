"""What somebody finds who reads our CSL-JSON."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from read_back import hostile_texts, plain, read_with_pandoc

from variorum.bibliography.csl_json import write_csl_json
from variorum.read.csl import DATE_FIELDS, NAME_FIELDS, NUMBER_FIELDS, TEXT_FIELDS, TYPES

Find = Callable[[str], Path | None]
DAY = {"date-parts": [[2011, 7, 18]], "circa": True}
FULL = {
    **dict.fromkeys(TEXT_FIELDS, "words"),
    **dict.fromkeys(NUMBER_FIELDS, 7),
    **dict.fromkeys(DATE_FIELDS, DAY),
    **{field: [{"family": "Doe", "given": "J."}, {"literal": field}] for field in NAME_FIELDS},
    "URL": "https://example.org/?a=1&b=2",
    "DOI": "10.1000/182",
    "categories": ["x"],
    "custom": {"tier": "primary", "quotes": [{"text": "words"}]},
}


def list_faults(source: str, find_schema: Find) -> list[str]:
    """Return what the published schema finds wrong; nothing where it is not here, which is said."""
    schema = find_schema("csl-data.json")
    validator = Draft7Validator(json.loads(schema.read_text(encoding="utf-8")) if schema else True)
    return [error.message for error in validator.iter_errors(json.loads(source))]


def test_every_field_of_every_type_is_there_and_valid(find_schema: Find) -> None:
    items = [{"id": f"a {kind}", "type": kind, **FULL} for kind in sorted(TYPES)]
    source = write_csl_json(items)
    texts = {"section": "7", "version": "7"}  # the schema takes no numbers there
    assert json.loads(source) == [{**item, **texts} for item in items]
    assert list_faults(source, find_schema) == []
    assert len(read_with_pandoc(source, "csljson")) == len(items)


def test_a_licence_is_kept_where_the_schema_has_a_place_for_it(find_schema: Find) -> None:
    item = {"id": "a", "type": "book", "license": "CC BY 4.0", "custom": {"tier": "primary"}}
    source = write_csl_json([item])
    assert list_faults(source, find_schema) == []
    assert json.loads(source) == [
        {"id": "a", "type": "book", "custom": {"tier": "primary", "license": "CC BY 4.0"}}
    ]


def test_an_empty_list_is_one() -> None:
    assert json.loads(write_csl_json([])) == []


def test_a_field_has_a_line() -> None:
    source = write_csl_json([{"id": "a", "type": "book", "title": "Ключ"}])
    assert source == '[\n  {\n    "id": "a",\n    "type": "book",\n    "title": "Ключ"\n  }\n]\n'


@settings(max_examples=30)
@given(st.lists(st.fixed_dictionaries({"title": hostile_texts(), "note": hostile_texts()})))
def test_all_words_come_back(drawn: list[dict[str, str]]) -> None:
    items = [{"id": str(n), "type": "book", **item} for n, item in enumerate(drawn)]
    source = write_csl_json(items)
    assert json.loads(source.encode()) == items
    assert source == write_csl_json(items)


@pytest.mark.parametrize("title", ["<i>Mir</i> & co", "1 < 2", '"Quoted"', "x\\{y}"])
def test_a_title_is_to_pandoc_what_it_is_here(title: str) -> None:
    source = write_csl_json([{"id": "a", "type": "book", "title": title}])
    assert plain(read_with_pandoc(source, "csljson")["a"]["title"]) == plain(title)
