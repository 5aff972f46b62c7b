from dataclasses import replace
from datetime import date
from urllib.parse import urljoin

import html5lib
import pytest
from documents import list_lost_links

from variorum.model import (
    Annotation,
    Block,
    Change,
    Citation,
    Cluster,
    Edition,
    Emendation,
    Name,
    Person,
    Prose,
    Quotation,
    Range,
    Reference,
    Review,
    Sidebar,
    Site,
    Span,
    Target,
    Term,
    Text,
    TimelineRow,
)  # fmt: skip
from variorum.render.html import escape, name_files
from variorum.render.pages import render_pages
from variorum.render.passages import render_slim_pages
from variorum.render.search import search_entries
from variorum.search_index import find_words

DAY = date(2026, 11, 24)
BY = ("The Variorum editors",)
CLUSTER = Cluster((Citation("treaty", "art. 4"), Citation("book")), "", "Treaty, art. 4; Book")


def prose(words="Words.", clusters=(CLUSTER,)):
    html = f'<p>{words} <a href="vr:sources/#ref-treaty">Treaty</a>, art. 4</p>'
    return Prose(words, html, words, clusters)


def at(text, words):
    start = text.index(words)
    return Span(start, start + len(words))


def make_text(slug="", title="The Hostage"):
    printed = 'The Hostage\n\nBy A. Suelo\n\nIt’s a planned interceptor.☒\n\nTwo\n\nparts here.\n\nEnd "now".'
    reading = "The Hostage\n\nBy A. Sueldo\n\nIt’s a planned interceptor.\n\nTwo parts here.\n\nEnd “now”."
    blocks = (
        Block("f1", "heading", "The Hostage", (), 0, 1, 1, "front"),
        Block("f2", "paragraph", "By A. Sueldo", (), 13, 3, 0, "front"),
        Block(
            "p1", "paragraph", "It’s a planned interceptor.",
            (Range(7, 14, "link", "https://example.org/plan"),), 27, 5,
        ),
        Block("p2", "paragraph", "Two parts here.", (), 56, 7, retired=("p3",)),
        Block("b1", "paragraph", "End “now”.", (), 73, 9, 0, "back"),
    )  # fmt: skip
    changes = (
        Change(at(printed, "Suelo"), at(reading, "Sueldo"), "author-name"),
        Change(at(printed, "☒"), Span(54, 54), "glyph"),
        Change(at(printed, "Two\n\nparts"), at(reading, "Two parts"), "join"),
        Change(at(printed, '"now'), at(reading, "“now"), rule="quotes"),
        Change(at(printed, '".'), at(reading, "”."), rule="quotes"),
    )
    return Text(slug, title, "source/hostage/article.md", printed, blocks, changes)


def make_edition(**changes):
    edition = Edition(
        slug="hostage",
        title="The Hostage",
        authors=(Name("Sueldo", "A."),),
        container_title="The Times",
        issued="2011-07-18",
        language="en-US",
        url="https://example.org/hostage",
        publisher="",
        rights="",
        licence="CC BY 4.0",
        editors=BY,
        style="chicago",
        texts=(make_text(),),
        emendations=(
            Emendation("author-name", "Suelo", "Sueldo", "name", prose("So he signs."), BY, DAY),
            Emendation("glyph", "☒", "", "damage", prose("A stray glyph."), BY, DAY),
            Emendation("join", "Two\n\nparts", "Two parts", "page-break", prose("One."), BY, DAY),
        ),
        annotations=(
            Annotation(
                "plan", "", "p1", Span(5, 12), "a plann", 1, "context", "The plan & its <stages>",
                BY, DAY, "reviewed", prose("Long words. " * 30), "a/plan.md",
                reviewed=Review(BY, DAY), see=("later",),
            ),
            Annotation(
                "later", "", "p1", Span(7, 26), "planned interceptor", 2, "hindsight", "What came",
                BY, DAY, "draft", prose(), "a/later.md", as_of=date(2026, 1, 2),
            ),
        ),
        sidebars=(
            Sidebar("reset", "The reset", (Target("", "p2"),), BY, DAY, 1, prose(), "s/reset.md"),
        ),
        references=(
            Reference(
                "treaty", {"title": "Treaty"}, "<div>Treaty.</div>", "Treaty.", "primary",
                "text-read", "the printed text", (Quotation("Each side shall.", "art. 4"),),
            ),
            Reference("book", {"title": "Book"}, "<div>Book.</div>", "Book.", "secondary", "partly"),
        ),
        timeline=(TimelineRow("2011-07", "A visit", prose(), (Target("", "p1"),)),),
        glossary=(Term("ABM", ("BMD",), prose(), ()),),
        people=(Person("S. Lavrov", "person", (), prose()),),
    )  # fmt: skip
    return replace(edition, **changes)


