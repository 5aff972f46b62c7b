"""The feed as programs that follow editions read it, and as RFC 4287 wants it."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import urljoin

import feedparser
import html5lib
import pytest
from hypothesis import given, settings
from lxml import etree
from test_generated_pages import editions as generated_editions
from test_render_pages import make_edition, make_text
from whole_editions import SITE

from variorum.export import choose_formats
from variorum.export.annotations import make_annotations
from variorum.export.feed import LENGTH, make_feed
from variorum.model import Edition, RegisteredId, Review, Site

EDITIONS = ("first", "sample", "four-scripts", "hostile", "hard", "hebrew")
ATOM = "{http://www.w3.org/2005/Atom}"
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"]+")
MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")


def read(edition: Edition):
    """Return the feed's root."""
    return etree.fromstring(make_feed(edition))


def get(element, name: str) -> str:
    (child,) = element.findall(f"{ATOM}{name}")
    return child.text


def list_entries(edition: Edition) -> list:
    return read(edition).findall(f"{ATOM}entry")


def list_ids(edition: Edition) -> dict[str, str]:
    """Return the ids of the feed and its entries by what they are of."""
    feed = read(edition)
    entries = feed.findall(f"{ATOM}entry")
    links = (entry.find(f"{ATOM}link").get("href") for entry in entries)
    paths = (link.removeprefix(edition.address) for link in links)
    return {"": get(feed, "id"), **dict(zip(paths, (get(e, "id") for e in entries), strict=True))}


# -- What the standard wants ---------------------------------------------------------------------

FEED = {
    "author": (0, None), "category": (0, None), "contributor": (0, None), "generator": (0, 1), "icon": (0, 1),
    "id": (1, 1), "link": (1, None), "logo": (0, 1), "rights": (0, 1), "subtitle": (0, 1), "title": (1, 1),
    "updated": (1, 1), "entry": (0, None),
}  # fmt: skip
"""Section 4.1.1: how often each may stand in a feed."""
ENTRY = {
    "author": (1, None), "category": (0, None), "content": (0, 1), "contributor": (0, None), "id": (1, 1),
    "link": (0, None), "published": (0, 1), "rights": (0, 1), "source": (0, 1), "summary": (0, 1), "title": (1, 1),
    "updated": (1, 1),
}  # fmt: skip
"""Section 4.1.2, where the feed has no author."""


def check(edition: Edition) -> None:
    """Hold a feed to the rules of RFC 4287."""
    feed = read(edition)
    assert feed.tag == f"{ATOM}feed"
    check_children(feed, FEED)
    entries = feed.findall(f"{ATOM}entry")
    for entry in entries:
        check_children(entry, ENTRY)
        assert TIME.fullmatch(get(entry, "published"))
        assert get(entry, "published") <= get(entry, "updated")
        relations = [link.get("rel") for link in entry.findall(f"{ATOM}link")]
        assert relations == ["alternate"]
        (content,) = entry.findall(f"{ATOM}content")
        assert (content.get("type"), len(content)) == ("html", 0)
    relations = Counter(link.get("rel") for link in feed.findall(f"{ATOM}link"))
    assert (relations["self"], relations["alternate"]) == (1, 1)
    ids = [get(element, "id") for element in (feed, *entries)]
    assert len(set(ids)) == len(ids)
    for element in feed.iter():
        check_element(element)


def check_children(element, allowed: dict[str, tuple[int, int | None]]) -> None:
    found = Counter(child.tag.removeprefix(ATOM) for child in element)
    assert found.keys() <= allowed.keys()
    for name, (least, most) in allowed.items():
        assert least <= found[name] <= (found[name] if most is None else most), name


def check_element(element) -> None:
    """Hold an element to what is said of it wherever it stands: sections 3 and 4.2."""
    name = element.tag.removeprefix(ATOM)
    if name in ("updated", "published"):
        assert TIME.fullmatch(element.text)
    elif name == "id":
        assert IRI.fullmatch(element.text)
    elif name in ("author", "contributor"):
        check_children(element, {"name": (1, 1), "uri": (0, 1), "email": (0, 1)})
        assert get(element, "name").strip()
    elif name == "category":
        assert element.get("term")
    elif name == "link":
        assert element.get("href")
        assert MEDIA_TYPE.fullmatch(element.get("type", "text/html"))
    elif name in ("title", "subtitle", "rights"):
        assert len(element) == 0
        assert element.get("type", "text") == "text"


@pytest.mark.parametrize("name", EDITIONS)
def test_a_feed_is_well_formed_and_keeps_the_rules(name, whole_editions):
    edition = whole_editions[name]
    check(edition)
    parsed = feedparser.parse(make_feed(edition))
    assert parsed.bozo == 0
    assert parsed.version == "atom10"
    assert parsed.feed.title == get(read(edition), "title")
    count = sum(map(len, (edition.annotations, edition.sidebars, edition.emendations)))
    assert len(parsed.entries) == min(count, LENGTH) > 0


