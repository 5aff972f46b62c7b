"""A copy-text becomes blocks of plain words with ranges over them."""

import re

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.blocks import print_blocks
from variorum.model import Range
from variorum.read.article import Source
from variorum.render.text import render_text


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

![A map](https://example.org/map.png)
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
        ("a.html", "<!-- the text comes here -->", "V401"),
        ("a.md", "<!-- the text comes here -->", "V401"),
        ("a.html", "</div>", "V401"),
        ("a.html", "<?words?>", "V401"),
        ("a.docx", "x", "V402"),
        ("a.html", "<div>" * 100_000 + "x", "V401"),
        ("a.md", "[" * 501, "V110"),
    ],
)
def test_what_cannot_be_read_is_a_problem(name, text, code):
    blocks, problems = print_blocks(Source(name, text, ""))
    assert blocks == ()
    assert [p.code for p in problems] == [code]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p class="footnote">[1] A.</p>', [("paragraph", "[1] A.")]),
        ('<div class="footnote"><p>[1] A.</p></div>', [("paragraph", "[1] A.")]),
        ('<blockquote class="footnote">A.</blockquote>', [("quotation", "A.")]),
        ('<ul class="footnote"><li>A.</ul>', [("list", "A.")]),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", [("list", "a\nb")]),
        ("<ul>direct <b>words</b><li>x</li><p>y</p></ul>", [("list", "direct words\nx\ny")]),
        (
            "<figure><blockquote><p>To be.</p></blockquote><figcaption>Hamlet</figcaption></figure>",
            [("quotation", "To be."), ("paragraph", "Hamlet")],
        ),
        ("<figure><pre>E = m</pre></figure>", [("code", "E = m")]),
        ("<figure>w<figcaption>c</figcaption></figure>", [("paragraph", "w"), ("paragraph", "c")]),
        ("<form><p>A chapter.</p></form>", [("paragraph", "A chapter.")]),
        ("<ol><li>a</ol>b", [("list", "a"), ("paragraph", "b")]),
        ("<table>stray<tr>loose<td>in</table>", [("table", "stray\nloose\nin")]),
        (
            '<div class="footnote">Notes<ol><li id="fn:1">A.<li>B.</ol></div>',
            [("paragraph", "Notes"), ("footnote", "A."), ("footnote", "B.")],
        ),
        (
            '<sup>n<a class="footnote-ref" href="#fn:1">1</a>m</sup>',
            [("paragraph", "n1m")],
        ),
    ],
)
def test_no_words_are_dropped(html, expected):
    assert words_of(html, "a.html") == expected


def test_words_beside_a_reference_to_a_footnote_stay():
    text = 'A<sup>n<a class="footnote-ref" href="#fn:1">1</a>m</sup>'
    text += '<div class="footnote"><ol><li id="fn:1">B.</ol></div>'
    paragraph, note = blocks_of(text, "a.html")
    assert (paragraph.text, note.text, note.label) == ("Anm", "B.", "1")
    assert Range(2, 2, "footnote-reference", "1") in paragraph.ranges


NOTES = '<div class="footnote"><ol>{}</ol></div>'


@pytest.mark.parametrize("sign", ["1", "[12]", "*", "††", "a", "iv", "¹", "(2)", ""])
def test_a_number_a_letter_or_a_sign_refers_to_a_footnote(sign):
    text = f'A<sup><a class="footnote-ref" href="#fn:1">{sign}</a></sup>'
    paragraph, _ = blocks_of(text + NOTES.format('<li id="fn:1">B.'), "a.html")
    assert paragraph.text == "A"
    assert Range(1, 1, "footnote-reference", "1") in paragraph.ranges


@pytest.mark.parametrize(
    ("words", "notes"),
    [
        ("see note one", NOTES.format('<li id="fn:1">B.')),
        ("ill", NOTES.format('<li id="fn:1">B.')),
        ("1", NOTES.format('<li id="fn:1">')),
        ("1", f"<blockquote>{NOTES.format('<li id=fn:1>B.')}</blockquote>"),
        ("1", NOTES.format('<li id="fn:2">B.')),
    ],
)
def test_a_reference_is_words_where_it_has_words_or_where_its_note_is_no_block(words, notes):
    text = f'A<sup><a class="footnote-ref" href="#fn:1">{words}</a></sup>'
    first = blocks_of(text + notes, "a.html")[0]
    assert first.text == f"A{words}"
    assert Range(1, len(first.text), "superscript") in first.ranges


