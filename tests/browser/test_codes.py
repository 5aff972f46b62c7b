"""A code that the check has printed is looked up, as somebody does who has never seen it."""

import re

from playwright.sync_api import expect


def test_a_code_that_is_searched_for_leads_to_its_page_and_back_to_all_of_them(open_page) -> None:
    page = open_page("", width=1440)
    page.keyboard.press("/")
    page.keyboard.type("V204", delay=20)
    expect(page.locator(".vr-find-hit").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/guide/problems/V204/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("V204: quote not found")
    page.get_by_role("link", name="All codes").click()
    expect(page).to_have_url(re.compile(r"/guide/problems/#V204$"))


def test_the_address_that_a_code_had_leads_to_its_row(open_page) -> None:
    page = open_page("guide/problems/#V318", width=375)
    link = page.get_by_role("link", name="V318")
    expect(link).to_be_in_viewport()
    box = link.bounding_box()
    assert box
    assert box["y"] > 48, "below the header"
    link.click()
    expect(page).to_have_url(re.compile(r"/guide/problems/V318/$"))