@settings(max_examples=60)
@given(generated_editions())
def test_a_feed_of_any_edition_keeps_the_rules(edition):
    check(replace(edition, site=SITE))
    assert feedparser.parse(make_feed(edition)).bozo == 0


# -- What a reader is told -----------------------------------------------------------------------


def test_an_entry_says_what_a_note_is_on_what_it_says_who_wrote_it_and_when():
    edition = replace(make_edition(), site=SITE)
    note = replace(
        edition.annotations[1], by=("Ada", "Bo"), reviewed=Review(("C",), date(2027, 1, 3))
    )
    feed = feedparser.parse(make_feed(replace(edition, annotations=(note,))))
    entry = feed.entries[0]
    assert (entry.title, entry.link) == (
        "What came",
        "https://example.org/books/hostage/notes/later/",
    )
    assert [author.name for author in entry.authors] == ["Ada", "Bo"]
    assert (entry.published, entry.updated) == ("2026-11-24T00:00:00Z", "2027-01-03T00:00:00Z")
    assert [(tag.term, tag.label) for tag in entry.tags] == [
        ("hindsight", "Hindsight"),
        ("draft", "draft"),
    ]
    html = entry.content[0].value
    assert "planned interceptor" in html
    assert '<a href="https://example.org/books/hostage/sources/#ref-treaty">Treaty</a>' in html
    assert "As of 2 January 2026" in html


def test_a_correction_is_told_with_both_readings_and_the_reason():
    edition = replace(make_edition(), site=SITE)
    entries = feedparser.parse(make_feed(edition)).entries
    (entry,) = (one for one in entries if one.link.endswith("#emendation-author-name"))
    assert entry.link == "https://example.org/books/hostage/apparatus/#emendation-author-name"
    assert entry.title == "Correction in f2: a name"
    assert [tag.term for tag in entry.tags] == ["correction", "name"]
    words = "".join(html5lib.parse(entry.content[0].value).itertext())
    assert re.search("printed.*Suelo.*read.*Sueldo.*So he signs", words)


def test_the_feed_says_what_it_is_of_whose_it_is_and_where_it_is_found():
    edition = replace(make_edition(), site=SITE)
    feed = read(edition)
    links = {
        link.get("rel"): (link.get("href"), link.get("type"))
        for link in feed.findall(f"{ATOM}link")
    }
    home = "https://example.org/books/hostage/"
    assert links == {
        "self": (f"{home}feed.atom", "application/atom+xml"),
        "alternate": (home, "text/html"),
        "license": ("https://creativecommons.org/licenses/by/4.0/", None),
    }
    assert get(feed, "title") == "The Hostage, by A. Sueldo: An annotated edition"
    assert get(feed, "rights") == "CC BY 4.0"
    assert get(feed, "updated") == "2026-11-24T00:00:00Z"
    (item,) = choose_formats(["feed.atom"])
    assert item.make(edition) == make_feed(edition)


def test_without_an_address_links_are_relative_to_where_the_feed_lies():
    edition = make_edition()
    assert edition.address == ""
    check(edition)
    there, here = (
        {
            urljoin("https://example.org/books/hostage/feed.atom", link.get("href"))
            for link in read(one).iter(f"{ATOM}link")
        }
        for one in (replace(edition, site=SITE), edition)
    )
    assert there == here
    assert 'href="./sources/#ref-treaty"' in make_feed(edition).decode()


def test_the_newest_come_first_and_what_is_older_than_the_last_of_a_hundred_is_left_out():
    edition = replace(make_edition(), site=SITE)
    note = replace(edition.annotations[0], see=())
    days = [date(2020, 1, 1) + timedelta((number * 37) % 150) for number in range(150)]
    # every other one was written long before, and reviewed on its day
    notes = tuple(
        replace(note, stem=f"n{n}", date=date(2019, 1, 1), reviewed=Review(note.by, day))
        if n % 2
        else replace(note, stem=f"n{n}", date=day, reviewed=None)
        for n, day in enumerate(days)
    )
    feed = read(replace(edition, annotations=notes, sidebars=(), emendations=()))
    told = [get(entry, "updated")[:10] for entry in feed.findall(f"{ATOM}entry")]
    assert told == [day.isoformat() for day in sorted(days, reverse=True)[:LENGTH]]
    assert get(feed, "updated")[:10] == told[0]


def test_of_one_day_the_order_of_the_edition_holds():
    entries = list_entries(make_edition())
    titles = [get(entry, "title") for entry in entries]
    assert titles[:3] == ["The plan & its <stages>", "What came", "The reset"]


