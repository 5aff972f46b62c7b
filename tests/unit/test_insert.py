"""A reference is put into a file of references, and nothing else in the file changes."""

import difflib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.gather.insert import CannotInsertError, insert_items, show_item
from variorum.read.references import read_references

ITEM = {
    "id": "knuth-1984",
    "type": "book",
    "title": "The TeXbook: a “manual” #1",
    "author": [{"family": "Knuth", "given": "Donald E."}],
    "publisher": "Addison-Wesley",
    "issued": {"date-parts": [[1984, 1, 5]]},
}
COMPACT = """[
  {
    "id": "abel",
    "type": "book",
    "title": "A",
    "author": [{"family": "Abel"}]
  },
  {
    "id": "zeno",
    "type": "book",
    "title": "Z"
  }
]
"""
EXPANDED = json.dumps(json.loads(COMPACT), indent=2) + "\n"
UNSORTED = """[{"id": "zeno", "type": "book", "title": "Z"},
 {"id": "abel", "type": "book", "title": "A"}]"""
YAML = """# The sources.
- id: zeno
  type: book
  title: Z
  note: |-
    two

    lines
- {id: abel, type: book, title: A}  # an old one
"""
BELOW = """---
references:

  - id: zeno
    type: book
    title: Z

  - id: abel
    type: book
    title: A

# the end
...
"""
BIBTEX = """% The sources.
@book{zeno, title = {Z}, year = 1900}

@book{abel, title = {A}, year = 1901}
"""
FILES = {
    "compact.json": COMPACT,
    "expanded.json": EXPANDED,
    "unsorted.json": UNSORTED,
    "one-line.json": '[{"id": "zeno", "type": "book", "title": "Z"}]',
    "list.yml": YAML,
    "no-line-end.yml": "- id: zeno\n  type: book\n  title: Z",
    "below.yaml": BELOW,
    "sources.bib": BIBTEX,
    "no-line-end.bib": "@book{zeno, title = {Z}, year = 1900}",
    "windows.json": COMPACT.replace("\n", "\r\n"),
    "windows.yml": YAML.replace("\n", "\r\n"),
    "windows.bib": BIBTEX.replace("\n", "\r\n"),
    "mark.json": "\ufeff" + COMPACT,
    "mark.yml": "\ufeff" + YAML,
}
EMPTY = {"a.json": "", "b.json": "[]\n", "a.yml": "", "b.yml": "[]\n", "c.yml": "# none yet\n", "d.yml": "references: []\n", "a.bib": ""}  # fmt: skip


def read_ids(text: str, name: str) -> list[str]:
    unified = text.removeprefix("\ufeff").replace("\r\n", "\n")
    references, problems = read_references(unified, path=name)
    assert problems == []
    return [reference.id for reference in references]


def list_lost(before: str, after: str) -> list[str]:
    """Return the signs of a text that another does not have in the same order."""
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    return [
        before[a:b] for what, a, b, _, _ in matcher.get_opcodes() if what in ("delete", "replace")
    ]


@pytest.mark.parametrize("name", FILES)
def test_one_more_reference_changes_no_other_byte(name):
    before = FILES[name]
    after = insert_items(before, [ITEM], path=name)
    assert list_lost(before, after) == []
    assert set(read_ids(after, name)) == {*read_ids(before, name), "knuth-1984"}
    assert ("\r\n" in after) == ("\r\n" in before)
    assert not ("\r\n" in after and "\n" in after.replace("\r\n", ""))


@pytest.mark.parametrize("name", EMPTY)
def test_a_file_without_references_gets_its_first(name):
    after = insert_items(EMPTY[name], [ITEM], path=name)
    assert read_ids(after, name) == ["knuth-1984"]
    assert after.endswith("\n")
    again = insert_items(after, [{**ITEM, "id": "other"}], path=name)
    assert read_ids(again, name) == ["knuth-1984", "other"]


def test_where_ids_are_in_order_the_new_one_is_too():
    after = insert_items(
        COMPACT, [ITEM, {**ITEM, "id": "bell"}, {**ITEM, "id": "zz"}], path="a.json"
    )
    assert read_ids(after, "a.json") == ["abel", "bell", "knuth-1984", "zeno", "zz"]
    after = insert_items(UNSORTED, [ITEM], path="a.json")
    assert read_ids(after, "a.json") == ["zeno", "abel", "knuth-1984"]


def test_it_is_written_as_the_others_are():
    assert insert_items(COMPACT, [ITEM], path="a.json") == COMPACT.replace(
        '  {\n    "id": "zeno"',
        """  {
    "id": "knuth-1984",
    "type": "book",
    "title": "The TeXbook: a “manual” #1",
    "author": [{"family": "Knuth", "given": "Donald E."}],
    "publisher": "Addison-Wesley",
    "issued": {"date-parts": [[1984, 1, 5]]}
  },
  {
    "id": "zeno\"""",
    )
    expanded = insert_items(EXPANDED, [ITEM], path="a.json")
    assert expanded == json.dumps(json.loads(expanded), indent=2, ensure_ascii=False) + "\n"
    assert insert_items(BELOW, [ITEM], path="a.yml") == BELOW.replace(
        "# the end\n...",
        """# the end

  - id: knuth-1984
    type: book
    title: 'The TeXbook: a “manual” #1'
    author:
    - family: Knuth
      given: Donald E.
    publisher: Addison-Wesley
    issued: '1984-01-05'

...""",
    )
    assert show_item(ITEM, path="a.json").startswith('{\n  "id": "knuth-1984",\n')
    assert show_item(ITEM, path="a.bib").startswith("@book{knuth-1984,\n")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", '{"id": "zeno"}'),
        ("a.json", '[{"id": "zeno", "type": "book", "title": "Z"}'),
        ("a.yml", "[{id: zeno, type: book, title: Z}]\n"),
        ("a.yml", "id: zeno\n"),
        ("a.yml", "-\n  id: zeno\n  type: book\n  title: Z\n"),
        ("a.json", json.dumps([ITEM])),
        ("a.bib", "@book{zeno, title = {Z}"),
    ],
)
def test_what_cannot_be_added_to_safely_is_left_alone(name, text):
    with pytest.raises(CannotInsertError):
        insert_items(text, [ITEM], path=name)


words = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn", "Zl", "Zp"], exclude_characters="<\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"),
    min_size=1,
    max_size=20,
).filter(str.strip)  # fmt: skip


@given(
    words
    | st.sampled_from(
        ["no", "~", "2011", "1.5", "1.5e3", "- a", "a #b", "a: b", "'", "\\", "{", "0x1"]
    ),
    words,
)
def test_whatever_it_is_called_it_is_read_back_as_it_is(title, family):
    item = {"id": "a", "type": "book", "title": title, "author": [{"family": family}], "page": "1.50"}  # fmt: skip
    for name in ("compact.json", "list.yml"):
        references, _ = read_references(insert_items(FILES[name], [item], path=name), path=name)
        assert {reference.id: reference.csl for reference in references}["a"] == item
