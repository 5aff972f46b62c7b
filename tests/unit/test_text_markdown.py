"""The reading as Markdown: who reads it, Python-Markdown or pandoc, has the words of the text and its structure."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

import html5lib
import markdown
import pytest
from hard_text import write_main
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import copy_texts
from test_generated_pages import editions

from variorum.blocks import print_blocks
from variorum.export.markdown import make_markdown
from variorum.model import Block, Edition, Name, PrintedBlock, Range, Text
from variorum.pandoc import run_pandoc
from variorum.read.article import Source
from variorum.reading import Words, apply_edits, join_blocks
from variorum.render.html import find_safe_url

EXTENSIONS = ["tables", "footnotes", "fenced_code", "sane_lists"]
TAGS = {
    "paragraph": {"p"},
    "verse": {"p"},
    "figure": {"p"},
    "footnote": {"p"},
    "quotation": {"blockquote"},
    "list": {"ul", "ol"},
    "table": {"table"},
    "code": {"pre"},
}
STYLES = {
    "em": "emphasis",
    "strong": "strong",
    "code": "code",
    "sup": "superscript",
    "sub": "subscript",
    "a": "link",
}
PARTS = {
    "item": "li",
    "unordered-list": "ul",
    "ordered-list": "ol",
    "inner-heading": "h6",
    "inner-code": "pre",
    "inner-table": "table",
    "quotation": "blockquote",
}

Signs = list[tuple[str, frozenset[str]]]
"""What is not white space of some words, each sign with the kinds of range that it lies in."""


def read_signs(element, styles: frozenset[str] = frozenset()) -> Signs:
    """Return the signs of an element, but for readings beside words, references to footnotes and ways back."""
    if not isinstance(element.tag, str) or element.tag in ("rt", "rp"):
        return []
    if element.get("class") in ("footnote-ref", "footnote-backref", "footnote-back"):
        return []
    inner = styles | {STYLES[element.tag]} if element.tag in STYLES else styles
    if element.tag == "pre":  # all of it is code
        return [(sign, styles) for sign in "".join(element.itertext()) if not sign.isspace()]
    signs = [(sign, inner) for sign in element.text or "" if not sign.isspace()]
    for child in element:
        signs += read_signs(child, inner)
        signs += [(sign, inner) for sign in child.tail or "" if not sign.isspace()]
    return signs


def expect_signs(block: Block) -> Signs:
    """Return the signs of a block as its ranges have them; nothing is emphasised amid lines of code."""
    inner = (range(r.start, r.end) for r in block.ranges if r.kind == "inner-code")
    verbatim = set(range(len(block.text)) if block.kind == "code" else chain.from_iterable(inner))
    shown = [
        r
        for r in block.ranges
        if r.kind in STYLES.values() and (r.kind != "link" or find_safe_url(r.target))
    ]
    return [
        (sign, frozenset(r.kind for r in shown if r.start <= at < r.end and at not in verbatim))
        for at, sign in enumerate(block.text)
        if not sign.isspace()
    ]


def parse(html: str):
    """Return HTML as a browser sees it."""
    document = html5lib.parse(f"<!DOCTYPE html><title>t</title>{html}", namespaceHTMLElements=False)
    return document.find("body")


def read_with_markdown(written: bytes):
    """Return what Python-Markdown makes of Markdown."""
    return parse(markdown.markdown(written.decode(), extensions=EXTENSIONS))


def read_with_pandoc(written: bytes, form: str = "markdown-smart"):
    """Return what pandoc makes of Markdown."""
    arguments = ["--from", form, "--to", "html", "--wrap", "none"]
    return parse(run_pandoc(arguments, source=written).decode())


def make_edition(words: Words) -> Edition:
    """Return an edition of nothing but a text."""
    blocks = apply_edits(words, []).blocks
    named = tuple(replace(block, id=f"p{i}") for i, block in enumerate(blocks))
    text = Text("", "A text", "a.md", words.text, named, ())
    return Edition(
        slug="work", title="A work", authors=(Name("Author", "An"),), container_title="", issued="1863",
        language="en", url="", publisher="", rights="", licence="", editors=("Editors",), style="chicago",
        texts=(text,),
    )  # fmt: skip


def list_called(text: Text) -> set[str]:
    """Return the labels of the footnotes that something else than a footnote refers to."""
    return {
        r.target
        for block in text.blocks
        for r in block.ranges
        if r.kind == "footnote-reference" and block.kind not in ("footnote", "code")
    }


def check_blocks(edition: Edition, body) -> None:
    """Compare each block with the elements that it became."""
    notes = [x for x in body if (x.get("class") or "").startswith("footnote")]
    items = [li for note in notes for li in note.iter("li") if (li.get("id") or "")[:2] == "fn"]
    waiting = [x for x in body if isinstance(x.tag, str) and x not in notes and x.tag != "hr"]
    footnotes = []
    for text in edition.texts:
        called = list_called(text)
        for block in text.blocks:
            expected = expect_signs(block)
            if block.kind == "footnote" and block.label in called:
                called.remove(block.label)
                footnotes.append(expected)
                continue
            elements, signs = [], []
            while waiting and len(signs) < len(expected):
                elements.append(waiting.pop(0))
                signs += read_signs(elements[-1])
            while waiting and is_wordless(waiting[0], block):
                elements.append(waiting.pop(0))
            assert signs == expected
            check_structure(block, elements)
    assert [read_signs(x) for x in waiting if read_signs(x)] == []
    # pandoc repeats a footnote for each of its references
    assert {tuple(read_signs(item)) for item in items} == {tuple(signs) for signs in footnotes}


def is_wordless(element, block: Block) -> bool:
    """Say whether an element is of a block though it has no words: its picture, or a table without any."""
    is_of_it = element.find("img") is not None or element.tag == block.kind == "table"
    return is_of_it and not read_signs(element)


def check_structure(block: Block, elements: list) -> None:
    """Compare the elements of a block with what is in it."""
    tags = [element.tag for element in elements]
    if block.kind == "heading":
        assert tags == [f"h{block.level}"]
    elif block.kind in ("paragraph", "verse"):
        assert tags == ["p"]
        breaks = len(list(elements[0].iter("br")))
        assert breaks == block.text.strip("\n").count("\n")
    elif block.text.strip():
        assert TAGS[block.kind] & set(tags)
    if block.kind in ("quotation", "list"):
        for kind, tag in PARTS.items():
            count = sum(len(list(element.iter(tag))) for element in elements)
            assert count == sum(r.kind == kind for r in block.ranges) + (kind == block.kind), kind


# -- Who reads it ------------------------------------------------------------------------------------

READERS = {
    "Python-Markdown": read_with_markdown,
    "pandoc": read_with_pandoc,
    "GitHub": lambda written: read_with_pandoc(written, "gfm-autolink_bare_uris"),
}
"""GitHub's own reader is not here; pandoc reads its Markdown after the same specification."""