def test_an_edition_that_nobody_has_said_anything_about_has_a_feed_too():
    bare = replace(make_edition(), annotations=(), sidebars=(), emendations=())
    check(bare)
    known = RegisteredId("p1", "paragraph", "", date(2026, 11, 20), "", None, (), (), "words")
    assert get(read(replace(bare, registry=(known,))), "updated") == "2026-11-20T00:00:00Z"


# -- What stays ----------------------------------------------------------------------------------


def test_ids_stay_when_site_titles_and_texts_change():
    edition = replace(make_edition(), site=SITE)
    text = make_text(title="Renamed")
    blocks = tuple(
        replace(block, text=block.text.replace("End", "The end")) for block in text.blocks
    )
    changed = replace(
        edition,
        site=Site("Elsewhere", "https://example.com/x/"),
        title="Another title",
        url="https://example.com/work",
        issued="2011",
        texts=(make_text(slug="before"), replace(text, blocks=blocks, sha256="0" * 64)),
        annotations=tuple(replace(note, title="New") for note in edition.annotations[::-1]),
    )
    assert list_ids(changed) == list_ids(edition)


def test_a_note_that_was_renamed_has_the_id_of_its_first_name():
    edition = replace(make_edition(), site=SITE)
    note = edition.annotations[0]

    def line(stem: str, heir: str = "") -> RegisteredId:
        retired = date(2026, 11, 25) if heir else None
        told = f"renamed to note-{heir}" if heir else ""
        leads = (f"note-{heir}",) if heir else ()
        return RegisteredId(
            f"note-{stem}", "annotation", "", date(2026, 11, 24), told, retired, leads, leads, "T"
        )

    first = replace(edition, registry=(line(note.stem),))
    name = list_ids(first)[f"notes/{note.stem}/"]
    renamed = replace(note, stem="third")
    lines = (line(note.stem, "second"), line("second", "third"), line("third"))
    third = replace(edition, registry=lines, annotations=(renamed, *edition.annotations[1:]))
    assert list_ids(third)["notes/third/"] == name
    assert name.encode() in make_annotations(third)


def test_two_editions_have_no_id_in_common():
    edition = replace(make_edition(), site=SITE)
    first, second = (
        RegisteredId("p1", "paragraph", "", date(2026, 11, day), "", None, (), (), "words")
        for day in (20, 21)
    )
    others = (
        edition,
        replace(edition, slug="other"),
        replace(edition, registry=(first,)),
        replace(edition, registry=(second,)),
    )
    ids = [id_ for one in others for id_ in list_ids(one).values()]
    assert len(set(ids)) == len(ids)


def test_what_is_added_later_changes_no_id():
    edition = replace(make_edition(), site=SITE)
    first, later = (
        RegisteredId(name, "paragraph", "", date(2026, 11, day), "", None, (), (), "words")
        for name, day in (("p1", 20), ("p2", 10))
    )
    before = list_ids(replace(edition, registry=(first,)))
    note = replace(edition.annotations[0], stem="another", see=())
    notes = (note, *edition.annotations)
    after = list_ids(replace(edition, registry=(first, later), annotations=notes))
    assert before.items() < after.items()


# -- What strangers write ------------------------------------------------------------------------

HOSTILE = '"><script>alert(1)</script> &copy; ]]> <![CDATA[ \u202e & \x00\x0b\ufffe\ud800'


def test_hostile_titles_and_names_are_words():
    edition = make_edition()
    note = replace(edition.annotations[0], title=HOSTILE, by=(HOSTILE,), quote=HOSTILE)
    hostile = replace(
        edition, title=HOSTILE, licence=HOSTILE, editors=(HOSTILE,), annotations=(note,)
    )
    check(hostile)
    kept = HOSTILE.rstrip("\x00\x0b\ufffe\ud800")
    feed = read(hostile)
    assert (get(feed, "rights"), kept in get(feed, "title")) == (kept, True)
    entry = feed.find(f"{ATOM}entry")
    assert get(entry, "title") == kept
    assert get(entry.find(f"{ATOM}author"), "name") == kept
    tree = html5lib.parse(get(entry, "content"), namespaceHTMLElements=False)
    assert not list(tree.iter("script"))
    assert kept in "".join(tree.itertext())


def test_an_edition_in_hebrew_runs_from_right_to_left_in_a_feed(whole_editions):
    edition = whole_editions["hebrew"]
    for entry in list_entries(edition):
        html = get(entry, "content")
        (div,) = html5lib.parse(html, namespaceHTMLElements=False).find("body")
        assert (div.get("lang"), div.get("dir")) == ("he", "rtl")