@pytest.fixture
def edition():
    return make_edition()


def parse(html):
    return html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)


def find(html, **attributes):
    wanted = {key.rstrip("_"): value for key, value in attributes.items()}
    return [
        element
        for element in parse(html).iter()
        if all(value in (element.get(key) or "").split(" ") for key, value in wanted.items())
    ]


def words(element):
    """Its words as a reader sees them: those of two paragraphs or cells don't run together."""

    def walk(e):
        gap = "" if e.tag in ("a", "b", "i", "mark", "span", "time") else " "
        inside = "".join(walk(child) + (child.tail or "") for child in e)
        return f"{gap}{e.text or ''}{inside}{gap}"

    return " ".join(walk(element).split())


def page_of(edition, path):
    return next(page for page in render_pages(edition) if page.path == path)


def test_the_imprint_leads_to_the_sources_if_there_are_any(edition):
    assert 'href="sources/"' in page_of(edition, "hostage/").html
    without = replace(edition, references=())
    assert 'href="sources/"' not in page_of(without, "hostage/").html


def test_every_page_of_the_edition_has_its_address(edition):
    assert [page.path for page in render_pages(edition)] == [
        "hostage/",
        "hostage/apparatus/",
        "hostage/sources/",
        "hostage/contributors/",
        "hostage/context/reset/",
        "hostage/timeline/",
        "hostage/glossary/",
        "hostage/people/",
        "hostage/cite/",
    ]


def test_lists_that_are_empty_have_no_page():
    bare = make_edition(timeline=(), glossary=(), people=(), sidebars=())
    assert [page.path for page in render_pages(bare)] == [
        "hostage/",
        "hostage/apparatus/",
        "hostage/sources/",
        "hostage/contributors/",
        "hostage/cite/",
    ]


@pytest.mark.parametrize("slugs", [("",), ("", "two"), ("one", "two")])
def test_every_link_inside_the_edition_leads_to_something_there(slugs):
    texts = tuple(make_text(slug, f"Part {slug}") for slug in slugs)
    notes = tuple(replace(note, text=slugs[0]) for note in make_edition().annotations)
    sidebars = (replace(make_edition().sidebars[0], targets=(Target(slugs[-1], "p2"),)),)
    rows = (TimelineRow("2011", "A visit", prose(), (Target(slugs[0], "p1"),)),)
    edition = make_edition(texts=texts, annotations=notes, sidebars=sidebars, timeline=rows)
    for page in render_pages(edition):
        links = [e.get("href") for e in parse(page.html).iter("a") if e.get("href") is not None]
        assert not any(link.startswith("/") or "vr:" in link for link in links)
    assert list_lost_links(edition) == []


def test_a_site_read_without_a_server_has_links_to_files():
    """What leads on from a passage does so in its head, too."""
    edition = make_edition()
    for page in render_slim_pages(edition):
        tree = parse(name_files(page.html))
        links = [e for e in tree.iter() if e.tag == "a" or e.get("rel") in ("prev", "next")]
        hrefs = [e.get("href").partition("#")[0] for e in links]
        assert hrefs
        assert not [href for href in hrefs if href.endswith("/") and "://" not in href]