def test_a_note_in_a_wrapper_of_its_own_is_a_footnote():
    text = 'A<sup><a class="footnote-ref" href="#fn:1">1</a></sup>'
    notes = NOTES.format('<font><li id="fn:1">B.</font>')
    assert words_of(text + notes, "a.html") == [("paragraph", "A"), ("footnote", "B.")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[^1]", [("paragraph", "1"), ("footnote", "Note.")]),
        ("- [^1]", [("list", "1"), ("footnote", "Note.")]),
        ("- a\n- [^1]", [("list", "a\n"), ("footnote", "Note.")]),
        ("![](http://x.y/a.png)[^1]", [("figure", ""), ("footnote", "Note.")]),
    ],
)
def test_a_reference_beside_no_words_is_not_lost(text, expected):
    blocks = blocks_of(f"{text}\n\n[^1]: Note.\n")
    assert [(b.kind, b.text) for b in blocks] == expected
    has_sign = any(r.kind == "footnote-reference" for r in blocks[0].ranges)
    assert has_sign or "1" in blocks[0].text


def test_a_note_that_is_a_picture_or_a_reference_is_a_note():
    text = "One[^1] two[^2].\n\n[^1]: ![](http://x.y/1)\n\n[^2]: [^1]\n"
    _, *notes = blocks_of(text)
    assert [(b.kind, b.text, b.label) for b in notes] == [
        ("footnote", "", "1"),
        ("footnote", "", "2"),
    ]
    assert [b.ranges for b in notes] == [
        (Range(0, 0, "image", "http://x.y/1"),),
        (Range(0, 0, "footnote-reference", "1"),),
    ]


def test_formulas_keep_their_words():
    text = """<p>Let <math> <mi>x</mi> <mo>=</mo>
        <mfrac><mn>1</mn><msup><mn>2</mn><mi>n</mi></msup></mfrac>
        <annotation>x=1/2^n</annotation></math> be.</p>"""
    (block,) = blocks_of(text, "a.html")
    assert block.text == "Let x=1/2n be."
    assert block.ranges == (Range(9, 10, "superscript"),)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<ins><p>One.</p><p>Two.</p></ins>", [("paragraph", "One."), ("paragraph", "Two.")]),
        ("<font face=Arial><h2>A<p>B</font>", [("heading", "A"), ("paragraph", "B")]),
        ("<p>a <span>b<p>c</p>d</span> e</p>", [("paragraph", each) for each in "abcde"]),
        ("<menu><li>a</li><li>b</li></menu>", [("list", "a\nb")]),
        ("<li>a</li><li>b</li>", [("paragraph", "a"), ("paragraph", "b")]),
        ("<dl><dt>a<dd>b<dd>c</dl>", [("paragraph", each) for each in "abc"]),
        ("<pre>a<br>b<div>c</div><div>d</div></pre>", [("code", "a\nb\nc\nd")]),
        ("<h1><div>a</div><div>b</div></h1>", [("heading", "a\nb")]),
        (
            "<figure><img src=http://x.y/z><figcaption><p>a</p><p>b</p></figcaption></figure>",
            [("figure", "a\nb")],
        ),
        ("<table><caption><p>a</p>b</caption><tr><td>c</table>", [("table", "a\nb\nc")]),
        ("<blockquote><p>a<br><br>b</p></blockquote>", [("quotation", "a\nb")]),
        ("<table><tr><td>a<table><tr><td>b</table></table>", [("table", "a\nb")]),
        (
            "<p>a<ul><li>x</li></ul>more</p>next",
            [("paragraph", "a"), ("list", "x"), ("paragraph", "more"), ("paragraph", "next")],
        ),
        (
            "a</P >b<!-- <p> --> c</p>d",
            [("paragraph", "a"), ("paragraph", "b c"), ("paragraph", "d")],
        ),
        (
            "<ul><li>a</p>b<li><p>c</p></ul>d</p>e",
            [("list", "a\nb\nc"), ("paragraph", "d"), ("paragraph", "e")],
        ),
    ],
)
def test_what_is_parted_in_a_copy_text_is_parted_in_the_edition(html, expected):
    assert words_of(html, "a.html") == expected


