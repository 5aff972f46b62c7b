"""An emended place is marked quietly, says what was printed and why it was changed, and leads to the apparatus and back."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

REAL = "holding-the-reset-hostage/"
NAME = "author-name"


def sign_of(page: Page, name: str = NAME) -> Locator:
    """Return the sign of a correction."""
    return page.locator(f'.vr-correction[href="#correction-{name}"]')


def account_of(page: Page, name: str = NAME) -> Locator:
    """Return the account of a correction."""
    return page.locator(f"#correction-{name}")


@pytest.mark.parametrize("width", [1440, 768, 375])
@pytest.mark.parametrize("by", ["click", "key"])
def test_a_sign_shows_what_was_printed_what_is_read_why_and_by_whom(open_page, width, by) -> None:
    page = open_page(REAL, width=width)
    account = account_of(page)
    expect(account).to_be_hidden()
    if by == "click":
        sign_of(page).click()
    else:
        sign_of(page).press("Enter")
    expect(account).to_be_focused()
    expect(account).to_be_in_viewport()
    expect(account.locator(".vr-kind")).to_have_text(re.compile("^Correction: "))
    printed, read = account.locator("dd").all_text_contents()
    assert printed == "Alejandro Suelo is a scholar"
    assert read == "Alejandro Sueldo is a scholar"
    expect(account.locator(".vr-note-body")).to_contain_text("“Suelo” is a slip")
    expect(account.locator(".vr-note-foot")).to_contain_text(
        "The Variorum editors, 24 November 2026"
    )
    page.keyboard.press("Escape")
    expect(account).to_be_hidden()
    expect(sign_of(page)).to_be_focused()


@pytest.mark.parametrize("width", [1440, 768, 375])
def test_an_account_that_an_address_opened_is_closed_like_any_other(open_page, width) -> None:
    page = open_page(REAL + "#correction-author-name", width=width)
    expect(account_of(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(account_of(page)).to_be_hidden()
    expect(sign_of(page)).to_be_focused()


def test_the_words_that_were_changed_open_their_account(page) -> None:
    page.locator("#b1 .vr-emended").click()
    buttons = page.locator(".vr-chooser button")
    expect(buttons).to_have_text([re.compile("The author’s name"), "Correction: a name"])
    buttons.last.click()
    expect(account_of(page)).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("v")
    page.locator("#b1 .vr-emended").click()
    expect(account_of(page)).to_be_focused()
    page.keyboard.press("x")
    page.locator("#b1 .vr-emended").click()
    expect(account_of(page)).to_be_hidden()


def test_every_correction_of_both_editions_has_a_name_that_says_what_was_printed(
    open_page, open_hard
) -> None:
    page = open_page(REAL)
    names = {
        sign.get_attribute("href"): sign.evaluate("sign => sign.ariaLabel")
        for sign in page.locator(".vr-correction").all()
    }
    assert len(names) == page.locator(".vr-emendation").count() == 7
    assert names["#correction-author-name"] == "corrected; printed Suelo"
    assert names["#correction-byline-link"] == "corrected; a link is left out"
    assert all(name.startswith("corrected; ") for name in names.values())
    page = open_hard("hard/")
    for name, printed in (("pilot", "Marlo,"), ("tide", "hihg"), ("page", "paragraph break")):
        expect(sign_of(page, name)).to_have_accessible_name(
            re.compile(f"^corrected; printed .*{printed}")
        )


def test_a_sign_stands_behind_the_words_that_were_changed_and_adds_nothing_to_them(page) -> None:
    sign = sign_of(page)
    assert page.locator(f"#emendation-{NAME}").text_content() == "Sueldo"
    assert (
        sign.evaluate(
            "sign => { const all = document.createRange(); all.setStart(sign.parentElement, 0); all.setEndBefore(sign); return `${all}`; }"
        )
        == "Alejandro Sueldo"
    )
    assert sign.text_content() == ""
    assert page.locator("#b1 .vr-text").text_content().startswith("Alejandro Sueldo is a scholar")


def test_the_legend_explains_the_sign(page) -> None:
    legend = page.locator("#vr-legend")
    shown = sign_of(page).evaluate("sign => getComputedStyle(sign, '::after').content")
    key = legend.locator(".vr-correction-key")
    assert key.text_content() == shown.strip('"')
    expect(legend).to_contain_text("what was printed")


def test_the_account_leads_to_the_apparatus_and_its_entry_back_to_the_place(page) -> None:
    sign_of(page).click()
    account_of(page).get_by_role("link", name="in the apparatus").click()
    expect(page).to_have_url(re.compile(f"/apparatus/#emendation-{NAME}$"))
    entry = page.locator(f"#emendation-{NAME}")
    expect(entry).to_be_in_viewport()
    expect(entry).to_contain_text("Alejandro Suelo")
    entry.locator(".vr-place").click()
    expect(page).to_have_url(re.compile(f"{REAL}#emendation-{NAME}$"))
    place = page.locator(f"#emendation-{NAME}")
    expect(place).to_be_in_viewport()
    expect(place).to_have_text("Sueldo")
    lit = place.evaluate("place => getComputedStyle(place).backgroundColor")
    assert lit != "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize("path", [REAL, "hard/"])
def test_every_entry_of_the_apparatus_leads_to_its_place_and_every_account_to_its_entry(
    open_page, open_hard, path
) -> None:
    page = (open_page if path == REAL else open_hard)(path, javascript=False)
    ids = "all => all.map((one) => one.id)"
    hashes = "all => all.map((one) => one.hash.slice(1))"
    places = page.locator(".vr-emended[id]").evaluate_all(ids)
    told = page.locator('.vr-emendation a[href*="apparatus/#"]').evaluate_all(hashes)
    assert places
    page.goto(f"{page.url}apparatus/")
    entries = page.locator(".vr-entry[id^=emendation-]").evaluate_all(ids)
    back = page.locator(".vr-entry[id^=emendation-] .vr-place").evaluate_all(hashes)
    assert sorted(places) == sorted(set(told)) == sorted(entries) == sorted(back)


@pytest.mark.parametrize("width", [1440, 375])
def test_without_scripts_the_sign_shows_the_account(open_page, width) -> None:
    page = open_page(REAL, width=width, javascript=False)
    expect(account_of(page)).to_be_hidden()
    sign_of(page).press("Enter")
    expect(account_of(page)).to_be_in_viewport()
    expect(account_of(page)).to_contain_text("Alejandro Suelo")


@pytest.mark.parametrize("address", ["", "#correction-author-name"])
def test_corrections_open_where_notes_are_off(open_page, address) -> None:
    page = open_page(f"{REAL}?view=no-notes{address}")
    if not address:
        sign_of(page).click()
    expect(account_of(page)).to_be_focused()
    expect(account_of(page)).to_be_in_viewport()
    expect(account_of(page)).to_have_css("opacity", "1")
    block = page.locator("#b1").bounding_box()
    assert account_of(page).bounding_box()["y"] >= block["y"] + block["height"] - 1


def test_on_a_telephone_corrections_are_sheets_where_notes_are_off(open_page) -> None:
    page = open_page(f"{REAL}?view=no-notes", width=375)
    sign_of(page).click()
    expect(account_of(page)).to_have_css("position", "fixed")
    sheet, words = account_of(page).bounding_box(), sign_of(page).bounding_box()
    assert words["y"] + words["height"] <= sheet["y"]
    page.locator("#b1 .vr-text").click(position={"x": 4, "y": 4})
    expect(account_of(page)).to_be_hidden()
