"""Quotations in prose, and the citation that vouches for each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.problems import Position
from variorum.prose import list_passages, parse_prose
from variorum.quotations import find_quotations, list_pairs
from variorum.read.data import parse_yaml
from variorum.read.folder import Entry
from variorum.read.schema import TermFile
from variorum.whereabouts import open_manuscript
from variorum.written import Written


def find(markdown: str, language: str = "en"):
    draft, problems = parse_prose(markdown, Position("note.md"), language=language)
    assert problems == []
    return find_quotations(list_passages(draft), language=language), draft


def show(markdown: str, language: str = "en"):
    """Return the quotations of a body with the keys that vouch for them."""
    found, draft = find(markdown, language)
    keys = [[c.key for i in item.clusters for c in draft.clusters[i].citations] for item in found]
    return [(item.text, *vouching) for item, vouching in zip(found, keys, strict=True)]


@pytest.mark.parametrize(
    ("markdown", "language", "texts"),
    [
        ('He said "no threat" and “no aim”.', "en", ["no threat", "no aim"]),
        ("“A ‘b’ c”", "en", ["A ‘b’ c"]),
        ("“A “b” c” d “e”", "en", ["A “b” c", "e"]),
        ("«un « deux » trois»", "fr", ["un « deux » trois"]),
        ("„eins“ und „zwei“", "de", ["eins", "zwei"]),
        ("»eins« und »zwei«", "de", ["eins", "zwei"]),
        ('"yksi" ja ”kaksi”', "fi", ["yksi", "kaksi"]),
        ("«раз „два“ три»", "ru", ["раз „два“ три"]),
        ("「一『二』三」", "ja", ["一『二』三"]),
        ("In English: „not German“, “but English”", "en", ["not German", "but English"]),
        ("*italics* and ‘single’ and don't", "en", []),
        ("six feet 3″ and 5″ more", "en", []),
        ("never closed “one and “two” here", "en", ["two"]),
        ("closed” only", "en", []),
        ('`"code"` is none', "en", []),
        ('a [link](https://example.org/ "titled") too', "en", []),
        ("“the *very* words [@a] here”", "en", ["the very words here"]),
        ("| “a” | b |\n|--|--|\n| c “d | e” |", "en", ["a"]),
    ],
)
def test_quotations_are_found_in_the_marks_of_any_language(markdown, language, texts):
    assert [item.text for item in find(markdown, language)[0]] == texts


@pytest.mark.parametrize(
    ("markdown", "found"),
    [
        ("“One” [@a]. “Two” [@b].", [("One", "a"), ("Two", "b")]),
        ("“One” and “two” [@a; @b].", [("One", "a", "b"), ("two", "a", "b")]),
        ("In [@a] he said “one”.", [("one", "a")]),
        ("First [@a].\n\nThen “one”.", [("one",)]),
        ("- “one” [@a]\n- “two”", [("one", "a"), ("two",)]),
        ("| “one” | [@a] |\n|--|--|\n| [@b] | “two” |", [("one", "a"), ("two", "b")]),
        ("> One. [@a]", [("One.", "a")]),
        ("> “One.” [@a]", [("One.", "a")]),
        ("> One.\n>\n> Two [@a].", [("One.", "a"), ("Two.", "a")]),
        ("He said [@a] so [@b]:\n\n> One.\n\nAnd [@c].", [("One.", "b")]),
        ("He said so:\n\n> One.\n\nAnd [@c].", [("One.", "c")]),
        ("> One “two” three.\n>\n> — Lavrov [@a]", [("One “two” three.", "a")]),
    ],
)
def test_the_citation_that_follows_vouches_or_else_the_one_before(markdown, found):
    assert show(markdown) == found


words = st.lists(st.text("abcdefgXYZäéßжя", min_size=1, max_size=8), min_size=1, max_size=6).map(
    " ".join
)
marks = st.sampled_from(["“”", "„“", "«»", "„”", '""'])
inner = st.sampled_from(["‘’", "“”", "«»"])


@st.composite
def quotations(draw: st.DrawFn) -> tuple[str, str]:
    """A quotation with its marks and without, some with another in it."""
    opening, closing = draw(marks)
    text = draw(words)
    if draw(st.booleans()) and opening == "“":
        one, other = draw(inner)
        text = f"{text} {one}{draw(words)}{other} {draw(words)}"
    return f"{opening}{text}{closing}", text


@given(st.lists(st.tuples(words, quotations()), min_size=1, max_size=6), words)
def test_whatever_stands_in_marks_is_found_at_its_place(pieces, end):
    line, expected = "", []
    for before, (marked, text) in pieces:
        line += f"{before} "
        expected.append((len(line), text))
        line += f"{marked}, "
    line += end
    pairs = list_pairs(line, language="en")
    assert [(start, line[start + 1 : stop - 1]) for start, stop in pairs] == expected


def make_term(text: str) -> Written:
    """A term whose text runs over lines of a file, after another."""
    lines = "\n".join(f"    {line}" for line in text.split("\n"))
    data, problems = parse_yaml(
        f"- term: first\n  text: “a b” and so on\n- term: x\n  text: >-\n{lines}\n- term: y\n  text: c\n",
        path="glossary.yml",
    )
    assert problems == []
    value = data.value[1]["text"]
    draft, _ = parse_prose(value, data.at((1, "text")), language="en")
    fields = TermFile(term="x", text=value)
    return Written("glossary", Entry("1", data.path, fields, data, (1,)), draft)


@given(st.lists(st.tuples(words, quotations()), min_size=1, max_size=6), st.booleans())
def test_a_quotation_is_found_again_in_its_file(pieces, is_folded):
    between = ",\n" if is_folded else ", "
    text = between.join(f"{before} {marked}" for before, (marked, _) in pieces)
    written = make_term(text)
    found = find_quotations(list_passages(written.draft), language="en")
    manuscript = open_manuscript(written)
    source = written.entry.data.source.split("\n")
    outer, done = [], 0
    for _, (marked, _) in pieces:  # an inner quotation begins after its outer one
        done = text.index(marked, done)
        outer.append(done)
        done += len(marked)
    for at, item in zip(outer, found, strict=True):
        position = manuscript.find_quotation(item.text)
        line = text.count("\n", 0, at)
        column = at - (text.rfind("\n", 0, at) + 1)
        assert (position.line, position.column) == (line + 5, column + 5)
        assert source[position.line - 1][position.column - 1] in '“„«"'