def test_emphasis_and_links_around_paragraphs_are_around_the_words_of_each():
    text = "<em>a<p>b <strong>c</strong><p>d</em><a href='http://x.y'><ul><li>e</ul></a>"
    blocks = blocks_of(text, "a.html")
    assert [(b.text, {r.kind for r in b.ranges if r.start == 0}) for b in blocks] == [
        ("a", {"emphasis"}),
        ("b c", {"emphasis"}),
        ("d", {"emphasis"}),
        ("e", {"link", "item", "unordered-list"}),
    ]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<q>a<p>b</p>c</q>", ['"a', "b", 'c"']),
        ("<q>\n<p>a <q>b</q></p>\n<p><b>c</b></p>\n</q>", ["\"a 'b'", 'c"']),
        ("<q><ul><li>a<li>b</ul></q>", ['"a\nb"']),
        ("<q><q><p>a</p></q><p>b</p></q>", ["\"'a'", 'b"']),
        ("<q><a id=x></a><p>a</p></q>b", ['"a"', "b"]),
        ("<q><p>a <q>b</q></p></q>", ["\"a 'b'\""]),
        ("<q><p><q>a</q> b</p><q><p>c</p></q></q>", ["\"'a' b", "'c'\""]),
        ("<pre>a <q>b</q></pre>", ['a "b"']),
    ],
)
def test_marks_of_a_quotation_around_paragraphs_are_in_the_first_and_the_last(html, expected):
    assert [text for _, text in words_of(html, "a.html")] == expected


def test_ranges_after_two_breaks_lie_on_their_words():
    (block,) = blocks_of("<blockquote><p>a<br><br><em>b</em> c</p></blockquote>", "a.html")
    assert Range(2, 3, "emphasis") in block.ranges


def test_blocks_in_a_cell_are_ranges_but_not_its_only_paragraph():
    text = "<table><tr><td><p>a</p><td><p>b</p><ul><li>c</ul></table>"
    (table,) = blocks_of(text, "a.html")
    assert table.text == "a\nb\nc"
    assert [(r.kind, table.text[r.start : r.end]) for r in table.ranges] == [
        ("cell", "a"),
        ("inner-paragraph", "b"),
        ("item", "c"),
        ("unordered-list", "c"),
        ("cell", "b\nc"),
        ("row", "a\nb\nc"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "target"),
    [
        ("a.md", "5. five\n6. six\n", "5"),
        ("a.md", "1. one\n2. two\n", ""),
        ("a.html", "<ol start=7 type=a reversed><li>x</ol>", "7 a reversed"),
        ("a.html", "<ol start=7e9 type=x><li>x</ol>", "7"),
        ("a.html", "<ol start=' +3.5'><li>x</ol>", "3"),
        ("a.html", "<ol start=x7><li>x</ol>", ""),
        ("a.html", "<ol reversed start=1><li>x<li>y</ol>", "1 reversed"),
        ("a.html", "<ol start=99999999><li>x</ol>", ""),
    ],
)
def test_a_list_keeps_how_it_counts(name, text, target):
    (block,) = blocks_of(text, name)
    assert [r.target for r in block.ranges if r.kind == "ordered-list"] == [target]


def test_items_and_cells_keep_their_numbers_and_spans():
    text = "<ol><li>a<li value=10>b</ol><table><tr><td rowspan=2>c<td colspan=0>d<tr><td>e</table>"
    numbered, table = blocks_of(text, "a.html")
    assert [r.target for r in numbered.ranges if r.kind == "item"] == ["", "10"]
    assert [r.target for r in table.ranges if r.kind == "cell"] == ["2x1", "", ""]