@pytest.mark.parametrize("icon", ["pictures/icon.svg", "/icon.svg", "https://example.org/i.svg"])
def test_a_passage_has_the_icon_of_its_site(icon):
    edition = make_edition(site=Site("Name", "https://example.com/books/", icon))
    for page in render_slim_pages(edition):
        [href] = [e.get("href") for e in parse(page.html).iter("link") if e.get("rel") == "icon"]
        at = urljoin(f"{edition.address}{page.path}", href)
        assert at == urljoin("https://example.com/books/", icon)


def test_no_id_stands_twice_on_a_page(edition):
    for page in render_pages(edition):
        ids = [e.get("id") for e in parse(page.html).iter() if e.get("id")]
        assert len(ids) == len(set(ids))
        assert set(ids) == page.ids


def test_the_text_of_each_block_is_the_editions_reading(edition):
    html = page_of(edition, "hostage/").html
    for block in edition.texts[0].blocks:
        (element,) = find(html, id=block.id)
        (text,) = [e for e in element.iter() if "vr-text" in (e.get("class") or "").split()]
        assert "".join(text.itertext()) == block.text


def test_the_paragraph_number_is_a_link_outside_the_text(edition):
    (block,) = find(page_of(edition, "hostage/").html, id="p1")
    number = block[0]
    assert (number.get("class"), number.text) == ("vr-number", "¶1")
    assert number.get("href") == "#p1"


def test_the_title_of_the_front_matter_is_the_heading_of_the_page(edition):
    html = page_of(edition, "hostage/").html
    assert [words(h) for h in parse(html).iter("h1")] == ["The Hostage"]


def test_a_text_without_a_printed_title_gets_one():
    text = make_text()
    blocks = tuple(block for block in text.blocks if block.part != "front")
    html = page_of(make_edition(texts=(replace(text, blocks=blocks),)), "hostage/").html
    assert [words(h) for h in parse(html).iter("h1")] == ["The Hostage"]


def test_a_reference_to_a_note_stands_after_the_phrase_outside_words_and_links(edition):
    (block,) = find(page_of(edition, "hostage/").html, id="p1")
    (text,) = [e for e in block.iter("p") if e.get("class") == "vr-text"]
    first, second = [e for e in text.iter("a") if "vr-noteref" in e.get("class", "").split()]
    # the lemma ends in the middle of "planned", a linked word: the sign comes after the link
    order = [e.get("id") or e.get("href") for e in text.iter("a")]
    assert order[:2] == ["https://example.org/plan", "#note-plan"]
    assert first.get("href") == "#note-plan"
    assert first.get("role") == "doc-noteref"
    assert second.get("aria-label") == "note 2 on ‘planned interceptor’"
    assert "".join(first.itertext()) == ""


def test_a_note_shows_what_a_reader_must_know_to_judge_it(edition):
    html = page_of(edition, "hostage/").html
    (plan,), (later,) = find(html, id="note-plan"), find(html, id="note-later")
    assert plan.tag == "aside"
    assert "The plan & its <stages>" in words(plan)
    signed = "The Variorum editors, 24 November 2026"
    assert f"{signed} · reviewed by {signed}" in words(plan)
    assert "see note 2: What came" in words(plan)
    assert "As of 2 January 2026" in words(later)
    assert "draft" in words(later)
    assert (later.get("data-kind"), later.get("data-status")) == ("hindsight", "draft")


def test_notes_follow_their_block_in_reading_order(edition):
    html = page_of(edition, "hostage/").html
    places = [html.index(f'id="{name}"') for name in ("p1", "note-plan", "note-later", "p3", "p2")]
    assert places == sorted(places)


