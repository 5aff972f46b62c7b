"""A copy-text becomes blocks of plain words with ranges over them."""

import pytest

from variorum.blocks import print_blocks
from variorum.model import Range
from variorum.read.article import Source


def blocks_of(text: str, name: str = "a.md"):
    blocks, problems = print_blocks(Source(name, text, ""))
    assert problems == []
    return blocks


def words_of(text: str, name: str = "a.md"):
    return [(block.kind, block.text) for block in blocks_of(text, name)]


def test_markdown_gives_each_kind_of_block():
    text = """\
# Title

One *two* [three](http://example.org)
four.

> Quoted.
>
> Twice.

- a
- b
    - c

| A | B |
|---|---|
| 1 | 2 |

```
code  x

y
```

First line\x20\x20
second line

* * *

![A map](map.png)
"""
    assert words_of(text) == [
        ("heading", "Title"),
        ("paragraph", "One two three four."),
        ("quotation", "Quoted.\nTwice."),
        ("list", "a\nb\nc"),
        ("table", "A\nB\n1\n2"),
        ("code", "code  x\n\ny"),
        ("verse", "First line\nsecond line"),
        ("figure", "A map"),
    ]


def test_lines_of_the_copy_text_are_found():
    text = "# Title\n\nSame.\n\nSame.\n\n*And* [more](http://example.org/same).\n"
    assert [block.line for block in blocks_of(text)] == [1, 3, 5, 7]


def test_ranges_cover_the_words_they_belong_to():
    (block,) = blocks_of("A *b **c*** `d` [e *f*](http://x.y) g")
    assert block.text == "A b c d e f g"
    covered = {(r.kind, block.text[r.start : r.end], r.target) for r in block.ranges}
    assert covered == {
        ("emphasis", "b c", ""),
        ("strong", "c", ""),
        ("code", "d", ""),
        ("link", "e f", "http://x.y"),
        ("emphasis", "f", ""),
    }


def test_the_authors_footnotes_are_blocks_at_the_end():
    blocks = blocks_of("One[^a] two.\n\n[^a]: A *note*.\n\nThree.\n")
    assert [(b.kind, b.text, b.label) for b in blocks] == [
        ("paragraph", "One two.", ""),
        ("paragraph", "Three.", ""),
        ("footnote", "A note.", "a"),
    ]
    assert blocks[0].ranges == (Range(3, 3, "footnote-reference", "a"),)


def test_doubled_spaces_stay_and_soft_line_ends_become_spaces():
    assert words_of("**The  Moscow\n  Times**\n") == [("paragraph", "The  Moscow Times")]


def test_a_paragraph_with_one_hard_break_among_soft_ends_is_no_stanza():
    assert words_of("one\ntwo  \nthree\n") == [("paragraph", "one two\nthree")]


def test_html_is_read_by_its_article():
    text = """<html><head><title>T</title><script>alert(1)</script></head><body><nav>Menu</nav>
<article><h1>Title</h1> Loose <b>words</b><div><p>In a <i>div</i>.<br><br>After two breaks.</p></div>
<style>p{}</style><table><tr><th>A<td></table><form><input value=x></form></article>
<footer>Foot</footer></body></html>"""
    assert words_of(text, "a.html") == [
        ("heading", "Title"),
        ("paragraph", "Loose words"),
        ("paragraph", "In a div."),
        ("paragraph", "After two breaks."),
        ("table", "A\n"),
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "Same **words**,\nsame — “blocks”.\n\nTwo.\n"),
        ("a.html", "<p>Same <b>words</b>,\n same — “blocks”.</p>\n<p>Two."),
    ],
)
def test_markdown_and_html_give_the_same_words(name, text):
    assert words_of(text, name) == [
        ("paragraph", "Same words, same — “blocks”."),
        ("paragraph", "Two."),
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", '<p lang="ru">Раз.</p><p>Two.'),
        ("a.html", '<html lang="en"><article><div lang="ru"><p>Раз.</p></div><p>Two.</article>'),
        ("a.md", '<p lang="ru">Раз.</p>\n\nTwo.\n'),
    ],
)
def test_a_block_in_another_language_says_so(name, text):
    first, second = blocks_of(text, name)
    assert first.ranges == (Range(0, 4, "foreign", "ru"),)
    assert second.ranges == ()


@pytest.mark.parametrize("language", ["ru", "ru-RU"])
def test_the_language_of_the_whole_is_no_other_language(language):
    text = (
        f'<html lang="{language}"><body lang="ru"><article lang="ru"><p lang="{language}">Раз.</p>'
    )
    (block,) = blocks_of(text, "a.html")
    assert block.ranges == ()


def test_words_in_another_language_or_direction_are_ranges():
    text = 'A <i lang="la">b</i> <bdo dir="rtl">שלום</bdo> <b dir="ltr" lang="no tag">c</b>'
    (block,) = blocks_of(text, "a.html")
    assert [(r.kind, block.text[r.start : r.end], r.target) for r in block.ranges] == [
        ("emphasis", "b", ""),
        ("foreign", "b", "la"),
        ("foreign", "שלום", ""),
        ("strong", "c", ""),
    ]


def test_members_of_a_block_may_be_in_another_language():
    text = '<table><tr><td>a<td lang="ar">ب</table><ul><li>c<li lang="ru">г</ul>'
    table, items = blocks_of(text, "a.html")
    assert Range(2, 3, "foreign", "ar") in table.ranges
    assert Range(2, 3, "foreign", "ru") in items.ranges


def test_the_head_of_a_row_is_told_from_its_cells():
    (table,) = blocks_of("<table><tr><th>A<th>B<tr><th>1<td>2</table>", "a.html")
    cells = [(r.kind, table.text[r.start : r.end]) for r in table.ranges if "row" not in r.kind[:4]]
    assert cells == [("cell", "A"), ("cell", "B"), ("header-row", "A\nB"), ("cell", "2")]
    assert Range(4, 5, "row-header") in table.ranges


def test_quotations_that_a_browser_gives_marks_are_printed_with_marks():
    text = "<p><q>One <q>two</q></q> three"
    assert words_of(text, "a.html") == [("paragraph", "\"One 'two'\" three")]


def test_quotation_marks_of_words_in_another_language_are_of_the_language_around_them():
    blocks, _ = print_blocks(Source("a.html", '<p>Say <q lang="he">שלום</q>.', ""))
    assert [(b.text, b.ranges) for b in blocks] == [
        ('Say "שלום".', (Range(5, 9, "foreign", "he"),)),
    ]


def test_signs_that_open_no_tag_are_a_problem_only_where_they_make_reading_slow():
    assert words_of("a <b and c\n\n" * 3)[0] == ("paragraph", "a <b and c")
    _, problems = print_blocks(Source("a.md", "Words.\n\n" + "<a \n\n" * 8_000, ""))
    assert [(p.code, p.position.line) for p in problems] == [("V110", 3)]


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("a.md", " \n", "V401"),
        ("a.html", "<script>1</script>", "V401"),
        ("a.docx", "x", "V402"),
        ("a.html", "<div>" * 100_000 + "x", "V401"),
        ("a.md", "[" * 501, "V110"),
    ],
)
def test_what_cannot_be_read_is_a_problem(name, text, code):
    blocks, problems = print_blocks(Source(name, text, ""))
    assert blocks == ()
    assert [p.code for p in problems] == [code]