@pytest.mark.parametrize(
    ("name", "text", "numbers", "counting"),
    [
        ("a.html", "<ol start=5><li>a<li value=9>b<li></li><li>c</ol>", ["", "9", "11"], "5"),
        ("a.html", "<ol reversed><li>a<li>b<li> </ol>", ["", ""], "3 reversed"),
        ("a.html", "<ol reversed><li>a<li> <li>b</ol>", ["", "1"], "3 reversed"),
        ("a.html", "<ol><li><img src=plate.png><li>b<li>c</ol>", ["2", ""], ""),
        ("a.html", "<ol><li>a<li value=2>b</ol>", ["", ""], ""),
        ("a.html", "<ol>Words<li>a<li>b</ol>", ["", "1", ""], ""),
        ("a.html", "<ol><div><li>a</li><li>b</li></div><li>c</ol>", ["", "", ""], ""),
        ("a.html", "<ul><li>a<li> <li value=7>b</ul>", ["", ""], None),
        ("a.md", "1. a\n2. \n3. c\n", ["", "3"], ""),
    ],
)
def test_items_keep_their_numbers_where_an_empty_one_goes(name, text, numbers, counting):
    blocks, _ = print_blocks(Source(name, text, ""))
    ranges = blocks[0].ranges
    assert [r.target for r in ranges if r.kind == "item"] == numbers
    assert [r.target for r in ranges if r.kind == "ordered-list"] == (
        [] if counting is None else [counting]
    )


def test_items_in_a_wrapper_are_in_its_language():
    (block,) = blocks_of("<ol><div lang=ru><li>a<li lang=de>b</div><li>c</ol>", "a.html")
    spoken = [(block.text[r.start : r.end], r.target) for r in block.ranges if r.kind == "foreign"]
    assert spoken == [("a", "ru"), ("b", "de")]


def test_words_between_items_are_of_the_one_before_and_have_no_number():
    (block,) = blocks_of("<ol><li>One</li><p>Note</p> and <b>more</b><li>Two</li></ol>", "a.html")
    items = [block.text[r.start : r.end] for r in block.ranges if r.kind == "item"]
    assert items == ["One\nNote\nand more", "Two"]


def test_a_list_before_the_first_item_takes_no_number():
    (block,) = blocks_of("<ol><ol><li>x</li></ol><li>y</li></ol>", "a.html")
    items = [(block.text[r.start : r.end], r.target) for r in block.ranges if r.kind == "item"]
    assert items == [("x", ""), ("x", ""), ("y", "1")]


@pytest.mark.parametrize(
    ("rows", "target"),
    [
        ("<tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d", "3x1"),
        ("<thead><tr><td rowspan=0>a<tbody><tr><td>b", ""),
        ("<thead><tr><td rowspan=9>a<tr><td>b<tbody><tr><td>c", "2x1"),
        ("<tr><td rowspan=2>a<tr></tr><tr><td>b", ""),
        ("<tr><td rowspan=3 colspan=2.5>a<tr></tr><tr><td>b", "2x2"),
    ],
)
def test_a_cell_takes_the_rows_of_its_group_that_are_kept(rows, target):
    (table,) = blocks_of(f"<table>{rows}</table>", "a.html")
    assert next(r.target for r in table.ranges if r.kind == "cell") == target


@pytest.mark.parametrize(
    "html",
    [
        "<h2>{}</h2>",
        "<blockquote>{}</blockquote>",
        "<ul><li>{}</ul>",
        "<table><tr><td>{}<td></table>",
        "<table><caption>{}</caption></table>",
        "<pre>{}</pre>",
        "<figure>{}</figure>",
        "<figure><figcaption>{}</figcaption></figure>",
        "<p lang=ru>{}</p>",
    ],
)
def test_a_picture_that_is_all_a_block_holds_is_a_figure(html):
    (block,) = blocks_of(html.format("<img src=http://x.y/1>"), "a.html")
    assert (block.kind, block.text, block.level) == ("figure", "", 0)
    assert block.ranges == (Range(0, 0, "image", "http://x.y/1"),)


def test_a_picture_in_code_is_its_words():
    (block,) = blocks_of("<pre>\n\nx <img src=http://x.y/1 alt='a sign'> y\n</pre>", "a.html")
    assert (block.kind, block.text) == ("code", "x a sign y")
    assert block.ranges == (Range(2, 2, "image", "http://x.y/1"),)


def test_each_picture_of_a_paragraph_is_a_figure():
    text = "![One](http://x.y/1.png) ![Two](http://x.y/2.png)\n"
    assert [(b.kind, b.text, b.ranges) for b in blocks_of(text)] == [
        ("figure", "One", (Range(0, 0, "image", "http://x.y/1.png"),)),
        ("figure", "Two", (Range(0, 0, "image", "http://x.y/2.png"),)),
    ]


def test_a_figure_keeps_all_its_pictures():
    text = "<figure><img src=http://x.y/1><img src=http://x.y/2><figcaption>Both.</figcaption>"
    (block,) = blocks_of(text, "a.html")
    assert block.text == "Both."
    assert [r.target for r in block.ranges] == ["http://x.y/1", "http://x.y/2"]