def test_a_retired_id_is_an_empty_target_in_front_of_its_successor(edition):
    html = page_of(edition, "hostage/").html
    assert (
        '<span id="p3" class="vr-retired"></span><div class="vr-block vr-paragraph vr-carded" id="p2"'
        in html
    )


def test_a_correction_says_what_was_printed(edition):
    html = page_of(edition, "hostage/").html
    (span,) = find(html, id="emendation-author-name")
    assert (words(span), span.get("data-source")) == ("Sueldo", "Suelo")
    labels = [e.get("aria-label") for e in find(html, class_="vr-correction")]
    assert labels == [
        "corrected; printed Suelo",
        "corrected; printed ☒",
        "corrected; printed Two [paragraph break] parts",
    ]


def test_an_emendation_that_leaves_no_words_still_has_its_place(edition):
    (span,) = find(page_of(edition, "hostage/").html, id="emendation-glyph")
    assert (words(span), span.get("data-source")) == ("", "☒")


@pytest.mark.parametrize("place", range(0, 84))
def test_a_deletion_anywhere_has_its_id_on_the_page(place):
    changes = (Change(Span(place, place + 1), Span(place, place), "glyph"),)
    text = replace(make_text(), changes=changes)
    html = page_of(make_edition(texts=(text,)), "hostage/").html
    assert html.count('id="emendation-glyph"') == 1


def test_changes_by_rule_are_not_marked_in_the_text(edition):
    (block,) = find(page_of(edition, "hostage/").html, id="b1")
    assert "“now”" in words(block)
    assert not list(block.iter("span"))


def test_the_quiet_line_counts_and_leads_on(edition):
    (line,) = find(page_of(edition, "hostage/").html, class_="vr-imprint")
    assert words(line) == (
        "Edition of 24 November 2026 · 2 paragraphs · 2 notes · 3 corrections · 2 sources"
        " · timeline · glossary · people · contributors · how to cite · take it with you"
    )


def test_the_legend_explains_only_the_marks_that_are_there():
    html = page_of(make_edition(), "hostage/").html
    (legend,) = find(html, id="vr-legend")
    assert "double" in words(legend)
    assert "dotted" not in words(legend)
    text = replace(make_text(), changes=())
    bare = make_edition(annotations=(), emendations=(), texts=(text,))
    assert "vr-legend" not in page_of(bare, "hostage/").html


def test_the_apparatus_gives_both_readings_and_the_reason(edition):
    html = page_of(edition, "hostage/apparatus/").html
    (entry,) = find(html, id="emendation-author-name")
    assert words(entry).startswith("f2 a name printed Suelo read Sueldo So he signs.")
    (join,) = find(html, id="emendation-join")
    assert "printed Two ¶ parts read Two parts" in words(join)
    (glyph,) = find(html, id="emendation-glyph")
    assert "printed ☒ read nothing" in words(glyph)


def test_the_apparatus_lists_each_change_by_rule_with_its_surroundings(edition):
    html = page_of(edition, "hostage/apparatus/").html
    rows = [words(row) for row in parse(html).iter("tr")]
    assert rows == [
        "Place Printed Read",
        'b1 End "now". End “now”.',
        'b1 End "now". End “now”.',
    ]


def test_the_sources_page_tells_how_far_a_source_was_checked_and_what_cites_it(edition):
    html = page_of(edition, "hostage/sources/").html
    (treaty,) = find(html, id="ref-treaty")
    said = words(treaty)
    assert "The editors have read the words relied on. The printed text." in said
    assert "Each side shall. art. 4" in said
    assert "note 1 (¶1), The plan & its <stages> (art. 4); note 2 (¶1)" in said
    assert "context: The reset (art. 4); correction of a name (art. 4)" in said
    assert [words(h) for h in parse(html).iter("h2")] == ["Primary sources", "Secondary literature"]


