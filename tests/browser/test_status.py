"""Notes that are reviewed, disputed or drafts are marked, and those of one status can be looked at alone."""

import re

import pytest
from layout import settle
from playwright.sync_api import Page, expect
from test_conformance import FIND_VIOLATIONS, MODULES

HOME = "gettysburg/"
REVIEWED = ["created-equal", "four-score", "the-war"]
DISPUTED = ["objected-to", "the-field"]
DRAFTS = ["their-lives", "to-be-reviewed", "unfinished"]
SIGNS = """signs => signs.filter(sign => sign.checkVisibility({ visibilityProperty: true })).map(sign => {
  const before = getComputedStyle(sign, "::after").content;
  return [sign.hash.replace("#note-", ""), before.includes('","')];
})"""
"""Of each sign that is seen, its note and whether a comma stands before its number."""


def list_shown(page: Page) -> list[str]:
    """List the notes that take room on the page."""
    return sorted(
        page.locator(".vr-annotation").evaluate_all(
            "notes => notes.filter(note => note.getClientRects().length).map(note => note.id.slice(5))"
        )
    )


def list_signs(page: Page) -> list[tuple[str, bool]]:
    return [tuple(sign) for sign in page.locator(".vr-noteref").evaluate_all(SIGNS)]


def switch(page: Page, name: str) -> None:
    button = page.get_by_role("button", name=name, exact=True)
    pressed = button.get_attribute("aria-pressed")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false" if pressed == "true" else "true")


def test_a_page_of_one_status_has_no_filter(page) -> None:
    names = page.locator(".vr-controls [data-layer]").evaluate_all(
        "all => all.map(one => one.dataset.layer)"
    )
    assert names == ["notes", "corrections", "printed", "text"]
    expect(page.locator(".vr-sifted")).to_have_count(0)
    assert page.evaluate("performance.getEntriesByType('resource').map(one => one.name)") != []
    assert not page.evaluate(
        "performance.getEntriesByType('resource').some(one => one.name.includes('tools.js'))"
    )


def test_notes_of_one_status_are_looked_at_alone_and_keep_their_numbers(open_mixed) -> None:
    page = open_mixed(HOME)
    assert list_shown(page) == sorted(REVIEWED + DISPUTED + DRAFTS)
    before = page.locator("#note-objected-to .vr-kind").inner_text()
    switch(page, "Reviewed")
    switch(page, "Drafts")
    expect(page.locator(".vr-sifted")).to_have_text("Notes shown: 2 of 8.")
    assert list_shown(page) == DISPUTED
    assert list_signs(page) == [("objected-to", False), ("the-field", False)]
    assert page.locator("#note-objected-to .vr-kind").inner_text() == before
    # the words of a note that is not shown are like any others
    words = page.get_by_text("great civil war", exact=True)
    expect(words).to_have_css("text-decoration-line", "none")
    expect(page.get_by_text("battle-field", exact=True)).to_have_css(
        "text-decoration-line", "underline"
    )
    switch(page, "Reviewed")
    switch(page, "Drafts")
    expect(page.locator(".vr-sifted")).to_be_empty()
    assert list_shown(page) == sorted(REVIEWED + DISPUTED + DRAFTS)


def test_signs_side_by_side_have_a_comma_between_those_that_are_seen(open_mixed) -> None:
    page = open_mixed(HOME)
    [first, second, third] = list_signs(page)[:3]
    assert [first[1], second[1], third[1]] == [False, True, True]
    switch(page, "Disputed")
    expect(page.locator(".vr-sifted")).not_to_be_empty()
    assert list_signs(page)[:2] == [("four-score", False), ("unfinished", True)]
    switch(page, "Reviewed")
    expect(page.locator(".vr-sifted")).to_have_text("Notes shown: 3 of 8.")
    assert list_signs(page)[0] == ("unfinished", False)


def test_the_address_and_the_browser_keep_the_choice(open_mixed) -> None:
    page = open_mixed(HOME)
    switch(page, "Drafts")
    expect(page).to_have_url(re.compile(r"\?view=no-draft$"))
    address = page.url.partition("?")[0]
    page.goto(address)
    expect(page.locator(".vr-sifted")).to_have_text("Notes shown: 5 of 8.")
    page.goto(f"{address}?view=no-reviewed,no-disputed")
    expect(page.locator(".vr-sifted")).to_have_text("Notes shown: 3 of 8.")
    assert list_shown(page) == DRAFTS
    expect(page.get_by_role("button", name="Drafts")).to_have_attribute("aria-pressed", "true")


