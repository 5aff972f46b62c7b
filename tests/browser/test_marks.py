"""Marks tell their kinds by the line, lead to every note that words have, and need neither a pointer nor a script."""

import pytest
from playwright.sync_api import Locator, Page, expect

REAL = "holding-the-reset-hostage/"
HARD = "hard/"
LINES = {"hindsight": "double", "dispute": "dotted"}
"""Of the kinds whose line is not solid."""
CHOOSER = "Notes on these words"
MIDDLE = """(words) => {
  const { left, top, width, height } = words.getClientRects()[0];
  return [left + width / 2, top + height / 2];
}"""


def line_of(element: Locator) -> str:
    """Return the style of the line under some words."""
    return element.evaluate("words => getComputedStyle(words).textDecorationStyle")


def lemma(page: Page, stems: str) -> Locator:
    """Return words that have just these notes."""
    return page.locator(f'.vr-lemma[data-annotations="{stems}"]').first


def choices(page: Page) -> list[str]:
    """Return what the chooser offers."""
    chooser = page.get_by_role("group", name=CHOOSER)
    expect(chooser).to_be_visible()
    return chooser.get_by_role("button").all_text_contents()


def test_the_line_tells_the_kind_and_the_note_and_the_legend_show_the_same(page) -> None:
    kinds = set()
    for note in page.locator(".vr-annotation").all():
        kind = note.get_attribute("data-kind")
        words = lemma(page, note.get_attribute("id").removeprefix("note-"))
        if words.count() == 0:
            continue  # it shares all its words with another
        kinds.add(kind)
        expected = LINES.get(kind, "solid")
        assert (line_of(words), line_of(note.locator(".vr-kind"))) == (expected, expected), kind
        assert (
            words.evaluate("words => parseFloat(getComputedStyle(words).textDecorationThickness)")
            <= 2
        )
    assert kinds >= {"hindsight", "dispute", "context", "evidence"}
    keys = page.locator(".vr-legend .vr-key")
    assert [line_of(key) for key in keys.all()] == ["solid", "dotted", "double"]


def test_the_line_stays_a_line_in_the_colours_of_the_system(open_page) -> None:
    page = open_page(REAL, forced_colors="active")
    words = page.locator(".vr-lemma")
    assert {line_of(one) for one in words.all()} == {"solid", "double", "dotted"}
    expect(words.first).to_have_css("text-decoration-line", "underline")


@pytest.mark.parametrize(
    "path", [REAL, f"{REAL}apparatus/", f"{REAL}timeline/", f"{REAL}map/", f"{REAL}glossary/"]
)
def test_nothing_is_said_by_a_tooltip_alone(open_page, path) -> None:
    page = open_page(path)
    if path == REAL:
        page.locator(".vr-noteref").first.click()
        page.locator(".vr-term").last.press("Enter")
        page.keyboard.press("Escape")
    assert page.locator("article [title]").count() == 0


def test_pointing_opens_nothing(open_page) -> None:
    page = open_page(REAL, width=768)
    page.locator(".vr-lemma").first.hover()
    page.locator(".vr-noteref").first.hover()
    page.locator(".vr-term").first.hover()
    expect(page.locator(".vr-annotation").first).to_be_hidden()
    expect(page.locator(".vr-panel[role=group]")).to_have_count(0)


@pytest.mark.parametrize("width", [1440, 375])
def test_words_of_two_notes_ask_which(open_hard, width) -> None:
    page = open_hard(HARD, width=width)
    noon = lemma(page, "twelve-2 twelve-3")
    noon.click()
    assert choices(page) == ["2 Context Twelve 2", "3 Evidence Twelve 3"]
    page.get_by_role("button", name="3 Evidence Twelve 3").click()
    expect(page.locator("#note-twelve-3")).to_be_focused()
    expect(page.get_by_role("group", name=CHOOSER)).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator('.vr-noteref[href="#note-twelve-3"]')).to_be_focused()


