"""Keys lead from paragraph to paragraph and from note to note; they can be switched off, and never get in the way."""

import re

import pytest
from playwright.sync_api import Page, expect

EDITION = "holding-the-reset-hostage/"


def press_elsewhere(page: Page, key: str, code: str) -> None:
    """Press a key of a keyboard whose letters are not Latin."""
    page.evaluate(
        "([key, code]) => document.body.dispatchEvent(new KeyboardEvent('keydown', {key, code, bubbles: true}))",
        [key, code],
    )


def focused(page: Page) -> str:
    """Return the address to which what has the focus leads."""
    return page.evaluate("document.activeElement.getAttribute('href')")


def test_j_and_k_lead_from_paragraph_to_paragraph_clear_of_the_header(page) -> None:
    page.locator("#p1 .vr-number").focus()
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert focused(page) == "#p3"
    header = page.locator(".md-header").bounding_box()
    assert page.locator("#p3").bounding_box()["y"] >= header["height"]
    expect(page.locator(".vr-here")).to_have_attribute("id", "p3")
    page.keyboard.press("k")
    assert focused(page) == "#p2"


def test_j_begins_where_the_reader_is(page) -> None:
    page.locator("#p6").evaluate("block => scrollTo(0, block.offsetTop + 40)")
    page.keyboard.press("j")
    assert focused(page) == "#p7"


def test_a_leads_from_note_to_note_and_enter_opens_it(open_page) -> None:
    page = open_page(EDITION, width=768)
    page.keyboard.press("a")
    page.keyboard.press("a")
    assert focused(page) == "#note-the-day"
    page.keyboard.press("Enter")
    expect(page.locator("#note-the-day")).to_be_focused()
    page.keyboard.press("a")
    assert focused(page) == "#note-the-moscow-times"
    page.keyboard.press("Shift+A")
    assert focused(page) == "#note-the-day"


def test_escape_closes_a_note_and_leads_back_to_its_sign_with_the_keys_off_too(open_page) -> None:
    page = open_page(EDITION, width=768)
    page.evaluate("localStorage.setItem('variorum', '{\"keys\": \"off\"}')")
    page.locator(".vr-noteref").first.click()
    expect(page.locator(".vr-annotation").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".vr-annotation").first).to_be_hidden()
    expect(page.locator(".vr-noteref").first).to_be_focused()


def test_c_copies_the_link_to_the_paragraph(page) -> None:
    page.locator("#p4 .vr-number").focus()
    page.keyboard.press("c")
    expect(page).to_have_url(re.compile("#p4$"))
    expect(page.locator(".vr-said")).to_contain_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()").endswith(f"/{EDITION}#p4")


def test_the_list_of_keys_opens_by_key_and_button_and_closes_by_escape(page) -> None:
    help_list = page.get_by_role("dialog", name="Keys of this page")
    page.keyboard.press("?")
    expect(help_list).to_be_visible()
    expect(help_list.get_by_role("rowheader")).to_have_count(14)
    page.keyboard.press("Escape")
    expect(help_list).to_be_hidden()
    button = page.get_by_role("button", name="Keys")
    button.click()
    expect(help_list).to_be_visible()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()


def test_with_the_keys_off_neither_search_opens_nor_another_page(page) -> None:
    page.keyboard.press("?")
    page.get_by_label("Keys are on").uncheck()
    page.keyboard.press("Escape")
    page.locator("#p3 .vr-number").focus()
    address = page.url
    for key in "/sfnp,.":
        page.keyboard.press(key)
        expect(page.locator("#p3 .vr-number")).to_be_focused()
    assert page.url == address
    expect(page.locator("#__search")).not_to_be_checked()


def test_keys_switched_off_stay_off_and_are_switched_on_again_by_the_button(page) -> None:
    page.keyboard.press("?")
    page.get_by_label("Keys are on").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("v")
    page.keyboard.press("?")
    notes = page.get_by_role("button", name="Notes", exact=True)
    expect(notes).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("dialog", name="Keys of this page")).to_be_hidden()
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Keys are on").check()
    page.keyboard.press("Escape")
    page.keyboard.press("v")
    expect(notes).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize("modifier", ["Control", "Meta", "Alt"])
def test_no_key_fires_with_a_modifier(page, modifier) -> None:
    page.keyboard.down(modifier)
    page.keyboard.press("v")
    page.keyboard.up(modifier)
    expect(page.locator("html")).not_to_have_attribute("data-vr-view", re.compile("."))


def test_no_key_fires_while_one_types_or_has_a_panel_open(page) -> None:
    page.get_by_role("button", name="Display").click()
    expect(page.get_by_label("Size of the text")).to_be_focused()
    page.keyboard.press("v")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("vxot?")
    expect(page.locator("[name=query]")).to_have_value("vxot?")
    expect(page.locator("html")).not_to_have_attribute("data-vr-view", re.compile("."))
    expect(page.get_by_role("dialog", name="Keys of this page")).to_be_hidden()


def test_keys_work_by_their_places_where_letters_are_not_latin(page) -> None:
    press_elsewhere(page, "м", "KeyV")
    expect(page.locator("html")).to_have_attribute("data-vr-view", "no-notes")