HARD = """
<article>
<h1>A title #2 #</h1>
<p>An <a href="https://example.org/?a=1&amp;copy=2_(b)">address [1]</a>: <i>a <b>b</b></i>, w<i>o</i>rd, H<sub>2</sub>O,
<ruby>漢<rt>かん</rt></ruby>, <span lang="ar">كلمة</span>, <code>a`b</code> and <code>c*d</code>.</p>
<p lang="ar">كل الكلام</p>
<p>A picture <img src="https://example.org/p.png" alt="amid"> words.</p>
<ul>
<li>one<ul><li>in it<ol><li>deep</li></ol></li></ul></li>
<li><p>two paragraphs</p><p>in an item</p><pre>code &lt;b&gt;\n  in it</pre></li>
<li><blockquote><p>a quotation</p></blockquote></li><li><h3>a heading</h3>and words</li>
</ul>
<ul><li>another list</li></ul>
<ol start="7" reversed><li>seven</li><li value="3">three</li><li>two<p>and a paragraph</p></li></ol>
<ol start="123"><li><p>a long number</p><p>and more</p><ul><li>a list in it</li></ul></li></ol>
<ol start="1234567"><li><p>a longer number</p><p>and more</p></li></ol>
<ol start="-5" type="i"><li>numbers</li><li>below none</li></ol>
<blockquote><p>two lines<br>of a quotation</p><ul><li>a list</li></ul><ol><li>another</li></ol>
<blockquote><p>in another</p></blockquote><pre>  code\nmore\n\nand more</pre>
<table><tr><td>a table</td></tr></table></blockquote>
<blockquote><p>a second quotation</p></blockquote>
<table><caption>A cap | tion</caption>
<tr><th>a|b</th><th colspan="2">c</th></tr>
<tr><td rowspan="2">d<p>e</p></td><td>f</td><td><table><tr><td>in</td><td>ner</td></tr></table></td></tr>
<tr><td colspan="2"><ul><li>a list</li><li>in a cell</li></ul></td></tr>
<tr><td><code>x|y</code></td></tr></table>
<table><tr><td>one cell</td></tr></table>
<pre>```\nfence\n````</pre>
<figure><img src="https://example.org/plate(1).png" alt="-"><figcaption>A caption</figcaption></figure>
</article>
"""
"""Of all that Markdown cannot say."""


