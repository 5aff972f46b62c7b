"""A note is its front matter and its body."""

import pytest

from variorum.read.article import Source
from variorum.read.limits import COLUMNS, ENTITIES, LINES, MARKS, check_body, check_markdown
from variorum.read.notes import parse_note


def parse(text: str, limit: int = 100):
    return parse_note(Source("n.md", text, ""), limit=limit)


def test_body_and_fields_keep_their_lines():
    note, problems = parse("---\ntarget: p1\n---\n\n\nThe body.\n\nMore.\n")
    assert note.front.value == {"target": "p1"}
    assert note.front.at(("target",)).line == 2
    assert note.body == "The body.\n\nMore."
    assert note.body_at.line == 6
    assert problems == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "V115"),
        ("  \n\n", "V115"),
        ("target: p1\n", "V116"),
        ("---\ntarget: p1\n\nThe body.\n", "V116"),
        ("---\ntarget: p1\n---\n \n", "V117"),
        ("---\ntarget: [p1\n---\nBody\n", "V102"),
        ("---\ntarget: p1\n---\n" + "a" * 101, "V112"),
        ("---\ntarget: p1\n---\n" + "*" * 99, None),
    ],
)
def test_what_is_wrong_with_a_note_is_said(text, code):
    assert [p.code for p in parse(text)[1]] == ([code] if code else [])


def test_a_bad_body_does_not_hide_bad_fields():
    _, problems = parse("---\na: 1\na: 2\n---\n")
    assert sorted(p.code for p in problems) == ["V104", "V117"]


@pytest.mark.parametrize("mark", "[<\\`*_|")
def test_too_many_marks_in_one_paragraph_are_refused_but_not_in_many(mark):
    many = f"{mark}\n" * MARKS
    assert check_markdown(f"{many}\n{many}", path="n.md") == []
    (problem,) = check_markdown(f"ok\n\n{many}{mark}", path="n.md", line=5)
    assert (problem.code, problem.position.line) == ("V110", 7)


@pytest.mark.parametrize(
    "paragraph",
    [
        "| " * (COLUMNS + 2),
        "> " * 21 + "a",
        ">" * 21,
        "    " * 21 + "- a",
        "- " * 21 + "a",
        "1. " * 21,
        "a\n" * LINES,
        "&a;" * (ENTITIES + 1),
    ],
)
def test_wide_tables_and_deep_nesting_are_refused(paragraph):
    assert [p.code for p in check_markdown(paragraph, path="n.md")] == ["V110"]


def test_a_body_that_is_dense_as_a_whole_is_refused():
    dense = "\n\n".join(["[" * 400] * 13)
    assert [p.code for p in parse(f"---\na: 1\n---\n{dense}", limit=20_000)[1]] == ["V110"]


FAR = "a " * 9_500


@pytest.mark.parametrize(
    "body",
    [
        "[" * 99 + FAR,
        "![" * 99 + FAR,
        "[" * 99 + FAR + "]" * 99,
        "[a](" * 99 + FAR,
        '[a](b "c' * 99 + FAR,
        "[a](b)" * 99 + "[" * 99 + FAR,
        "[`" * 99 + FAR + "`]" * 99,
        "[a\\]" * 99 + FAR,
        "\n\n".join(["[" * 70 + "a " * 900] * 10),
    ],
)
def test_links_whose_ends_are_far_to_seek_are_refused(body):
    (problem,) = check_body(body, path="n.md", line=7)
    assert (problem.code, problem.position.line) == ("V110", 7)
    assert "too many of which are not closed" in problem.text


@pytest.mark.parametrize(
    "sentence",
    [
        "The treaty [@smith-2011, art. 4; see also @jones] was [ratified](https://example.org/a_(b)). ",
        "A [link](https://example.org 'its title') and *[another](#p5 \"its title\")*, [sic]. ",
        "Brackets that mean nothing: \\[ and \\[. ",
    ],
)
def test_a_long_essay_with_many_links_and_citations_is_accepted(sentence):
    paragraph = sentence * 160
    assert check_body("\n\n".join([paragraph] * 10), path="n.md", line=1) == []


def test_a_bracket_that_was_never_closed_is_accepted():
    assert check_body(f"He wrote [sic {FAR}" * 3, path="n.md", line=1) == []