def test_a_sidebar_has_a_card_beside_its_block_and_a_page_of_its_own(edition):
    html = page_of(edition, "hostage/").html
    (card,) = find(html, class_="vr-card")
    assert card.get("id") == "card-reset"
    (details,) = card.iter("details")
    assert words(details[0]) == "Context essay The reset"
    assert [a.get("href") for a in card.iter("a")] == [
        "sources/#ref-treaty",
        "context/reset/",
        "context/reset/#cite",
    ]
    page = page_of(edition, "hostage/context/reset/").html
    links = [a.get("href") for a in parse(page).iter("a")]
    assert links[:3] == ["../../", "../../#p2", "../../sources/#ref-treaty"]


def test_the_page_names_author_and_day_for_indexes_of_scholarship(edition):
    page = page_of(edition, "hostage/")
    assert '<meta name="citation_author" content="Sueldo, A.">' in page.meta["head"]
    assert '<meta name="citation_publication_date" content="2011/07/18">' in page.meta["head"]
    assert page.meta["template"] == "edition.html"


def test_a_page_is_found_first_and_then_its_passages(edition):
    locations = [entry.location for entry in search_entries(edition)]
    assert len(locations) == len(set(locations))
    assert locations[:4] == [
        "hostage/",
        "hostage/#f1",
        "hostage/#f2",
        "hostage/#emendation-author-name",
    ]
    seen = set()
    for location in locations:
        page, _, fragment = location.partition("#")
        assert (page in seen) == bool(fragment)
        seen.add(page)
    assert seen == {*(page.path for page in render_pages(edition)), "hostage/export/"}


def test_every_search_entry_opens_at_its_own_anchor(edition):
    ids = {page.path: page.ids for page in render_pages(edition)}
    for entry in search_entries(edition):
        page, _, fragment = entry.location.partition("#")
        assert not fragment or fragment in ids[page]


def test_the_printed_name_finds_the_passage_and_its_correction(edition):
    entries = search_entries(edition)
    found = [e for e in entries if "Suelo" in f"{e.text}{e.printed}".replace("Sueldo", "")]
    assert [(e.kind, e.label) for e in found] == [
        ("text", "f2"),
        ("correction", "Correction in f2: a name"),
    ]


def test_only_a_passage_whose_printed_words_are_others_has_them_twice(edition):
    both = [entry for entry in search_entries(edition) if entry.printed]
    assert all(find_words(e.printed) != find_words(e.text) for e in both)
    assert {e.location for e in both} < {e.location for e in search_entries(edition)}


def test_search_entries_say_what_was_found(edition):
    said = {(entry.label, entry.title) for entry in search_entries(edition)}
    assert {
        ("¶1", "¶1"),
        ("Note on ¶1", "What came"),
        ("Context", "The reset"),
        ("Source", "Treaty"),
    } < said


def test_words_for_search_are_escaped(edition):
    text = make_text()
    block = replace(text.blocks[2], text="a <b> & c\nd", ranges=())
    odd = make_edition(texts=(replace(text, blocks=(block,), changes=()),), annotations=())
    assert search_entries(odd)[1].text == "<p>a &lt;b&gt; &amp; c</p><p>d</p>"


def test_a_page_lists_the_ids_that_a_parser_finds_in_it(edition):
    odd = ' id="no" <a id="no"> id='
    body = prose(
        f"{escape(odd)} <a title=' id=' href='https://example.org/'>a</a>".replace("'", '"')
    )
    notes = [replace(note, title=odd, body=body) for note in edition.annotations]
    texts = [replace(text, title=odd) for text in edition.texts]
    hostile = replace(edition, title=odd, annotations=tuple(notes), texts=tuple(texts))
    for page in render_pages(hostile):
        parsed = html5lib.parse(page.html, treebuilder="etree", namespaceHTMLElements=False)
        assert page.ids == {element.get("id") for element in parsed.iter() if element.get("id")}
        assert page.ids or page.kind != "text"