def test_the_chooser_is_used_by_keys_and_closed_by_escape(open_hard) -> None:
    page = open_hard(HARD)
    page.locator("#p3 .vr-number").focus()
    lemma(page, "twelve-7 twelve-4 twelve-6").click()
    assert len(choices(page)) == 3
    page.keyboard.press("Escape")
    expect(page.get_by_role("group", name=CHOOSER)).to_have_count(0)
    lemma(page, "twelve-7 twelve-4 twelve-6").click()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#note-twelve-4")).to_be_focused()


def test_the_chooser_goes_when_one_clicks_elsewhere(open_hard) -> None:
    page = open_hard(HARD)
    lemma(page, "twelve-2 twelve-3").click()
    choices(page)
    page.mouse.click(10, 700)
    expect(page.get_by_role("group", name=CHOOSER)).to_have_count(0)


@pytest.mark.parametrize(
    ("edition", "stems", "notes", "term", "explained"),
    [
        (HARD, "twelve-10 twelve-11", 2, "casks", "A barrel"),
        (REAL, "irritant", 1, "irritant", "standing cause of friction"),
    ],
)
def test_words_that_are_a_term_too_offer_both(
    open_page, open_hard, edition, stems, notes, term, explained
) -> None:
    page = (open_page if edition == REAL else open_hard)(edition)
    page.locator(f'.vr-term .vr-lemma[data-annotations="{stems}"]').first.click()
    offered = choices(page)
    assert len(offered) == notes + 1
    assert offered[-1] == term
    page.get_by_role("group", name=CHOOSER).get_by_role("button").last.click()
    expect(page.locator(".vr-panel:popover-open")).to_contain_text(explained)
    page.keyboard.press("Escape")
    expect(page.locator(".vr-panel:popover-open")).to_have_count(0)


def test_every_note_is_reached_from_its_words_whatever_crosses_them(open_hard) -> None:
    page = open_hard(HARD, width=768)
    reached = set()
    for words in page.locator("#p2 .vr-lemma").all():
        stems = (words.get_attribute("data-annotations") or "").split()
        if not (words.text_content() or "").strip():
            continue
        words.scroll_into_view_if_needed()
        page.mouse.click(*words.evaluate(MIDDLE))
        if len(stems) > 1 or words.evaluate("words => !!words.closest('.vr-term')"):
            numbers = [choice.split()[-1] for choice in choices(page)][: len(stems)]
            assert numbers == [stem.removeprefix("twelve-") for stem in stems]
            page.get_by_role("group", name=CHOOSER).get_by_role("button").first.click()
            reached |= set(stems)
        else:
            reached |= set(stems)
        expect(page.locator(f"#note-{stems[0]}")).to_be_focused()
        page.keyboard.press("Escape")
    assert len(reached) == 12


@pytest.mark.parametrize("width", [1440, 375])
def test_of_signs_side_by_side_each_number_opens_its_own_note(open_hard, width) -> None:
    page = open_hard(HARD, width=width)
    page.locator("#p2").scroll_into_view_if_needed()
    for stem in ("twelve-2", "twelve-3", "twelve-7", "twelve-4", "twelve-9", "twelve-8"):
        page.locator(f'.vr-noteref[href="#note-{stem}"]').click()  # in its middle
        expect(page.locator(f"#note-{stem}")).to_be_focused()
        page.keyboard.press("Escape")


@pytest.mark.parametrize("width", [1440, 768, 375])
def test_without_scripts_a_sign_leads_to_its_note_and_lights_it(open_page, width) -> None:
    page = open_page(REAL, width=width, javascript=False)
    note = page.locator("#note-curbed-by-agreement")
    before = note.evaluate("note => getComputedStyle(note).backgroundColor")
    page.locator('.vr-noteref[href="#note-curbed-by-agreement"]').press("Enter")
    expect(note).to_be_in_viewport()
    expect(note.locator(".vr-note-body")).to_be_in_viewport()
    header = page.locator(".md-header").bounding_box()
    assert note.bounding_box()["y"] >= header["height"]
    assert note.evaluate("note => getComputedStyle(note).backgroundColor") != before
    page.go_back()
    expect(page.locator('.vr-noteref[href="#note-curbed-by-agreement"]')).to_be_in_viewport()
