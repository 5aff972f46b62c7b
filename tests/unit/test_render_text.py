from html.parser import HTMLParser

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.direction import find_direction_of
from variorum.model import BlockKind, Range, Span
from variorum.render.html import Html
from variorum.render.text import Emended, Lemma, Sign, render_text

BLOCK_LEVEL = {"p", "div", "li", "ul", "ol", "table", "tr", "td", "th", "pre", "blockquote", "h2"}
KINDS: list[BlockKind] = [
    "paragraph", "heading", "verse", "quotation", "list", "table", "figure", "code", "footnote",
]  # fmt: skip
INLINE = ["emphasis", "strong", "code", "link", "superscript", "subscript", "foreign", "ruby"]
STRUCTURAL = [
    "quotation", "unordered-list", "ordered-list", "item", "row", "header-row", "cell",
    "row-header", "inner-paragraph", "inner-heading", "inner-code", "inner-table", "caption",
]  # fmt: skip
NOTE = Html('<a class="vr-noteref" href="#note-a"></a>')


def parse(html):
    """As a browser reads it."""
    return html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)


def text_of(html):
    found = [e for e in parse(html).iter() if e.get("class") == "vr-text"]
    assert len(found) == 1
    return "".join(found[0].itertext())


class Balance(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open = []
        self.balanced = True

    def handle_starttag(self, tag, attrs):
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        self.balanced &= bool(self.open) and self.open.pop() == tag


def is_balanced(html):
    parser = Balance()
    parser.feed(html)
    parser.close()
    return parser.balanced and not parser.open


def check(html, text):
    assert text_of(html) == text
    assert is_balanced(html)
    for mark in parse(html).iter():
        if mark.get("class") in ("vr-lemma", "vr-emended"):
            assert not any(e.tag in BLOCK_LEVEL for e in mark.iter() if e is not mark)
    for link in parse(html).iter("a"):
        assert not list(link.findall(".//a"))


words = st.text(st.sampled_from("ab <&>\"'’\n\n é☒שx𝄞"), max_size=24)


@st.composite
def spans(draw, length, *, empty=False):
    start = draw(st.integers(0, length))
    return Span(start, draw(st.integers(start if empty else min(start + 1, length), length)))


@st.composite
def ranges(draw, length):
    items = []
    for _ in range(draw(st.integers(0, 7))):
        span = draw(spans(length, empty=True))
        kind = draw(st.sampled_from(INLINE + STRUCTURAL))
        target = draw(st.sampled_from(["https://example.org/a", "#", "javascript:alert(1)"]))
        targets = {
            "link": target,
            "foreign": draw(st.sampled_from(["ar", "zh-Hant", ""])),
            "ordered-list": draw(st.sampled_from(["7 A reversed", "i", 'x"'])),
            "cell": draw(st.sampled_from(["2x3", "9x1", ""])),
        }
        items.append(Range(span.start, span.end, kind, targets.get(kind, "")))
    return items


@st.composite
def members(draw):
    """A block of members as the parser of copy-texts makes it: inner ranges first."""
    kind = draw(st.sampled_from(["list", "table", "quotation"]))
    text, items, leaf = "", [], {"list": "item", "quotation": "inner-paragraph"}
    for row in range(draw(st.integers(1, 3))):
        begin = len(text) + bool(row)
        for _ in range(draw(st.integers(1, 3)) if kind == "table" else 1):
            word = draw(st.text("ab <", min_size=kind != "table", max_size=4))
            text += "\n" + word if items else word
            items.append(Range(len(text) - len(word), len(text), leaf.get(kind, "cell")))
        if kind == "table":
            items.append(Range(begin, len(text), "header-row" if not row else "row"))
    if kind == "list":
        items.append(Range(0, len(text), "unordered-list"))
    return kind, text, items


@st.composite
def notes(draw, length):
    lemmas = [
        Lemma(draw(spans(length)), f"n{i}", draw(st.sampled_from(["context", "dispute"])))
        for i in range(draw(st.integers(0, 6)))
    ]
    cuts = sorted(draw(st.lists(st.integers(0, length), max_size=6)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    emended = [Emended(Span(*p), f"e{i}", {"id": f"emendation-e{i}"}) for i, p in enumerate(pairs)]
    signs = [Sign(draw(st.integers(0, length)), i, NOTE) for i in range(draw(st.integers(0, 4)))]
    return {"lemmas": lemmas, "emended": emended, "signs": signs}


@settings(derandomize=True, max_examples=400, deadline=None)
@given(st.data(), st.sampled_from(KINDS), words)
def test_any_lemmas_changes_and_ranges_leave_the_words_as_they_are(data, kind, text):
    items = data.draw(ranges(len(text)))
    found = data.draw(notes(len(text)))
    links = [r for r in items if r.kind == "link"]
    found["signs"] = [
        s for s in found["signs"] if not any(r.start < s.position < r.end for r in links)
    ]
    html = render_text(kind, text, items, level=2, **found)
    check(html, text)
    for emended in found["emended"]:
        assert html.count(f'id="emendation-{emended.emendation}"') == 1


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.data(), members())
def test_lists_tables_and_quotations_are_real_elements_and_keep_their_words(data, block):
    kind, text, items = block
    html = render_text(kind, text, items, **data.draw(notes(len(text))))
    check(html, text)
    names = {e.tag for e in parse(html).iter()}
    assert {"list": "li", "table": "tr", "quotation": "blockquote"}[kind] in names
    assert "div" not in names or kind != "quotation"


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.data(), words)
def test_each_character_of_a_lemma_is_marked_with_its_notes_and_no_other(data, text):
    found = data.draw(notes(len(text)))
    root = parse(render_text("paragraph", text, [], **found))
    marked = []

    def walk(element, stems):
        if element.tag == "mark":
            stems = element.get("data-annotations").split()
        marked.extend([stems] * len(element.text or ""))
        for child in element:
            walk(child, stems)
            marked.extend([stems] * len(child.tail or ""))

    walk(root, [])
    lemmas = [lemma for lemma in found["lemmas"] if lemma.span.start < lemma.span.end]
    for place in range(len(text)):
        over = [x.stem for x in lemmas if x.span.start <= place < x.span.end]
        assert marked[place] == over


def test_overlapping_lemmas_become_flat_runs():
    html = render_text(
        "paragraph",
        "missile defense talks",
        [],
        lemmas=[Lemma(Span(0, 15), "a", "context"), Lemma(Span(8, 21), "b", "dispute")],
    )
    assert [e.get("data-annotations") for e in parse(html).iter("mark")] == ["a", "a b", "b"]
    assert [e.get("data-kinds") for e in parse(html).iter("mark")] == [
        None,
        "dispute",
        "dispute",
    ]


def test_a_lemma_that_crosses_emphasis_is_split_and_lies_inside_it():
    html = render_text(
        "paragraph", "one two", [Range(0, 5, "emphasis")], lemmas=[Lemma(Span(3, 7), "a", "context")]
    )  # fmt: skip
    mark = '<mark class="vr-lemma" data-annotations="a">'
    assert html == f'<p class="vr-text"><em>one{mark} t</mark></em>{mark}wo</mark></p>'


def test_only_the_first_run_of_an_emended_passage_carries_its_id_and_what_was_printed():
    emended = Emended(Span(0, 7), "x", {"id": "emendation-x", "data-source": "ome two"})
    html = render_text("paragraph", "one two", [Range(2, 4, "strong")], emended=[emended])
    runs = [e for e in parse(html).iter("span") if e.get("class") == "vr-emended"]
    assert [run.get("data-source") for run in runs] == ["ome two", None, None]
    assert {run.get("data-emendation") for run in runs} == {"x"}


def test_a_deletion_leaves_an_empty_target():
    emended = Emended(Span(3, 3), "x", {"id": "emendation-x"})
    html = render_text("paragraph", "one", [], emended=[emended])
    assert html == (
        '<p class="vr-text">one'
        '<span class="vr-emended" data-emendation="x" id="emendation-x"></span></p>'
    )


@pytest.mark.parametrize("target", ["javascript:alert(1)", "data:text/html,x", "#", "/a", " http:"])
def test_a_link_of_the_copy_text_that_leads_nowhere_safe_is_only_its_words(target):
    html = render_text("paragraph", "one", [Range(0, 3, "link", target)])
    assert html == '<p class="vr-text">one</p>'


def test_links_stand_outermost():
    items = [Range(0, 7, "strong"), Range(4, 7, "link", "https://example.org/")]
    html = render_text("paragraph", "one two", items)
    link = '<a href="https://example.org/" rel="noopener"><strong>two</strong></a>'
    assert html == f'<p class="vr-text"><strong>one </strong>{link}</p>'


def test_the_reading_of_ruby_is_shown_beside_words_that_can_be_marked_in_part():
    ruby = [Range(0, 2, "ruby", 'to"kyo')]
    html = render_text("paragraph", "東京へ", ruby, lemmas=[Lemma(Span(1, 3), "east", "context")])
    assert text_of(html) == "東京へ"
    assert '<ruby>東<mark class="vr-lemma" data-annotations="east">京</mark>' in html
    assert '<rt data-reading="to&quot;kyo"></rt></ruby><mark' in html


def test_lines_of_a_stanza_are_parted_by_one_newline_of_text():
    assert render_text("verse", "one\ntwo", []) == '<p class="vr-text">one<br>\ntwo</p>'


def test_code_keeps_its_white_space():
    html = render_text("code", "\n  one\n\ttwo", [])
    assert text_of(html) == "\n  one\n\ttwo"
    assert "<br>" not in html


def test_an_empty_cell_is_still_a_cell():
    items = [Range(0, 1, "cell"), Range(2, 2, "cell"), Range(3, 4, "cell"), Range(0, 4, "row")]
    html = render_text("table", "a\n\nb", items)
    assert [cell.text for cell in parse(html).iter("td")] == ["a", None, "b"]


def test_nested_lists_nest():
    items = [
        Range(0, 3, "item"), Range(8, 11, "item"), Range(8, 11, "ordered-list"),
        Range(4, 11, "item"), Range(0, 11, "unordered-list"),
    ]  # fmt: skip
    html = render_text("list", "one\ntwo\nabc", items)
    assert html == (
        '<div class="vr-text"><ul><li>one</li>\n<li>two\n<ol><li>abc</li></ol></li></ul></div>'
    )


@pytest.mark.parametrize(
    ("target", "opening"),
    [
        ("5", '<ol start="5">'),
        ("-2 A reversed", '<ol start="-2" type="A" reversed="reversed">'),
        ("i", '<ol type="i">'),
        ("5x", "<ol>"),
        ('1" onclick="', "<ol>"),
    ],
)
def test_an_ordered_list_counts_as_it_is_told(target, opening):
    items = [Range(0, 3, "item", "12"), Range(0, 3, "ordered-list", target)]
    html = render_text("list", "one", items)
    assert html == f'<div class="vr-text">{opening}<li value="12">one</li></ol></div>'


def test_cells_take_the_rows_and_columns_they_are_given_but_no_more_rows_than_there_are():
    items = [
        Range(0, 1, "cell", "3x1"), Range(2, 3, "cell", "1x2"), Range(0, 3, "header-row"),
        Range(4, 5, "row-header", "2x1"), Range(6, 7, "cell", "0x5"), Range(4, 7, "row"),
    ]  # fmt: skip
    html = render_text("table", "a\nb\nc\nd", items)
    cells = [e.attrib for e in parse(html).iter() if e.tag in ("td", "th")]
    assert cells == [
        {"scope": "col", "rowspan": "2"},
        {"scope": "col", "colspan": "2"},
        {"scope": "row"},
        {},
    ]


def test_a_caption_alone_is_in_a_table():
    html = render_text("table", "one", [Range(0, 3, "caption")])
    table = '<table class="vr-rows"><caption>one</caption></table>'
    assert html == f'<div class="vr-text">{table}</div>'


def test_a_table_in_a_cell_is_a_table():
    items = [
        Range(2, 3, "cell"), Range(2, 3, "row"), Range(2, 3, "inner-table"), Range(0, 3, "cell"),
        Range(0, 3, "row"),
    ]  # fmt: skip
    html = render_text("table", "a\nb", items)
    table = '<table class="vr-rows">'
    assert html == (
        f'<div class="vr-text">{table}<tr><td>a\n{table}<tr><td>b</td></tr></table>'
        "</td></tr></table></div>"
    )


def test_a_block_in_another_language_says_so_on_its_element():
    html = render_text(
        "quotation", "شعر", [Range(0, 3, "inner-paragraph"), Range(0, 3, "foreign", "ar")]
    )
    assert html == '<blockquote class="vr-text" lang="ar" dir="rtl"><p>شعر</p></blockquote>'


def test_a_member_in_another_language_says_so_on_its_element():
    items = [
        Range(0, 1, "row-header"), Range(2, 3, "foreign", "he"), Range(2, 3, "cell"),
        Range(0, 3, "row"),
    ]  # fmt: skip
    html = render_text("table", "a\nש", items)
    assert '<tr><th scope="row">a</th>\n<td lang="he" dir="rtl">ש</td></tr>' in html


def test_words_in_another_language_are_an_element_and_marks_lie_inside_it():
    items = [Range(2, 5, "foreign", "ru"), Range(2, 5, "emphasis")]
    html = render_text("paragraph", "a раз b", items, lemmas=[Lemma(Span(0, 7), "n", "context")])
    span = next(e for e in parse(html).iter() if e.get("lang"))
    assert span.attrib == {"lang": "ru", "dir": "ltr"}
    assert [e.tag for e in span.iter()] == ["span", "em", "mark"]


@pytest.mark.parametrize(
    ("text", "direction", "written"),
    [
        ("شعر", "ltr", "rtl"),
        ("«שיר» and words", "ltr", "rtl"),
        ("words and שיר", "ltr", None),
        ("12 — 24", "rtl", None),
        ("words", "rtl", "ltr"),
        ("شعر", "rtl", None),
    ],
)
def test_a_block_that_runs_against_the_page_says_so(text, direction, written):
    html = render_text("paragraph", text, [], direction=direction)
    assert parse(html).find("p").get("dir") == written


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        ("ar", "rtl"),
        ("fa-IR", "rtl"),
        ("iw", "rtl"),
        ("az-Arab", "rtl"),
        ("ar-Latn", "ltr"),
        ("zh-Hant-TW", "ltr"),
    ],
)
def test_a_language_runs_as_its_script_does(language, direction):
    assert find_direction_of(language) == direction
