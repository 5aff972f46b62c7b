"""Search opens at the passage, tried as a reader does: by keys."""

import re

from playwright.sync_api import expect


def test_a_word_and_enter_lead_to_the_passage_highlighted(open_page) -> None:
    page = open_page("", width=1440)
    page.keyboard.press("/")
    page.keyboard.type("interceptors", delay=20)
    first = page.locator(".md-search-result__link").first
    expect(first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/holding-the-reset-hostage/\?h=interceptors#p\d+$"))
    target = page.locator(".vr-block:target")
    expect(target).to_be_in_viewport()
    expect(target.locator("mark", has_text="interceptors").first).to_be_visible()


def test_the_page_stays_where_it_is_when_one_searches(page) -> None:
    for _ in range(6):
        page.keyboard.press("j")
    before = page.evaluate("scrollY")
    assert before > 300
    page.keyboard.press("/")
    expect(page.locator("[name=query]")).to_be_focused()
    page.keyboard.type("reset")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.keyboard.press("Escape")
    assert page.evaluate("scrollY") == before


def test_escape_leads_from_the_search_back_to_where_one_was(page) -> None:
    page.locator("#p3 .vr-number").focus()
    page.keyboard.press("/")
    query = page.locator("[name=query]")
    expect(query).to_be_focused()
    page.keyboard.type("reset")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#p3 .vr-number")).to_be_focused()


def test_the_misprinted_name_finds_its_correction(open_page) -> None:
    page = open_page("", width=1440)
    page.keyboard.press("/")
    page.keyboard.type("Suelo", delay=20)
    hit = page.locator('.md-search-result__link[href*="#emendation-"]').first
    expect(hit).to_be_attached()


def test_the_first_search_from_a_permalink_stays_open(open_page) -> None:
    page = open_page("holding-the-reset-hostage/#p5", width=1440)
    page.keyboard.press("/")
    page.keyboard.type("interceptors", delay=60)
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    expect(page.locator("[name=query]")).to_have_value("interceptors")
    page.keyboard.press("Escape")
    page.wait_for_timeout(300)
    expect(page.locator("#__search")).not_to_be_checked()
    expect(page).to_have_url(re.compile(r"/holding-the-reset-hostage/#p5$"))
