"""Elements of a page by name: what selectors mean, and what an element is called."""

import pytest

from variorum.begin.element import choose_element
from variorum.blocks import print_blocks
from variorum.read.article import Source
from variorum.read.selector import Names, find_elements, is_selector
from variorum.selection import Selection
from variorum.tree import parse_page

PAGE = """<html><body class="home"><div id="a" class="x y"><p>one</p><p class="x">two</p></div>
<div class="y"><section><p>three</p></section><p>four</p></div></body></html>"""


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("p", ["one", "two", "three", "four"]),
        ("#a", ["onetwo"]),
        (".x", ["onetwo", "two"]),
        ("p.x", ["two"]),
        ("div.x.y", ["onetwo"]),
        (".y p", ["one", "two", "three", "four"]),
        (".y > p", ["one", "two", "four"]),
        ("#a > p:nth-child(2)", ["two"]),
        ("body section p", ["three"]),
        ("body > p", []),
        ("DIV #nowhere", []),
        ("* > section", ["three"]),
    ],
)
def test_a_selector_means_what_it_means_in_style_sheets(written, found):
    page = parse_page(PAGE)
    words = ["".join("".join(tag.itertext()).split()) for tag in find_elements(page, written)]
    assert words == found


@pytest.mark.parametrize(
    "written",
    ["", " ", "p >", "> p", "p,div", "p:hover", "[hidden]", "p::before", "a#b#c", "p ~ p", "p:nth-child(0)",
     "p:nth-child(2n)", ".", "#", "x" * 301, " ".join("p" * 13), "p\n<script>"],
)  # fmt: skip
def test_what_is_not_known_is_no_selector(written):
    assert not is_selector(written)
    assert find_elements(parse_page(PAGE), written) == []


def test_every_element_of_a_page_has_a_name_of_its_own():
    page = parse_page(PAGE)
    names = Names(page)
    for tag in page.find("body").iter():
        written = names.name(tag)
        assert find_elements(page, written) == [tag], written


def print_page(html: str, within: str | None = None, *without: str) -> tuple[list[str], list[str]]:
    blocks, problems = print_blocks(Source("a.html", html, ""), Selection(within, without))
    return [block.text for block in blocks], [f"{p.code} {p.text}" for p in problems]


def test_an_edition_may_say_which_element_holds_its_text_and_what_in_it_does_not():
    assert print_page(PAGE, "#a") == (["one", "two"], [])
    assert print_page(PAGE, ".home", "#a", "section") == (["four"], [])
    assert print_page(PAGE, "#a", ".x") == (["one"], [])


def test_words_after_what_is_left_out_stay():
    html = "<p>One <span class=ad>never</span> two <b class=ad>at all</b></p>"
    assert print_page(html, None, ".ad") == (["One two"], [])


@pytest.mark.parametrize(
    ("within", "without", "said"),
    [
        ("article", [], 'V408 "within: article" means no elements of the copy-text, not one'),
        ("div", [], 'V408 "within: div" means 2 elements of the copy-text, not one'),
        ("#a", ["section"], 'V408 "without: section" means no element in the text'),
        ("#a", ["#a"], 'V408 "without: #a" means no element in the text'),
    ],
)
def test_a_selector_that_means_nothing_is_told(within, without, said):
    assert print_page(PAGE, within, *without) == ([], [said])


PROSE = "<p>Here is a paragraph of some length, as articles have many of them.</p>"


@pytest.mark.parametrize(
    ("html", "within", "without"),
    [
        # the one article or main is taken anyhow
        (f"<article><h1>T</h1>{PROSE * 3}</article>", None, ()),
        (f"<nav><a>x</a></nav><main><h1>T</h1>{PROSE * 3}</main>", None, ()),
        # several articles: the one that has the prose
        (f"<article>{PROSE}</article><article class=m><h1>T</h1>{PROSE * 5}</article>", ".m", ()),
        # a page of a site that names nothing
        (f"<div><a>x</a></div><div><div><h1>T</h1>{PROSE * 3}</div></div>", "body > div:nth-child(2) > div:nth-child(1)", ()),
        # longer comments than article
        (f"<div id=s><h1>T</h1>{PROSE * 3}</div><div class=comments>{PROSE * 30}</div>", "#s", ()),
        # all is in boxes that are named as comments are
        (f"<div class=comments><h1>T</h1>{PROSE * 3}</div>", ".comments", ()),
        # a class that says what is elsewhere
        (f"<div class='has-sidebar tag-share' id=s><h1>T</h1>{PROSE * 3}</div><p>x</p>", "#s", ()),
        # what is named like furniture and has much of the prose is kept
        (f"<article><h1>T</h1>{PROSE * 3}<div class=related>{PROSE * 2}</div></article>", None, ()),
        (f"<article><h1>T</h1>{PROSE * 9}<div class=related><p>x</p></div></article>", None, (".related",)),
        # a list of links, and one of notes
        (f"<article><h1>T</h1>{PROSE * 9}<ul><li><a href=a>One</a><li><a href=b>Two</a><li><a href=c>Three</a></ul></article>",
         None, ("ul",)),
        (f"<article><h1>T</h1>{PROSE * 9}<ol><li><a href=#a>One</a><li><a href=#b>Two</a><li><a href=#c>3</a></ol></article>",
         None, ()),
        ("", None, ()),
        ("<div>" * 200, None, ()),
    ],
)  # fmt: skip
def test_the_article_of_a_page_is_where_its_prose_is(html, within, without):
    chosen = choose_element(f"<html><body>{html}</body></html>", ["T"])
    assert (chosen.selection.within, chosen.selection.without) == (within, without)