def read_source(name: str, text: str) -> Edition:
    blocks, _ = print_blocks(Source(name, text, "0" * 64))
    return make_edition(join_blocks(blocks))


@pytest.mark.parametrize("reader", READERS)
def test_every_edition_is_read_as_it_is(whole_editions, reader):
    composing = {"four-scripts"} if reader == "GitHub" else set()  # pandoc composes its letters
    for edition in (whole_editions[name] for name in whole_editions.keys() - composing):
        check_blocks(edition, READERS[reader](make_markdown(edition)))


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(("name", "text"), [("a.html", HARD), ("a.md", write_main(printing=2))])
def test_hard_texts_are_read_as_they_are(reader, name, text):
    edition = read_source(name, text)
    check_blocks(edition, READERS[reader](make_markdown(edition)))


def make_edition_of(several: Iterable[Words]) -> Edition:
    """Return an edition of several texts, since a run of pandoc takes its time."""
    editions = [make_edition(words) for words in several]
    return replace(editions[0], texts=tuple(edition.texts[0] for edition in editions))


@settings(max_examples=150)
@given(edition=editions())
def test_python_markdown_reads_any_edition(edition):
    check_blocks(edition, read_with_markdown(make_markdown(edition)))


@settings(max_examples=15)
@given(several=st.lists(copy_texts(), min_size=1, max_size=8))
def test_pandoc_reads_any_texts(several):
    edition = make_edition_of(several)
    check_blocks(edition, read_with_pandoc(make_markdown(edition)))


# -- No word is markup -------------------------------------------------------------------------------

MARKUP = """# ## 1. 1) (1) - * + *** --- === [x] [x]: y [^1]: [^1] <b> </b> <div> <!-- --> <? <![CDATA[ &amp; & &#42; | |a| |---|
+---+ ``` ` ~~~ ~~ ~ ^ $x$ $ $$ \\ \\\\ \\( {#id} {: .x} { } ::: : % x @key -@key (@) :smile: ! !!! ![x](y) ( ) [ ] ]:
a) i. II. #. > _ __ a_b_c *a* ==a== '' " ... -- *[HTML]: [TOC] Table: Note. a word é . 1""".split()
lines_of_markup = (
    st.lists(st.sampled_from([*MARKUP, " ", "  ", "\t"]), min_size=1, max_size=5)
    .map(lambda signs: "".join(signs).replace(" ", " ").strip())
    .filter(bool)
)


@st.composite
def blocks_of_markup(draw: st.DrawFn) -> PrintedBlock:
    """A block whose words look like Markdown, with ranges on them."""
    kinds = ["paragraph", "heading", "code", "verse", "list", "table", "quotation"]
    kind = draw(st.sampled_from(kinds))
    most = 1 if kind in ("paragraph", "heading", "code") else 4
    lines = draw(st.lists(lines_of_markup, min_size=min(most, 2), max_size=most))
    member = {"list": "item", "table": "cell", "quotation": "inner-paragraph"}.get(kind)
    ranges, start = [], 0
    for line in lines:
        for _ in range(draw(st.integers(0, 2))):
            first = draw(st.integers(0, len(line) - 1))
            last = draw(st.integers(first + 1, len(line)))
            style = draw(st.sampled_from(["emphasis", "strong", "code", "link", "superscript"]))
            target = "https://example.org/a_(b)*c?d=1&copy=2" if style == "link" else ""
            ranges.append(Range(start + first, start + last, style, target))
        end = start + len(line)
        ranges += [Range(start, end, member)] if member else []
        ranges += [Range(start, end, "row")] if kind == "table" else []
        start = end + 1
    words = "\n".join(lines)
    if kind == "list":
        ranges.append(
            Range(0, len(words), draw(st.sampled_from(["ordered-list", "unordered-list"])))
        )
    level = draw(st.integers(1, 6)) if kind == "heading" else 0
    return PrintedBlock(kind, words, () if kind == "code" else tuple(ranges), 1, level)


