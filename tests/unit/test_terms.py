"""Terms and people are marked where a text names them, once a block, and explained on the same page."""

from dataclasses import replace
from datetime import date

import html5lib
import pytest

from variorum.model import (
    Annotation,
    Block,
    Change,
    Edition,
    Emendation,
    Name,
    Person,
    Prose,
    Range,
    Span,
    Term,
    Text,
)  # fmt: skip
from variorum.render.pages import render_pages

DAY = date(2026, 11, 24)
BY = ("The Variorum editors",)


def prose(words="What it is."):
    return Prose(words, f"<p>{words}</p>", words)


def block(text, kind="paragraph", name="p1", ranges=(), **fields):
    return Block(name, kind, text, tuple(ranges), 0, 1, **fields)


def make_edition(*blocks, terms=(), people=(), notes=(), changes=(), language="en", slug=""):
    """Return an edition of one text; terms and people by their names, those with variants as tuples."""
    listed = [(name,) if isinstance(name, str) else name for name in (*terms, *people)]
    start, placed = 0, []
    for item in blocks:
        placed.append(replace(item, start=start))
        start += len(item.text) + 2
    text = Text(slug, "A text", "a.md", "", tuple(placed), tuple(changes))
    return Edition(
        slug="work", title="A work", authors=(Name("Author", "An"),), container_title="", issued="1863",
        language=language, url="", publisher="", rights="", licence="", editors=BY, style="chicago",
        texts=(text,), annotations=tuple(notes),
        emendations=tuple(
            Emendation(c.emendation, "x", "y", "name", prose(), BY, DAY) for c in changes
        ),
        glossary=tuple(Term(n, tuple(v), prose(), ()) for n, *v in listed[: len(terms)]),
        people=tuple(Person(n, "person", tuple(v), prose()) for n, *v in listed[len(terms) :]),
    )  # fmt: skip


def note(start, end, name="p1"):
    words = prose()
    return Annotation(
        "a", "", name, Span(start, end), "words", 1, "context", "A note", BY, DAY, "reviewed",
        words, "a.md",
    )  # fmt: skip


def parse(html):
    return html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)


def page_of(edition):
    slug = edition.texts[0].slug
    pages = {page.path: page for page in render_pages(edition)}
    return pages[f"work/{slug}/" if slug else "work/"]


def marked(edition):
    """Return the marked words of the page's text, each with what it leads to."""
    tree = parse(page_of(edition).html)
    links = [e for e in tree.iter("a") if e.get("class") == "vr-term"]
    return [("".join(link.itertext()), link.get("href")) for link in links]


def words_marked(text, *terms, language="en"):
    return [words for words, _ in marked(make_edition(block(text), terms=terms, language=language))]


@pytest.mark.parametrize(
    ("text", "terms", "found"),
    [
        ("The arms race went on.", ["arms race"], ["arms race"]),
        ("Medvedev’s visit", ["Medvedev"], ["Medvedev"]),
        ("Medvedevs came, unMedvedev", ["Medvedev"], []),
        ("a tandem of Putin–Medvedev", ["Medvedev"], ["Medvedev"]),
        ("a post-Soviet state", ["Soviet"], ["Soviet"]),
        ("we don’t say", ["don"], []),
        ("of the U.S.S.R. then", ["U.S.", "S.R."], []),
        ("U.S.-Russian talks", ["U.S."], ["U.S."]),
        ("at example.gov today", ["gov", "example"], []),
        ("New START and START", ["START", "New START"], ["New START", "START"]),
        ("New START alone", ["START", "New START"], ["New START"]),
        ("the “reset” began", ['"reset"'], ["“reset”"]),
        ("ABM in one, abm in another", ["ABM"], ["ABM"]),
        ("the reset; Reset said", ["reset"], ["reset"]),
        ("Reset, then", ["reset"], ["Reset"]),
        ("It went. “Reset” it was", ["reset"], ["Reset"]),
        ("In Reset they went", ["reset"], []),
        ("The Reset and the reset", ["the reset"], ["the reset"]),
        ("D. A. Medvedev", ["D. A. Medvedev"], ["D. A. Medvedev"]),
        ("l’URSS et l’OTAN", ["URSS"], ["URSS"]),
        ("a\u00a0kilo ton\u00ad nage", ["kilo ton"], ["kilo ton"]),
        ("cafe\u0301 noir", ["cafe"], []),
        ("cafe\u0301 noir", ["café"], ["cafe\u0301"]),
        ("Визит Медведева и Медведев", ["Медведев"], ["Медведев"]),
        ("Визит Медведева", [("Медведев", "Медведева")], ["Медведева"]),
        ("קם צה״ל היום", ["צה״ל"], ["צה״ל"]),
        ("קם צה״ל היום", ["צה", "ל"], []),
        ("האזור־הזה כן", ["האזור"], ["האזור"]),
        ("قال المتنبي شعرا", ["المتنبي"], ["المتنبي"]),
        ("والمتنبي قال", ["المتنبي"], []),
        ("詩人李白月下獨酌", ["李白", "李"], ["李白"]),
        ("俄罗斯人", ["俄罗斯"], ["俄罗斯"]),
        ("กรุงเทพมหานคร", ["กรุงเทพ"], ["กรุงเทพ"]),
        ("می‌خواهم", ["می"], []),
    ],
)  # fmt: skip
def test_whole_words_are_marked_the_longest_first(text, terms, found):
    assert words_marked(text, *terms) == found