def test_a_picture_in_a_sentence_is_its_words():
    (block,) = blocks_of("See ![a drop cap](http://x.y/d.png) here.\n")
    assert block.text == "See a drop cap here."
    assert block.ranges == (Range(4, 4, "image", "http://x.y/d.png"),)


def test_a_picture_that_cannot_be_shown_is_an_advice_and_no_empty_block():
    text = "One.\n\n![](x.png)\n\n![Plate](plate.png)\n\n![](plate.png)\n"
    blocks, problems = print_blocks(Source("a.md", text, ""))
    assert [(b.kind, b.text) for b in blocks] == [("paragraph", "One."), ("figure", "Plate")]
    assert [(p.code, p.severity, p.position.line, p.text) for p in problems] == [
        ("V407", "advice", 3, 'a picture left out: "x.png"'),
        ("V407", "advice", 5, 'a picture left out: "plate.png", 2 times'),
    ]


def test_words_left_out_are_named_with_their_line():
    text = "<p>One.\n<svg><text>Map</text></svg>\n<button>Go</button><button>On</button>"
    text += "<script>x</script><style>y</style><nav>z</nav><iframe></iframe>"
    _, problems = print_blocks(Source("a.html", text, ""))
    assert [(p.code, p.severity, p.position.line, p.text) for p in problems] == [
        ("V406", "advice", 2, 'words left out: "Map" in "svg"'),
        ("V406", "advice", 3, 'words left out: "Go" in "button", and those of 1 more'),
    ]


def test_words_outside_of_the_article_are_named():
    text = "<header>Site</header><nav>Menu</nav>\n<h1>Head</h1>\n<article>One.</article>\n"
    text += "<p>Postscript</p><footer>Foot</footer><aside>Side</aside><script>1</script>"
    _, problems = print_blocks(Source("a.html", text, ""))
    assert [(p.code, p.position.line, p.text) for p in problems] == [
        (
            "V406",
            2,
            'words left out: "Head" outside of the "article" that is read, and in 1 more of its places',
        )
    ]


def test_lines_of_html_are_those_of_its_elements():
    text = """<p>Start.</p>
<ins><p>One.</p><p>Two.</p></ins>
<table><tr><td>A
<td>B</table>
<p class="ab">
Words</p><p>a</p>
<p>a  b.</p>"""
    blocks = blocks_of(text, "a.html")
    assert [(b.text, b.line) for b in blocks] == [
        ("Start.", 1),
        ("One.", 2),
        ("Two.", 2),
        ("A\nB", 3),
        ("Words", 6),
        ("a", 6),
        ("a  b.", 7),
    ]


def test_lines_of_lists_and_of_the_authors_notes_are_found():
    text = "One[^a] two.\n\n[^a]: A note.\n\n1. first\n2. second\n\nThree.\n"
    assert [(block.text, block.line) for block in blocks_of(text)] == [
        ("One two.", 1),
        ("first\nsecond", 5),
        ("Three.", 8),
        ("A note.", 3),
    ]


def test_short_blocks_of_markdown_are_found_where_a_line_begins():
    text = "A long paragraph of words that goes on with Yes in it.\n\nYes\n\n*No*\n"
    assert [block.line for block in blocks_of(text)] == [1, 3, 5]


_TAGS = (
    "div section p h2 ul ol menu li blockquote table tr td th caption dl dt dd pre figure figcaption"
    " form center em a b span ins font q sup math mi"
).split()


@st.composite
def pages(draw, depth=4):
    """HTML that nests anything in anything, each of its words another, and what its words are."""
    words: list[str] = []

    def write(level):
        kind = draw(st.integers(0, 9)) if level else 0
        if kind < 3:
            words.append(f"w{len(words)}q")
            return words[-1] + draw(st.sampled_from(["", " ", "\n", "<br>"]))
        name = draw(st.sampled_from(_TAGS))
        inner = "".join(write(level - 1) for _ in range(draw(st.integers(1, 3))))
        address = ' href="http://x.y"' if name == "a" else ""
        end = f"</{name}>" if kind < 9 else ""
        return f"<{name}{address}>{inner}{end}"

    return "".join(write(depth) for _ in range(3)), words