@settings(max_examples=300)
@given(blocks=st.lists(blocks_of_markup(), min_size=1, max_size=5))
def test_no_word_is_markup_to_python_markdown(blocks):
    edition = make_edition(join_blocks(blocks))
    check_blocks(edition, read_with_markdown(make_markdown(edition)))


@settings(max_examples=20)
@given(blocks=st.lists(blocks_of_markup(), min_size=1, max_size=25))
def test_no_word_is_markup_to_pandoc(blocks):
    edition = make_edition(join_blocks(blocks))
    check_blocks(edition, read_with_pandoc(make_markdown(edition)))


# -- How it looks ------------------------------------------------------------------------------------


def write(text: str) -> str:
    return make_markdown(read_source("a.html", f"<article>{text}</article>")).decode()


@pytest.mark.parametrize(
    ("html", "written"),
    [
        ("<h2>Plain</h2><p>words, and “these”.</p>", "## Plain\n\nwords, and “these”.\n"),
        ("<p><i>a</i> and <b>b</b>.</p>", "*a* and **b**.\n"),
        ("<p>w<i>o</i>rd</p>", "w<em>o</em>rd\n"),
        ("<p>1. No list</p>", "1\\. No list\n"),
        ("<p>one<br>two</p>", "one  \ntwo\n"),
        ("<ol start=3><li>c<ul><li>d</li></ul></li><li>e</li></ol>", "3.  c\n    -   d\n4.  e\n"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b\n"),
        ("<table><tr><th>a</th></tr><tr><td>b</td></tr></table>", "| a |\n| --- |\n| b |\n"),
        ("<pre>a\n  b</pre>", "```\na\n  b\n```\n"),
        ("<p><img src='https://example.org/a.png' alt='A'></p>", "![](https://example.org/a.png)  \nA\n"),
        ("<p><a href='javascript:alert(1)'>a</a> <a href='https://example.org/'>b</a></p>", "a [b](https://example.org/)\n"),
    ],
)  # fmt: skip
def test_what_is_written_is_what_a_person_would_write(html, written):
    assert write(html) == written


def test_footnotes_stand_after_their_text_and_are_numbered_through_the_edition():
    text = "One.[^a]\n\nTwo.[^b]\n\n[^a]: First.\n\n[^b]: Second.\n\n    More of it.\n"
    edition = read_source("a.md", text)
    again = make_markdown(replace(edition, texts=edition.texts * 2)).decode()
    assert again == (
        "One.[^1]\n\nTwo.[^2]\n\n[^1]: First.\n\n[^2]: Second.\n\n    More of it.\n\n---\n\n"
        "One.[^3]\n\nTwo.[^4]\n\n[^3]: First.\n\n[^4]: Second.\n\n    More of it.\n"
    )


def test_a_footnote_of_a_footnote_is_a_paragraph():
    text = "One.[^a]\n\n[^a]: First.[^b]\n\n[^b]: Second.\n"
    written = make_markdown(read_source("a.md", text)).decode()
    assert written == "One.[^1]\n\n[^1]: First.\n\nSecond.\n"


def test_a_footnote_in_two_blocks_keeps_the_words_of_both():
    edition = read_source("a.md", "One.[^a]\n\n[^a]: First.\n")
    *others, note = edition.texts[0].blocks
    halves = (replace(note, text="Fi", ranges=()), replace(note, id="p3", text="rst.", ranges=()))
    divided = replace(edition.texts[0], blocks=(*others, *halves))
    written = make_markdown(replace(edition, texts=(divided,))).decode()
    assert written == "One.[^1]\n\n[^1]: Fi\n\nrst.\n"
