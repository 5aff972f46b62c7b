"""Essays, terms and the timeline: opened where they belong, with pages of their own, and linked to their passages."""

import itertools
import re

import pytest
from layout import settle
from playwright.sync_api import Page, expect

REAL = "holding-the-reset-hostage/"
HARD = "hard/"


# -- essays ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [1440, 768, 375])
@pytest.mark.parametrize("scripts", [True, False])
def test_an_essay_opens_and_closes_where_it_stands(open_page, width, scripts) -> None:
    page = open_page(REAL, width=width, javascript=scripts)
    card = page.locator("#card-four-phases")
    prose = card.locator(".vr-prose")
    expect(prose).to_be_hidden()
    card.locator("summary").press("Enter")
    expect(prose).to_be_visible()
    above, here = page.locator("#p5").bounding_box(), card.bounding_box()
    assert here["y"] >= above["y"] + above["height"] - 1
    assert here["x"] >= 0
    assert here["x"] + here["width"] <= width
    card.locator("summary").press("Enter")
    expect(prose).to_be_hidden()


def test_an_open_essay_gets_the_width_of_the_text(page) -> None:
    card = page.locator("#card-four-phases")
    closed = card.bounding_box()
    card.locator("summary").click()
    opened, text = card.bounding_box(), page.locator("#p5 .vr-text").bounding_box()
    assert opened["width"] > closed["width"]
    assert opened["x"] + opened["width"] == pytest.approx(text["x"] + text["width"], abs=8)


def test_a_card_stands_beside_its_paragraph(page) -> None:
    settle(page)
    for card in page.locator(".vr-card").all():
        block = card.evaluate(
            "card => { let at = card; while (!at.matches('.vr-block')) at = at.previousElementSibling; return at.id; }"
        )
        text, box = page.locator(f"#{block} .vr-text").bounding_box(), card.bounding_box()
        assert box["x"] >= text["x"] + text["width"]
        assert box["y"] >= text["y"] - 4