def test_each_entry_is_marked_once_a_block_by_any_of_its_names():
    blocks = (block("Medvedev, D. Medvedev, ABM, BMD."), block("Medvedev again.", name="p2"))
    edition = make_edition(
        *blocks, terms=[("ABM", "BMD")], people=["Putin", ("D. Medvedev", "Medvedev")]
    )
    assert marked(edition) == [
        ("Medvedev", "#person-2"), ("ABM", "#term-1"), ("Medvedev", "#person-2"),
    ]  # fmt: skip


def test_a_name_that_two_people_share_leads_to_neither():
    edition = make_edition(
        block("Bush, George Bush, Barbara Bush."),
        people=[("Barbara Bush", "Bush"), ("George W. Bush", "George Bush", "Bush"), "George Bush"],
    )
    assert marked(edition) == [("George Bush", "#person-3"), ("Barbara Bush", "#person-1")]


def test_only_the_running_text_of_the_body_is_marked():
    kinds = ["heading", "code", "paragraph", "quotation", "footnote", "verse"]
    blocks = [block("reset", kind, f"p{i}") for i, kind in enumerate(kinds, start=1)]
    front = block("reset", name="f1", part="front")
    back = block("reset", name="b1", part="back")
    assert len(marked(make_edition(front, *blocks, back, terms=["reset"]))) == 4


def test_a_link_and_code_of_the_copy_text_stay_as_they_are_and_the_next_place_is_marked():
    ranges = [Range(0, 9, "link", "https://e.org/"), Range(10, 15, "code")]
    edition = make_edition(block("the reset reset, a reset", ranges=ranges), terms=["reset"])
    html = page_of(edition).html
    assert '<a href="https://e.org/" rel="noopener">the reset</a>' in html
    assert "<code>reset</code>, a <a " in html
    assert marked(edition) == [("reset", "#term-1")]


def test_a_term_does_not_run_over_the_items_of_a_list_but_over_a_line_of_verse():
    items = [Range(0, 4, "item"), Range(5, 9, "item")]
    listed = block("arms\nrace", "list", "l1", items)
    assert marked(make_edition(listed, terms=["arms race"])) == []
    verse = block("the arms\nrace went", "verse", "v1")
    edition = make_edition(verse, terms=["arms race"])
    assert marked(edition) == [("arms\nrace", "#term-1")]
    assert "arms<br>\nrace</a>" in page_of(edition).html


def test_a_term_that_a_sign_would_stand_in_is_marked_at_its_next_place():
    words = "D. Medvedev came; D. Medvedev went"
    edition = make_edition(block(words), people=["D. Medvedev"], notes=[note(0, 2)])
    html = page_of(edition).html
    assert marked(edition) == [("D. Medvedev", "#person-1")]
    assert html.index('class="vr-noteref"') < html.index('class="vr-term"')


def test_a_note_that_begins_within_a_term_is_marked_in_it_and_after_it():
    edition = make_edition(block("D. Medvedev came"), people=["D. Medvedev"], notes=[note(3, 16)])
    tree = parse(page_of(edition).html)
    [words] = [e for e in tree.iter() if e.get("class") == "vr-text"]
    [link] = [e for e in words.iter("a") if e.get("class") == "vr-term"]
    assert "".join(link.itertext()) == "D. Medvedev"
    assert [e.text for e in words.iter("mark")] == ["Medvedev", " came"]
    assert "".join(words.itertext()) == "D. Medvedev came"


def test_the_sign_of_a_correction_stands_after_the_term_it_ends():
    change = Change(Span(0, 0), Span(2, 8), "author-name")
    edition = make_edition(block("A. Sueldo says"), people=["A. Sueldo"], changes=[change])
    html = page_of(edition).html
    assert marked(edition) == [("A. Sueldo", "#person-1")]
    assert html.index("</a>", html.index('class="vr-term"')) < html.index('class="vr-correction"')


@pytest.mark.parametrize("slug", ["", "one"])
def test_the_page_explains_what_it_marks_and_leads_to_the_lists(slug):
    edition = make_edition(
        block("The reset, by A. Sueldo."), terms=["ABM", "reset"], people=["A. Sueldo"], slug=slug
    )
    page = page_of(edition)
    tree = parse(page.html)
    [section] = [e for e in tree.iter("section") if e.get("id") == "vr-terms"]
    assert [e.get("id") for e in section.iter("dt")] == ["term-2", "person-1"]
    assert ["".join(e.itertext()) for e in section.iter("dt")] == ["reset", "A. Sueldo"]
    root = "../" if slug else ""
    assert [e.get("href") for e in section.iter("a")] == [
        f"{root}glossary/#term-2", f"{root}people/#person-1",
    ]  # fmt: skip
    assert "What it is." in "".join(section.itertext())
    assert [title for _, _, title in page.contents] == ["The text", "Terms and names", "The marks"]
    assert "dashed" in page.html


def test_a_page_that_names_nothing_of_the_lists_has_no_part_for_them():
    page = page_of(make_edition(block("Nothing here."), terms=["reset"], people=["A. Sueldo"]))
    assert "vr-term" not in page.html
    assert [title for _, _, title in page.contents] == ["The text"]


def test_what_is_said_of_a_term_is_in_the_edition_s_language_and_the_rest_in_the_reader_s():
    edition = make_edition(block("Der Neustart"), terms=["Neustart"], language="de")
    tree = parse(page_of(edition).html)
    [section] = [e for e in tree.iter("section") if e.get("id") == "vr-terms"]
    assert [e.get("lang") for e in section.iter("h2")] == ["en"]
    assert [e.get("lang") for e in section.iter("dt")] == [None]