@settings(derandomize=True, max_examples=150, deadline=None)
@given(pages())
def test_every_word_of_any_html_is_in_one_block_and_the_blocks_are_real_elements(page):
    html, words = page
    blocks = blocks_of(html, "a.html")
    found = [word for block in blocks for word in re.findall(r"w\d+q", block.text)]
    assert sorted(found) == sorted(words)
    for block in blocks:
        shown = render_text(block.kind, block.text, block.ranges, level=2)
        assert 'class="vr-' not in shown.replace('class="vr-text"', "").replace(
            'class="vr-rows"', ""
        ).replace('class="vr-inner-heading"', "")
        parsed = html5lib.parseFragment(shown, treebuilder="etree")
        assert "".join(parsed.itertext()) == block.text


@pytest.mark.parametrize(
    ("ruby", "text", "readings"),
    [
        ("<ruby>東京<rt>とうきょう</rt></ruby>へ", "東京へ", ["東京 とうきょう"]),
        ("<ruby>東<rt>とう</rt>京<rt>きょう</rt></ruby>へ", "東京へ", ["東 とう", "京 きょう"]),
        (
            "<ruby><rb>東</rb><rb>京</rb><rt>とう</rt><rt>きょう</rt></ruby>",
            "東京",
            ["東 とう", "京 きょう"],
        ),
        ("<ruby>漢字<rp>（</rp><rt>かんじ</rt><rp>）</rp></ruby>の", "漢字の", ["漢字 かんじ"]),
        ("<ruby>\n  東<rt> と\n う </rt>\n</ruby>", "東", ["東 と う"]),
        ("a<ruby><rt>beside nothing</rt></ruby>b", "abeside nothingb", []),
        ("<ruby>東<rt></rt></ruby>", "東", []),
    ],
)
def test_the_readings_of_ruby_stand_beside_the_words_and_are_none_of_them(ruby, text, readings):
    (block,) = blocks_of(f"<p>{ruby}</p>", "a.html")
    assert block.text == text
    found = [
        f"{text[r.start : r.end].strip()} {r.target}" for r in block.ranges if r.kind == "ruby"
    ]
    assert found == readings


def test_each_picture_left_out_is_told_where_it_stands_and_many_are_counted():
    text = "One ![](21.png)\n\nTwo ![](1.png)\n"
    _, problems = print_blocks(Source("a.md", text, ""))
    assert [(p.position.line, p.text) for p in problems] == [
        (1, 'a picture left out: "21.png"'),
        (3, 'a picture left out: "1.png"'),
    ]
    many = "\n\n".join(f"Words ![](p{number}.png)" for number in range(3_000))
    _, problems = print_blocks(Source("a.md", many, ""))
    assert len(problems) == 20
    assert problems[-1].text.endswith("; and 2980 other pictures")


def test_a_plain_text_is_parted_by_its_empty_lines_and_nothing_in_it_is_markup():
    text = "*One* <b>line</b>\nand &amp; more\n\n\n# Two\n  \n> 3. three\n"
    blocks, problems = print_blocks(Source("a.txt", text, ""))
    assert problems == []
    assert [(b.kind, b.text, b.line) for b in blocks] == [
        ("paragraph", "*One* <b>line</b> and &amp; more", 1),
        ("paragraph", "# Two", 5),
        ("paragraph", "> 3. three", 7),
    ]
    assert all(not block.ranges for block in blocks)


def test_the_lines_of_a_plain_text_without_empty_ones_are_its_paragraphs():
    blocks, _ = print_blocks(Source("a.txt", "One.\nTwo.\n", ""))
    assert [block.text for block in blocks] == ["One.", "Two."]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("---\ntitle: A\n---\n\nWords.\n", [("Words.", 5)]),
        ("---\ntitle: A\ntags:\n- b\n...\nWords.\n", [("Words.", 6)]),
        ("---\n\nWords.\n\n---\n", [("Words.", 3)]),
        ("Words.\n\n---\ntitle: A\n---\n", [("Words.", 1), ("title: A", 4)]),
        ("---\ntitle: A\nWords.\n", [("title: A Words.", 2)]),
    ],
)
def test_the_fields_that_markdown_begins_with_are_not_printed(text, printed):
    blocks, _ = print_blocks(Source("a.md", text, ""))
    assert [(block.text, block.line) for block in blocks] == printed