def test_an_essay_has_a_page_of_its_own_that_leads_back(page) -> None:
    card = page.locator("#card-four-phases")
    title = card.locator("summary b").text_content()
    card.locator("summary").click()
    card.get_by_role("link", name="the essay on a page of its own").click()
    expect(page).to_have_url(re.compile("/context/four-phases/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.locator('article a[href$="#p5"]').first.click()
    expect(page).to_have_url(re.compile(f"{REAL}#p5$"))
    expect(page.locator("#p5")).to_be_in_viewport()


@pytest.mark.parametrize("scripts", [True, False])
def test_where_an_essay_belongs_to_two_places_the_other_leads_to_it(open_hard, scripts) -> None:
    page = open_hard(HARD, javascript=scripts)
    link = page.locator('.vr-card > a[href="#card-of-casks"]')
    expect(link).to_have_count(1)
    link.press("Enter")
    card = page.locator("#card-of-casks")
    expect(card).to_be_in_viewport()
    if scripts:
        expect(card.locator(".vr-prose")).to_be_visible()


# -- terms and people ------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["click", "key", "tap"])
def test_a_term_is_explained_on_demand_and_escape_gives_the_focus_back(open_page, by) -> None:
    page = open_page(REAL, has_touch=by == "tap", width=375 if by == "tap" else 1440)
    term = page.locator("#p1 .vr-term", has_text="missile defense")
    address = page.url
    if by == "click":
        term.click()
    elif by == "tap":
        term.tap()
    else:
        term.press("Enter")
    name = page.locator(f"dt{term.get_attribute('href')}").text_content()
    panel = page.get_by_role("group", name=name, exact=True)
    expect(panel).to_be_visible()
    expect(panel).to_be_focused()
    expect(panel).to_be_in_viewport(ratio=1)
    expect(panel.get_by_role("link", name=re.compile("in the glossary$"))).to_be_visible()
    assert page.url == address
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(term).to_be_focused()


def test_the_panel_leads_to_the_entry_of_the_glossary(page) -> None:
    term = page.locator("#p1 .vr-term", has_text="missile defense")
    address = term.get_attribute("href")
    term.click()
    page.locator(".vr-panel:popover-open").get_by_role("link", name=re.compile("glossary$")).click()
    expect(page).to_have_url(re.compile(f"/glossary/{address}$"))
    expect(page.locator(address)).to_be_in_viewport()


def test_a_person_is_explained_likewise(page) -> None:
    page.locator("#p1 .vr-term", has_text="Lavrov").click()
    panel = page.locator(".vr-panel:popover-open")
    expect(panel).to_contain_text("foreign minister")
    page.mouse.click(5, 600)
    expect(panel).to_have_count(0)


@pytest.mark.parametrize("path", [REAL, HARD])
def test_a_term_is_marked_once_a_paragraph_and_its_entry_is_in_the_page(
    open_page, open_hard, path
) -> None:
    page = (open_page if path == REAL else open_hard)(path, javascript=False)
    blocks = page.locator(".vr-block").evaluate_all(
        "all => all.map((one) => [...one.querySelectorAll('.vr-term')].map((term) => term.hash.slice(1)))"
    )
    marked = [names for names in blocks if names]
    assert marked
    assert all(len(names) == len(set(names)) for names in marked)
    for name in {name for names in marked for name in names}:
        expect(page.locator(f"dt#{name}")).to_be_visible()


def test_without_scripts_a_term_leads_to_its_entry(open_page) -> None:
    page = open_page(REAL, javascript=False)
    term = page.locator("#p1 .vr-term", has_text="missile defense")
    entry = page.locator(term.get_attribute("href"))
    term.click()
    expect(entry).to_be_in_viewport()
    expect(entry).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")


# -- timeline --------------------------------------------------------------------------------------


def open_timeline(open_page, open_hard, path: str, **options: object) -> Page:
    """Open the timeline of an edition."""
    return (open_page if path == REAL else open_hard)(f"{path}timeline/", **options)


@pytest.mark.parametrize("path", [REAL, HARD])
def test_the_figure_has_every_event_in_order_and_leads_to_it(open_page, open_hard, path) -> None:
    page = open_timeline(open_page, open_hard, path, javascript=False)
    figure = page.get_by_role("figure")
    links = figure.get_by_role("link")
    events = page.locator(".vr-events > li")
    assert links.count() == events.count() + 1  # with the work itself
    assert links.evaluate_all("all => all.map((one) => one.getAttribute('href'))").count("../") == 1
    days = links.locator("time").evaluate_all("all => all.map((one) => one.dateTime)")
    assert days == sorted(days)
    for link in figure.locator('a[href^="#event-"]').all():
        event = page.locator(link.get_attribute("href"))
        assert link.locator("span").text_content() == event.locator("h2").text_content()
    last = figure.locator('a[href^="#event-"]').last
    last.click()
    expect(page.locator(last.get_attribute("href"))).to_be_in_viewport()


@pytest.mark.parametrize("path", [REAL, HARD])
def test_the_figure_is_drawn_beside_its_words_and_says_nothing_twice(
    open_page, open_hard, path
) -> None:
    page = open_timeline(open_page, open_hard, path)
    drawing = page.locator("figure svg")
    expect(drawing).to_have_attribute("aria-hidden", "true")
    figure, drawn = page.get_by_role("figure").bounding_box(), drawing.bounding_box()
    assert drawn["height"] > 200
    links = page.locator("figure li").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().toJSON())"
    )
    tops = [link["top"] for link in links]
    assert tops == sorted(tops)
    assert all(one["bottom"] <= other["top"] + 1 for one, other in itertools.pairwise(links))
    assert all(link["right"] <= figure["x"] + figure["width"] + 1 for link in links)
    assert page.locator("figure svg .vr-mark").count() >= 9


@pytest.mark.parametrize("path", [REAL, HARD])
def test_on_a_wide_window_the_events_begin_beside_the_figure(open_page, open_hard, path) -> None:
    page = open_timeline(open_page, open_hard, path)
    figure = page.get_by_role("figure").bounding_box()
    first = page.locator(".vr-events > li").first.bounding_box()
    assert abs(first["y"] - figure["y"]) < 40
    assert first["x"] >= figure["x"] + figure["width"]


@pytest.mark.parametrize("path", [REAL, HARD])
def test_events_lead_to_their_paragraphs(open_page, open_hard, path) -> None:
    page = open_timeline(open_page, open_hard, path)
    link = page.locator('.vr-events a[href^="../#p"]').last
    block = link.get_attribute("href").removeprefix("../#")
    link.click()
    expect(page).to_have_url(re.compile(f"{path}#{block}$"))
    expect(page.locator(f"#{block}")).to_be_in_viewport()
    expect(page.locator(f"#{block}")).to_be_focused()


def test_without_scripts_neither_notes_nor_cards_stand_far_below_their_words(open_page) -> None:
    page = open_page("holding-the-reset-hostage/", javascript=False)
    sign, note = (
        page.locator(place).bounding_box()["y"]
        for place in ('.vr-noteref[href="#note-the-day"]', "#note-the-day")
    )
    # below two notes and no more: its anchor is not that of a block further on
    assert 0 < note - sign < 300
