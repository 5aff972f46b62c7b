"""The days up to which a commentary holds, and how far its edition's knowledge reaches."""

import re

import pytest

from variorum import render_pages

STRICT = "commentary: {strict: true}\n"


def hold(project, fields: str) -> None:
    text = (project.folder / "edition.yml").read_text(encoding="utf-8")
    project.write("edition.yml", text + fields)


def show(project) -> list[str]:
    """Return what is said of days."""
    return [line for line in project.problems(preview=True) if re.search(r"V22\d", line)]


def add(project, note, body: str, **fields: str | None) -> list[str]:
    project.write("annotations/the-war.md", note(body, **fields))
    return show(project)


def test_a_note_that_speaks_of_later_years_says_up_to_when(project, note):
    hold(project, STRICT)
    body = "In 1863 so.\nIn 1913 and 1938 otherwise [@declaration-1776, p. 1999]."
    (said,) = add(project, note, body)
    assert said.startswith(
        "annotations/the-war.md:11:13: V220 speaks of 1938, after the text, which is of 1863-11-19"
    )
    assert add(project, note, body, as_of="1938-07-03") == []
    planned = add(
        project, note, "In 1913 they planned for 1938 [@declaration-1776].", as_of="1913-07-03"
    )
    assert planned == []


def test_an_edition_that_is_not_strict_does_not_ask(project, note):
    hold(project, "as-of: 2026-06-30\n")
    assert add(project, note, "In 1938 [@declaration-1776].") == []


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("1901–1938", 1938),
        ("the 1930s", 1930),
        ("1935/36", 1935),
        ("(2012)", 2012),
        ("2012.", 2012),
        ("2,016 men", None),
        ("$2016", None),
        ("S-2000", None),
        ("20160", None),
        ("1863", None),
        ("2012 %", 2012),
        ("2030", None),
    ],
)
def test_what_is_a_year_and_which_are_hindsight(project, note, words, year):
    hold(project, f"as-of: 2026-06-30\n{STRICT}")
    said = add(project, note, f"So {words} it was [@declaration-1776].")
    assert [re.search(r"speaks of (\d+)", line)[1] for line in said] == (
        [str(year)] if year else []
    )


def test_essays_terms_and_people_say_so_too(project):
    hold(project, STRICT)
    project.replace("people.yml", "1865.", "1865; on the coin since 1909.")
    text = (project.folder / "sidebars/the-copies.md").read_text(encoding="utf-8")
    project.write("sidebars/the-copies.md", f"{text}\nSold in 1949.\n")
    project.write("glossary.yml", "- term: score\n  text: Used until 1950.\n")
    assert sorted(" ".join(line.split(" ")[:5]) for line in show(project)) == [
        "glossary.yml:2:20: V220 speaks of 1950,",
        "people.yml:4:77: V220 speaks of 1909,",
        f"sidebars/the-copies.md:{text.count(chr(10)) + 2}:9: V220 speaks of 1949,",
    ]
    project.replace("people.yml", "kind: president", "kind: president\n  as-of: 1909-08-02")
    project.replace("sidebars/the-copies.md", "by:", "as-of: 1949-04-27\nby:")
    project.replace("glossary.yml", "- term: score", "- term: score\n  as-of: 1950-01-01")
    assert show(project) == []


def test_nothing_is_later_than_the_edition_s_knowledge(project, note):
    hold(project, "as-of: 1900-06-30\n")
    project.replace("timeline.yml", "1863-11-19", "1900-07")
    (row, said) = sorted(
        add(project, note, "A [@declaration-1776].", as_of="1900-07-01"), reverse=True
    )
    assert row.startswith("timeline.yml:1:9: V222 an event of 1900-07, after the 1900-06-30")
    assert said.startswith(
        "annotations/the-war.md:9:8: V222 as-of 1900-07-01, after the 1900-06-30"
    )
    project.replace("timeline.yml", "1900-07", "1900-06")
    assert add(project, note, "A [@declaration-1776].", as_of="1900-06-30") == []


@pytest.fixture
def dated(project):
    hold(project, "as-of: 2026-06-30\n")
    project.replace("people.yml", "kind: president", "kind: president\n  as-of: 1909-08-02")
    project.replace("sidebars/the-copies.md", "by:", "as-of: 1949-04-27\nby:")
    project.replace("glossary.yml", "- term: score", "- term: score\n  as-of: 1950-01-01")
    return project


def render(project) -> dict[str, str]:
    return {page.path: page.html for page in render_pages(project.load().edition)}


def test_the_reader_is_told_how_far_knowledge_reaches(dated):
    pages = render(dated)
    said = "What is said here of events after 19 November 1863 was known up to 30 June 2026."
    assert " · Knowledge to 30 June 2026 · 3 paragraphs · " in pages["gettysburg/"]
    assert said in pages["gettysburg/sources/"]
    assert said in pages["gettysburg/timeline/"]
    dated.replace("edition.yml", "language: en-US", "language: ru")
    dated.replace("edition.yml", "regularise: [quotes]", "regularise: []")
    pages = {p.path: p.html for p in render_pages(dated.load(preview=True).edition)}
    assert "Сведения на 30 июня 2026\u00a0г." in pages["gettysburg/"]
    assert (
        "(19 ноября 1863\u00a0г.), здесь сказано по сведениям на 30 июня 2026\u00a0г.</p>"
        in (pages["gettysburg/sources/"])
    )


def test_the_reader_is_told_up_to_when_an_essay_a_term_and_a_person_hold(dated):
    pages = render(dated)
    essay = pages["gettysburg/context/the-copies/"]
    assert '<p class="vr-signed">As of 27 April 1949 · <a ' in essay
    assert '<p class="vr-note-foot">As of 27 April 1949 · <a ' in pages["gettysburg/"]
    assert '<p class="vr-see">As of 1 January 1950' in pages["gettysburg/glossary/"]
    assert '<p class="vr-see">As of 2 August 1909</p>' in pages["gettysburg/people/"]
    assert '<p class="vr-see">As of 1 January 1950 · <a ' in pages["gettysburg/"]


def test_without_it_nothing_is_said(project):
    assert not any("Knowledge" in html or "As of" in html for html in render(project).values())