def test_an_address_of_a_note_shows_it_whatever_was_chosen(open_mixed) -> None:
    page = open_mixed(f"{HOME}?view=no-draft,no-disputed#note-the-field")
    expect(page.locator("#note-the-field")).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?view=no-draft#note-the-field$"))
    expect(page.locator(".vr-sifted")).to_have_text("Notes shown: 5 of 8.")


def test_neither_keys_nor_a_click_reach_a_note_that_is_not_shown(open_mixed) -> None:
    page = open_mixed(f"{HOME}?view=no-disputed,no-draft")
    expect(page.locator(".vr-sifted")).to_have_text("Notes shown: 3 of 8.")
    reached = []
    for _ in range(4):
        page.keyboard.press("a")
        reached.append(page.evaluate("document.activeElement.hash"))
    assert reached[:3] == ["#note-four-score", "#note-created-equal", "#note-the-war"]
    words = page.locator('.vr-lemma[data-annotations~="four-score"]').first
    words.click(position={"x": 6, "y": 8})
    # only one note is left on these words: there is nothing to choose
    expect(page.locator("#note-four-score")).to_have_class(re.compile("vr-open"))
    page.keyboard.press("Escape")
    page.get_by_text("battle-field", exact=True).click()
    expect(page.locator(".vr-open, .vr-panel:popover-open")).to_have_count(0)


def test_the_line_that_says_how_many_are_shown_is_read_out(open_mixed) -> None:
    page = open_mixed(HOME)
    line = page.locator(".vr-sifted")
    expect(line).to_have_attribute("role", "status")
    expect(line).to_be_empty()
    switch(page, "Disputed")
    expect(line).to_have_text("Notes shown: 6 of 8.")
    expect(page.get_by_role("button", name="Disputed")).to_be_focused()


@pytest.mark.parametrize("width", [1440, 375])
def test_what_is_shown_is_printed(open_mixed, width) -> None:
    page = open_mixed(HOME, width=width)
    switch(page, "Drafts")
    expect(page.locator(".vr-sifted")).not_to_be_empty()
    page.emulate_media(media="print")
    assert list_shown(page) == sorted(REVIEWED + DISPUTED)
    note = page.locator("#note-the-field")
    expect(note).to_contain_text("disputed")
    expect(note).to_contain_text("Ada Byron and Charles Babbage, 24 November 2026")


def test_without_scripts_all_notes_are_there_and_marked(open_mixed) -> None:
    page = open_mixed(f"{HOME}?view=no-draft", javascript=False)
    for name in REVIEWED + DISPUTED + DRAFTS:
        expect(page.locator(f"#note-{name}")).to_be_visible()
    marks = page.locator(".vr-annotation .vr-status")
    assert sorted(marks.all_inner_texts()) == ["disputed"] * 2 + ["draft"] * 3


def test_a_name_leads_to_what_its_bearer_did(open_mixed) -> None:
    page = open_mixed(f"{HOME}#note-the-war")
    page.locator("#note-the-war").get_by_role("link", name="Charles Babbage").click()
    expect(page).to_have_url(re.compile(r"/gettysburg/contributors/#contributor-Charles_Babbage$"))
    entry = page.get_by_role("region", name="Charles Babbage")
    expect(entry).to_be_in_viewport()
    entry.get_by_text("1 note reviewed").click()
    entry.get_by_role("link", name="note 5 (¶2), The war").click()
    expect(page.locator("#note-the-war")).to_be_visible()


@pytest.mark.parametrize("path", [HOME, f"{HOME}contributors/", f"{HOME}notes/the-field/"])
def test_axe_finds_nothing_in_pages_of_several_statuses(open_mixed, path) -> None:
    page = open_mixed(path)
    page.evaluate((MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    for width, scheme in ((1440, "light"), (768, "dark"), (375, "light")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        settle(page)
        assert page.evaluate(FIND_VIOLATIONS) == [], (width, scheme)
