"""How passages, notes and essays are cited: what is shown is what the styles' own processor prints."""

import json
import re
from dataclasses import replace

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum import load
from variorum.citable import Citable, cite_note, list_citables, name_authors
from variorum.cite import STYLES, format_forms, list_forms
from variorum.cite.style import read_style
from variorum.model import Name, Site
from variorum.pandoc import run_pandoc
from variorum.render.passages import render_slim_pages

SITE = Site("Variorum", "https://example.org/variorum/")
PLAIN = ["-t", "plain", "--wrap=none", "--citeproc", "--csl=style.csl", "--bibliography=items.json"]


def cite_as_processor_does(citables, style: str) -> dict[str, str]:
    """Return what pandoc prints of each item with the style as it is published: the note or brackets, the entry."""
    items = [dict(citable.item) for citable in citables]
    files = {"style.csl": read_style(style, folder=None), "items.json": json.dumps(items).encode()}
    printed = {}
    for citable in citables:
        name = citable.item["id"]
        locator = f", ¶ {citable.block[1:]}" if citable.block else ""
        source = f"---\nlang: en-US\n---\n[@{{{name}}}{locator}]\n"
        words = run_pandoc(["-f", "markdown", *PLAIN], source=source.encode(), files=files).decode()
        # what is no paragraph stands where a paragraph would
        place = rf"para?\.\s+{citable.block[1:]}(?!\w)"
        printed[name] = re.sub(place, citable.place, words) if citable.place else words
    return printed


@pytest.fixture(scope="module")
def edition():
    from conftest import SAMPLE

    root = SAMPLE.parent.parent.parent
    folder = root / "source" / "holding-the-reset-hostage"
    cache = root / ".cache" / "variorum"
    return load(folder, root=root, cache=cache, site=SITE, forms=True).edition


def check_against_processor(forms, citables) -> None:
    for name, style in STYLES.items():
        for citable in citables:
            (printed,) = cite_as_processor_does([citable], style).values()
            (form,) = [f for f in list_forms(forms, citable) if f.style == name]
            shown = " ".join(printed.split())
            assert form.entry.text
            assert form.call.text
            assert form.entry.text in shown, citable.item
            assert form.call.text in shown, citable.item


def test_what_is_shown_is_what_the_styles_print(edition):
    blocks = {"hostage", "p9", "f1", "b2"}
    citables = [c for c in list_citables(edition) if c.item["id"].rpartition("-")[2] in blocks]
    citables += [cite_note(edition, note) for note in edition.annotations[5:6]]
    assert len(citables) >= 5
    assert [c.place for c in citables if c.place] == [
        "front matter 1",
        "back matter 2",
        "on paragraph 1",
    ]
    check_against_processor(edition.forms, citables)


TITLES = [
    "The visa agreement",
    "“A devaluing its strategic force”",
    "Russia’s answer: yes & no",
    "the lower case of an iPhone",
    "<i>Monterey</i> in the Black Sea",
    'Was it "so"',
    "Ракеты и договор",
    "A & B < C",
]


def test_titles_of_every_sort_are_printed_as_the_styles_print_them(edition):
    note = edition.annotations[5]
    notes = [
        cite_note(edition, replace(note, stem=f"n{number}", title=title))
        for number, title in enumerate(TITLES)
    ]
    forms = format_forms(notes, authors="", locale="en-US", cache=None)
    check_against_processor(forms, notes)


@settings(max_examples=3)
@given(
    st.lists(
        st.text(st.sampled_from("abTHEof ofI,:-–’é0 .?“”&<"), min_size=1, max_size=24),
        min_size=30,
        max_size=30,
    )
)
def test_a_title_put_in_afterwards_reads_as_one_formatted(titles):
    item = {
        "type": "chapter",
        "author": [{"literal": "A B"}],
        "container-title": "C",
        "language": "en",
    }
    alone, together = [], []
    for number, title in enumerate(titles):
        words = title.strip() or "x"
        full = item | {
            "id": f"i{number}",
            "title": words,
            "URL": f"https://example.org/{number}/?a=1&b=2",
        }
        together.append(Citable("note", full, f"{number}/", "p3a"))
    forms = format_forms(together, authors="", locale="en-US", cache=None)
    for citable in together:
        # a number among the other fields, as the marks have it, makes a sort of its own
        odd = Citable("note", {**citable.item, "annote": "98765"}, citable.path, citable.block)
        alone.append(odd)
    each = format_forms(alone, authors="", locale="en-US", cache=None)
    for citable, odd in zip(together, alone, strict=True):
        assert list_forms(forms, citable) == list_forms(each, odd)


def test_what_a_style_lists_nowhere_has_no_empty_place(tmp_path):
    """Chicago lists no speech without publisher and address: a site that does not know its own has none."""
    from conftest import SAMPLE

    speech = load(SAMPLE, root=SAMPLE.parent.parent, cache=tmp_path, forms=True).edition
    pages = {page.path: page.html for page in render_slim_pages(speech)}
    page = html5lib.parse(pages["p1/"], namespaceHTMLElements=False)
    shown = ["".join(e.itertext()) for e in page.iter() if e.get("class") == "vr-cited-as"]
    assert len(shown) == 2 * len(STYLES) - 1
    assert all(shown)
    [told] = [e.text for e in page.iter() if e.get("class") == "vr-unlisted"]
    assert told == "This style lists no work that has neither a publisher nor an address."


def test_a_place_stands_where_a_paragraph_would_in_every_language(edition):
    note = cite_note(edition, edition.annotations[0])
    assert note.place == "on front matter 1"
    for locale in ("ar", "de-DE", "en-GB", "fa", "fr-FR", "he", "ja", "ru-RU", "zh-CN"):
        forms = format_forms([note], authors="", locale=locale, cache=None)
        paragraph = replace(note, place="", block="p7")
        numbered = format_forms([paragraph], authors="", locale=locale, cache=None)
        for form, other in zip(
            list_forms(forms, note), list_forms(numbered, paragraph), strict=True
        ):
            assert note.place in form.call.text, locale
            before, after = form.call.text.split(note.place)
            assert other.call.text.startswith(before), locale
            assert other.call.text.endswith(after), locale
            assert "7" in other.call.text[len(before) :], locale


def test_a_style_leaves_the_authors_names_in_a_title_as_they_are(edition):
    author = Name(family="van der Berg", given="Jan Willem")
    renamed = replace(edition, authors=(author,))
    note = cite_note(renamed, renamed.annotations[0])
    forms = format_forms([note], authors=name_authors(renamed), locale="en-US", cache=None)
    printed = [form.entry.text for form in list_forms(forms, note)]
    assert all("by Jan Willem van der Berg: An " in words for words in printed)
