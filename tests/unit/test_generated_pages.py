"""Any edition: its pages are valid HTML that keeps the words, and every link of a page leads somewhere."""

from dataclasses import replace
from datetime import date
from urllib.parse import urldefrag, urljoin

import html5lib
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import copy_texts, emendations, passages

from variorum.emend import emend, find_edits
from variorum.model import Annotation, Edition, Emendation, Name, Person, Prose, Term, Text
from variorum.registry import identify
from variorum.render.pages import render_pages
from variorum.render.passages import render_slim_pages

DAY = date(2026, 11, 24)
BY = ("The Variorum editors",)
BLOCK_LEVEL = frozenset(
    "p div li ul ol table tr td th caption pre blockquote h1 h2 h3 h4 h5 h6 figure".split()
)
KINDS = ["context", "explanation", "evidence", "dispute", "hindsight", "textual"]


def prose(words: str) -> Prose:
    return Prose(words, f"<p>{words}</p>", words)


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    """An edition of one or two texts with emendations and with notes on any of its words."""
    slugs = draw(st.sampled_from([("",), ("", "two"), ("one", "two")]))
    texts: list[Text] = []
    made: list[Emendation] = []
    notes: list[Annotation] = []
    for slug in slugs:
        words = draw(copy_texts(most=4))
        declared = draw(emendations(words, most=3))
        edits, _ = find_edits(declared, [words])
        emended = emend(words, edits[0], rules=("quotes", "spaces"), language="en")
        named = {item.id: f"{slug or 'a'}-{item.id}" for item in declared}
        made += [
            Emendation(named[e.id], e.source, e.reading, e.kind, prose("Why."), BY, DAY, e.times)
            for e in declared
        ]
        ids, _, _ = identify([(slug, emended.blocks)], [], (), path="r", preview=True)
        blocks = tuple(replace(b, id=ids[slug, i]) for i, b in enumerate(emended.blocks))
        changes = tuple(replace(c, emendation=named.get(c.emendation, "")) for c in emended.changes)
        texts.append(Text(slug, "A text", "a.md", words.text, blocks, changes))
        noted = [block for block in blocks if block.text.strip()]
        placed = []
        for _ in range(draw(st.integers(0, 4)) if noted else 0):
            block = draw(st.sampled_from(noted))
            placed.append((blocks.index(block), draw(passages(block.text))))
        placed.sort(key=lambda note: (note[0], note[1].end, -note[1].start))
        for number, (i, span) in enumerate(placed, start=1):
            quote = blocks[i].text[span.start : span.end]
            kind = draw(st.sampled_from(KINDS))
            stem = f"n{len(notes)}"
            notes.append(
                Annotation(
                    stem,
                    slug,
                    blocks[i].id,
                    span,
                    quote,
                    number,
                    kind,
                    "A <note>",
                    BY,
                    DAY,
                    "reviewed",
                    prose("Words &amp; more."),
                    f"a/{stem}.md",
                )
            )
    named = [
        block.text[span.start : span.end]
        for block in (b for text in texts for b in text.blocks if b.text)
        for span in draw(st.lists(passages(block.text), max_size=2))
    ]
    terms = tuple(Term(words, (), prose("A term."), ()) for words in named[::2])
    people = tuple(Person(words, "poet", (), prose("A poet.")) for words in named[1::2])
    return Edition(
        slug="work", title="A <work>", authors=(Name("Author", "An"),), container_title="", issued="1863",
        language=draw(st.sampled_from(["en", "ar"])), url="", publisher="", rights="", licence="",
        editors=BY, style="chicago", texts=tuple(texts), emendations=tuple(made), annotations=tuple(notes),
        glossary=terms, people=people,
    )  # fmt: skip


def parse_document(html):
    """Parse a document that must be valid."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)


def parse(html: str):
    """Parse a page as a browser does, and fail where it would have to mend it."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    whole = f"<!DOCTYPE html><html><head><title>t</title></head><body>{html}</body></html>"
    return parser.parse(whole)


def classes(element) -> list[str]:
    return element.get("class", "").split()


@settings(max_examples=150)
@given(editions())
def test_pages_are_valid_keep_the_words_and_lead_only_where_something_is(edition):
    slim = {f"work/{page.path}": page.html for page in render_slim_pages(edition)}
    pages = {page.path: parse(page.html) for page in render_pages(edition)}
    pages |= {path: parse_document(html) for path, html in slim.items()}
    ids = {}
    for path, page in pages.items():
        found = [element.get("id") for element in page.iter() if element.get("id")]
        assert len(found) == len(set(found))
        ids[path] = set(found)
        for mark in (e for e in page.iter() if {"vr-lemma", "vr-emended"} & set(classes(e))):
            assert not BLOCK_LEVEL & {element.tag for element in mark.iter()}
        for link in page.iter("a"):
            assert link.get("href") or "vr-noteref" not in classes(link)
            assert list(link.iter("a")) == [link]
            if "vr-term" in classes(link):
                assert "".join(link.itertext()).strip()
                assert not BLOCK_LEVEL & {element.tag for element in link.iter()}
            if "vr-noteref" in classes(link):
                assert "".join(link.itertext()) == ""
    for path, page in pages.items():
        for link in page.iter("a"):
            address, fragment = urldefrag(urljoin(f"https://e/{path}", link.get("href", "")))
            if address.startswith("https://e/") and not link.get("rel"):
                target = address.removeprefix("https://e/")
                if target == "work/export/" or target.rpartition("/")[2].startswith("citation."):
                    continue  # made of all else
                assert target in pages
                assert not fragment or fragment in ids[target]
    for text in edition.texts:
        page = pages[f"work/{text.slug}/" if text.slug else "work/"]
        shown = {e.get("id"): e for e in page.iter() if "vr-block" in classes(e)}
        for block in text.blocks:
            [words] = [e for e in shown[block.id].iter() if "vr-text" in classes(e)]
            assert "".join(words.itertext()) == block.text
